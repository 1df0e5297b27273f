-- What is told around a visit: noted by triggers in the transaction of the change, whichever page made it, and made into mails by the server.
--
-- A note says that something may have to be told, not what: what is told is the difference between what stands when the mail is written and what the
-- last mail that went out said. So changes that follow each other are told once, what was taken back before anybody heard of it is not told, and a
-- mail that waited for hours says what is true when it goes.

ALTER TABLE mail.kinds DROP CONSTRAINT kinds_queued_by_check;
ALTER TABLE mail.kinds ADD CONSTRAINT kinds_queued_by_check CHECK (queued_by <@ '{app,auth,site,visit}');
INSERT INTO mail.kinds (kind, queued_by, at_most_once, keeps) VALUES
  ('visits-changed', '{visit}', false, '7 days'),
  ('visit-request', '{visit}', false, '7 days'),
  ('time-offered', '{visit}', false, '3 hours'),
  ('visit-reminder', '{visit}', true, '6 hours');
INSERT INTO queue.tasks (task, payload, asked_for, most_attempts) VALUES ('tell-visit', '{about}', false, 5);

CREATE TABLE scheduling.notices (
  notice_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- who is told about which visit; or the request or the claim that is told about
  person_id uuid REFERENCES scheduling.persons ON DELETE CASCADE,
  appointment_id uuid REFERENCES scheduling.appointments ON DELETE CASCADE,
  request_id uuid REFERENCES scheduling.requests ON DELETE CASCADE,
  claim_id uuid REFERENCES scheduling.claims ON DELETE CASCADE,
  -- a person with all their visits is told in one mail
  about uuid NOT NULL GENERATED ALWAYS AS (coalesce(claim_id, request_id, person_id)) STORED,
  kind text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN claim_id IS NOT NULL THEN 'time-offered' WHEN request_id IS NOT NULL THEN 'visit-request' ELSE 'visits-changed' END) STORED,
  -- something has changed: to be looked at from then on
  due_at timestamptz,
  -- when it came to stand as it stands: a reminder that lies before is none
  since timestamptz NOT NULL DEFAULT now(),
  -- whoever comes made it themself, so they know of it before any mail
  known boolean NOT NULL,
  -- what the last mail that went out said, and what the mail says that is on its way
  told jsonb,
  saying jsonb,
  mail_id uuid,
  CHECK ((saying IS NULL) = (mail_id IS NULL)),
  CHECK (num_nonnulls(appointment_id, request_id, claim_id) = 1 AND (appointment_id IS NULL) = (person_id IS NULL)),
  UNIQUE NULLS NOT DISTINCT (person_id, appointment_id, request_id, claim_id)
);
CREATE INDEX notices_due ON scheduling.notices (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX notices_about ON scheduling.notices (about);
CREATE INDEX notices_under_way ON scheduling.notices (mail_id) WHERE mail_id IS NOT NULL;
CREATE INDEX notices_of_appointment ON scheduling.notices (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX notices_of_request ON scheduling.notices (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX notices_of_claim ON scheduling.notices (claim_id) WHERE claim_id IS NOT NULL;

-- Times that became free and were not offered yet to those who wait.
CREATE TABLE scheduling.freed (
  -- the id of the offer too: offered twice it is the same
  freed_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  service_id text NOT NULL REFERENCES scheduling.services,
  location_id text NOT NULL REFERENCES clinic.locations,
  practitioner uuid NOT NULL REFERENCES clinic.practitioner_profiles,
  room_id uuid REFERENCES scheduling.rooms,
  starts timestamptz NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);

-- How long before a visit its person is reminded. The clinic's own row, without a service, holds for every service that has none.
CREATE TABLE scheduling.reminding (
  service_id text UNIQUE NULLS NOT DISTINCT REFERENCES scheduling.services,
  -- in minutes, none for no reminder
  befores int[] NOT NULL CHECK (cardinality(befores) <= 3 AND 30 <= ALL (befores) AND 43200 >= ALL (befores)),
  -- on the clock of the place, from minute to minute of a day; in between nobody is reminded. Of the clinic's row alone.
  quiet_from int NOT NULL DEFAULT 1260 CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_to int NOT NULL DEFAULT 480 CHECK (quiet_to BETWEEN 0 AND 1439)
);
INSERT INTO scheduling.reminding (service_id, befores) VALUES (NULL, '{2880,120}');

-- Reminders that were sent or passed over: never a second time for one start, whatever became of the mail.
CREATE TABLE scheduling.reminded (
  appointment_id uuid NOT NULL REFERENCES scheduling.appointments ON DELETE CASCADE,
  starts timestamptz NOT NULL,
  before int NOT NULL,
  reminded_at timestamptz NOT NULL DEFAULT now(),
  -- NULL: it was too late for it, or another said it already
  mail_id uuid,
  PRIMARY KEY (appointment_id, starts, before)
);

ALTER TABLE scheduling.notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.freed ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.reminding ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.reminded ENABLE ROW LEVEL SECURITY;
CREATE POLICY known ON scheduling.reminding FOR SELECT TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
CREATE POLICY made ON scheduling.reminding FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.manage', true) = 'on');
CREATE POLICY changed ON scheduling.reminding FOR UPDATE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
CREATE POLICY ended ON scheduling.reminding FOR DELETE TO {{app}}
  USING (current_setting('clearday.manage', true) = 'on' AND service_id IS NOT NULL);
GRANT SELECT, INSERT, UPDATE (befores, quiet_from, quiet_to), DELETE ON scheduling.reminding TO {{app}};

-- To be told, in a moment: what follows within it is told with it. For the triggers below alone.
CREATE FUNCTION scheduling.note(person uuid, appointment uuid, request uuid, claim uuid, anew boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  at timestamptz := clock_timestamp() + interval '10 seconds';
BEGIN
  INSERT INTO scheduling.notices (person_id, appointment_id, request_id, claim_id, due_at, known)
    VALUES (person, appointment, request, claim, at, NOT scheduling.at_desk())
    ON CONFLICT (person_id, appointment_id, request_id, claim_id)
      DO UPDATE SET due_at = excluded.due_at, since = CASE WHEN anew THEN now() ELSE notices.since END;
  -- the clock looks every minute too; this is so that nobody waits for it
  PERFORM graphile_worker.add_job(
    identifier => 'tell-visit', payload => json_build_object('about', coalesce(claim, request, person)), run_at => at, max_attempts => 5,
    job_key => 'tell-visit:' || coalesce(claim, request, person));
END $$;

CREATE FUNCTION scheduling.note_visit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.person_id IS NOT NULL AND NEW.state IN ('booked', 'cancelled') THEN
    PERFORM scheduling.note(NEW.person_id, NEW.appointment_id, NULL, NULL, true);
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.person_id <> NEW.person_id THEN
      PERFORM scheduling.note(OLD.person_id, NEW.appointment_id, NULL, NULL, true);
    END IF;
    -- where somebody was expected, or a time was kept for an answer, somebody else can come now
    IF (OLD.state = 'booked' AND (NEW.state = 'cancelled'
        OR NEW.state = 'booked' AND (OLD.span, OLD.practitioner, OLD.location_id) IS DISTINCT FROM (NEW.span, NEW.practitioner, NEW.location_id))
      OR OLD.state = 'held' AND NEW.state = 'expired'
        AND EXISTS (SELECT FROM scheduling.proposals p WHERE p.appointment_id = OLD.appointment_id))
      AND lower(OLD.span) > now() THEN
      INSERT INTO scheduling.freed (service_id, location_id, practitioner, room_id, starts)
        VALUES (OLD.service_id, OLD.location_id, OLD.practitioner, OLD.room_id, lower(OLD.span));
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER noted_new AFTER INSERT ON scheduling.appointments FOR EACH ROW EXECUTE FUNCTION scheduling.note_visit();
CREATE TRIGGER noted AFTER UPDATE ON scheduling.appointments FOR EACH ROW
  WHEN ((OLD.state, OLD.person_id, OLD.span, OLD.practitioner, OLD.location_id)
    IS DISTINCT FROM (NEW.state, NEW.person_id, NEW.span, NEW.practitioner, NEW.location_id))
  EXECUTE FUNCTION scheduling.note_visit();

CREATE FUNCTION scheduling.note_request() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scheduling.note(NULL, NULL, NEW.request_id, NULL, false);
  RETURN NULL;
END $$;
CREATE TRIGGER noted AFTER INSERT OR UPDATE OF version ON scheduling.requests
  FOR EACH ROW WHEN (NEW.email <> '') EXECUTE FUNCTION scheduling.note_request();

CREATE FUNCTION scheduling.note_claim() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM scheduling.note(NULL, NULL, NULL, NEW.claim_id, false);
  RETURN NULL;
END $$;
CREATE TRIGGER noted AFTER INSERT ON scheduling.claims FOR EACH ROW EXECUTE FUNCTION scheduling.note_claim();

-- Of two that were one person all along the second was told what the first was told. An address that was put right is told all that is to come.
CREATE FUNCTION scheduling.note_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one uuid;
BEGIN
  IF OLD.merged_into IS NULL AND NEW.merged_into IS NOT NULL THEN
    UPDATE scheduling.notices s SET told = coalesce(s.told, n.told), saying = coalesce(s.saying, n.saying), mail_id = coalesce(s.mail_id, n.mail_id),
        since = n.since
      FROM scheduling.notices n WHERE n.person_id = NEW.person_id AND s.person_id = NEW.merged_into AND s.appointment_id = n.appointment_id;
    DELETE FROM scheduling.notices n WHERE n.person_id = NEW.person_id;
  ELSIF lower(OLD.email) <> lower(NEW.email) THEN
    UPDATE scheduling.notices SET told = NULL, saying = NULL, mail_id = NULL WHERE person_id = NEW.person_id;
    FOR one IN SELECT a.appointment_id FROM scheduling.appointments a
        WHERE a.person_id = NEW.person_id AND a.state = 'booked' AND lower(a.span) > now() LOOP
      PERFORM scheduling.note(NEW.person_id, one, NULL, NULL, false);
    END LOOP;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER noted AFTER UPDATE OF merged_into, email ON scheduling.persons FOR EACH ROW EXECUTE FUNCTION scheduling.note_person();

-- whoever is forgotten is written to no more
CREATE FUNCTION scheduling.drop_mails() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM mail.mails m WHERE m.account_id = (to_jsonb(OLD) ->> TG_ARGV[0])::uuid;
  RETURN NULL;
END $$;
CREATE TRIGGER drops_mails AFTER DELETE ON scheduling.persons FOR EACH ROW EXECUTE FUNCTION scheduling.drop_mails('person_id');
CREATE TRIGGER drops_mails AFTER DELETE ON scheduling.requests FOR EACH ROW EXECUTE FUNCTION scheduling.drop_mails('request_id');

-- What the last mail that went out said; one that is done decides over what it was to say.
CREATE FUNCTION scheduling.heard(n scheduling.notices) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN EXISTS (SELECT FROM mail.mails m WHERE m.mail_id = n.mail_id AND m.state = 'sent') THEN n.saying ELSE n.told END
$$;

-- Of a person, what they are to hear of their visits now: 'booked', 'moved' or 'cancelled', and when and where that is. Nothing of what is past.
CREATE FUNCTION scheduling.news_of_visits(person uuid)
RETURNS TABLE (notice_id uuid, what text, appointment_id uuid, said jsonb, heard jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.notice_id, w.what, a.appointment_id, CASE w.what WHEN 'cancelled' THEN coalesce(b.heard, f.stands) || '{"state": "cancelled"}' ELSE f.stands END,
      b.heard
    FROM scheduling.notices n JOIN scheduling.appointments a USING (appointment_id) JOIN scheduling.persons p ON p.person_id = n.person_id
    CROSS JOIN LATERAL (SELECT scheduling.heard(n) AS heard) b
    CROSS JOIN LATERAL (SELECT a.person_id = n.person_id AND a.state IN ('booked', 'checked-in', 'completed', 'no-show') AS comes,
      jsonb_build_object('state', 'booked', 'from', extract(epoch FROM lower(a.span)), 'to', extract(epoch FROM upper(a.span)),
        'place', a.location_id, 'who', a.practitioner) AS stands) f
    CROSS JOIN LATERAL (SELECT CASE
      WHEN f.comes AND lower(a.span) > now() THEN
        CASE WHEN b.heard ->> 'state' = 'booked' THEN CASE WHEN b.heard <> f.stands THEN 'moved' END ELSE 'booked' END
      WHEN f.comes THEN NULL
      WHEN b.heard ->> 'state' = 'booked' THEN
        CASE WHEN to_timestamp((b.heard ->> 'from')::float8) > now()
          -- the same address hears of the visit under another name: to that calendar it is the same visit
          AND NOT EXISTS (SELECT FROM scheduling.persons o WHERE o.person_id = a.person_id AND o.person_id <> p.person_id
            AND lower(o.email) = lower(p.email) AND a.state = 'booked') THEN 'cancelled' END
      -- booked and cancelled before any mail went: they hear of it only where they may have known of it
      WHEN b.heard IS NULL AND a.person_id = n.person_id AND a.state = 'cancelled' AND lower(a.span) > now()
        AND (n.known OR a.made_at < now() - interval '10 minutes') THEN 'cancelled' END AS what) w
    WHERE n.person_id = person AND w.what IS NOT NULL AND p.merged_into IS NULL AND p.email <> ''
$$;

-- Of a request: 'asked', 'proposed', 'declined' or 'withdrawn'. A confirmed one is told as the visit that it became.
CREATE FUNCTION scheduling.news_of_request(request uuid) RETURNS TABLE (notice_id uuid, what text, said jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.notice_id, w.what, jsonb_build_object('state', w.what, 'times', t.times)
    FROM scheduling.notices n JOIN scheduling.requests r USING (request_id)
    CROSS JOIN LATERAL (SELECT scheduling.heard(n) AS heard) b
    CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(p.appointment_id ORDER BY p.appointment_id), '[]') AS times
      FROM scheduling.proposals p JOIN scheduling.appointments a USING (appointment_id)
      WHERE p.request_id = r.request_id AND a.state = 'held' AND a.held_until > now()) t
    CROSS JOIN LATERAL (SELECT CASE
      WHEN r.state IN ('new', 'triaged') AND b.heard IS NULL
        -- an address that anybody may have typed: five receipts a day, whoever asks
        AND (SELECT count(*) FROM mail.mails m JOIN scheduling.requests o ON o.request_id = m.account_id
          WHERE lower(o.email) = lower(r.email) AND m.kind = 'visit-request' AND m.queued_at > now() - interval '1 day'
            AND m.mail_id IS DISTINCT FROM n.mail_id AND o.request_id <> r.request_id) < 5 THEN 'asked'
      -- times that ended were told already; a further one is news
      WHEN r.state = 'proposed' AND NOT coalesce(b.heard -> 'times', '[]') @> t.times THEN 'proposed'
      WHEN r.state IN ('declined', 'withdrawn') AND b.heard ->> 'state' IS DISTINCT FROM r.state THEN r.state END AS what) w
    WHERE n.request_id = request AND w.what IS NOT NULL AND r.email <> ''
$$;

-- Of a claim: nothing where it is over.
CREATE FUNCTION scheduling.news_of_claim(claim uuid) RETURNS TABLE (notice_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.notice_id, p.person_id FROM scheduling.notices n JOIN scheduling.claims c USING (claim_id) JOIN scheduling.waiting w USING (waiting_id)
      JOIN scheduling.persons p ON p.person_id = w.person_id JOIN scheduling.appointments a ON a.appointment_id = c.appointment_id
    WHERE c.claim_id = claim AND c.state = 'open' AND c.ends_at > now() AND a.state = 'held' AND w.state = 'waiting' AND p.merged_into IS NULL
      AND p.email <> ''
$$;

-- What is due, the longest due first; of one, where it is named. `recipient`: the person or request whose address is looked up when the mail goes.
CREATE FUNCTION scheduling.to_tell(one uuid, most int) RETURNS TABLE (about uuid, kind text, recipient uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.about, n.kind, CASE n.kind WHEN 'time-offered' THEN
      (SELECT w.person_id FROM scheduling.claims c JOIN scheduling.waiting w USING (waiting_id) WHERE c.claim_id = n.about) ELSE n.about END
    FROM scheduling.notices n WHERE n.due_at <= now() AND (one IS NULL OR n.about = one)
    GROUP BY n.about, n.kind ORDER BY min(n.due_at), n.about LIMIT most
$$;

-- Queues the mail about something that is due, or finds that nothing is to be told; whether it was queued. Said again it is queued already: until a
-- mail is handed over, the same mail says whatever comes to be.
CREATE FUNCTION scheduling.tell(mail_id uuid, about uuid, kind text, recipient uuid, sealed bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  noted uuid[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('telling ' || about, 0));
  -- rows that a change holds right now are due again after it
  noted := ARRAY(SELECT n.notice_id FROM scheduling.notices n WHERE n.about = tell.about AND n.due_at IS NOT NULL FOR UPDATE SKIP LOCKED);
  IF EXISTS (SELECT FROM mail.mails m WHERE m.account_id = recipient AND m.kind = tell.kind AND (tell.kind <> 'time-offered' OR m.key = about::text)
      AND (m.state = 'queued' OR m.state = 'sending' AND m.sending_since > now() - interval '1 hour')) THEN
    RETURN false;
  END IF;
  IF NOT (CASE tell.kind WHEN 'visits-changed' THEN EXISTS (SELECT FROM scheduling.news_of_visits(about))
      WHEN 'visit-request' THEN EXISTS (SELECT FROM scheduling.news_of_request(about))
      ELSE EXISTS (SELECT FROM scheduling.news_of_claim(about) c WHERE c.person_id = recipient) END) THEN
    UPDATE scheduling.notices n SET due_at = NULL WHERE n.notice_id = ANY (noted);
    RETURN false;
  END IF;
  IF mail.put('visit', mail_id, recipient, (SELECT p.patient_id FROM scheduling.persons p WHERE p.person_id = recipient), tell.kind,
      CASE tell.kind WHEN 'time-offered' THEN about::text END, sealed, NULL) THEN
    RETURN true;
  END IF;
  -- of a claim one mail alone, whatever became of it
  UPDATE scheduling.notices n SET due_at = NULL WHERE n.notice_id = ANY (noted);
  RETURN false;
END $$;

-- Mails that are done settle what was told, before their rows go.
CREATE FUNCTION scheduling.settle_told() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE scheduling.notices n SET told = scheduling.heard(n), saying = NULL, mail_id = NULL
    FROM (SELECT x.notice_id FROM scheduling.notices x WHERE x.mail_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM mail.mails m WHERE m.mail_id = x.mail_id AND m.done_at IS NULL) FOR UPDATE SKIP LOCKED) done
    WHERE n.notice_id = done.notice_id
$$;

-- What a visit is called and what is said of where and with whom.
CREATE FUNCTION scheduling.words_of(service text, place text, who uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('names', s.names, 'preparation', s.preparation, 'setting', s.setting, 'cancelMinutes', s.cancel_minutes,
      'place', l.name, 'address', l.address, 'telephone', l.telephone, 'timeZone', l.time_zone,
      'practitioner', coalesce((SELECT concat_ws(', ', p.name, nullif(p.honours, '')) FROM site.people p WHERE p.account_id = who), ''))
    FROM scheduling.services s, clinic.locations l WHERE s.service_id = service AND l.location_id = place
$$;

-- For the mail that goes now: to whom it goes and what it says, noted as what it says. No row: nothing is left to tell.
CREATE FUNCTION scheduling.telling_visits(mail uuid, person uuid)
RETURNS TABLE (address text, name text, language text, what text, appointment_id uuid, sequence int, starts timestamptz, ends timestamptz,
  before jsonb, words jsonb, made_at timestamptz, changed_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  noted uuid[];
BEGIN
  noted := ARRAY(SELECT n.notice_id FROM scheduling.notices n WHERE n.person_id = person FOR UPDATE SKIP LOCKED);
  UPDATE scheduling.notices n SET told = scheduling.heard(n), saying = NULL, mail_id = NULL, due_at = NULL WHERE n.notice_id = ANY (noted);
  RETURN QUERY WITH news AS MATERIALIZED (SELECT * FROM scheduling.news_of_visits(person) w WHERE w.notice_id = ANY (noted)),
    said AS (UPDATE scheduling.notices n SET saying = w.said, mail_id = mail FROM news w WHERE n.notice_id = w.notice_id)
    SELECT p.email, p.name, p.language, w.what, a.appointment_id, a.sequence, to_timestamp((w.said ->> 'from')::float8),
        to_timestamp((w.said ->> 'to')::float8), CASE w.what WHEN 'moved' THEN w.heard END,
        scheduling.words_of(a.service_id, w.said ->> 'place', (w.said ->> 'who')::uuid), a.made_at,
        (SELECT max(h.changed_at) FROM scheduling.appointment_changes h WHERE h.appointment_id = a.appointment_id)
      FROM news w JOIN scheduling.appointments a USING (appointment_id), scheduling.persons p WHERE p.person_id = person
      ORDER BY w.said ->> 'from', a.appointment_id;
END $$;

CREATE FUNCTION scheduling.telling_request(mail uuid, request uuid)
RETURNS TABLE (address text, name text, language text, what text, starts timestamptz, ends_at timestamptz, words jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM scheduling.notices n WHERE n.request_id = request FOR UPDATE;
  UPDATE scheduling.notices n SET told = scheduling.heard(n), saying = NULL, mail_id = NULL, due_at = NULL WHERE n.request_id = request;
  RETURN QUERY WITH news AS MATERIALIZED (SELECT * FROM scheduling.news_of_request(request)),
    said AS (UPDATE scheduling.notices n SET saying = w.said, mail_id = mail FROM news w WHERE n.notice_id = w.notice_id)
    SELECT r.email, r.name, r.language, w.what, lower(a.span), p.ends_at, scheduling.words_of(a.service_id, a.location_id, a.practitioner)
      FROM news w JOIN scheduling.requests r ON r.request_id = request
        LEFT JOIN scheduling.proposals p ON p.request_id = request AND w.what = 'proposed' AND w.said -> 'times' ? p.appointment_id::text
        LEFT JOIN scheduling.appointments a ON a.appointment_id = p.appointment_id
      ORDER BY lower(a.span);
END $$;

CREATE FUNCTION scheduling.telling_claim(claim uuid)
RETURNS TABLE (address text, name text, language text, person_id uuid, starts timestamptz, ends_at timestamptz, words jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE scheduling.notices n SET due_at = NULL WHERE n.claim_id = claim;
  RETURN QUERY SELECT p.email, p.name, p.language, p.person_id, lower(a.span), c.ends_at,
      scheduling.words_of(a.service_id, a.location_id, a.practitioner)
    FROM scheduling.news_of_claim(claim) w JOIN scheduling.persons p ON p.person_id = w.person_id, scheduling.claims c
      JOIN scheduling.appointments a ON a.appointment_id = c.appointment_id WHERE c.claim_id = claim;
END $$;

-- Reminders that may be due by that moment and were not sent: the moment itself is worked out by the clock of the place. A reminder that quiet hours
-- move goes at most a day earlier.
CREATE FUNCTION scheduling.to_remind(at timestamptz, most int)
RETURNS TABLE (appointment_id uuid, person_id uuid, starts timestamptz, before int, since timestamptz, time_zone text, quiet_from int, quiet_to int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.appointment_id, a.person_id, lower(a.span), b.before, coalesce(n.since, a.made_at), l.time_zone, c.quiet_from, c.quiet_to
    FROM scheduling.appointments a JOIN scheduling.persons p USING (person_id) JOIN clinic.locations l USING (location_id)
      JOIN scheduling.reminding c ON c.service_id IS NULL LEFT JOIN scheduling.reminding o ON o.service_id = a.service_id
      CROSS JOIN LATERAL unnest(coalesce(o.befores, c.befores)) AS b (before)
      LEFT JOIN scheduling.notices n ON n.appointment_id = a.appointment_id AND n.person_id = a.person_id
    WHERE a.state = 'booked' AND a.occupied && tstzrange(at, at + interval '32 days') AND lower(a.span) > at AND p.email <> '' AND p.merged_into IS NULL
      AND lower(a.span) - make_interval(mins => b.before) - interval '1 day' <= at
      AND NOT EXISTS (SELECT FROM scheduling.reminded r WHERE r.appointment_id = a.appointment_id AND r.starts = lower(a.span) AND r.before = b.before)
    ORDER BY lower(a.span), a.appointment_id, b.before LIMIT most
$$;

-- Sends one of these reminders and passes over the others; with no mail it passes over all. Whether a mail was queued: once for one start, whoever
-- asks at the same time.
CREATE FUNCTION scheduling.remind(mail_id uuid, appointment uuid, person uuid, starting timestamptz, befores int[], sealed bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO scheduling.reminded (appointment_id, starts, before, mail_id)
    SELECT a.appointment_id, starting, b, remind.mail_id FROM scheduling.appointments a, unnest(befores) b
    WHERE a.appointment_id = appointment AND a.person_id = person AND lower(a.span) = starting AND a.state = 'booked' ORDER BY b
    ON CONFLICT DO NOTHING;
  IF NOT FOUND OR sealed IS NULL THEN
    RETURN false;
  END IF;
  RETURN mail.put('visit', remind.mail_id, person, (SELECT p.patient_id FROM scheduling.persons p WHERE p.person_id = person), 'visit-reminder',
    concat_ws('.', appointment, extract(epoch FROM starting)::bigint, befores[1]), sealed, NULL);
END $$;

-- For the reminder that goes now; no row where the visit is cancelled, elsewhere, somebody else's or has begun.
CREATE FUNCTION scheduling.telling_reminder(appointment uuid, person uuid, starting timestamptz, at timestamptz)
RETURNS TABLE (address text, name text, language text, sequence int, starts timestamptz, ends timestamptz, words jsonb, made_at timestamptz,
  changed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.email, p.name, p.language, a.sequence, lower(a.span), upper(a.span), scheduling.words_of(a.service_id, a.location_id, a.practitioner),
      a.made_at, (SELECT max(h.changed_at) FROM scheduling.appointment_changes h WHERE h.appointment_id = a.appointment_id)
    FROM scheduling.appointments a JOIN scheduling.persons p USING (person_id)
    WHERE a.appointment_id = appointment AND a.person_id = person AND a.state = 'booked' AND lower(a.span) = starting AND starting > at AND p.email <> ''
$$;

-- Times that became free, taken up to be offered: in the transaction that offers them, so that a crash on the way leaves them.
CREATE FUNCTION scheduling.take_freed(most int)
RETURNS TABLE (freed_id uuid, service_id text, location_id text, practitioner uuid, room_id uuid, starts timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM scheduling.freed f USING (
    SELECT x.freed_id FROM scheduling.freed x ORDER BY x.made_at, x.freed_id LIMIT most FOR UPDATE SKIP LOCKED) taken
    WHERE f.freed_id = taken.freed_id RETURNING f.freed_id, f.service_id, f.location_id, f.practitioner, f.room_id, f.starts
$$;

REVOKE ALL ON FUNCTION scheduling.note(uuid, uuid, uuid, uuid, boolean), scheduling.note_visit(), scheduling.note_request(), scheduling.note_claim(),
  scheduling.note_person(), scheduling.drop_mails(), scheduling.heard(scheduling.notices), scheduling.news_of_visits(uuid),
  scheduling.news_of_request(uuid), scheduling.news_of_claim(uuid), scheduling.to_tell(uuid, int),
  scheduling.tell(uuid, uuid, text, uuid, bytea), scheduling.settle_told(), scheduling.words_of(text, text, uuid),
  scheduling.telling_visits(uuid, uuid), scheduling.telling_request(uuid, uuid), scheduling.telling_claim(uuid),
  scheduling.to_remind(timestamptz, int), scheduling.remind(uuid, uuid, uuid, timestamptz, int[], bytea),
  scheduling.telling_reminder(uuid, uuid, timestamptz, timestamptz), scheduling.take_freed(int)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.to_tell(uuid, int), scheduling.tell(uuid, uuid, text, uuid, bytea), scheduling.settle_told(),
  scheduling.telling_visits(uuid, uuid), scheduling.telling_request(uuid, uuid), scheduling.telling_claim(uuid),
  scheduling.to_remind(timestamptz, int), scheduling.remind(uuid, uuid, uuid, timestamptz, int[], bytea),
  scheduling.telling_reminder(uuid, uuid, timestamptz, timestamptz)
  TO {{jobs}};
-- with what offers them, which everybody's connection may call
GRANT EXECUTE ON FUNCTION scheduling.take_freed(int) TO {{app}};
