-- What the clinic keeps about a patient beside their diary, for as long as the law of the place wants; and files that a patient adds to entries.
--
-- A patient has their diary erased whenever they like. Visits, a practitioner's notes and consents on paper are the clinic's to keep: after an
-- erasure they stand under an id of their own, with no more than must be kept, until their day comes. Until then every row carries the
-- patient's id first, like the diary's.

CREATE SCHEMA clinic_records;
GRANT USAGE ON SCHEMA clinic_records TO {{app}};

-- How long the clinic keeps what it must keep. One row.
CREATE TABLE clinic_records.retention (
  one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  -- after the last treatment
  years int NOT NULL DEFAULT 10 CHECK (years BETWEEN 1 AND 100),
  -- of who was not of age then, the years count from this birthday
  of_age int NOT NULL DEFAULT 18 CHECK (of_age BETWEEN 0 AND 30),
  set_by uuid,
  set_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO clinic_records.retention DEFAULT VALUES;

-- One a patient: under which name the clinic knows them.
CREATE TABLE clinic_records.files (
  patient_id uuid PRIMARY KEY,
  -- the id under which it stands once the diary is erased; told to the patient
  file_id uuid NOT NULL,
  name text NOT NULL DEFAULT '' CHECK (length(name) <= 200),
  born_on date,
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  -- since the diary was erased, and the last day, as it was told then
  detached_at timestamptz,
  keep_until date,
  CHECK ((detached_at IS NULL) = (keep_until IS NULL)),
  CHECK (detached_at IS NULL OR patient_id = file_id)
);

CREATE TABLE clinic_records.visits (
  patient_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  visited_on date NOT NULL,
  location text NOT NULL CHECK (length(location) BETWEEN 1 AND 100),
  practitioner uuid NOT NULL,
  -- a word of the clinic's, never what was found
  kind text NOT NULL CHECK (kind ~ '^[a-z0-9-]{1,40}$'),
  state text NOT NULL CHECK (state IN ('planned', 'done', 'missed', 'cancelled')),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  detached_at timestamptz,
  PRIMARY KEY (patient_id, visit_id)
);

-- Never changed: what is corrected is another version, and what was written by mistake is struck by one, beside what it said.
CREATE TABLE clinic_records.notes (
  patient_id uuid NOT NULL,
  note_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  visit_id uuid,
  author uuid NOT NULL,
  body text NOT NULL CHECK (length(body) <= 20000),
  struck boolean NOT NULL DEFAULT false,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (patient_id, note_id, version),
  FOREIGN KEY (patient_id, visit_id) REFERENCES clinic_records.visits,
  CHECK (struck = (body = ''))
);

CREATE TABLE clinic_records.paper_consents (
  patient_id uuid NOT NULL,
  paper_id uuid NOT NULL,
  -- what was agreed to
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 500),
  signed_on date NOT NULL,
  -- where the paper lies
  kept_at text NOT NULL DEFAULT '' CHECK (length(kept_at) <= 500),
  withdrawn_on date,
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  detached_at timestamptz,
  PRIMARY KEY (patient_id, paper_id),
  CHECK (withdrawn_on >= signed_on)
);

-- Something is in dispute: nothing of the file goes until it is let go of.
CREATE TABLE clinic_records.holds (
  patient_id uuid NOT NULL,
  hold_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  placed_by uuid NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now(),
  released_by uuid,
  released_at timestamptz,
  PRIMARY KEY (patient_id, hold_id),
  CHECK ((released_at IS NULL) = (released_by IS NULL))
);

-- What another clinic keeps about the patient, as they brought it along in an export: their copy, and no record of this clinic.
CREATE TABLE clinic_records.brought (
  patient_id uuid NOT NULL,
  brought_id uuid NOT NULL,
  content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
  brought_by uuid NOT NULL,
  brought_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (patient_id, brought_id)
);

ALTER TABLE clinic_records.retention ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinic_records.files ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinic_records.visits ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinic_records.notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinic_records.paper_consents ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinic_records.holds ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinic_records.brought ENABLE ROW LEVEL SECURITY;

CREATE POLICY known ON clinic_records.retention FOR SELECT TO {{app}} USING (current_setting('clearday.account', true) <> '');
CREATE POLICY set_anew ON clinic_records.retention FOR UPDATE TO {{app}}
  USING (current_setting('clearday.manage', true) = 'on')
  WITH CHECK (set_by = nullif(current_setting('clearday.account', true), '')::uuid);

-- clearday.desk is 'on' for the front desk: visits and papers, never notes, and nothing of who had their diary erased. Managers see that there
-- is a file and under which name, and nothing that is in it.
CREATE POLICY opened ON clinic_records.files FOR SELECT TO {{app}}
  USING (
    patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[])
    OR (current_setting('clearday.desk', true) = 'on' AND detached_at IS NULL)
    OR current_setting('clearday.manage', true) = 'on'
  );
