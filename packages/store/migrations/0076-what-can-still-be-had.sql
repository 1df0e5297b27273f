-- What was held, offered or proposed is looked at again when it is taken: whoever gives it may have left, be away or have no licence by then. And
-- nobody without an account fills the calendar or the list.

-- to the last day of the visit, by the calendar of the place
CREATE FUNCTION scheduling.licensed_for(service text, who uuid, place text, visit tstzrange) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(scheduling.licensed_until(service, who, place)
    >= ((upper(visit) - interval '1 microsecond') AT TIME ZONE (SELECT l.time_zone FROM clinic.locations l WHERE l.location_id = place))::date, false)
$$;
-- Whether a visit may still be given: '', or 'not-offered', 'licence-over' or 'away' (leave, a closure, or taken by another calendar). Plans are not
-- asked: the clinic may give a time beside them.
CREATE FUNCTION scheduling.still_open(service text, who uuid, place text, room uuid, visit tstzrange) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN NOT scheduling.practises(who, place) OR NOT EXISTS (SELECT FROM scheduling.offerings o JOIN scheduling.services s USING (service_id)
      WHERE o.service_id = service AND o.practitioner = who AND o.location_id = place AND s.closed_at IS NULL) THEN 'not-offered'
    WHEN NOT scheduling.licensed_for(service, who, place, visit) THEN 'licence-over'
    WHEN EXISTS (SELECT FROM scheduling.exceptions e WHERE e.kind = 'away' AND e.span && visit
      AND coalesce(e.practitioner = who, true) AND coalesce(e.location_id = place, true) AND (e.room_id IS NULL OR e.room_id = room))
      OR EXISTS (SELECT FROM scheduling.busy b WHERE b.practitioner = who AND b.span && visit) THEN 'away'
    ELSE '' END
$$;

REVOKE ALL ON FUNCTION scheduling.still_open(text, uuid, text, uuid, tstzrange), scheduling.licensed_for(text, uuid, text, tstzrange) FROM PUBLIC;

CREATE OR REPLACE FUNCTION scheduling.refuse_unlicensed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT scheduling.licensed_for(NEW.service_id, NEW.practitioner, NEW.location_id, NEW.span) THEN
    RAISE check_violation USING MESSAGE = 'no licence for this service at this place on this day', CONSTRAINT = 'licensed';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER licensed ON scheduling.appointments;
CREATE TRIGGER licensed BEFORE INSERT ON scheduling.appointments
  FOR EACH ROW WHEN (NEW.state IN ('held', 'booked')) EXECUTE FUNCTION scheduling.refuse_unlicensed();
-- what is held for days is booked on a later one; a check-in that is taken back books nothing
CREATE TRIGGER licensed_still BEFORE UPDATE ON scheduling.appointments
  FOR EACH ROW WHEN (NEW.state IN ('held', 'booked') AND (OLD.state NOT IN ('booked', 'checked-in', 'no-show') AND NEW.state = 'booked'
    OR (OLD.service_id, OLD.practitioner, OLD.location_id, OLD.span) IS DISTINCT FROM (NEW.service_id, NEW.practitioner, NEW.location_id, NEW.span)))
  EXECUTE FUNCTION scheduling.refuse_unlicensed();

