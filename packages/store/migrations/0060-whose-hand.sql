-- Whose hand is in an article is kept by itself: what the page saved goes after a while, and who wrote it wrote it all the same.

CREATE TABLE site.hands (
  article_id uuid NOT NULL REFERENCES site.articles,
  account_id uuid NOT NULL REFERENCES access.accounts,
  PRIMARY KEY (article_id, account_id)
);
ALTER TABLE site.hands ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON site.hands FOR SELECT TO {{app}}
  USING (current_setting('clearday.edit', true) = 'on' OR current_setting('clearday.review', true) = 'on');
GRANT SELECT ON site.hands TO {{app}};

INSERT INTO site.hands (article_id, account_id)
  SELECT DISTINCT r.article_id, r.saved_by FROM site.revisions r WHERE site.wrote_in(r.article_id, r.saved_by);

-- A saving whose words differ from those before; who reviewed and when are no words.
CREATE FUNCTION site.keep_hand() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO site.hands (article_id, account_id)
    SELECT NEW.article_id, NEW.saved_by
    WHERE NEW.document - '{reviewer,lastReviewed}'::text[] IS DISTINCT FROM (
      SELECT b.document - '{reviewer,lastReviewed}'::text[] FROM site.revisions b
      WHERE b.article_id = NEW.article_id AND b.revision < NEW.revision ORDER BY b.revision DESC LIMIT 1)
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION site.keep_hand() FROM PUBLIC;
CREATE TRIGGER whose_hand AFTER INSERT ON site.revisions FOR EACH ROW WHEN (NEW.stage = 'draft') EXECUTE FUNCTION site.keep_hand();

CREATE OR REPLACE FUNCTION site.wrote_in(of_article uuid, hand uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM site.hands h WHERE h.article_id = of_article AND h.account_id = hand)
$$;
