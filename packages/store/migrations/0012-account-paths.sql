-- Accounts of staff need a second step; an address that is lost; the language of mails; whose diary is one's own; a child that comes of age.

-- in which an account is written to: two letters, as in mails
ALTER TABLE auth.people ADD COLUMN language text NOT NULL DEFAULT 'en' CHECK (language ~ '^[a-z]{2}$');

-- begun with a passkey, which stands for both steps, or one was added in it
ALTER TABLE auth.sessions ADD COLUMN by_passkey boolean NOT NULL DEFAULT false;

-- Somebody has lost their mail address: another takes its place when it was confirmed, and when the time is over in which whoever reads the old
-- one can object. Asked for by a member of staff.
CREATE TABLE auth.address_moves (
  move_id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.people ON DELETE CASCADE,
  new_address text NOT NULL CHECK (new_address = lower(new_address)),
  asked_by uuid NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  identity_checked_by text NOT NULL CHECK (identity_checked_by IN ('in-person', 'video-call', 'call-back')),
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  objection_hash text NOT NULL UNIQUE,
  confirmation_hash text NOT NULL UNIQUE,
  confirmed_at timestamptz,
  objected_at timestamptz,
  finished_at timestamptz
);
CREATE UNIQUE INDEX one_move_at_a_time ON auth.address_moves (user_id) WHERE objected_at IS NULL AND finished_at IS NULL;
ALTER TABLE auth.address_moves ENABLE ROW LEVEL SECURITY;
CREATE POLICY signing_in ON auth.address_moves FOR ALL TO {{auth}} USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.address_moves TO {{auth}};

-- For the sign-in, which reaches no roles: whether an account must have a second step.
CREATE FUNCTION auth.is_staff(of_account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM access.staff_roles WHERE account_id = of_account AND ended_at IS NULL)
$$;
REVOKE ALL ON FUNCTION auth.is_staff(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.is_staff(uuid) TO {{auth}};

INSERT INTO mail.kinds (kind, queued_by, at_most_once, keeps) VALUES
  ('address-move-asked', '{auth}', false, '3 days'),
  ('address-move-confirm', '{auth}', false, '7 days'),
  ('coming-of-age', '{app}', false, '30 days'),
  ('diary-handed-over', '{app}', false, '7 days');

-- Which of several diaries of one's own is the one in use, once two accounts became one. Chosen by the account; without it the oldest.
ALTER TABLE access.accounts ADD COLUMN own_diary uuid;
GRANT UPDATE (own_diary) ON access.accounts TO {{app}};

-- A diary that others wrote for its patient is handed to the patient's own account: offered by a manager, taken with a token that the clinic
-- gives to the patient. Never where the patient has an account already.
CREATE TABLE access.handovers (
  patient_id uuid NOT NULL,
  handover_id uuid NOT NULL,
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  offered_by uuid NOT NULL REFERENCES access.accounts,
  identity_checked_by text NOT NULL CHECK (identity_checked_by IN ('in-person', 'video-call', 'call-back')),
  offered_at timestamptz NOT NULL DEFAULT now(),
  -- not before: whoever writes the diary is told, and has a day to object at the clinic
  opens_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_by uuid,
  accepted_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (patient_id, handover_id)
);
CREATE UNIQUE INDEX one_handover_at_a_time ON access.handovers (patient_id) WHERE accepted_at IS NULL AND revoked_at IS NULL;
ALTER TABLE access.handovers ENABLE ROW LEVEL SECURITY;
CREATE POLICY concerned ON access.handovers FOR SELECT TO {{app}}
  USING (
    patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR current_setting('clearday.manage', true) = 'on'
  );
CREATE POLICY offered ON access.handovers FOR INSERT TO {{app}}
  WITH CHECK (
    current_setting('clearday.manage', true) = 'on'
    AND offered_by = nullif(current_setting('clearday.account', true), '')::uuid
  );
CREATE POLICY revoked ON access.handovers FOR UPDATE TO {{app}}
  USING (revoked_at IS NULL AND accepted_at IS NULL AND current_setting('clearday.manage', true) = 'on')
  WITH CHECK (revoked_at IS NOT NULL);
GRANT SELECT (patient_id, handover_id, offered_by, identity_checked_by, offered_at, opens_at, expires_at, accepted_by, accepted_at, revoked_at),
  INSERT (patient_id, handover_id, token_hash, offered_by, identity_checked_by, opens_at, expires_at), UPDATE (revoked_at)
  ON access.handovers TO {{app}};

-- Whether a diary has an account of its patient's own, for who hands it over: it opens nothing. 'none', 'own', 'others', 'missing'
CREATE FUNCTION access.written_by(of_patient uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    RAISE insufficient_privilege USING MESSAGE = 'this is asked by managers';
  END IF;
  IF NOT EXISTS (SELECT FROM diary.patients WHERE patient_id = of_patient)
     OR EXISTS (SELECT FROM access.closed_diaries WHERE patient_id = of_patient AND reopened_at IS NULL) THEN
    RETURN 'missing';
  END IF;
  IF EXISTS (SELECT FROM access.diaries WHERE patient_id = of_patient AND relation = 'self' AND ended_at IS NULL) THEN
    RETURN 'own';
  END IF;
  IF EXISTS (SELECT FROM access.diaries WHERE patient_id = of_patient AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > now())) THEN
    RETURN 'others';
  END IF;
  RETURN 'none';
END $$;

-- 'not-found' (guessed, not yet open, over, taken, or offered by the very account), 'has-account', 'done'
CREATE FUNCTION access.take_over(token text, OUT outcome text, OUT patient uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  offer access.handovers;
BEGIN
  SELECT * INTO offer FROM access.handovers
    WHERE token_hash = decode(token, 'hex') AND accepted_at IS NULL AND revoked_at IS NULL
      AND opens_at <= now() AND expires_at > now() AND offered_by <> acting FOR UPDATE;
  IF NOT FOUND OR NOT EXISTS (SELECT FROM access.accounts WHERE account_id = acting AND left_at IS NULL)
     OR NOT EXISTS (SELECT FROM diary.patients WHERE patient_id = offer.patient_id)
     OR EXISTS (SELECT FROM access.closed_diaries WHERE patient_id = offer.patient_id AND reopened_at IS NULL) THEN
    outcome := 'not-found';
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM access.diaries WHERE patient_id = offer.patient_id AND relation = 'self' AND ended_at IS NULL) THEN
    outcome := 'has-account';
    RETURN;
  END IF;
  UPDATE access.handovers SET accepted_at = now(), accepted_by = acting
    WHERE patient_id = offer.patient_id AND handover_id = offer.handover_id;
  -- whoever wrote it for somebody turns out to be that somebody
  UPDATE access.diaries SET ended_at = now() WHERE patient_id = offer.patient_id AND account_id = acting AND ended_at IS NULL;
  INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason, begun_at)
    VALUES (offer.patient_id, acting, 'self', offer.offered_by, 'handed over', clock_timestamp());
  patient := offer.patient_id;
  outcome := 'done';
