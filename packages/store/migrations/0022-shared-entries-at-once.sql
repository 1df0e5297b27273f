-- What a share link without notes shows is the same as before, and is worked out at a cost near that of one with notes: the names of the
-- catalogues are read once for each reading, plain values are told by an expression within the view's own plan, and a function is called
-- only for what lies deeper.

-- Whether a name is in one of the catalogues, a medicine also with its strength and form behind it: "Ibuprofen 400 mg tablets".
-- known has a key "kind name" for each name; no key is known of null.
CREATE FUNCTION shared.is_known(said text, kinds text[], known jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SECURITY INVOKER COST 5 AS $$
DECLARE
  name text := shared.spelling(said);
  kind text;
BEGIN
  FOREACH kind IN ARRAY kinds LOOP
    IF known ? (kind || ' ' || name) THEN
      RETURN true;
    END IF;
  END LOOP;
  IF 'medicine' = ANY (kinds) THEN
    name := regexp_replace(name, '[ ,(]+(tab(let)?s?|cap(sule)?s?|pills?|tabletten?|kapseln?|comprim[ée]s?|comprimidos?|suppositor(y|ies))[.)]*$', '');
    name := regexp_replace(name, '[ ,(]+[0-9]{1,4}([.,][0-9]{1,3})?( ?(mg|g|mcg|µg))?[)]?$', '');
    RETURN coalesce(known ? ('medicine ' || name), false);
  END IF;
  RETURN false;
END
$$;

-- What is left of a plain value by its form in the list; null for nothing, and for what is not plain. One expression, so that the plan of the
-- view takes it in and calls nothing for a value that is no name; digits are compared as noughts, which is several times faster than a pattern.
CREATE FUNCTION shared.plain_without_notes(said jsonb, form text, known jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SECURITY INVOKER AS $$
  SELECT CASE jsonb_typeof(said)
    WHEN 'number' THEN said
    WHEN 'boolean' THEN said
    WHEN 'string' THEN CASE form
      WHEN 'closed' THEN CASE WHEN translate(said #>> '{}', 'abcdefghijklmnopqrstuvwxyz0123456789-', '') = ''
        AND octet_length(said #>> '{}') BETWEEN 1 AND 40 THEN said END
      WHEN 'day' THEN CASE WHEN translate(said #>> '{}', '123456789', '000000000') = '0000-00-00' THEN said END
      WHEN 'moment' THEN CASE WHEN translate(said #>> '{}', '123456789', '000000000') IN ('0000-00-00',
          '0000-00-00T00:00', '0000-00-00T00:00Z', '0000-00-00T00:00+00:00', '0000-00-00T00:00-00:00',
          '0000-00-00T00:00:00', '0000-00-00T00:00:00Z', '0000-00-00T00:00:00+00:00', '0000-00-00T00:00:00-00:00',
          'still-going', 'unknown') THEN said END
      WHEN 'zone' THEN CASE WHEN said #>> '{}' ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,60}$' THEN said END
      WHEN 'own words' THEN '"in own words"'
      ELSE CASE WHEN form LIKE 'name of %' AND shared.is_known(said #>> '{}', string_to_array(substr(form, 9), ' or '), known) THEN said
        ELSE '"in own words"' END
    END
  END
$$;

-- What is left of any value by its line of the list; null for nothing. It asks no query for a part of a value: that costs more than all else.
CREATE FUNCTION shared.without_notes(said jsonb, line jsonb, known jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SECURITY INVOKER COST 5 AS $$
DECLARE
  left_over jsonb;
  names jsonb;
  name text;
  kept jsonb;
BEGIN
  IF jsonb_typeof(line) = 'object' THEN
    IF jsonb_typeof(said) <> 'object' THEN
      RETURN NULL;
    END IF;
    left_over := '{}';
    names := jsonb_path_query_array(said, '$.keyvalue().key');
    FOR n IN 0 .. jsonb_array_length(names) - 1 LOOP
      name := names ->> n;
      kept := NULL;
      IF line ? '*' THEN
        IF shared.is_known(name, ARRAY[line ->> '*'], known) THEN
          kept := shared.without_notes(said -> name, line -> 'of', known);
        END IF;
      ELSIF line ? name THEN
        kept := shared.without_notes(said -> name, line -> name, known);
      END IF;
      IF kept IS NOT NULL THEN
        left_over := left_over || jsonb_build_object(name, kept);
      END IF;
    END LOOP;
    RETURN left_over;
  ELSIF jsonb_typeof(line) = 'array' THEN
    IF jsonb_typeof(said) <> 'array' THEN
      RETURN NULL;
    END IF;
    left_over := '[]';
    FOR n IN 0 .. jsonb_array_length(said) - 1 LOOP
      -- a list that is given is complete: what is left out of it would say "not so"
      left_over := left_over || jsonb_build_array(coalesce(shared.without_notes(said -> n, line -> 0, known), '"in own words"'));
    END LOOP;
    RETURN left_over;
  END IF;
  RETURN shared.plain_without_notes(said, line #>> '{}', known);
END
$$;

-- Its period, its kinds and its condition are those that it had. The list of a kind and the names are columns of a subquery that is kept apart
-- (OFFSET 0): they are worked out once for an entry and once for a reading, not once for each value.
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
           CASE e.entity WHEN 'regimen' THEN shared.regimen_within(e.fields, link.first, link.last) ELSE e.fields END AS fields,
           CASE WHEN NOT link.notes THEN shared.shown_without_notes(e.entity) END AS list,
           CASE WHEN NOT link.notes THEN (SELECT jsonb_object_agg(n.kind || ' ' || n.name, true) FROM shared.names n) END AS known
    FROM diary.entries e
    CROSS JOIN (SELECT nullif(current_setting('clearday.share_patient', true), '')::uuid AS patient,
                       string_to_array(current_setting('clearday.share_entities', true), ',') AS entities,
                       nullif(current_setting('clearday.share_first', true), '')::date AS first,
                       nullif(current_setting('clearday.share_last', true), '')::date AS last,
                       coalesce(current_setting('clearday.share_notes', true) = 'on', false) AS notes) AS link
    WHERE NOT e.deleted AND e.patient_id = link.patient AND e.entity = ANY (link.entities)
      AND (e.entity IN ('diary', 'person', 'own-product', 'custom-factor', 'custom-symptom')
        OR (e.first_day <= link.last AND coalesce(e.last_day, 'infinity') >= link.first))
    OFFSET 0
  ) AS inside
  WHERE inside.fields IS NOT NULL;

DROP FUNCTION shared.without_notes(jsonb, jsonb), shared.is_known(text, text[]);

REVOKE ALL ON FUNCTION shared.is_known, shared.plain_without_notes, shared.without_notes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shared.is_known, shared.plain_without_notes, shared.without_notes TO {{share}};
