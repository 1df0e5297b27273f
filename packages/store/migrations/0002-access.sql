-- Who may open whose diary, for what, and until when. An account sees of these tables only what concerns it or the diaries open to it.

CREATE TABLE access.accounts (
  -- the same as the sign-in's
  account_id uuid PRIMARY KEY,
  display_name text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  -- closed, or a member of staff who has left: opens nothing any more
  left_at timestamptz
);

CREATE TABLE access.staff_roles (
  account_id uuid NOT NULL REFERENCES access.accounts,
  role text NOT NULL CHECK (role IN ('practitioner', 'front-desk', 'editor', 'manager', 'administrator')),
  granted_by uuid NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  PRIMARY KEY (account_id, role, granted_at)
);
CREATE UNIQUE INDEX role_held_once ON access.staff_roles (account_id, role) WHERE ended_at IS NULL;

-- Whose diary an account writes: its own, or as a proxy for a named patient.
CREATE TABLE access.diaries (
  patient_id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES access.accounts,
  relation text NOT NULL CHECK (relation IN ('self', 'proxy')),
  made_by uuid NOT NULL,
  reason text NOT NULL DEFAULT '',
  begun_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz,
  ended_at timestamptz,
  PRIMARY KEY (patient_id, account_id, begun_at)
);
CREATE UNIQUE INDEX one_own_account ON access.diaries (patient_id) WHERE relation = 'self' AND ended_at IS NULL;
CREATE INDEX diaries_of_account ON access.diaries (account_id);

-- A practitioner sees a patient only through one of these.
CREATE TABLE access.care_relationships (
  relationship_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES access.accounts,
  made_by uuid NOT NULL,
  made_as text NOT NULL CHECK (made_as IN ('patient', 'manager', 'break-glass')),
  reason text NOT NULL DEFAULT '',
  begun_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  -- what the patient did not make has a reason and an end, and nobody opens a diary to themselves but by breaking the glass
  CHECK (made_as = 'patient' OR (reason <> '' AND ends_at IS NOT NULL)),
  CHECK (made_as <> 'manager' OR (made_by <> account_id AND ends_at <= begun_at + interval '720 hours')),
  CHECK (made_as <> 'break-glass' OR (made_by = account_id AND ends_at <= begun_at + interval '24 hours'))
);
CREATE INDEX relationships_of_account ON access.care_relationships (account_id);
CREATE INDEX relationships_of_patient ON access.care_relationships (patient_id);

-- Read-only, for one named recipient. Of the token only its hash is kept.
CREATE TABLE access.share_links (
  link_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL,
  recipient text NOT NULL CHECK (recipient <> ''),
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  -- of the second code, if there is one
  code_hash text,
  wrong_codes int NOT NULL DEFAULT 0,
  entities text[] NOT NULL CHECK (cardinality(entities) > 0),
  with_notes boolean NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  opened int NOT NULL DEFAULT 0,
  last_opened_at timestamptz,
  CHECK (first_day <= last_day)
);
CREATE INDEX share_links_of_patient ON access.share_links (patient_id);

-- The ids of erased patients: they take no operation for good, also from a device that was offline, also after a restore.
CREATE TABLE access.erased_patients (
  patient_id uuid PRIMARY KEY,
  erased_at timestamptz NOT NULL DEFAULT now(),
  asked_by uuid NOT NULL
);

ALTER TABLE access.accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.staff_roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.diaries ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.care_relationships ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.share_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.erased_patients ENABLE ROW LEVEL SECURITY;

-- clearday.manage is 'on' for managers and administrators, clearday.administer for administrators alone.
-- clearday.named: accounts that stand in what the acting person may see anyway, so that they have a name there
CREATE POLICY own ON access.accounts FOR SELECT TO {{app}}
  USING (
    account_id = nullif(current_setting('clearday.account', true), '')::uuid
    OR current_setting('clearday.manage', true) = 'on'
    OR account_id = ANY (string_to_array(current_setting('clearday.named', true), ',')::uuid[])
  );
