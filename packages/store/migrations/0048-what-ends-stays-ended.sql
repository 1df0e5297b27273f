-- As in 0033-who-may-let-write.sql, with the diaries locked: what ends while two accounts become one stays ended.
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
    patients := patients || held.patient_id;
  END LOOP;
  RETURN patients;
END $$;

-- As in 0033-who-may-let-write.sql; what somebody offered who was let go since is worth nothing.
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
     -- whoever offered it may still do so
     OR NOT EXISTS (SELECT FROM access.staff_roles r JOIN access.accounts s USING (account_id)
       WHERE r.account_id = offer.offered_by AND r.role IN ('manager', 'administrator') AND r.ended_at IS NULL AND s.left_at IS NULL)
     OR EXISTS (SELECT FROM access.closed_diaries WHERE patient_id = offer.patient_id AND reopened_at IS NULL) THEN
    outcome := 'not-found';
    RETURN;
  END IF;
  -- whoever is accepting or ending there finishes first
  PERFORM FROM diary.patients WHERE patient_id = offer.patient_id FOR UPDATE;
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
