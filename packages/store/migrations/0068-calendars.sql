-- The clinic's calendar and other calendars: feeds that a practitioner or a patient subscribes to, when a practitioner is busy by theirs, and the
-- diary that a visit belongs to.

-- Whoever has the address of a feed sees its times; of the address only the hash is kept. One of each kind for an account: making it anew ends the
-- one before.
CREATE TABLE scheduling.feeds (
  account_id uuid NOT NULL REFERENCES access.accounts ON DELETE CASCADE,
  -- practitioner: their own visits; patient: those of the diaries that the account writes
  kind text NOT NULL CHECK (kind IN ('practitioner', 'patient')),
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  -- what an entry is called: nothing of why or who, unless its practitioner chose it
  titles text NOT NULL DEFAULT 'neutral' CHECK (titles IN ('neutral', 'service', 'initials')),
  language text NOT NULL DEFAULT 'en' CHECK (language ~ '^[a-z]{2}$'),
  made_at timestamptz NOT NULL DEFAULT now(),
  fetched_at timestamptz,
  PRIMARY KEY (account_id, kind),
  CHECK (kind = 'practitioner' OR titles = 'neutral')
);
ALTER TABLE scheduling.feeds ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON scheduling.feeds FOR ALL TO {{app}}
  USING (account_id = nullif(current_setting('clearday.account', true), '')::uuid)
  WITH CHECK (account_id = nullif(current_setting('clearday.account', true), '')::uuid);
GRANT SELECT (account_id, kind, titles, language, made_at, fetched_at), INSERT (account_id, kind, token_hash, titles, language, made_at),
  UPDATE (titles), DELETE ON scheduling.feeds TO {{app}};

-- Whether an account practises here now.
CREATE FUNCTION scheduling.is_practitioner(who uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM access.accounts a JOIN access.staff_roles r USING (account_id)
    WHERE a.account_id = who AND a.left_at IS NULL AND r.role = 'practitioner' AND r.ended_at IS NULL)
$$;
-- The diaries that an account writes now, its own or as a proxy; none once it is closed.
CREATE FUNCTION scheduling.diaries_of(who uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.patient_id FROM access.diaries d JOIN access.accounts a USING (account_id)
    WHERE a.account_id = who AND a.left_at IS NULL AND d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now())
$$;