CREATE POLICY own_made ON access.accounts FOR INSERT TO {{app}}
  WITH CHECK (account_id = nullif(current_setting('clearday.account', true), '')::uuid);
-- what has ended stays ended: nobody who left opens their account again, and the same below for roles, relationships and links
CREATE POLICY staff_left ON access.accounts FOR UPDATE TO {{app}}
  USING (
    current_setting('clearday.manage', true) = 'on'
    OR (left_at IS NULL AND account_id = nullif(current_setting('clearday.account', true), '')::uuid)
  )
  WITH CHECK (
    current_setting('clearday.manage', true) = 'on'
    OR account_id = nullif(current_setting('clearday.account', true), '')::uuid
  );

-- who is a practitioner is no secret: a patient opens their diary to one of them
CREATE POLICY own ON access.staff_roles FOR SELECT TO {{app}}
  USING (
    account_id = nullif(current_setting('clearday.account', true), '')::uuid
    OR current_setting('clearday.manage', true) = 'on'
    OR (role = 'practitioner' AND ended_at IS NULL AND current_setting('clearday.account', true) <> '')
  );
-- managers give the roles below their own; managers and administrators are made by administrators
CREATE POLICY granted ON access.staff_roles FOR INSERT TO {{app}}
  WITH CHECK (
    granted_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND (
      current_setting('clearday.administer', true) = 'on'
      OR (current_setting('clearday.manage', true) = 'on' AND role IN ('practitioner', 'front-desk', 'editor'))
    )
  );
CREATE POLICY ended ON access.staff_roles FOR UPDATE TO {{app}}
  USING (
    ended_at IS NULL
    AND (
      current_setting('clearday.administer', true) = 'on'
      OR (current_setting('clearday.manage', true) = 'on' AND role IN ('practitioner', 'front-desk', 'editor'))
    )
  )
  WITH CHECK (ended_at IS NOT NULL);

CREATE POLICY concerned ON access.diaries FOR SELECT TO {{app}}
  USING (
    account_id = nullif(current_setting('clearday.account', true), '')::uuid
    OR patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
  );
-- clearday.created: the id that the server has just issued. Only a diary that is being made becomes somebody's own.
CREATE POLICY made ON access.diaries FOR INSERT TO {{app}}
  WITH CHECK (
    made_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND (
      (relation = 'proxy' AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]))
      OR (account_id = made_by AND patient_id = nullif(current_setting('clearday.created', true), '')::uuid)
    )
  );
-- a proxy ends what proxies have, never the patient's own
CREATE POLICY ended ON access.diaries FOR UPDATE TO {{app}}
  USING (
    ended_at IS NULL
    AND (
      account_id = nullif(current_setting('clearday.account', true), '')::uuid
      OR (relation = 'proxy' AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]))
    )
  )
  WITH CHECK (ended_at IS NOT NULL);

CREATE POLICY concerned ON access.care_relationships FOR SELECT TO {{app}}
  USING (
    account_id = nullif(current_setting('clearday.account', true), '')::uuid
    OR patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR current_setting('clearday.manage', true) = 'on'
  );
CREATE POLICY made ON access.care_relationships FOR INSERT TO {{app}}
  WITH CHECK (
    made_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND (
      (made_as = 'patient' AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]))
      OR (made_as = 'manager' AND current_setting('clearday.manage', true) = 'on' AND account_id <> made_by)
      OR (made_as = 'break-glass' AND current_setting('clearday.break_glass', true) = 'on' AND account_id = made_by)
    )
  );
CREATE POLICY ended ON access.care_relationships FOR UPDATE TO {{app}}
  USING (
    ended_at IS NULL
    AND (
      account_id = nullif(current_setting('clearday.account', true), '')::uuid
      OR patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
      OR current_setting('clearday.manage', true) = 'on'
    )
  )
  WITH CHECK (ended_at IS NOT NULL AND ended_by = nullif(current_setting('clearday.account', true), '')::uuid);

