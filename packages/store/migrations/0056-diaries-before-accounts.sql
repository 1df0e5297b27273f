-- Whatever locks both a diary and what hangs on it locks the diary first, then what was offered of it, then accounts: no two acts wait for each
-- other in a ring.

-- As in 0053-nothing-at-the-last-moment.sql, in this order.
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

-- As in 0053-nothing-at-the-last-moment.sql, in this order.
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

-- As in 0053-nothing-at-the-last-moment.sql, in this order.
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

-- As in 0055-found-in-an-emergency.sql, ten times in an hour for one practitioner.
CREATE OR REPLACE FUNCTION clinic_records.found_in_emergency(patterns text[], most int) RETURNS TABLE (patient uuid, name text, born_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.break_glass', true) IS DISTINCT FROM 'on' OR cardinality(patterns) = 0 OR NOT EXISTS (
    SELECT FROM access.staff_roles r JOIN access.accounts a USING (account_id)
    WHERE r.account_id = nullif(current_setting('clearday.account', true), '')::uuid AND r.role = 'practitioner'
      AND r.ended_at IS NULL AND a.left_at IS NULL)
    -- an emergency is found by then; whoever goes through names is not
    OR (SELECT count(*) FROM audit.events e WHERE e.chain_id = nullif(current_setting('clearday.account', true), '')::uuid
        AND e.act = 'patients.searched-in-emergency' AND e.at > now() - interval '1 hour') >= 10 THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT p.patient_id, coalesce(nullif(f.name, ''), own.display_name), f.born_on
    FROM diary.patients p
    LEFT JOIN clinic_records.files f ON f.patient_id = p.patient_id AND f.detached_at IS NULL
    LEFT JOIN LATERAL (
      SELECT a.display_name FROM access.diaries d JOIN access.accounts a USING (account_id)
      WHERE d.patient_id = p.patient_id AND d.relation = 'self' AND d.ended_at IS NULL AND a.left_at IS NULL LIMIT 1) own ON true
    WHERE (f.name ILIKE ALL (patterns) OR own.display_name ILIKE ALL (patterns))
      AND NOT EXISTS (SELECT FROM access.closed_diaries c WHERE c.patient_id = p.patient_id AND c.reopened_at IS NULL)
    ORDER BY 2, 1 LIMIT least(most, 21);
END $$;

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
