-- What the clinic publishes: articles as they are written, as readers see them, and where they are found.

CREATE SCHEMA site;
GRANT USAGE ON SCHEMA site TO {{app}};
-- likeness of words, for what is searched with a slip of the finger
CREATE SCHEMA trigram;
CREATE EXTENSION pg_trgm WITH SCHEMA trigram;
GRANT USAGE ON SCHEMA trigram TO {{app}};

-- an article in one language as it is being written; whoever reads the site sees nothing of it
CREATE TABLE site.articles (
  article_id uuid PRIMARY KEY,
  -- the same for all languages of one article
  article_key text NOT NULL CHECK (article_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  language text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
  stage text NOT NULL CHECK (stage IN ('draft', 'in-review', 'reviewed', 'scheduled', 'published', 'archived')),
  -- of the newest writing; each saving adds one
  revision int NOT NULL CHECK (revision > 0),
  document jsonb NOT NULL,
  changed_by uuid NOT NULL REFERENCES access.accounts,
  changed_at timestamptz NOT NULL,
  UNIQUE (article_key, language)
);

-- every saving, never changed
CREATE TABLE site.revisions (
  article_id uuid NOT NULL REFERENCES site.articles,
  revision int NOT NULL CHECK (revision > 0),
  document jsonb NOT NULL,
  stage text NOT NULL,
  saved_by uuid NOT NULL REFERENCES access.accounts,
  saved_at timestamptz NOT NULL,
  -- saved by the page itself while somebody wrote
  automatic boolean NOT NULL DEFAULT false,
  PRIMARY KEY (article_id, revision)
);

-- What readers see: of an article, the newest of these whose time has come. Nothing has to run for a planned one to appear. Without a
-- document it was withdrawn. Those before stay, so that anybody can read what was corrected.
CREATE TABLE site.publications (
  article_id uuid NOT NULL REFERENCES site.articles,
  number int NOT NULL CHECK (number > 0),
  article_key text NOT NULL,
  language text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('first', 'correction', 'update', 'withdrawal')),
  document jsonb CHECK ((document IS NULL) = (kind = 'withdrawal')),
  -- why, for readers
  words text NOT NULL DEFAULT '' CHECK (kind = 'first' OR words <> ''),
  at timestamptz NOT NULL,
  published_by uuid NOT NULL REFERENCES access.accounts,
  -- the words of the document, by weight, in its language
  search tsvector NOT NULL,
  -- all words as they stand, for showing where something was found
  plain text NOT NULL,
  PRIMARY KEY (article_id, number)
);
CREATE INDEX publications_by_time ON site.publications (language, at DESC);
CREATE INDEX publications_search ON site.publications USING gin (search);

-- where an article is found and was found: an address is given once, in all languages, and leads to the same article for good
CREATE TABLE site.slugs (
  slug text PRIMARY KEY CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  article_id uuid NOT NULL REFERENCES site.articles
);