-- The feed behind an address, for whoever has it; nothing for a wrong one, and at once nothing where its account practises no more, or writes no
-- diary. When it was fetched is written at most every five minutes.
CREATE FUNCTION scheduling.open_feed(opens bytea)
RETURNS TABLE (kind text, titles text, language text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  f scheduling.feeds;
BEGIN
  SELECT * INTO f FROM scheduling.feeds x WHERE x.token_hash = opens;
  IF NOT FOUND OR (f.kind = 'practitioner' AND NOT scheduling.is_practitioner(f.account_id))
    OR (f.kind = 'patient' AND NOT EXISTS (SELECT FROM scheduling.diaries_of(f.account_id))) THEN
    RETURN;
  END IF;
  IF f.fetched_at IS NULL OR f.fetched_at < now() - interval '5 minutes' THEN
    UPDATE scheduling.feeds x SET fetched_at = now() WHERE x.token_hash = opens;
  END IF;
  RETURN QUERY SELECT f.kind, f.titles, f.language;
END $$;

-- What stands in it: what is booked, was, or was cancelled, from sixty days back on. Of who comes two letters, of what for its name, and each only
-- where the practitioner chose it.
CREATE FUNCTION scheduling.feed_entries(opens bytea)
RETURNS TABLE (appointment_id uuid, sequence int, cancelled boolean, span tstzrange, location_id text, names jsonb, initials text,
  made_at timestamptz, changed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.appointment_id, a.sequence, a.state = 'cancelled', a.span, a.location_id,
      CASE f.titles WHEN 'service' THEN s.names END,
      CASE f.titles WHEN 'initials' THEN (SELECT string_agg(upper(left(w.word, 1)), '' ORDER BY w.place)
        FROM regexp_split_to_table(btrim(p.name), '\s+') WITH ORDINALITY w (word, place) WHERE w.place <= 3) END,
      a.made_at, (SELECT max(c.changed_at) FROM scheduling.appointment_changes c WHERE c.appointment_id = a.appointment_id)
    FROM scheduling.feeds f
      JOIN scheduling.appointments a ON a.state IN ('booked', 'checked-in', 'completed', 'no-show', 'cancelled')
        AND a.occupied && tstzrange(now() - interval '60 days', NULL)
      JOIN scheduling.persons p USING (person_id)
      JOIN scheduling.services s USING (service_id)
    WHERE f.token_hash = opens AND CASE f.kind
      WHEN 'practitioner' THEN a.practitioner = f.account_id AND scheduling.is_practitioner(f.account_id)
      ELSE p.patient_id IN (SELECT scheduling.diaries_of(f.account_id)) END
    ORDER BY lower(a.span), a.appointment_id
$$;

-- A practitioner has up to a few other calendars, each read by itself: what is told of the last readings stands beside it.
ALTER TABLE scheduling.busy DROP CONSTRAINT busy_practitioner_fkey;
ALTER TABLE scheduling.busy DROP CONSTRAINT busy_pkey;
ALTER TABLE scheduling.other_calendars DROP CONSTRAINT other_calendars_pkey;
ALTER TABLE scheduling.other_calendars
  ADD calendar_id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  -- what is shown of its address, which is never shown again
  ADD host text NOT NULL DEFAULT '' CHECK (length(host) <= 253),
  ADD added_at timestamptz NOT NULL DEFAULT now(),
  -- of the answer that was read last, so that one that did not change is not sent again
  ADD etag text CHECK (length(etag) <= 500),
  ADD last_modified text CHECK (length(last_modified) <= 100),
  -- when all of it was read, not only told to be as it was
  ADD filled_at timestamptz,
  ADD failing_since timestamptz,
  ADD failures int NOT NULL DEFAULT 0,
  -- how many of its entries could not be read as they were meant
  ADD unread int NOT NULL DEFAULT 0 CHECK (unread >= 0),
  ADD due_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE scheduling.other_calendars ALTER calendar_id DROP DEFAULT;
CREATE INDEX other_calendars_of_practitioner ON scheduling.other_calendars (practitioner);
CREATE INDEX other_calendars_due ON scheduling.other_calendars (due_at);
ALTER TABLE scheduling.busy ADD calendar_id uuid;
UPDATE scheduling.busy b SET calendar_id = o.calendar_id FROM scheduling.other_calendars o WHERE o.practitioner = b.practitioner;
DELETE FROM scheduling.busy WHERE calendar_id IS NULL;
ALTER TABLE scheduling.busy ADD PRIMARY KEY (calendar_id, span);
ALTER TABLE scheduling.busy ADD FOREIGN KEY (calendar_id) REFERENCES scheduling.other_calendars ON DELETE CASCADE;
CREATE INDEX busy_by_time ON scheduling.busy USING gist (span);
REVOKE INSERT, UPDATE (sealed_url, read_at, fault) ON scheduling.other_calendars FROM {{app}};
GRANT INSERT (calendar_id, practitioner, sealed_url, host), UPDATE (read_at, fault, etag, last_modified, filled_at, failing_since, failures, unread, due_at)
  ON scheduling.other_calendars TO {{app}};

-- Which are to be read now, the longest due first: each is given to one reader, and is due again in a while whatever becomes of it.
CREATE FUNCTION scheduling.claim_calendars(most int)
RETURNS TABLE (calendar_id uuid, practitioner uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY WITH wanted AS (
      SELECT o.calendar_id FROM scheduling.other_calendars o WHERE o.due_at <= now() AND scheduling.is_practitioner(o.practitioner)
      ORDER BY o.due_at, o.calendar_id LIMIT most FOR UPDATE SKIP LOCKED)
    UPDATE scheduling.other_calendars o SET due_at = now() + interval '15 minutes' FROM wanted w WHERE o.calendar_id = w.calendar_id
    RETURNING o.calendar_id, o.practitioner;
END $$;

-- With a member of staff who leaves their calendars go: by a manager alone. How many went.
CREATE FUNCTION scheduling.end_calendars(who uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  feeds int;
  others int;
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    RETURN 0;
  END IF;
  DELETE FROM scheduling.feeds f WHERE f.account_id = who AND f.kind = 'practitioner';
  GET DIAGNOSTICS feeds = ROW_COUNT;
  DELETE FROM scheduling.other_calendars o WHERE o.practitioner = who;
  GET DIAGNOSTICS others = ROW_COUNT;
  RETURN feeds + others;
END $$;

-- Whoever has the link of a visit says whose diary it belongs to: one that they write. A person whose diary is known is not taken from it, and one
-- who has other visits than this and its course is left to the desk: a link that was passed on opens one visit, not all of a person's.
-- 'connected', 'not-found', 'not-yours', 'two-diaries' or 'wrong-state'.
CREATE FUNCTION scheduling.connect_visit(appointment uuid, proof bytea, patient uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a scheduling.appointments;
  p scheduling.persons;
BEGIN
  IF patient IS NULL OR NOT scheduling.writes_for(patient) THEN
    RETURN 'not-yours';
  END IF;
  SELECT * INTO a FROM scheduling.appointments x WHERE x.appointment_id = appointment AND x.link_hash = proof;
  IF NOT FOUND OR a.person_id IS NULL OR a.state IN ('held', 'expired') THEN
    RETURN 'not-found';
  END IF;
  PERFORM scheduling.queue_up(a.person_id);
  SELECT * INTO p FROM scheduling.persons x WHERE x.person_id = a.person_id FOR UPDATE;
  IF p.patient_id = patient THEN
    RETURN 'connected';
  END IF;
  IF p.patient_id IS NOT NULL THEN
    RETURN 'two-diaries';
  END IF;
  IF EXISTS (SELECT FROM scheduling.appointments o WHERE o.person_id = p.person_id AND o.appointment_id <> a.appointment_id AND o.state <> 'expired'
      AND (a.course_id IS NULL OR o.course_id IS DISTINCT FROM a.course_id)) THEN
    RETURN 'wrong-state';
  END IF;
  UPDATE scheduling.persons SET patient_id = patient WHERE person_id = p.person_id;
  RETURN 'connected';
END $$;
-- Whose diary a visit belongs to, for who has its link: 'mine', 'nobodys' or 'anothers'; '' for a wrong link.
CREATE FUNCTION scheduling.belongs(appointment uuid, proof bytea) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT CASE WHEN p.patient_id IS NULL THEN 'nobodys' WHEN scheduling.writes_for(p.patient_id) THEN 'mine' ELSE 'anothers' END
    FROM scheduling.appointments a LEFT JOIN scheduling.persons p USING (person_id)
    WHERE a.appointment_id = appointment AND a.link_hash = proof), '')
$$;

REVOKE ALL ON FUNCTION scheduling.is_practitioner(uuid), scheduling.diaries_of(uuid), scheduling.open_feed(bytea), scheduling.feed_entries(bytea),
  scheduling.claim_calendars(int), scheduling.end_calendars(uuid), scheduling.connect_visit(uuid, bytea, uuid), scheduling.belongs(uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.open_feed(bytea), scheduling.feed_entries(bytea), scheduling.end_calendars(uuid),
  scheduling.connect_visit(uuid, bytea, uuid), scheduling.belongs(uuid, bytea) TO {{app}};
GRANT EXECUTE ON FUNCTION scheduling.claim_calendars(int) TO {{jobs}};
