-- Editorial work on the site: pictures in the sizes that screens need, and what writers and reviewers say to each other.

-- a picture as texts name it, ![words](picture:neck.jpg); of the file that was brought nothing is kept but what was made of its pixels
CREATE TABLE site.pictures (
  picture_id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9]+([.-][a-z0-9]+)*$' AND length(name) <= 80),
  -- for who does not see it, by language; empty where an import brought none
  alternative jsonb NOT NULL DEFAULT '{}',
  -- who made it, and under which licence it is shown
  credit text NOT NULL DEFAULT '' CHECK (length(credit) <= 300),
  -- of its bytes in all sizes, and a part of its address: what lies there never changes
  hash text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{32}$'),
  width int NOT NULL CHECK (width > 0),
  height int NOT NULL CHECK (height > 0),
  bytes int NOT NULL,
  added_by uuid NOT NULL REFERENCES access.accounts,
  added_at timestamptz NOT NULL
);

CREATE TABLE site.picture_sizes (
  picture_id uuid NOT NULL REFERENCES site.pictures ON DELETE CASCADE,
  width int NOT NULL CHECK (width > 0),
  form text NOT NULL CHECK (form IN ('avif', 'webp', 'jpeg')),
  height int NOT NULL CHECK (height > 0),
  content bytea NOT NULL,
  PRIMARY KEY (picture_id, width, form)
);
-- pictures are packed already
ALTER TABLE site.picture_sizes ALTER COLUMN content SET STORAGE EXTERNAL;

-- what a writer says to the reviewers with an article, and what they answer
CREATE TABLE site.remarks (
  remark_id uuid PRIMARY KEY,
  article_id uuid NOT NULL REFERENCES site.articles,
  -- the revision that it is about
  revision int NOT NULL CHECK (revision > 0),
  kind text NOT NULL CHECK (kind IN ('sent', 'passed', 'given-back')),
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 4000),
  said_by uuid NOT NULL REFERENCES access.accounts,
  said_at timestamptz NOT NULL
);
CREATE INDEX remarks_by_article ON site.remarks (article_id, said_at DESC);

ALTER TABLE site.pictures ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.picture_sizes ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.remarks ENABLE ROW LEVEL SECURITY;

-- whoever reads an article sees its pictures, also before anybody acts; their addresses cannot be guessed
CREATE POLICY shown ON site.pictures FOR SELECT TO {{app}} USING (true);
CREATE POLICY added ON site.pictures FOR INSERT TO {{app}}
  WITH CHECK (current_setting('clearday.edit', true) = 'on' AND added_by = nullif(current_setting('clearday.account', true), '')::uuid);
CREATE POLICY described ON site.pictures FOR UPDATE TO {{app}} USING (current_setting('clearday.edit', true) = 'on');
CREATE POLICY removed ON site.pictures FOR DELETE TO {{app}} USING (current_setting('clearday.edit', true) = 'on');
CREATE POLICY shown ON site.picture_sizes FOR SELECT TO {{app}} USING (true);
CREATE POLICY added ON site.picture_sizes FOR INSERT TO {{app}} WITH CHECK (current_setting('clearday.edit', true) = 'on');

CREATE POLICY heard ON site.remarks FOR SELECT TO {{app}}
  USING (current_setting('clearday.edit', true) = 'on' OR current_setting('clearday.review', true) = 'on');
CREATE POLICY said ON site.remarks FOR INSERT TO {{app}}
  WITH CHECK (
    said_by = nullif(current_setting('clearday.account', true), '')::uuid
    AND (current_setting('clearday.edit', true) = 'on' OR current_setting('clearday.review', true) = 'on')
  );

GRANT SELECT, INSERT, UPDATE (alternative, credit), DELETE ON site.pictures TO {{app}};
GRANT SELECT, INSERT ON site.picture_sizes TO {{app}};
GRANT SELECT, INSERT ON site.remarks TO {{app}};
