-- In an emergency nobody knows the number of a diary: whoever practises finds it by the name in the clinic's file, or by that of the account.
-- Of what is found no more is told than a name and a day of birth. Only in a transaction that breaks the glass, which stands in the record.
CREATE FUNCTION clinic_records.found_in_emergency(patterns text[], most int) RETURNS TABLE (patient uuid, name text, born_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.break_glass', true) IS DISTINCT FROM 'on' OR cardinality(patterns) = 0 OR NOT EXISTS (
    SELECT FROM access.staff_roles r JOIN access.accounts a USING (account_id)
    WHERE r.account_id = nullif(current_setting('clearday.account', true), '')::uuid AND r.role = 'practitioner'
      AND r.ended_at IS NULL AND a.left_at IS NULL) THEN
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
REVOKE ALL ON FUNCTION clinic_records.found_in_emergency(text[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clinic_records.found_in_emergency(text[], int) TO {{app}};
