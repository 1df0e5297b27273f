-- Who lets somebody write a diary still has the right to when it is accepted; and a writing that goes on, after an error or with another
-- account, stays what it was. What life does and what is done again after a restore are the same functions.

-- Who invited, where it was an invitation; and whether the clinic named them for a diary that nobody wrote.
ALTER TABLE access.diaries ADD COLUMN invited_by uuid;
ALTER TABLE access.diaries ADD COLUMN by_clinic boolean NOT NULL DEFAULT false;
-- when the writing began that goes on in this row; null where it began in it
ALTER TABLE access.diaries ADD COLUMN since timestamptz;
-- both were written at one moment, that of their transaction
UPDATE access.diaries d SET invited_by = i.invited_by, by_clinic = i.by_clinic FROM access.proxy_invitations i
  WHERE i.patient_id = d.patient_id AND i.accepted_by = d.account_id AND i.accepted_at = d.begun_at AND d.relation = 'proxy';

-- The birthday until which a diary is a child's; null where it never was one, or where the clinic knows of none. A diary that was begun after
-- that day is a grown-up's, whoever writes it for them.
CREATE FUNCTION access.child_until(of_patient uuid, age integer) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT day FROM (
    SELECT (f.born_on + make_interval(years => age)) AT TIME ZONE 'UTC' AS day FROM clinic_records.files f
    WHERE f.patient_id = of_patient AND f.detached_at IS NULL AND age > 0) AS birthday
  WHERE EXISTS (SELECT FROM access.diaries d WHERE d.patient_id = of_patient AND d.begun_at < day)
$$;

-- Whether an account decides at this moment who else writes a diary: its patient's own, or a proxy's where the patient has none.
CREATE FUNCTION access.decides(of_patient uuid, who uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM access.diaries d JOIN access.accounts a USING (account_id)
    WHERE d.patient_id = of_patient AND d.account_id = who AND d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now())
      AND a.left_at IS NULL
      AND (d.relation = 'self' OR NOT EXISTS (SELECT FROM access.diaries s
        WHERE s.patient_id = of_patient AND s.relation = 'self' AND s.ended_at IS NULL)))
$$;

-- Whether they may let somebody in: of who is of age and has no account, the clinic alone does.
CREATE FUNCTION access.may_invite(of_patient uuid, who uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT access.decides(of_patient, who) AND (
    EXISTS (SELECT FROM access.diaries s WHERE s.patient_id = of_patient AND s.relation = 'self' AND s.ended_at IS NULL)
    OR NOT EXISTS (SELECT FROM clinic_records.retention r WHERE access.child_until(of_patient, r.of_age) <= now()))
$$;

-- What who asks decides on a diary that is open to them to write: 'all', 'no-invitation' (its patient is of age), 'nothing'. Null for others.
CREATE FUNCTION access.say_over(of_patient uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN of_patient = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]) IS NOT TRUE THEN NULL
    WHEN access.may_invite(of_patient, nullif(current_setting('clearday.account', true), '')::uuid) THEN 'all'
    WHEN access.decides(of_patient, nullif(current_setting('clearday.account', true), '')::uuid) THEN 'no-invitation'
    ELSE 'nothing' END
$$;

