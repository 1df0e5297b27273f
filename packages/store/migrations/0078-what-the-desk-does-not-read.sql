-- What a session was is for whoever gave it and for the diary it belongs to: the front desk books, and reads no notes. And a calendar reads the days it
-- shows, however many years lie behind them.

-- How a session went: minutes, techniques, reaction. Each saying stays; the newest holds.
CREATE TABLE scheduling.outcomes (
  appointment_id uuid NOT NULL REFERENCES scheduling.appointments ON DELETE CASCADE,
  number int NOT NULL CHECK (number > 0),
  was jsonb NOT NULL CHECK (jsonb_typeof(was) = 'object'),
  said_by uuid,
  said_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (appointment_id, number)
);
INSERT INTO scheduling.outcomes (appointment_id, number, was, said_by, said_at)
  SELECT s.appointment_id, row_number() OVER (PARTITION BY s.appointment_id ORDER BY s.number), s.was, s.changed_by, s.changed_at
  FROM (SELECT c.appointment_id, c.number, c.document -> 'outcome' AS was, c.changed_by, c.changed_at,
      lag(c.document -> 'outcome') OVER (PARTITION BY c.appointment_id ORDER BY c.number) AS before
    FROM scheduling.appointment_changes c) s
  WHERE jsonb_typeof(s.was) = 'object' AND s.was IS DISTINCT FROM s.before;
UPDATE scheduling.appointment_changes SET document = document - 'outcome' WHERE document ? 'outcome';
ALTER TABLE scheduling.appointments DROP COLUMN outcome;

ALTER TABLE scheduling.outcomes ENABLE ROW LEVEL SECURITY;
-- whoever gave it, and who writes the diary of whoever came; in a function, since policies hold no queries
CREATE FUNCTION scheduling.sees_outcome(appointment uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM scheduling.appointments a WHERE a.appointment_id = appointment
    AND (a.practitioner = scheduling.acting() OR scheduling.is_mine(a.person_id)))
$$;
CREATE POLICY seen ON scheduling.outcomes FOR SELECT TO {{app}} USING (scheduling.sees_outcome(appointment_id));
GRANT SELECT ON scheduling.outcomes TO {{app}};