-- clearday.token: the hash of a link's token, in hexadecimal. A link is seen by whoever may write the diary, or by who has its token.
CREATE POLICY concerned ON access.share_links FOR SELECT TO {{app}}
  USING (
    patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR (
      token_hash = decode(nullif(current_setting('clearday.token', true), ''), 'hex')
      AND revoked_at IS NULL AND expires_at > now()
    )
  );
CREATE POLICY made ON access.share_links FOR INSERT TO {{app}}
  WITH CHECK (
    created_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
  );
CREATE POLICY opened ON access.share_links FOR UPDATE TO {{app}}
  USING (
    revoked_at IS NULL
    AND (
      patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
      OR (token_hash = decode(nullif(current_setting('clearday.token', true), ''), 'hex') AND expires_at > now())
    )
  )
  WITH CHECK (true);

-- clearday.asked: the one id that is asked about; nobody lists them. Rows come from access.erase_patient alone.
CREATE POLICY known ON access.erased_patients FOR SELECT TO {{app}}
  USING (patient_id = nullif(current_setting('clearday.asked', true), '')::uuid);

CREATE POLICY made ON diary.patients FOR INSERT TO {{app}}
  WITH CHECK (patient_id = nullif(current_setting('clearday.created', true), '')::uuid);

GRANT SELECT, INSERT (account_id, display_name), UPDATE (display_name, left_at) ON access.accounts TO {{app}};
GRANT SELECT, INSERT (account_id, role, granted_by), UPDATE (ended_at) ON access.staff_roles TO {{app}};
GRANT SELECT, INSERT (patient_id, account_id, relation, made_by, reason, ends_at), UPDATE (ended_at) ON access.diaries TO {{app}};
GRANT SELECT, INSERT (relationship_id, patient_id, account_id, made_by, made_as, reason, ends_at), UPDATE (ended_at, ended_by)
  ON access.care_relationships TO {{app}};
GRANT SELECT,
  INSERT (link_id, patient_id, recipient, token_hash, code_hash, entities, with_notes, first_day, last_day, created_by, expires_at),
  UPDATE (revoked_at, opened, last_opened_at, wrong_codes)
  ON access.share_links TO {{app}};
GRANT SELECT (patient_id) ON access.erased_patients TO {{app}};
GRANT INSERT (patient_id) ON diary.patients TO {{app}};

-- What a share link shows: read by a role of its own, which reaches nothing else. A plain view reads as its owner, so its condition is
-- the whole of the protection: the diary, the kinds of entries and the period of this link, notes only where they are shared.
CREATE SCHEMA shared;
GRANT USAGE ON SCHEMA shared TO {{share}};
CREATE VIEW shared.entries WITH (security_barrier) AS
  SELECT patient_id, entity, key, first_day, last_day,
         -- whatever was written in free words, also within: what followed a session, and why a dose was changed
         CASE
           WHEN current_setting('clearday.share_notes', true) = 'on' THEN fields
           WHEN jsonb_typeof(fields -> 'events') = 'array' THEN
             jsonb_set(fields - 'note', '{events}', coalesce(
               (SELECT jsonb_agg(event - 'why' ORDER BY place) FROM jsonb_array_elements(fields -> 'events') WITH ORDINALITY AS listed (event, place)), '[]'))
           ELSE (fields - 'note') #- '{reaction,note}'
         END AS fields
  FROM diary.entries
  WHERE NOT deleted
    AND patient_id = nullif(current_setting('clearday.share_patient', true), '')::uuid
    AND entity = ANY (string_to_array(current_setting('clearday.share_entities', true), ','))
    AND (first_day IS NULL OR first_day <= nullif(current_setting('clearday.share_last', true), '')::date)
    AND (first_day IS NULL OR coalesce(last_day, 'infinity') >= nullif(current_setting('clearday.share_first', true), '')::date);
GRANT SELECT ON shared.entries TO {{share}};