-- Who was invited accepts. What counts is what holds now, under the lock: whoever invited must still have the right to.
-- 'not-found' (guessed, over, revoked, used, one's own, or of somebody who may not any more), 'already-open', 'done'
CREATE FUNCTION access.accept_invitation(token text, OUT outcome text, OUT patient uuid, OUT invitation uuid)
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
  IF NOT FOUND OR NOT EXISTS (SELECT FROM access.accounts WHERE account_id = acting AND left_at IS NULL)
     OR EXISTS (SELECT FROM access.closed_diaries WHERE patient_id = offer.patient_id AND reopened_at IS NULL) THEN
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

-- As in 0020-writers.sql, and besides: what was offered to others by who wrote it until then is worth nothing any more.
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

-- As in 0020-writers.sql, and besides: whom they invited is not let in any more.
CREATE OR REPLACE FUNCTION access.end_writing_of(dead uuid[]) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  others uuid[];
BEGIN
  -- whoever is writing, giving up or accepting there finishes first; always in this order
  PERFORM FROM diary.patients p WHERE p.patient_id IN (
    SELECT d.patient_id FROM access.diaries d WHERE d.account_id = ANY (dead) AND d.relation = 'proxy' AND d.ended_at IS NULL)
    ORDER BY p.patient_id FOR UPDATE;
  UPDATE access.proxy_invitations SET revoked_at = now()
    WHERE invited_by = ANY (dead) AND NOT by_clinic AND accepted_at IS NULL AND revoked_at IS NULL;
  WITH ended AS (
    UPDATE access.diaries SET ended_at = now()
    WHERE account_id = ANY (dead) AND relation = 'proxy' AND ended_at IS NULL RETURNING patient_id)
  SELECT coalesce(array_agg(DISTINCT patient_id ORDER BY patient_id), '{}') INTO others FROM ended;
  RETURN others;
END $$;

-- As in 0020-writers.sql, and besides: what somebody of the staff wrote for others ends too, whose account stays until they are let go.
CREATE OR REPLACE FUNCTION access.close_diary(
  of_patient uuid, informed text, because text, kept_until date, OUT outcome text, OUT accounts uuid[], OUT others uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  dead uuid[];
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
  -- whoever is writing into it, or into what its patient writes for others, finishes first; always in this order, also where two who write for
  -- each other are closed at once
  PERFORM FROM diary.patients p WHERE p.patient_id = of_patient OR p.patient_id IN (
    SELECT d.patient_id FROM access.diaries d JOIN access.diaries own USING (account_id)
    WHERE own.patient_id = of_patient AND own.relation = 'self' AND own.ended_at IS NULL AND d.relation = 'proxy' AND d.ended_at IS NULL)
    ORDER BY p.patient_id FOR UPDATE;
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
  SELECT array_agg(account_id), array_agg(account_id) FILTER (
      WHERE NOT EXISTS (SELECT FROM access.staff_roles s WHERE s.account_id = d.account_id AND s.ended_at IS NULL))
    INTO dead, closing FROM access.diaries d
    WHERE d.patient_id = of_patient AND d.relation = 'self' AND d.ended_at IS NULL;
  INSERT INTO access.closed_diaries (patient_id, closed_by, informed_by, reason, keep_until)
    VALUES (of_patient, acting, informed, because, kept_until);
  UPDATE access.accounts SET left_at = now(), died_at = now() WHERE left_at IS NULL AND account_id = ANY (closing);
  DELETE FROM auth.sessions WHERE user_id = ANY (closing);
  UPDATE access.diaries SET ended_at = now() WHERE patient_id = of_patient AND ended_at IS NULL;
  others := access.end_writing_of(dead);
  UPDATE access.care_relationships SET ended_at = now(), ended_by = acting WHERE patient_id = of_patient AND ended_at IS NULL;
  UPDATE access.proxy_invitations SET revoked_at = now()
    WHERE patient_id = of_patient AND revoked_at IS NULL AND accepted_at IS NULL;
  UPDATE access.share_links SET revoked_at = now() WHERE patient_id = of_patient AND revoked_at IS NULL;
  outcome := 'done';
END $$;

-- As in 0021-age-ends-and-photographs.sql. What begins after the birthday in a child's diary goes the same way, unless its patient let them
-- in, or the clinic named them where nobody wrote: a friend of a parent's is no way round the rule.
CREATE OR REPLACE FUNCTION access.age_ends(age integer, ahead interval, notice interval)
RETURNS TABLE (patient uuid, account uuid, begun timestamptz, birthday timestamptz, ends timestamptz, change text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH held AS (
    SELECT d.*, access.child_until(d.patient_id, age) AS day,
      -- a file that is gone says nothing of a day: what was set by it stays
      age <= 0 OR (f.patient_id IS NOT NULL AND f.detached_at IS NULL) AS known
    FROM access.diaries d LEFT JOIN clinic_records.files f USING (patient_id)
    WHERE d.relation = 'proxy' AND d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now()) AND d.prolonged_by IS NULL
  ), ruled AS (
    SELECT h.*,
      h.day IS NOT NULL AND h.day <= now() + ahead
        -- what the patient made or renewed with an account of their own stays as they made it
        AND NOT EXISTS (SELECT FROM access.diaries s
          WHERE s.patient_id = h.patient_id AND s.relation = 'self' AND s.account_id = h.made_by)
        AND NOT (coalesce(h.since, h.begun_at) >= h.day AND (h.by_clinic OR EXISTS (SELECT FROM access.diaries s
          WHERE s.patient_id = h.patient_id AND s.relation = 'self' AND s.account_id = h.invited_by))) AS concerned,
      CASE WHEN h.ends_by_rule IS NULL THEN h.ends_at ELSE h.ends_before_rule END AS own_end,
      greatest(h.day, now() + notice) AS due
    FROM held h
  )
  SELECT r.patient_id, r.account_id, r.begun_at, r.day, r.due, CASE WHEN r.ends_by_rule IS NULL THEN 'set' ELSE 'moved' END
  FROM ruled r
  WHERE r.concerned AND r.ends_by_rule IS DISTINCT FROM r.day AND (r.own_end IS NULL OR r.own_end > r.due)
  UNION ALL
  SELECT r.patient_id, r.account_id, r.begun_at, NULL, r.own_end, 'cleared'
  FROM ruled r
  WHERE r.known AND r.ends_by_rule IS NOT NULL AND NOT (r.concerned AND (r.ends_by_rule = r.day OR r.own_end IS NULL OR r.own_end > r.due))
    -- one's own end that has come meanwhile would end it at once: it ends then as the rule said
    AND (r.own_end IS NULL OR r.own_end > now())
$$;

-- As in 0021-age-ends-and-photographs.sql, but never beyond the end that whoever let them in had set.
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
    SET ends_at = until, ends_by_rule = NULL, ends_before_rule = NULL, prolonged_by = acting, prolonged_because = because
    FROM access.accounts a
    WHERE d.patient_id = of_patient AND d.account_id = of_account AND d.relation = 'proxy' AND d.ended_at IS NULL
      AND d.ends_by_rule IS NOT NULL AND a.account_id = d.account_id AND a.left_at IS NULL
      AND NOT EXISTS (SELECT FROM access.closed_diaries c WHERE c.patient_id = of_patient AND c.reopened_at IS NULL);
  outcome := CASE WHEN FOUND THEN 'done' ELSE 'not-found' END;
END $$;

-- A writing goes on, with this account from this moment: by whose will, until when and by which rule stays as it was.
CREATE FUNCTION access.goes_on(held access.diaries, with_account uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  held.since := coalesce(held.since, held.begun_at);
  held.account_id := with_account;
  held.begun_at := at;
  held.ended_at := NULL;
  INSERT INTO access.diaries VALUES (held.*) ON CONFLICT DO NOTHING;
END $$;

-- The diaries of an account go over to another that it becomes one with. Answers those diaries.
CREATE FUNCTION access.hand_diaries(from_account uuid, into_account uuid, at timestamptz, begun_before timestamptz) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  held access.diaries;
  patients uuid[] := '{}';
BEGIN
  FOR held IN SELECT * FROM access.diaries
    WHERE account_id = from_account AND ended_at IS NULL AND begun_at < begun_before AND (ends_at IS NULL OR ends_at > at)
    -- of several of one diary the widest first: what comes after it adds nothing
    ORDER BY patient_id, relation DESC, ends_at DESC NULLS FIRST
  LOOP
    UPDATE access.diaries SET ended_at = at
      WHERE patient_id = held.patient_id AND account_id = from_account AND begun_at = held.begun_at;
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

-- As in 0017-rights.sql, with what goes over in a function of its own.
CREATE OR REPLACE FUNCTION access.confirm_merge(wanted uuid, OUT outcome text, OUT patients uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  merge access.merges;
BEGIN
  patients := '{}';
  SELECT * INTO merge FROM access.merges
    WHERE merge_id = wanted AND acting IN (from_account, into_account) AND done_at IS NULL AND ends_at > now() FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM access.accounts WHERE account_id IN (merge.from_account, merge.into_account) AND left_at IS NOT NULL) THEN
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

-- What a recorded death ended of writing for others begins again, where that diary is still there and open; in one diary alone where one is
-- named. Moments are compared by the millisecond, as the journal of endings keeps them.
DROP FUNCTION access.write_again(uuid[], timestamptz);
CREATE FUNCTION access.write_again(living uuid[], closed timestamptz, at timestamptz, alone uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  held access.diaries;
  others uuid[] := '{}';
BEGIN
  FOR held IN SELECT d.* FROM access.diaries d
    WHERE d.account_id = ANY (living) AND d.relation = 'proxy' AND (alone IS NULL OR d.patient_id = alone)
      AND date_trunc('milliseconds', d.ended_at) = date_trunc('milliseconds', closed)
      AND EXISTS (SELECT FROM diary.patients p WHERE p.patient_id = d.patient_id)
      AND NOT EXISTS (SELECT FROM access.closed_diaries c WHERE c.patient_id = d.patient_id AND c.reopened_at IS NULL)
      AND NOT EXISTS (SELECT FROM access.diaries o WHERE o.patient_id = d.patient_id AND o.account_id = d.account_id AND o.ended_at IS NULL)
      -- a diary that went to its patient meanwhile is that patient's to open
      AND NOT EXISTS (SELECT FROM access.diaries o WHERE o.patient_id = d.patient_id AND o.relation = 'self' AND o.ended_at IS NULL
        AND coalesce(o.since, o.begun_at) > closed)
    ORDER BY d.patient_id
  LOOP
    PERFORM access.goes_on(held, held.account_id, at);
    others := others || held.patient_id;
  END LOOP;
  RETURN others;
END $$;

-- A recorded death of somebody who wrote for others was an error. Answers the diaries that they write again.
CREATE FUNCTION access.undo_death(of_account uuid, closed timestamptz, at timestamptz) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE access.accounts SET left_at = NULL, died_at = NULL, died_in_error_at = closed, returned_at = at
    WHERE account_id = of_account AND (left_at IS NULL OR left_at <= at);
  RETURN access.write_again(ARRAY[of_account], closed, at, NULL);
END $$;

-- A diary was closed in error, or is known to have been. `closed` is null where it was not closed.
CREATE FUNCTION access.undo_closing(of_patient uuid, by_account uuid, at timestamptz, OUT closed timestamptz, OUT accounts uuid[], OUT others uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  held access.diaries;
  dead uuid[];
BEGIN
  accounts := '{}';
  others := '{}';
  UPDATE access.closed_diaries c SET reopened_at = at, reopened_by = by_account
    WHERE c.patient_id = of_patient AND c.reopened_at IS NULL AND c.closed_at <= at RETURNING c.closed_at INTO closed;
  IF NOT FOUND THEN
    -- a database that knows of it already has closed the accounts again
    SELECT c.closed_at INTO closed FROM access.closed_diaries c
      WHERE c.patient_id = of_patient AND date_trunc('milliseconds', c.reopened_at) = date_trunc('milliseconds', at);
    IF NOT FOUND THEN
      RETURN;
    END IF;
  END IF;
  SELECT coalesce(array_agg(DISTINCT d.account_id ORDER BY d.account_id), '{}'), array_agg(d.account_id) FILTER (WHERE d.relation = 'self')
    INTO accounts, dead FROM access.diaries d
    WHERE d.patient_id = of_patient AND date_trunc('milliseconds', d.ended_at) = date_trunc('milliseconds', closed);
  UPDATE access.accounts a SET left_at = NULL, died_at = NULL
    WHERE a.account_id = ANY (accounts) AND date_trunc('milliseconds', a.left_at) = date_trunc('milliseconds', closed);
  FOR held IN SELECT d.* FROM access.diaries d
    WHERE d.patient_id = of_patient AND date_trunc('milliseconds', d.ended_at) = date_trunc('milliseconds', closed)
      AND NOT EXISTS (SELECT FROM access.diaries o WHERE o.patient_id = of_patient AND o.account_id = d.account_id AND o.ended_at IS NULL)
  LOOP
    PERFORM access.goes_on(held, held.account_id, at);
  END LOOP;
  -- whoever wrote it and turned out to live while it was closed writes it again too
  FOR held IN SELECT d.* FROM access.diaries d
    WHERE d.patient_id = of_patient AND d.relation = 'proxy' AND d.ended_at <= closed AND (
      EXISTS (SELECT FROM access.accounts a WHERE a.account_id = d.account_id AND a.returned_at > closed
        AND date_trunc('milliseconds', a.died_in_error_at) = date_trunc('milliseconds', d.ended_at))
      OR EXISTS (SELECT FROM access.diaries own JOIN access.closed_diaries c USING (patient_id)
        WHERE own.account_id = d.account_id AND own.relation = 'self' AND c.reopened_at > closed AND c.patient_id <> of_patient
          AND date_trunc('milliseconds', own.ended_at) = date_trunc('milliseconds', c.closed_at)
          AND date_trunc('milliseconds', c.closed_at) = date_trunc('milliseconds', d.ended_at)))
  LOOP
    accounts := accounts || held.account_id;
    PERFORM access.write_again(ARRAY[held.account_id], held.ended_at, at, of_patient);
  END LOOP;
  others := access.write_again(dead, closed, at, NULL);
END $$;

-- As in 0020-writers.sql. 'not-allowed', 'not-closed', 'done'
CREATE OR REPLACE FUNCTION access.reopen_diary(of_patient uuid, OUT outcome text, OUT accounts uuid[], OUT others uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  undone record;
BEGIN
  accounts := '{}';
  others := '{}';
  IF current_setting('clearday.administer', true) IS DISTINCT FROM 'on' THEN
    outcome := 'not-allowed';
    RETURN;
  END IF;
  SELECT * INTO undone FROM access.undo_closing(of_patient, nullif(current_setting('clearday.account', true), '')::uuid, now());
  accounts := undone.accounts;
  others := undone.others;
  outcome := CASE WHEN undone.closed IS NULL THEN 'not-closed' ELSE 'done' END;
END $$;

-- As in 0020-writers.sql. 'not-allowed', 'not-closed', 'done'
CREATE OR REPLACE FUNCTION access.reopen_writer(of_account uuid, OUT outcome text, OUT others uuid[])
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
  others := access.undo_death(of_account, closed, now());
  outcome := 'done';
END $$;

REVOKE ALL ON FUNCTION access.child_until(uuid, integer), access.decides(uuid, uuid), access.may_invite(uuid, uuid), access.say_over(uuid),
  access.accept_invitation(text), access.goes_on(access.diaries, uuid, timestamptz),
  access.hand_diaries(uuid, uuid, timestamptz, timestamptz), access.write_again(uuid[], timestamptz, timestamptz, uuid),
  access.undo_death(uuid, timestamptz, timestamptz), access.undo_closing(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.say_over(uuid), access.accept_invitation(text) TO {{app}};
