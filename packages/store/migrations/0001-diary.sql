-- The diary as a log of operations and what it amounts to, and who may open whose. Every table of a patient has patient_id first in its key,
-- so that it can be distributed by it; access and clinic tables are small and stay plain.
--
-- Policies compare with settings of the transaction, set by a statement that is built in one place (src/access/acting.ts), and have no
-- sub-selects. After a transaction a setting is '', which is nobody's list.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()); END $$;
DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO {{app}}, {{auth}}, {{jobs}}', current_database()); END $$;

CREATE SCHEMA diary;
CREATE SCHEMA access;
GRANT USAGE ON SCHEMA diary, access TO {{app}};

-- One row a patient: the lock under which operations get their places.
CREATE TABLE diary.patients (
  patient_id uuid PRIMARY KEY,
  -- place of the last operation
  seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
  -- greatest effective order of all operations so far
  latest bigint NOT NULL DEFAULT 0 CHECK (latest >= 0),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- What was said, by whom, in the order in which it arrived. Never changed.
CREATE TABLE diary.operations (
  patient_id uuid NOT NULL,
  seq bigint NOT NULL CHECK (seq > 0),
  id uuid NOT NULL,
  entity text NOT NULL,
  key text NOT NULL,
  fields jsonb NOT NULL,
  deleted boolean NOT NULL DEFAULT false,
  -- the device's clock, in ms since 1970, as it was claimed
  claimed bigint NOT NULL,
  -- the place among what changes the same field, which the server gave: microseconds since 1970
  effective bigint NOT NULL,
  -- greatest effective order of this and all earlier operations
  latest bigint NOT NULL,
  -- the place up to which the device had seen the log when this was said
  seen bigint NOT NULL,
  device uuid NOT NULL,
  author uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (patient_id, seq),
  UNIQUE (patient_id, id)
);

-- What the log amounts to: one row for each thing that operations speak of. Can be made anew from the log at any time.
CREATE TABLE diary.entries (
  patient_id uuid NOT NULL,
  entity text NOT NULL,
  key text NOT NULL,
  -- the days it falls on, so that a share can be limited to a period; null for what has none
  first_day date,
  last_day date,
  fields jsonb NOT NULL,
  -- by field: the effective order and the device of the operation that has it now
  clocks jsonb NOT NULL,
  deleted boolean NOT NULL,
  -- of the last operation that touched it
  seq bigint NOT NULL,
  PRIMARY KEY (patient_id, entity, key)
);
CREATE INDEX entries_by_day ON diary.entries (patient_id, first_day);

ALTER TABLE diary.patients ENABLE ROW LEVEL SECURITY;
ALTER TABLE diary.operations ENABLE ROW LEVEL SECURITY;
ALTER TABLE diary.entries ENABLE ROW LEVEL SECURITY;

-- clearday.read: whose diaries the acting person may open. clearday.write: whose they may write in. clearday.append: in whose they may
-- only add sessions, proposals for the plan and reports.
-- clearday.audited: about whom something is recorded without opening their diary; that there is such a patient is all that is seen of them
CREATE POLICY opened ON diary.patients FOR SELECT TO {{app}}
  USING (
    patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[])
    OR patient_id = ANY (string_to_array(current_setting('clearday.audited', true), ',')::uuid[])
  );
CREATE POLICY counted ON diary.patients FOR UPDATE TO {{app}}
  USING (patient_id = ANY (string_to_array(current_setting('clearday.write', true) || ',' || current_setting('clearday.append', true), ',', '')::uuid[]));
CREATE POLICY opened ON diary.operations FOR SELECT TO {{app}}
  USING (patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[]));
CREATE POLICY written ON diary.operations FOR INSERT TO {{app}}
  WITH CHECK (
    author = nullif(current_setting('clearday.account', true), '')::uuid
    AND (
      patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
      OR (
        patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
        AND entity IN ('session', 'plan-proposal', 'report')
      )
    )
  );
CREATE POLICY opened ON diary.entries FOR SELECT TO {{app}}
  USING (patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[]));
CREATE POLICY projected ON diary.entries FOR INSERT TO {{app}}
  WITH CHECK (
    patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      AND entity IN ('session', 'plan-proposal', 'report')
    )
  );
CREATE POLICY projected_again ON diary.entries FOR UPDATE TO {{app}}
  USING (
    patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      AND entity IN ('session', 'plan-proposal', 'report')
    )
  );

-- no DELETE and no TRUNCATE for anybody but the owner: a deletion is an operation
GRANT SELECT, UPDATE (seq, latest) ON diary.patients TO {{app}};
GRANT SELECT, INSERT ON diary.operations TO {{app}};
GRANT SELECT, INSERT, UPDATE ON diary.entries TO {{app}};