-- The newest saying; NULL for none.
CREATE FUNCTION scheduling.outcome_of(appointment uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.was FROM scheduling.outcomes o WHERE o.appointment_id = appointment ORDER BY o.number DESC LIMIT 1
$$;

-- As before; what it was goes beside the visit. That it was corrected is a change of the visit, without what was said.
CREATE OR REPLACE FUNCTION scheduling.complete(appointment uuid, was jsonb) RETURNS text
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
  IF a.state = 'completed' AND scheduling.outcome_of(appointment) = was THEN
    RETURN 'completed';
  END IF;
  INSERT INTO scheduling.outcomes (appointment_id, number, was, said_by)
    SELECT appointment, coalesce(max(o.number), 0) + 1, complete.was, scheduling.acting() FROM scheduling.outcomes o WHERE o.appointment_id = appointment;
  UPDATE scheduling.appointments SET state = 'completed' WHERE appointment_id = appointment;
  INSERT INTO scheduling.outbox (appointment_id, version)
    SELECT appointment, coalesce(max(o.version), 0) + 1 FROM scheduling.outbox o WHERE o.appointment_id = appointment;
  RETURN 'completed';
END $$;

CREATE OR REPLACE FUNCTION scheduling.claim_outbox(most int)
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
      a.practitioner, a.service_id, s.treatment_id, a.location_id, lower(a.span), l.time_zone, scheduling.outcome_of(a.appointment_id)
    FROM taken t JOIN scheduling.appointments a USING (appointment_id) JOIN scheduling.persons p USING (person_id)
      JOIN scheduling.services s ON s.service_id = a.service_id JOIN clinic.locations l ON l.location_id = a.location_id
    ORDER BY t.put_at, t.appointment_id;
END $$;

CREATE OR REPLACE FUNCTION scheduling.said_of_session(appointment uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
      'at', to_char(lower(a.span) AT TIME ZONE l.time_zone, 'YYYY-MM-DD"T"HH24:MI'), 'timeZone', l.time_zone, 'therapy', s.treatment_id,
      'practitioner', nullif(scheduling.name_of(a.practitioner), ''), 'location', l.name, 'minutes', o.was -> 'minutes',
      'techniques', CASE WHEN o.was -> 'techniques' <> '[]' THEN o.was -> 'techniques' END,
      'observed', nullif(o.was ->> 'reaction', ''))
    FROM scheduling.appointments a JOIN scheduling.services s USING (service_id) JOIN clinic.locations l USING (location_id)
      CROSS JOIN LATERAL (SELECT scheduling.outcome_of(a.appointment_id) AS was) o
    WHERE a.appointment_id = appointment
$$;

-- Of a saying the desk reads that it waits or is done; what a diary did with it is no business of theirs.
REVOKE SELECT ON scheduling.outbox FROM {{app}};
GRANT SELECT (appointment_id, version, put_at, done_at) ON scheduling.outbox TO {{app}};
-- and of a course likewise
REVOKE SELECT ON scheduling.course_plans FROM {{app}};
GRANT SELECT (course_id, wanted, done, wanted_at) ON scheduling.course_plans TO {{app}};

-- Newest sayings that are in no diary. Its practitioner and who writes the diary read what became of each and what failed; the desk reads '' while it
-- waits, and 'needs-practitioner' where it waits for nothing that the desk could do.
CREATE FUNCTION scheduling.on_their_way()
RETURNS TABLE (appointment_id uuid, version int, put_at timestamptz, tries int, came text, fault text, without_diary boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.appointment_id, o.version, o.put_at, CASE WHEN w.whole THEN o.tries ELSE 0 END,
      CASE WHEN w.whole OR o.came = '' THEN o.came ELSE 'needs-practitioner' END, CASE WHEN w.whole THEN o.fault ELSE '' END, p.patient_id IS NULL
    FROM scheduling.outbox o JOIN scheduling.appointments a USING (appointment_id) JOIN scheduling.persons p USING (person_id)
      CROSS JOIN LATERAL (SELECT coalesce(a.practitioner = scheduling.acting(), false) OR scheduling.writes_for(p.patient_id) AS whole) w
    WHERE (w.whole OR scheduling.at_desk()) AND o.came NOT IN ('written', 'taken-back', 'no-treatment')
      -- what a patient took out of their diary is between them and whoever gave it
      AND (w.whole OR o.came <> 'removed-by-patient')
      AND NOT EXISTS (SELECT FROM scheduling.outbox n WHERE n.appointment_id = o.appointment_id AND n.version > o.version)
    ORDER BY o.put_at, o.appointment_id
$$;

REVOKE ALL ON FUNCTION scheduling.sees_outcome(uuid), scheduling.outcome_of(uuid), scheduling.on_their_way() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.sees_outcome(uuid), scheduling.on_their_way() TO {{app}};

-- Visits that touch a time, for whoever may see them. A policy's own test comes before an operator that could leak what it looks at, and ranges have
-- such: a calendar that asked the table would read every visit there ever was. Here the time comes first, by its index.
CREATE FUNCTION scheduling.visits_within(within tstzrange) RETURNS TABLE (appointment_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 60 AS $$
DECLARE
  everybody boolean := scheduling.at_desk();
  me uuid := scheduling.acting();
BEGIN
  RETURN QUERY SELECT a.appointment_id FROM scheduling.appointments a
    WHERE a.occupied && within AND (everybody OR a.practitioner = me OR scheduling.is_mine(a.person_id));
END $$;

-- The same, but what expired, each with a mark that changes with anything a calendar shows of it: what a page that stands open asks every few seconds.
CREATE FUNCTION scheduling.marks_within(within tstzrange) RETURNS TABLE (appointment_id uuid, mark text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp ROWS 60 AS $$
DECLARE
  everybody boolean := scheduling.at_desk();
  me uuid := scheduling.acting();
BEGIN
  RETURN QUERY SELECT a.appointment_id, left(md5(concat_ws('|', a.state, a.sequence, a.location_id, a.practitioner, a.room_id, a.span, a.held_until,
      a.person_id, p.name)), 8)
    FROM scheduling.appointments a LEFT JOIN scheduling.persons p USING (person_id)
    WHERE a.occupied && within AND a.state <> 'expired' AND (a.state <> 'held' OR a.held_until > now())
      AND (everybody OR a.practitioner = me OR scheduling.is_mine(a.person_id));
END $$;
REVOKE ALL ON FUNCTION scheduling.visits_within(tstzrange), scheduling.marks_within(tstzrange) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.visits_within(tstzrange), scheduling.marks_within(tstzrange) TO {{app}};

-- With whom and where a visit is was decided by somebody: a practitioner moves their own within their own calendar, and what the clinic read and gave to
-- somebody stays with them when its patient moves it. The desk may all of it.
CREATE FUNCTION scheduling.refuse_other_hands() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- the owner of the tables is nobody who came by a page
  IF session_user <> current_user AND NOT scheduling.at_desk()
    AND (CASE WHEN OLD.practitioner = scheduling.acting() THEN NEW.practitioner <> OLD.practitioner
      ELSE EXISTS (SELECT FROM scheduling.services s WHERE s.service_id = OLD.service_id AND s.booking = 'request') END) THEN
    RAISE check_violation USING MESSAGE = 'given to somebody else by who may not', CONSTRAINT = 'given';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER given BEFORE UPDATE OF practitioner, location_id ON scheduling.appointments FOR EACH ROW
  WHEN (OLD.state = 'booked' AND NEW.state = 'booked' AND (OLD.practitioner, OLD.location_id) IS DISTINCT FROM (NEW.practitioner, NEW.location_id))
  EXECUTE FUNCTION scheduling.refuse_other_hands();

REVOKE ALL ON FUNCTION scheduling.refuse_other_hands() FROM PUBLIC;

-- Everybody by name, for a practitioner those who come to them: each person is asked about once, by an index.
CREATE INDEX appointments_of_practitioner ON scheduling.appointments (practitioner, person_id) WHERE person_id IS NOT NULL;
CREATE FUNCTION scheduling.all_persons(skipped int, most int) RETURNS TABLE (person_id uuid, also text[], of_all int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  everybody boolean := scheduling.at_desk();
  me uuid := scheduling.acting();
BEGIN
  IF everybody THEN
    RETURN QUERY SELECT p.person_id, ARRAY(SELECT m.name FROM scheduling.persons m WHERE m.merged_into = p.person_id ORDER BY m.name),
        (SELECT count(*)::int FROM scheduling.persons c WHERE c.merged_into IS NULL)
      FROM scheduling.persons p WHERE p.merged_into IS NULL ORDER BY p.plain, p.person_id OFFSET skipped LIMIT most;
  ELSE
    RETURN QUERY WITH mine AS MATERIALIZED (
        SELECT p.person_id, p.plain FROM scheduling.persons p, LATERAL (
            SELECT FROM scheduling.appointments a WHERE a.practitioner = me AND a.person_id = p.person_id LIMIT 1) comes
          WHERE p.merged_into IS NULL)
      SELECT m.person_id, ARRAY(SELECT o.name FROM scheduling.persons o WHERE o.merged_into = m.person_id ORDER BY o.name),
          (SELECT count(*)::int FROM mine)
        FROM mine m ORDER BY m.plain, m.person_id OFFSET skipped LIMIT most;
  END IF;
END $$;
REVOKE ALL ON FUNCTION scheduling.all_persons(int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.all_persons(int, int) TO {{app}};
