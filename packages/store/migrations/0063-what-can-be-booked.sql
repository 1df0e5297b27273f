-- What a person can come for, with whom, where and when: services, rooms, who gives what where, working plans, and what stands beside them.

CREATE SCHEMA scheduling;
GRANT USAGE ON SCHEMA scheduling TO {{app}};
-- equality and overlap in one constraint: what makes a double booking impossible
CREATE EXTENSION btree_gist WITH SCHEMA scheduling;

-- Whose law holds at a place, and where a licence does; '' at a place: none is named, and every licence counts; '' of a licence: everywhere.
ALTER TABLE clinic.locations ADD jurisdiction text NOT NULL DEFAULT '' CHECK (length(jurisdiction) <= 100);
GRANT INSERT (jurisdiction), UPDATE (jurisdiction) ON clinic.locations TO {{app}};
ALTER TABLE site.licences ADD jurisdiction text NOT NULL DEFAULT '' CHECK (length(jurisdiction) <= 100);
GRANT UPDATE (jurisdiction) ON site.licences TO {{app}};

CREATE TABLE scheduling.services (
  service_id text PRIMARY KEY CHECK (service_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(service_id) <= 60),
  -- each saving adds one
  version int NOT NULL DEFAULT 1 CHECK (version > 0),
  kind text NOT NULL CHECK (kind IN ('evaluation-new', 'evaluation-follow-up', 'session', 'nurse-call')),
  -- of the evidence library, for sessions: what stands in the diary once one is over
  treatment_id text CHECK (treatment_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- by language
  names jsonb NOT NULL CHECK (jsonb_typeof(names) = 'object' AND names <> '{}'),
  preparation jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(preparation) = 'object'),
  setting text NOT NULL DEFAULT 'in-person' CHECK (setting IN ('in-person', 'video')),
  minutes int NOT NULL CHECK (minutes BETWEEN 5 AND 720),
  buffer_before int NOT NULL DEFAULT 0 CHECK (buffer_before BETWEEN 0 AND 240),
  buffer_after int NOT NULL DEFAULT 0 CHECK (buffer_after BETWEEN 0 AND 240),
  needs_room boolean NOT NULL DEFAULT true CHECK (setting = 'in-person' OR NOT needs_room),
  capacity int NOT NULL DEFAULT 1 CHECK (capacity BETWEEN 1 AND 100),
  -- instant: whoever chooses has it; request: somebody of the clinic reads it first
  booking text NOT NULL DEFAULT 'request' CHECK (booking IN ('instant', 'request')),
  -- in the clinic's words, '' for not said
  price text NOT NULL DEFAULT '' CHECK (length(price) <= 100),
  -- questions of the form, each {"key", "words" by language, "kind"}
  intake jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(intake) = 'array'),
  consents text[] NOT NULL DEFAULT '{}',
  licence_needed boolean NOT NULL DEFAULT true,
  notice_minutes int NOT NULL DEFAULT 1440 CHECK (notice_minutes BETWEEN 0 AND 90 * 1440),
  horizon_days int NOT NULL DEFAULT 90 CHECK (horizon_days BETWEEN 1 AND 730),
  every_minutes int NOT NULL DEFAULT 15 CHECK (every_minutes BETWEEN 5 AND 720),
  -- until so long before, a visit is cancelled or moved without a mark
  cancel_minutes int NOT NULL DEFAULT 1440 CHECK (cancel_minutes BETWEEN 0 AND 30 * 1440),
  -- offered no more; what was booked stays
  closed_at timestamptz
);

CREATE TABLE scheduling.service_versions (
  service_id text NOT NULL REFERENCES scheduling.services,
  version int NOT NULL,
  document jsonb NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now(),
  saved_by uuid REFERENCES access.accounts,
  PRIMARY KEY (service_id, version)
);

CREATE TABLE scheduling.rooms (
  room_id uuid PRIMARY KEY,
  location_id text NOT NULL REFERENCES clinic.locations,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  closed_at timestamptz,
  UNIQUE (location_id, name)
);

-- who gives what where
CREATE TABLE scheduling.offerings (
  service_id text NOT NULL REFERENCES scheduling.services,
  practitioner uuid NOT NULL REFERENCES clinic.practitioner_profiles,
  location_id text NOT NULL REFERENCES clinic.locations,
  PRIMARY KEY (service_id, practitioner, location_id)
);

