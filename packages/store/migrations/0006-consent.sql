-- What was agreed to, who was invited to write for somebody, what somebody must be told, and how a diary is erased.

-- Append-only: a consent that is taken back is another row.
CREATE TABLE access.consents (
  patient_id uuid NOT NULL,
  consent_id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES access.accounts,
  text_id text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  language text NOT NULL,
  -- SHA-256 of the words that were shown
  text_hash bytea NOT NULL CHECK (octet_length(text_hash) = 32),
  given boolean NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (patient_id, consent_id)
);

-- An invitation to write a diary for its patient. Of the token only its hash is kept.
CREATE TABLE access.proxy_invitations (
  patient_id uuid NOT NULL,
  invitation_id uuid NOT NULL,
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  invited_by uuid NOT NULL REFERENCES access.accounts,
  reason text NOT NULL DEFAULT '',
  -- when the proxy ends, if it does by itself
  proxy_ends_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_by uuid,
  accepted_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (patient_id, invitation_id)
);

-- What somebody must be told because it was done to a diary without its patient; written in the transaction that did it.
CREATE TABLE access.outbox (
  patient_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  audience text NOT NULL CHECK (audience IN ('patient', 'managers')),
  kind text NOT NULL,
  -- ids and times; never what entries say
  about jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- when a job took it up
  taken_at timestamptz,
  PRIMARY KEY (patient_id, notice_id)
);
CREATE INDEX outbox_waiting ON access.outbox (created_at) WHERE taken_at IS NULL;

ALTER TABLE access.consents ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.proxy_invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.outbox ENABLE ROW LEVEL SECURITY;

CREATE POLICY concerned ON access.consents FOR SELECT TO {{app}}
  USING (patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]));
CREATE POLICY said ON access.consents FOR INSERT TO {{app}}
  WITH CHECK (
    account_id = nullif(current_setting('clearday.account', true), '')::uuid
    AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
  );

CREATE POLICY concerned ON access.proxy_invitations FOR SELECT TO {{app}}
  USING (
    patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR (
      token_hash = decode(nullif(current_setting('clearday.token', true), ''), 'hex')
      AND revoked_at IS NULL AND accepted_at IS NULL AND expires_at > now()
    )
  );
CREATE POLICY invited ON access.proxy_invitations FOR INSERT TO {{app}}
  WITH CHECK (
    invited_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
  );
CREATE POLICY answered ON access.proxy_invitations FOR UPDATE TO {{app}}
  USING (
    accepted_at IS NULL AND revoked_at IS NULL
    AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
  )
  WITH CHECK (accepted_by IS NULL OR accepted_by = nullif(current_setting('clearday.account', true), '')::uuid);

CREATE POLICY told ON access.outbox FOR SELECT TO {{app}}
  USING (audience = 'patient' AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]));
CREATE POLICY to_tell ON access.outbox FOR INSERT TO {{app}}
  WITH CHECK (
    patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR patient_id = ANY (string_to_array(current_setting('clearday.audited', true), ',')::uuid[])
  );
CREATE POLICY taken_up ON access.outbox FOR ALL TO {{jobs}} USING (true);

GRANT SELECT, INSERT (patient_id, consent_id, account_id, text_id, version, language, text_hash, given) ON access.consents TO {{app}};
GRANT SELECT, INSERT (patient_id, invitation_id, token_hash, invited_by, reason, proxy_ends_at, expires_at),
  UPDATE (accepted_by, accepted_at, revoked_at) ON access.proxy_invitations TO {{app}};
GRANT SELECT, INSERT (patient_id, notice_id, audience, kind, about) ON access.outbox TO {{app}};
GRANT USAGE ON SCHEMA access TO {{jobs}};
GRANT SELECT, UPDATE (taken_at) ON access.outbox TO {{jobs}};

-- Erases what there is of a patient, wherever it stands: every table that has a patient_id, also one that is added later. What stays is the
-- id, so that it takes no operation for good, and the record of who saw and changed what, which holds nothing that was said.
--
-- It runs as the owner, because nobody else may delete; so it looks for itself whether the acting person may: they write this diary, and
-- the transaction was opened to erase this one. The owner needs nobody's leave: after a restore.
CREATE FUNCTION access.erase_patient(patient uuid) RETURNS TABLE (relation text, removed bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asker uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  waiting text[];
  blocked text[];
  place text;
  gone bigint;
BEGIN
  IF NOT pg_has_role(session_user, current_user, 'MEMBER') AND (
    asker IS NULL
    OR patient IS DISTINCT FROM nullif(current_setting('clearday.erase', true), '')::uuid
    OR NOT coalesce(patient = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]), false)
  ) THEN
    RAISE EXCEPTION 'this diary is not open for erasing' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- whoever is writing into it finishes first, and whoever comes later finds it gone
  PERFORM 1 FROM diary.patients p WHERE p.patient_id = patient FOR UPDATE;
  INSERT INTO access.erased_patients (patient_id, asked_by) VALUES (patient, coalesce(asker, patient)) ON CONFLICT DO NOTHING;
  SELECT array_agg(format('%I.%I', n.nspname, c.relname) ORDER BY n.nspname, c.relname) INTO waiting
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'patient_id' AND a.atttypid = 'uuid'::regtype AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\_%'
    AND c.oid <> 'access.erased_patients'::regclass;
  WHILE cardinality(waiting) > 0 LOOP
    blocked := '{}';
    FOREACH place IN ARRAY waiting LOOP
      BEGIN
        EXECUTE format('DELETE FROM %s WHERE patient_id = $1', place) USING patient;
        GET DIAGNOSTICS gone = ROW_COUNT;
        relation := place;
        removed := gone;
        RETURN NEXT;
      EXCEPTION WHEN foreign_key_violation THEN
        -- another table refers to it: that one first
        blocked := blocked || place;
      END;
    END LOOP;
    IF cardinality(blocked) = cardinality(waiting) THEN
      RAISE EXCEPTION 'rows that refer to a diary from outside it keep it from being erased: %', array_to_string(blocked, ', ')
        USING ERRCODE = 'foreign_key_violation';
    END IF;
    waiting := blocked;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION access.erase_patient(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.erase_patient(uuid) TO {{app}};
