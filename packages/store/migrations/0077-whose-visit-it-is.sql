-- Whose a visit is stays with it: in every link, in what was answered, in courses, diaries and reminders, also once another person is chosen, two are
-- found to be one or are two again. And somebody without a diary can be forgotten.

-- Whether a link opens a visit: the one that is held for whoever holds it, and that of the person for whom the link was made, or of whom they were found
-- to be. A link that names nobody opens nothing that is booked.
CREATE OR REPLACE FUNCTION scheduling.is_visit_of(appointment uuid, person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM scheduling.appointments a LEFT JOIN scheduling.persons p ON p.person_id = is_visit_of.person
    WHERE a.appointment_id = appointment AND (a.person_id IS NULL OR a.person_id IN (p.person_id, p.merged_into)))
$$;

-- as before, with who asked, once the clinic knows
DROP FUNCTION scheduling.linked_request(uuid, bytea);
CREATE FUNCTION scheduling.linked_request(request uuid, proof bytea)
RETURNS TABLE (state text, service_id text, location_id text, name text, language text, words text, answer text, confirmed uuid,
  asked_at timestamptz, preferred jsonb, reply text, person_id uuid,
  appointment_id uuid, practitioner uuid, at_location text, span tstzrange, ends_at timestamptz, still_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.state, r.service_id, r.location_id, r.name, r.language, r.words, r.answer, r.appointment_id, r.asked_at, r.preferred, r.reply, r.person_id,
      a.appointment_id, a.practitioner, a.location_id, a.span, p.ends_at, coalesce(a.state = 'held' AND a.held_until > now(), false)
    FROM scheduling.requests r LEFT JOIN scheduling.proposals p USING (request_id)
      LEFT JOIN scheduling.appointments a ON a.appointment_id = p.appointment_id
    WHERE r.request_id = request AND r.link_hash = proof
    ORDER BY lower(a.span)
$$;
REVOKE ALL ON FUNCTION scheduling.linked_request(uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.linked_request(uuid, bytea) TO {{app}};
