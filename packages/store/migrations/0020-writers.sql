-- Who writes a diary: a death ends what the dead wrote and shuts nobody else's diary; no diary loses its last writer by a slip; and one that has
-- none any more is seen by the clinic, which names somebody anew.

-- when their death was recorded, for an account that was closed by it
ALTER TABLE access.accounts ADD COLUMN died_at timestamptz;
-- and of a death that was recorded in error, of somebody who wrote for others, when it was and when it was taken back
ALTER TABLE access.accounts ADD COLUMN died_in_error_at timestamptz;
ALTER TABLE access.accounts ADD COLUMN returned_at timestamptz;

-- Named by the clinic, for a diary that nobody writes: good only as long as that is so, and never for who named.
ALTER TABLE access.proxy_invitations ADD COLUMN by_clinic boolean NOT NULL DEFAULT false;
ALTER TABLE access.proxy_invitations ADD COLUMN identity_checked_by text CHECK (identity_checked_by IN ('in-person', 'video-call', 'call-back'));

INSERT INTO mail.kinds (kind, queued_by, at_most_once, keeps) VALUES
  ('diary-without-writer', '{app}', false, '30 days'),
  ('writer-named', '{app}', false, '7 days');

-- Whether somebody living writes a diary, beside one account. An account that is closed writes nothing, whatever its rows say. For the functions
-- below alone: it asks nobody who they are.
CREATE FUNCTION access.has_writer(of_patient uuid, besides uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM access.diaries d JOIN access.accounts a USING (account_id)
    WHERE d.patient_id = of_patient AND d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now())
      AND a.left_at IS NULL AND d.account_id IS DISTINCT FROM besides)
$$;
REVOKE ALL ON FUNCTION access.has_writer(uuid, uuid) FROM PUBLIC;

