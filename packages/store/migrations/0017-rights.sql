-- What somebody may do stays within what is theirs: an entry belongs to who made it, a diary of somebody who died stays shut, and accounts
-- are closed and made one without anybody being shut out of a diary.

-- Who made it, by the first operation that spoke of it. Null where no operation is known, which is nobody's to change but the patient's.
ALTER TABLE diary.entries ADD COLUMN author uuid;
UPDATE diary.entries e SET author = made.author
  FROM (SELECT DISTINCT ON (patient_id, entity, key) patient_id, entity, key, author FROM diary.operations
        ORDER BY patient_id, entity, key, seq) AS made
  WHERE made.patient_id = e.patient_id AND made.entity = e.entity AND made.key = e.key;

-- who may only add makes entries of their own and changes those alone
ALTER POLICY projected ON diary.entries
  WITH CHECK (
    patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      AND entity IN ('session', 'plan-proposal', 'report')
      AND author = nullif(current_setting('clearday.account', true), '')::uuid
    )
  );
ALTER POLICY projected_again ON diary.entries
  USING (
    patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      AND entity IN ('session', 'plan-proposal', 'report')
      AND author = nullif(current_setting('clearday.account', true), '')::uuid
    )
  );

-- The two calls of a batch (0008-sync.sql), with who made an entry.
DROP FUNCTION diary.open_batch(uuid, uuid[], text[], text[], bigint[], boolean);
CREATE FUNCTION diary.open_batch(
  patient uuid,
  -- of the operations that are offered, and the places of the log that they had seen
  ids uuid[],
  entities text[],
  keys text[],
  seen bigint[],
  -- whether the record of who wrote is locked too, and begun where there is none yet
  recorded boolean,
  OUT epoch uuid,
  OUT seq bigint,
  OUT latest bigint,
  -- by operation that is there already, by place, and by entry: null where there is none
  OUT known jsonb,
  OUT places jsonb,
  OUT entries jsonb,
  OUT record_n bigint,
  OUT record_hash bytea,
  -- who acts may add to this diary and no more: what another made they leave as it is
  OUT adds_alone boolean
) RETURNS SETOF record
LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
BEGIN
  -- until the transaction ends nobody else gets a place in this log
  SELECT p.seq, p.latest INTO seq, latest FROM diary.patients p WHERE p.patient_id = open_batch.patient FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT jsonb_agg(jsonb_build_object('id', o.id, 'entity', o.entity, 'key', o.key, 'fields', o.fields, 'deleted', o.deleted,
                                      'at', o.claimed, 'seen', o.seen, 'effective', o.effective, 'device', o.device, 'seq', o.seq))
    INTO known FROM diary.operations o
    WHERE o.patient_id = open_batch.patient AND o.id = ANY (open_batch.ids);
  IF cardinality(open_batch.seen) > 0 THEN
    SELECT jsonb_agg(jsonb_build_array(o.seq, o.latest))
      INTO places FROM diary.operations o
      WHERE o.patient_id = open_batch.patient AND o.seq = ANY (open_batch.seen);
  END IF;
  SELECT jsonb_agg(jsonb_build_object('entity', e.entity, 'key', e.key, 'fields', e.fields, 'clocks', e.clocks, 'deleted', e.deleted,
                                      'author', e.author))
    INTO entries
    FROM unnest(open_batch.entities, open_batch.keys) AS asked (entity, key)
    JOIN diary.entries e ON e.patient_id = open_batch.patient AND e.entity = asked.entity AND e.key = asked.key;
  SELECT s.epoch INTO epoch FROM installation.state s;
  adds_alone := coalesce(
    open_batch.patient = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
    AND NOT open_batch.patient = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]), false);
  IF open_batch.recorded THEN
    SELECT c.n, c.hash INTO record_n, record_hash FROM audit.chains c WHERE c.chain_id = open_batch.patient FOR UPDATE;
    IF NOT FOUND THEN
      -- of two that begin a record at once, the later waits for the earlier and goes on behind it
      INSERT INTO audit.chains (chain_id, kind) VALUES (open_batch.patient, 'patient') ON CONFLICT DO NOTHING;
      SELECT c.n, c.hash INTO record_n, record_hash FROM audit.chains c WHERE c.chain_id = open_batch.patient FOR UPDATE;
    END IF;
  END IF;
  RETURN NEXT;
