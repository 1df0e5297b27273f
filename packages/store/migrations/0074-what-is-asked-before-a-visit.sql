-- What a service asks before a visit is answered by whoever comes, at booking or later by their link; and where a visit by video takes place.

-- consents are questions of the kind "consent": their words stand in the version of the service that was answered
ALTER TABLE scheduling.services DROP COLUMN consents;
ALTER TABLE scheduling.appointments
  ADD answered_version int CHECK (answered_version > 0),
  ADD answered_at timestamptz;

-- Answers by whoever may change the visit, until it is over; each answer stands for the one before, and the version tells to which words it was given.
-- 'done', 'not-found' or 'wrong-state'.
CREATE FUNCTION scheduling.answer(appointment uuid, said jsonb, of_version int, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT scheduling.may_change(appointment, proof) THEN
    RETURN 'not-found';
  END IF;
  UPDATE scheduling.appointments SET answers = said, answered_version = of_version, answered_at = now()
    WHERE appointment_id = appointment AND state IN ('held', 'booked', 'checked-in') AND upper(span) > now();
  RETURN CASE WHEN FOUND THEN 'done' ELSE 'wrong-state' END;
END $$;

-- what was answered, for whoever has the link or sees the visit
CREATE FUNCTION scheduling.answered(appointment uuid, proof bytea) RETURNS TABLE (answers jsonb, answered_version int, answered_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.answers, a.answered_version, a.answered_at FROM scheduling.appointments a
    WHERE a.appointment_id = appointment AND (a.link_hash = proof OR scheduling.sees(appointment))
$$;

-- The address at which somebody gives visits by video: told to nobody but those who come, and not before they have booked.
CREATE TABLE scheduling.video_rooms (
  practitioner uuid PRIMARY KEY REFERENCES clinic.practitioner_profiles,
  url text NOT NULL CHECK (url ~ '^https://' AND length(url) <= 500)
);
ALTER TABLE scheduling.video_rooms ENABLE ROW LEVEL SECURITY;
CREATE POLICY kept ON scheduling.video_rooms FOR ALL TO {{app}}
  USING (current_setting('clearday.manage', true) = 'on' OR practitioner = nullif(current_setting('clearday.account', true), '')::uuid)
  WITH CHECK (current_setting('clearday.manage', true) = 'on' OR practitioner = nullif(current_setting('clearday.account', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE (url), DELETE ON scheduling.video_rooms TO {{app}};

CREATE FUNCTION scheduling.video_of(appointment uuid, proof bytea) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.url FROM scheduling.appointments a JOIN scheduling.services s USING (service_id) JOIN scheduling.video_rooms v USING (practitioner)
    WHERE a.appointment_id = appointment AND s.setting = 'video' AND a.state IN ('booked', 'checked-in')
      AND (a.link_hash = proof OR scheduling.sees(appointment))
$$;

REVOKE ALL ON FUNCTION scheduling.answer(uuid, jsonb, int, bytea), scheduling.answered(uuid, bytea), scheduling.video_of(uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.answer(uuid, jsonb, int, bytea), scheduling.answered(uuid, bytea), scheduling.video_of(uuid, bytea) TO {{app}};