-- people as readers know them: who writes and who reviews; one with an account is a member of staff
CREATE TABLE site.people (
  person_id text PRIMARY KEY CHECK (person_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  account_id uuid UNIQUE REFERENCES access.accounts,
  name text NOT NULL CHECK (name <> ''),
  honours text NOT NULL DEFAULT '',
  -- by language
  job_title jsonb NOT NULL,
  about jsonb NOT NULL DEFAULT '{}',
  licences text[] NOT NULL DEFAULT '{}',
  -- may review medically
  reviews boolean NOT NULL DEFAULT false
);

CREATE TABLE site.topics (
  topic_id text PRIMARY KEY CHECK (topic_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- by language
  name jsonb NOT NULL,
  about jsonb NOT NULL DEFAULT '{}',
  position int NOT NULL DEFAULT 0
);

-- how the clinic calls itself
CREATE TABLE site.clinic (
  one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  name text NOT NULL DEFAULT '',
  -- one line under the name, by language
  promise jsonb NOT NULL DEFAULT '{}'
);
INSERT INTO site.clinic DEFAULT VALUES;

ALTER TABLE site.clinic ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.articles ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.revisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.publications ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.slugs ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.people ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.topics ENABLE ROW LEVEL SECURITY;

-- clearday.edit is 'on' for editors, managers and administrators, clearday.review for practitioners
CREATE POLICY seen ON site.articles FOR SELECT TO {{app}}
  USING (current_setting('clearday.edit', true) = 'on' OR current_setting('clearday.review', true) = 'on');
CREATE POLICY begun ON site.articles FOR INSERT TO {{app}}
  WITH CHECK (current_setting('clearday.edit', true) = 'on' AND changed_by = nullif(current_setting('clearday.account', true), '')::uuid);
-- a reviewer gives back what lies before them
CREATE POLICY written ON site.articles FOR UPDATE TO {{app}}
  USING (current_setting('clearday.edit', true) = 'on' OR (current_setting('clearday.review', true) = 'on' AND stage = 'in-review'))
  WITH CHECK (
    changed_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND (current_setting('clearday.edit', true) = 'on' OR stage IN ('draft', 'reviewed'))
  );

CREATE POLICY seen ON site.revisions FOR SELECT TO {{app}}
  USING (current_setting('clearday.edit', true) = 'on' OR current_setting('clearday.review', true) = 'on');
CREATE POLICY saved ON site.revisions FOR INSERT TO {{app}}
  WITH CHECK (
    saved_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND (current_setting('clearday.edit', true) = 'on' OR current_setting('clearday.review', true) = 'on')
  );

CREATE POLICY published ON site.publications FOR SELECT TO {{app}} USING (at <= now() OR current_setting('clearday.edit', true) = 'on');
CREATE POLICY publish ON site.publications FOR INSERT TO {{app}}
  WITH CHECK (current_setting('clearday.edit', true) = 'on' AND published_by = nullif(current_setting('clearday.account', true), '')::uuid);
-- what was planned can be taken back; what readers have seen stays
CREATE POLICY taken_back ON site.publications FOR DELETE TO {{app}} USING (at > now() AND current_setting('clearday.edit', true) = 'on');

CREATE POLICY found ON site.slugs FOR SELECT TO {{app}} USING (true);
CREATE POLICY given ON site.slugs FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.edit', true) = 'on');

CREATE POLICY known ON site.people FOR SELECT TO {{app}} USING (true);
CREATE POLICY kept ON site.people FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.edit', true) = 'on');
CREATE POLICY changed ON site.people FOR UPDATE TO {{app}} USING (current_setting('clearday.edit', true) = 'on');
CREATE POLICY known ON site.topics FOR SELECT TO {{app}} USING (true);
CREATE POLICY kept ON site.topics FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.edit', true) = 'on');
CREATE POLICY changed ON site.topics FOR UPDATE TO {{app}} USING (current_setting('clearday.edit', true) = 'on');
CREATE POLICY known ON site.clinic FOR SELECT TO {{app}} USING (true);
CREATE POLICY changed ON site.clinic FOR UPDATE TO {{app}} USING (current_setting('clearday.manage', true) = 'on');

GRANT SELECT, INSERT, UPDATE (stage, revision, document, changed_by, changed_at) ON site.articles TO {{app}};
GRANT SELECT, INSERT ON site.revisions TO {{app}};
GRANT SELECT, INSERT, DELETE ON site.publications TO {{app}};
GRANT SELECT, INSERT ON site.slugs TO {{app}};
GRANT SELECT, INSERT, UPDATE (account_id, name, honours, job_title, about, licences, reviews) ON site.people TO {{app}};
GRANT SELECT, INSERT, UPDATE (name, about, position) ON site.topics TO {{app}};
GRANT SELECT, UPDATE (name, promise) ON site.clinic TO {{app}};

-- What somebody without an account asks the clinic: an evaluation, at a place. Written by everybody, read by the front desk and managers.
CREATE TABLE site.requests (
  request_id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email text NOT NULL DEFAULT '' CHECK (length(email) <= 254),
  telephone text NOT NULL DEFAULT '' CHECK (length(telephone) <= 50),
  location_id text REFERENCES clinic.locations,
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 2000),
  language text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
  asked_at timestamptz NOT NULL DEFAULT now(),
  answered_at timestamptz,
  answered_by uuid REFERENCES access.accounts,
  CHECK (email <> '' OR telephone <> '')
);
CREATE INDEX requests_by_time ON site.requests (asked_at DESC);
ALTER TABLE site.requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY asked ON site.requests FOR INSERT TO {{app}} WITH CHECK (answered_at IS NULL AND answered_by IS NULL);
CREATE POLICY read ON site.requests FOR SELECT TO {{app}}
  USING (current_setting('clearday.desk', true) = 'on' OR current_setting('clearday.manage', true) = 'on');
CREATE POLICY answered ON site.requests FOR UPDATE TO {{app}}
  USING (current_setting('clearday.desk', true) = 'on' OR current_setting('clearday.manage', true) = 'on')
  WITH CHECK (answered_by = nullif(current_setting('clearday.account', true), '')::uuid);
CREATE POLICY deleted ON site.requests FOR DELETE TO {{app}}
  USING (current_setting('clearday.desk', true) = 'on' OR current_setting('clearday.manage', true) = 'on');
GRANT SELECT, INSERT (request_id, name, email, telephone, location_id, words, language), UPDATE (answered_at, answered_by), DELETE
  ON site.requests TO {{app}};

-- places are on public pages
DROP POLICY known ON clinic.locations;
CREATE POLICY known ON clinic.locations FOR SELECT TO {{app}} USING (true);