END
$$;

-- What a batch amounts to. `event` is null where nothing is recorded. Returns when it was received: one moment for the whole transaction.
CREATE OR REPLACE FUNCTION diary.write_batch(
  patient uuid,
  operations jsonb,
  entries jsonb,
  event jsonb
) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
BEGIN
  INSERT INTO diary.operations
      (patient_id, seq, id, entity, key, fields, deleted, claimed, effective, latest, seen, device, author)
    SELECT write_batch.patient, given.seq, given.id, given.entity, given.key, given.fields, given.deleted, given.at,
           given.effective, given.latest, given.seen, given.device, given.author
    FROM jsonb_to_recordset(write_batch.operations) AS given
      (seq bigint, id uuid, entity text, key text, fields jsonb, deleted boolean, at bigint, effective bigint,
       latest bigint, seen bigint, device uuid, author uuid);
  INSERT INTO diary.entries AS e (patient_id, entity, key, first_day, last_day, fields, clocks, deleted, seq, author)
    SELECT write_batch.patient, given.entity, given.key, given.first_day, given.last_day, given.fields, given.clocks,
           given.deleted, given.seq, given.author
    FROM jsonb_to_recordset(write_batch.entries) AS given
      (entity text, key text, first_day date, last_day date, fields jsonb, clocks jsonb, deleted boolean, seq bigint, author uuid)
    ON CONFLICT (patient_id, entity, key) DO UPDATE
      SET first_day = excluded.first_day, last_day = excluded.last_day, fields = excluded.fields,
          clocks = excluded.clocks, deleted = excluded.deleted, seq = excluded.seq, author = excluded.author;
  UPDATE diary.patients p
    SET seq = (write_batch.operations -> -1 ->> 'seq')::bigint, latest = (write_batch.operations -> -1 ->> 'latest')::bigint
    WHERE p.patient_id = write_batch.patient AND jsonb_array_length(write_batch.operations) > 0;
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

REVOKE ALL ON FUNCTION diary.open_batch FROM PUBLIC;
GRANT EXECUTE ON FUNCTION diary.open_batch TO {{app}};

-- Two accounts made one (0005-accounts.sql).
-- 'not-open': unknown, over, or not this person's; 'is-staff'; 'waiting': for the other account; 'done'
CREATE OR REPLACE FUNCTION access.confirm_merge(wanted uuid, OUT outcome text, OUT patients uuid[])
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
    WHERE account_id = merge.from_account AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > now())
    -- of several of one diary the widest first: what comes after it adds nothing
    ORDER BY patient_id, relation DESC, ends_at DESC NULLS FIRST
  LOOP
    UPDATE access.diaries SET ended_at = now()
      WHERE patient_id = held.patient_id AND account_id = merge.from_account AND begun_at = held.begun_at;
    -- what has run out keeps nobody out; whoever was proxy turns out to be the patient; of two proxies the longer one stays
    UPDATE access.diaries SET ended_at = now()
      WHERE patient_id = held.patient_id AND account_id = merge.into_account AND ended_at IS NULL
        AND (ends_at <= now() OR (relation = 'proxy' AND (held.relation = 'self' OR ends_at < coalesce(held.ends_at, 'infinity'))));
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

