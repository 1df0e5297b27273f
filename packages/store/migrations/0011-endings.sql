-- What was ended, for the journal that lies outside the database: a restore of an older backup ends it again. Ids and times alone.

CREATE FUNCTION access.endings(since timestamptz) RETURNS TABLE (what text, id text, ended_at timestamptz)
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
$$;
REVOKE ALL ON FUNCTION access.endings(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.endings(timestamptz) TO {{jobs}};