-- When a practitioner works where, on one day of the week, within days. Up to the first minute means: on into the next day.
CREATE TABLE scheduling.working_plans (
  plan_id uuid PRIMARY KEY,
  practitioner uuid NOT NULL REFERENCES clinic.practitioner_profiles,
  location_id text NOT NULL REFERENCES clinic.locations,
  -- Monday is 1
  weekday int NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  from_minute int NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  -- beyond 1440: on the next day
  to_minute int NOT NULL CHECK (to_minute > from_minute AND to_minute <= from_minute + 1440),
  valid daterange NOT NULL CHECK (NOT isempty(valid) AND NOT lower_inf(valid)),
  -- One practitioner is in one place: no two plans at one time of one week, in minutes from Monday; what passes the end of the week stands there
  -- twice, so that it meets the week's begin.
  week int4multirange NOT NULL GENERATED ALWAYS AS (
    int4multirange(
      int4range((weekday - 1) * 1440 + from_minute, least((weekday - 1) * 1440 + to_minute, 10080)),
      int4range(0, greatest((weekday - 1) * 1440 + to_minute - 10080, 0)))) STORED
);
CREATE INDEX plans_of_practitioner ON scheduling.working_plans (practitioner);

-- Leave and closures take away, further hours add; NULL for every.
CREATE TABLE scheduling.exceptions (
  exception_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('away', 'extra')),
  practitioner uuid REFERENCES clinic.practitioner_profiles,
  location_id text REFERENCES clinic.locations,
  room_id uuid REFERENCES scheduling.rooms,
  span tstzrange NOT NULL CHECK (NOT isempty(span) AND NOT lower_inf(span) AND NOT upper_inf(span)),
  -- as it was said, in the time of the place
  said text NOT NULL DEFAULT '' CHECK (length(said) <= 200),
  -- for the desk, never public
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  made_by uuid NOT NULL REFERENCES access.accounts,
  made_at timestamptz NOT NULL DEFAULT now(),
  CHECK (practitioner IS NOT NULL OR location_id IS NOT NULL OR room_id IS NOT NULL),
  CHECK (kind = 'away' OR (practitioner IS NOT NULL AND location_id IS NOT NULL AND room_id IS NULL))
);
CREATE INDEX exceptions_by_time ON scheduling.exceptions USING gist (span);

-- A practitioner's other calendar, read by the server: where it lies is theirs alone; when it is taken is all that is kept of it.
CREATE TABLE scheduling.other_calendars (
  practitioner uuid PRIMARY KEY REFERENCES clinic.practitioner_profiles,
  -- sealed by the server
  sealed_url bytea NOT NULL,
  read_at timestamptz,
  -- a code, '' where the last reading succeeded
  fault text NOT NULL DEFAULT '' CHECK (length(fault) <= 60)
);
CREATE TABLE scheduling.busy (
  practitioner uuid NOT NULL REFERENCES scheduling.other_calendars ON DELETE CASCADE,
  span tstzrange NOT NULL CHECK (NOT isempty(span)),
  PRIMARY KEY (practitioner, span)
);

ALTER TABLE scheduling.services ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.service_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.rooms ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.offerings ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.working_plans ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.exceptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.other_calendars ENABLE ROW LEVEL SECURITY;
ALTER TABLE scheduling.busy ENABLE ROW LEVEL SECURITY;

CREATE POLICY known ON scheduling.services FOR SELECT TO {{app}} USING (true);
CREATE POLICY made ON scheduling.services FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.manage', true) = 'on');
CREATE POLICY changed ON scheduling.services FOR UPDATE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
CREATE POLICY seen ON scheduling.service_versions FOR SELECT TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
CREATE POLICY known ON scheduling.rooms FOR SELECT TO {{app}} USING (true);
CREATE POLICY made ON scheduling.rooms FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.manage', true) = 'on');
CREATE POLICY changed ON scheduling.rooms FOR UPDATE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
CREATE POLICY known ON scheduling.offerings FOR SELECT TO {{app}} USING (true);
CREATE POLICY made ON scheduling.offerings FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.manage', true) = 'on');
CREATE POLICY ended ON scheduling.offerings FOR DELETE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
-- when the clinic works is shown by what can be booked anyway
CREATE POLICY known ON scheduling.working_plans FOR SELECT TO {{app}} USING (true);
CREATE POLICY made ON scheduling.working_plans FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.manage', true) = 'on');
CREATE POLICY changed ON scheduling.working_plans FOR UPDATE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
CREATE POLICY ended ON scheduling.working_plans FOR DELETE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
-- who is away, and why, is for the clinic: whoever looks for a time gets spans alone, from scheduling.taken
CREATE POLICY seen ON scheduling.exceptions FOR SELECT TO {{app}} USING (
  current_setting('clearday.manage', true) = 'on' OR current_setting('clearday.desk', true) = 'on'
  OR practitioner = nullif(current_setting('clearday.account', true), '')::uuid);
CREATE POLICY made ON scheduling.exceptions FOR INSERT TO {{app}} WITH CHECK (
  made_by = nullif(current_setting('clearday.account', true), '')::uuid
  AND (current_setting('clearday.manage', true) = 'on' OR current_setting('clearday.desk', true) = 'on'));