-- Ends all that opens a diary, closes its patient's account, and keeps what was written. Answers the accounts that are told. Where the patient
-- belongs to staff, their account stays and the diary alone is closed: who lets staff go is another act, with other conditions.
-- 'not-allowed' (also for who is above a manager), 'wrong-day', 'no-such-diary', 'own-diary', 'done'
CREATE OR REPLACE FUNCTION access.close_diary(
  of_patient uuid, informed text, because text, kept_until date, OUT outcome text, OUT accounts uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  closing uuid[];
BEGIN
  accounts := '{}';
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    outcome := 'not-allowed';
    RETURN;
  END IF;
  IF kept_until < (now() AT TIME ZONE 'UTC')::date THEN
    outcome := 'wrong-day';
    RETURN;
  END IF;
  -- whoever is writing into it finishes first
  PERFORM FROM diary.patients WHERE patient_id = of_patient FOR UPDATE;
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
  IF current_setting('clearday.administer', true) IS DISTINCT FROM 'on' AND EXISTS (
    SELECT FROM access.diaries d JOIN access.staff_roles s USING (account_id)
    WHERE d.patient_id = of_patient AND d.relation = 'self' AND d.ended_at IS NULL
      AND s.ended_at IS NULL AND s.role IN ('manager', 'administrator')) THEN
    accounts := '{}';
    outcome := 'not-allowed';
    RETURN;
  END IF;
  SELECT array_agg(account_id) INTO closing FROM access.diaries d
    WHERE d.patient_id = of_patient AND d.relation = 'self' AND d.ended_at IS NULL
      AND NOT EXISTS (SELECT FROM access.staff_roles s WHERE s.account_id = d.account_id AND s.ended_at IS NULL);
  INSERT INTO access.closed_diaries (patient_id, closed_by, informed_by, reason, keep_until)
    VALUES (of_patient, acting, informed, because, kept_until);
  UPDATE access.accounts SET left_at = now() WHERE left_at IS NULL AND account_id = ANY (closing);
  DELETE FROM auth.sessions WHERE user_id = ANY (closing);
  UPDATE access.diaries SET ended_at = now() WHERE patient_id = of_patient AND ended_at IS NULL;
  UPDATE access.care_relationships SET ended_at = now(), ended_by = acting WHERE patient_id = of_patient AND ended_at IS NULL;
  UPDATE access.proxy_invitations SET revoked_at = now()
    WHERE patient_id = of_patient AND revoked_at IS NULL AND accepted_at IS NULL;
  UPDATE access.share_links SET revoked_at = now() WHERE patient_id = of_patient AND revoked_at IS NULL;
  outcome := 'done';
END $$;

-- Whether an account still writes a diary, for who lets staff go: closing it would shut the diary too.
CREATE FUNCTION access.keeps_diary(of_account uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    RAISE insufficient_privilege USING MESSAGE = 'managers alone ask whether an account keeps a diary';
  END IF;
  RETURN EXISTS (SELECT FROM access.diaries
    WHERE account_id = of_account AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > now()));
END $$;

-- whoever breaks the glass is told that there is nobody to help any more
ALTER POLICY managed ON access.closed_diaries
  USING (current_setting('clearday.manage', true) = 'on' OR current_setting('clearday.break_glass', true) = 'on');

-- Closed diaries whose last day is over, for the server itself; locked, so that none is opened again while it is erased. No clock that is
-- ahead of the database's makes one of them go early.
CREATE FUNCTION access.closed_over(today date) RETURNS TABLE (patient uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF nullif(current_setting('clearday.account', true), '')::uuid IS DISTINCT FROM '00000000-0000-0000-0000-000000000000' THEN
    RAISE insufficient_privilege USING MESSAGE = 'what has run out is removed by the server';
  END IF;
  RETURN QUERY SELECT c.patient_id FROM access.closed_diaries c
    WHERE c.reopened_at IS NULL AND c.keep_until < least(today, (now() AT TIME ZONE 'UTC')::date)
    ORDER BY c.patient_id FOR UPDATE;
END $$;

REVOKE ALL ON FUNCTION access.keeps_diary(uuid), access.closed_over(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.keeps_diary(uuid), access.closed_over(date) TO {{app}};
