-- What whoever asks or waits sees and says by their link: words back to the clinic, and where they stand on the waiting list. Whom a request is from,
-- where the clinic knows them already. And pages that are the same for everybody know at once when a service changes.

-- said back by whoever asked, where no time that was offered suits; up to 1000 characters
ALTER TABLE scheduling.requests ADD COLUMN reply text NOT NULL DEFAULT '' CHECK (length(reply) <= 1000);
GRANT SELECT (reply) ON scheduling.requests TO {{app}};

-- None of what was offered suits, or there is more to say: the times are free again, and the clinic reads it anew. 'done', also when it is said
-- again, 'not-found', 'wrong-state' or 'wrong-value' for nothing said.
CREATE FUNCTION scheduling.write_back(request uuid, proof bytea, said text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r scheduling.requests;
BEGIN
  SELECT * INTO r FROM scheduling.requests x WHERE x.request_id = request AND x.link_hash = proof FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'not-found';
  END IF;
  IF coalesce(length(said), 0) NOT BETWEEN 1 AND 1000 THEN
    RETURN 'wrong-value';
  END IF;
  IF r.state IN ('new', 'triaged') AND r.reply = said THEN
    RETURN 'done';
  END IF;
  IF r.state NOT IN ('new', 'triaged', 'proposed') THEN
    RETURN 'wrong-state';
  END IF;
  UPDATE scheduling.requests SET reply = said, state = CASE state WHEN 'proposed' THEN 'triaged' ELSE state END, version = version + 1
    WHERE request_id = request;
  PERFORM scheduling.free_proposals(request, NULL);
  RETURN 'done';
END $$;

-- Whom a request is from: somebody the clinic knows, or NULL for nobody it knows of. 'done', 'not-found', 'changed-since', 'wrong-state' or 'not-yours'.
CREATE FUNCTION scheduling.know_person(request uuid, seen int, person uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  refusal text := scheduling.open_request(request, seen);
BEGIN
  IF refusal <> '' THEN
    RETURN refusal;
  END IF;
  IF person IS NOT NULL AND NOT EXISTS (SELECT FROM scheduling.persons p WHERE p.person_id = person AND p.merged_into IS NULL
      AND (scheduling.at_desk() OR scheduling.comes_to_me(person))) THEN
    RETURN 'not-yours';
  END IF;
  UPDATE scheduling.requests SET person_id = person, version = version + 1, handled_by = scheduling.acting(), handled_at = now()
    WHERE request_id = request;
  RETURN 'done';
END $$;

-- as before, with when it was asked, for which times, and what was said back
DROP FUNCTION scheduling.linked_request(uuid, bytea);
CREATE FUNCTION scheduling.linked_request(request uuid, proof bytea)
RETURNS TABLE (state text, service_id text, location_id text, name text, language text, words text, answer text, confirmed uuid,
  asked_at timestamptz, preferred jsonb, reply text,
  appointment_id uuid, practitioner uuid, at_location text, span tstzrange, ends_at timestamptz, still_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.state, r.service_id, r.location_id, r.name, r.language, r.words, r.answer, r.appointment_id, r.asked_at, r.preferred, r.reply,
      a.appointment_id, a.practitioner, a.location_id, a.span, p.ends_at, coalesce(a.state = 'held' AND a.held_until > now(), false)
    FROM scheduling.requests r LEFT JOIN scheduling.proposals p USING (request_id)
      LEFT JOIN scheduling.appointments a ON a.appointment_id = p.appointment_id
    WHERE r.request_id = request AND r.link_hash = proof
    ORDER BY lower(a.span)
$$;

-- as before, with the place on the list that it is offered to
DROP FUNCTION scheduling.linked_claim(uuid, bytea);
CREATE FUNCTION scheduling.linked_claim(claimed uuid, proof bytea)
RETURNS TABLE (state text, service_id text, location_id text, practitioner uuid, span tstzrange, ends_at timestamptz, name text, language text,
  appointment_id uuid, waiting_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN c.state = 'open' AND (a.state <> 'held' OR a.held_until <= now()) THEN 'over' ELSE c.state END,
      a.service_id, a.location_id, a.practitioner, a.span, c.ends_at, p.name, p.language, CASE c.state WHEN 'won' THEN a.appointment_id END, c.waiting_id
    FROM scheduling.claims c JOIN scheduling.appointments a USING (appointment_id) JOIN scheduling.waiting w USING (waiting_id)
      JOIN scheduling.persons p ON p.person_id = w.person_id
    WHERE c.claim_id = claimed AND c.link_hash = proof
$$;

-- What a link shows of a place on the waiting list.
CREATE FUNCTION scheduling.linked_waiting(waits uuid, proof bytea)
RETURNS TABLE (state text, service_id text, location_id text, practitioner uuid, first_day date, last_day date, dayparts text[], name text,
  since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT w.state, w.service_id, w.location_id, w.practitioner, lower(w.days), upper(w.days) - 1, w.dayparts, p.name, w.made_at
    FROM scheduling.waiting w JOIN scheduling.persons p USING (person_id)
    WHERE w.waiting_id = waits AND w.link_hash = proof
$$;

REVOKE ALL ON FUNCTION scheduling.write_back(uuid, bytea, text), scheduling.know_person(uuid, int, uuid), scheduling.linked_request(uuid, bytea),
  scheduling.linked_claim(uuid, bytea), scheduling.linked_waiting(uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.write_back(uuid, bytea, text), scheduling.know_person(uuid, int, uuid), scheduling.linked_request(uuid, bytea),
  scheduling.linked_claim(uuid, bytea), scheduling.linked_waiting(uuid, bytea) TO {{app}};

-- which services can be had at once is told by pages that are held
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON scheduling.services FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