-- For who writes a diary: whether it has a writer without this one. Null where it is not open to who asks.
CREATE FUNCTION access.written_without(of_patient uuid, without uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN of_patient = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    THEN access.has_writer(of_patient, without) END
$$;
REVOKE ALL ON FUNCTION access.written_without(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.written_without(uuid, uuid) TO {{app}};

-- As in 0012-account-paths.sql, but what a closed account holds does not count. 'none', 'own', 'others', 'missing'
CREATE OR REPLACE FUNCTION access.written_by(of_patient uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    RAISE insufficient_privilege USING MESSAGE = 'this is asked by managers';
  END IF;
  IF NOT EXISTS (SELECT FROM diary.patients WHERE patient_id = of_patient)
     OR EXISTS (SELECT FROM access.closed_diaries WHERE patient_id = of_patient AND reopened_at IS NULL) THEN
    RETURN 'missing';
  END IF;
  IF EXISTS (SELECT FROM access.diaries d JOIN access.accounts a USING (account_id)
             WHERE d.patient_id = of_patient AND d.relation = 'self' AND d.ended_at IS NULL AND a.left_at IS NULL) THEN
    RETURN 'own';
  END IF;
  RETURN CASE WHEN access.has_writer(of_patient, NULL) THEN 'others' ELSE 'none' END;
END $$;

-- As in 0012-account-paths.sql, but what a closed account holds gives way.
-- 'not-found' (guessed, not yet open, over, taken, or offered by the very account), 'has-account', 'done'
CREATE OR REPLACE FUNCTION access.take_over(token text, OUT outcome text, OUT patient uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  offer access.handovers;
BEGIN
  SELECT * INTO offer FROM access.handovers
    WHERE token_hash = decode(token, 'hex') AND accepted_at IS NULL AND revoked_at IS NULL
      AND opens_at <= now() AND expires_at > now() AND offered_by <> acting FOR UPDATE;
  IF NOT FOUND OR NOT EXISTS (SELECT FROM access.accounts WHERE account_id = acting AND left_at IS NULL)
     OR NOT EXISTS (SELECT FROM diary.patients WHERE patient_id = offer.patient_id)
     OR EXISTS (SELECT FROM access.closed_diaries WHERE patient_id = offer.patient_id AND reopened_at IS NULL) THEN
    outcome := 'not-found';
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
  -- whoever wrote it for somebody turns out to be that somebody
  UPDATE access.diaries SET ended_at = now() WHERE patient_id = offer.patient_id AND account_id = acting AND ended_at IS NULL;
  INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason, begun_at)
    VALUES (offer.patient_id, acting, 'self', offer.offered_by, 'handed over', clock_timestamp());
  patient := offer.patient_id;
  outcome := 'done';
END $$;

-- Diaries that somebody wrote and nobody writes any more, for managers: since when, and who wrote them last.
CREATE FUNCTION access.diaries_without_writer() RETURNS TABLE (patient uuid, since timestamptz, wrote uuid[], invited_until timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    RAISE insufficient_privilege USING MESSAGE = 'this is asked by managers';
  END IF;
  RETURN QUERY
    WITH ended AS (
      SELECT d.patient_id, d.account_id, least(d.ended_at, d.ends_at, a.left_at) AS at,
        bool_or(d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now()) AND a.left_at IS NULL) OVER (PARTITION BY d.patient_id) AS written
      FROM access.diaries d JOIN access.accounts a USING (account_id)
    ), last AS (
      SELECT e.patient_id, max(e.at) AS at FROM ended e WHERE NOT e.written GROUP BY e.patient_id
    )
    SELECT l.patient_id, l.at,
      ARRAY(SELECT DISTINCT e.account_id FROM ended e WHERE e.patient_id = l.patient_id AND e.at = l.at ORDER BY 1),
      (SELECT max(i.expires_at) FROM access.proxy_invitations i
       WHERE i.patient_id = l.patient_id AND i.by_clinic AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now())
    FROM last l JOIN diary.patients p USING (patient_id)
    WHERE NOT EXISTS (SELECT FROM access.closed_diaries c WHERE c.patient_id = l.patient_id AND c.reopened_at IS NULL)
    ORDER BY l.at DESC, l.patient_id;
END $$;
REVOKE ALL ON FUNCTION access.diaries_without_writer() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.diaries_without_writer() TO {{app}};

-- A manager names who writes a diary that nobody writes. An invitation of the clinic's that waits is replaced.
-- 'not-allowed', 'missing', 'own', 'others', 'own-account' (who names wrote it themselves), 'done'
CREATE FUNCTION access.name_writer(
  of_patient uuid, invitation uuid, token text, because text, checked_by text, until timestamptz, open_until timestamptz, OUT outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    outcome := 'not-allowed';
    RETURN;
  END IF;
  PERFORM FROM diary.patients WHERE patient_id = of_patient FOR UPDATE;
  outcome := access.written_by(of_patient);
  IF outcome <> 'none' THEN
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM access.diaries WHERE patient_id = of_patient AND account_id = acting) THEN
    outcome := 'own-account';
    RETURN;
  END IF;
  UPDATE access.proxy_invitations SET revoked_at = now()
    WHERE patient_id = of_patient AND accepted_at IS NULL AND revoked_at IS NULL;
  INSERT INTO access.proxy_invitations
      (patient_id, invitation_id, token_hash, invited_by, reason, proxy_ends_at, expires_at, by_clinic, identity_checked_by)
    VALUES (of_patient, invitation, decode(token, 'hex'), acting, because, until, open_until, true, checked_by);
  outcome := 'done';
END $$;
REVOKE ALL ON FUNCTION access.name_writer(uuid, uuid, text, text, text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.name_writer(uuid, uuid, text, text, text, timestamptz, timestamptz) TO {{app}};

-- Of a notice to a diary's people, whoever wrote it last where nobody writes it any more: to them it may matter most.
CREATE OR REPLACE FUNCTION mail.told(patient uuid, audience text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.account_id FROM access.diaries d JOIN access.accounts a USING (account_id)
  WHERE audience = 'patient' AND d.patient_id = patient AND a.left_at IS NULL
    AND CASE WHEN access.has_writer(patient, NULL) THEN d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now())
      -- their time ran out; whom somebody ended is told nothing more
      ELSE d.ended_at IS NULL END
  UNION
  SELECT r.account_id FROM access.staff_roles r JOIN access.accounts a USING (account_id)
  WHERE audience = 'managers' AND r.role IN ('manager', 'administrator') AND r.ended_at IS NULL AND a.left_at IS NULL
$$;

-- What somebody who died wrote for others ends with them; the diaries stay. Answers those diaries. For the functions below alone.
CREATE FUNCTION access.end_writing_of(dead uuid[]) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  others uuid[];
BEGIN
  -- whoever is writing, giving up or accepting there finishes first; always in this order
  PERFORM FROM diary.patients p WHERE p.patient_id IN (
    SELECT d.patient_id FROM access.diaries d WHERE d.account_id = ANY (dead) AND d.relation = 'proxy' AND d.ended_at IS NULL)
    ORDER BY p.patient_id FOR UPDATE;
  WITH ended AS (
    UPDATE access.diaries SET ended_at = now()
    WHERE account_id = ANY (dead) AND relation = 'proxy' AND ended_at IS NULL RETURNING patient_id)
  SELECT coalesce(array_agg(DISTINCT patient_id ORDER BY patient_id), '{}') INTO others FROM ended;
  RETURN others;
END $$;
REVOKE ALL ON FUNCTION access.end_writing_of(uuid[]) FROM PUBLIC;

-- As in 0017-rights.sql. What the patient wrote for others ends too, and `others` are those diaries: none of them is closed.
DROP FUNCTION access.close_diary(uuid, text, text, date);
CREATE FUNCTION access.close_diary(
  of_patient uuid, informed text, because text, kept_until date, OUT outcome text, OUT accounts uuid[], OUT others uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  closing uuid[];
BEGIN
  accounts := '{}';
  others := '{}';
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    outcome := 'not-allowed';
    RETURN;
  END IF;
  IF kept_until < (now() AT TIME ZONE 'UTC')::date THEN
    outcome := 'wrong-day';
    RETURN;
  END IF;
  -- whoever is writing into it finishes first
  PERFORM FROM diary.patients WHERE patient_id = of_patient FOR UPDATE;
  PERFORM FROM access.diaries WHERE patient_id = of_patient AND ended_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    -- a diary whose last writer died before its patient is closed too
    IF NOT EXISTS (SELECT FROM diary.patients WHERE patient_id = of_patient)
       OR NOT EXISTS (SELECT FROM access.diaries WHERE patient_id = of_patient)
       OR EXISTS (SELECT FROM access.closed_diaries WHERE patient_id = of_patient AND reopened_at IS NULL) THEN
      outcome := 'no-such-diary';
      RETURN;
    END IF;
  END IF;
  SELECT coalesce(array_agg(DISTINCT account_id ORDER BY account_id), '{}') INTO accounts FROM access.diaries
    WHERE patient_id = of_patient AND ended_at IS NULL;
  IF acting = ANY (accounts) THEN
    accounts := '{}';
    outcome := 'own-diary';
    RETURN;
  END IF;
  IF current_setting('clearday.administer', true) IS DISTINCT FROM 'on' AND EXISTS (
    SELECT FROM access.diaries d JOIN access.staff_roles s USING (account_id)
    WHERE d.patient_id = of_patient AND d.relation = 'self' AND d.ended_at IS NULL
      AND s.ended_at IS NULL AND s.role IN ('manager', 'administrator')) THEN
    accounts := '{}';
    outcome := 'not-allowed';
    RETURN;
  END IF;
  SELECT array_agg(account_id) INTO closing FROM access.diaries d
    WHERE d.patient_id = of_patient AND d.relation = 'self' AND d.ended_at IS NULL
      AND NOT EXISTS (SELECT FROM access.staff_roles s WHERE s.account_id = d.account_id AND s.ended_at IS NULL);
  INSERT INTO access.closed_diaries (patient_id, closed_by, informed_by, reason, keep_until)
    VALUES (of_patient, acting, informed, because, kept_until);
  UPDATE access.accounts SET left_at = now(), died_at = now() WHERE left_at IS NULL AND account_id = ANY (closing);
  DELETE FROM auth.sessions WHERE user_id = ANY (closing);
  UPDATE access.diaries SET ended_at = now() WHERE patient_id = of_patient AND ended_at IS NULL;
  others := access.end_writing_of(closing);
  UPDATE access.care_relationships SET ended_at = now(), ended_by = acting WHERE patient_id = of_patient AND ended_at IS NULL;
  UPDATE access.proxy_invitations SET revoked_at = now()
    WHERE patient_id = of_patient AND revoked_at IS NULL AND accepted_at IS NULL;
  UPDATE access.share_links SET revoked_at = now() WHERE patient_id = of_patient AND revoked_at IS NULL;
  outcome := 'done';
END $$;

-- Somebody died who keeps no diary of their own and wrote for others: their account alone is closed.
-- 'not-allowed', 'own-account', 'no-such-account', 'has-own-diary' (their own is closed instead), 'is-staff', 'done'
CREATE FUNCTION access.close_writer(of_account uuid, OUT outcome text, OUT others uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
BEGIN
  others := '{}';
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    outcome := 'not-allowed';
    RETURN;
  END IF;
  IF of_account = acting THEN
    outcome := 'own-account';
    RETURN;
  END IF;
  PERFORM FROM access.accounts WHERE account_id = of_account AND left_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    outcome := 'no-such-account';
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM access.diaries WHERE account_id = of_account AND relation = 'self' AND ended_at IS NULL) THEN
    outcome := 'has-own-diary';
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM access.staff_roles WHERE account_id = of_account AND ended_at IS NULL) THEN
    outcome := 'is-staff';
    RETURN;
  END IF;
  others := access.end_writing_of(ARRAY[of_account]);
  UPDATE access.accounts SET left_at = now(), died_at = now() WHERE account_id = of_account;
  DELETE FROM auth.sessions WHERE user_id = of_account;
  outcome := 'done';
END $$;

-- What a recorded death ended of writing for others begins again, where that diary is still there and open; for the functions below alone.
CREATE FUNCTION access.write_again(living uuid[], closed timestamptz) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  others uuid[];
BEGIN
  WITH begun AS (
    INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason, ends_at)
      SELECT d.patient_id, d.account_id, d.relation, acting, d.reason, d.ends_at FROM access.diaries d
      WHERE d.account_id = ANY (living) AND d.relation = 'proxy' AND d.ended_at = closed
        AND EXISTS (SELECT FROM diary.patients p WHERE p.patient_id = d.patient_id)
        AND NOT EXISTS (SELECT FROM access.closed_diaries c WHERE c.patient_id = d.patient_id AND c.reopened_at IS NULL)
        AND NOT EXISTS (SELECT FROM access.diaries o WHERE o.patient_id = d.patient_id AND o.account_id = d.account_id AND o.ended_at IS NULL)
        -- a diary that went to its patient meanwhile is that patient's to open
        AND NOT EXISTS (SELECT FROM access.diaries o WHERE o.patient_id = d.patient_id AND o.relation = 'self' AND o.ended_at IS NULL AND o.begun_at > closed)
      RETURNING patient_id)
  SELECT coalesce(array_agg(DISTINCT patient_id ORDER BY patient_id), '{}') INTO others FROM begun;
  RETURN others;
END $$;
REVOKE ALL ON FUNCTION access.write_again(uuid[], timestamptz) FROM PUBLIC;

-- As in 0005-accounts.sql. 'not-allowed', 'not-closed', 'done'
DROP FUNCTION access.reopen_diary(uuid);
CREATE FUNCTION access.reopen_diary(of_patient uuid, OUT outcome text, OUT accounts uuid[], OUT others uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  closed timestamptz;
  living uuid[];
BEGIN
  accounts := '{}';
  others := '{}';
  IF current_setting('clearday.administer', true) IS DISTINCT FROM 'on' THEN
    outcome := 'not-allowed';
    RETURN;
  END IF;
  UPDATE access.closed_diaries SET reopened_at = now(), reopened_by = acting
    WHERE patient_id = of_patient AND reopened_at IS NULL RETURNING closed_at INTO closed;
  IF NOT FOUND THEN
    outcome := 'not-closed';
    RETURN;
  END IF;
  SELECT coalesce(array_agg(account_id ORDER BY account_id), '{}') INTO accounts FROM access.diaries
    WHERE patient_id = of_patient AND ended_at = closed;
  SELECT array_agg(account_id) INTO living FROM access.accounts a
    WHERE a.account_id = ANY (reopen_diary.accounts) AND a.left_at = closed;
  UPDATE access.accounts a SET left_at = NULL, died_at = NULL WHERE a.account_id = ANY (living);
  INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason, ends_at)
    SELECT patient_id, account_id, relation, acting, 'closed in error', ends_at FROM access.diaries
    WHERE patient_id = of_patient AND ended_at = closed;
  others := access.write_again(living, closed);
  outcome := 'done';
END $$;

-- For the death of a writer that was recorded in error. 'not-allowed', 'not-closed', 'done'
CREATE FUNCTION access.reopen_writer(of_account uuid, OUT outcome text, OUT others uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  closed timestamptz;
BEGIN
  others := '{}';
  IF current_setting('clearday.administer', true) IS DISTINCT FROM 'on' THEN
    outcome := 'not-allowed';
    RETURN;
  END IF;
  SELECT died_at INTO closed FROM access.accounts a
    WHERE a.account_id = of_account AND a.left_at = a.died_at
      -- with a diary of their own it is that one which is opened again
      AND NOT EXISTS (SELECT FROM access.diaries d JOIN access.closed_diaries c USING (patient_id)
        WHERE d.account_id = of_account AND d.relation = 'self' AND d.ended_at = a.died_at AND c.reopened_at IS NULL)
    FOR UPDATE OF a;
  IF NOT FOUND THEN
    outcome := 'not-closed';
    RETURN;
  END IF;
  UPDATE access.accounts SET left_at = NULL, died_at = NULL, died_in_error_at = closed, returned_at = now() WHERE account_id = of_account;
  others := access.write_again(ARRAY[of_account], closed);
  outcome := 'done';
END $$;

REVOKE ALL ON FUNCTION access.close_diary(uuid, text, text, date), access.close_writer(uuid), access.reopen_diary(uuid), access.reopen_writer(uuid)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.close_diary(uuid, text, text, date), access.close_writer(uuid), access.reopen_diary(uuid), access.reopen_writer(uuid)
  TO {{app}};

-- As in 0016-restores.sql, and besides: that somebody died who wrote for others, and that this was an error, with when it had been recorded.
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
  SELECT 'writer-death', a.account_id::text, a.died_at FROM access.accounts a WHERE a.died_at >= since
    AND NOT EXISTS (SELECT FROM access.closed_diaries c JOIN access.diaries d USING (patient_id)
      WHERE d.account_id = a.account_id AND d.relation = 'self' AND c.closed_at = a.died_at)
  UNION ALL
  SELECT 'writer-returned', account_id || '/' || to_char(died_in_error_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), returned_at
    FROM access.accounts WHERE returned_at >= since
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

-- What was recorded before: the rows of those who died stand open in other diaries, and shut them.
UPDATE access.accounts a SET died_at = a.left_at
  FROM access.closed_diaries c JOIN access.diaries d ON d.patient_id = c.patient_id AND d.relation = 'self' AND d.ended_at = c.closed_at
  WHERE d.account_id = a.account_id AND a.left_at = c.closed_at AND c.reopened_at IS NULL;
UPDATE access.diaries d SET ended_at = a.left_at FROM access.accounts a
  WHERE a.account_id = d.account_id AND a.died_at IS NOT NULL AND d.relation = 'proxy' AND d.ended_at IS NULL;
