-- From a completed session into the diary of whoever came: taken up once, done once, and put right where the person was put right.

ALTER TABLE scheduling.outbox
  -- somebody works at it until then; a server that died gives it back by the clock
  ADD claimed_until timestamptz,
  -- into whose diary it was written; NULL: into none
  ADD written_to uuid;

-- What waits, the oldest first: of an appointment its newest saying alone, and none for a person whose diary is not known yet, unless another one's
-- has it. `before`: the diary in which the sayings before stand, from which they are to be taken back where it is another one's.
CREATE FUNCTION scheduling.claim_outbox(most int)
RETURNS TABLE (appointment_id uuid, version int, patient_id uuid, before uuid, practitioner uuid, service_id text, treatment_id text, location_id text,
  starts timestamptz, time_zone text, outcome jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY WITH wanted AS (
      SELECT o.appointment_id, o.version FROM scheduling.outbox o
        JOIN scheduling.appointments a USING (appointment_id) JOIN scheduling.persons p USING (person_id)
      WHERE o.done_at IS NULL AND (o.claimed_until IS NULL OR o.claimed_until < now())
        AND NOT EXISTS (SELECT FROM scheduling.outbox n WHERE n.appointment_id = o.appointment_id AND n.version > o.version)
        AND (p.patient_id IS NOT NULL OR EXISTS (SELECT FROM scheduling.outbox d WHERE d.appointment_id = o.appointment_id AND d.written_to IS NOT NULL))
      ORDER BY o.put_at, o.appointment_id LIMIT most FOR UPDATE OF o SKIP LOCKED),
    taken AS (
      -- the more often it failed, the longer it rests
      UPDATE scheduling.outbox o SET tries = o.tries + 1, claimed_until = now() + least(make_interval(mins => 2 * (o.tries + 1)), interval '6 hours')
      FROM wanted w WHERE o.appointment_id = w.appointment_id AND o.version = w.version RETURNING o.appointment_id, o.version, o.put_at)
    SELECT t.appointment_id, t.version, p.patient_id,
      (SELECT d.written_to FROM scheduling.outbox d WHERE d.appointment_id = t.appointment_id AND d.done_at IS NOT NULL ORDER BY d.version DESC LIMIT 1),
      a.practitioner, a.service_id, s.treatment_id, a.location_id, lower(a.span), l.time_zone, a.outcome
    FROM taken t JOIN scheduling.appointments a USING (appointment_id) JOIN scheduling.persons p USING (person_id)
      JOIN scheduling.services s ON s.service_id = a.service_id JOIN clinic.locations l ON l.location_id = a.location_id
    ORDER BY t.put_at, t.appointment_id;
END $$;

-- It stands in that diary, or in none any more; sayings before it wait no longer. False where it was done already.
CREATE FUNCTION scheduling.outbox_done(appointment uuid, said int, patient uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE scheduling.outbox SET done_at = now(), written_to = patient, fault = '', claimed_until = NULL
    WHERE appointment_id = appointment AND version = said AND done_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  -- passed over: the newest stands for them
  UPDATE scheduling.outbox o SET done_at = now(), claimed_until = NULL,
      written_to = (SELECT d.written_to FROM scheduling.outbox d WHERE d.appointment_id = appointment AND d.version < o.version AND d.done_at IS NOT NULL
        ORDER BY d.version DESC LIMIT 1)
    WHERE o.appointment_id = appointment AND o.version < said AND o.done_at IS NULL;
  RETURN true;
END $$;

-- It could not be written: kept, shown, and tried again when its rest is over. `code` for a list, never what was said.
CREATE FUNCTION scheduling.outbox_failed(appointment uuid, said int, code text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE scheduling.outbox SET fault = left(code, 60) WHERE appointment_id = appointment AND version = said AND done_at IS NULL;
  RETURN FOUND;
END $$;

-- Another diary is theirs than was thought: what their sessions said is said anew.
CREATE FUNCTION scheduling.say_sessions_anew() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO scheduling.outbox (appointment_id, version)
    SELECT o.appointment_id, max(o.version) + 1 FROM scheduling.outbox o JOIN scheduling.appointments a USING (appointment_id)
    WHERE a.person_id = NEW.person_id AND a.state = 'completed'
    GROUP BY o.appointment_id HAVING bool_and(o.done_at IS NOT NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER said_anew AFTER UPDATE OF patient_id ON scheduling.persons
  FOR EACH ROW WHEN (OLD.patient_id IS DISTINCT FROM NEW.patient_id) EXECUTE FUNCTION scheduling.say_sessions_anew();

REVOKE ALL ON FUNCTION scheduling.claim_outbox(int), scheduling.outbox_done(uuid, int, uuid), scheduling.outbox_failed(uuid, int, text),
  scheduling.say_sessions_anew() FROM PUBLIC;
-- for the server's own work alone, which is nobody's session
GRANT USAGE ON SCHEMA scheduling TO {{jobs}};
GRANT EXECUTE ON FUNCTION scheduling.claim_outbox(int), scheduling.outbox_done(uuid, int, uuid), scheduling.outbox_failed(uuid, int, text) TO {{jobs}};
