-- How often pages are read, without anything about who reads; and what the clinic says of itself: places, licences, pages, colours.

-- of one page on one day, in UTC
CREATE TABLE site.views (
  day date NOT NULL,
  path text NOT NULL CHECK (path ~ '^/' AND length(path) <= 300),
  views bigint NOT NULL CHECK (views > 0),
  PRIMARY KEY (day, path)
);
ALTER TABLE site.views ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON site.views FOR SELECT TO {{app}} USING (current_setting('clearday.edit', true) = 'on');
GRANT SELECT ON site.views TO {{app}};

-- What the server counted since the last time. Of the day before too, for what was counted before midnight; of no other, so that nothing of
-- the past can be changed.
CREATE FUNCTION site.count_views(days date[], paths text[], counts int[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO site.views AS v (day, path, views)
    SELECT c.day, c.path, sum(c.n) FROM unnest(days, paths, counts) c (day, path, n)
    WHERE c.day BETWEEN (now() AT TIME ZONE 'UTC')::date - 1 AND (now() AT TIME ZONE 'UTC')::date + 1 AND c.n > 0
    GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (day, path) DO UPDATE SET views = v.views + excluded.views
$$;
REVOKE ALL ON FUNCTION site.count_views(date[], text[], int[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION site.count_views(date[], text[], int[]) TO {{app}};

-- places as the public pages show them
ALTER TABLE clinic.locations
  ADD telephone text NOT NULL DEFAULT '' CHECK (length(telephone) <= 50),
  -- by day of the week, "mon" to "sun": from and to, in the time of the place: {"mon": [["09:00", "13:00"]]}
  ADD hours jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(hours) = 'object'),
  -- by language
  ADD about jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(about) = 'object'),
  ADD accessibility jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(accessibility) = 'object');
GRANT INSERT (telephone, hours, about, accessibility), UPDATE (telephone, hours, about, accessibility) ON clinic.locations TO {{app}};

-- who practises where is on public pages
DROP POLICY known ON clinic.practitioner_profiles;
CREATE POLICY known ON clinic.practitioner_profiles FOR SELECT TO {{app}} USING (true);
DROP POLICY known ON clinic.practitioner_locations;
CREATE POLICY known ON clinic.practitioner_locations FOR SELECT TO {{app}} USING (true);

-- what somebody may do by law, who says so, and what that is for
CREATE TABLE site.licences (
  licence_id uuid PRIMARY KEY,
  person_id text NOT NULL REFERENCES site.people ON DELETE CASCADE,
  name text NOT NULL CHECK (name <> '' AND length(name) <= 200),
  authority text NOT NULL DEFAULT '' CHECK (length(authority) <= 200),
  number text NOT NULL DEFAULT '' CHECK (length(number) <= 100),
  -- by language
  covers jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(covers) = 'object'),
  -- NULL: it does not end
  valid_until date
);
CREATE INDEX licences_of_person ON site.licences (person_id);
ALTER TABLE site.licences ENABLE ROW LEVEL SECURITY;
CREATE POLICY known ON site.licences FOR SELECT TO {{app}} USING (true);
CREATE POLICY kept ON site.licences FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.manage', true) = 'on');
CREATE POLICY changed ON site.licences FOR UPDATE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
CREATE POLICY ended ON site.licences FOR DELETE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
GRANT SELECT, INSERT, UPDATE (name, authority, number, covers, valid_until), DELETE ON site.licences TO {{app}};

-- about the clinic, privacy, accessibility, imprint: every version stays, the newest is shown
CREATE TABLE site.pages (
  page text NOT NULL CHECK (page IN ('about', 'privacy', 'accessibility', 'imprint')),
  language text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
  version int NOT NULL CHECK (version > 0),
  -- Markdown
  body text NOT NULL CHECK (length(body) <= 50000),
  saved_at timestamptz NOT NULL DEFAULT now(),
  saved_by uuid NOT NULL REFERENCES access.accounts,
  PRIMARY KEY (page, language, version)
);
ALTER TABLE site.pages ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON site.pages FOR SELECT TO {{app}} USING (true);
CREATE POLICY saved ON site.pages FOR INSERT TO {{app}}
  WITH CHECK (current_setting('clearday.manage', true) = 'on' AND saved_by = nullif(current_setting('clearday.account', true), '')::uuid);
GRANT SELECT, INSERT ON site.pages TO {{app}};

-- the one colour of the pages, for light and for dark; '' for that of Clearday
ALTER TABLE site.clinic
  ADD accent_day text NOT NULL DEFAULT '' CHECK (accent_day ~ '^(#[0-9a-f]{6})?$'),
  ADD accent_night text NOT NULL DEFAULT '' CHECK (accent_night ~ '^(#[0-9a-f]{6})?$'),
  -- a picture of few bytes, made anew by the server from what was sent
  ADD logo bytea CHECK (octet_length(logo) <= 200000),
  ADD logo_type text NOT NULL DEFAULT '' CHECK ((logo_type = '') = (logo IS NULL));
GRANT SELECT, UPDATE (accent_day, accent_night, logo, logo_type) ON site.clinic TO {{app}};
