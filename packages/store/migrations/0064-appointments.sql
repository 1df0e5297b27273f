-- Who comes, and what is booked. A practitioner, a room and a person are in one place at a time: the tables themselves refuse anything else.

-- Somebody who comes. Whoever books without an account is a person of their own until the clinic says that two are one.
CREATE TABLE scheduling.persons (
  person_id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text NOT NULL DEFAULT '' CHECK (length(email) <= 254),
  telephone text NOT NULL DEFAULT '' CHECK (length(telephone) <= 50),
  -- in which to write to them
  language text NOT NULL DEFAULT 'en' CHECK (language ~ '^[a-z]{2}$'),
  born_on date,
  -- the diary of theirs, once it is known which
  patient_id uuid,
  -- found to be the same as this one, which stands for both
  merged_into uuid REFERENCES scheduling.persons ON DELETE CASCADE CHECK (merged_into <> person_id),
  made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX persons_of_patient ON scheduling.persons (patient_id) WHERE patient_id IS NOT NULL;
-- every saying about a person, never changed
CREATE TABLE scheduling.person_changes (
  person_id uuid NOT NULL REFERENCES scheduling.persons ON DELETE CASCADE,
  number int NOT NULL CHECK (number > 0),
  document jsonb NOT NULL,
  changed_by uuid,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, number)
);

