-- An end that the rule on coming of age set is in the journal of endings, so that no restore gives that time back.

-- when the rule set, moved or lifted the end, or a manager put it off
ALTER TABLE access.diaries ADD COLUMN ruled_at timestamptz;
UPDATE access.diaries SET ruled_at = now() WHERE ends_by_rule IS NOT NULL AND ended_at IS NULL;

CREATE OR REPLACE FUNCTION access.end_at_age(ahead interval, notice interval)
RETURNS TABLE (patient uuid, account uuid, ends timestamptz, change text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE access.diaries d
    SET ends_at = due.ends, ends_by_rule = due.birthday, ruled_at = now(),
        ends_before_rule = CASE WHEN due.change = 'cleared' THEN NULL WHEN d.ends_by_rule IS NULL THEN d.ends_at ELSE d.ends_before_rule END
    FROM clinic_records.retention r, access.age_ends(r.of_age, ahead, notice) due
    WHERE d.patient_id = due.patient AND d.account_id = due.account AND d.begun_at = due.begun AND d.ended_at IS NULL
    RETURNING d.patient_id, d.account_id, d.ends_at, due.change
$$;

-- What the journal says of such an end, done again after a restore; a null day lifts it. What a manager put off stays so. Answers how many.
CREATE FUNCTION access.rule_again(of_patient uuid, of_account uuid, birthday timestamptz, ends timestamptz, at timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH ruled AS (
    UPDATE access.diaries d
      SET ends_at = CASE WHEN birthday IS NULL THEN d.ends_before_rule ELSE ends END, ends_by_rule = birthday, ruled_at = at,
          ends_before_rule = CASE WHEN birthday IS NULL THEN NULL WHEN d.ends_by_rule IS NULL THEN d.ends_at ELSE d.ends_before_rule END
      WHERE d.patient_id = of_patient AND d.account_id = of_account AND d.relation = 'proxy' AND d.ended_at IS NULL AND d.prolonged_by IS NULL
        AND d.begun_at < at + interval '1 millisecond' AND (birthday IS NOT NULL OR d.ends_by_rule IS NOT NULL)
      RETURNING 1)
  SELECT count(*) FROM ruled
$$;
REVOKE ALL ON FUNCTION access.rule_again(uuid, uuid, timestamptz, timestamptz, timestamptz) FROM PUBLIC;

-- As in 0033-who-may-let-write.sql, with when it was.
-- 'not-allowed', 'own-account', 'not-found', 'has-own-diary', 'agreed-end', 'done'
CREATE OR REPLACE FUNCTION access.prolong_writer(of_patient uuid, of_account uuid, because text, until timestamptz, OUT outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    outcome := 'not-allowed';
    RETURN;
  END IF;
  IF of_account = acting THEN
    outcome := 'own-account';
    RETURN;
  END IF;
  PERFORM FROM diary.patients WHERE patient_id = of_patient FOR UPDATE;
  IF EXISTS (SELECT FROM access.diaries WHERE patient_id = of_patient AND relation = 'self' AND ended_at IS NULL) THEN
    outcome := 'has-own-diary';
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM access.diaries WHERE patient_id = of_patient AND account_id = of_account AND relation = 'proxy' AND ended_at IS NULL
             AND ends_by_rule IS NOT NULL AND ends_before_rule < until) THEN
    outcome := 'agreed-end';
    RETURN;
  END IF;
  UPDATE access.diaries d
    SET ends_at = until, ends_by_rule = NULL, ends_before_rule = NULL, prolonged_by = acting, prolonged_because = because,
        ruled_at = now()
    FROM access.accounts a
    WHERE d.patient_id = of_patient AND d.account_id = of_account AND d.relation = 'proxy' AND d.ended_at IS NULL
      AND d.ends_by_rule IS NOT NULL AND a.account_id = d.account_id AND a.left_at IS NULL
      AND NOT EXISTS (SELECT FROM access.closed_diaries c WHERE c.patient_id = of_patient AND c.reopened_at IS NULL);
  outcome := CASE WHEN FOUND THEN 'done' ELSE 'not-found' END;
END $$;

-- As in 0020-writers.sql, and besides: until when somebody writes by the rule; without a day where that was lifted or put off. A diary's row has
-- a `since` of its own by now, so that the moment that is asked for is named in full.
CREATE OR REPLACE FUNCTION access.endings(since timestamptz) RETURNS TABLE (what text, id text, ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'share-link', link_id::text, revoked_at FROM access.share_links WHERE revoked_at >= endings.since
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
    FROM clinic_records.holds WHERE placed_at >= endings.since AND released_at IS NULL
  UNION ALL
  SELECT 'mail', account_id || '/' || kind, stopped_at FROM mail.stopped WHERE stopped_at >= endings.since
  UNION ALL
  SELECT e.what, e.id::text, e.ended_at FROM auth.endings e WHERE e.ended_at >= endings.since
$$;
