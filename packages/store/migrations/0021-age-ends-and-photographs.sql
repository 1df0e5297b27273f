-- Ends that the clinic's rule on coming of age made are known as such: where the rule, the age or the birthday changes, they go along with it.

-- The birthday for which the rule set the end; null where the end is somebody's own. And the end that stood there before.
ALTER TABLE access.diaries ADD COLUMN ends_by_rule timestamptz;
ALTER TABLE access.diaries ADD COLUMN ends_before_rule timestamptz;
-- A manager let somebody write on beyond the rule's end, with a reason.
ALTER TABLE access.diaries ADD COLUMN prolonged_by uuid;
ALTER TABLE access.diaries ADD COLUMN prolonged_because text;

INSERT INTO mail.kinds (kind, queued_by, at_most_once, keeps) VALUES ('writing-prolonged', '{app}', false, '7 days');

-- What the rule would change now with this age: nothing is changed. `change`: 'set' (an end where there was a later one or none), 'moved' (another
-- day of the rule's own), 'cleared' (the end of the rule's goes, what stood there before stands again). What is over stays over.
CREATE FUNCTION access.age_ends(age integer, ahead interval, notice interval)
RETURNS TABLE (patient uuid, account uuid, begun timestamptz, birthday timestamptz, ends timestamptz, change text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH held AS (
    SELECT d.*, CASE WHEN f.detached_at IS NULL AND age > 0 THEN (f.born_on + make_interval(years => age)) AT TIME ZONE 'UTC' END AS day,
      -- a file that is gone says nothing of a day: what was set by it stays
      age <= 0 OR (f.patient_id IS NOT NULL AND f.detached_at IS NULL) AS known
    FROM access.diaries d LEFT JOIN clinic_records.files f USING (patient_id)
    WHERE d.relation = 'proxy' AND d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now()) AND d.prolonged_by IS NULL
  ), ruled AS (
    SELECT h.*,
      h.day IS NOT NULL AND h.day <= now() + ahead AND h.begun_at < h.day
        -- what the patient made or renewed with an account of their own stays as they made it
        AND NOT EXISTS (SELECT FROM access.diaries s
          WHERE s.patient_id = h.patient_id AND s.relation = 'self' AND s.account_id = h.made_by) AS concerned,
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
REVOKE ALL ON FUNCTION access.age_ends(integer, interval, interval) FROM PUBLIC;

-- Brings the ends in line with the age that is set. What was changed is answered.
DROP FUNCTION access.end_at_age(interval, interval);
CREATE FUNCTION access.end_at_age(ahead interval, notice interval)
RETURNS TABLE (patient uuid, account uuid, ends timestamptz, change text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE access.diaries d
    SET ends_at = due.ends, ends_by_rule = due.birthday,
        ends_before_rule = CASE WHEN due.change = 'cleared' THEN NULL WHEN d.ends_by_rule IS NULL THEN d.ends_at ELSE d.ends_before_rule END
    FROM clinic_records.retention r, access.age_ends(r.of_age, ahead, notice) due
    WHERE d.patient_id = due.patient AND d.account_id = due.account AND d.begun_at = due.begun AND d.ended_at IS NULL
    RETURNING d.patient_id, d.account_id, d.ends_at, due.change
$$;
REVOKE ALL ON FUNCTION access.end_at_age(interval, interval) FROM PUBLIC;

-- For who sets the age, in the transaction that sets it.
CREATE FUNCTION access.settle_age_ends(ahead interval, notice interval)
RETURNS TABLE (patient uuid, account uuid, ends timestamptz, change text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    RAISE insufficient_privilege USING MESSAGE = 'managers set the age';
  END IF;
  RETURN QUERY SELECT * FROM access.end_at_age(ahead, notice);
END $$;

-- How many ends another age would set, move and clear, for who is about to set it.
CREATE FUNCTION access.count_age_ends(age integer, ahead interval, notice interval, OUT newly bigint, OUT moved bigint, OUT cleared bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    RAISE insufficient_privilege USING MESSAGE = 'managers set the age';
  END IF;
  SELECT count(*) FILTER (WHERE a.change = 'set'), count(*) FILTER (WHERE a.change = 'moved'), count(*) FILTER (WHERE a.change = 'cleared')
    INTO newly, moved, cleared FROM access.age_ends(age, ahead, notice) a;
END $$;

-- Who writes for somebody until the rule's day, for managers: by the name of who writes, and nothing of the diary.
CREATE FUNCTION access.writers_ending() RETURNS TABLE (patient uuid, account uuid, ends timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    RAISE insufficient_privilege USING MESSAGE = 'this is asked by managers';
  END IF;
  RETURN QUERY SELECT d.patient_id, d.account_id, d.ends_at FROM access.diaries d JOIN access.accounts a USING (account_id)
    WHERE d.ends_by_rule IS NOT NULL AND d.ended_at IS NULL AND a.left_at IS NULL
      AND NOT EXISTS (SELECT FROM access.diaries s WHERE s.patient_id = d.patient_id AND s.relation = 'self' AND s.ended_at IS NULL)
      AND NOT EXISTS (SELECT FROM access.closed_diaries c WHERE c.patient_id = d.patient_id AND c.reopened_at IS NULL)
    ORDER BY d.ends_at, d.patient_id, d.account_id;
END $$;

-- A manager lets somebody write on until a day, whom the rule ended or ends. Never themselves, and never where the patient decides.
-- 'not-allowed', 'own-account', 'not-found', 'has-own-diary', 'done'
CREATE FUNCTION access.prolong_writer(of_patient uuid, of_account uuid, because text, until timestamptz, OUT outcome text)
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
  UPDATE access.diaries d
    SET ends_at = until, ends_by_rule = NULL, ends_before_rule = NULL, prolonged_by = acting, prolonged_because = because
    FROM access.accounts a
    WHERE d.patient_id = of_patient AND d.account_id = of_account AND d.relation = 'proxy' AND d.ended_at IS NULL
      AND d.ends_by_rule IS NOT NULL AND a.account_id = d.account_id AND a.left_at IS NULL
      AND NOT EXISTS (SELECT FROM access.closed_diaries c WHERE c.patient_id = of_patient AND c.reopened_at IS NULL);
  outcome := CASE WHEN FOUND THEN 'done' ELSE 'not-found' END;
END $$;

REVOKE ALL ON FUNCTION access.settle_age_ends(interval, interval), access.count_age_ends(integer, interval, interval), access.writers_ending(),
  access.prolong_writer(uuid, uuid, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.settle_age_ends(interval, interval), access.count_age_ends(integer, interval, interval), access.writers_ending(),
  access.prolong_writer(uuid, uuid, text, timestamptz) TO {{app}};

-- What the rule set before this was known: the end is the birthday of the file, or the thirty days' notice that the record tells of.
UPDATE access.diaries d SET ends_by_rule = (f.born_on + make_interval(years => r.of_age)) AT TIME ZONE 'UTC'
  FROM clinic_records.files f, clinic_records.retention r
  WHERE f.patient_id = d.patient_id AND f.born_on IS NOT NULL AND d.relation = 'proxy' AND d.ended_at IS NULL
    AND d.ends_at >= (f.born_on + make_interval(years => r.of_age)) AT TIME ZONE 'UTC'
    AND EXISTS (SELECT FROM audit.events e WHERE e.chain_id = d.patient_id AND e.act = 'proxy.ends-at-age'
      AND e.about ->> 'proxy' = d.account_id::text AND (e.about ->> 'ends')::timestamptz BETWEEN d.ends_at - interval '1 second' AND d.ends_at + interval '1 second');

-- Photographs that were kept before metadata were taken out of them: the server takes them out by and by. False until it was looked at.
ALTER TABLE attachments.files ADD COLUMN plain boolean NOT NULL DEFAULT true;
UPDATE attachments.files SET plain = false WHERE media_type <> 'application/pdf' AND deleted_at IS NULL;
