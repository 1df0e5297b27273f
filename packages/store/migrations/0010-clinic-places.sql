-- Where the clinic is and who practises there, as everybody who is signed in may know it; and whether all of this is a demonstration.

CREATE SCHEMA IF NOT EXISTS clinic;
GRANT USAGE ON SCHEMA clinic TO {{app}};

CREATE TABLE clinic.locations (
  location_id text PRIMARY KEY CHECK (location_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text NOT NULL CHECK (name <> ''),
  address text NOT NULL DEFAULT '',
  time_zone text NOT NULL,
  -- no longer used; what happened there keeps its name
  closed_at timestamptz
);

CREATE TABLE clinic.practitioner_profiles (
  account_id uuid PRIMARY KEY REFERENCES access.accounts,
  profession text NOT NULL CHECK (profession <> ''),
  about text NOT NULL DEFAULT ''
);

CREATE TABLE clinic.practitioner_locations (
  account_id uuid NOT NULL REFERENCES clinic.practitioner_profiles ON DELETE CASCADE,
  location_id text NOT NULL REFERENCES clinic.locations,
  PRIMARY KEY (account_id, location_id)
);

ALTER TABLE clinic.locations ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinic.practitioner_profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE clinic.practitioner_locations ENABLE ROW LEVEL SECURITY;

CREATE POLICY known ON clinic.locations FOR SELECT TO {{app}} USING (current_setting('clearday.account', true) <> '');
CREATE POLICY made ON clinic.locations FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.manage', true) = 'on');
CREATE POLICY changed ON clinic.locations FOR UPDATE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');

CREATE POLICY known ON clinic.practitioner_profiles FOR SELECT TO {{app}} USING (current_setting('clearday.account', true) <> '');
CREATE POLICY made ON clinic.practitioner_profiles FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.manage', true) = 'on');
CREATE POLICY changed ON clinic.practitioner_profiles FOR UPDATE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');

CREATE POLICY known ON clinic.practitioner_locations FOR SELECT TO {{app}} USING (current_setting('clearday.account', true) <> '');
CREATE POLICY made ON clinic.practitioner_locations FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.manage', true) = 'on');
CREATE POLICY ended ON clinic.practitioner_locations FOR DELETE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');

GRANT SELECT, INSERT (location_id, name, address, time_zone), UPDATE (name, address, time_zone, closed_at) ON clinic.locations TO {{app}};
GRANT SELECT, INSERT, UPDATE (profession, about) ON clinic.practitioner_profiles TO {{app}};
GRANT SELECT, INSERT, DELETE ON clinic.practitioner_locations TO {{app}};

-- One row where everybody in this database is invented. Written by the owner alone, and part of backups, so that a copy is known for what it is.
CREATE TABLE installation.demonstration (
  one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  seed bigint NOT NULL,
  patients int NOT NULL,
  -- longer diaries are cut to so many days; NULL for none
  most_days int,
  -- diaries end on this day
  last_day date NOT NULL,
  begun_at timestamptz NOT NULL,
  finished_at timestamptz
);
GRANT SELECT ON installation.demonstration TO {{app}};
