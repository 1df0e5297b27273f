-- A link that was mailed opens a visit for its person alone, and whoever's plan is spoken to hears that something waits.

INSERT INTO mail.kinds (kind, queued_by, at_most_once, keeps) VALUES ('plan-proposed', '{app}', false, '7 days');

-- Whether a visit is of the person to whom its link was sent, or of whom they were found to be: once another was chosen the link opens nothing.
CREATE FUNCTION scheduling.is_visit_of(appointment uuid, person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM scheduling.appointments a JOIN scheduling.persons p ON p.person_id = person
    WHERE a.appointment_id = appointment AND a.person_id IN (p.person_id, p.merged_into))
$$;

-- A practitioner spoke to a plan: its patient hears that there is something, not what. What follows until the mail goes is told with it.
-- A course that was booked is told as its visits, not as the proposal that the calendar makes of it.
CREATE FUNCTION scheduling.note_plan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.device <> scheduling.calendar_device()
    AND NOT EXISTS (SELECT FROM access.diaries d WHERE d.patient_id = NEW.patient_id AND d.account_id = NEW.author AND d.ended_at IS NULL)
    AND NOT EXISTS (SELECT FROM access.outbox o WHERE o.patient_id = NEW.patient_id AND o.kind = 'plan-proposed' AND o.taken_at IS NULL) THEN
    INSERT INTO access.outbox (patient_id, notice_id, audience, kind, about)
      VALUES (NEW.patient_id, gen_random_uuid(), 'patient', 'plan-proposed', '{}');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER noted_plan AFTER INSERT ON diary.operations
  FOR EACH ROW WHEN (NEW.entity = 'plan-change' AND NOT NEW.deleted AND NEW.fields ? 'proposedBy') EXECUTE FUNCTION scheduling.note_plan();

REVOKE ALL ON FUNCTION scheduling.is_visit_of(uuid, uuid), scheduling.note_plan() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scheduling.is_visit_of(uuid, uuid) TO {{app}};