CREATE POLICY ended ON scheduling.exceptions FOR DELETE TO {{app}} USING (
  current_setting('clearday.manage', true) = 'on' OR current_setting('clearday.desk', true) = 'on');
CREATE POLICY own ON scheduling.other_calendars FOR ALL TO {{app}}
  USING (practitioner = nullif(current_setting('clearday.account', true), '')::uuid)
  WITH CHECK (practitioner = nullif(current_setting('clearday.account', true), '')::uuid);
CREATE POLICY own ON scheduling.busy FOR ALL TO {{app}}
  USING (practitioner = nullif(current_setting('clearday.account', true), '')::uuid)
  WITH CHECK (practitioner = nullif(current_setting('clearday.account', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE (version, kind, treatment_id, names, preparation, setting, minutes, buffer_before, buffer_after, needs_room, capacity,
  booking, price, intake, consents, licence_needed, notice_minutes, horizon_days, every_minutes, cancel_minutes, closed_at)
  ON scheduling.services TO {{app}};
GRANT SELECT ON scheduling.service_versions TO {{app}};
GRANT SELECT, INSERT, UPDATE (name, closed_at) ON scheduling.rooms TO {{app}};
GRANT SELECT, INSERT, DELETE ON scheduling.offerings TO {{app}};
GRANT SELECT, INSERT (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid), UPDATE (valid), DELETE ON scheduling.working_plans TO {{app}};
GRANT SELECT, INSERT, DELETE ON scheduling.exceptions TO {{app}};
GRANT SELECT, INSERT, UPDATE (sealed_url, read_at, fault), DELETE ON scheduling.other_calendars TO {{app}};
GRANT SELECT, INSERT, DELETE ON scheduling.busy TO {{app}};

CREATE FUNCTION scheduling.keep_service() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO scheduling.service_versions (service_id, version, document, saved_by)
    VALUES (NEW.service_id, NEW.version, to_jsonb(NEW), nullif(current_setting('clearday.account', true), '')::uuid);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION scheduling.keep_service() FROM PUBLIC;
CREATE TRIGGER kept AFTER INSERT OR UPDATE ON scheduling.services FOR EACH ROW EXECUTE FUNCTION scheduling.keep_service();

-- One in one place: of two plans of a practitioner that hold on common days, none meet in the week. The person's row is locked, so that of two who
-- save at once the second sees the first.
CREATE FUNCTION scheduling.refuse_two_plans() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM clinic.practitioner_profiles p WHERE p.account_id = NEW.practitioner FOR UPDATE;
  IF EXISTS (SELECT FROM scheduling.working_plans w WHERE w.practitioner = NEW.practitioner AND w.plan_id <> NEW.plan_id
      AND w.week && NEW.week AND w.valid && NEW.valid) THEN
    RAISE exclusion_violation USING MESSAGE = 'the plan meets another of the same practitioner', CONSTRAINT = 'one_plan_at_a_time';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION scheduling.refuse_two_plans() FROM PUBLIC;
CREATE TRIGGER one_plan_at_a_time AFTER INSERT OR UPDATE ON scheduling.working_plans FOR EACH ROW EXECUTE FUNCTION scheduling.refuse_two_plans();

-- Until which day, by licence, somebody may give a service at a place: 'infinity' where nothing ends it, NULL where there is no licence for it.
CREATE FUNCTION scheduling.licensed_until(service text, who uuid, place text) RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN NOT s.licence_needed THEN 'infinity'::date ELSE (
    SELECT max(coalesce(l.valid_until, 'infinity'::date))
    FROM site.licences l JOIN site.people p USING (person_id)
    WHERE p.account_id = who AND (l.jurisdiction = '' OR o.jurisdiction = '' OR l.jurisdiction = o.jurisdiction)
      AND (s.treatment_id IS NULL OR s.treatment_id = ANY (l.treatments))) END
  FROM scheduling.services s, clinic.locations o WHERE s.service_id = service AND o.location_id = place
$$;
REVOKE ALL ON FUNCTION scheduling.licensed_until(text, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.licensed_until(text, uuid, text) TO {{app}};

-- Whether somebody practises here now, and the place is open: who has left, or is no practitioner any more, is not offered.
CREATE FUNCTION scheduling.practises(who uuid, place text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM access.accounts a JOIN access.staff_roles r USING (account_id)
      WHERE a.account_id = who AND a.left_at IS NULL AND r.role = 'practitioner' AND r.ended_at IS NULL)
    AND EXISTS (SELECT FROM clinic.locations l WHERE l.location_id = place AND l.closed_at IS NULL)
$$;
REVOKE ALL ON FUNCTION scheduling.practises(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.practises(uuid, text) TO {{app}};
