-- Reminders: at which hour of the evening somebody wants to be asked about a diary that they write, and the devices that show it.
--
-- `due_at` is moved on in the transaction that takes a reminder up, before anything is sent: whatever dies afterwards, nobody is reminded twice.

CREATE SCHEMA reminders;
GRANT USAGE ON SCHEMA reminders TO {{app}}, {{jobs}};

CREATE TABLE reminders.evenings (
  patient_id uuid NOT NULL,
  account_id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('none', 'push', 'mail')),
  local_time text NOT NULL CHECK (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  zone text NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),
  language text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
  -- when it is looked at next; null where nobody wants to be reminded
  due_at timestamptz,
  -- the last local day of which that was done
  last_day date,
  -- what the diary had been told when that was done, and the day on which that was last more than before
  heard_seq bigint NOT NULL,
  heard_on date NOT NULL,
  -- since nothing was written for a week
  paused_on date,
  snoozed_until timestamptz,
  PRIMARY KEY (patient_id, account_id)
);
CREATE INDEX reminders_due ON reminders.evenings (due_at) WHERE due_at IS NOT NULL;

-- Where a browser's push service takes notes for a device, and the keys that encrypt them for it. An address belongs to one account at a time.
CREATE TABLE reminders.subscriptions (
  endpoint_hash bytea PRIMARY KEY CHECK (octet_length(endpoint_hash) = 32),
  account_id uuid NOT NULL,
  endpoint text NOT NULL CHECK (length(endpoint) <= 2048),
  p256dh text NOT NULL CHECK (length(p256dh) <= 100),
  auth text NOT NULL CHECK (length(auth) <= 40),
  -- the public key of the server with which the device subscribed
  server_key text NOT NULL CHECK (length(server_key) <= 100),
  added_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX subscriptions_of_account ON reminders.subscriptions (account_id, added_at);

ALTER TABLE reminders.evenings ENABLE ROW LEVEL SECURITY;
ALTER TABLE reminders.subscriptions ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON reminders.evenings FOR ALL TO {{app}}
  USING (account_id = nullif(current_setting('clearday.account', true), '')::uuid
    AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]))
  WITH CHECK (account_id = nullif(current_setting('clearday.account', true), '')::uuid
    AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]));
GRANT SELECT, INSERT, UPDATE (channel, local_time, zone, language, due_at, last_day, heard_seq, heard_on, paused_on, snoozed_until)
  ON reminders.evenings TO {{app}};
-- the clock learns who is due, and removes those of whom a diary is not open any more
CREATE POLICY due ON reminders.evenings FOR ALL TO {{jobs}} USING (true);
GRANT SELECT (patient_id, account_id, due_at), DELETE ON reminders.evenings TO {{jobs}};
CREATE POLICY own ON reminders.subscriptions FOR ALL TO {{app}}
  USING (account_id = nullif(current_setting('clearday.account', true), '')::uuid);
GRANT SELECT, DELETE ON reminders.subscriptions TO {{app}};

-- A device is reminded for whoever signed in on it last; of the devices of one account the oldest make room.
CREATE FUNCTION reminders.subscribe(at text, device_key text, device_secret text, with_key text, most integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
BEGIN
  IF acting IS NULL THEN
    RETURN false;
  END IF;
  INSERT INTO reminders.subscriptions (endpoint_hash, account_id, endpoint, p256dh, auth, server_key)
    VALUES (sha256(convert_to(at, 'UTF8')), acting, at, device_key, device_secret, with_key)
    ON CONFLICT (endpoint_hash) DO UPDATE SET account_id = acting, p256dh = device_key, auth = device_secret, server_key = with_key, added_at = now();
  DELETE FROM reminders.subscriptions s WHERE s.account_id = acting AND s.endpoint_hash NOT IN (
    SELECT n.endpoint_hash FROM reminders.subscriptions n WHERE n.account_id = acting ORDER BY n.added_at DESC, n.endpoint_hash LIMIT most);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION reminders.subscribe FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reminders.subscribe TO {{app}};