CREATE POLICY begun ON clinic_records.files FOR INSERT TO {{app}}
  WITH CHECK (
    opened_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      OR current_setting('clearday.desk', true) = 'on'
    )
  );
CREATE POLICY named ON clinic_records.files FOR UPDATE TO {{app}}
  USING (
    detached_at IS NULL
    AND (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      OR current_setting('clearday.desk', true) = 'on'
    )
  );

CREATE POLICY opened ON clinic_records.visits FOR SELECT TO {{app}}
  USING (
    patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[])
    OR (current_setting('clearday.desk', true) = 'on' AND detached_at IS NULL)
  );
CREATE POLICY recorded ON clinic_records.visits FOR INSERT TO {{app}}
  WITH CHECK (
    recorded_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      OR current_setting('clearday.desk', true) = 'on'
    )
  );
CREATE POLICY changed ON clinic_records.visits FOR UPDATE TO {{app}}
  USING (
    detached_at IS NULL
    AND (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      OR current_setting('clearday.desk', true) = 'on'
    )
  );

-- the patient reads what is written about them; only who treats them writes it, and only in their own name
CREATE POLICY opened ON clinic_records.notes FOR SELECT TO {{app}}
  USING (patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[]));
CREATE POLICY written ON clinic_records.notes FOR INSERT TO {{app}}
  WITH CHECK (
    author = nullif(current_setting('clearday.account', true), '')::uuid
    AND patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
  );

CREATE POLICY opened ON clinic_records.paper_consents FOR SELECT TO {{app}}
  USING (
    patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[])
    OR (current_setting('clearday.desk', true) = 'on' AND detached_at IS NULL)
  );
CREATE POLICY recorded ON clinic_records.paper_consents FOR INSERT TO {{app}}
  WITH CHECK (
    recorded_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      OR current_setting('clearday.desk', true) = 'on'
    )
  );
CREATE POLICY withdrawn ON clinic_records.paper_consents FOR UPDATE TO {{app}}
  USING (
    detached_at IS NULL AND withdrawn_on IS NULL
    AND (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      OR current_setting('clearday.desk', true) = 'on'
    )
  )
  WITH CHECK (withdrawn_on IS NOT NULL);

CREATE POLICY opened ON clinic_records.holds FOR SELECT TO {{app}}
  USING (
    patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[])
    OR current_setting('clearday.manage', true) = 'on'
  );
CREATE POLICY placed ON clinic_records.holds FOR INSERT TO {{app}}
  WITH CHECK (
    placed_by = nullif(current_setting('clearday.account', true), '')::uuid AND current_setting('clearday.manage', true) = 'on'
  );
CREATE POLICY released ON clinic_records.holds FOR UPDATE TO {{app}}
  USING (released_at IS NULL AND current_setting('clearday.manage', true) = 'on')
  WITH CHECK (released_by = nullif(current_setting('clearday.account', true), '')::uuid);

CREATE POLICY opened ON clinic_records.brought FOR SELECT TO {{app}}
  USING (patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[]));
CREATE POLICY brought_along ON clinic_records.brought FOR INSERT TO {{app}}
  WITH CHECK (
    brought_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
  );

GRANT SELECT, UPDATE (years, of_age, set_by, set_at) ON clinic_records.retention TO {{app}};
GRANT SELECT, INSERT (patient_id, file_id, name, born_on, opened_by), UPDATE (name, born_on) ON clinic_records.files TO {{app}};
GRANT SELECT, INSERT (patient_id, visit_id, visited_on, location, practitioner, kind, state, recorded_by),
  UPDATE (visited_on, location, practitioner, kind, state) ON clinic_records.visits TO {{app}};
GRANT SELECT, INSERT (patient_id, note_id, version, visit_id, author, body, struck) ON clinic_records.notes TO {{app}};
GRANT SELECT, INSERT (patient_id, paper_id, subject, signed_on, kept_at, recorded_by), UPDATE (withdrawn_on)
  ON clinic_records.paper_consents TO {{app}};
GRANT SELECT, INSERT (patient_id, hold_id, reason, placed_by), UPDATE (released_by, released_at) ON clinic_records.holds TO {{app}};
GRANT SELECT, INSERT (patient_id, brought_id, content, brought_by) ON clinic_records.brought TO {{app}};

