-- Nothing opens at the last moment what was just closed, and nothing leads from what was erased to what the clinic keeps. Whatever locks both a
-- diary and what hangs on it locks the diary first, then what was offered of it, then accounts: no two acts wait for each other in a ring.

-- Whether an account is open; it stays so until the transaction ends. Whoever is closing it finishes first. Called by the functions below, once
-- they have locked the diary.
CREATE FUNCTION access.hold_account(of_account uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM access.accounts WHERE account_id = of_account AND left_at IS NULL FOR SHARE;
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION access.hold_account(uuid) FROM PUBLIC;

-- As access.hold_open (0047-makers-and-moments.sql), for staff whose act on a diary stands in its record. 'open', 'closed', 'missing'
CREATE FUNCTION access.hold_audited(of_patient uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF of_patient = ANY (string_to_array(current_setting('clearday.audited', true), ',')::uuid[]) IS NOT TRUE THEN
    RETURN 'missing';
  END IF;
  PERFORM FROM diary.patients WHERE patient_id = of_patient FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'missing';
  END IF;
  RETURN CASE WHEN EXISTS (SELECT FROM access.closed_diaries WHERE patient_id = of_patient AND reopened_at IS NULL)
    THEN 'closed' ELSE 'open' END;
END $$;
REVOKE ALL ON FUNCTION access.hold_audited(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.hold_audited(uuid) TO {{app}};

-- Whether an account is that of somebody who practises here; it stays so until the transaction ends, and whoever takes the role or lets them
-- go finishes first. Practitioners can be chosen by every patient, so that it tells nobody anything new.
CREATE FUNCTION access.hold_practitioner(of_account uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF nullif(current_setting('clearday.account', true), '') IS NULL THEN
    RETURN false;
  END IF;
  PERFORM FROM access.accounts WHERE account_id = of_account AND left_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM FROM access.staff_roles WHERE account_id = of_account AND role = 'practitioner' AND ended_at IS NULL FOR SHARE;
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION access.hold_practitioner(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.hold_practitioner(uuid) TO {{app}};

-- As in 0033-who-may-let-write.sql, with the account held.
CREATE OR REPLACE FUNCTION access.accept_invitation(token text, OUT outcome text, OUT patient uuid, OUT invitation uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  offer access.proxy_invitations;
BEGIN
  outcome := 'not-found';
  SELECT * INTO offer FROM access.proxy_invitations WHERE token_hash = decode(token, 'hex');
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- whoever is ending, giving up or accepting there finishes first
  PERFORM FROM diary.patients WHERE patient_id = offer.patient_id FOR UPDATE;
  SELECT * INTO offer FROM access.proxy_invitations
    WHERE token_hash = decode(token, 'hex') AND revoked_at IS NULL AND accepted_at IS NULL AND expires_at > now() AND invited_by <> acting
    FOR UPDATE;
  IF NOT FOUND OR NOT access.hold_account(acting) OR EXISTS (SELECT FROM access.closed_diaries WHERE patient_id = offer.patient_id AND reopened_at IS NULL) THEN
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM access.diaries WHERE patient_id = offer.patient_id AND account_id = acting AND ended_at IS NULL
             AND (ends_at IS NULL OR ends_at > now())) THEN
    outcome := 'already-open';
    RETURN;
  END IF;
  IF offer.by_clinic THEN
    -- the clinic names somebody where nobody writes; whoever does by now decides who else
    IF access.has_writer(offer.patient_id, acting) OR NOT EXISTS (
      SELECT FROM access.staff_roles r JOIN access.accounts a USING (account_id)
      WHERE r.account_id = offer.invited_by AND r.role IN ('manager', 'administrator') AND r.ended_at IS NULL AND a.left_at IS NULL) THEN
      RETURN;
    END IF;
  ELSIF NOT access.may_invite(offer.patient_id, offer.invited_by) THEN
    RETURN;
  END IF;
  UPDATE access.proxy_invitations SET accepted_at = now(), accepted_by = acting
    WHERE patient_id = offer.patient_id AND invitation_id = offer.invitation_id;
  -- one that has run out is over, so that there is one row to end
  UPDATE access.diaries SET ended_at = now()
    WHERE patient_id = offer.patient_id AND account_id = acting AND relation = 'proxy' AND ended_at IS NULL;
  INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason, ends_at, invited_by, by_clinic)
    VALUES (offer.patient_id, acting, 'proxy', acting, offer.reason, offer.proxy_ends_at, offer.invited_by, offer.by_clinic);
  patient := offer.patient_id;
  invitation := offer.invitation_id;
  outcome := 'done';
END $$;

-- As in 0048-what-ends-stays-ended.sql, with the account held.
CREATE OR REPLACE FUNCTION access.take_over(token text, OUT outcome text, OUT patient uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  offer access.handovers;
BEGIN
  outcome := 'not-found';
  SELECT * INTO offer FROM access.handovers WHERE token_hash = decode(token, 'hex');
  IF NOT FOUND THEN
    RETURN;
  END IF;
  -- whoever is offering, accepting or ending there finishes first
  PERFORM FROM diary.patients WHERE patient_id = offer.patient_id FOR UPDATE;
  SELECT * INTO offer FROM access.handovers
    WHERE token_hash = decode(token, 'hex') AND accepted_at IS NULL AND revoked_at IS NULL
      AND opens_at <= now() AND expires_at > now() AND offered_by <> acting FOR UPDATE;
  IF NOT FOUND OR NOT access.hold_account(acting)
     OR NOT EXISTS (SELECT FROM diary.patients WHERE patient_id = offer.patient_id)
     -- whoever offered it may still do so
     OR NOT EXISTS (SELECT FROM access.staff_roles r JOIN access.accounts s USING (account_id)
       WHERE r.account_id = offer.offered_by AND r.role IN ('manager', 'administrator') AND r.ended_at IS NULL AND s.left_at IS NULL)
     OR EXISTS (SELECT FROM access.closed_diaries WHERE patient_id = offer.patient_id AND reopened_at IS NULL) THEN
    RETURN;
  END IF;
  UPDATE access.diaries d SET ended_at = a.left_at FROM access.accounts a
    WHERE a.account_id = d.account_id AND a.left_at IS NOT NULL AND d.patient_id = offer.patient_id AND d.ended_at IS NULL;
  IF EXISTS (SELECT FROM access.diaries WHERE patient_id = offer.patient_id AND relation = 'self' AND ended_at IS NULL) THEN
    outcome := 'has-account';
    RETURN;
  END IF;
  UPDATE access.handovers SET accepted_at = now(), accepted_by = acting
    WHERE patient_id = offer.patient_id AND handover_id = offer.handover_id;
  UPDATE access.proxy_invitations SET revoked_at = now()
    WHERE patient_id = offer.patient_id AND accepted_at IS NULL AND revoked_at IS NULL;
  -- whoever wrote it for somebody turns out to be that somebody
  UPDATE access.diaries SET ended_at = now() WHERE patient_id = offer.patient_id AND account_id = acting AND ended_at IS NULL;
  INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason, begun_at)
    VALUES (offer.patient_id, acting, 'self', offer.offered_by, 'handed over', clock_timestamp());
  patient := offer.patient_id;
  outcome := 'done';
END $$;

-- As in 0048-what-ends-stays-ended.sql, and besides: links that an account made are ended with what it is now.
CREATE OR REPLACE FUNCTION access.hand_diaries(from_account uuid, into_account uuid, at timestamptz, begun_before timestamptz) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  held access.diaries;
  patients uuid[] := '{}';
BEGIN
  -- whoever is ending, closing or erasing there finishes first; then each is looked at anew
  PERFORM FROM diary.patients p WHERE p.patient_id IN (
    SELECT d.patient_id FROM access.diaries d WHERE d.account_id IN (from_account, into_account) AND d.ended_at IS NULL)
    ORDER BY p.patient_id FOR UPDATE;
  FOR held IN SELECT * FROM access.diaries
    WHERE account_id = from_account AND ended_at IS NULL AND begun_at < begun_before AND (ends_at IS NULL OR ends_at > at)
    -- of several of one diary the widest first: what comes after it adds nothing
    ORDER BY patient_id, relation DESC, ends_at DESC NULLS FIRST
  LOOP
    UPDATE access.diaries SET ended_at = at
      WHERE patient_id = held.patient_id AND account_id = from_account AND begun_at = held.begun_at AND ended_at IS NULL;
    -- what has run out keeps nobody out; whoever was proxy turns out to be the patient; of two proxies the longer one stays, and of two that
    -- are as long the one that the patient renewed
    UPDATE access.diaries d SET ended_at = at
      WHERE d.patient_id = held.patient_id AND d.account_id = into_account AND d.ended_at IS NULL AND d.begun_at < begun_before
        AND (d.ends_at <= at OR (d.relation = 'proxy' AND (
          held.relation = 'self' OR d.ends_at < coalesce(held.ends_at, 'infinity')
          OR (d.ends_at IS NOT DISTINCT FROM held.ends_at AND EXISTS (SELECT FROM access.diaries s
            WHERE s.patient_id = held.patient_id AND s.relation = 'self' AND s.account_id = held.made_by)))));
    IF NOT EXISTS (SELECT FROM access.diaries
        WHERE patient_id = held.patient_id AND account_id = into_account AND ended_at IS NULL) THEN
      PERFORM access.goes_on(held, into_account, at);
    END IF;
    -- whom they invited is invited by them still
    UPDATE access.proxy_invitations SET invited_by = into_account
      WHERE patient_id = held.patient_id AND invited_by = from_account AND accepted_at IS NULL AND revoked_at IS NULL;
    -- what they shared is theirs to end still
    UPDATE access.share_links SET created_by = into_account
      WHERE patient_id = held.patient_id AND created_by = from_account AND revoked_at IS NULL;
    patients := patients || held.patient_id;
  END LOOP;
  RETURN patients;
END $$;

-- As in 0033-who-may-let-write.sql, with both accounts held.
CREATE OR REPLACE FUNCTION access.confirm_merge(wanted uuid, OUT outcome text, OUT patients uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  merge access.merges;
BEGIN
  patients := '{}';
  SELECT * INTO merge FROM access.merges
    WHERE merge_id = wanted AND acting IN (from_account, into_account) AND done_at IS NULL AND ends_at > now() FOR UPDATE;
  -- whatever closes one of them, or gives it a diary, finishes first; diaries before accounts, as wherever both are locked
  PERFORM FROM diary.patients p WHERE p.patient_id IN (
    SELECT d.patient_id FROM access.diaries d
    WHERE d.account_id IN (merge.from_account, merge.into_account) AND d.ended_at IS NULL)
    ORDER BY p.patient_id FOR UPDATE;
  PERFORM FROM access.accounts WHERE account_id IN (merge.from_account, merge.into_account) ORDER BY account_id FOR UPDATE;
  IF merge.merge_id IS NULL OR EXISTS (SELECT FROM access.accounts WHERE account_id IN (merge.from_account, merge.into_account) AND left_at IS NOT NULL)
     -- whoever asked for it may still do so
     OR NOT auth.manages(merge.asked_by) THEN
    outcome := 'not-open';
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM access.staff_roles WHERE account_id IN (merge.from_account, merge.into_account) AND ended_at IS NULL) THEN
    outcome := 'is-staff';
    RETURN;
  END IF;
  UPDATE access.merges SET
    from_confirmed_at = CASE WHEN acting = from_account THEN now() ELSE from_confirmed_at END,
    into_confirmed_at = CASE WHEN acting = into_account THEN now() ELSE into_confirmed_at END
    WHERE merge_id = wanted RETURNING * INTO merge;
  IF merge.from_confirmed_at IS NULL OR merge.into_confirmed_at IS NULL THEN
    outcome := 'waiting';
    RETURN;
  END IF;
  patients := access.hand_diaries(merge.from_account, merge.into_account, now(), 'infinity');
  UPDATE access.accounts SET left_at = now() WHERE account_id = merge.from_account;
  DELETE FROM auth.sessions WHERE user_id = merge.from_account;
  UPDATE access.merges SET done_at = now() WHERE merge_id = wanted;
  outcome := 'done';
END $$;

-- A link of somebody who writes until a day opens nothing after it, whatever was chosen; also where the day was set later.
CREATE FUNCTION access.link_until() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.expires_at := least(NEW.expires_at, (
    SELECT d.ends_at FROM access.diaries d
    WHERE d.patient_id = NEW.patient_id AND d.account_id = NEW.created_by AND d.relation = 'proxy' AND d.ended_at IS NULL));
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.link_until() FROM PUBLIC;
CREATE TRIGGER no_longer_than_its_maker BEFORE INSERT ON access.share_links FOR EACH ROW EXECUTE FUNCTION access.link_until();
CREATE FUNCTION access.links_until() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE access.share_links SET expires_at = NEW.ends_at
    WHERE patient_id = NEW.patient_id AND created_by = NEW.account_id AND revoked_at IS NULL AND expires_at > NEW.ends_at;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION access.links_until() FROM PUBLIC;
CREATE TRIGGER links_no_longer AFTER UPDATE OF ends_at ON access.diaries FOR EACH ROW
  WHEN (NEW.relation = 'proxy' AND NEW.ended_at IS NULL AND NEW.ends_at IS NOT NULL) EXECUTE FUNCTION access.links_until();
UPDATE access.share_links s SET expires_at = d.ends_at FROM access.diaries d
  WHERE d.patient_id = s.patient_id AND d.account_id = s.created_by AND d.relation = 'proxy' AND d.ended_at IS NULL
    AND s.revoked_at IS NULL AND s.expires_at > d.ends_at;

-- Since when wrong codes have shut a link: it stays shut after a restore.
ALTER TABLE access.share_links ADD COLUMN shut_at timestamptz;
UPDATE access.share_links SET shut_at = now() WHERE wrong_codes >= 5;
GRANT UPDATE (shut_at) ON access.share_links TO {{app}};

-- An id that stands for another where the salt is known, and for nothing where it is not.
CREATE FUNCTION clinic_records.id_anew(salt text, id uuid) RETURNS uuid
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
  SELECT substr(encode(sha256(convert_to(salt || id::text, 'UTF8')), 'hex'), 1, 32)::uuid
$$;
REVOKE ALL ON FUNCTION clinic_records.id_anew(text, uuid) FROM PUBLIC;

-- As in 0009-clinic-records.sql, with new ids for all that moves: the diary's record, which stays, names the old ones.
CREATE OR REPLACE FUNCTION clinic_records.detach(patient uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- nowhere else: without it nobody finds out which new id stands for which
  salt text := gen_random_uuid()::text || gen_random_uuid()::text;
  own uuid;
  last_day date := clinic_records.reckoned(patient);
  today date := (now() AT TIME ZONE 'UTC')::date;
  held boolean := EXISTS (SELECT FROM clinic_records.holds h WHERE h.patient_id = patient AND h.released_at IS NULL);
BEGIN
  SELECT f.file_id INTO own FROM clinic_records.files f WHERE f.patient_id = patient AND f.detached_at IS NULL FOR UPDATE;
  IF own IS NULL OR NOT (held OR coalesce(last_day >= today, false)) THEN
    RETURN;
  END IF;
  INSERT INTO clinic_records.files (patient_id, file_id, name, born_on, opened_by, opened_at, detached_at, keep_until)
    SELECT own, own,
           coalesce(nullif(f.name, ''), (SELECT a.display_name FROM access.diaries d JOIN access.accounts a USING (account_id)
                                         WHERE d.patient_id = patient AND d.relation = 'self' AND d.ended_at IS NULL), ''),
           f.born_on, f.opened_by, f.opened_at, now(), coalesce(last_day, today)
    FROM clinic_records.files f WHERE f.patient_id = patient;
  INSERT INTO clinic_records.visits (patient_id, visit_id, visited_on, location, practitioner, kind, state, recorded_by, recorded_at, detached_at)
    SELECT own, clinic_records.id_anew(salt, visit_id), visited_on, location, practitioner, kind, state, recorded_by, recorded_at, now()
    FROM clinic_records.visits v WHERE v.patient_id = patient AND (
      held OR v.state = 'done' OR EXISTS (SELECT FROM clinic_records.notes n WHERE n.patient_id = patient AND n.visit_id = v.visit_id));
  INSERT INTO clinic_records.notes (patient_id, note_id, version, visit_id, author, body, struck, written_at)
    SELECT own, clinic_records.id_anew(salt, note_id), version, clinic_records.id_anew(salt, visit_id), author, body, struck, written_at
    FROM clinic_records.notes WHERE patient_id = patient;
  INSERT INTO clinic_records.paper_consents
      (patient_id, paper_id, subject, signed_on, kept_at, withdrawn_on, recorded_by, recorded_at, detached_at)
    SELECT own, clinic_records.id_anew(salt, paper_id), subject, signed_on, kept_at, withdrawn_on, recorded_by, recorded_at, now()
    FROM clinic_records.paper_consents WHERE patient_id = patient;
  INSERT INTO clinic_records.holds (patient_id, hold_id, reason, placed_by, placed_at, released_by, released_at)
    SELECT own, clinic_records.id_anew(salt, hold_id), reason, placed_by, placed_at, released_by, released_at FROM clinic_records.holds WHERE patient_id = patient;
  -- what has moved was not removed, so that it is not counted as that
  DELETE FROM clinic_records.notes WHERE patient_id = patient;
  DELETE FROM clinic_records.visits v WHERE v.patient_id = patient
    AND EXISTS (SELECT FROM clinic_records.visits moved WHERE moved.patient_id = own AND moved.visit_id = clinic_records.id_anew(salt, v.visit_id));
  DELETE FROM clinic_records.paper_consents WHERE patient_id = patient;
  DELETE FROM clinic_records.holds WHERE patient_id = patient;
  DELETE FROM clinic_records.files WHERE patient_id = patient;
END $$;

-- Those that moved before.
ALTER TABLE clinic_records.notes DROP CONSTRAINT notes_patient_id_visit_id_fkey,
  ADD FOREIGN KEY (patient_id, visit_id) REFERENCES clinic_records.visits ON UPDATE CASCADE;
DO $$
DECLARE
  salt text := gen_random_uuid()::text || gen_random_uuid()::text;
BEGIN
  UPDATE clinic_records.visits SET visit_id = clinic_records.id_anew(salt, visit_id) WHERE detached_at IS NOT NULL;
  UPDATE clinic_records.paper_consents SET paper_id = clinic_records.id_anew(salt, paper_id) WHERE detached_at IS NOT NULL;
  UPDATE clinic_records.notes n SET note_id = clinic_records.id_anew(salt, note_id)
    FROM clinic_records.files f WHERE f.patient_id = n.patient_id AND f.detached_at IS NOT NULL;
  UPDATE clinic_records.holds h SET hold_id = clinic_records.id_anew(salt, hold_id)
    FROM clinic_records.files f WHERE f.patient_id = h.patient_id AND f.detached_at IS NOT NULL;
END $$;
ALTER TABLE clinic_records.notes DROP CONSTRAINT notes_patient_id_visit_id_fkey,
  ADD FOREIGN KEY (patient_id, visit_id) REFERENCES clinic_records.visits;

-- For the sign-in, which reaches no roles: whether what an account asked for in the clinic's name still counts.
CREATE FUNCTION auth.manages(of_account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM access.staff_roles r JOIN access.accounts a USING (account_id)
    WHERE r.account_id = of_account AND r.role IN ('manager', 'administrator') AND r.ended_at IS NULL AND a.left_at IS NULL)
$$;
REVOKE ALL ON FUNCTION auth.manages(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.manages(uuid) TO {{auth}};

-- As in 0034-writing-until.sql, without what moved with a file, and with links that wrong codes shut: a minute later, because the last code
-- that was tried may turn out to be right.
CREATE OR REPLACE FUNCTION access.endings(since timestamptz) RETURNS TABLE (what text, id text, ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'share-link', link_id::text, revoked_at FROM access.share_links WHERE revoked_at >= endings.since
  UNION ALL
  SELECT 'share-link', link_id::text, shut_at FROM access.share_links
    WHERE shut_at >= endings.since AND shut_at < now() - interval '1 minute' AND revoked_at IS NULL
  UNION ALL
  SELECT 'care-relationship', relationship_id::text, ended_at FROM access.care_relationships WHERE ended_at >= endings.since
  UNION ALL
  SELECT 'diary', patient_id || '/' || account_id, ended_at FROM access.diaries WHERE ended_at >= endings.since
  UNION ALL
  SELECT 'rule-end', patient_id || '/' || account_id
      || '/' || coalesce(to_char(ends_by_rule AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '')
      || '/' || CASE WHEN ends_by_rule IS NULL THEN '' ELSE to_char(ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') END, ruled_at
    FROM access.diaries WHERE ruled_at >= endings.since AND ended_at IS NULL AND relation = 'proxy'
  UNION ALL
  SELECT 'invitation', patient_id || '/' || invitation_id, revoked_at FROM access.proxy_invitations WHERE revoked_at >= endings.since
  UNION ALL
  SELECT 'staff-role', account_id || '/' || role, ended_at FROM access.staff_roles WHERE ended_at >= endings.since
  UNION ALL
  SELECT 'account', account_id::text, left_at FROM access.accounts WHERE left_at >= endings.since
  UNION ALL
  SELECT 'merge', from_account || '/' || into_account, done_at FROM access.merges WHERE done_at >= endings.since
  UNION ALL
  SELECT 'death', patient_id || '/' || closed_by || '/' || informed_by || '/' || keep_until, closed_at
    FROM access.closed_diaries WHERE closed_at >= endings.since
  UNION ALL
  SELECT 'death-undone', patient_id || '/' || reopened_by, reopened_at FROM access.closed_diaries WHERE reopened_at >= endings.since
  UNION ALL
  SELECT 'writer-death', a.account_id::text, a.died_at FROM access.accounts a WHERE a.died_at >= endings.since
    AND NOT EXISTS (SELECT FROM access.closed_diaries c JOIN access.diaries d USING (patient_id)
      WHERE d.account_id = a.account_id AND d.relation = 'self' AND c.closed_at = a.died_at)
  UNION ALL
  SELECT 'writer-returned', account_id || '/' || to_char(died_in_error_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), returned_at
    FROM access.accounts WHERE returned_at >= endings.since
  UNION ALL
  SELECT 'handover', patient_id || '/' || accepted_by, accepted_at FROM access.handovers WHERE accepted_at >= endings.since
  UNION ALL
  SELECT 'attachment', patient_id || '/' || attachment_id, deleted_at FROM attachments.files WHERE deleted_at >= endings.since
  UNION ALL
  SELECT 'consent', patient_id || '/' || text_id, at FROM access.consents WHERE NOT given AND at >= endings.since
  UNION ALL
  SELECT 'hold', patient_id || '/' || hold_id || '/' || placed_by, placed_at
    FROM clinic_records.holds h WHERE placed_at >= endings.since AND released_at IS NULL
    -- one from before the erasure stands there under the patient's id already, and comes to the file with it again
    AND NOT EXISTS (SELECT FROM clinic_records.files f WHERE f.patient_id = h.patient_id AND f.detached_at > h.placed_at)
  UNION ALL
  SELECT 'mail', account_id || '/' || kind, stopped_at FROM mail.stopped WHERE stopped_at >= endings.since
  UNION ALL
  SELECT e.what, e.id::text, e.ended_at FROM auth.endings e WHERE e.ended_at >= endings.since
$$;
