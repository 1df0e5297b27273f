-- What readers write under articles: with an address that was confirmed, or with their account. Nothing is seen before somebody at the clinic
-- has read it. Who wrote is in columns that no request reads.

CREATE TABLE site.comments (
  comment_id uuid PRIMARY KEY,
  article_id uuid NOT NULL REFERENCES site.articles,
  -- the comment that it answers
  parent_id uuid REFERENCES site.comments,
  reader_id uuid REFERENCES site.readers,
  account_id uuid REFERENCES access.accounts,
  by_clinic boolean NOT NULL DEFAULT false,
  name text NOT NULL CHECK (length(name) <= 80),
  -- plain text
  words text NOT NULL CHECK (length(words) <= 4000),
  language text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
  -- `deleted`: its writer took it back, and the answers to it stay
  state text NOT NULL CHECK (state IN ('unconfirmed', 'waiting', 'shown', 'refused', 'deleted')),
  -- what a reader over it may want to look at
  flags text[] NOT NULL DEFAULT '{}' CHECK (flags <@ '{health,contact,dose,advice}'),
  wants_answers boolean NOT NULL DEFAULT false,
  -- of the token in the mails about answers, which ends them
  stop_hash bytea CHECK (octet_length(stop_hash) = 32),
  written_at timestamptz NOT NULL DEFAULT now(),
  confirmed_at timestamptz,
  edited_at timestamptz,
  decided_at timestamptz,
  decided_by uuid REFERENCES access.accounts,
  -- the clinic took personal details out
  redacted_at timestamptz,
  -- whoever is answered by it was told, or did not want to be
  told_at timestamptz,
  CHECK ((state = 'deleted') = (name = '' AND words = '')),
  -- what is seen was read by somebody at the clinic, or written by them
  CHECK (state <> 'shown' OR by_clinic OR decided_by IS NOT NULL),
  CHECK (reader_id IS NULL OR account_id IS NULL)
);
CREATE INDEX comments_of_article ON site.comments (article_id, written_at);
CREATE INDEX comments_by_state ON site.comments (state, written_at);
CREATE INDEX comments_of_reader ON site.comments (reader_id) WHERE reader_id IS NOT NULL;
CREATE INDEX comments_of_account ON site.comments (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX comments_answering ON site.comments (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX comments_stop ON site.comments (stop_hash) WHERE stop_hash IS NOT NULL;

-- that something is wrong with a comment; from anybody, without a name
CREATE TABLE site.comment_reports (
  report_id uuid PRIMARY KEY,
  comment_id uuid NOT NULL REFERENCES site.comments ON DELETE CASCADE,
  reason text NOT NULL CHECK (reason IN ('personal', 'advice', 'unkind', 'spam', 'other')),
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 500),
  reported_at timestamptz NOT NULL DEFAULT now(),
  handled_at timestamptz,
  handled_by uuid REFERENCES access.accounts
);
CREATE INDEX reports_of_comment ON site.comment_reports (comment_id);

ALTER TABLE site.comments ENABLE ROW LEVEL SECURITY;
ALTER TABLE site.comment_reports ENABLE ROW LEVEL SECURITY;

-- what nobody confirmed is not the clinic's to read
CREATE POLICY read ON site.comments FOR SELECT TO {{app}}
  USING (state IN ('shown', 'deleted') OR (state <> 'unconfirmed' AND current_setting('clearday.edit', true) = 'on'));
CREATE POLICY moderated ON site.comments FOR UPDATE TO {{app}}
  USING (state IN ('waiting', 'shown', 'refused') AND current_setting('clearday.edit', true) = 'on')
  WITH CHECK (state IN ('waiting', 'shown', 'refused') AND decided_by = nullif(current_setting('clearday.account', true), '')::uuid);
CREATE POLICY answered ON site.comments FOR INSERT TO {{app}}
  WITH CHECK (current_setting('clearday.edit', true) = 'on' AND by_clinic AND state = 'shown'
    AND account_id = nullif(current_setting('clearday.account', true), '')::uuid);
GRANT SELECT (comment_id, article_id, parent_id, by_clinic, name, words, language, state, flags, written_at, confirmed_at, edited_at, decided_at,
    decided_by, redacted_at),
  INSERT (comment_id, article_id, parent_id, account_id, by_clinic, name, words, language, state, confirmed_at, decided_at),
  UPDATE (state, words, flags, decided_at, decided_by, redacted_at) ON site.comments TO {{app}};
CREATE POLICY read ON site.comment_reports FOR SELECT TO {{app}} USING (current_setting('clearday.edit', true) = 'on');
CREATE POLICY handled ON site.comment_reports FOR UPDATE TO {{app}} USING (current_setting('clearday.edit', true) = 'on')
  WITH CHECK (handled_by = nullif(current_setting('clearday.account', true), '')::uuid);
GRANT SELECT, UPDATE (handled_at, handled_by) ON site.comment_reports TO {{app}};

INSERT INTO mail.kinds (kind, queued_by, at_most_once, keeps) VALUES
  ('comment-asked', '{site}', false, '2 days'),
  ('comment-answered', '{site}', true, '3 days');

ALTER TABLE site.reader_endings DROP CONSTRAINT reader_endings_what_check;
-- `comment-decided`: the clinic took out details or no longer shows it, so that an older backup shows it to nobody before it was read again
ALTER TABLE site.reader_endings ADD CHECK (what IN ('reader', 'subscription', 'comment', 'comment-decided'));

-- Comments of somebody go; one that was answered stays without its name and words. Granted to nobody.
CREATE FUNCTION site.take_back(comments uuid[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  taken int;
BEGIN
  INSERT INTO site.reader_endings (what, id) SELECT 'comment', c.comment_id FROM site.comments c WHERE c.comment_id = ANY (comments)
    ON CONFLICT DO NOTHING;
  DELETE FROM site.comment_reports r WHERE r.comment_id = ANY (comments);
  UPDATE site.comments c SET state = 'deleted', name = '', words = '', flags = '{}', reader_id = NULL, account_id = NULL,
    wants_answers = false, stop_hash = NULL, by_clinic = false WHERE c.comment_id = ANY (comments);
  GET DIAGNOSTICS taken = ROW_COUNT;
  -- from the last answer up
  LOOP
    DELETE FROM site.comments c WHERE c.state = 'deleted'
      AND NOT EXISTS (SELECT FROM site.comments answer WHERE answer.parent_id = c.comment_id);
    EXIT WHEN NOT FOUND;
  END LOOP;
  RETURN taken;
END $$;

CREATE OR REPLACE FUNCTION site.erase_reader(reader uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM site.take_back(ARRAY(SELECT c.comment_id FROM site.comments c WHERE c.reader_id = reader));
  DELETE FROM site.readers r WHERE r.reader_id = reader;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO site.reader_endings (what, id) VALUES ('reader', reader) ON CONFLICT DO NOTHING;
  DELETE FROM mail.mails m WHERE m.account_id = reader;
  RETURN true;
END $$;

-- Whose comments are meant: those of the reader behind a link, or, without one, of the account that acts. Granted to nobody.
CREATE FUNCTION site.written_by(hash bytea) RETURNS TABLE (comment uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.comment_id FROM site.reader_behind(hash) b JOIN site.comments c ON c.reader_id = b.reader WHERE b.purpose = 'reader'
  UNION ALL
  SELECT c.comment_id FROM site.comments c
  WHERE hash IS NULL AND NOT c.by_clinic AND c.account_id = nullif(current_setting('clearday.account', true), '')::uuid
$$;

-- Without a reader it is written by the account that acts, ten a day. 'done', 'no-article', 'no-comment' (what it answers is not seen),
-- 'too-many', 'again' (the same words stand there already)
CREATE FUNCTION site.write_comment(comment uuid, of_article uuid, answers uuid, reader uuid, of_name text, of_words text, in_language text,
  of_flags text[], wants boolean, stop bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := CASE WHEN reader IS NULL THEN nullif(current_setting('clearday.account', true), '')::uuid END;
BEGIN
  IF reader IS NULL AND acting IS NULL THEN
    RAISE EXCEPTION 'nobody writes' USING ERRCODE = 'CD003';
  END IF;
  IF (SELECT p.kind = 'withdrawal' FROM site.publications p WHERE p.article_id = of_article AND p.at <= now()
      ORDER BY p.number DESC LIMIT 1) IS DISTINCT FROM false THEN
    RETURN 'no-article';
  END IF;
  IF answers IS NOT NULL AND NOT EXISTS (
      SELECT FROM site.comments c WHERE c.comment_id = answers AND c.article_id = of_article AND c.state = 'shown') THEN
    RETURN 'no-comment';
  END IF;
  IF EXISTS (SELECT FROM site.comments c WHERE c.article_id = of_article AND c.words = of_words
      AND (c.reader_id = reader OR c.account_id = acting)) THEN
    RETURN 'again';
  END IF;
  IF (SELECT count(*) FROM site.comments c WHERE c.account_id = acting AND c.written_at > now() - interval '1 day') >= 10 THEN
    RETURN 'too-many';
  END IF;
  INSERT INTO site.comments (comment_id, article_id, parent_id, reader_id, account_id, name, words, language, state, flags, wants_answers,
      stop_hash, confirmed_at)
    VALUES (comment, of_article, answers, reader, acting, of_name, of_words, in_language,
      CASE WHEN acting IS NULL THEN 'unconfirmed' ELSE 'waiting' END, of_flags, wants, stop, CASE WHEN acting IS NULL THEN NULL ELSE now() END);
  RETURN 'done';
END $$;

-- How long its writer may change a comment: a quarter of an hour after it was written, or confirmed.
CREATE FUNCTION site.is_young(written timestamptz, confirmed timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT greatest(written, confirmed) > now() - interval '15 minutes'
$$;

CREATE FUNCTION site.my_comments(hash bytea) RETURNS TABLE (comment uuid, slug text, title text, name text, words text, language text,
  state text, written_at timestamptz, confirmed_at timestamptz, edited_at timestamptz, redacted_at timestamptz, wants_answers boolean,
  may_edit boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.comment_id, p.document ->> 'slug', p.document ->> 'title', c.name, c.words, c.language, c.state, c.written_at, c.confirmed_at,
    c.edited_at, c.redacted_at, c.wants_answers, c.state IN ('unconfirmed', 'waiting', 'shown') AND site.is_young(c.written_at, c.confirmed_at)
  FROM site.written_by(hash) w JOIN site.comments c ON c.comment_id = w.comment CROSS JOIN LATERAL (
    SELECT o.document FROM site.publications o WHERE o.article_id = c.article_id AND o.document IS NOT NULL AND o.at <= now()
    ORDER BY o.number DESC LIMIT 1) p
  ORDER BY c.written_at DESC
$$;

CREATE FUNCTION site.confirm_comment(hash bytea, one uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE site.comments c SET state = 'waiting', confirmed_at = now() FROM site.written_by(hash) w
    WHERE c.comment_id = one AND w.comment = one AND c.state = 'unconfirmed';
  RETURN FOUND;
END $$;

-- what was seen already is read again before others see it
CREATE FUNCTION site.edit_comment(hash bytea, one uuid, new_words text, new_flags text[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE site.comments c SET words = new_words, flags = new_flags, edited_at = now(),
      state = CASE c.state WHEN 'shown' THEN 'waiting' ELSE c.state END
    FROM site.written_by(hash) w WHERE c.comment_id = one AND w.comment = one AND c.state IN ('unconfirmed', 'waiting', 'shown')
      AND site.is_young(c.written_at, c.confirmed_at);
  RETURN FOUND;
END $$;

-- one, or all where none is named
CREATE FUNCTION site.take_back_mine(hash bytea, one uuid) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT site.take_back(ARRAY(SELECT w.comment FROM site.written_by(hash) w WHERE one IS NULL OR w.comment = one))
$$;

CREATE FUNCTION site.report_comment(report uuid, of_comment uuid, why text, of_words text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM site.comments c WHERE c.comment_id = of_comment AND c.state = 'shown')
    OR (SELECT count(*) FROM site.comment_reports r WHERE r.comment_id = of_comment AND r.handled_at IS NULL) >= 20 THEN
    RETURN false;
  END IF;
  INSERT INTO site.comment_reports (report_id, comment_id, reason, words) VALUES (report, of_comment, why, of_words);
  RETURN true;
END $$;

-- for the journal outside the database, by who decides; see the table
CREATE FUNCTION site.note_decided(of_comment uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.edit', true) IS DISTINCT FROM 'on' THEN
    RETURN false;
  END IF;
  INSERT INTO site.reader_endings (what, id) VALUES ('comment-decided', of_comment)
    ON CONFLICT (what, id) DO UPDATE SET ended_at = now();
  RETURN true;
END $$;

-- the token of the mails is the whole authority
CREATE FUNCTION site.stop_answers(hash bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE site.comments c SET wants_answers = false WHERE c.stop_hash = hash;
  RETURN FOUND;
END $$;

-- For the job that mails: answers that are seen, and who wrote what they answer and asked to be told. `told` is a reader or an account.
CREATE FUNCTION site.answers_to_tell() RETURNS TABLE (answer uuid, told uuid, answered uuid, language text, slug text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.comment_id, coalesce(a.reader_id, a.account_id), a.comment_id, a.language, p.slug
  FROM site.comments c JOIN site.comments a ON a.comment_id = c.parent_id CROSS JOIN LATERAL (
    SELECT o.document ->> 'slug' AS slug FROM site.publications o WHERE o.article_id = c.article_id AND o.at <= now()
    ORDER BY o.number DESC LIMIT 1) p
  WHERE c.state = 'shown' AND c.told_at IS NULL AND c.decided_at > now() - interval '3 days' AND p.slug IS NOT NULL
    AND a.state = 'shown' AND a.wants_answers AND a.confirmed_at IS NOT NULL
    AND coalesce(a.reader_id, a.account_id) IS DISTINCT FROM coalesce(c.reader_id, c.account_id)
  ORDER BY c.decided_at
$$;

CREATE FUNCTION site.tell_answer(mail_id uuid, answer uuid, told uuid, link_hash bytea, sealed bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE site.comments c SET told_at = now() WHERE c.comment_id = answer AND c.told_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE site.comments a SET stop_hash = link_hash FROM site.comments c
    WHERE c.comment_id = answer AND a.comment_id = c.parent_id AND coalesce(a.reader_id, a.account_id) = told;
  RETURN mail.put('site', mail_id, told, NULL, 'comment-answered', answer::text, sealed, NULL);
END $$;

REVOKE ALL ON FUNCTION site.take_back(uuid[]), site.written_by(bytea),
  site.write_comment(uuid, uuid, uuid, uuid, text, text, text, text[], boolean, bytea), site.is_young(timestamptz, timestamptz),
  site.my_comments(bytea), site.confirm_comment(bytea, uuid), site.edit_comment(bytea, uuid, text, text[]),
  site.take_back_mine(bytea, uuid), site.report_comment(uuid, uuid, text, text), site.note_decided(uuid), site.stop_answers(bytea),
  site.answers_to_tell(), site.tell_answer(uuid, uuid, uuid, bytea, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION site.write_comment(uuid, uuid, uuid, uuid, text, text, text, text[], boolean, bytea),
  site.my_comments(bytea), site.confirm_comment(bytea, uuid), site.edit_comment(bytea, uuid, text, text[]),
  site.take_back_mine(bytea, uuid), site.report_comment(uuid, uuid, text, text), site.note_decided(uuid), site.stop_answers(bytea)
  TO {{app}};
GRANT EXECUTE ON FUNCTION site.answers_to_tell(), site.tell_answer(uuid, uuid, uuid, bytea, bytea) TO {{jobs}};
