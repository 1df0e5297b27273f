-- Who made an entry stays who made it, in whatever order it comes back after a restore. What gives others access is done only where the diary
-- is still open at that moment. Who helps for a while erases nothing. And a merge that was asked by mistake is taken back.

-- The order of the operation that made the entry: the earliest of them, and not the one that arrived first.
ALTER TABLE diary.entries ADD COLUMN made bigint NOT NULL DEFAULT 0;
UPDATE diary.entries e SET made = first.effective, author = first.author
  FROM (SELECT DISTINCT ON (patient_id, entity, key) patient_id, entity, key, effective, author
        FROM diary.operations ORDER BY patient_id, entity, key, effective, seq) AS first
  WHERE (first.patient_id, first.entity, first.key) = (e.patient_id, e.entity, e.key);

-- The two calls of a batch (0023-authors.sql), with when an entry was made.
CREATE OR REPLACE FUNCTION diary.open_batch(
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
                                      'at', o.claimed, 'seen', o.seen, 'effective', o.effective, 'device', o.device, 'seq', o.seq,
                                      'author', o.author))
    INTO known FROM diary.operations o
    WHERE o.patient_id = open_batch.patient AND o.id = ANY (open_batch.ids);
  IF cardinality(open_batch.seen) > 0 THEN
    SELECT jsonb_agg(jsonb_build_array(o.seq, o.latest))
      INTO places FROM diary.operations o
      WHERE o.patient_id = open_batch.patient AND o.seq = ANY (open_batch.seen);
  END IF;
  SELECT jsonb_agg(jsonb_build_object('entity', e.entity, 'key', e.key, 'fields', e.fields, 'clocks', e.clocks, 'deleted', e.deleted,
                                      'author', e.author, 'made', e.made))
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
      (patient_id, seq, id, entity, key, fields, deleted, claimed, effective, latest, seen, device, author, offered_by)
    SELECT write_batch.patient, given.seq, given.id, given.entity, given.key, given.fields, given.deleted, given.at,
           given.effective, given.latest, given.seen, given.device, given.author, given."offeredBy"
    FROM jsonb_to_recordset(write_batch.operations) AS given
      (seq bigint, id uuid, entity text, key text, fields jsonb, deleted boolean, at bigint, effective bigint,
       latest bigint, seen bigint, device uuid, author uuid, "offeredBy" uuid);
  INSERT INTO diary.entries AS e (patient_id, entity, key, first_day, last_day, fields, clocks, deleted, seq, author, made)
    SELECT write_batch.patient, given.entity, given.key, given.first_day, given.last_day, given.fields, given.clocks,
           given.deleted, given.seq, given.author, given.made
    FROM jsonb_to_recordset(write_batch.entries) AS given
      (entity text, key text, first_day date, last_day date, fields jsonb, clocks jsonb, deleted boolean, seq bigint, author uuid, made bigint)
    ON CONFLICT (patient_id, entity, key) DO UPDATE
      SET first_day = excluded.first_day, last_day = excluded.last_day, fields = excluded.fields,
          clocks = excluded.clocks, deleted = excluded.deleted, seq = excluded.seq, author = excluded.author,
          made = excluded.made;
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

-- Whether the acting person writes a diary at this moment, however long their transaction has been going on, with the diary locked: for what
-- outlasts the transaction. 'open', 'closed' (its patient died), 'ended'.
CREATE FUNCTION access.hold_open(of_patient uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF of_patient = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]) IS NOT TRUE THEN
    RETURN 'ended';
  END IF;
  -- whoever is ending, closing or erasing there finishes first
  PERFORM FROM diary.patients WHERE patient_id = of_patient FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'ended';
  END IF;
  IF EXISTS (SELECT FROM access.closed_diaries WHERE patient_id = of_patient AND reopened_at IS NULL) THEN
    RETURN 'closed';
  END IF;
  IF NOT EXISTS (SELECT FROM access.diaries d JOIN access.accounts a USING (account_id)
    WHERE d.patient_id = of_patient AND d.account_id = nullif(current_setting('clearday.account', true), '')::uuid
      AND d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now()) AND a.left_at IS NULL) THEN
    RETURN 'ended';
  END IF;
  RETURN 'open';
END $$;

-- Whether the acting person may have a diary erased: who decides on it, and not only for a time that somebody set. The day on which a child
-- is of age is no such time. Null for who does not write it.
CREATE FUNCTION access.may_erase(of_patient uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN of_patient = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]) THEN
    access.decides(of_patient, nullif(current_setting('clearday.account', true), '')::uuid)
    AND EXISTS (SELECT FROM access.diaries d
      WHERE d.patient_id = of_patient AND d.account_id = nullif(current_setting('clearday.account', true), '')::uuid AND d.ended_at IS NULL
        AND (d.relation = 'self' OR (CASE WHEN d.ends_by_rule IS NULL THEN d.ends_at ELSE d.ends_before_rule END) IS NULL))
  END
$$;

-- One of the two accounts says no, or a manager takes it back. 'declined', 'withdrawn', 'not-open'
CREATE FUNCTION access.end_merge(wanted uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  merge access.merges;
BEGIN
  SELECT * INTO merge FROM access.merges
    WHERE merge_id = wanted AND done_at IS NULL AND ends_at > now()
      AND (acting IN (from_account, into_account) OR current_setting('clearday.manage', true) = 'on') FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not-open';
  END IF;
  UPDATE access.merges SET ends_at = now() WHERE merge_id = wanted;
  RETURN CASE WHEN acting IN (merge.from_account, merge.into_account) THEN 'declined' ELSE 'withdrawn' END;
END $$;

REVOKE ALL ON FUNCTION access.hold_open(uuid), access.may_erase(uuid), access.end_merge(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.hold_open(uuid), access.may_erase(uuid), access.end_merge(uuid) TO {{app}};