-- The last day on which a file must be kept: so many years after the last treatment, or after coming of age if that was later. Null where
-- nothing was done that must be kept. Called by the functions below and granted to nobody.
CREATE FUNCTION clinic_records.reckoned(patient uuid) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN f.detached_at IS NOT NULL THEN f.keep_until ELSE
    (greatest(last.treated_on, (f.born_on + make_interval(years => r.of_age))::date) + make_interval(years => r.years))::date END
  FROM clinic_records.files f, clinic_records.retention r, LATERAL (
    SELECT greatest(
      (SELECT max(v.visited_on) FROM clinic_records.visits v WHERE v.patient_id = patient AND v.state = 'done'),
      (SELECT max((n.written_at AT TIME ZONE 'UTC')::date) FROM clinic_records.notes n WHERE n.patient_id = patient),
      (SELECT max(coalesce(p.withdrawn_on, p.signed_on)) FROM clinic_records.paper_consents p WHERE p.patient_id = patient)
    ) AS treated_on
  ) last
  WHERE f.patient_id = patient AND (f.detached_at IS NOT NULL OR last.treated_on IS NOT NULL)
$$;
REVOKE ALL ON FUNCTION clinic_records.reckoned(uuid) FROM PUBLIC;

-- The same for whom it concerns: it counts what not everybody of them may read, and tells a day.
CREATE FUNCTION clinic_records.keep_until(patient uuid) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT clinic_records.reckoned(patient)
  WHERE patient = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[])
    OR current_setting('clearday.manage', true) = 'on'
