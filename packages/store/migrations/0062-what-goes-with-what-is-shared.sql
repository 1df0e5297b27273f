-- What is shared says the same on the page of a link as on its person's own: with treatments go the trials of them, without their notes; with
-- medicines what is in those that the person defined; and always the zone in which the days are lived. Trials stop at the end of the period.

CREATE OR REPLACE VIEW shared.entries WITH (security_barrier) AS
  SELECT inside.patient_id, inside.entity,
         -- the name that the person or their device gave it: shown where it is a date or an id, and none of their words
         CASE WHEN inside.notes OR inside.key = inside.entity OR inside.key ~ '^\d{4}-\d{2}-\d{2}$'
                OR inside.key ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN inside.key END AS key,
         CASE inside.entity WHEN 'regimen' THEN greatest(inside.first_day, inside.first) ELSE inside.first_day END AS first_day,
         CASE WHEN inside.entity <> 'regimen' OR inside.last_day <= inside.last THEN inside.last_day END AS last_day,
         CASE WHEN inside.notes THEN inside.fields
              WHEN jsonb_typeof(inside.fields) = 'object' THEN (
                SELECT coalesce(jsonb_strip_nulls(jsonb_object_agg(field.key, CASE jsonb_typeof(inside.list -> field.key)
                         WHEN 'string' THEN shared.plain_without_notes(field.value, inside.list ->> field.key, inside.known)
                         ELSE CASE
                           WHEN jsonb_typeof(inside.list #> ARRAY[field.key, '0']) = 'string' AND jsonb_typeof(field.value) = 'array' THEN (
                             SELECT coalesce(jsonb_agg(coalesce(
                                      shared.plain_without_notes(listed.value, inside.list #>> ARRAY[field.key, '0'], inside.known),
                                      '"in own words"')), '[]')
                             FROM jsonb_array_elements(field.value) AS listed)
                           WHEN jsonb_typeof(inside.list #> ARRAY[field.key, 'of']) = 'string' AND inside.list #> ARRAY[field.key, '*'] IS NOT NULL
                             AND jsonb_typeof(field.value) = 'object' THEN (
                             SELECT coalesce(jsonb_object_agg(named.key,
                                      shared.plain_without_notes(named.value, inside.list #>> ARRAY[field.key, 'of'], inside.known)), '{}')
                             FROM jsonb_each(field.value) AS named
                             WHERE shared.is_known(named.key, ARRAY[inside.list #>> ARRAY[field.key, '*']], inside.known))
                           ELSE shared.without_notes(field.value, inside.list -> field.key, inside.known)
                         END
                       END)), '{}')
                FROM jsonb_each(inside.fields) AS field WHERE inside.list ? field.key)
         END AS fields
  FROM (
    SELECT e.patient_id, e.entity, e.key, e.first_day, e.last_day, link.first, link.last, link.notes,
           CASE e.entity
             WHEN 'regimen' THEN shared.regimen_within(e.fields, link.first, link.last)
             -- of a trial what was said until the period ended, and its note only where trials were chosen by name
             WHEN 'trial' THEN (e.fields
                 - CASE WHEN 'trial' = ANY (link.entities) THEN '{}'::text[] ELSE '{note}'::text[] END
                 - CASE WHEN e.fields ->> 'endedOn' > link.last::text THEN '{endedOn}'::text[] ELSE '{}'::text[] END)
               || CASE WHEN jsonb_typeof(e.fields -> 'blocks') = 'array' THEN jsonb_build_object('blocks', (
                    SELECT coalesce(jsonb_agg(block.said), '[]') FROM jsonb_array_elements(e.fields -> 'blocks') AS block (said)
                    WHERE block.said ->> 'saidOn' <= link.last::text)) ELSE '{}' END
             -- without notes the own name of a medicine is not shown; what is in it goes with the intake
             WHEN 'intake' THEN CASE
               WHEN link.notes OR jsonb_array_length(CASE jsonb_typeof(e.fields -> 'ingredients') WHEN 'array' THEN e.fields -> 'ingredients' ELSE '[]' END) > 0 THEN e.fields
               ELSE e.fields || jsonb_strip_nulls(jsonb_build_object('ingredients',
                 coalesce(own.products -> (e.fields ->> 'product'), own.products -> shared.spelling(e.fields ->> 'product')))) END
             WHEN 'diary' THEN CASE WHEN 'diary' = ANY (link.entities) THEN e.fields
               ELSE jsonb_strip_nulls(jsonb_build_object('timeZone', e.fields -> 'timeZone')) END
             ELSE e.fields END AS fields,
           CASE WHEN NOT link.notes THEN shared.shown_without_notes(e.entity) END AS list,
           CASE WHEN NOT link.notes THEN (SELECT jsonb_object_agg(n.kind || ' ' || n.name, true) FROM shared.names n) END AS known
    FROM diary.entries e
    CROSS JOIN (SELECT nullif(current_setting('clearday.share_patient', true), '')::uuid AS patient,
                       string_to_array(current_setting('clearday.share_entities', true), ',') AS entities,
                       nullif(current_setting('clearday.share_first', true), '')::date AS first,
                       nullif(current_setting('clearday.share_last', true), '')::date AS last,
                       coalesce(current_setting('clearday.share_notes', true) = 'on', false) AS notes) AS link
    CROSS JOIN (SELECT jsonb_object_agg(called.name, o.fields -> 'ingredients') AS products
                FROM diary.entries o CROSS JOIN LATERAL (VALUES (shared.spelling(o.fields ->> 'name')), (o.key)) AS called (name)
                WHERE o.patient_id = nullif(current_setting('clearday.share_patient', true), '')::uuid AND o.entity = 'own-product'
                  AND NOT o.deleted AND called.name IS NOT NULL AND jsonb_typeof(o.fields -> 'ingredients') = 'array') AS own
    WHERE NOT e.deleted AND e.patient_id = link.patient
      AND (e.entity = ANY (link.entities) OR e.entity = 'diary'
        -- only where an answer can be told at all: it rests on all of these
        OR (e.entity = 'trial' AND ARRAY['day', 'attack', 'session', 'regimen']::text[] <@ link.entities::text[])
        OR (e.entity = 'own-product' AND 'intake' = ANY (link.entities) AND link.notes))
      AND (e.entity IN ('diary', 'person', 'own-product', 'custom-factor', 'custom-symptom')
        OR (e.first_day <= link.last AND coalesce(e.last_day, 'infinity') >= link.first))
    OFFSET 0
  ) AS inside
  WHERE inside.fields IS NOT NULL;
