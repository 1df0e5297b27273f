-- Beside single visits: courses of sessions, requests that somebody of the clinic reads before anything is booked, and who waits for a time.

-- Several sessions of one service for one person, booked at once. Its sessions are appointments and change like any other.
CREATE TABLE scheduling.courses (
  course_id uuid PRIMARY KEY,
  service_id text NOT NULL REFERENCES scheduling.services,
  person_id uuid NOT NULL REFERENCES scheduling.persons ON DELETE CASCADE,
  -- as it was planned; a session can be elsewhere
  practitioner uuid NOT NULL REFERENCES clinic.practitioner_profiles,
  location_id text NOT NULL REFERENCES clinic.locations,
  sessions int NOT NULL CHECK (sessions BETWEEN 1 AND 60),
  every_days int NOT NULL CHECK (every_days BETWEEN 1 AND 366),
  made_by uuid,
  made_at timestamptz NOT NULL DEFAULT now(),
  -- cancelled as a whole
  ended_at timestamptz
);
CREATE INDEX courses_of_person ON scheduling.courses (person_id);
ALTER TABLE scheduling.appointments ADD FOREIGN KEY (course_id) REFERENCES scheduling.courses ON DELETE SET NULL;

-- What somebody asks for: asked, read and weighed, answered with a time, booked or not. Who asks needs no account.
CREATE TABLE scheduling.requests (
  request_id uuid PRIMARY KEY,
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'triaged', 'proposed', 'confirmed', 'declined', 'withdrawn')),
  -- each change adds one: of two desks the second is told
  version int NOT NULL DEFAULT 1 CHECK (version > 0),
  service_id text REFERENCES scheduling.services,
  location_id text REFERENCES clinic.locations,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text NOT NULL DEFAULT '' CHECK (length(email) <= 254),
  telephone text NOT NULL DEFAULT '' CHECK (length(telephone) <= 50),
  language text NOT NULL DEFAULT 'en' CHECK (language ~ '^[a-z]{2}$'),
  -- why, in their words
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
  answers jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(answers) = 'object' AND length(answers::text) <= 20000),
  -- warning signs that they said yes to, after they were told what to do about them
  flags text[] NOT NULL DEFAULT '{}' CHECK (cardinality(flags) <= 50),
  -- each {"from": day, "to": day, "daypart": "morning" or nothing}
  preferred jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(preferred) = 'array' AND jsonb_array_length(preferred) <= 20),
  link_hash bytea NOT NULL CHECK (octet_length(link_hash) = 32),
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- by whoever read it
  urgency text NOT NULL DEFAULT '' CHECK (urgency IN ('', 'urgent', 'soon', 'routine')),
  practitioner uuid REFERENCES clinic.practitioner_profiles,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
  -- to whoever asked
  answer text NOT NULL DEFAULT '' CHECK (length(answer) <= 1000),
  handled_by uuid REFERENCES access.accounts,
  handled_at timestamptz,
  -- whoever is erased leaves no request here, and it goes with the visit that came of it
  person_id uuid REFERENCES scheduling.persons ON DELETE CASCADE,
  appointment_id uuid REFERENCES scheduling.appointments ON DELETE CASCADE,
  CHECK (email <> '' OR telephone <> ''),
  CHECK ((state = 'confirmed') = (appointment_id IS NOT NULL))
);
CREATE INDEX requests_open ON scheduling.requests (asked_at) WHERE state IN ('new', 'triaged', 'proposed');
CREATE INDEX requests_of_appointment ON scheduling.requests (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX requests_of_person ON scheduling.requests (person_id) WHERE person_id IS NOT NULL;
-- every state a request was in
CREATE TABLE scheduling.request_changes (
  request_id uuid NOT NULL REFERENCES scheduling.requests ON DELETE CASCADE,
  version int NOT NULL,
  document jsonb NOT NULL,
  changed_by uuid,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (request_id, version)
);
-- The link to a diary that somebody sends along is for those who treat: the desk does not open diaries.
CREATE TABLE scheduling.request_diaries (
  request_id uuid PRIMARY KEY REFERENCES scheduling.requests ON DELETE CASCADE,
  link text NOT NULL CHECK (length(link) BETWEEN 1 AND 500)
);
-- Times that the clinic offers for a request: each is held until then, and whoever asked takes one of them.
CREATE TABLE scheduling.proposals (
  request_id uuid NOT NULL REFERENCES scheduling.requests ON DELETE CASCADE,
  appointment_id uuid NOT NULL UNIQUE REFERENCES scheduling.appointments ON DELETE CASCADE,
  ends_at timestamptz NOT NULL,
  made_by uuid NOT NULL REFERENCES access.accounts,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (request_id, appointment_id)
);

-- Who would come sooner, or at all, if a time became free.
CREATE TABLE scheduling.waiting (
  waiting_id uuid PRIMARY KEY,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'served', 'ended')),
  service_id text NOT NULL REFERENCES scheduling.services,
  -- NULL for any
  location_id text REFERENCES clinic.locations,
  practitioner uuid REFERENCES clinic.practitioner_profiles,
  person_id uuid NOT NULL REFERENCES scheduling.persons ON DELETE CASCADE,
  -- by the calendar of the place
  days daterange NOT NULL CHECK (NOT isempty(days) AND NOT lower_inf(days) AND NOT upper_inf(days)),
  -- none for any
  dayparts text[] NOT NULL DEFAULT '{}' CHECK (dayparts <@ '{morning,afternoon,evening}'),
  link_hash bytea NOT NULL CHECK (octet_length(link_hash) = 32),
  made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX waiting_in_line ON scheduling.waiting (service_id, made_at) WHERE state = 'waiting';
