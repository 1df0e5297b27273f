-- What the clinic's calendar says in diaries: sessions that were. The server's own job writes each, into the diary of whoever came and no other, and
-- nothing but what the calendar has of it; whose access to the diary ended meanwhile, or who left, gave the session all the same.

-- what came of a saying, for the desk; '' while it waits
ALTER TABLE scheduling.outbox ADD came text NOT NULL DEFAULT ''
  CHECK (came IN ('', 'written', 'taken-back', 'no-treatment', 'no-diary', 'diary-closed', 'removed-by-patient', 'refused', 'given-up'));
UPDATE scheduling.outbox SET came = CASE WHEN written_to IS NULL THEN 'no-diary' ELSE 'written' END WHERE done_at IS NOT NULL;

-- The one device of the calendar, so that a log tells what the calendar said from what anybody else did.
CREATE FUNCTION scheduling.calendar_device() RETURNS uuid
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT 'ca1e9da5-0000-4000-8000-000000000069'::uuid $$;

-- Under which name somebody who gives sessions is known; '' for none.
CREATE FUNCTION scheduling.name_of(who uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT a.display_name FROM access.accounts a WHERE a.account_id = who), '')
$$;

-- All that the calendar has to say of a session; null for what it does not know.
CREATE FUNCTION scheduling.said_of_session(appointment uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
      'at', to_char(lower(a.span) AT TIME ZONE l.time_zone, 'YYYY-MM-DD"T"HH24:MI'), 'timeZone', l.time_zone, 'therapy', s.treatment_id,
      'practitioner', nullif(scheduling.name_of(a.practitioner), ''), 'location', l.name, 'minutes', a.outcome -> 'minutes',
      'techniques', CASE WHEN a.outcome -> 'techniques' <> '[]' THEN a.outcome -> 'techniques' END,
      'observed', nullif(a.outcome ->> 'reaction', ''))
    FROM scheduling.appointments a JOIN scheduling.services s USING (service_id) JOIN clinic.locations l USING (location_id)
    WHERE a.appointment_id = appointment
$$;

-- Under which id a saying stands in a log: the same each time it is tried.
CREATE FUNCTION scheduling.session_operation(appointment uuid, said int, patient uuid, act text) RETURNS uuid
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT md5(concat_ws('|', 'session', appointment, said, patient, act))::uuid
$$;

