-- Accounts: how people sign in. Only the role auth reaches this schema, because signing in happens before there is an acting person; it reaches
-- nothing else. The policies say the same as the grants, so that a grant given by mistake shows nothing.

CREATE SCHEMA auth;
GRANT USAGE ON SCHEMA auth TO {{auth}};

CREATE TABLE auth.people (
  -- the same as access.accounts.account_id
  id uuid PRIMARY KEY,
  name text NOT NULL DEFAULT '',
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  two_factor_enabled boolean DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- The cookie holds the token signed with the server's secret, so that a row alone opens nothing.
CREATE TABLE auth.sessions (
  id uuid PRIMARY KEY,
  token text NOT NULL UNIQUE,
  user_id uuid NOT NULL REFERENCES auth.people ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  -- when the person last proved who they are; what is sensitive asks for a recent proof
  proved_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sessions_of_person ON auth.sessions (user_id);

-- Passwords (hashed with scrypt). The token columns belong to sign-in through other sites, which is off; the library names them.
CREATE TABLE auth.credentials (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.people ON DELETE CASCADE,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX credentials_of_person ON auth.credentials (user_id);

-- What waits for an answer: a reset link, the second step of a sign-in, a passkey's challenge. Identifiers are kept as hashes.
CREATE TABLE auth.pending (
  id uuid PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX pending_by_identifier ON auth.pending (identifier);

-- The secret of an authenticator app and the recovery codes, encrypted with the server's secret.
CREATE TABLE auth.second_factors (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL UNIQUE REFERENCES auth.people ON DELETE CASCADE,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean DEFAULT true,
  failed_verification_count int DEFAULT 0,
  locked_until timestamptz
);

CREATE TABLE auth.passkeys (
  passkey_id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.people ON DELETE CASCADE,
  name text NOT NULL CHECK (name <> ''),
  credential_id text NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  counter bigint NOT NULL DEFAULT 0,
  transports text[] NOT NULL DEFAULT '{}',
  backed_up boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX passkeys_of_person ON auth.passkeys (user_id);

-- Requests from one network address to one path.
CREATE TABLE auth.rate_limits (
  id uuid PRIMARY KEY,
  key text NOT NULL UNIQUE,
  count int NOT NULL,
  last_request bigint NOT NULL
);

-- Failed attempts at one account, also at one that does not exist: under a keyed hash, so that the table names nobody.
CREATE TABLE auth.attempts (
  key text PRIMARY KEY,
  failures int NOT NULL,
  since timestamptz NOT NULL,
  locked_until timestamptz
);

-- A lost second factor: asked for by a member of staff, carried out only after the time in which the person can object.
CREATE TABLE auth.second_factor_recoveries (
  recovery_id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.people ON DELETE CASCADE,
  asked_by uuid NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  identity_checked_by text NOT NULL CHECK (identity_checked_by IN ('in-person', 'video-call', 'call-back')),
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  objection_hash text NOT NULL UNIQUE,
  objected_at timestamptz,
  finished_at timestamptz
);
CREATE UNIQUE INDEX one_recovery_at_a_time ON auth.second_factor_recoveries (user_id)
  WHERE objected_at IS NULL AND finished_at IS NULL;

DO $$
DECLARE one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['people', 'sessions', 'credentials', 'pending', 'second_factors', 'passkeys', 'rate_limits', 'attempts', 'second_factor_recoveries']
  LOOP
    EXECUTE format('ALTER TABLE auth.%I ENABLE ROW LEVEL SECURITY', one);
    EXECUTE format('CREATE POLICY signing_in ON auth.%I FOR ALL TO {{auth}} USING (true)', one);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON auth.%I TO {{auth}}', one);
  END LOOP;
END $$;

-- Two accounts of one person become one: a member of staff opens it, and the person confirms it signed in to the one and to the other.
CREATE TABLE access.merges (
  merge_id uuid PRIMARY KEY,
  from_account uuid NOT NULL REFERENCES access.accounts,
  into_account uuid NOT NULL REFERENCES access.accounts,
  asked_by uuid NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  asked_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz NOT NULL,
  from_confirmed_at timestamptz,
  into_confirmed_at timestamptz,
  done_at timestamptz,
  CHECK (from_account <> into_account),
  CHECK (asked_by <> from_account AND asked_by <> into_account)
);

-- A diary that nobody writes any more but that the clinic keeps for a time, because its patient died.
CREATE TABLE access.closed_diaries (
  patient_id uuid NOT NULL,
  closed_at timestamptz NOT NULL DEFAULT now(),
  closed_by uuid NOT NULL,
  informed_by text NOT NULL CHECK (informed_by IN ('next-of-kin', 'physician', 'authority', 'clinic')),
  reason text NOT NULL CHECK (reason <> ''),
  keep_until date NOT NULL,
  reopened_at timestamptz,
  reopened_by uuid,
  PRIMARY KEY (patient_id, closed_at)
);
CREATE UNIQUE INDEX closed_once ON access.closed_diaries (patient_id) WHERE reopened_at IS NULL;

ALTER TABLE access.merges ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.closed_diaries ENABLE ROW LEVEL SECURITY;
CREATE POLICY concerned ON access.merges FOR SELECT TO {{app}}
  USING (
    from_account = nullif(current_setting('clearday.account', true), '')::uuid
    OR into_account = nullif(current_setting('clearday.account', true), '')::uuid
    OR current_setting('clearday.manage', true) = 'on'
  );
CREATE POLICY asked ON access.merges FOR INSERT TO {{app}}
  WITH CHECK (
    asked_by = nullif(current_setting('clearday.account', true), '')::uuid AND current_setting('clearday.manage', true) = 'on'
  );
CREATE POLICY managed ON access.closed_diaries FOR SELECT TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
GRANT SELECT, INSERT (merge_id, from_account, into_account, asked_by, reason, ends_at) ON access.merges TO {{app}};
GRANT SELECT ON access.closed_diaries TO {{app}};

-- Acts that reach across what one person may see. They run as the owner, so each checks for itself who acts, does one thing, and answers
-- with no more than who must be told.

CREATE FUNCTION access.end_sessions(of_account uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE ended bigint;
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on'
     AND of_account IS DISTINCT FROM nullif(current_setting('clearday.account', true), '')::uuid THEN
    RAISE insufficient_privilege USING MESSAGE = 'sessions are ended by their person or a manager';
  END IF;
  DELETE FROM auth.sessions WHERE user_id = of_account;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;

-- 'not-open': unknown, over, or not this person's; 'is-staff'; 'waiting': for the other account; 'done'
CREATE FUNCTION access.confirm_merge(wanted uuid, OUT outcome text, OUT patients uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  merge access.merges;
  held record;
BEGIN
  patients := '{}';
  SELECT * INTO merge FROM access.merges
    WHERE merge_id = wanted AND acting IN (from_account, into_account) AND done_at IS NULL AND ends_at > now() FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM access.accounts WHERE account_id IN (merge.from_account, merge.into_account) AND left_at IS NOT NULL) THEN
    outcome := 'not-open';
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM access.staff_roles WHERE account_id IN (merge.from_account, merge.into_account) AND ended_at IS NULL) THEN
    outcome := 'is-staff';
    RETURN;
  END IF;
  UPDATE access.merges SET
    from_confirmed_at = CASE WHEN acting = from_account THEN now() ELSE from_confirmed_at END,
    into_confirmed_at = CASE WHEN acting = into_account THEN now() ELSE into_confirmed_at END
    WHERE merge_id = wanted RETURNING * INTO merge;
  IF merge.from_confirmed_at IS NULL OR merge.into_confirmed_at IS NULL THEN
    outcome := 'waiting';
    RETURN;
  END IF;
  FOR held IN SELECT * FROM access.diaries
    WHERE account_id = merge.from_account AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > now()) ORDER BY patient_id
  LOOP
    UPDATE access.diaries SET ended_at = now()
      WHERE patient_id = held.patient_id AND account_id = merge.from_account AND begun_at = held.begun_at;
    IF held.relation = 'self' THEN
      -- whoever was proxy for this diary turns out to be its patient
      UPDATE access.diaries SET ended_at = now()
        WHERE patient_id = held.patient_id AND account_id = merge.into_account AND ended_at IS NULL;
    END IF;
    INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason, ends_at)
      SELECT held.patient_id, merge.into_account, held.relation, merge.into_account, 'accounts merged', held.ends_at
      WHERE NOT EXISTS (SELECT FROM access.diaries
        WHERE patient_id = held.patient_id AND account_id = merge.into_account AND ended_at IS NULL);
    patients := patients || held.patient_id;
  END LOOP;
  UPDATE access.accounts SET left_at = now() WHERE account_id = merge.from_account;
  DELETE FROM auth.sessions WHERE user_id = merge.from_account;
  UPDATE access.merges SET done_at = now() WHERE merge_id = wanted;
  outcome := 'done';
END $$;

-- Ends all that opens a diary, closes its patient's account, and keeps what was written. Answers the accounts that are told.
-- 'not-allowed', 'no-such-diary', 'own-diary', 'done'
CREATE FUNCTION access.close_diary(
  of_patient uuid, informed text, because text, kept_until date, OUT outcome text, OUT accounts uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
BEGIN
  accounts := '{}';
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    outcome := 'not-allowed';
    RETURN;
  END IF;
  PERFORM FROM access.diaries WHERE patient_id = of_patient AND ended_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    outcome := 'no-such-diary';
    RETURN;
  END IF;
  SELECT array_agg(DISTINCT account_id ORDER BY account_id) INTO accounts FROM access.diaries
    WHERE patient_id = of_patient AND ended_at IS NULL;
  IF acting = ANY (accounts) THEN
    accounts := '{}';
    outcome := 'own-diary';
    RETURN;
  END IF;
  INSERT INTO access.closed_diaries (patient_id, closed_by, informed_by, reason, keep_until)
    VALUES (of_patient, acting, informed, because, kept_until);
  UPDATE access.accounts SET left_at = now() WHERE left_at IS NULL AND account_id IN (
    SELECT account_id FROM access.diaries WHERE patient_id = of_patient AND relation = 'self' AND ended_at IS NULL);
  DELETE FROM auth.sessions WHERE user_id IN (
    SELECT account_id FROM access.diaries WHERE patient_id = of_patient AND relation = 'self' AND ended_at IS NULL);
  UPDATE access.diaries SET ended_at = now() WHERE patient_id = of_patient AND ended_at IS NULL;
  UPDATE access.care_relationships SET ended_at = now(), ended_by = acting WHERE patient_id = of_patient AND ended_at IS NULL;
  UPDATE access.share_links SET revoked_at = now() WHERE patient_id = of_patient AND revoked_at IS NULL;
  outcome := 'done';
END $$;

-- For a death that was recorded in error. Care relationships and share links stay ended: the patient makes them anew.
-- 'not-allowed', 'not-closed', 'done'
CREATE FUNCTION access.reopen_diary(of_patient uuid, OUT outcome text, OUT accounts uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  closed timestamptz;
BEGIN
  accounts := '{}';
  IF current_setting('clearday.administer', true) IS DISTINCT FROM 'on' THEN
    outcome := 'not-allowed';
    RETURN;
  END IF;
  UPDATE access.closed_diaries SET reopened_at = now(), reopened_by = acting
    WHERE patient_id = of_patient AND reopened_at IS NULL RETURNING closed_at INTO closed;
  IF NOT FOUND THEN
    outcome := 'not-closed';
    RETURN;
  END IF;
  SELECT coalesce(array_agg(account_id ORDER BY account_id), '{}') INTO accounts FROM access.diaries
    WHERE patient_id = of_patient AND ended_at = closed;
  UPDATE access.accounts a SET left_at = NULL WHERE a.account_id = ANY (reopen_diary.accounts) AND a.left_at = closed;
  INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason, ends_at)
    SELECT patient_id, account_id, relation, acting, 'closed in error', ends_at FROM access.diaries
    WHERE patient_id = of_patient AND ended_at = closed;
  outcome := 'done';
END $$;

REVOKE ALL ON FUNCTION access.end_sessions(uuid), access.confirm_merge(uuid), access.close_diary(uuid, text, text, date), access.reopen_diary(uuid)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.end_sessions(uuid), access.confirm_merge(uuid), access.close_diary(uuid, text, text, date), access.reopen_diary(uuid)
  TO {{app}};
