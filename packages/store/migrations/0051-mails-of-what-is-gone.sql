-- Nobody gets a mail about an article that was withdrawn, nor one after they ended such mails, however many were still to be queued or sent.

-- As in 0028-readers.sql, with the reader held: a mail that is being queued is queued before, and then goes with the others.
CREATE OR REPLACE FUNCTION site.end_following(hash bytea, one uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ended int;
BEGIN
  PERFORM FROM site.readers r WHERE r.reader_id = (SELECT b.reader FROM site.reader_behind(hash) b) FOR UPDATE;
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

-- As in 0028-readers.sql; what was found to be told a moment ago may have ended since.
CREATE OR REPLACE FUNCTION site.announce(mail_id uuid, reader uuid, of_article uuid, link_hash bytea, sealed bytea, send_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM site.articles a WHERE a.article_id = of_article FOR KEY SHARE;
  PERFORM FROM site.readers r WHERE r.reader_id = reader FOR KEY SHARE;
  IF NOT FOUND
    OR (SELECT p.document IS NULL FROM site.publications p WHERE p.article_id = of_article AND p.at <= now() ORDER BY p.number DESC LIMIT 1)
    OR NOT EXISTS (SELECT FROM site.publications f JOIN site.subscriptions s
      ON s.language = f.language AND s.confirmed_at <= f.at AND (s.topic_id IS NULL OR f.document -> 'topics' ? s.topic_id)
      WHERE f.article_id = of_article AND f.kind = 'first' AND s.reader_id = reader) THEN
    RETURN false;
  END IF;
  INSERT INTO site.reader_links (token_hash, reader_id, purpose, expires_at) VALUES (link_hash, reader, 'follow', 'infinity')
    ON CONFLICT DO NOTHING;
  RETURN mail.put('site', mail_id, reader, NULL, 'article-published', of_article::text, sealed, send_at);
END $$;

-- An article that is withdrawn takes the mails with it that wait and lead to it: about itself, and about answers under it.
CREATE FUNCTION site.drop_mails() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM mail.mails m WHERE m.done_at IS NULL AND (
    (m.kind = 'article-published' AND m.key = NEW.article_id::text)
    OR (m.kind = 'comment-answered' AND m.key IN (SELECT c.comment_id::text FROM site.comments c WHERE c.article_id = NEW.article_id)));
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION site.drop_mails() FROM PUBLIC;
CREATE TRIGGER drops_mails AFTER INSERT ON site.publications FOR EACH ROW WHEN (NEW.kind = 'withdrawal') EXECUTE FUNCTION site.drop_mails();
