-- Distributes the diaries over the workers of a Citus cluster. Run by the owner of the database on the coordinator, with the server stopped,
-- once after the first start and again after each upgrade (every step may run again):
--
--   psql -v ON_ERROR_STOP=1 -f deploy/citus.sql "$DATABASE_URL"
--
-- Before the first start: CREATE EXTENSION citus on every node, the workers added (citus_add_node), and in postgresql.conf of every node
-- citus.propagate_set_commands = 'local', without which the row policies of the workers see nobody acting. The workers must let the
-- coordinator in as each of the roles (pg_hba.conf, or pg_dist_authinfo). What was tried, and on which version: docs/decisions/0010.

\set QUIET on
DO $$
BEGIN
  IF current_setting('citus.propagate_set_commands', true) IS DISTINCT FROM 'local' THEN
    RAISE EXCEPTION 'Set citus.propagate_set_commands = ''local'' in postgresql.conf of every node, and read it in (pg_reload_conf).';
  END IF;
  IF to_regclass('diary.operations') IS NULL THEN
    RAISE EXCEPTION 'There is no Clearday in this database yet. Start it once (clearday serve), stop it, and run this again.';
  END IF;
END $$;

-- A patient's rows lie together on one worker; the record of who looked lies by its own key, which is a patient's or a member of staff's.
SELECT create_distributed_table(name, key, colocate_with => beside)
FROM (VALUES
    (1, 'diary.patients', 'patient_id', 'none'),
    (2, 'diary.operations', 'patient_id', 'diary.patients'),
    (3, 'diary.entries', 'patient_id', 'diary.patients'),
    (4, 'diary.answers', 'patient_id', 'diary.patients'),
    (5, 'audit.chains', 'chain_id', 'none'),
    (6, 'audit.events', 'chain_id', 'audit.chains')
  ) AS wanted (n, name, key, beside)
WHERE NOT EXISTS (SELECT 1 FROM pg_dist_partition p WHERE p.logicalrelid = wanted.name::regclass)
ORDER BY n;

-- Citus hands on grants of tables, not those of single columns. It also fills in defaults before a row goes to a worker, so a right to insert
-- some columns must be one to insert all of them there; which columns may be named is decided on the coordinator as before.
DO $$
DECLARE
  granted record;
BEGIN
  FOR granted IN
    SELECT p.logicalrelid AS name, a.privilege_type AS privilege, r.rolname AS role,
           string_agg(quote_ident(c.attname), ', ' ORDER BY c.attnum) AS columns
    FROM pg_dist_partition p
    JOIN pg_attribute c ON c.attrelid = p.logicalrelid AND c.attacl IS NOT NULL
    CROSS JOIN LATERAL aclexplode(c.attacl) a
    JOIN pg_roles r ON r.oid = a.grantee
    GROUP BY 1, 2, 3
  LOOP
    PERFORM 1 / success::int FROM run_command_on_shards(granted.name, format(
      'GRANT %s %s ON %%s TO %I', granted.privilege,
      CASE WHEN granted.privilege = 'INSERT' THEN '' ELSE format('(%s)', granted.columns) END, granted.role));
  END LOOP;
END $$;

-- Who opens a share link becomes this role, and the coordinator connects to the workers as it, not as the owner of the view. So on the
-- workers, and there alone, it signs in and reads the shards, of which a policy shows it the diary, kinds and period of the link. On the
-- coordinator nobody signs in with it, and it reaches nothing but the view, which also leaves notes out.
DO $$
BEGIN
  PERFORM 1 / success::int FROM run_command_on_workers(format(
    $worker$ DO $role$ BEGIN
      SET LOCAL citus.enable_alter_role_propagation = off;
      SET LOCAL citus.enable_ddl_propagation = off;
      EXECUTE 'ALTER ROLE %1$I LOGIN';
      EXECUTE 'GRANT CONNECT ON DATABASE %2$I TO %1$I';
      EXECUTE 'GRANT USAGE ON SCHEMA diary TO %1$I';
    END $role$ $worker$, current_database() || '_share', current_database()));