CREATE INDEX waiting_of_person ON scheduling.waiting (person_id);
-- A freed time is held for some who wait, for a while: the first of them who says yes has it.
CREATE TABLE scheduling.claims (
  claim_id uuid PRIMARY KEY,
  waiting_id uuid NOT NULL REFERENCES scheduling.waiting ON DELETE CASCADE,
  appointment_id uuid NOT NULL REFERENCES scheduling.appointments ON DELETE CASCADE,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'won', 'lost', 'refused', 'over')),
  ends_at timestamptz NOT NULL,
  link_hash bytea NOT NULL CHECK (octet_length(link_hash) = 32),
  made_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (waiting_id, appointment_id)
);
CREATE UNIQUE INDEX claim_won_once ON scheduling.claims (appointment_id) WHERE state = 'won';
CREATE INDEX claims_of_appointment ON scheduling.claims (appointment_id);
CREATE INDEX claims_open ON scheduling.claims (ends_at) WHERE state = 'open';

ALTER TABLE scheduling.courses ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.request_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.request_diaries ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.proposals ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.waiting ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.claims ENABLE ROW LEVEL SECURITY;

-- who reads requests: the desk, managers, and those who treat
CREATE FUNCTION scheduling.of_team() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT scheduling.at_desk() OR coalesce(current_setting('clearday.review', true) = 'on', false)
$$;
CREATE POLICY seen ON scheduling.courses FOR SELECT TO {{app}} USING (
  scheduling.at_desk() OR practitioner = scheduling.acting() OR scheduling.is_mine(person_id));
CREATE POLICY seen ON scheduling.requests FOR SELECT TO {{app}} USING (scheduling.of_team());
CREATE POLICY seen ON scheduling.request_changes FOR SELECT TO {{app}} USING (scheduling.of_team());
CREATE POLICY seen ON scheduling.request_diaries FOR SELECT TO {{app}} USING (current_setting('clearday.review', true) = 'on');
CREATE POLICY seen ON scheduling.proposals FOR SELECT TO {{app}} USING (scheduling.of_team());
CREATE POLICY seen ON scheduling.waiting FOR SELECT TO {{app}} USING (scheduling.at_desk() OR scheduling.is_mine(person_id));
CREATE POLICY seen ON scheduling.claims FOR SELECT TO {{app}} USING (scheduling.at_desk());
GRANT SELECT ON scheduling.courses, scheduling.request_changes, scheduling.request_diaries, scheduling.proposals TO {{app}};
-- of links nobody reads the hash
GRANT SELECT (request_id, state, version, service_id, location_id, name, email, telephone, language, words, answers, flags, preferred, asked_at,
  urgency, practitioner, note, answer, handled_by, handled_at, person_id, appointment_id) ON scheduling.requests TO {{app}};
GRANT SELECT (waiting_id, state, service_id, location_id, practitioner, person_id, days, dayparts, made_at) ON scheduling.waiting TO {{app}};
GRANT SELECT (claim_id, waiting_id, appointment_id, state, ends_at, made_at) ON scheduling.claims TO {{app}};

CREATE FUNCTION scheduling.keep_request() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO scheduling.request_changes (request_id, version, document, changed_by)
    VALUES (NEW.request_id, NEW.version, to_jsonb(NEW) - 'link_hash', scheduling.acting());
  RETURN NULL;
END $$;
CREATE TRIGGER kept AFTER INSERT OR UPDATE OF version ON scheduling.requests FOR EACH ROW EXECUTE FUNCTION scheduling.keep_request();

-- where one person stands for another, so they do for what the other planned, asked and waits for
CREATE FUNCTION scheduling.bring_along() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE scheduling.courses SET person_id = NEW.merged_into WHERE person_id = NEW.person_id;
  UPDATE scheduling.waiting SET person_id = NEW.merged_into WHERE person_id = NEW.person_id;
  UPDATE scheduling.requests SET person_id = NEW.merged_into, version = version + 1 WHERE person_id = NEW.person_id;
  RETURN NULL;
END $$;
CREATE TRIGGER brought_along AFTER UPDATE OF merged_into ON scheduling.persons
  FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION scheduling.bring_along();

-- Whether who acts plans courses of this person with this practitioner: the desk, the practitioner, and, of a service that is had by choosing it,
-- whoever writes the person's diary.
CREATE FUNCTION scheduling.may_plan(person uuid, who uuid, service text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM scheduling.persons p WHERE p.person_id = person AND p.merged_into IS NULL
    AND (scheduling.at_desk() OR (who = scheduling.acting() AND scheduling.comes_to_me(person))
      OR (scheduling.writes_for(p.patient_id) AND EXISTS (SELECT FROM scheduling.services s WHERE s.service_id = service AND s.booking = 'instant'))))
$$;

-- All sessions of a course, or none: each session with what came of it, 'booked' for all or the refusal of each that cannot be. Said again with the
-- same id it is the same course. Besides the refusals of a hold: 'person-busy', 'licence-over', 'not-yours', 'id-used', 'wrong-value'.
CREATE FUNCTION scheduling.book_course(course uuid, service text, person uuid, who uuid, place text, days int,
  ids uuid[], at_places text[], by_whom uuid[], in_rooms uuid[], starts timestamptz[], proofs bytea[])
