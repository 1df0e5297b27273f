-- Persons are found however their name is spelled, two that were made one by mistake are two again, a diary is connected by who may, and a course
-- takes further sessions.

-- a name without its case and its accents, so that Müller and muller are one
CREATE FUNCTION scheduling.plain_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT regexp_replace(normalize(lower(name), NFD), '[\u0300-\u036f]', '', 'g')
$$;
ALTER TABLE scheduling.persons
  ADD plain text NOT NULL GENERATED ALWAYS AS (scheduling.plain_name(name)) STORED,
  ADD digits text NOT NULL GENERATED ALWAYS AS (regexp_replace(telephone, '\D', '', 'g')) STORED;
CREATE INDEX persons_by_name ON scheduling.persons USING gin (plain trigram.gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX persons_in_order ON scheduling.persons (plain, person_id);
CREATE INDEX persons_by_email ON scheduling.persons USING gin (lower(email) trigram.gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX persons_by_telephone ON scheduling.persons USING gin (digits trigram.gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX persons_merged ON scheduling.persons (merged_into) WHERE merged_into IS NOT NULL;

-- what a person brought along into another: their visits, courses, what they wait and asked for, who stood under them, and whether the diary was theirs
ALTER TABLE scheduling.persons ADD brought jsonb CHECK ((brought IS NULL) OR (merged_into IS NOT NULL));

-- As in migration 0064; also whoever stands under a person who comes, so that an old link leads on.
CREATE OR REPLACE FUNCTION scheduling.comes_to_me(person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM scheduling.appointments a WHERE a.practitioner = scheduling.acting()
    AND a.person_id IN (person, (SELECT p.merged_into FROM scheduling.persons p WHERE p.person_id = person)))
$$;

-- The planner takes a comparison of letters for as cheap as any other, and would go through all of them.
-- Persons whose name, mail address, telephone number or birthday fits, the closest first: all for the desk, for practitioners those who come to them.
-- Whoever was made one with another is found under both names, and stands for once.
CREATE FUNCTION scheduling.find_persons(wanted text, skipped int, most int)
RETURNS TABLE (person_id uuid, also text[], of_all int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  everybody boolean := scheduling.at_desk();
  sought text := scheduling.plain_name(btrim(wanted));
  number text := regexp_replace(wanted, '\D', '', 'g');
  part text := '%' || replace(replace(replace(scheduling.plain_name(btrim(wanted)), '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  IF sought = '' THEN
    RETURN QUERY SELECT p.person_id, ARRAY(SELECT m.name FROM scheduling.persons m WHERE m.merged_into = p.person_id ORDER BY m.name),
        (SELECT count(*)::int FROM scheduling.persons c WHERE c.merged_into IS NULL AND (everybody OR scheduling.comes_to_me(c.person_id)))
      FROM scheduling.persons p WHERE p.merged_into IS NULL AND (everybody OR scheduling.comes_to_me(p.person_id))
      ORDER BY p.plain, p.person_id OFFSET skipped LIMIT most;
    RETURN;
  END IF;
  RETURN QUERY WITH fitting AS (
      SELECT p.person_id FROM scheduling.persons p
        WHERE p.plain LIKE part OR p.plain OPERATOR(trigram.%) sought OR sought OPERATOR(trigram.<%) p.plain
      UNION SELECT p.person_id FROM scheduling.persons p WHERE position('@' IN sought) > 0 AND lower(p.email) LIKE part
      UNION SELECT p.person_id FROM scheduling.persons p WHERE length(number) >= 4 AND p.digits LIKE '%' || number || '%'
      UNION SELECT p.person_id FROM scheduling.persons p WHERE sought ~ '^\d{4}-\d\d-\d\d$' AND to_char(p.born_on, 'YYYY-MM-DD') = sought),
    found AS (
      SELECT coalesce(p.merged_into, p.person_id) AS stands, array_agg(p.name ORDER BY p.name) FILTER (WHERE p.merged_into IS NOT NULL) AS names,
        max(greatest(trigram.similarity(p.plain, sought), trigram.word_similarity(sought, p.plain) * 0.9)) AS close
      FROM fitting JOIN scheduling.persons p USING (person_id) GROUP BY 1)
    SELECT s.person_id, coalesce(f.names, '{}'), (count(*) OVER ())::int
      FROM found f JOIN scheduling.persons s ON s.person_id = f.stands
      WHERE everybody OR scheduling.comes_to_me(f.stands)
      ORDER BY f.close DESC, s.plain, s.person_id OFFSET skipped LIMIT most;
END $$;

-- Persons who may be the same one, the likeliest first: for the desk.
CREATE FUNCTION scheduling.similar_persons(person uuid)
RETURNS TABLE (person_id uuid, same_email boolean, same_telephone boolean, same_birthday boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  p scheduling.persons;
BEGIN
  SELECT * INTO p FROM scheduling.persons x WHERE x.person_id = person AND scheduling.at_desk();
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY WITH alike AS (
      SELECT o.person_id FROM scheduling.persons o WHERE p.email <> '' AND lower(o.email) = lower(p.email)
      UNION SELECT o.person_id FROM scheduling.persons o WHERE p.digits <> '' AND o.digits LIKE p.digits
      UNION SELECT o.person_id FROM scheduling.persons o WHERE o.plain OPERATOR(trigram.%) p.plain
        AND trigram.similarity(o.plain, p.plain) > CASE WHEN o.born_on = p.born_on THEN 0.4 ELSE 0.6 END)
    SELECT o.person_id, p.email <> '' AND lower(o.email) = lower(p.email), p.digits <> '' AND o.digits = p.digits, coalesce(o.born_on = p.born_on, false)
      FROM alike JOIN scheduling.persons o USING (person_id) WHERE o.merged_into IS NULL AND o.person_id <> p.person_id
      ORDER BY trigram.similarity(o.plain, p.plain) DESC, o.made_at, o.person_id LIMIT 10;
END $$;

-- As in migration 0064; what is brought along is kept, so that it can be given back.
CREATE OR REPLACE FUNCTION scheduling.merge_persons(one uuid, into_one uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a scheduling.persons;
  b scheduling.persons;
  with_it jsonb;
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
  with_it := jsonb_build_object(
    'appointments', (SELECT coalesce(jsonb_agg(x.appointment_id), '[]') FROM scheduling.appointments x WHERE x.person_id = one),
    'courses', (SELECT coalesce(jsonb_agg(x.course_id), '[]') FROM scheduling.courses x WHERE x.person_id = one),
    'waiting', (SELECT coalesce(jsonb_agg(x.waiting_id), '[]') FROM scheduling.waiting x WHERE x.person_id = one),
    'requests', (SELECT coalesce(jsonb_agg(x.request_id), '[]') FROM scheduling.requests x WHERE x.person_id = one),
    'persons', (SELECT coalesce(jsonb_agg(x.person_id), '[]') FROM scheduling.persons x WHERE x.merged_into = one),
    'diary', b.patient_id IS NULL AND a.patient_id IS NOT NULL);
  UPDATE scheduling.appointments SET person_id = into_one WHERE person_id = one;
  UPDATE scheduling.persons SET merged_into = into_one, brought = with_it WHERE person_id = one;
  UPDATE scheduling.persons SET merged_into = into_one WHERE merged_into = one;
  IF b.patient_id IS NULL AND a.patient_id IS NOT NULL THEN
    UPDATE scheduling.persons SET patient_id = a.patient_id WHERE person_id = into_one;
  END IF;
  RETURN 'merged';
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'person-busy';
END $$;

-- Two that were made one by mistake are two again: each has what they had before, and what came since stays with the one that stood for both. What
-- sessions said in a diary that is not theirs is taken back by the outbox. 'done', 'not-found', 'wrong-state' (nobody knows any more what was whose)
-- or 'person-busy'.
CREATE FUNCTION scheduling.unmerge(one uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a scheduling.persons;
  b scheduling.persons;
  theirs uuid[];
BEGIN
  SELECT * INTO a FROM scheduling.persons p WHERE p.person_id = one AND p.merged_into IS NOT NULL;
  IF NOT FOUND OR NOT scheduling.at_desk() THEN
    RETURN 'not-found';
  END IF;
  PERFORM scheduling.queue_up(one, a.merged_into);
  PERFORM FROM scheduling.persons p WHERE p.person_id IN (one, a.merged_into) ORDER BY p.person_id FOR UPDATE;
  SELECT * INTO a FROM scheduling.persons p WHERE p.person_id = one;
  SELECT * INTO b FROM scheduling.persons p WHERE p.person_id = a.merged_into;
  IF b.person_id IS NULL OR a.brought IS NULL OR b.merged_into IS NOT NULL THEN
    RETURN 'wrong-state';
  END IF;
  theirs := ARRAY(SELECT x.appointment_id FROM scheduling.appointments x
    WHERE x.person_id = b.person_id AND a.brought->'appointments' ? x.appointment_id::text);
  UPDATE scheduling.persons SET merged_into = NULL, brought = NULL WHERE person_id = one;
  UPDATE scheduling.persons p SET merged_into = one WHERE p.merged_into = b.person_id AND a.brought->'persons' ? p.person_id::text;
  UPDATE scheduling.appointments SET person_id = one WHERE appointment_id = ANY (theirs);
  -- what one was told of these visits was told to them: neither hears of what nobody changed
  IF to_regclass('scheduling.notices') IS NOT NULL THEN
    DELETE FROM scheduling.notices n WHERE n.person_id = one AND n.appointment_id = ANY (theirs)
      AND EXISTS (SELECT FROM scheduling.notices o WHERE o.person_id = b.person_id AND o.appointment_id = n.appointment_id);
    UPDATE scheduling.notices SET person_id = one WHERE person_id = b.person_id AND appointment_id = ANY (theirs);
  END IF;
  UPDATE scheduling.courses c SET person_id = one WHERE c.person_id = b.person_id AND a.brought->'courses' ? c.course_id::text;
  UPDATE scheduling.waiting w SET person_id = one WHERE w.person_id = b.person_id AND a.brought->'waiting' ? w.waiting_id::text;
  UPDATE scheduling.requests r SET person_id = one, version = version + 1 WHERE r.person_id = b.person_id AND a.brought->'requests' ? r.request_id::text;
  IF a.patient_id IS DISTINCT FROM b.patient_id THEN
    INSERT INTO scheduling.outbox (appointment_id, version)
      SELECT o.appointment_id, max(o.version) + 1 FROM scheduling.outbox o JOIN scheduling.appointments x USING (appointment_id)
      WHERE x.appointment_id = ANY (theirs) AND x.state = 'completed'
      GROUP BY o.appointment_id HAVING bool_and(o.done_at IS NOT NULL);
  END IF;
  -- the diary that came along goes back, too
  IF (a.brought->>'diary')::boolean AND b.patient_id = a.patient_id THEN
    UPDATE scheduling.persons SET patient_id = NULL WHERE person_id = b.person_id;
  END IF;
  RETURN 'done';
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'person-busy';
END $$;

-- Which diary is theirs, or none: by the desk, of those that the clinic has a file of; by a practitioner to whom they come, of those that are open to
-- them. 'done', 'not-found' (no such person for who acts) or 'not-yours' (a diary that cannot be chosen).
CREATE FUNCTION scheduling.connect_diary(person uuid, patient uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  p scheduling.persons;
  open_to_me uuid[] := coalesce(string_to_array(nullif(current_setting('clearday.append', true), ''), ',')::uuid[], '{}');
BEGIN
  SELECT * INTO p FROM scheduling.persons x WHERE x.person_id = person AND x.merged_into IS NULL
    AND (scheduling.at_desk() OR scheduling.comes_to_me(person)) FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not-found';
  END IF;
  IF p.patient_id IS NOT DISTINCT FROM patient THEN
    RETURN 'done';
  END IF;
  IF NOT scheduling.at_desk() AND p.patient_id IS NOT NULL AND NOT p.patient_id = ANY (open_to_me) THEN
    RETURN 'not-yours';
  END IF;
  IF patient IS NOT NULL AND NOT patient = ANY (open_to_me) AND NOT (scheduling.at_desk()
      AND EXISTS (SELECT FROM clinic_records.files f WHERE f.patient_id = patient AND f.detached_at IS NULL)) THEN
    RETURN 'not-yours';
  END IF;
  UPDATE scheduling.persons SET patient_id = patient WHERE person_id = person;
  RETURN 'done';
END $$;

-- Further sessions of a course that stands, all or none: each with what came of it, as scheduling.book_course says it. Besides: 'not-found' and, of a
-- course that was cancelled, 'wrong-state'. Said again with the same ids they are the same sessions.
CREATE FUNCTION scheduling.add_sessions(course uuid, ids uuid[], at_places text[], by_whom uuid[], in_rooms uuid[], starts timestamptz[], proofs bytea[])
RETURNS TABLE (session int, outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c scheduling.courses;
  came text[] := '{}';
  one text;
  broken text;
BEGIN
  SELECT * INTO c FROM scheduling.courses x WHERE x.course_id = course AND scheduling.may_plan(x.person_id, x.practitioner, x.service_id);
  IF NOT FOUND THEN
    RETURN QUERY SELECT 0, 'not-found';
    RETURN;
  END IF;
  IF coalesce(cardinality(ids), 0) NOT BETWEEN 1 AND 60
      OR NOT cardinality(ids) = ALL (ARRAY[cardinality(at_places), cardinality(by_whom), cardinality(in_rooms), cardinality(starts), cardinality(proofs)]) THEN
    RETURN QUERY SELECT 0, 'wrong-value';
    RETURN;
  END IF;
  PERFORM scheduling.queue_up(VARIADIC ids || by_whom || in_rooms || ARRAY[course, c.person_id]);
  SELECT * INTO c FROM scheduling.courses x WHERE x.course_id = course FOR UPDATE;
  IF EXISTS (SELECT FROM scheduling.appointments a WHERE a.appointment_id = ANY (ids) AND a.course_id = course) THEN
    RETURN QUERY SELECT g, CASE WHEN EXISTS (SELECT FROM scheduling.appointments a WHERE a.course_id = course AND a.appointment_id = ids[g])
      THEN 'booked' ELSE 'id-used' END FROM generate_subscripts(ids, 1) g;
    RETURN;
  END IF;
  IF c.ended_at IS NOT NULL THEN
    RETURN QUERY SELECT 0, 'wrong-state';
    RETURN;
  END IF;
  IF c.sessions + cardinality(ids) > 60 THEN
    RETURN QUERY SELECT 0, 'wrong-value';
    RETURN;
  END IF;
  BEGIN
    FOR k IN 1 .. cardinality(ids) LOOP
      BEGIN
        one := scheduling.hold(ids[k], c.service_id, at_places[k], by_whom[k], in_rooms[k], starts[k], 5, proofs[k]);
        IF one = 'held' THEN
          UPDATE scheduling.appointments SET state = 'booked', held_until = NULL, person_id = c.person_id, course_id = course
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
    UPDATE scheduling.courses x SET sessions = x.sessions + cardinality(ids) WHERE x.course_id = course;
  EXCEPTION WHEN SQLSTATE 'CDNOT' THEN
    NULL;
  END;
  RETURN QUERY SELECT g, came[g] FROM generate_subscripts(came, 1) g;
END $$;

-- As it is planned from now on: with whom, where, how often. False where there is no such course for who acts.
CREATE FUNCTION scheduling.say_course(course uuid, who uuid, place text, days int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE scheduling.courses c SET practitioner = who, location_id = place, every_days = days
    WHERE c.course_id = course AND scheduling.may_plan(c.person_id, c.practitioner, c.service_id)
      AND scheduling.may_plan(c.person_id, who, c.service_id);
  RETURN FOUND;
END $$;

REVOKE ALL ON FUNCTION scheduling.plain_name(text), scheduling.find_persons(text, int, int), scheduling.similar_persons(uuid), scheduling.unmerge(uuid),
  scheduling.connect_diary(uuid, uuid), scheduling.add_sessions(uuid, uuid[], text[], uuid[], uuid[], timestamptz[], bytea[]),
  scheduling.say_course(uuid, uuid, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.find_persons(text, int, int), scheduling.similar_persons(uuid), scheduling.unmerge(uuid),
  scheduling.connect_diary(uuid, uuid), scheduling.add_sessions(uuid, uuid[], text[], uuid[], uuid[], timestamptz[], bytea[]),
  scheduling.say_course(uuid, uuid, text, int) TO {{app}};