$$;
REVOKE ALL ON FUNCTION clinic_records.keep_until(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinic_records.keep_until(uuid) TO {{app}};

-- Before a diary is erased: what must be kept moves to the file's own id, and everything else of it stays where it is and is erased. Of
-- visits those that took place, or that a note speaks of; all of them while something is in dispute. Called by access.erase_patient alone.
CREATE FUNCTION clinic_records.detach(patient uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own uuid;
  last_day date := clinic_records.reckoned(patient);
  today date := (now() AT TIME ZONE 'UTC')::date;
  held boolean := EXISTS (SELECT FROM clinic_records.holds h WHERE h.patient_id = patient AND h.released_at IS NULL);
BEGIN
  SELECT f.file_id INTO own FROM clinic_records.files f WHERE f.patient_id = patient AND f.detached_at IS NULL FOR UPDATE;
  IF own IS NULL OR NOT (held OR coalesce(last_day >= today, false)) THEN
    RETURN;
  END IF;
  INSERT INTO clinic_records.files (patient_id, file_id, name, born_on, opened_by, opened_at, detached_at, keep_until)
    SELECT own, own,
           coalesce(nullif(f.name, ''), (SELECT a.display_name FROM access.diaries d JOIN access.accounts a USING (account_id)
                                         WHERE d.patient_id = patient AND d.relation = 'self' AND d.ended_at IS NULL), ''),
           f.born_on, f.opened_by, f.opened_at, now(), coalesce(last_day, today)
    FROM clinic_records.files f WHERE f.patient_id = patient;
  INSERT INTO clinic_records.visits (patient_id, visit_id, visited_on, location, practitioner, kind, state, recorded_by, recorded_at, detached_at)
    SELECT own, visit_id, visited_on, location, practitioner, kind, state, recorded_by, recorded_at, now()
    FROM clinic_records.visits v WHERE v.patient_id = patient AND (
      held OR v.state = 'done' OR EXISTS (SELECT FROM clinic_records.notes n WHERE n.patient_id = patient AND n.visit_id = v.visit_id));
  INSERT INTO clinic_records.notes (patient_id, note_id, version, visit_id, author, body, struck, written_at)
    SELECT own, note_id, version, visit_id, author, body, struck, written_at FROM clinic_records.notes WHERE patient_id = patient;
  INSERT INTO clinic_records.paper_consents
      (patient_id, paper_id, subject, signed_on, kept_at, withdrawn_on, recorded_by, recorded_at, detached_at)
    SELECT own, paper_id, subject, signed_on, kept_at, withdrawn_on, recorded_by, recorded_at, now()
    FROM clinic_records.paper_consents WHERE patient_id = patient;
  INSERT INTO clinic_records.holds (patient_id, hold_id, reason, placed_by, placed_at, released_by, released_at)
    SELECT own, hold_id, reason, placed_by, placed_at, released_by, released_at FROM clinic_records.holds WHERE patient_id = patient;
  -- what has moved was not removed, so that it is not counted as that
  DELETE FROM clinic_records.notes WHERE patient_id = patient;
  DELETE FROM clinic_records.visits v WHERE v.patient_id = patient
    AND EXISTS (SELECT FROM clinic_records.visits moved WHERE moved.patient_id = own AND moved.visit_id = v.visit_id);
  DELETE FROM clinic_records.paper_consents WHERE patient_id = patient;
  DELETE FROM clinic_records.holds WHERE patient_id = patient;
  DELETE FROM clinic_records.files WHERE patient_id = patient;
END $$;
REVOKE ALL ON FUNCTION clinic_records.detach(uuid) FROM PUBLIC;

-- Removes files whose last day is over, with all that is in them. For the server itself, which acts under the account of nobody; a day that
-- has not come yet is none that is over, whatever is given.
CREATE FUNCTION clinic_records.purge(today date) RETURNS TABLE (patient uuid, removed bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  over_since date := least(today, (now() AT TIME ZONE 'UTC')::date);
  gone bigint;
  one text;
BEGIN
  IF nullif(current_setting('clearday.account', true), '')::uuid IS DISTINCT FROM '00000000-0000-0000-0000-000000000000' THEN
    RAISE insufficient_privilege USING MESSAGE = 'what has run out is removed by the server';
  END IF;
  FOR patient IN
    SELECT f.patient_id FROM clinic_records.files f
    WHERE clinic_records.reckoned(f.patient_id) < over_since
      AND NOT EXISTS (SELECT FROM clinic_records.holds h WHERE h.patient_id = f.patient_id AND h.released_at IS NULL)
    ORDER BY f.patient_id FOR UPDATE
  LOOP
    removed := 0;
    FOREACH one IN ARRAY ARRAY['notes', 'visits', 'paper_consents', 'holds'] LOOP
      EXECUTE format('DELETE FROM clinic_records.%I WHERE patient_id = $1', one) USING patient;
      GET DIAGNOSTICS gone = ROW_COUNT;
      removed := removed + gone;
    END LOOP;
    -- to whom a file without a diary was opened
    DELETE FROM access.care_relationships r USING clinic_records.files f
      WHERE r.patient_id = patient AND f.patient_id = patient AND f.detached_at IS NOT NULL;
    DELETE FROM clinic_records.files f WHERE f.patient_id = patient;
    removed := removed + 1;
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION clinic_records.purge(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinic_records.purge(date) TO {{app}};

-- As before, and first of all what must be kept is put aside.
CREATE OR REPLACE FUNCTION access.erase_patient(patient uuid) RETURNS TABLE (relation text, removed bigint)
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
  PERFORM clinic_records.detach(patient);
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

-- Files that a patient adds to an entry: a photograph of a letter, a report. In parts, so that none of them is moved as a whole.
CREATE SCHEMA attachments;
GRANT USAGE ON SCHEMA attachments TO {{app}};

CREATE TABLE attachments.files (
  patient_id uuid NOT NULL,
  attachment_id uuid NOT NULL,
  -- of the entry it belongs to
  entity text NOT NULL,
  key text NOT NULL,
  -- what the person calls it; empty once it is deleted
  name text NOT NULL CHECK (length(name) <= 200),
  media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf')),
  bytes int NOT NULL CHECK (bytes BETWEEN 1 AND 10485760),
  sha256 bytea CHECK (octet_length(sha256) = 32),
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  -- the id takes no other file, so that a device that was offline does not bring this one back
  deleted_at timestamptz,
  PRIMARY KEY (patient_id, attachment_id),
  CHECK ((deleted_at IS NULL) = (sha256 IS NOT NULL)),
  CHECK (deleted_at IS NULL OR name = '')
);

CREATE TABLE attachments.parts (
  patient_id uuid NOT NULL,
  attachment_id uuid NOT NULL,
  n int NOT NULL CHECK (n >= 0),
  content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 262144),
  PRIMARY KEY (patient_id, attachment_id, n),
  FOREIGN KEY (patient_id, attachment_id) REFERENCES attachments.files
);
-- photographs are packed already
ALTER TABLE attachments.parts ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE attachments.files ENABLE ROW LEVEL SECURITY;
ALTER TABLE attachments.parts ENABLE ROW LEVEL SECURITY;

CREATE POLICY opened ON attachments.files FOR SELECT TO {{app}}
  USING (patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[]));
CREATE POLICY added ON attachments.files FOR INSERT TO {{app}}
  WITH CHECK (
    added_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
  );
-- what was deleted stays deleted
CREATE POLICY deleted ON attachments.files FOR UPDATE TO {{app}}
  USING (deleted_at IS NULL AND patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]))
  WITH CHECK (deleted_at IS NOT NULL);
CREATE POLICY opened ON attachments.parts FOR SELECT TO {{app}}
  USING (patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[]));
CREATE POLICY added ON attachments.parts FOR INSERT TO {{app}}
  WITH CHECK (patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]));
CREATE POLICY deleted ON attachments.parts FOR DELETE TO {{app}}
  USING (patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]));

GRANT SELECT, INSERT (patient_id, attachment_id, entity, key, name, media_type, bytes, sha256, added_by),
  UPDATE (name, sha256, deleted_at) ON attachments.files TO {{app}};
GRANT SELECT, INSERT, DELETE ON attachments.parts TO {{app}};