RETURNS TABLE (session int, outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  came text[] := '{}';
  one text;
  broken text;
BEGIN
  IF NOT scheduling.may_plan(person, who, service) THEN
    RETURN QUERY SELECT 0, 'not-yours';
    RETURN;
  END IF;
  IF coalesce(cardinality(ids), 0) NOT BETWEEN 1 AND 60 OR days NOT BETWEEN 1 AND 366
      OR NOT cardinality(ids) = ALL (ARRAY[cardinality(at_places), cardinality(by_whom), cardinality(in_rooms), cardinality(starts), cardinality(proofs)]) THEN
    RETURN QUERY SELECT 0, 'wrong-value';
    RETURN;
  END IF;
  -- all that it needs at once, so that nobody waits for one who waits for them; of two who say the same the second waits for the first
  PERFORM scheduling.queue_up(VARIADIC ids || by_whom || in_rooms || ARRAY[course, person]);
  IF EXISTS (SELECT FROM scheduling.courses c WHERE c.course_id = course) THEN
    RETURN QUERY SELECT g, CASE WHEN EXISTS (SELECT FROM scheduling.appointments a JOIN scheduling.courses c USING (course_id)
        WHERE a.course_id = course AND a.appointment_id = ids[g] AND c.service_id = service AND c.person_id = person) THEN 'booked' ELSE 'id-used' END
      FROM generate_subscripts(ids, 1) g;
    RETURN;
  END IF;
  BEGIN
    INSERT INTO scheduling.courses (course_id, service_id, person_id, practitioner, location_id, sessions, every_days, made_by)
      VALUES (course, service, person, who, place, cardinality(ids), days, scheduling.acting());
    FOR k IN 1 .. cardinality(ids) LOOP
      BEGIN
        one := scheduling.hold(ids[k], service, at_places[k], by_whom[k], in_rooms[k], starts[k], 5, proofs[k]);
        IF one = 'held' THEN
          UPDATE scheduling.appointments SET state = 'booked', held_until = NULL, person_id = person, course_id = course
            WHERE appointment_id = ids[k] AND state = 'held' AND course_id IS NULL;
          one := CASE WHEN FOUND THEN 'booked' ELSE 'id-used' END;
        END IF;
      EXCEPTION WHEN exclusion_violation THEN
        one := 'person-busy';
      WHEN check_violation THEN
        GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
        IF broken <> 'licensed' THEN
          RAISE;
        END IF;
        one := 'licence-over';
      END;
      came := came || one;
    END LOOP;
    IF NOT 'booked' = ALL (came) THEN
      RAISE SQLSTATE 'CDNOT';
    END IF;
  EXCEPTION WHEN SQLSTATE 'CDNOT' THEN
    NULL;
  WHEN foreign_key_violation THEN
    came := array_fill('not-offered'::text, ARRAY[cardinality(ids)]);
  END;
  RETURN QUERY SELECT g, came[g] FROM generate_subscripts(came, 1) g;
END $$;

-- Sessions of a course at other times, all or none: each with what came of it, as scheduling.move says it.
CREATE FUNCTION scheduling.move_course(course uuid, ids uuid[], seen int[], at_places text[], by_whom uuid[], in_rooms uuid[], starts timestamptz[])
RETURNS TABLE (session int, outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  came text[];
  further boolean := true;
  broken text;
BEGIN
  IF NOT EXISTS (SELECT FROM scheduling.courses c WHERE c.course_id = course AND scheduling.may_plan(c.person_id, c.practitioner, c.service_id)) THEN
    RETURN QUERY SELECT 0, 'not-found';
    RETURN;
  END IF;
  IF coalesce(cardinality(ids), 0) NOT BETWEEN 1 AND 60
      OR NOT cardinality(ids) = ALL (ARRAY[cardinality(seen), cardinality(at_places), cardinality(by_whom), cardinality(in_rooms), cardinality(starts)]) THEN
    RETURN QUERY SELECT 0, 'wrong-value';
    RETURN;
  END IF;
  came := array_fill(''::text, ARRAY[cardinality(ids)]);
  PERFORM scheduling.queue_up(VARIADIC by_whom || in_rooms || ARRAY(
    SELECT DISTINCT a.person_id FROM scheduling.appointments a WHERE a.course_id = course));
  BEGIN
    -- a session may go where another of the same course still is: those that can go first, and then again, as long as any went
    PERFORM FROM scheduling.appointments a WHERE a.appointment_id = ANY (ids) ORDER BY a.appointment_id FOR UPDATE;
    WHILE further LOOP
      further := false;
      FOR k IN 1 .. cardinality(ids) LOOP
        CONTINUE WHEN came[k] = 'moved';
        IF NOT EXISTS (SELECT FROM scheduling.appointments a WHERE a.appointment_id = ids[k] AND a.course_id = course) THEN
          came[k] := 'not-found';
          CONTINUE;
        END IF;
        BEGIN
          came[k] := scheduling.move(ids[k], seen[k], at_places[k], by_whom[k], in_rooms[k], starts[k], NULL);
        EXCEPTION WHEN check_violation THEN
          GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
          IF broken <> 'licensed' THEN
            RAISE;
          END IF;
          came[k] := 'licence-over';
        END;
        further := further OR came[k] = 'moved';
      END LOOP;
    END LOOP;
    IF NOT 'moved' = ALL (came) THEN
      RAISE SQLSTATE 'CDNOT';
    END IF;
  EXCEPTION WHEN SQLSTATE 'CDNOT' THEN
    NULL;
  END;
  RETURN QUERY SELECT g, came[g] FROM generate_subscripts(came, 1) g;
END $$;

-- All that is still to come of a course is cancelled; what was stays. How many were, and NULL where there is no such course for who acts.
CREATE FUNCTION scheduling.cancel_course(course uuid, why text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one uuid;
  gone int := 0;
BEGIN
  PERFORM FROM scheduling.courses c WHERE c.course_id = course AND scheduling.may_plan(c.person_id, c.practitioner, c.service_id) FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  FOR one IN SELECT a.appointment_id FROM scheduling.appointments a
      WHERE a.course_id = course AND a.state = 'booked' AND lower(a.span) > now() ORDER BY a.appointment_id LOOP
    IF scheduling.cancel(one, why, NULL) = 'cancelled' THEN
      gone := gone + 1;
    END IF;
  END LOOP;
  UPDATE scheduling.courses SET ended_at = coalesce(ended_at, now()) WHERE course_id = course;
  RETURN gone;
END $$;

-- By everybody. 'asked', also when it is said again; 'id-used', 'not-offered' or 'wrong-value'.
CREATE FUNCTION scheduling.ask(request uuid, service text, place text, called text, mail text, phone text, speaks text, why text, said jsonb,
  raised text[], wished jsonb, diary text, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO scheduling.requests (request_id, service_id, location_id, name, email, telephone, language, words, answers, flags, preferred, link_hash)
    VALUES (request, service, place, called, mail, phone, speaks, why, said, raised, wished, proof);
  IF diary <> '' THEN
    INSERT INTO scheduling.request_diaries (request_id, link) VALUES (request, diary);
  END IF;
  RETURN 'asked';
EXCEPTION WHEN unique_violation THEN
  RETURN CASE WHEN EXISTS (SELECT FROM scheduling.requests r WHERE r.request_id = request AND r.link_hash = proof) THEN 'asked' ELSE 'id-used' END;
WHEN foreign_key_violation THEN
  RETURN 'not-offered';
WHEN check_violation OR not_null_violation THEN
  RETURN 'wrong-value';
END $$;

-- A request to be changed by the clinic, its row locked: '' where it may be, else the refusal.
CREATE FUNCTION scheduling.open_request(request uuid, seen int) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r scheduling.requests;
BEGIN
  SELECT * INTO r FROM scheduling.requests x WHERE x.request_id = request AND scheduling.of_team() FOR UPDATE;
  RETURN CASE WHEN r.request_id IS NULL THEN 'not-found' WHEN r.version <> seen THEN 'changed-since'
    WHEN r.state NOT IN ('new', 'triaged', 'proposed') THEN 'wrong-state' ELSE '' END;
END $$;

-- What was held for a request is free again, but for one.
CREATE FUNCTION scheduling.free_proposals(request uuid, but_for uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE scheduling.appointments a SET state = 'expired' FROM scheduling.proposals p
    WHERE p.request_id = request AND a.appointment_id = p.appointment_id AND a.state = 'held' AND a.appointment_id IS DISTINCT FROM but_for
$$;

-- Read and weighed. 'done', 'not-found', 'changed-since', 'wrong-state', 'not-offered' or 'wrong-value'.
CREATE FUNCTION scheduling.triage(request uuid, seen int, service text, place text, who uuid, how_urgent text, remark text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  refusal text := scheduling.open_request(request, seen);
BEGIN
  IF refusal <> '' THEN
    RETURN refusal;
  END IF;
  UPDATE scheduling.requests SET service_id = service, location_id = place, practitioner = who, urgency = how_urgent, note = remark,
      state = CASE state WHEN 'new' THEN 'triaged' ELSE state END, version = version + 1, handled_by = scheduling.acting(), handled_at = now()
    WHERE request_id = request;
  RETURN 'done';
EXCEPTION WHEN foreign_key_violation THEN
  RETURN 'not-offered';
WHEN check_violation THEN
  RETURN 'wrong-value';
END $$;

-- Offers a time, held until it is answered or the offer ends. 'proposed', the refusals of a request and of a hold, or 'wrong-value' for an end that
-- lies behind, beyond the visit itself, or more than thirty days away.
CREATE FUNCTION scheduling.propose(request uuid, seen int, appointment uuid, service text, place text, who uuid, room uuid, starts timestamptz,
  until timestamptz, told text, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  refusal text := scheduling.open_request(request, seen);
  came text;
BEGIN
  -- said again it is the same offer
  IF refusal = 'changed-since' AND EXISTS (SELECT FROM scheduling.proposals p JOIN scheduling.appointments a USING (appointment_id)
      WHERE p.request_id = request AND p.appointment_id = appointment AND a.link_hash = proof AND lower(a.span) = starts) THEN
    RETURN 'proposed';
  END IF;
  IF refusal <> '' THEN
    RETURN refusal;
  END IF;
  IF until <= now() OR until > starts OR until > now() + interval '30 days' OR length(told) > 1000 THEN
    RETURN 'wrong-value';
  END IF;
  came := scheduling.hold(appointment, service, place, who, room, starts, 5, proof);
  IF came <> 'held' THEN
    RETURN came;
  END IF;
  UPDATE scheduling.appointments SET held_until = until WHERE appointment_id = appointment AND state = 'held';
  INSERT INTO scheduling.proposals (request_id, appointment_id, ends_at, made_by) VALUES (request, appointment, until, scheduling.acting());
  UPDATE scheduling.requests SET service_id = service, state = 'proposed', version = version + 1, answer = told, handled_by = scheduling.acting(),
      handled_at = now() WHERE request_id = request;
  RETURN 'proposed';
END $$;

-- What is held becomes booked for whoever asked: a new person, or the one whom the clinic named. For the functions below alone.
CREATE FUNCTION scheduling.settle_request(request uuid, appointment uuid, person uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r scheduling.requests;
  a scheduling.appointments;
  comes uuid := person;
BEGIN
  SELECT * INTO r FROM scheduling.requests x WHERE x.request_id = request;
  PERFORM scheduling.queue_up(person);
  SELECT * INTO a FROM scheduling.appointments x WHERE x.appointment_id = appointment FOR UPDATE;
  IF a.state IS DISTINCT FROM 'held' OR a.held_until <= now() THEN
    RETURN 'hold-over';
  END IF;
  IF comes IS NULL THEN
    comes := gen_random_uuid();
    INSERT INTO scheduling.persons (person_id, name, email, telephone, language) VALUES (comes, r.name, r.email, r.telephone, r.language);
  END IF;
  UPDATE scheduling.appointments SET state = 'booked', held_until = NULL, person_id = comes, answers = r.answers WHERE appointment_id = appointment;
  UPDATE scheduling.requests SET state = 'confirmed', appointment_id = appointment, person_id = comes, version = version + 1 WHERE request_id = request;
  PERFORM scheduling.free_proposals(request, appointment);
  RETURN 'confirmed';
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'person-busy';
END $$;

-- Books a time for a request at once. @param person whom the clinic knows already, or NULL for a new one. 'confirmed', also when it is said again,
-- the refusals of a request and of a hold, 'person-busy' or 'hold-over'.
CREATE FUNCTION scheduling.confirm(request uuid, seen int, appointment uuid, service text, place text, who uuid, room uuid, starts timestamptz,
  person uuid, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  refusal text := scheduling.open_request(request, seen);
  came text;
BEGIN
  IF refusal IN ('changed-since', 'wrong-state') AND EXISTS (SELECT FROM scheduling.requests r
      WHERE r.request_id = request AND r.state = 'confirmed' AND r.appointment_id = appointment) THEN
    RETURN 'confirmed';
  END IF;
  IF refusal <> '' THEN
    RETURN refusal;
  END IF;
  IF person IS NOT NULL AND NOT EXISTS (SELECT FROM scheduling.persons p WHERE p.person_id = person AND p.merged_into IS NULL
      AND (scheduling.at_desk() OR scheduling.comes_to_me(person))) THEN
    RETURN 'not-yours';
  END IF;
  PERFORM scheduling.queue_up(appointment, who, room, person);
  came := scheduling.hold(appointment, service, place, who, room, starts, 5, proof);
  IF came <> 'held' THEN
    RETURN came;
  END IF;
  UPDATE scheduling.requests SET service_id = service, handled_by = scheduling.acting(), handled_at = now() WHERE request_id = request;
  came := scheduling.settle_request(request, appointment, person);
  IF came <> 'confirmed' THEN
    UPDATE scheduling.appointments SET state = 'expired' WHERE appointment_id = appointment AND state = 'held';
  END IF;
  RETURN came;
END $$;

-- Whoever asked takes a time that was offered. 'confirmed', also when it is said again, 'not-found', 'wrong-state', 'hold-over' or 'person-busy'.
CREATE FUNCTION scheduling.take_proposal(request uuid, appointment uuid, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r scheduling.requests;
BEGIN
  SELECT * INTO r FROM scheduling.requests x WHERE x.request_id = request AND x.link_hash = proof FOR UPDATE;
  IF NOT FOUND OR NOT EXISTS (SELECT FROM scheduling.proposals p WHERE p.request_id = request AND p.appointment_id = appointment) THEN
    RETURN 'not-found';
  END IF;
  IF r.state = 'confirmed' AND r.appointment_id = appointment THEN
    RETURN 'confirmed';
  END IF;
  IF r.state <> 'proposed' THEN
    RETURN 'wrong-state';
  END IF;
  RETURN scheduling.settle_request(request, appointment, r.person_id);
END $$;

-- The clinic cannot, and says why. 'done', also when it is said again, 'not-found', 'changed-since' or 'wrong-state'.
CREATE FUNCTION scheduling.decline(request uuid, seen int, told text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  refusal text := scheduling.open_request(request, seen);
BEGIN
  IF refusal IN ('changed-since', 'wrong-state') AND EXISTS (SELECT FROM scheduling.requests r WHERE r.request_id = request AND r.state = 'declined') THEN
    RETURN 'done';
  END IF;
  IF refusal <> '' THEN
    RETURN refusal;
  END IF;
  UPDATE scheduling.requests SET state = 'declined', answer = left(told, 1000), version = version + 1, handled_by = scheduling.acting(),
      handled_at = now() WHERE request_id = request;
  PERFORM scheduling.free_proposals(request, NULL);
  RETURN 'done';
END $$;

-- Whoever asked needs it no more. What is confirmed is cancelled as an appointment. 'done', also when it is said again, 'not-found', 'wrong-state'.
CREATE FUNCTION scheduling.withdraw(request uuid, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r scheduling.requests;
BEGIN
  SELECT * INTO r FROM scheduling.requests x WHERE x.request_id = request AND x.link_hash = proof FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not-found';
  END IF;
  IF r.state = 'withdrawn' THEN
    RETURN 'done';
  END IF;
  IF r.state NOT IN ('new', 'triaged', 'proposed') THEN
    RETURN 'wrong-state';
  END IF;
  UPDATE scheduling.requests SET state = 'withdrawn', version = version + 1 WHERE request_id = request;
  PERFORM scheduling.free_proposals(request, NULL);
  RETURN 'done';
END $$;

-- What a link shows of the one request it is for: a row for each time that is offered, or one without. Not what the clinic noted for itself.
CREATE FUNCTION scheduling.linked_request(request uuid, proof bytea)
RETURNS TABLE (state text, service_id text, location_id text, name text, language text, words text, answer text, confirmed uuid,
  appointment_id uuid, practitioner uuid, at_location text, span tstzrange, ends_at timestamptz, still_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.state, r.service_id, r.location_id, r.name, r.language, r.words, r.answer, r.appointment_id,
      a.appointment_id, a.practitioner, a.location_id, a.span, p.ends_at, coalesce(a.state = 'held' AND a.held_until > now(), false)
    FROM scheduling.requests r LEFT JOIN scheduling.proposals p USING (request_id)
      LEFT JOIN scheduling.appointments a ON a.appointment_id = p.appointment_id
    WHERE r.request_id = request AND r.link_hash = proof
    ORDER BY lower(a.span)
$$;

-- Somebody waits. The desk puts anybody down, whoever writes a diary its patient, and everybody the person they just said.
-- 'waiting', also when it is said again, 'id-used', 'not-yours', 'not-offered' or 'wrong-value'.
CREATE FUNCTION scheduling.wait_for(waits uuid, service text, place text, who uuid, person uuid, first_day date, last_day date, parts text[],
  proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM scheduling.waiting w WHERE w.waiting_id = waits) THEN
    RETURN CASE WHEN EXISTS (SELECT FROM scheduling.waiting w WHERE w.waiting_id = waits AND w.link_hash = proof AND w.person_id = person)
      THEN 'waiting' ELSE 'id-used' END;
  END IF;
  IF NOT EXISTS (SELECT FROM scheduling.persons p WHERE p.person_id = person AND p.merged_into IS NULL AND (scheduling.at_desk()
      OR scheduling.writes_for(p.patient_id)
      OR (p.patient_id IS NULL AND NOT EXISTS (SELECT FROM scheduling.appointments a WHERE a.person_id = person)
        AND NOT EXISTS (SELECT FROM scheduling.waiting w WHERE w.person_id = person)))) THEN
    RETURN 'not-yours';
  END IF;
  IF NOT EXISTS (SELECT FROM scheduling.offerings o JOIN scheduling.services s USING (service_id) WHERE o.service_id = service AND s.closed_at IS NULL
      AND (place IS NULL OR o.location_id = place) AND (who IS NULL OR o.practitioner = who)) THEN
    RETURN 'not-offered';
  END IF;
  IF last_day < first_day OR last_day > first_day + 366 THEN
    RETURN 'wrong-value';
  END IF;
  INSERT INTO scheduling.waiting (waiting_id, service_id, location_id, practitioner, person_id, days, dayparts, link_hash)
    VALUES (waits, service, place, who, person, daterange(first_day, last_day, '[]'), parts, proof);
  RETURN 'waiting';
EXCEPTION WHEN check_violation THEN
  RETURN 'wrong-value';
WHEN unique_violation THEN
  RETURN 'id-used';
END $$;

-- Waits no more. 'done', also when it is said again, 'not-found' or 'wrong-state'.
CREATE FUNCTION scheduling.wait_no_more(waits uuid, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w scheduling.waiting;
BEGIN
  SELECT * INTO w FROM scheduling.waiting x WHERE x.waiting_id = waits
    AND (x.link_hash = proof OR scheduling.at_desk() OR scheduling.is_mine(x.person_id)) FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not-found';
  END IF;
  IF w.state = 'served' THEN
    RETURN 'wrong-state';
  END IF;
  UPDATE scheduling.waiting SET state = 'ended' WHERE waiting_id = waits AND state = 'waiting';
  UPDATE scheduling.claims SET state = 'refused' WHERE waiting_id = waits AND state = 'open';
  RETURN 'done';
END $$;

-- A time that became free is held for those who have waited longest for one like it and were not offered it before, as many as there are ids for
-- claims; nothing is held where nobody waits. By the server, with nobody acting too: it says who is to be told, and no more of them.
CREATE FUNCTION scheduling.offer_freed(slot uuid, service text, place text, who uuid, room uuid, starts timestamptz, ends timestamptz,
  slot_proof bytea, claims uuid[], proofs bytea[])
RETURNS TABLE (claim_id uuid, waiting_id uuid, person_id uuid, language text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s scheduling.services;
  here timestamp;
  part text;
  line uuid[];
  visit tstzrange;
BEGIN
  -- one after the other, so that nobody who waits is offered one time twice
  PERFORM pg_advisory_xact_lock(hashtextextended('waiting for ' || service, 0));
  IF EXISTS (SELECT FROM scheduling.claims c WHERE c.appointment_id = slot) THEN
    RETURN QUERY SELECT c.claim_id, c.waiting_id, w.person_id, p.language FROM scheduling.claims c
      JOIN scheduling.waiting w USING (waiting_id) JOIN scheduling.persons p ON p.person_id = w.person_id WHERE c.appointment_id = slot ORDER BY w.made_at;
    RETURN;
  END IF;
  SELECT * INTO s FROM scheduling.services v WHERE v.service_id = service;
  IF NOT FOUND OR ends <= now() OR ends > starts OR cardinality(claims) <> cardinality(proofs) THEN
    RETURN;
  END IF;
  visit := tstzrange(starts, starts + make_interval(mins => s.minutes));
  here := starts AT TIME ZONE (SELECT l.time_zone FROM clinic.locations l WHERE l.location_id = place);
  part := CASE WHEN extract(hour FROM here) < 12 THEN 'morning' WHEN extract(hour FROM here) < 17 THEN 'afternoon' ELSE 'evening' END;
  line := ARRAY(SELECT w.waiting_id FROM scheduling.waiting w
    WHERE w.state = 'waiting' AND w.service_id = service AND (w.location_id IS NULL OR w.location_id = place)
      AND (w.practitioner IS NULL OR w.practitioner = who) AND w.days @> here::date AND (w.dayparts = '{}' OR part = ANY (w.dayparts))
      AND NOT EXISTS (SELECT FROM scheduling.claims c JOIN scheduling.appointments a USING (appointment_id)
        WHERE c.waiting_id = w.waiting_id AND (c.state = 'open' AND c.ends_at > now()
          OR a.practitioner = who AND a.location_id = place AND lower(a.span) = starts))
      AND NOT EXISTS (SELECT FROM scheduling.appointments a WHERE a.person_id = w.person_id AND a.span && visit
        AND a.state IN ('held', 'booked', 'checked-in', 'completed'))
    ORDER BY w.made_at, w.waiting_id LIMIT cardinality(claims));
  IF cardinality(line) = 0 OR scheduling.hold(slot, service, place, who, room, starts, 5, slot_proof) <> 'held' THEN
    RETURN;
  END IF;
  UPDATE scheduling.appointments a SET held_until = ends WHERE a.appointment_id = slot AND a.state = 'held';
  INSERT INTO scheduling.claims (claim_id, waiting_id, appointment_id, ends_at, link_hash)
    SELECT claims[g], line[g], slot, ends, proofs[g] FROM generate_subscripts(line, 1) g;
  RETURN QUERY SELECT claims[g], w.waiting_id, w.person_id, p.language FROM generate_subscripts(line, 1) g
    JOIN scheduling.waiting w ON w.waiting_id = line[g] JOIN scheduling.persons p ON p.person_id = w.person_id ORDER BY g;
EXCEPTION WHEN check_violation THEN
  -- no licence for it on that day any more: nobody is offered it
  RETURN;
END $$;

-- The first who says yes has it. 'booked', also when it is said again, 'taken' by another, 'hold-over', 'person-busy', 'wrong-state' or 'not-found'.
CREATE FUNCTION scheduling.claim(claimed uuid, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c scheduling.claims;
  w scheduling.waiting;
  a scheduling.appointments;
BEGIN
  SELECT * INTO c FROM scheduling.claims x WHERE x.claim_id = claimed AND x.link_hash = proof;
  IF NOT FOUND THEN
    RETURN 'not-found';
  END IF;
  PERFORM scheduling.queue_up((SELECT x.person_id FROM scheduling.waiting x WHERE x.waiting_id = c.waiting_id));
  -- all who say yes to one time queue up at it
  SELECT * INTO a FROM scheduling.appointments x WHERE x.appointment_id = c.appointment_id FOR UPDATE;
  SELECT * INTO w FROM scheduling.waiting x WHERE x.waiting_id = c.waiting_id FOR UPDATE;
  SELECT * INTO c FROM scheduling.claims x WHERE x.claim_id = claimed;
  IF c.state = 'won' THEN
    RETURN 'booked';
  END IF;
  IF c.state = 'lost' THEN
    RETURN 'taken';
  END IF;
  IF c.state = 'over' OR c.ends_at <= now() OR a.state <> 'held' OR a.held_until <= now() THEN
    RETURN 'hold-over';
  END IF;
  IF c.state <> 'open' OR w.state <> 'waiting' THEN
    RETURN 'wrong-state';
  END IF;
  UPDATE scheduling.appointments SET state = 'booked', held_until = NULL, person_id = w.person_id WHERE appointment_id = a.appointment_id;
  UPDATE scheduling.claims SET state = CASE claim_id WHEN claimed THEN 'won' ELSE 'lost' END
    WHERE appointment_id = a.appointment_id AND state = 'open';
  UPDATE scheduling.waiting SET state = 'served' WHERE waiting_id = w.waiting_id;
  RETURN 'booked';
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'person-busy';
END $$;

-- Does not want it: the next in line hears of it once nobody else is left. 'done', 'not-found' or 'wrong-state'.
CREATE FUNCTION scheduling.refuse_claim(refused uuid, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c scheduling.claims;
BEGIN
  SELECT * INTO c FROM scheduling.claims x WHERE x.claim_id = refused AND x.link_hash = proof FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not-found';
  END IF;
  IF c.state NOT IN ('open', 'refused') THEN
    RETURN 'wrong-state';
  END IF;
  UPDATE scheduling.claims SET state = 'refused' WHERE claim_id = refused;
  RETURN 'done';
END $$;

-- Times that nobody claimed while they could, or that all refused: free again, and said once, so that the server offers each to the next in line.
CREATE FUNCTION scheduling.unclaimed()
RETURNS TABLE (service_id text, location_id text, practitioner uuid, room_id uuid, starts timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY WITH gone AS (
      SELECT a.appointment_id FROM scheduling.appointments a
      WHERE EXISTS (SELECT FROM scheduling.claims c WHERE c.appointment_id = a.appointment_id AND (c.state = 'open' OR a.state = 'held'))
        AND (a.state = 'expired' OR a.state = 'held' AND (a.held_until <= now()
          OR NOT EXISTS (SELECT FROM scheduling.claims c WHERE c.appointment_id = a.appointment_id AND c.state = 'open')))
      FOR UPDATE SKIP LOCKED),
    over AS (UPDATE scheduling.claims c SET state = 'over' FROM gone WHERE c.appointment_id = gone.appointment_id AND c.state = 'open'),
    freed AS (UPDATE scheduling.appointments a SET state = 'expired' FROM gone WHERE a.appointment_id = gone.appointment_id AND a.state = 'held')
    SELECT a.service_id, a.location_id, a.practitioner, a.room_id, lower(a.span)
      FROM scheduling.appointments a JOIN gone USING (appointment_id) WHERE lower(a.span) > now();
END $$;

-- What a link shows of the one time that is offered.
CREATE FUNCTION scheduling.linked_claim(claimed uuid, proof bytea)
RETURNS TABLE (state text, service_id text, location_id text, practitioner uuid, span tstzrange, ends_at timestamptz, name text, language text,
  appointment_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN c.state = 'open' AND (a.state <> 'held' OR a.held_until <= now()) THEN 'over' ELSE c.state END,
      a.service_id, a.location_id, a.practitioner, a.span, c.ends_at, p.name, p.language, CASE c.state WHEN 'won' THEN a.appointment_id END
    FROM scheduling.claims c JOIN scheduling.appointments a USING (appointment_id) JOIN scheduling.waiting w USING (waiting_id)
      JOIN scheduling.persons p ON p.person_id = w.person_id
    WHERE c.claim_id = claimed AND c.link_hash = proof
$$;

REVOKE ALL ON FUNCTION scheduling.of_team(), scheduling.keep_request(), scheduling.bring_along(),
  scheduling.may_plan(uuid, uuid, text),
  scheduling.book_course(uuid, text, uuid, uuid, text, int, uuid[], text[], uuid[], uuid[], timestamptz[], bytea[]),
  scheduling.move_course(uuid, uuid[], int[], text[], uuid[], uuid[], timestamptz[]), scheduling.cancel_course(uuid, text),
  scheduling.ask(uuid, text, text, text, text, text, text, text, jsonb, text[], jsonb, text, bytea), scheduling.open_request(uuid, int),
  scheduling.free_proposals(uuid, uuid), scheduling.triage(uuid, int, text, text, uuid, text, text),
  scheduling.propose(uuid, int, uuid, text, text, uuid, uuid, timestamptz, timestamptz, text, bytea),
  scheduling.settle_request(uuid, uuid, uuid),
  scheduling.confirm(uuid, int, uuid, text, text, uuid, uuid, timestamptz, uuid, bytea), scheduling.take_proposal(uuid, uuid, bytea),
  scheduling.decline(uuid, int, text), scheduling.withdraw(uuid, bytea), scheduling.linked_request(uuid, bytea),
  scheduling.wait_for(uuid, text, text, uuid, uuid, date, date, text[], bytea), scheduling.wait_no_more(uuid, bytea),
  scheduling.offer_freed(uuid, text, text, uuid, uuid, timestamptz, timestamptz, bytea, uuid[], bytea[]), scheduling.claim(uuid, bytea),
  scheduling.refuse_claim(uuid, bytea), scheduling.unclaimed(), scheduling.linked_claim(uuid, bytea)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.of_team(),
  scheduling.book_course(uuid, text, uuid, uuid, text, int, uuid[], text[], uuid[], uuid[], timestamptz[], bytea[]),
  scheduling.move_course(uuid, uuid[], int[], text[], uuid[], uuid[], timestamptz[]), scheduling.cancel_course(uuid, text),
  scheduling.ask(uuid, text, text, text, text, text, text, text, jsonb, text[], jsonb, text, bytea),
  scheduling.triage(uuid, int, text, text, uuid, text, text),
  scheduling.propose(uuid, int, uuid, text, text, uuid, uuid, timestamptz, timestamptz, text, bytea),
  scheduling.confirm(uuid, int, uuid, text, text, uuid, uuid, timestamptz, uuid, bytea), scheduling.take_proposal(uuid, uuid, bytea),
  scheduling.decline(uuid, int, text), scheduling.withdraw(uuid, bytea), scheduling.linked_request(uuid, bytea),
  scheduling.wait_for(uuid, text, text, uuid, uuid, date, date, text[], bytea), scheduling.wait_no_more(uuid, bytea),
  scheduling.offer_freed(uuid, text, text, uuid, uuid, timestamptz, timestamptz, bytea, uuid[], bytea[]), scheduling.claim(uuid, bytea),
  scheduling.refuse_claim(uuid, bytea), scheduling.unclaimed(), scheduling.linked_claim(uuid, bytea)
  TO {{app}};
