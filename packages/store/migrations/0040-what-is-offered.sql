-- Which treatments the clinic offers, by whom and with which licence; and every version of what is said of people and topics.

-- the licences are kept in one place: what stood beside a name as words becomes licences like the others, for managers to complete
INSERT INTO site.licences (licence_id, person_id, name)
  SELECT gen_random_uuid(), p.person_id, words
  FROM site.people p, unnest(p.licences) words
  WHERE words <> '' AND NOT EXISTS (SELECT FROM site.licences l WHERE l.person_id = p.person_id AND l.name = words);
ALTER TABLE site.people DROP COLUMN licences;

ALTER TABLE site.people
  -- offered by them, by id of the evidence library
  ADD treatments text[] NOT NULL DEFAULT '{}',
  -- a picture of the site; NULL for none
  ADD portrait text REFERENCES site.pictures (name) ON DELETE SET NULL;
-- which treatments a licence is needed for and good for
ALTER TABLE site.licences ADD treatments text[] NOT NULL DEFAULT '{}';
GRANT UPDATE (treatments, portrait) ON site.people TO {{app}};
GRANT UPDATE (treatments) ON site.licences TO {{app}};

-- Treatments that the clinic offers, in its own words: every version stays, the newest is shown.
CREATE TABLE site.offers (
  treatment_id text NOT NULL CHECK (treatment_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  version int NOT NULL CHECK (version > 0),
  offered boolean NOT NULL,
  -- by language
  words jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(words) = 'object'),
  -- where, by id of location
  places text[] NOT NULL DEFAULT '{}',
  saved_at timestamptz NOT NULL DEFAULT now(),
  saved_by uuid NOT NULL REFERENCES access.accounts,
  PRIMARY KEY (treatment_id, version)
);
ALTER TABLE site.offers ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON site.offers FOR SELECT TO {{app}} USING (true);
CREATE POLICY saved ON site.offers FOR INSERT TO {{app}}
  WITH CHECK (current_setting('clearday.manage', true) = 'on' AND saved_by = nullif(current_setting('clearday.account', true), '')::uuid);
GRANT SELECT, INSERT ON site.offers TO {{app}};
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON site.offers FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();

-- What was said of people and topics before: kept by the database itself, whoever changes them and by whichever way.
CREATE TABLE site.person_versions (
  person_id text NOT NULL REFERENCES site.people ON DELETE CASCADE,
  version int NOT NULL CHECK (version > 0),
  document jsonb NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now(),
  -- NULL for what stood there before versions were kept
  saved_by uuid REFERENCES access.accounts,
  PRIMARY KEY (person_id, version)
);
CREATE TABLE site.topic_versions (
  topic_id text NOT NULL REFERENCES site.topics ON DELETE CASCADE,
  version int NOT NULL CHECK (version > 0),
  document jsonb NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now(),
  saved_by uuid REFERENCES access.accounts,
  PRIMARY KEY (topic_id, version)
);
ALTER TABLE site.person_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.topic_versions ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON site.person_versions FOR SELECT TO {{app}} USING (current_setting('clearday.edit', true) = 'on');
CREATE POLICY read ON site.topic_versions FOR SELECT TO {{app}} USING (current_setting('clearday.edit', true) = 'on');
GRANT SELECT ON site.person_versions, site.topic_versions TO {{app}};

-- A person with their licences, as they stand now. The row is locked first, so that of two who save at once the second waits and counts on.
CREATE FUNCTION site.keep_person(of_person text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  now_said jsonb;
BEGIN
  PERFORM FROM site.people WHERE person_id = of_person FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT to_jsonb(p) || jsonb_build_object('licences',
      (SELECT coalesce(jsonb_agg(to_jsonb(l) ORDER BY l.name, l.licence_id), '[]') FROM site.licences l WHERE l.person_id = p.person_id))
    INTO now_said FROM site.people p WHERE p.person_id = of_person;
  INSERT INTO site.person_versions (person_id, version, document, saved_by)
    SELECT of_person, coalesce(max(v.version), 0) + 1, now_said, nullif(current_setting('clearday.account', true), '')::uuid
    FROM site.person_versions v WHERE v.person_id = of_person
    HAVING (SELECT o.document FROM site.person_versions o WHERE o.person_id = of_person ORDER BY o.version DESC LIMIT 1)
      IS DISTINCT FROM now_said;
END
$$;
REVOKE ALL ON FUNCTION site.keep_person(text) FROM PUBLIC;

CREATE FUNCTION site.person_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM site.keep_person(CASE WHEN TG_OP = 'DELETE' THEN OLD.person_id ELSE NEW.person_id END);
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION site.person_changed() FROM PUBLIC;

CREATE FUNCTION site.topic_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO site.topic_versions (topic_id, version, document, saved_by)
    SELECT NEW.topic_id, coalesce(max(v.version), 0) + 1, to_jsonb(NEW), nullif(current_setting('clearday.account', true), '')::uuid
    FROM site.topic_versions v WHERE v.topic_id = NEW.topic_id
    HAVING (SELECT o.document FROM site.topic_versions o WHERE o.topic_id = NEW.topic_id ORDER BY o.version DESC LIMIT 1)
      IS DISTINCT FROM to_jsonb(NEW);
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION site.topic_changed() FROM PUBLIC;

CREATE TRIGGER kept AFTER INSERT OR UPDATE ON site.people FOR EACH ROW EXECUTE FUNCTION site.person_changed();
CREATE TRIGGER kept AFTER INSERT OR UPDATE OR DELETE ON site.licences FOR EACH ROW EXECUTE FUNCTION site.person_changed();
CREATE TRIGGER kept AFTER INSERT OR UPDATE ON site.topics FOR EACH ROW EXECUTE FUNCTION site.topic_changed();

-- what stands there already is the first version
SELECT site.keep_person(person_id) FROM site.people;
INSERT INTO site.topic_versions (topic_id, version, document) SELECT topic_id, 1, to_jsonb(t) FROM site.topics t;
