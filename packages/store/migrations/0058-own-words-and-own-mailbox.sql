-- Nobody reviews an article that they wrote in, listed as its author or not; and what strangers ask for under an address leaves room for its owner.

-- Whether an account's hand is in an article's words. What a reviewer gives back is saved in their name as a draft, with the words as they
-- lay before them: that is no writing. Who reviewed it and when are no words either.
CREATE FUNCTION site.wrote_in(of_article uuid, hand uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM site.revisions r
    LEFT JOIN LATERAL (
      SELECT b.document FROM site.revisions b WHERE b.article_id = r.article_id AND b.revision < r.revision ORDER BY b.revision DESC LIMIT 1
    ) before ON true
    WHERE r.article_id = of_article AND r.saved_by = hand AND r.stage = 'draft'
      AND r.document - '{reviewer,lastReviewed}'::text[] IS DISTINCT FROM before.document - '{reviewer,lastReviewed}'::text[])
$$;

-- A plan that is taken back makes it reviewed again without a review: what lay before a reviewer is meant alone.
CREATE FUNCTION site.refuse_own_review() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (SELECT b.stage FROM site.revisions b WHERE b.article_id = NEW.article_id AND b.revision < NEW.revision ORDER BY b.revision DESC LIMIT 1)
      = 'in-review' AND site.wrote_in(NEW.article_id, NEW.saved_by) THEN
    RAISE insufficient_privilege USING MESSAGE = 'nobody reviews what they wrote';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_own_review BEFORE INSERT ON site.revisions FOR EACH ROW WHEN (NEW.stage = 'reviewed')
  EXECUTE FUNCTION site.refuse_own_review();

-- As in 0028-readers.sql, but for each kind of mail by itself: four a day. Whoever has had four of one kind holds links that open what a fifth
-- would open (two days long, or for good), so a stranger who asks and asks takes nothing from whom the address belongs to.
CREATE OR REPLACE FUNCTION site.write_to_reader(mail_id uuid, reader uuid, kind text, link_purpose text, link_hash bytea, sealed bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF kind NOT IN ('follow-asked', 'reader-link', 'comment-asked') THEN
    RAISE EXCEPTION 'no such mail can be queued here' USING ERRCODE = 'CD006';
  END IF;
  -- two who ask at once wait for each other
  PERFORM FROM site.readers r WHERE r.reader_id = reader FOR UPDATE;
  IF NOT FOUND OR (SELECT count(*) FROM mail.mails m WHERE m.account_id = reader AND m.queued_at > now() - interval '1 day'
      AND m.kind = write_to_reader.kind) >= 4 THEN
    RETURN false;
  END IF;
  INSERT INTO site.reader_links (token_hash, reader_id, purpose, expires_at)
    VALUES (link_hash, reader, link_purpose, CASE link_purpose WHEN 'follow' THEN 'infinity' ELSE now() + interval '2 days' END)
    ON CONFLICT DO NOTHING;
  RETURN mail.put('site', mail_id, reader, NULL, kind, NULL, sealed, NULL);
END $$;

-- As in 0029-comments.sql, with a day's measure for an address too: ten that were confirmed, and ten that wait for a yes, so that words which
-- somebody else left there do not count against what its owner said yes to.
CREATE OR REPLACE FUNCTION site.write_comment(comment uuid, of_article uuid, answers uuid, reader uuid, of_name text, of_words text,
  in_language text, of_flags text[], wants boolean, stop bytea) RETURNS text
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
  -- two that are written at once under one address wait for each other
  PERFORM FROM site.readers r WHERE r.reader_id = reader FOR UPDATE;
  IF EXISTS (SELECT FROM site.comments c WHERE c.article_id = of_article AND c.words = of_words
      AND (c.reader_id = reader OR c.account_id = acting)) THEN
    RETURN 'again';
  END IF;
  IF (SELECT count(*) FROM site.comments c WHERE c.account_id = acting AND c.written_at > now() - interval '1 day') >= 10
    OR (SELECT count(*) FROM site.comments c WHERE c.reader_id = reader AND c.confirmed_at > now() - interval '1 day') >= 10
    OR (SELECT count(*) FROM site.comments c WHERE c.reader_id = reader AND c.state = 'unconfirmed'
        AND c.written_at > now() - interval '1 day') >= 10 THEN
    RETURN 'too-many';
  END IF;
  INSERT INTO site.comments (comment_id, article_id, parent_id, reader_id, account_id, name, words, language, state, flags, wants_answers,
      stop_hash, confirmed_at)
    VALUES (comment, of_article, answers, reader, acting, of_name, of_words, in_language,
      CASE WHEN acting IS NULL THEN 'unconfirmed' ELSE 'waiting' END, of_flags, wants, stop, CASE WHEN acting IS NULL THEN NULL ELSE now() END);
  RETURN 'done';
END $$;

REVOKE ALL ON FUNCTION site.wrote_in(uuid, uuid), site.refuse_own_review() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION site.wrote_in(uuid, uuid) TO {{app}};