CREATE TABLE scheduling.appointments (
  appointment_id uuid PRIMARY KEY,
  service_id text NOT NULL REFERENCES scheduling.services,
  location_id text NOT NULL REFERENCES clinic.locations,
  practitioner uuid NOT NULL REFERENCES clinic.practitioner_profiles,
  room_id uuid REFERENCES scheduling.rooms,
  -- NULL while it is held for somebody who still fills in a form; whoever is erased leaves no visit here
  person_id uuid REFERENCES scheduling.persons ON DELETE CASCADE,
  -- the visit
  span tstzrange NOT NULL CHECK (NOT isempty(span) AND NOT lower_inf(span) AND NOT upper_inf(span)),
  -- with the buffers before and after
  occupied tstzrange NOT NULL CHECK (occupied @> span),
  state text NOT NULL CHECK (state IN ('held', 'booked', 'checked-in', 'completed', 'cancelled', 'no-show', 'expired')),
  held_until timestamptz CHECK ((state = 'held') <= (held_until IS NOT NULL)),
  -- several seats of one visit stand under one group; else it is the appointment's own id
  group_id uuid NOT NULL,
  seat int NOT NULL DEFAULT 1,
  capacity int NOT NULL DEFAULT 1,
  course_id uuid,
  -- of iCalendar: each change of when, where or whether adds one
  sequence int NOT NULL DEFAULT 0 CHECK (sequence >= 0),
  late_cancel boolean NOT NULL DEFAULT false,
  -- what opens it without an account: the hash of a signed link's token
  link_hash bytea NOT NULL CHECK (octet_length(link_hash) = 32),
  -- in answer to what the service asks
  answers jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(answers) = 'object'),
  -- how a session went: minutes, techniques, reaction; see scheduling.outbox
  outcome jsonb,
  made_by uuid,
  made_at timestamptz NOT NULL DEFAULT now(),
  CHECK (seat BETWEEN 1 AND capacity),
  CHECK ((state IN ('held', 'expired')) OR person_id IS NOT NULL),
  -- one in one place at a time: where two would meet, the second is refused, whoever asks and however many at once
  CONSTRAINT practitioner_once EXCLUDE USING gist (practitioner WITH =, group_id WITH <>, occupied WITH &&)
    WHERE (state IN ('held', 'booked', 'checked-in', 'completed')),
  CONSTRAINT room_once EXCLUDE USING gist (room_id WITH =, group_id WITH <>, occupied WITH &&)
    WHERE (room_id IS NOT NULL AND state IN ('held', 'booked', 'checked-in', 'completed')),
  CONSTRAINT person_once EXCLUDE USING gist (person_id WITH =, span WITH &&)
    WHERE (person_id IS NOT NULL AND state IN ('held', 'booked', 'checked-in', 'completed'))
);
-- a seat is given once
CREATE UNIQUE INDEX seat_once ON scheduling.appointments (group_id, seat) WHERE state IN ('held', 'booked', 'checked-in', 'completed');
CREATE INDEX appointments_by_time ON scheduling.appointments USING gist (occupied);
CREATE INDEX appointments_of_person ON scheduling.appointments (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX appointments_of_course ON scheduling.appointments (course_id) WHERE course_id IS NOT NULL;
CREATE INDEX appointments_held ON scheduling.appointments (held_until) WHERE state = 'held';

-- every state an appointment was in, never changed
CREATE TABLE scheduling.appointment_changes (
  appointment_id uuid NOT NULL REFERENCES scheduling.appointments ON DELETE CASCADE,
  number int NOT NULL CHECK (number > 0),
  document jsonb NOT NULL,
  -- NULL: whoever had the link, or the clock
  changed_by uuid,
  changed_at timestamptz NOT NULL DEFAULT now(),
  why text NOT NULL DEFAULT '' CHECK (length(why) <= 500),
  PRIMARY KEY (appointment_id, number)
);

-- What a completed session says in its patient's diary: one row for each saying, taken up by the server in order, done once.
CREATE TABLE scheduling.outbox (
  appointment_id uuid NOT NULL REFERENCES scheduling.appointments ON DELETE CASCADE,
  version int NOT NULL CHECK (version > 0),
  put_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  tries int NOT NULL DEFAULT 0,
  -- a code, '' for none
  fault text NOT NULL DEFAULT '' CHECK (length(fault) <= 60),
  PRIMARY KEY (appointment_id, version)
);
CREATE INDEX outbox_waiting ON scheduling.outbox (put_at) WHERE done_at IS NULL;

ALTER TABLE scheduling.persons ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.person_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.appointments ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.appointment_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.outbox ENABLE ROW LEVEL SECURITY;

-- The desk and managers see all; a practitioner, who comes to them; a patient and who writes for them, their own. Nobody changes a row but by the
-- functions below.
CREATE FUNCTION scheduling.at_desk() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(current_setting('clearday.desk', true) = 'on' OR current_setting('clearday.manage', true) = 'on', false)
$$;
CREATE FUNCTION scheduling.acting() RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT nullif(current_setting('clearday.account', true), '')::uuid
$$;
-- of whom who acts writes the diary: their own, or as a proxy; not a practitioner to whom it is open
CREATE FUNCTION scheduling.writes_for(patient uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(patient = ANY (string_to_array(nullif(current_setting('clearday.write', true), ''), ',')::uuid[]), false)
$$;
-- in functions, since policies of this database hold no queries
CREATE FUNCTION scheduling.is_mine(person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM scheduling.persons p WHERE p.person_id = person AND scheduling.writes_for(p.patient_id))
$$;
CREATE FUNCTION scheduling.comes_to_me(person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM scheduling.appointments a WHERE a.person_id = person AND a.practitioner = scheduling.acting())
$$;
CREATE FUNCTION scheduling.sees(appointment uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM scheduling.appointments a WHERE a.appointment_id = appointment
    AND (scheduling.at_desk() OR a.practitioner = scheduling.acting() OR scheduling.is_mine(a.person_id)))
$$;
CREATE POLICY seen ON scheduling.appointments FOR SELECT TO {{app}}
  USING (scheduling.at_desk() OR practitioner = scheduling.acting() OR scheduling.is_mine(person_id));
CREATE POLICY seen ON scheduling.persons FOR SELECT TO {{app}}
  USING (scheduling.at_desk() OR scheduling.writes_for(patient_id) OR scheduling.comes_to_me(person_id));
CREATE POLICY seen ON scheduling.person_changes FOR SELECT TO {{app}} USING (scheduling.at_desk());
CREATE POLICY seen ON scheduling.appointment_changes FOR SELECT TO {{app}} USING (scheduling.sees(appointment_id));
CREATE POLICY seen ON scheduling.outbox FOR SELECT TO {{app}} USING (scheduling.sees(appointment_id));
GRANT SELECT ON scheduling.persons, scheduling.person_changes, scheduling.appointments, scheduling.appointment_changes, scheduling.outbox TO {{app}};

CREATE FUNCTION scheduling.keep_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO scheduling.person_changes (person_id, number, document, changed_by)
    SELECT NEW.person_id, coalesce(max(number), 0) + 1, to_jsonb(NEW), scheduling.acting() FROM scheduling.person_changes WHERE person_id = NEW.person_id;
  RETURN NULL;
END $$;
CREATE TRIGGER kept AFTER INSERT OR UPDATE ON scheduling.persons FOR EACH ROW EXECUTE FUNCTION scheduling.keep_person();
CREATE FUNCTION scheduling.keep_appointment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO scheduling.appointment_changes (appointment_id, number, document, changed_by, why)
    SELECT NEW.appointment_id, coalesce(max(number), 0) + 1, to_jsonb(NEW) - 'link_hash' - 'answers', scheduling.acting(),
      coalesce(current_setting('clearday.why', true), '')
    FROM scheduling.appointment_changes WHERE appointment_id = NEW.appointment_id;
  RETURN NULL;
END $$;
CREATE TRIGGER kept AFTER INSERT OR UPDATE ON scheduling.appointments FOR EACH ROW EXECUTE FUNCTION scheduling.keep_appointment();

-- A visit is on a day on which its practitioner may give it: no way round, whoever books.
CREATE FUNCTION scheduling.refuse_unlicensed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(scheduling.licensed_until(NEW.service_id, NEW.practitioner, NEW.location_id)
      < (lower(NEW.span) AT TIME ZONE (SELECT l.time_zone FROM clinic.locations l WHERE l.location_id = NEW.location_id))::date, true) THEN
    RAISE check_violation USING MESSAGE = 'no licence for this service at this place on this day', CONSTRAINT = 'licensed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER licensed BEFORE INSERT OR UPDATE OF service_id, practitioner, location_id, span ON scheduling.appointments
  FOR EACH ROW WHEN (NEW.state IN ('held', 'booked')) EXECUTE FUNCTION scheduling.refuse_unlicensed();

-- When practitioners and rooms are taken, from one moment to another, without any word of who comes: for everybody who looks for a time.
-- `but`: an appointment that does not count, since it is about to be moved.
CREATE FUNCTION scheduling.taken(within tstzrange, but uuid)
RETURNS TABLE (practitioner uuid, room_id uuid, span tstzrange, service_id text, location_id text, starts timestamptz, seats_left int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.practitioner, a.room_id, a.occupied, a.service_id, a.location_id, lower(a.span),
      CASE WHEN a.capacity > 1 THEN a.capacity - (count(*) OVER (PARTITION BY a.group_id))::int END
    FROM scheduling.appointments a
    WHERE a.occupied && within AND a.state IN ('held', 'booked', 'checked-in', 'completed') AND (a.state <> 'held' OR a.held_until > now())
      AND a.appointment_id IS DISTINCT FROM but
  UNION ALL
  SELECT b.practitioner, NULL, b.span, NULL, NULL, NULL, NULL FROM scheduling.busy b WHERE b.span && within
$$;
-- and when people and places are away, or there beside the plans, without why
CREATE FUNCTION scheduling.exceptions_within(within tstzrange)
RETURNS TABLE (kind text, practitioner uuid, location_id text, room_id uuid, span tstzrange)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.kind, e.practitioner, e.location_id, e.room_id, e.span FROM scheduling.exceptions e WHERE e.span && within
$$;

-- Whoever wants the same practitioner, room or person waits for each other here, always in one order: the second then finds what the first did,
-- and nobody is ended by a circle of waiting.
CREATE FUNCTION scheduling.queue_up(VARIADIC ids uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  key bigint;
BEGIN
  FOR key IN SELECT DISTINCT hashtextextended(id::text, 8) FROM unnest(ids) id WHERE id IS NOT NULL ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(key);
  END LOOP;
END $$;

-- Holds whose time is over and that lie where somebody wants to go: their seats are free again.
CREATE FUNCTION scheduling.let_go(who uuid, room uuid, place tstzrange) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE scheduling.appointments SET state = 'expired'
    WHERE state = 'held' AND held_until <= now() AND occupied && place AND (practitioner = who OR room_id = room)
$$;

-- Whether who acts may change this appointment: the desk, its practitioner, its patient or who writes for them, or whoever has its link.
CREATE FUNCTION scheduling.may_change(appointment uuid, proof bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM scheduling.appointments a LEFT JOIN scheduling.persons p USING (person_id)
    WHERE a.appointment_id = appointment AND (scheduling.at_desk() OR a.practitioner = scheduling.acting() OR scheduling.writes_for(p.patient_id)
      OR a.link_hash = proof))
$$;

-- Takes a start for some minutes: by everybody. Said again with the same id and the same wish it is the same hold.
-- 'held', 'taken', 'not-offered', 'past', 'hold-over', or 'id-used'. Without a licence it raises `licensed`.
CREATE FUNCTION scheduling.hold(appointment uuid, service text, place text, who uuid, room uuid, starts timestamptz, for_minutes int, proof bytea)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s scheduling.services;
  visit tstzrange;
  whole tstzrange;
  joined uuid;
  free int;
  standing scheduling.appointments;
BEGIN
  PERFORM scheduling.queue_up(appointment, who, room);
  SELECT * INTO standing FROM scheduling.appointments a WHERE a.appointment_id = appointment;
  IF FOUND THEN
    RETURN CASE WHEN standing.link_hash <> proof OR standing.service_id <> service OR standing.location_id <> place OR standing.practitioner <> who
        OR lower(standing.span) <> starts THEN 'id-used'
      WHEN standing.state = 'booked' OR (standing.state = 'held' AND standing.held_until > now()) THEN 'held'
      WHEN standing.state IN ('held', 'expired') THEN 'hold-over' ELSE 'id-used' END;
  END IF;
  SELECT v.* INTO s FROM scheduling.services v JOIN scheduling.offerings o USING (service_id)
    WHERE v.service_id = service AND v.closed_at IS NULL AND o.practitioner = who AND o.location_id = place AND scheduling.practises(who, place);
  IF NOT FOUND OR s.needs_room <> (room IS NOT NULL)
    OR (room IS NOT NULL AND NOT EXISTS (SELECT FROM scheduling.rooms r WHERE r.room_id = room AND r.location_id = place AND r.closed_at IS NULL)) THEN
    RETURN 'not-offered';
  END IF;
  IF starts < now() THEN
    RETURN 'past';
  END IF;
  visit := tstzrange(starts, starts + make_interval(mins => s.minutes));
  whole := tstzrange(starts - make_interval(mins => s.buffer_before), starts + make_interval(mins => s.minutes + s.buffer_after));
  PERFORM scheduling.let_go(who, room, whole);
  IF s.capacity > 1 THEN
    -- those who come together sit under one id, made of what they share
    joined := md5(concat_ws('|', service, place, who, extract(epoch FROM starts)))::uuid;
    SELECT g INTO free FROM generate_series(1, s.capacity) g
      WHERE NOT EXISTS (SELECT FROM scheduling.appointments a WHERE a.group_id = joined AND a.seat = g
        AND a.state IN ('held', 'booked', 'checked-in', 'completed'))
      ORDER BY g LIMIT 1;
    IF free IS NULL THEN
      RETURN 'taken';
    END IF;
  END IF;
  INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, room_id, span, occupied, state, held_until, group_id,
      seat, capacity, link_hash, made_by)
    VALUES (appointment, service, place, who, room, visit, whole, 'held', now() + make_interval(mins => least(greatest(for_minutes, 1), 60)),
      coalesce(joined, appointment), coalesce(free, 1), s.capacity, proof, scheduling.acting());
  RETURN 'held';
EXCEPTION WHEN exclusion_violation OR unique_violation OR deadlock_detected THEN
  RETURN 'taken';
END $$;

-- A person as they are said to be. Without an account it is always a new one; nobody is named as a diary's but by who writes it, or by the desk.
CREATE FUNCTION scheduling.say_person(person uuid, called text, mail text, phone text, speaks text, born date, of_patient uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF of_patient IS NOT NULL AND NOT (scheduling.writes_for(of_patient) OR scheduling.at_desk()) THEN
    RETURN false;
  END IF;
  IF EXISTS (SELECT FROM scheduling.persons p WHERE p.person_id = person) THEN
    IF NOT (scheduling.at_desk() OR EXISTS (SELECT FROM scheduling.persons p WHERE p.person_id = person AND scheduling.writes_for(p.patient_id))) THEN
      RETURN false;
    END IF;
    UPDATE scheduling.persons SET name = called, email = mail, telephone = phone, language = speaks, born_on = born, patient_id = of_patient
      WHERE person_id = person;
  ELSE
    INSERT INTO scheduling.persons (person_id, name, email, telephone, language, born_on, patient_id)
      VALUES (person, called, mail, phone, speaks, born, of_patient);
  END IF;
  RETURN true;
END $$;

-- What is held becomes booked, for a person. Said again it is the same booking.
-- 'booked', 'hold-over', 'not-found', 'not-offered', 'not-yours', 'person-busy', or 'wrong-state'.
CREATE FUNCTION scheduling.book(appointment uuid, person uuid, said jsonb, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a scheduling.appointments;
BEGIN
  PERFORM scheduling.queue_up(person);
  SELECT * INTO a FROM scheduling.appointments x WHERE x.appointment_id = appointment FOR UPDATE;
  IF NOT FOUND OR NOT (a.link_hash = proof OR scheduling.at_desk()) THEN
    RETURN 'not-found';
  END IF;
  IF a.state IN ('booked', 'checked-in', 'completed') THEN
    RETURN CASE WHEN a.person_id = person THEN 'booked' ELSE 'wrong-state' END;
  END IF;
  IF a.state = 'expired' OR (a.state = 'held' AND a.held_until <= now()) THEN
    RETURN 'hold-over';
  END IF;
  IF a.state <> 'held' THEN
    RETURN 'wrong-state';
  END IF;
  -- what somebody of the clinic reads first is booked by the clinic
  IF NOT scheduling.at_desk() AND a.practitioner IS DISTINCT FROM scheduling.acting()
    AND EXISTS (SELECT FROM scheduling.services s WHERE s.service_id = a.service_id AND s.booking = 'request') THEN
    RETURN 'not-offered';
  END IF;
  -- whoever has no account books for the person they just said, and for nobody who was there before
  IF NOT EXISTS (SELECT FROM scheduling.persons p WHERE p.person_id = person AND p.merged_into IS NULL AND (scheduling.at_desk()
      OR scheduling.writes_for(p.patient_id)
      OR (p.patient_id IS NULL AND NOT EXISTS (SELECT FROM scheduling.appointments o WHERE o.person_id = p.person_id)))) THEN
    RETURN 'not-yours';
  END IF;
  UPDATE scheduling.appointments SET state = 'booked', held_until = NULL, person_id = person, answers = said WHERE appointment_id = appointment;
  RETURN 'booked';
EXCEPTION WHEN exclusion_violation OR deadlock_detected THEN
  RETURN 'person-busy';
END $$;

-- Another time, place, practitioner or room for what is booked, or nothing changes: one row, so that no moment is without either.
-- 'moved', 'taken', 'person-busy', 'not-found', 'not-offered', 'past', 'wrong-state', 'changed-since' or 'too-late' (the clinic's own rule, for
-- whoever is not of the clinic). @param seen the sequence that was looked at.
CREATE FUNCTION scheduling.move(appointment uuid, seen int, place text, who uuid, room uuid, starts timestamptz, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a scheduling.appointments;
  s scheduling.services;
  whole tstzrange;
  joined uuid;
  free int := 1;
  broken text;
BEGIN
  IF NOT scheduling.may_change(appointment, proof) THEN
    RETURN 'not-found';
  END IF;
  -- whoever it is booked for may be booked elsewhere at once
  PERFORM scheduling.queue_up(who, room, (SELECT x.person_id FROM scheduling.appointments x WHERE x.appointment_id = appointment));
  SELECT * INTO a FROM scheduling.appointments x WHERE x.appointment_id = appointment FOR UPDATE;
  IF a.state <> 'booked' THEN
    RETURN 'wrong-state';
  END IF;
  -- said again, after its answer was lost: any room that it was given then is right
  IF a.location_id = place AND a.practitioner = who AND lower(a.span) = starts AND (a.room_id IS NOT DISTINCT FROM room OR a.sequence > seen) THEN
    RETURN 'moved';
  END IF;
  IF a.sequence <> seen THEN
    RETURN 'changed-since';
  END IF;
  SELECT v.* INTO s FROM scheduling.services v JOIN scheduling.offerings o USING (service_id)
    WHERE v.service_id = a.service_id AND o.practitioner = who AND o.location_id = place AND scheduling.practises(who, place);
  IF NOT FOUND OR s.needs_room <> (room IS NOT NULL)
    OR (room IS NOT NULL AND NOT EXISTS (SELECT FROM scheduling.rooms r WHERE r.room_id = room AND r.location_id = place AND r.closed_at IS NULL)) THEN
    RETURN 'not-offered';
  END IF;
  IF starts < now() THEN
    RETURN 'past';
  END IF;
  IF NOT (scheduling.at_desk() OR coalesce(a.practitioner = scheduling.acting(), false)) AND lower(a.span) - make_interval(mins => s.cancel_minutes) < now() THEN
    RETURN 'too-late';
  END IF;
  whole := tstzrange(starts - make_interval(mins => s.buffer_before), starts + make_interval(mins => s.minutes + s.buffer_after));
  PERFORM scheduling.let_go(who, room, whole);
  joined := a.appointment_id;
  IF s.capacity > 1 THEN
    joined := md5(concat_ws('|', a.service_id, place, who, extract(epoch FROM starts)))::uuid;
    SELECT g INTO free FROM generate_series(1, s.capacity) g
      WHERE NOT EXISTS (SELECT FROM scheduling.appointments x WHERE x.group_id = joined AND x.seat = g
        AND x.state IN ('held', 'booked', 'checked-in', 'completed'))
      ORDER BY g LIMIT 1;
    IF free IS NULL THEN
      RETURN 'taken';
    END IF;
  END IF;
  UPDATE scheduling.appointments SET location_id = place, practitioner = who, room_id = room, occupied = whole,
      span = tstzrange(starts, starts + make_interval(mins => s.minutes)), group_id = joined, seat = free, capacity = s.capacity, sequence = sequence + 1
    WHERE appointment_id = appointment;
  RETURN 'moved';
EXCEPTION WHEN exclusion_violation THEN
  GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
  RETURN CASE broken WHEN 'person_once' THEN 'person-busy' ELSE 'taken' END;
WHEN unique_violation OR deadlock_detected THEN
  RETURN 'taken';
END $$;

-- 'cancelled', 'not-found', 'wrong-state' or 'past' (for whoever is not of the clinic). Said again it is cancelled still. Late is late for whoever
-- comes; what the clinic itself cancels is never marked.
CREATE FUNCTION scheduling.cancel(appointment uuid, why text, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a scheduling.appointments;
  ours boolean;
BEGIN
  IF NOT scheduling.may_change(appointment, proof) THEN
    RETURN 'not-found';
  END IF;
  SELECT * INTO a FROM scheduling.appointments x WHERE x.appointment_id = appointment FOR UPDATE;
  IF a.state IN ('cancelled', 'expired') THEN
    RETURN 'cancelled';
  END IF;
  ours := scheduling.at_desk() OR coalesce(a.practitioner = scheduling.acting(), false);
  IF a.state NOT IN ('held', 'booked') THEN
    RETURN 'wrong-state';
  END IF;
  IF NOT ours AND a.state = 'booked' AND lower(a.span) <= now() THEN
    RETURN 'past';
  END IF;
  PERFORM set_config('clearday.why', left(why, 500), true);
  UPDATE scheduling.appointments SET state = CASE a.state WHEN 'held' THEN 'expired' ELSE 'cancelled' END, held_until = NULL, sequence = sequence + 1,
      late_cancel = a.state = 'booked' AND NOT ours
        AND lower(a.span) - make_interval(mins => (SELECT s.cancel_minutes FROM scheduling.services s WHERE s.service_id = a.service_id)) < now()
    WHERE appointment_id = appointment;
  PERFORM set_config('clearday.why', '', true);
  RETURN 'cancelled';
END $$;

-- Those of the clinic say what became of a visit. 'done', 'not-found', 'wrong-state' or 'too-early'.
-- To 'booked' takes a check-in or a no-show back; a completed one is corrected by completing it again.
CREATE FUNCTION scheduling.set_state(appointment uuid, becomes text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a scheduling.appointments;
BEGIN
  SELECT * INTO a FROM scheduling.appointments x
    WHERE x.appointment_id = appointment AND (scheduling.at_desk() OR x.practitioner = scheduling.acting()) FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not-found';
  END IF;
  IF a.state = becomes THEN
    RETURN 'done';
  END IF;
  IF NOT (becomes, a.state) IN (('checked-in', 'booked'), ('no-show', 'booked'), ('booked', 'checked-in'), ('booked', 'no-show')) THEN
    RETURN 'wrong-state';
  END IF;
  -- somebody can be early by some hours; nobody has not come before it began
  IF (becomes = 'no-show' AND lower(a.span) > now()) OR (becomes = 'checked-in' AND lower(a.span) > now() + interval '12 hours') THEN
    RETURN 'too-early';
  END IF;
  UPDATE scheduling.appointments SET state = becomes WHERE appointment_id = appointment;
  RETURN 'done';
EXCEPTION WHEN exclusion_violation OR unique_violation THEN
  RETURN 'wrong-state';
END $$;

-- What a visit was, by its practitioner: once, or again as a correction. With a patient it goes into the outbox to the diary.
-- 'completed', 'not-found', 'wrong-state' or 'too-early'.
CREATE FUNCTION scheduling.complete(appointment uuid, was jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a scheduling.appointments;
BEGIN
  SELECT * INTO a FROM scheduling.appointments x WHERE x.appointment_id = appointment AND x.practitioner = scheduling.acting() FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not-found';
  END IF;
  IF a.state NOT IN ('booked', 'checked-in', 'completed') THEN
    RETURN 'wrong-state';
  END IF;
  IF lower(a.span) > now() THEN
    RETURN 'too-early';
  END IF;
  IF a.state = 'completed' AND a.outcome = was THEN
    RETURN 'completed';
  END IF;
  UPDATE scheduling.appointments SET state = 'completed', outcome = was WHERE appointment_id = appointment;
  INSERT INTO scheduling.outbox (appointment_id, version)
    SELECT appointment, coalesce(max(o.version), 0) + 1 FROM scheduling.outbox o WHERE o.appointment_id = appointment;
  RETURN 'completed';
END $$;

-- One person under two spellings: the second stands for both from now on, and all that the first had is theirs; nothing of either is lost.
-- 'merged', 'not-found', or 'person-busy' where both are booked at one time. Of two diaries none is guessed: 'two-diaries'.
CREATE FUNCTION scheduling.merge_persons(one uuid, into_one uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a scheduling.persons;
  b scheduling.persons;
BEGIN
  IF NOT scheduling.at_desk() OR one = into_one THEN
    RETURN 'not-found';
  END IF;
  PERFORM scheduling.queue_up(one, into_one);
  PERFORM FROM scheduling.persons p WHERE p.person_id IN (one, into_one) ORDER BY p.person_id FOR UPDATE;
  SELECT * INTO a FROM scheduling.persons p WHERE p.person_id = one AND p.merged_into IS NULL;
  SELECT * INTO b FROM scheduling.persons p WHERE p.person_id = into_one AND p.merged_into IS NULL;
  IF a.person_id IS NULL OR b.person_id IS NULL THEN
    RETURN 'not-found';
  END IF;
  IF a.patient_id <> b.patient_id THEN
    RETURN 'two-diaries';
  END IF;
  UPDATE scheduling.appointments SET person_id = into_one WHERE person_id = one;
  UPDATE scheduling.persons SET merged_into = into_one WHERE person_id = one OR merged_into = one;
  IF b.patient_id IS NULL AND a.patient_id IS NOT NULL THEN
    UPDATE scheduling.persons SET patient_id = a.patient_id WHERE person_id = into_one;
  END IF;
  RETURN 'merged';
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'person-busy';
END $$;

-- The wrong person was chosen for a visit: another takes their place, and what a session said in the wrong diary is taken back by the outbox.
-- 'done', 'not-found' or 'person-busy'.
CREATE FUNCTION scheduling.change_person(appointment uuid, person uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a scheduling.appointments;
BEGIN
  IF NOT scheduling.at_desk() OR NOT EXISTS (SELECT FROM scheduling.persons p WHERE p.person_id = person AND p.merged_into IS NULL) THEN
    RETURN 'not-found';
  END IF;
  PERFORM scheduling.queue_up(person);
  SELECT * INTO a FROM scheduling.appointments x WHERE x.appointment_id = appointment AND x.person_id IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not-found';
  END IF;
  IF a.person_id = person THEN
    RETURN 'done';
  END IF;
  UPDATE scheduling.appointments SET person_id = person, sequence = sequence + 1 WHERE appointment_id = appointment;
  IF a.state = 'completed' THEN
    INSERT INTO scheduling.outbox (appointment_id, version)
      SELECT appointment, coalesce(max(o.version), 0) + 1 FROM scheduling.outbox o WHERE o.appointment_id = appointment;
  END IF;
  RETURN 'done';
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'person-busy';
END $$;

-- What a link shows of the one appointment it is for.
CREATE FUNCTION scheduling.linked(appointment uuid, proof bytea)
RETURNS TABLE (appointment_id uuid, service_id text, location_id text, practitioner uuid, room_id uuid, span tstzrange, state text, sequence int,
  late_cancel boolean, name text, language text, held_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.appointment_id, a.service_id, a.location_id, a.practitioner, a.room_id, a.span, a.state, a.sequence, a.late_cancel,
      coalesce(p.name, ''), coalesce(p.language, 'en'), a.held_until
    FROM scheduling.appointments a LEFT JOIN scheduling.persons p USING (person_id)
    WHERE a.appointment_id = appointment AND a.link_hash = proof
$$;

REVOKE ALL ON FUNCTION scheduling.at_desk(), scheduling.acting(), scheduling.writes_for(uuid), scheduling.is_mine(uuid), scheduling.comes_to_me(uuid), scheduling.sees(uuid), scheduling.keep_person(),
  scheduling.keep_appointment(), scheduling.refuse_unlicensed(), scheduling.taken(tstzrange, uuid), scheduling.exceptions_within(tstzrange),
  scheduling.queue_up(uuid[]), scheduling.let_go(uuid, uuid, tstzrange), scheduling.may_change(uuid, bytea),
  scheduling.hold(uuid, text, text, uuid, uuid, timestamptz, int, bytea),
  scheduling.say_person(uuid, text, text, text, text, date, uuid), scheduling.book(uuid, uuid, jsonb, bytea),
  scheduling.move(uuid, int, text, uuid, uuid, timestamptz, bytea), scheduling.cancel(uuid, text, bytea), scheduling.set_state(uuid, text),
  scheduling.complete(uuid, jsonb), scheduling.merge_persons(uuid, uuid), scheduling.change_person(uuid, uuid), scheduling.linked(uuid, bytea)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.at_desk(), scheduling.acting(), scheduling.writes_for(uuid), scheduling.is_mine(uuid), scheduling.comes_to_me(uuid), scheduling.sees(uuid),
  scheduling.taken(tstzrange, uuid), scheduling.exceptions_within(tstzrange),
  scheduling.hold(uuid, text, text, uuid, uuid, timestamptz, int, bytea),
  scheduling.say_person(uuid, text, text, text, text, date, uuid), scheduling.book(uuid, uuid, jsonb, bytea),
  scheduling.move(uuid, int, text, uuid, uuid, timestamptz, bytea), scheduling.cancel(uuid, text, bytea), scheduling.set_state(uuid, text),
  scheduling.complete(uuid, jsonb), scheduling.merge_persons(uuid, uuid), scheduling.change_person(uuid, uuid), scheduling.linked(uuid, bytea)
  TO {{app}};
