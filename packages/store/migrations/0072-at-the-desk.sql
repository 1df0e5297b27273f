-- What the front desk's calendar asks beside visits: how those are called who give them, and whether a visit still stands as it was looked at.

-- Practitioners by the name that the site gives them, else their account's; and whether they practise now. For those of the clinic.
CREATE FUNCTION scheduling.calendar_people() RETURNS TABLE (account uuid, name text, here boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.account_id, coalesce(nullif(s.name, '') || CASE WHEN s.honours = '' THEN '' ELSE ', ' || s.honours END, a.display_name, ''),
      a.left_at IS NULL AND EXISTS (SELECT FROM access.staff_roles r
        WHERE r.account_id = p.account_id AND r.role = 'practitioner' AND r.ended_at IS NULL)
    FROM clinic.practitioner_profiles p JOIN access.accounts a USING (account_id) LEFT JOIN site.people s USING (account_id)
    WHERE scheduling.of_team()
$$;

-- Of accounts those that work or worked at the clinic, by name: who changed a visit. Nobody else is named.
CREATE FUNCTION scheduling.staff_names(who uuid[]) RETURNS TABLE (account uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.account_id, coalesce(nullif(s.name, ''), a.display_name, '')
    FROM access.accounts a LEFT JOIN site.people s USING (account_id)
    WHERE a.account_id = ANY (who) AND scheduling.of_team() AND EXISTS (SELECT FROM access.staff_roles r WHERE r.account_id = a.account_id)
$$;

-- Whether the newest change of a visit is the one that was looked at. The visit waits until the transaction is over, so that nobody changes it
-- between the question and the act. For the desk and its practitioner; false for everybody else.
CREATE FUNCTION scheduling.still_as_seen(appointment uuid, seen int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM scheduling.appointments a
    WHERE a.appointment_id = appointment AND (scheduling.at_desk() OR a.practitioner = scheduling.acting()) FOR UPDATE;
  RETURN FOUND AND seen = (SELECT max(c.number) FROM scheduling.appointment_changes c WHERE c.appointment_id = appointment);
END $$;

REVOKE ALL ON FUNCTION scheduling.calendar_people(), scheduling.staff_names(uuid[]), scheduling.still_as_seen(uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.calendar_people(), scheduling.staff_names(uuid[]), scheduling.still_as_seen(uuid, int) TO {{app}};
