-- What belongs to whom stays so: a diary is in one place at a time however many persons stand for it, a visit that is given to somebody else takes no
-- answers and no course along, and two who are parted get no diary that was never theirs.

-- The visits of all who stand for one diary never meet, as those of one person never do (person_once).
CREATE FUNCTION scheduling.diary_once(patient uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- of two who book at once the second finds what the first did
  PERFORM pg_advisory_xact_lock(hashtextextended('visits of ' || patient, 8));
  IF EXISTS (SELECT FROM scheduling.persons p JOIN scheduling.appointments a USING (person_id)
      JOIN scheduling.persons q ON q.patient_id = p.patient_id AND q.person_id > p.person_id
      JOIN scheduling.appointments b ON b.person_id = q.person_id AND b.span && a.span
    WHERE p.patient_id = patient AND a.state IN ('held', 'booked', 'checked-in', 'completed') AND b.state IN ('held', 'booked', 'checked-in', 'completed')) THEN
    RAISE exclusion_violation USING MESSAGE = 'the same diary is booked twice at one time', CONSTRAINT = 'person_once';
  END IF;
END $$;
CREATE FUNCTION scheduling.refuse_twice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'persons' THEN
    PERFORM scheduling.diary_once(NEW.patient_id);
  ELSE
    PERFORM scheduling.diary_once(p.patient_id) FROM scheduling.persons p WHERE p.person_id = NEW.person_id AND p.patient_id IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER one_place AFTER UPDATE OF patient_id ON scheduling.persons
  FOR EACH ROW WHEN (NEW.patient_id IS NOT NULL AND NEW.patient_id IS DISTINCT FROM OLD.patient_id) EXECUTE FUNCTION scheduling.refuse_twice();
CREATE TRIGGER one_place AFTER INSERT OR UPDATE OF person_id, span, state ON scheduling.appointments
  FOR EACH ROW WHEN (NEW.person_id IS NOT NULL AND NEW.state IN ('held', 'booked', 'checked-in', 'completed')) EXECUTE FUNCTION scheduling.refuse_twice();

-- As in 0064: but whoever is said anew keeps their diary, which the desk connects and takes off by itself alone; and one that would be in two places at
-- once is not theirs.
CREATE OR REPLACE FUNCTION scheduling.say_person(person uuid, called text, mail text, phone text, speaks text, born date, of_patient uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF of_patient IS NOT NULL AND NOT (scheduling.writes_for(of_patient) OR scheduling.at_desk()) THEN
    RETURN false;
  END IF;
  IF EXISTS (SELECT FROM scheduling.persons p WHERE p.person_id = person) THEN
    IF NOT (scheduling.at_desk() OR EXISTS (SELECT FROM scheduling.persons p WHERE p.person_id = person AND scheduling.writes_for(p.patient_id))) THEN
      RETURN false;
    END IF;
    UPDATE scheduling.persons p SET name = called, email = mail, telephone = phone, language = speaks, born_on = born,
        patient_id = coalesce(of_patient, p.patient_id) WHERE p.person_id = person;
  ELSE
    INSERT INTO scheduling.persons (person_id, name, email, telephone, language, born_on, patient_id)
      VALUES (person, called, mail, phone, speaks, born, of_patient);
  END IF;
  RETURN true;
-- said twice at one moment it was said already
EXCEPTION WHEN exclusion_violation OR unique_violation THEN
  RETURN false;
END $$;

-- As in 0068 and 0071, with 'person-busy' where the diary has another visit at that time.
ALTER FUNCTION scheduling.connect_visit(uuid, bytea, uuid) RENAME TO connect_visit_alone;
REVOKE ALL ON FUNCTION scheduling.connect_visit_alone(uuid, bytea, uuid) FROM PUBLIC, {{app}};
CREATE FUNCTION scheduling.connect_visit(appointment uuid, proof bytea, patient uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scheduling.connect_visit_alone(appointment, proof, patient);
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'person-busy';
END $$;
ALTER FUNCTION scheduling.connect_diary(uuid, uuid) RENAME TO connect_diary_alone;
REVOKE ALL ON FUNCTION scheduling.connect_diary_alone(uuid, uuid) FROM PUBLIC, {{app}};
CREATE FUNCTION scheduling.connect_diary(person uuid, patient uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN scheduling.connect_diary_alone(person, patient);
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'person-busy';
END $$;

-- As in 0064: what the one answered is not the other's to read, a session that is somebody else's is none of the first one's course, and whoever comes
-- is reminded themselves.
CREATE OR REPLACE FUNCTION scheduling.change_person(appointment uuid, person uuid) RETURNS text
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
  UPDATE scheduling.appointments SET person_id = person, sequence = sequence + 1, answers = '{}', answered_version = NULL, answered_at = NULL,
      course_id = NULL WHERE appointment_id = appointment;
  DELETE FROM scheduling.reminded r WHERE r.appointment_id = appointment;
  IF a.course_id IS NOT NULL THEN
    PERFORM scheduling.want_course(a.course_id);
  END IF;
  IF a.state = 'completed' THEN
    INSERT INTO scheduling.outbox (appointment_id, version)
      SELECT appointment, coalesce(max(o.version), 0) + 1 FROM scheduling.outbox o WHERE o.appointment_id = appointment;
  END IF;
  RETURN 'done';
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'person-busy';
END $$;

-- As in 0071: whoever came along with somebody else is parted after them, since what was whose is known in that order alone.
ALTER FUNCTION scheduling.unmerge(uuid) RENAME TO unmerge_last;
REVOKE ALL ON FUNCTION scheduling.unmerge_last(uuid) FROM PUBLIC, {{app}};
CREATE FUNCTION scheduling.unmerge(one uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF scheduling.at_desk() AND EXISTS (SELECT FROM scheduling.persons o JOIN scheduling.persons p ON p.person_id = one AND p.merged_into = o.merged_into
      WHERE o.brought->'persons' ? one::text) THEN
    RETURN 'wrong-state';
  END IF;
  RETURN scheduling.unmerge_last(one);
END $$;

REVOKE ALL ON FUNCTION scheduling.diary_once(uuid), scheduling.refuse_twice(), scheduling.connect_visit(uuid, bytea, uuid),
  scheduling.connect_diary(uuid, uuid), scheduling.unmerge(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.connect_visit(uuid, bytea, uuid), scheduling.connect_diary(uuid, uuid), scheduling.unmerge(uuid) TO {{app}};
