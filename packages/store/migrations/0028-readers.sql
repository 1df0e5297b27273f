-- People who read the site and gave an address: which articles they want by mail. They have no account. Nobody reads these tables: what a
-- reader does goes through functions that ask for the token of a mailed link, and mails find their address through one of their own.

-- one for each address, for all that it is given for
CREATE TABLE site.readers (
  reader_id uuid PRIMARY KEY,
  email text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
  first_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE site.subscriptions (
  subscription_id uuid PRIMARY KEY,
  reader_id uuid NOT NULL REFERENCES site.readers ON DELETE CASCADE,
  -- of the articles that are mailed
  language text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
  -- NULL: all
  topic_id text REFERENCES site.topics,
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- without it nothing is mailed: whoever typed an address may not be who reads it
  confirmed_at timestamptz,
  UNIQUE NULLS NOT DISTINCT (reader_id, language, topic_id)
);

-- Links that were mailed, by the hash of their token. `follow` opens what is mailed and lasts, because it stands in every mail; `reader`
-- opens everything that an address wrote, and is over soon.
CREATE TABLE site.reader_links (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  reader_id uuid NOT NULL REFERENCES site.readers ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('follow', 'reader')),
  expires_at timestamptz NOT NULL
);
CREATE INDEX reader_links_of ON site.reader_links (reader_id);

-- articles whose mails are all queued
CREATE TABLE site.announced (
  article_id uuid PRIMARY KEY REFERENCES site.articles,
  announced_at timestamptz NOT NULL DEFAULT now()
);

-- what a reader took back, for the journal outside the database: an older backup must not bring it again
CREATE TABLE site.reader_endings (
  what text NOT NULL CHECK (what IN ('reader', 'subscription', 'comment')),
  id uuid NOT NULL,
  ended_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (what, id)
);

ALTER TABLE site.readers ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.subscriptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.reader_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.announced ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.reader_endings ENABLE ROW LEVEL SECURITY;

ALTER TABLE mail.kinds DROP CONSTRAINT kinds_queued_by_check;
ALTER TABLE mail.kinds ADD CHECK (queued_by <@ '{app,auth,site}');
INSERT INTO mail.kinds (kind, queued_by, at_most_once, keeps) VALUES
  ('follow-asked', '{site}', false, '2 days'),
  ('reader-link', '{site}', false, '1 day'),
  ('article-published', '{site}', true, '3 days');

GRANT USAGE ON SCHEMA site TO {{jobs}};