-- Visits to come that nobody may give any more as they stand, since a licence ended after they were booked: for the desk and managers, who move or cancel
-- them. At most a hundred, the next first.
CREATE FUNCTION scheduling.visits_without_licence() RETURNS TABLE (appointment_id uuid, service_id text, location_id text, practitioner uuid,
  starts timestamptz, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.appointment_id, a.service_id, a.location_id, a.practitioner, lower(a.span), p.name
    FROM scheduling.appointments a JOIN scheduling.persons p USING (person_id)
    WHERE scheduling.at_desk() AND a.occupied && tstzrange(now(), NULL) AND lower(a.span) > now() AND a.state = 'booked'
      AND NOT scheduling.licensed_for(a.service_id, a.practitioner, a.location_id, a.span)
    ORDER BY lower(a.span), a.appointment_id LIMIT 100
$$;
REVOKE ALL ON FUNCTION scheduling.visits_without_licence() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.visits_without_licence() TO {{app}};

-- Takes a start for some minutes. For the functions below alone, so that the server can keep a time for those who wait too. An act that the database
-- ended because of another is no answer: whoever asked says it again.
CREATE FUNCTION scheduling.take_start(appointment uuid, service text, place text, who uuid, room uuid, starts timestamptz, for_minutes int, proof bytea,
  by_visitor boolean)
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
  -- what somebody of the clinic reads first is held by the clinic
  IF by_visitor AND s.booking = 'request' THEN
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
  -- so that nobody without an account keeps a whole calendar shut: those who sit together count once
  IF by_visitor AND scheduling.acting() IS NULL AND (SELECT count(DISTINCT a.group_id) FROM scheduling.appointments a
      WHERE a.practitioner = who AND a.state = 'held' AND a.held_until > now() AND a.made_by IS NULL AND a.group_id IS DISTINCT FROM joined
        AND NOT EXISTS (SELECT FROM scheduling.claims c WHERE c.appointment_id = a.appointment_id)) >= 20 THEN
    RETURN 'too-many';
  END IF;
  INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, room_id, span, occupied, state, held_until, group_id,
      seat, capacity, link_hash, made_by)
    VALUES (appointment, service, place, who, room, visit, whole, 'held', now() + make_interval(mins => least(greatest(for_minutes, 1), 60)),
      coalesce(joined, appointment), coalesce(free, 1), s.capacity, proof, scheduling.acting());
  RETURN 'held';
EXCEPTION WHEN exclusion_violation OR unique_violation THEN
  RETURN 'taken';
END $$;

-- By everybody. Said again with the same id and the same wish it is the same hold. 'held', 'taken', 'not-offered', 'past', 'hold-over', 'id-used', or
-- 'too-many' where people without an account hold twenty starts of one practitioner. Without a licence it raises `licensed`.
CREATE OR REPLACE FUNCTION scheduling.hold(appointment uuid, service text, place text, who uuid, room uuid, starts timestamptz, for_minutes int,
  proof bytea) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT scheduling.take_start(appointment, service, place, who, room, starts, for_minutes, proof,
    NOT scheduling.of_team() AND who IS DISTINCT FROM scheduling.acting())
$$;