-- The diaries that a saying concerns, while the server is at it and nothing newer was said: the one it is written into, and the one in which it stood
-- before and is taken back from. Nobody else's; none where it is done, or was given to another server meanwhile.
CREATE FUNCTION scheduling.session_diaries(appointment uuid, said int)
RETURNS TABLE (patient uuid, act text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH claimed AS (
    SELECT p.patient_id, (SELECT d.written_to FROM scheduling.outbox d WHERE d.appointment_id = o.appointment_id AND d.done_at IS NOT NULL
        ORDER BY d.version DESC LIMIT 1) AS before
      FROM scheduling.outbox o JOIN scheduling.appointments a USING (appointment_id) JOIN scheduling.persons p USING (person_id)
      WHERE o.appointment_id = appointment AND o.version = said AND o.done_at IS NULL AND o.claimed_until > now()
        AND NOT EXISTS (SELECT FROM scheduling.outbox n WHERE n.appointment_id = appointment AND n.version > said))
  SELECT c.before, 'take-back' FROM claimed c WHERE c.before IS NOT NULL AND c.before IS DISTINCT FROM c.patient_id
  UNION ALL SELECT c.patient_id, 'write' FROM claimed c
$$;

-- What a saying that was taken up meets in each diary that it concerns, which are locked until the transaction ends. `seq` is NULL where there is no such
-- diary any more.
CREATE FUNCTION scheduling.open_session(appointment uuid, said int)
RETURNS TABLE (patient uuid, act text, operation uuid, already boolean, closed boolean, seq bigint, latest bigint, epoch uuid, frame jsonb, entry jsonb,
  told jsonb, says jsonb, said_at float8, author uuid, changed_by uuid, record_n bigint, record_hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  whose uuid;
BEGIN
  -- in the order in which a diary is erased: it first, then who came, the visit and what it says. Whoever changes one of them now waits, or was before.
  PERFORM FROM diary.patients d WHERE d.patient_id IN (SELECT s.patient FROM scheduling.session_diaries(open_session.appointment, said) s)
    ORDER BY d.patient_id FOR UPDATE;
  SELECT a.person_id INTO whose FROM scheduling.appointments a WHERE a.appointment_id = open_session.appointment;
  PERFORM FROM scheduling.persons p WHERE p.person_id = whose FOR SHARE;
  PERFORM FROM scheduling.appointments a WHERE a.appointment_id = open_session.appointment AND a.person_id = whose FOR SHARE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM FROM scheduling.outbox o WHERE o.appointment_id = open_session.appointment AND o.version = said FOR UPDATE;
  FOR patient, act IN SELECT s.patient, s.act FROM scheduling.session_diaries(open_session.appointment, said) s LOOP
    operation := scheduling.session_operation(open_session.appointment, said, open_session.patient, open_session.act);
    closed := EXISTS (SELECT FROM access.closed_diaries c WHERE c.patient_id = open_session.patient AND c.reopened_at IS NULL);
    seq := NULL;
    -- one that was not locked above belongs to somebody who was put right between, and is tried again
    SELECT d.seq, d.latest INTO seq, latest FROM diary.patients d WHERE d.patient_id = open_session.patient FOR UPDATE;
    already := EXISTS (SELECT FROM diary.operations o WHERE o.patient_id = open_session.patient AND o.id = open_session.operation);
    SELECT s.epoch INTO epoch FROM installation.state s;
    SELECT to_jsonb(e) INTO frame FROM diary.entries e WHERE e.patient_id = open_session.patient AND e.entity = 'diary' AND e.key = 'diary';
    SELECT to_jsonb(e) INTO entry FROM diary.entries e
      WHERE e.patient_id = open_session.patient AND e.entity = 'session' AND e.key = 'visit-' || open_session.appointment;
    -- what the calendar said there, since it last took it back
    SELECT coalesce(jsonb_object_agg(f.key, f.value ORDER BY o.seq), '{}') INTO told FROM diary.operations o, jsonb_each(o.fields) f
      WHERE o.patient_id = open_session.patient AND o.entity = 'session' AND o.key = 'visit-' || open_session.appointment
        AND o.device = scheduling.calendar_device() AND o.seq > coalesce((SELECT max(d.seq) FROM diary.operations d
          WHERE d.patient_id = open_session.patient AND d.entity = 'session' AND d.key = 'visit-' || open_session.appointment AND d.deleted), 0);
    says := scheduling.said_of_session(open_session.appointment);
    SELECT floor(extract(epoch FROM o.put_at) * 1000) INTO said_at FROM scheduling.outbox o WHERE o.appointment_id = open_session.appointment AND o.version = said;
    SELECT a.practitioner INTO author FROM scheduling.appointments a WHERE a.appointment_id = open_session.appointment;
    -- whoever last put right who came, or whose diary theirs is
    SELECT c.changed_by INTO changed_by FROM (
        SELECT h.changed_by, h.changed_at FROM scheduling.appointment_changes h WHERE h.appointment_id = open_session.appointment
        UNION ALL SELECT h.changed_by, h.changed_at FROM scheduling.person_changes h WHERE h.person_id = whose) c
      WHERE c.changed_by IS NOT NULL ORDER BY c.changed_at DESC LIMIT 1;
    record_n := NULL;
    IF seq IS NOT NULL THEN
      INSERT INTO audit.chains (chain_id, kind) VALUES (open_session.patient, 'patient') ON CONFLICT DO NOTHING;
      SELECT c.n, c.hash INTO record_n, record_hash FROM audit.chains c WHERE c.chain_id = open_session.patient FOR UPDATE;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- The one operation of a saying, and what the session then is in that diary. Anything else is refused: another kind of entry, another session, another
-- diary than the one it concerns, words that the calendar does not have, and whatever the patient said of it themselves.
CREATE FUNCTION scheduling.write_session(appointment uuid, said int, patient uuid, operation jsonb, entry jsonb, event jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own text[] := '{at,timeZone,therapy,practitioner,location,minutes,techniques,observed}';
  act text;
  says jsonb := scheduling.said_of_session(appointment);
  fields jsonb := operation -> 'fields';
  stood jsonb;
  reader uuid;
  right_one boolean;
BEGIN
  SELECT s.act INTO act FROM scheduling.session_diaries(appointment, said) s WHERE s.patient = write_session.patient;
  SELECT e.fields INTO stood FROM diary.entries e WHERE e.patient_id = write_session.patient AND e.entity = 'session' AND e.key = 'visit-' || appointment;
  right_one := act IS NOT NULL
    AND operation ->> 'id' = scheduling.session_operation(appointment, said, patient, act)::text
    AND operation ->> 'entity' = 'session' AND entry ->> 'entity' = 'session'
    AND operation ->> 'key' = 'visit-' || appointment AND entry ->> 'key' = 'visit-' || appointment
    AND operation ->> 'device' = scheduling.calendar_device()::text AND NOT operation ? 'offeredBy'
    AND operation ->> 'author' = (SELECT a.practitioner::text FROM scheduling.appointments a WHERE a.appointment_id = write_session.appointment)
    AND (operation ->> 'seq')::bigint = (SELECT d.seq + 1 FROM diary.patients d WHERE d.patient_id = write_session.patient)
    AND entry ->> 'seq' = operation ->> 'seq'
    AND (operation ->> 'deleted')::boolean = (act = 'take-back')
    AND event ->> 'act' IN ('session.written', 'session.corrected', 'session.taken-back')
    AND CASE act WHEN 'take-back' THEN fields = '{}' AND (entry ->> 'deleted')::boolean
      ELSE NOT (entry ->> 'deleted')::boolean
        AND (says - 'at') @> (fields - 'at') AND left(coalesce(fields ->> 'at', says ->> 'at'), 16) = says ->> 'at'
        -- what the patient said stays as it is
        AND (entry -> 'fields') - own = coalesce(stood, '{}') - own END;
  IF NOT coalesce(right_one, false) THEN
    RAISE EXCEPTION 'no session that was taken up, or not as it was' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM diary.write_batch(patient, jsonb_build_array(operation), jsonb_build_array(entry), event);
  -- as after a push of theirs: answers are worked out anew for whoever may read them
  SELECT d.account_id INTO reader FROM access.diaries d JOIN access.accounts a USING (account_id)
    WHERE d.patient_id = write_session.patient AND d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now()) AND a.left_at IS NULL
    ORDER BY d.relation = 'self' DESC, d.begun_at LIMIT 1;
  IF reader IS NOT NULL THEN
    PERFORM set_config('clearday.account', reader::text, true), set_config('clearday.read', patient::text, true);
    PERFORM queue.ask_for_answers(patient, 300);
    PERFORM set_config('clearday.account', '', true), set_config('clearday.read', '', true);
  END IF;
END $$;

-- What came of a saying: with it, or in its place, those before wait no longer. False where it was done already.
CREATE FUNCTION scheduling.settle_session(appointment uuid, said int, came_of_it text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  into_diary uuid;
  stood uuid;
BEGIN
  SELECT s.patient INTO into_diary FROM scheduling.session_diaries(appointment, said) s WHERE s.act = 'write';
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  SELECT d.written_to INTO stood FROM scheduling.outbox d WHERE d.appointment_id = appointment AND d.done_at IS NOT NULL ORDER BY d.version DESC LIMIT 1;
  UPDATE scheduling.outbox SET came = came_of_it WHERE appointment_id = appointment AND version <= said AND done_at IS NULL;
  -- what stands there already is taken back from there, should it be somebody else's
  RETURN scheduling.outbox_done(appointment, said, CASE WHEN came_of_it IN ('written', 'removed-by-patient') OR stood = into_diary THEN into_diary END);
END $$;

-- What failed for a day of tries is given up, and shown; whoever says it anew begins anew.
CREATE OR REPLACE FUNCTION scheduling.outbox_failed(appointment uuid, said int, code text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tried int;
BEGIN
  UPDATE scheduling.outbox SET fault = left(code, 60) WHERE appointment_id = appointment AND version = said AND done_at IS NULL RETURNING tries INTO tried;
  IF tried >= 30 THEN
    UPDATE scheduling.outbox o SET came = 'given-up', done_at = now(), claimed_until = NULL,
        written_to = (SELECT d.written_to FROM scheduling.outbox d WHERE d.appointment_id = appointment AND d.done_at IS NOT NULL ORDER BY d.version DESC LIMIT 1)
      WHERE o.appointment_id = appointment AND o.version <= said AND o.done_at IS NULL;
  END IF;
  RETURN tried IS NOT NULL;
END $$;

-- Promptly, and not only with the next minute.
INSERT INTO queue.tasks (task, payload, asked_for, most_attempts) VALUES ('write-sessions', '{}', false, 3);
CREATE FUNCTION scheduling.write_soon() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job(identifier => 'write-sessions', payload => '{}'::json, queue_name => 'sessions', max_attempts => 3,
    job_key => 'write-sessions');
  RETURN NULL;
END $$;
CREATE TRIGGER written_soon AFTER INSERT ON scheduling.outbox FOR EACH STATEMENT EXECUTE FUNCTION scheduling.write_soon();

REVOKE ALL ON FUNCTION scheduling.calendar_device(), scheduling.name_of(uuid), scheduling.said_of_session(uuid),
  scheduling.session_operation(uuid, int, uuid, text), scheduling.session_diaries(uuid, int), scheduling.open_session(uuid, int),
  scheduling.write_session(uuid, int, uuid, jsonb, jsonb, jsonb), scheduling.settle_session(uuid, int, text), scheduling.write_soon()
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.open_session(uuid, int), scheduling.write_session(uuid, int, uuid, jsonb, jsonb, jsonb),
  scheduling.settle_session(uuid, int, text) TO {{jobs}};

-- Courses into plans: what is booked for somebody with a diary stands in their plan as a proposal, which they answer, and is kept true as it changes. One row a
-- course, with what was last said of it; each change of it or of its sessions asks for it to be said anew.
CREATE TABLE scheduling.course_plans (
  course_id uuid PRIMARY KEY REFERENCES scheduling.courses ON DELETE CASCADE,
  -- each change adds one; it is said up to `done`
  wanted int NOT NULL DEFAULT 1,
  done int NOT NULL DEFAULT 0,
  wanted_at timestamptz NOT NULL DEFAULT now(),
  -- who changed it last; NULL for whoever had a link, or the clock
  changed_by uuid,
  claimed_until timestamptz,
  tries int NOT NULL DEFAULT 0,
  -- a code, '' for none
  fault text NOT NULL DEFAULT '' CHECK (length(fault) <= 60),
  came text NOT NULL DEFAULT '' CHECK (came IN ('', 'written', 'taken-back', 'no-treatment', 'no-diary', 'diary-closed', 'removed-by-patient', 'refused', 'given-up')),
  -- in which diary it stands, under which key, and what was said
  told_in uuid,
  told_key text CHECK (length(told_key) <= 100),
  told jsonb
);
CREATE INDEX course_plans_waiting ON scheduling.course_plans (wanted_at) WHERE wanted > done;
ALTER TABLE scheduling.course_plans ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION scheduling.sees_course(course uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM scheduling.courses c WHERE c.course_id = course
    AND (scheduling.at_desk() OR c.practitioner = scheduling.acting() OR scheduling.is_mine(c.person_id)))
$$;
CREATE POLICY seen ON scheduling.course_plans FOR SELECT TO {{app}} USING (scheduling.sees_course(course_id));
GRANT SELECT ON scheduling.course_plans TO {{app}};

CREATE FUNCTION scheduling.want_course(course uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO scheduling.course_plans AS p (course_id, changed_by) VALUES (course, scheduling.acting())
    ON CONFLICT (course_id) DO UPDATE SET wanted = p.wanted + 1, wanted_at = now(), tries = 0, claimed_until = NULL, changed_by = scheduling.acting()
$$;
CREATE FUNCTION scheduling.course_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'persons' THEN
    PERFORM scheduling.want_course(c.course_id) FROM scheduling.courses c WHERE c.person_id = NEW.person_id;
  ELSE
    PERFORM scheduling.want_course(NEW.course_id);
  END IF;
  IF TG_OP = 'INSERT' THEN
    PERFORM graphile_worker.add_job(identifier => 'write-sessions', payload => '{}'::json, queue_name => 'sessions', max_attempts => 3,
      job_key => 'write-sessions');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER planned AFTER INSERT OR UPDATE ON scheduling.courses FOR EACH ROW EXECUTE FUNCTION scheduling.course_changed();
CREATE TRIGGER planned AFTER UPDATE OF state, span, location_id, practitioner, course_id ON scheduling.appointments
  FOR EACH ROW WHEN (NEW.course_id IS NOT NULL) EXECUTE FUNCTION scheduling.course_changed();
CREATE TRIGGER planned AFTER UPDATE OF patient_id ON scheduling.persons
  FOR EACH ROW WHEN (OLD.patient_id IS DISTINCT FROM NEW.patient_id) EXECUTE FUNCTION scheduling.course_changed();

-- As scheduling.claim_outbox, for courses.
CREATE FUNCTION scheduling.claim_courses(most int) RETURNS TABLE (course uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH waiting AS (
    SELECT p.course_id FROM scheduling.course_plans p JOIN scheduling.courses c USING (course_id) JOIN scheduling.persons o USING (person_id)
      WHERE p.wanted > p.done AND (p.claimed_until IS NULL OR p.claimed_until < now()) AND (o.patient_id IS NOT NULL OR p.told_in IS NOT NULL)
      ORDER BY p.wanted_at, p.course_id LIMIT most FOR UPDATE OF p SKIP LOCKED)
  UPDATE scheduling.course_plans p SET tries = p.tries + 1, claimed_until = now() + least(make_interval(mins => 2 * (p.tries + 1)), interval '6 hours')
    FROM waiting WHERE p.course_id = waiting.course_id RETURNING p.course_id
$$;

-- What the calendar has to say of a course: how many sessions stand, how often, from when to when by the clock of the place.
CREATE FUNCTION scheduling.said_of_course(course uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('treatment', s.treatment_id, 'everyDays', c.every_days, 'sessions', count(a.*), 'practitioner', scheduling.name_of(c.practitioner),
      'location', l.name, 'first', min((lower(a.span) AT TIME ZONE l.time_zone)::date), 'last', max((lower(a.span) AT TIME ZONE l.time_zone)::date))
    FROM scheduling.courses c JOIN scheduling.services s USING (service_id) JOIN clinic.locations l USING (location_id)
      LEFT JOIN scheduling.appointments a ON a.course_id = c.course_id AND a.state IN ('booked', 'checked-in', 'completed', 'no-show')
    WHERE c.course_id = course GROUP BY c.course_id, s.service_id, l.location_id
$$;

-- The diary in which a course is said, and the one in which it stood by mistake, as scheduling.session_diaries.
CREATE FUNCTION scheduling.course_diaries(course uuid) RETURNS TABLE (patient uuid, act text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH claimed AS (
    SELECT o.patient_id, p.told_in FROM scheduling.course_plans p JOIN scheduling.courses c USING (course_id) JOIN scheduling.persons o USING (person_id)
      WHERE p.course_id = course AND p.wanted > p.done AND p.claimed_until > now())
  SELECT c.told_in, 'take-back' FROM claimed c WHERE c.told_in IS NOT NULL AND c.told_in IS DISTINCT FROM c.patient_id
  UNION ALL SELECT c.patient_id, 'write' FROM claimed c
$$;
CREATE FUNCTION scheduling.open_course(course uuid)
RETURNS TABLE (patient uuid, act text, version int, closed boolean, seq bigint, latest bigint, epoch uuid, frame jsonb, entry jsonb, told_key text, told jsonb,
  says jsonb, language text, said_at float8, practitioner uuid, changed_by uuid, by_patient boolean, record_n bigint, record_hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  whose uuid;
BEGIN
  PERFORM FROM diary.patients d WHERE d.patient_id IN (SELECT s.patient FROM scheduling.course_diaries(open_course.course) s) ORDER BY d.patient_id FOR UPDATE;
  SELECT c.person_id INTO whose FROM scheduling.courses c WHERE c.course_id = open_course.course;
  PERFORM FROM scheduling.persons p WHERE p.person_id = whose FOR SHARE;
  -- whoever changes the course waits here, and asks for it to be said anew
  SELECT p.wanted, p.told_key, p.told, p.changed_by, floor(extract(epoch FROM p.wanted_at) * 1000)
    INTO version, told_key, told, changed_by, said_at FROM scheduling.course_plans p WHERE p.course_id = open_course.course FOR UPDATE;
  SELECT c.practitioner INTO practitioner FROM scheduling.courses c WHERE c.course_id = open_course.course AND c.person_id = whose;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  says := scheduling.said_of_course(open_course.course);
  SELECT p.language INTO language FROM scheduling.persons p WHERE p.person_id = whose;
  SELECT s.epoch INTO epoch FROM installation.state s;
  FOR patient, act IN SELECT s.patient, s.act FROM scheduling.course_diaries(open_course.course) s LOOP
    closed := EXISTS (SELECT FROM access.closed_diaries c WHERE c.patient_id = open_course.patient AND c.reopened_at IS NULL);
    seq := NULL;
    SELECT d.seq, d.latest INTO seq, latest FROM diary.patients d WHERE d.patient_id = open_course.patient FOR UPDATE;
    SELECT to_jsonb(e) INTO frame FROM diary.entries e WHERE e.patient_id = open_course.patient AND e.entity = 'diary' AND e.key = 'diary';
    SELECT to_jsonb(e) INTO entry FROM diary.entries e
      WHERE e.patient_id = open_course.patient AND e.entity = 'plan-change' AND e.key = open_course.told_key;
    by_patient := EXISTS (SELECT FROM access.diaries d WHERE d.patient_id = open_course.patient AND d.account_id = open_course.changed_by AND d.ended_at IS NULL);
    record_n := NULL;
    IF seq IS NOT NULL THEN
      INSERT INTO audit.chains (chain_id, kind) VALUES (open_course.patient, 'patient') ON CONFLICT DO NOTHING;
      SELECT c.n, c.hash INTO record_n, record_hash FROM audit.chains c WHERE c.chain_id = open_course.patient FOR UPDATE;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- A proposal of a course and the end of the one before it, by whoever changed the course; anything else is refused. Nobody is made to say something: a
-- practitioner's own name stands under it only where they changed the course themselves, and an answer is the patient's.
CREATE FUNCTION scheduling.write_course(course uuid, patient uuid, operations jsonb, entries jsonb, event jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o jsonb;
  e jsonb;
  f jsonb;
  which text;
  p scheduling.course_plans;
  c scheduling.courses;
  says jsonb := scheduling.said_of_course(course);
  own text[] := '{change,treatment,proposedBy,proposedOn,words,practitioner,by,answer,answeredOn}';
BEGIN
  SELECT * INTO p FROM scheduling.course_plans x WHERE x.course_id = course;
  SELECT * INTO c FROM scheduling.courses x WHERE x.course_id = course;
  SELECT s.act INTO which FROM scheduling.course_diaries(course) s WHERE s.patient = write_course.patient;
  FOR o IN SELECT jsonb_array_elements(operations) LOOP
    f := o -> 'fields';
    IF which IS NULL OR o ->> 'entity' <> 'plan-change' OR o ->> 'device' <> scheduling.calendar_device()::text OR o ? 'offeredBy'
      OR o ->> 'author' <> coalesce(p.changed_by, c.practitioner)::text OR event ->> 'act' NOT IN ('course.proposed', 'course.taken-back')
      OR NOT coalesce(CASE
        WHEN o ->> 'id' = scheduling.session_operation(course, p.wanted, patient, 'take-back')::text
          THEN which = 'take-back' AND o ->> 'key' = p.told_key AND (o ->> 'deleted')::boolean AND f = '{}'
        WHEN o ->> 'id' = scheduling.session_operation(course, p.wanted, patient, 'withdraw')::text
          THEN which = 'write' AND o ->> 'key' = p.told_key AND f ->> 'answer' = 'withdrawn' AND f - '{answer,answeredOn}'::text[] = '{}'
            AND NOT (o ->> 'deleted')::boolean
            -- an answer of the patient's stays
            AND NOT EXISTS (SELECT FROM diary.entries d WHERE d.patient_id = write_course.patient AND d.entity = 'plan-change' AND d.key = p.told_key AND d.fields ? 'answer')
        WHEN o ->> 'id' = scheduling.session_operation(course, p.wanted, patient, 'propose')::text
          THEN which = 'write' AND o ->> 'key' = concat('course-', course, '-', p.wanted) AND f - own = '{}' AND NOT f ? 'answer' AND NOT (o ->> 'deleted')::boolean
            AND f ->> 'treatment' = says ->> 'treatment' AND f ->> 'change' IN ('start', 'schedule', 'stop')
            AND coalesce(f ->> 'practitioner', says ->> 'practitioner') = says ->> 'practitioner'
            AND CASE WHEN f ? 'by' THEN f ->> 'by' = c.practitioner::text AND p.changed_by = c.practitioner ELSE true END
        END, false) THEN
      RAISE EXCEPTION 'no course that was taken up, or not as it is' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END LOOP;
  FOR e IN SELECT jsonb_array_elements(entries) LOOP
    IF e ->> 'entity' <> 'plan-change' OR NOT EXISTS (SELECT FROM jsonb_array_elements(operations) x WHERE x ->> 'key' = e ->> 'key') THEN
      RAISE EXCEPTION 'no entry of this course' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END LOOP;
  IF (operations -> 0 ->> 'seq')::bigint <> (SELECT d.seq + 1 FROM diary.patients d WHERE d.patient_id = write_course.patient) THEN
    RAISE EXCEPTION 'not at the end of the log' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM diary.write_batch(patient, operations, entries, event);
END $$;

-- What came of it, up to the change that was looked at.
CREATE FUNCTION scheduling.settle_course(course uuid, version int, came_of_it text, proposal text, says jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  into_diary uuid;
BEGIN
  SELECT s.patient INTO into_diary FROM scheduling.course_diaries(course) s WHERE s.act = 'write';
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE scheduling.course_plans p SET done = settle_course.version, came = came_of_it, fault = '', tries = 0, claimed_until = NULL,
      told_key = proposal, told = says, told_in = CASE WHEN proposal IS NOT NULL THEN into_diary END
    WHERE p.course_id = course AND p.done < settle_course.version;
  RETURN FOUND;
END $$;
CREATE FUNCTION scheduling.course_failed(course uuid, code text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE scheduling.course_plans SET fault = left(code, 60), came = CASE WHEN tries >= 30 THEN 'given-up' ELSE came END,
      done = CASE WHEN tries >= 30 THEN wanted ELSE done END
    WHERE course_id = course AND wanted > done
$$;

REVOKE ALL ON FUNCTION scheduling.sees_course(uuid), scheduling.want_course(uuid), scheduling.course_changed(), scheduling.claim_courses(int),
  scheduling.said_of_course(uuid), scheduling.course_diaries(uuid), scheduling.open_course(uuid), scheduling.write_course(uuid, uuid, jsonb, jsonb, jsonb),
  scheduling.settle_course(uuid, int, text, text, jsonb), scheduling.course_failed(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.sees_course(uuid) TO {{app}};
GRANT EXECUTE ON FUNCTION scheduling.claim_courses(int), scheduling.open_course(uuid), scheduling.write_course(uuid, uuid, jsonb, jsonb, jsonb),
  scheduling.settle_course(uuid, int, text, text, jsonb), scheduling.course_failed(uuid, text) TO {{jobs}};