-- The reader with an address, who is made if there is none: whoever asks learns a number that opens nothing.
CREATE FUNCTION site.reader_of(address text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found_id uuid;
BEGIN
  INSERT INTO site.readers (reader_id, email) VALUES (gen_random_uuid(), lower(address)) ON CONFLICT (email) DO NOTHING;
  SELECT r.reader_id INTO found_id FROM site.readers r WHERE r.email = lower(address);
  RETURN found_id;
END $$;

CREATE FUNCTION site.ask_to_follow(reader uuid, of_language text, of_topic text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO site.subscriptions (subscription_id, reader_id, language, topic_id)
    VALUES (gen_random_uuid(), reader, of_language, of_topic) ON CONFLICT DO NOTHING
$$;

-- A mail with a link, to an address that anybody may have typed: five a day of all kinds together, and then none; who asks is not told which.
CREATE FUNCTION site.write_to_reader(mail_id uuid, reader uuid, kind text, link_purpose text, link_hash bytea, sealed bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF kind NOT IN ('follow-asked', 'reader-link', 'comment-asked') THEN
    RAISE EXCEPTION 'no such mail can be queued here' USING ERRCODE = 'CD006';
  END IF;
  -- two who ask at once wait for each other
  PERFORM FROM site.readers r WHERE r.reader_id = reader FOR UPDATE;
  IF NOT FOUND OR (SELECT count(*) FROM mail.mails m WHERE m.account_id = reader AND m.queued_at > now() - interval '1 day'
      AND m.kind IN ('follow-asked', 'reader-link', 'comment-asked')) >= 5 THEN
    RETURN false;
  END IF;
  INSERT INTO site.reader_links (token_hash, reader_id, purpose, expires_at)
    VALUES (link_hash, reader, link_purpose, CASE link_purpose WHEN 'follow' THEN 'infinity' ELSE now() + interval '2 days' END)
    ON CONFLICT DO NOTHING;
  RETURN mail.put('site', mail_id, reader, NULL, kind, NULL, sealed, NULL);
END $$;

-- What a link opens; nothing where it is over. Called by the functions below and by pages.
CREATE FUNCTION site.reader_behind(hash bytea, OUT reader uuid, OUT address text, OUT purpose text) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.reader_id, r.email, l.purpose FROM site.reader_links l JOIN site.readers r USING (reader_id)
  WHERE l.token_hash = hash AND l.expires_at > now()
$$;

CREATE FUNCTION site.followed(hash bytea) RETURNS TABLE (subscription uuid, language text, topic text, confirmed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.subscription_id, s.language, s.topic_id, s.confirmed_at IS NOT NULL
  FROM site.reader_behind(hash) b JOIN site.subscriptions s ON s.reader_id = b.reader ORDER BY s.language, s.topic_id NULLS FIRST
$$;

CREATE FUNCTION site.confirm_following(hash bytea) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH confirmed AS (
    UPDATE site.subscriptions s SET confirmed_at = now() FROM site.reader_behind(hash) b
    WHERE s.reader_id = b.reader AND s.confirmed_at IS NULL RETURNING 1)
  SELECT count(*)::int FROM confirmed
$$;

-- One, or all where none is named. Mails that wait go too, because they were asked for by what has ended.
CREATE FUNCTION site.end_following(hash bytea, one uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ended int;
BEGIN
  WITH gone AS (
    DELETE FROM site.subscriptions s USING site.reader_behind(hash) b
    WHERE s.reader_id = b.reader AND (one IS NULL OR s.subscription_id = one) RETURNING s.subscription_id),
  noted AS (INSERT INTO site.reader_endings (what, id) SELECT 'subscription', g.subscription_id FROM gone g)
  SELECT count(*)::int INTO ended FROM gone;
  IF ended > 0 THEN
    DELETE FROM mail.mails m USING site.reader_behind(hash) b
      WHERE m.account_id = b.reader AND m.kind = 'article-published' AND m.done_at IS NULL;
  END IF;
  RETURN ended;
END $$;

-- An address with all that was given under it. Granted to nobody: the two below are the doors.
CREATE FUNCTION site.erase_reader(reader uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM site.readers r WHERE r.reader_id = reader;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO site.reader_endings (what, id) VALUES ('reader', reader) ON CONFLICT DO NOTHING;
  DELETE FROM mail.mails m WHERE m.account_id = reader;
  RETURN true;
END $$;

CREATE FUNCTION site.forget_me(hash bytea) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT site.erase_reader(b.reader) FROM site.reader_behind(hash) b WHERE b.purpose = 'reader'), false)
$$;

-- for who asked the clinic in person or by letter
CREATE FUNCTION site.forget_address(address text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    RAISE insufficient_privilege USING MESSAGE = 'managers alone erase an address';
  END IF;
  RETURN coalesce((SELECT site.erase_reader(r.reader_id) FROM site.readers r WHERE r.email = lower(address)), false);
END $$;

-- how many follow what, never who
CREATE FUNCTION site.follower_counts() RETURNS TABLE (language text, topic text, followers int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.edit', true) IS DISTINCT FROM 'on' THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT s.language, s.topic_id, count(*)::int FROM site.subscriptions s
    WHERE s.confirmed_at IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 NULLS FIRST;
END $$;

-- For the job that mails: what appeared in the last three days and was not mailed yet; after a longer stop of the server it is no news.
CREATE FUNCTION site.articles_to_announce() RETURNS TABLE (article uuid, language text, slug text, title text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.article_id, c.language, c.document ->> 'slug', c.document ->> 'title'
  FROM site.publications f CROSS JOIN LATERAL (
    SELECT p.* FROM site.publications p WHERE p.article_id = f.article_id AND p.at <= now() ORDER BY p.number DESC LIMIT 1) c
  WHERE f.kind = 'first' AND f.at <= now() AND f.at > now() - interval '3 days' AND c.document IS NOT NULL
    AND NOT EXISTS (SELECT FROM site.announced a WHERE a.article_id = f.article_id)
  ORDER BY f.at, f.article_id
$$;

-- each reader once, whatever they follow; who confirmed after it appeared found it on the site
CREATE FUNCTION site.readers_to_tell(of_article uuid, after_reader uuid, most int) RETURNS TABLE (reader uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT s.reader_id FROM site.publications f JOIN site.subscriptions s
    ON s.language = f.language AND s.confirmed_at <= f.at AND (s.topic_id IS NULL OR f.document -> 'topics' ? s.topic_id)
  WHERE f.article_id = of_article AND f.kind = 'first' AND (after_reader IS NULL OR s.reader_id > after_reader)
  ORDER BY s.reader_id LIMIT most
$$;

-- The article is the mail's key: it is queued once for each reader, however often it is asked for.
CREATE FUNCTION site.announce(mail_id uuid, reader uuid, of_article uuid, link_hash bytea, sealed bytea, send_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM site.readers r WHERE r.reader_id = reader FOR KEY SHARE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO site.reader_links (token_hash, reader_id, purpose, expires_at) VALUES (link_hash, reader, 'follow', 'infinity')
    ON CONFLICT DO NOTHING;
  RETURN mail.put('site', mail_id, reader, NULL, 'article-published', of_article::text, sealed, send_at);
END $$;

CREATE FUNCTION site.announced_to_all(of_article uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO site.announced (article_id) VALUES (of_article) ON CONFLICT DO NOTHING
$$;

-- where a mail to a reader goes, at the moment when it is sent
CREATE FUNCTION site.address_of(reader uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.email FROM site.readers r WHERE r.reader_id = reader
$$;

CREATE FUNCTION site.endings(since timestamptz) RETURNS TABLE (what text, id text, ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.what, e.id::text, e.ended_at FROM site.reader_endings e WHERE e.ended_at > since
$$;

REVOKE ALL ON FUNCTION site.reader_of(text), site.ask_to_follow(uuid, text, text),
  site.write_to_reader(uuid, uuid, text, text, bytea, bytea), site.reader_behind(bytea), site.followed(bytea),
  site.confirm_following(bytea), site.end_following(bytea, uuid), site.erase_reader(uuid), site.forget_me(bytea), site.forget_address(text),
  site.follower_counts(), site.articles_to_announce(), site.readers_to_tell(uuid, uuid, int),
  site.announce(uuid, uuid, uuid, bytea, bytea, timestamptz), site.announced_to_all(uuid), site.address_of(uuid), site.endings(timestamptz)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION site.reader_of(text), site.ask_to_follow(uuid, text, text),
  site.write_to_reader(uuid, uuid, text, text, bytea, bytea), site.reader_behind(bytea), site.followed(bytea),
  site.confirm_following(bytea), site.end_following(bytea, uuid), site.forget_me(bytea), site.forget_address(text), site.follower_counts()
  TO {{app}};
GRANT EXECUTE ON FUNCTION site.articles_to_announce(), site.readers_to_tell(uuid, uuid, int),
  site.announce(uuid, uuid, uuid, bytea, bytea, timestamptz), site.announced_to_all(uuid), site.address_of(uuid), site.endings(timestamptz)
  TO {{jobs}};
