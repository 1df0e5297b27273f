-- What a restore must know that a backup cannot: merges, deaths and what was taken back since, for the journal outside the database. And a note
-- of each change in how somebody signs in, because what is removed there leaves no row that could say so.

-- Ids and times alone. Read by the journal within a minute; kept some time for another server's journal.
CREATE TABLE auth.endings (
  what text NOT NULL CHECK (what IN ('passkey', 'password', 'second-step', 'address')),
  -- of a passkey its own; otherwise the account's
  id uuid NOT NULL,
  ended_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX endings_in_order ON auth.endings (ended_at);
ALTER TABLE auth.endings ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION auth.note_ending() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'passkeys' THEN
    INSERT INTO auth.endings (what, id) VALUES ('passkey', OLD.passkey_id);
  ELSIF TG_TABLE_NAME = 'credentials' THEN
    INSERT INTO auth.endings (what, id) VALUES ('password', NEW.user_id);
  ELSIF TG_TABLE_NAME = 'people' THEN
    INSERT INTO auth.endings (what, id) VALUES ('address', NEW.id);
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO auth.endings (what, id) VALUES ('second-step', OLD.user_id);
  ELSE
    INSERT INTO auth.endings (what, id) VALUES ('second-step', NEW.user_id);
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION auth.note_ending() FROM PUBLIC;

CREATE TRIGGER noted AFTER DELETE ON auth.passkeys FOR EACH ROW EXECUTE FUNCTION auth.note_ending();
CREATE TRIGGER noted AFTER UPDATE OF password ON auth.credentials FOR EACH ROW
  WHEN (OLD.password IS DISTINCT FROM NEW.password) EXECUTE FUNCTION auth.note_ending();
CREATE TRIGGER noted AFTER UPDATE OF email ON auth.people FOR EACH ROW
  WHEN (OLD.email IS DISTINCT FROM NEW.email) EXECUTE FUNCTION auth.note_ending();
CREATE TRIGGER noted AFTER INSERT OR DELETE ON auth.second_factors FOR EACH ROW EXECUTE FUNCTION auth.note_ending();
CREATE TRIGGER noted_change AFTER UPDATE OF secret, backup_codes ON auth.second_factors FOR EACH ROW
  WHEN (OLD.secret IS DISTINCT FROM NEW.secret OR OLD.backup_codes IS DISTINCT FROM NEW.backup_codes) EXECUTE FUNCTION auth.note_ending();

-- The same ids and times as before, and besides: of a merge both accounts; of a death the diary, who recorded it, who told the clinic and until
-- when the diary is kept; of a death recorded in error the diary and who said so; of a diary that was handed over whose it
-- is; files, consents, holds and mails.
CREATE OR REPLACE FUNCTION access.endings(since timestamptz) RETURNS TABLE (what text, id text, ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'share-link', link_id::text, revoked_at FROM access.share_links WHERE revoked_at >= since
  UNION ALL
  SELECT 'care-relationship', relationship_id::text, ended_at FROM access.care_relationships WHERE ended_at >= since
  UNION ALL
  SELECT 'diary', patient_id || '/' || account_id, ended_at FROM access.diaries WHERE ended_at >= since
  UNION ALL
  SELECT 'invitation', patient_id || '/' || invitation_id, revoked_at FROM access.proxy_invitations WHERE revoked_at >= since
  UNION ALL
  SELECT 'staff-role', account_id || '/' || role, ended_at FROM access.staff_roles WHERE ended_at >= since
  UNION ALL
  SELECT 'account', account_id::text, left_at FROM access.accounts WHERE left_at >= since
  UNION ALL
  SELECT 'merge', from_account || '/' || into_account, done_at FROM access.merges WHERE done_at >= since
  UNION ALL
  SELECT 'death', patient_id || '/' || closed_by || '/' || informed_by || '/' || keep_until, closed_at
    FROM access.closed_diaries WHERE closed_at >= since
  UNION ALL
  SELECT 'death-undone', patient_id || '/' || reopened_by, reopened_at FROM access.closed_diaries WHERE reopened_at >= since
  UNION ALL
  SELECT 'handover', patient_id || '/' || accepted_by, accepted_at FROM access.handovers WHERE accepted_at >= since
  UNION ALL
  SELECT 'attachment', patient_id || '/' || attachment_id, deleted_at FROM attachments.files WHERE deleted_at >= since
  UNION ALL
  SELECT 'consent', patient_id || '/' || text_id, at FROM access.consents WHERE NOT given AND at >= since
  UNION ALL
  SELECT 'hold', patient_id || '/' || hold_id || '/' || placed_by, placed_at
    FROM clinic_records.holds WHERE placed_at >= since AND released_at IS NULL
  UNION ALL
  SELECT 'mail', account_id || '/' || kind, stopped_at FROM mail.stopped WHERE stopped_at >= since
  UNION ALL
  SELECT e.what, e.id::text, e.ended_at FROM auth.endings e WHERE e.ended_at >= since
$$;