END $$;
REVOKE ALL ON FUNCTION access.written_by(uuid), access.take_over(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.written_by(uuid), access.take_over(text) TO {{app}};

-- Those who write for somebody who comes of age within `ahead`: their writing ends on that birthday, and not before they have had `notice`. The
-- age is the clinic's, the birthday that of its file. Whom an end was set is answered, each once.
CREATE FUNCTION access.end_at_age(ahead interval, notice interval) RETURNS TABLE (patient uuid, account uuid, ends timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH grown AS (
    SELECT f.patient_id, (f.born_on + make_interval(years => r.of_age))::timestamptz AS birthday
    FROM clinic_records.files f CROSS JOIN clinic_records.retention r
    WHERE f.detached_at IS NULL AND f.born_on IS NOT NULL AND f.born_on + make_interval(years => r.of_age) <= now() + ahead
  )
  UPDATE access.diaries d SET ends_at = greatest(g.birthday, now() + notice)
  FROM grown g
  WHERE d.patient_id = g.patient_id AND d.relation = 'proxy' AND d.ended_at IS NULL AND d.begun_at < g.birthday
    AND (d.ends_at IS NULL OR d.ends_at > greatest(g.birthday, now() + notice))
    -- what the patient made or renewed with an account of their own stays as they made it
    AND NOT EXISTS (SELECT FROM access.diaries s WHERE s.patient_id = d.patient_id AND s.relation = 'self' AND s.account_id = d.made_by)
  RETURNING d.patient_id, d.account_id, d.ends_at
$$;
REVOKE ALL ON FUNCTION access.end_at_age(interval, interval) FROM PUBLIC;
