-- How often what readers see was changed: pages that were worked out before are the same as long as this is. It is changed in the transaction
-- that changes the rest, so nobody who sees the one misses the other.

CREATE TABLE site.changes (
  one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  n bigint NOT NULL DEFAULT 0
);
INSERT INTO site.changes DEFAULT VALUES;
ALTER TABLE site.changes ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON site.changes FOR SELECT TO {{app}} USING (true);
GRANT SELECT ON site.changes TO {{app}};

-- as the owner: who may change an article has no hand in the count
CREATE FUNCTION site.count_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE site.changes SET n = n + 1;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION site.count_change() FROM PUBLIC;

CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON site.publications FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON site.slugs FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON site.people FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON site.topics FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON site.clinic FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON clinic.locations FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON clinic.practitioner_profiles FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON clinic.practitioner_locations FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON site.pictures FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON site.licences FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON site.pages FOR EACH STATEMENT EXECUTE FUNCTION site.count_change();