-- Where somebody is written to or called: what is compared of an address, '' for none; of a telephone number its last eight digits.
CREATE FUNCTION scheduling.reach_of(email text, telephone text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY[lower(btrim(email)), right(regexp_replace(telephone, '[^0-9]', '', 'g'), 8)]
$$;
CREATE FUNCTION scheduling.same_reach(one text[], other text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT one[1] <> '' AND one[1] = other[1] OR length(one[2]) >= 6 AND one[2] = other[2]
$$;
-- Whether somebody without a diary has three coming visits of a service already that nobody of the clinic made, under their address or number. Those
-- who share an address wait for each other here, so that the fourth is counted however many book at once.
CREATE FUNCTION scheduling.has_enough(person uuid, service text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  reach text[];
BEGIN
  SELECT scheduling.reach_of(p.email, p.telephone) INTO reach FROM scheduling.persons p WHERE p.person_id = person AND p.patient_id IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM scheduling.queue_for(reach);
  RETURN (SELECT count(*) FROM scheduling.appointments a JOIN scheduling.persons p USING (person_id)
    WHERE a.occupied && tstzrange(now(), NULL) AND lower(a.span) > now() AND a.state = 'booked' AND a.service_id = service AND a.made_by IS NULL
      AND p.patient_id IS NULL AND scheduling.same_reach(scheduling.reach_of(p.email, p.telephone), reach)) >= 3;
END $$;
CREATE FUNCTION scheduling.queue_for(reach text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  key bigint;
BEGIN
  FOR key IN SELECT DISTINCT hashtextextended('reach ' || one, 8) FROM unnest(reach) one WHERE one <> '' ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(key);
  END LOOP;
END $$;

-- As before, and what speaks against it by now: 'away', 'licence-over' or 'too-many' as well.
CREATE OR REPLACE FUNCTION scheduling.book(appointment uuid, person uuid, said jsonb, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a scheduling.appointments;
  refusal text;
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
  IF NOT scheduling.at_desk() AND a.practitioner IS DISTINCT FROM scheduling.acting() THEN
    refusal := scheduling.still_open(a.service_id, a.practitioner, a.location_id, a.room_id, a.span);
    IF refusal = '' AND scheduling.has_enough(person, a.service_id) THEN
      refusal := 'too-many';
    END IF;
    IF refusal <> '' THEN
      RETURN refusal;
    END IF;
  END IF;
  UPDATE scheduling.appointments SET state = 'booked', held_until = NULL, person_id = person, answers = said WHERE appointment_id = appointment;
  RETURN 'booked';
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'person-busy';
END $$;

-- as before; an act that the database ended because of another is said again
CREATE OR REPLACE FUNCTION scheduling.move(appointment uuid, seen int, place text, who uuid, room uuid, starts timestamptz, proof bytea) RETURNS text
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
WHEN unique_violation THEN
  RETURN 'taken';
END $$;

-- as before, and 'not-offered', 'away' or 'licence-over' where it cannot be given any more
CREATE OR REPLACE FUNCTION scheduling.settle_request(request uuid, appointment uuid, person uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r scheduling.requests;
  a scheduling.appointments;
  comes uuid := person;
  refusal text;
BEGIN
  SELECT * INTO r FROM scheduling.requests x WHERE x.request_id = request;
  PERFORM scheduling.queue_up(person);
  SELECT * INTO a FROM scheduling.appointments x WHERE x.appointment_id = appointment FOR UPDATE;
  IF a.state IS DISTINCT FROM 'held' OR a.held_until <= now() THEN
    RETURN 'hold-over';
  END IF;
  -- whoever asked may answer days later
  IF NOT scheduling.at_desk() THEN
    refusal := scheduling.still_open(a.service_id, a.practitioner, a.location_id, a.room_id, a.span);
    IF refusal <> '' THEN
      RETURN refusal;
    END IF;
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

-- a time that became free and could be theirs, the newest: of those who wait and have no mail address
ALTER TABLE scheduling.waiting ADD free_start timestamptz, ADD free_with uuid REFERENCES clinic.practitioner_profiles,
  ADD free_at text REFERENCES clinic.locations, ADD CHECK (num_nonnulls(free_start, free_with, free_at) IN (0, 3));
GRANT SELECT (free_start, free_with, free_at) ON scheduling.waiting TO {{app}};

-- As before; a time that cannot be given is offered to nobody, one address has one offer at a time, and whoever cannot be written to is told of to the
-- desk instead.
CREATE OR REPLACE FUNCTION scheduling.offer_freed(slot uuid, service text, place text, who uuid, room uuid, starts timestamptz, ends timestamptz,
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
  IF scheduling.still_open(service, who, place, room, visit) <> '' THEN
    RETURN;
  END IF;
  here := starts AT TIME ZONE (SELECT l.time_zone FROM clinic.locations l WHERE l.location_id = place);
  part := CASE WHEN extract(hour FROM here) < 12 THEN 'morning' WHEN extract(hour FROM here) < 17 THEN 'afternoon' ELSE 'evening' END;
  line := ARRAY(SELECT w.waiting_id FROM scheduling.waiting w
    WHERE w.state = 'waiting' AND w.service_id = service AND (w.location_id IS NULL OR w.location_id = place)
      AND (w.practitioner IS NULL OR w.practitioner = who) AND w.days @> here::date AND (w.dayparts = '{}' OR part = ANY (w.dayparts))
      AND NOT EXISTS (SELECT FROM scheduling.appointments a WHERE a.person_id = w.person_id AND a.span && visit
        AND a.state IN ('held', 'booked', 'checked-in', 'completed')));
  -- whoever has no mail address is called: the desk sees that there is something to call for
  UPDATE scheduling.waiting w SET free_start = starts, free_with = who, free_at = place FROM scheduling.persons p
    WHERE w.waiting_id = ANY (line) AND p.person_id = w.person_id AND p.email = '';
  -- of those under one address one at a time, so that nobody has more chances by waiting more often
  line := ARRAY(SELECT f.waiting_id FROM (
      SELECT DISTINCT ON (lower(btrim(p.email))) w.waiting_id, w.made_at FROM scheduling.waiting w JOIN scheduling.persons p USING (person_id)
      WHERE w.waiting_id = ANY (line) AND p.email <> ''
        AND NOT EXISTS (SELECT FROM scheduling.claims c JOIN scheduling.appointments a USING (appointment_id)
          JOIN scheduling.waiting o ON o.waiting_id = c.waiting_id JOIN scheduling.persons q ON q.person_id = o.person_id
          WHERE lower(btrim(q.email)) = lower(btrim(p.email)) AND (c.state = 'open' AND c.ends_at > now()
            OR a.practitioner = who AND a.location_id = place AND lower(a.span) = starts))
      ORDER BY lower(btrim(p.email)), w.made_at, w.waiting_id) f
    ORDER BY f.made_at, f.waiting_id LIMIT cardinality(claims));
  IF cardinality(line) = 0 OR scheduling.take_start(slot, service, place, who, room, starts, 5, slot_proof, false) <> 'held' THEN
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

-- as before, and 'not-offered', 'away' or 'licence-over' where it cannot be given any more: then the others cannot have it either
CREATE OR REPLACE FUNCTION scheduling.claim(claimed uuid, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c scheduling.claims;
  w scheduling.waiting;
  a scheduling.appointments;
  refusal text;
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
  refusal := scheduling.still_open(a.service_id, a.practitioner, a.location_id, a.room_id, a.span);
  IF refusal <> '' THEN
    -- for nobody any more
    UPDATE scheduling.claims SET state = 'over' WHERE appointment_id = a.appointment_id AND state = 'open';
    UPDATE scheduling.appointments SET state = 'expired' WHERE appointment_id = a.appointment_id;
    RETURN refusal;
  END IF;
  UPDATE scheduling.appointments SET state = 'booked', held_until = NULL, person_id = w.person_id WHERE appointment_id = a.appointment_id;
  UPDATE scheduling.claims SET state = CASE claim_id WHEN claimed THEN 'won' ELSE 'lost' END
    WHERE appointment_id = a.appointment_id AND state = 'open';
  UPDATE scheduling.waiting SET state = 'served' WHERE waiting_id = w.waiting_id;
  RETURN 'booked';
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'person-busy';
END $$;

REVOKE ALL ON FUNCTION scheduling.take_start(uuid, text, text, uuid, uuid, timestamptz, int, bytea, boolean), scheduling.reach_of(text, text),
  scheduling.same_reach(text[], text[]), scheduling.has_enough(uuid, text), scheduling.queue_for(text[]) FROM PUBLIC;

-- As before, and 'too-many' for whoever has no account and waits for this service three times already under their address or number.
CREATE OR REPLACE FUNCTION scheduling.wait_for(waits uuid, service text, place text, who uuid, person uuid, first_day date, last_day date, parts text[],
  proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  reach text[];
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
  SELECT scheduling.reach_of(p.email, p.telephone) INTO reach FROM scheduling.persons p WHERE p.person_id = person AND p.patient_id IS NULL;
  IF FOUND AND NOT scheduling.at_desk() THEN
    PERFORM scheduling.queue_for(reach);
    IF (SELECT count(*) FROM scheduling.waiting w JOIN scheduling.persons p USING (person_id)
        WHERE w.state = 'waiting' AND w.service_id = service AND upper(w.days) > current_date AND p.patient_id IS NULL
          AND scheduling.same_reach(scheduling.reach_of(p.email, p.telephone), reach)) >= 3 THEN
      RETURN 'too-many';
    END IF;
  END IF;
  INSERT INTO scheduling.waiting (waiting_id, service_id, location_id, practitioner, person_id, days, dayparts, link_hash)
    VALUES (waits, service, place, who, person, daterange(first_day, last_day, '[]'), parts, proof);
  RETURN 'waiting';
EXCEPTION WHEN check_violation THEN
  RETURN 'wrong-value';
WHEN unique_violation THEN
  RETURN 'id-used';
END $$;

-- Whether it is night at a place, by the clinic's quiet hours.
CREATE FUNCTION scheduling.quiet(place text, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN q.quiet_from <= q.quiet_to THEN m.minute >= q.quiet_from AND m.minute < q.quiet_to
      ELSE m.minute >= q.quiet_from OR m.minute < q.quiet_to END
    FROM scheduling.reminding q, clinic.locations l,
      LATERAL (SELECT extract(hour FROM at AT TIME ZONE l.time_zone) * 60 + extract(minute FROM at AT TIME ZONE l.time_zone) AS minute) m
    WHERE q.service_id IS NULL AND l.location_id = place
$$;
-- An offer is for some hours: none begins at night, nor so late that less than an hour of the day is left.
CREATE FUNCTION scheduling.may_offer(place text, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT scheduling.quiet(place, at) AND NOT scheduling.quiet(place, at + interval '1 hour')
$$;
-- The moment itself, or the evening before it where that lies in the night: until then somebody can say yes.
CREATE FUNCTION scheduling.before_night(place text, at timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN NOT scheduling.quiet(place, at) THEN at
      ELSE (e.evening - CASE WHEN e.evening > e.here THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE e.time_zone END
    FROM (SELECT l.time_zone, at AT TIME ZONE l.time_zone AS here,
        date_trunc('day', at AT TIME ZONE l.time_zone) + make_interval(mins => q.quiet_from) AS evening
      FROM clinic.locations l, scheduling.reminding q WHERE l.location_id = place AND q.service_id IS NULL) e
$$;

-- as before, of those places alone where it is day
DROP FUNCTION scheduling.unclaimed();
CREATE FUNCTION scheduling.unclaimed(at timestamptz)
RETURNS TABLE (service_id text, location_id text, practitioner uuid, room_id uuid, starts timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY WITH gone AS (
      SELECT a.appointment_id FROM scheduling.appointments a
      WHERE EXISTS (SELECT FROM scheduling.claims c WHERE c.appointment_id = a.appointment_id AND (c.state = 'open' OR a.state = 'held'))
        AND scheduling.may_offer(a.location_id, at)
        AND (a.state = 'expired' OR a.state = 'held' AND (a.held_until <= now()
          OR NOT EXISTS (SELECT FROM scheduling.claims c WHERE c.appointment_id = a.appointment_id AND c.state = 'open')))
      FOR UPDATE SKIP LOCKED),
    over AS (UPDATE scheduling.claims c SET state = 'over' FROM gone WHERE c.appointment_id = gone.appointment_id AND c.state = 'open'),
    freed AS (UPDATE scheduling.appointments a SET state = 'expired' FROM gone WHERE a.appointment_id = gone.appointment_id AND a.state = 'held')
    SELECT a.service_id, a.location_id, a.practitioner, a.room_id, lower(a.span)
      FROM scheduling.appointments a JOIN gone USING (appointment_id) WHERE lower(a.span) > now();
END $$;
DROP FUNCTION scheduling.take_freed(int);
CREATE FUNCTION scheduling.take_freed(most int, at timestamptz)
RETURNS TABLE (freed_id uuid, service_id text, location_id text, practitioner uuid, room_id uuid, starts timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM scheduling.freed f USING (
    SELECT x.freed_id FROM scheduling.freed x WHERE scheduling.may_offer(x.location_id, at)
      ORDER BY x.made_at, x.freed_id LIMIT most FOR UPDATE SKIP LOCKED) taken
    WHERE f.freed_id = taken.freed_id RETURNING f.freed_id, f.service_id, f.location_id, f.practitioner, f.room_id, f.starts
$$;

-- A reminder that would go at night, since mails were held up: it is as if it had not been queued, so that it is looked at again in the morning.
-- Whether it waits.
CREATE FUNCTION scheduling.remind_later(mail uuid, appointment uuid, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM scheduling.appointments a WHERE a.appointment_id = appointment AND scheduling.quiet(a.location_id, at)) THEN
    RETURN false;
  END IF;
  DELETE FROM scheduling.reminded r WHERE r.appointment_id = appointment AND r.mail_id = mail;
  RETURN true;
END $$;
-- as before
CREATE OR REPLACE FUNCTION scheduling.remind(mail_id uuid, appointment uuid, person uuid, starting timestamptz, befores int[], sealed bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  named text := concat_ws('.', appointment, extract(epoch FROM starting)::bigint, befores[1]);
BEGIN
  INSERT INTO scheduling.reminded (appointment_id, starts, before, mail_id)
    SELECT a.appointment_id, starting, b, remind.mail_id FROM scheduling.appointments a, unnest(befores) b
    WHERE a.appointment_id = appointment AND a.person_id = person AND lower(a.span) = starting AND a.state = 'booked' ORDER BY b
    ON CONFLICT DO NOTHING;
  IF NOT FOUND OR sealed IS NULL THEN
    RETURN false;
  END IF;
  RETURN mail.put('visit', remind.mail_id, person, (SELECT p.patient_id FROM scheduling.persons p WHERE p.person_id = person), 'visit-reminder',
    -- one that the night held up is another mail
    named || coalesce('.' || (SELECT nullif(count(*), 0) FROM mail.mails m
      WHERE m.account_id = person AND m.kind = 'visit-reminder' AND starts_with(m.key, named)), ''), sealed, NULL);
END $$;

-- As before, without those whose mail is on its way: it says whatever comes to be, and they stand in nobody's way.
CREATE OR REPLACE FUNCTION scheduling.to_tell(one uuid, most int) RETURNS TABLE (about uuid, kind text, recipient uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.about, n.kind, n.recipient
    FROM (SELECT x.about, x.kind, x.due_at, CASE x.kind WHEN 'time-offered' THEN
        (SELECT w.person_id FROM scheduling.claims c JOIN scheduling.waiting w USING (waiting_id) WHERE c.claim_id = x.about) ELSE x.about END AS recipient
      FROM scheduling.notices x WHERE x.due_at <= now() AND (one IS NULL OR x.about = one)) n
    WHERE NOT EXISTS (SELECT FROM mail.mails m
      WHERE m.account_id = n.recipient AND m.kind = n.kind AND (n.kind <> 'time-offered' OR m.key = n.about::text)
        AND (m.state = 'queued' OR m.state = 'sending' AND m.sending_since > now() - interval '1 hour'))
    GROUP BY n.about, n.kind, n.recipient ORDER BY min(n.due_at), n.about LIMIT most
$$;

REVOKE ALL ON FUNCTION scheduling.quiet(text, timestamptz), scheduling.may_offer(text, timestamptz), scheduling.before_night(text, timestamptz),
  scheduling.unclaimed(timestamptz), scheduling.take_freed(int, timestamptz), scheduling.remind_later(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.before_night(text, timestamptz), scheduling.unclaimed(timestamptz),
  scheduling.take_freed(int, timestamptz) TO {{app}};
GRANT EXECUTE ON FUNCTION scheduling.remind_later(uuid, uuid, timestamptz) TO {{jobs}};
