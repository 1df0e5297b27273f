-- What was said of an entry before its last deletion is gone from it for good (packages/diary/src/operations/fold.ts), also from those that were
-- said anew since, before the projection did so itself. What an entry is nothing without stays. The log has all of it, as before.
WITH gone AS (
  SELECT DISTINCT ON (patient_id, entity, key) patient_id, entity, key, effective, device::text AS device, id::text AS id
  FROM diary.operations WHERE deleted
  ORDER BY patient_id, entity, key, effective DESC, device::text COLLATE "C" DESC, id::text COLLATE "C" DESC
), standing AS (
  SELECT e.patient_id, e.entity, e.key, jsonb_build_array(gone.effective, gone.device, gone.id) AS deletion, (
      SELECT coalesce(jsonb_object_agg(clock.key, clock.value), '{}') FROM jsonb_each(e.clocks) AS clock
      WHERE clock.key IN ('', 'start', 'end', 'at', 'date', 'timeZone', 'endTimeZone', 'product', 'therapy', 'treatment', 'kind', 'events',
                          'questionnaire', 'occasion', 'answers', 'name', 'ingredients')
        OR ((clock.value ->> 0)::bigint, (clock.value ->> 1) COLLATE "C", (clock.value ->> 2) COLLATE "C")
           > (gone.effective, gone.device COLLATE "C", gone.id COLLATE "C")) AS clocks
  FROM diary.entries e JOIN gone USING (patient_id, entity, key)
)
UPDATE diary.entries e
  SET clocks = standing.clocks || jsonb_build_object('.', standing.deletion),
      fields = (SELECT coalesce(jsonb_object_agg(field.key, field.value), '{}') FROM jsonb_each(e.fields) AS field
                WHERE standing.clocks ? field.key)
  FROM standing
  WHERE (standing.patient_id, standing.entity, standing.key) = (e.patient_id, e.entity, e.key);