END $$;

DO $$
BEGIN
  PERFORM 1 / success::int
    FROM run_command_on_shards('diary.entries', format('GRANT SELECT ON %%s TO %I', current_database() || '_share'));
  -- made anew each time, so that it says what the view of the migrations says; an entry that should have a day and has none is in no link
  DROP POLICY IF EXISTS shared ON diary.entries;
  EXECUTE format(
    $policy$ CREATE POLICY shared ON diary.entries FOR SELECT TO %I USING (
      patient_id = nullif(current_setting('clearday.share_patient', true), '')::uuid
      AND entity = ANY (string_to_array(current_setting('clearday.share_entities', true), ','))
      AND (
        entity IN ('diary', 'person', 'own-product', 'custom-factor', 'custom-symptom')
        OR (first_day <= nullif(current_setting('clearday.share_last', true), '')::date
          AND coalesce(last_day, 'infinity') >= nullif(current_setting('clearday.share_first', true), '')::date)
      )) $policy$,
    current_database() || '_share');
END $$;

-- The same as migrations/0023-authors.sql, row by row: Citus writes the rows of a query by COPY, which PostgreSQL refuses under row policies.
CREATE OR REPLACE FUNCTION diary.write_batch(patient uuid, operations jsonb, entries jsonb, event jsonb) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
DECLARE
  given record;
BEGIN
  FOR given IN
    SELECT * FROM jsonb_to_recordset(write_batch.operations) AS given
      (seq bigint, id uuid, entity text, key text, fields jsonb, deleted boolean, at bigint, effective bigint,
       latest bigint, seen bigint, device uuid, author uuid, "offeredBy" uuid)
  LOOP
    INSERT INTO diary.operations
        (patient_id, seq, id, entity, key, fields, deleted, claimed, effective, latest, seen, device, author, offered_by)
      VALUES (write_batch.patient, given.seq, given.id, given.entity, given.key, given.fields, given.deleted, given.at,
              given.effective, given.latest, given.seen, given.device, given.author, given."offeredBy");
  END LOOP;
  FOR given IN
    SELECT * FROM jsonb_to_recordset(write_batch.entries) AS given
      (entity text, key text, first_day date, last_day date, fields jsonb, clocks jsonb, deleted boolean, seq bigint,
        author uuid)
  LOOP
    INSERT INTO diary.entries AS e (patient_id, entity, key, first_day, last_day, fields, clocks, deleted, seq, author)
      VALUES (write_batch.patient, given.entity, given.key, given.first_day, given.last_day, given.fields, given.clocks,
              given.deleted, given.seq, given.author)
      ON CONFLICT (patient_id, entity, key) DO UPDATE
        SET first_day = excluded.first_day, last_day = excluded.last_day, fields = excluded.fields,
            clocks = excluded.clocks, deleted = excluded.deleted, seq = excluded.seq, author = excluded.author;
  END LOOP;
  IF jsonb_array_length(write_batch.operations) > 0 THEN
    UPDATE diary.patients p
      SET seq = (write_batch.operations -> -1 ->> 'seq')::bigint, latest = (write_batch.operations -> -1 ->> 'latest')::bigint
      WHERE p.patient_id = write_batch.patient;
  END IF;
  IF write_batch.event IS NOT NULL THEN
    UPDATE audit.chains c
      SET n = (write_batch.event ->> 'n')::bigint, hash = decode(write_batch.event ->> 'hash', 'hex')
      WHERE c.chain_id = write_batch.patient;
    INSERT INTO audit.events (chain_id, n, at, actor, acting_as, act, about, hash)
      VALUES (write_batch.patient, (write_batch.event ->> 'n')::bigint, (write_batch.event ->> 'at')::timestamptz,
              (write_batch.event ->> 'actor')::uuid, write_batch.event ->> 'actingAs', write_batch.event ->> 'act',
              write_batch.event -> 'about', decode(write_batch.event ->> 'hash', 'hex'));
  END IF;
  RETURN now();
END
$$;
