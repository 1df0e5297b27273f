-- After a restore devices offer again what the log had, also what others said. Its author stays who said it, as the mark proves that the log
-- gave with it (src/operations/author-mark.ts); who offered it stands beside.

ALTER TABLE diary.operations
  -- null where it was offered again with a mark that proves nothing: nobody's but the patient's to change
  ALTER COLUMN author DROP NOT NULL,
  -- who offered it again, where that is another than who said it, or where that is not known
  ADD COLUMN offered_by uuid,
  ADD CONSTRAINT somebody_said CHECK (author IS NOT NULL OR offered_by IS NOT NULL);

-- whoever writes here is the author or stands beside them; who may only add says everything in their own name
ALTER POLICY written ON diary.operations
  WITH CHECK (
    coalesce(offered_by, author) = nullif(current_setting('clearday.account', true), '')::uuid
    AND (
      patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
      OR (
        patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
        AND entity IN ('session', 'plan-proposal', 'report')
        AND offered_by IS NULL
      )
    )
  );

-- The two calls of a batch (0017-rights.sql), with who said and who offered an operation.
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
      (patient_id, seq, id, entity, key, fields, deleted, claimed, effective, latest, seen, device, author, offered_by)
    SELECT write_batch.patient, given.seq, given.id, given.entity, given.key, given.fields, given.deleted, given.at,
           given.effective, given.latest, given.seen, given.device, given.author, given."offeredBy"
    FROM jsonb_to_recordset(write_batch.operations) AS given
      (seq bigint, id uuid, entity text, key text, fields jsonb, deleted boolean, at bigint, effective bigint,
       latest bigint, seen bigint, device uuid, author uuid, "offeredBy" uuid);
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
