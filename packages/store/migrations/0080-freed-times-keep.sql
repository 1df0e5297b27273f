-- A freed time is not lost because those who wait for one like it have another offer open: it stays noted, and is offered once they have answered or
-- their time is over. Whether somebody waits who can be asked now, or nobody at all for whom it would be kept.
CREATE FUNCTION scheduling.can_be_asked(service text, place text, who uuid, starts timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH waits AS (
    SELECT EXISTS (SELECT FROM scheduling.claims c JOIN scheduling.waiting o USING (waiting_id) JOIN scheduling.persons q ON q.person_id = o.person_id
        WHERE lower(btrim(q.email)) = lower(btrim(p.email)) AND c.state = 'open' AND c.ends_at > now()) AS busy
      FROM scheduling.waiting w JOIN scheduling.persons p USING (person_id)
        JOIN clinic.locations l ON l.location_id = place
      WHERE w.state = 'waiting' AND w.service_id = service AND p.email <> '' AND (w.location_id IS NULL OR w.location_id = place)
        AND (w.practitioner IS NULL OR w.practitioner = who) AND w.days @> (starts AT TIME ZONE l.time_zone)::date)
  SELECT coalesce(bool_or(NOT busy), true) FROM waits
$$;

-- As in 0076.
CREATE OR REPLACE FUNCTION scheduling.take_freed(most int, at timestamptz)
RETURNS TABLE (freed_id uuid, service_id text, location_id text, practitioner uuid, room_id uuid, starts timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM scheduling.freed f USING (
    SELECT x.freed_id FROM scheduling.freed x WHERE scheduling.may_offer(x.location_id, at)
        AND (x.starts < at OR scheduling.can_be_asked(x.service_id, x.location_id, x.practitioner, x.starts))
      ORDER BY x.made_at, x.freed_id LIMIT most FOR UPDATE SKIP LOCKED) taken
    WHERE f.freed_id = taken.freed_id RETURNING f.freed_id, f.service_id, f.location_id, f.practitioner, f.room_id, f.starts
$$;
REVOKE ALL ON FUNCTION scheduling.can_be_asked(text, text, uuid, timestamptz) FROM PUBLIC;
