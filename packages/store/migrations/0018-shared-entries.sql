-- What a share link shows, said anew: the period holds for everything in an entry, and without notes only what is on a list is shown, so that
-- a field which is added later is not shown until somebody has decided that it holds no free words.

-- Names that are no free words: medicines, treatments, questionnaires and their questions, factors, units. Filled at each start from the
-- catalogues (src/access/known-names.ts), never emptied, small, and nobody's.
CREATE TABLE shared.names (
  kind text NOT NULL CHECK (kind IN ('medicine', 'treatment', 'questionnaire', 'question', 'factor', 'unit')),
  -- as shared.spelling writes it
  name text NOT NULL CHECK (name <> ''),
  PRIMARY KEY (kind, name)
);
ALTER TABLE shared.names ENABLE ROW LEVEL SECURITY;
CREATE POLICY known ON shared.names FOR SELECT TO {{share}} USING (true);
GRANT SELECT ON shared.names TO {{share}};

-- A name without what people write one way or another: capitals, hyphens, spaces.
CREATE FUNCTION shared.spelling(said text) RETURNS text
LANGUAGE sql IMMUTABLE SECURITY INVOKER AS $$
  SELECT btrim(regexp_replace(lower(said), '[[:space:]_-]+', ' ', 'g'))
$$;

-- Whether a name is in one of the catalogues, a medicine also with its strength and form behind it: "Ibuprofen 400 mg tablets".
CREATE FUNCTION shared.is_known(said text, kinds text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY INVOKER AS $$
  SELECT EXISTS (
    SELECT 1 FROM shared.names n
    WHERE n.kind = ANY (kinds)
      AND (n.name = shared.spelling(said)
        OR (n.kind = 'medicine' AND n.name = regexp_replace(
          regexp_replace(shared.spelling(said), '[ ,(]+(tab(let)?s?|cap(sule)?s?|pills?|tabletten?|kapseln?|comprim[ée]s?|comprimidos?|suppositor(y|ies))[.)]*$', ''),
          '[ ,(]+[0-9]{1,4}([.,][0-9]{1,3})?( ?(mg|g|mcg|µg))?[)]?$', '')))
  )
$$;

-- The features of a headache, alike for days and attacks.
CREATE FUNCTION shared.shown_of_features() RETURNS jsonb
LANGUAGE sql IMMUTABLE SECURITY INVOKER AS $$
  SELECT '{
    "peakIntensity": "closed", "severity": "closed", "functionalGrade": "closed", "side": "closed", "quality": ["closed"],
    "sites": ["closed"], "aggravatedByActivity": "closed", "nausea": "closed", "vomiting": "closed", "photophobia": "closed",
    "phonophobia": "closed", "osmophobia": "closed", "autonomicSigns": ["closed"], "restlessness": "closed", "believedMigraine": "closed",
    "neckPain": "closed", "symptoms": ["own words"],
    "aura": { "start": "moment", "inSuccession": "closed", "headacheAfterMinutes": "closed", "firstEver": "closed",
      "symptoms": [{ "kind": "closed", "durationMinutes": "closed", "spreadMinutes": "closed", "oneSided": "closed", "positive": "closed",
        "fullyReversible": "closed", "brainstemSymptoms": "closed" }] } }'::jsonb
$$;

-- What is shown of an entry without notes, by kind of entry. A field that is not here is not shown.
--   closed      a number, yes or no, or one of the words that the diary's format lists for this field
--   day, moment, zone   as the format writes them
--   name of …   a name of the catalogues; another is shown as "in own words", so that nobody takes it for nothing
--   [ … ]       a list of such;  { "*": …, "of": … } a record by such names
CREATE FUNCTION shared.shown_without_notes(entity text) RETURNS jsonb
LANGUAGE sql IMMUTABLE SECURITY INVOKER AS $$
  SELECT CASE entity
    WHEN 'diary' THEN '{ "timeZone": "zone", "firstDay": "day" }'::jsonb
    WHEN 'person' THEN '{
      "birthYear": "closed", "ageYears": "closed", "pregnancy": "closed", "headacheBeganOn": "day",
      "conditions": { "recent-skull-fracture": "closed", "recent-head-surgery": "closed", "recent-head-injury": "closed",
        "intracranial-haemorrhage": "closed", "acute-stroke": "closed", "stroke-within-6-months": "closed", "cerebral-aneurysm": "closed",
        "recent-csf-leak": "closed", "recent-lumbar-puncture": "closed", "raised-intracranial-pressure": "closed",
        "chiari-malformation": "closed", "acute-infection": "closed", "brain-tumour": "closed", "shunt": "closed",
        "severe-osteoporosis": "closed", "cervical-instability": "closed", "bleeding-disorder": "closed", "anticoagulant": "closed",
        "pacemaker": "closed", "lymphoedema": "closed", "fear-of-needles": "closed", "cancer": "closed", "immunosuppression": "closed",
        "epilepsy": "closed", "cardiovascular-disease": "closed", "uncontrolled-hypertension": "closed", "low-blood-pressure": "closed",
        "slow-heart-rate": "closed", "asthma": "closed", "kidney-disease": "closed", "kidney-stones": "closed", "liver-disease": "closed",
        "glaucoma": "closed", "depression": "closed", "anxiety": "closed", "eating-disorder": "closed", "stomach-ulcer": "closed",
        "smoking": "closed", "combined-contraceptive": "closed", "could-become-pregnant": "closed" },
      "preferences": { "neckTension": "closed", "stressOrAnxiety": "closed", "poorSleep": "closed", "sensitiveToMedicines": "closed",
        "wantsLessMedicine": "closed", "wantsNoninvasive": "closed", "willingToPractise": "closed", "dislikesTouch": "closed" },
      "recalled": { "headacheDaysPerMonth": "closed", "attacksLikeThese": "closed", "monthsLikeThis": "closed",
        "headacheBeforeMedicineUse": "closed", "dailyFromTheStart": "closed", "longestRemissionDays": "closed" },
      "triedBefore": ["name of treatment or medicine"] }'::jsonb
    WHEN 'day' THEN shared.shown_of_features() || '{
      "date": "day", "timeZone": "zone", "headache": "closed", "unknownBecause": "closed", "hours": "closed",
      "prodrome": ["own words"], "postdrome": ["own words"], "bleeding": "closed",
      "factors": { "*": "factor", "of": "closed" },
      "lostTime": { "missedWork": "closed", "halfWork": "closed", "missedHousehold": "closed", "halfHousehold": "closed",
        "missedSocial": "closed" },
      "noMedicine": "closed" }'::jsonb
    WHEN 'attack' THEN shared.shown_of_features() || '{
      "start": "moment", "end": "moment", "timeZone": "zone", "endTimeZone": "zone", "endedBySleep": "closed", "withoutHeadache": "closed",
      "prodrome": { "start": "moment", "symptoms": ["own words"] }, "postdrome": { "end": "moment", "symptoms": ["own words"] } }'::jsonb
    WHEN 'intake' THEN '{
      "at": "moment", "timeZone": "zone", "product": "name of medicine",
      "ingredients": [{ "ingredient": "name of medicine", "milligrams": "closed" }],
      "units": "closed", "reason": "closed", "relief": "closed" }'::jsonb
    WHEN 'session' THEN '{
      "at": "moment", "timeZone": "zone", "therapy": "name of treatment", "minutes": "closed", "ratingBefore": "closed",
      "ratingAfter": "closed", "reaction": { "kind": "closed" } }'::jsonb
    WHEN 'regimen' THEN '{
      "kind": "closed", "treatment": "name of treatment or medicine", "prescribed": "closed", "doseUnit": "name of unit",
      "targetDose": "closed", "everyDays": "closed", "events": [{ "type": "closed", "on": "day", "dailyDose": "closed" }],
      "whenPeriodBegan": { "state": "closed", "dailyDose": "closed" }, "expectation": { "rating": "closed", "askedOn": "day" } }'::jsonb
    WHEN 'questionnaire' THEN '{
      "questionnaire": "name of questionnaire", "date": "day", "answers": { "*": "question", "of": "closed" } }'::jsonb
    WHEN 'safety-check' THEN '{
      "date": "day", "occasion": "closed", "answers": { "*": "question", "of": "closed" }, "dismissed": ["name of question"] }'::jsonb
    WHEN 'own-product' THEN '{
      "name": "name of medicine", "ingredients": [{ "ingredient": "name of medicine", "milligrams": "closed" }],
      "mostUnitsPerDay": "closed" }'::jsonb
    WHEN 'custom-factor' THEN '{ "name": "name of factor", "kind": "closed", "unit": "name of unit" }'::jsonb
    WHEN 'custom-symptom' THEN '{ "name": "own words", "phase": "closed" }'::jsonb
    ELSE '{}'::jsonb
  END
$$;

-- What is left of a value by its line of that list; null for nothing.
CREATE FUNCTION shared.without_notes(said jsonb, line jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
DECLARE
  form text;
  words text;
  left_over jsonb;
BEGIN
  IF jsonb_typeof(line) = 'object' THEN
    IF jsonb_typeof(said) <> 'object' THEN
      RETURN NULL;
    ELSIF line ? '*' THEN
      SELECT jsonb_object_agg(one.key, one.kept) INTO left_over
        FROM (SELECT e.key, shared.without_notes(e.value, line -> 'of') AS kept FROM jsonb_each(said) e
              WHERE shared.is_known(e.key, ARRAY[line ->> '*'])) AS one
        WHERE one.kept IS NOT NULL;
    ELSE
      SELECT jsonb_object_agg(one.key, one.kept) INTO left_over
        FROM (SELECT e.key, shared.without_notes(e.value, line -> e.key) AS kept FROM jsonb_each(said) e WHERE line ? e.key) AS one
        WHERE one.kept IS NOT NULL;
    END IF;
    RETURN coalesce(left_over, '{}');
  ELSIF jsonb_typeof(line) = 'array' THEN
    IF jsonb_typeof(said) <> 'array' THEN
      RETURN NULL;
    END IF;
    -- a list that is given is complete: what is left out of it would say "not so"
    SELECT jsonb_agg(coalesce(shared.without_notes(listed.value, line -> 0), '"in own words"') ORDER BY listed.place) INTO left_over
      FROM jsonb_array_elements(said) WITH ORDINALITY AS listed (value, place);
    RETURN coalesce(left_over, '[]');
  END IF;
  form := line #>> '{}';
  IF jsonb_typeof(said) IN ('number', 'boolean') THEN
    RETURN said;
  ELSIF jsonb_typeof(said) <> 'string' THEN
    RETURN NULL;
  END IF;
  words := said #>> '{}';
  IF form = 'closed' THEN
    RETURN CASE WHEN words ~ '^[a-z0-9-]{1,40}$' THEN said END;
  ELSIF form = 'day' THEN
    RETURN CASE WHEN words ~ '^\d{4}-\d{2}-\d{2}$' THEN said END;
  ELSIF form = 'moment' THEN
    RETURN CASE WHEN words ~ '^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$' OR words IN ('still-going', 'unknown') THEN said END;
  ELSIF form = 'zone' THEN
    RETURN CASE WHEN words ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,60}$' THEN said END;
  ELSIF form LIKE 'name of %' AND shared.is_known(words, string_to_array(substr(form, 9), ' or ')) THEN
    RETURN said;
  END IF;
  RETURN '"in own words"';
END
$$;

-- A regimen as far as it concerns a period: what happened in it, and how it stood when the period began; null if it was no matter then.
CREATE FUNCTION shared.regimen_within(fields jsonb, first date, last date) RETURNS jsonb
LANGUAGE sql IMMUTABLE SECURITY INVOKER AS $$
  WITH events AS (
    SELECT listed.event, listed.event ->> 'on' AS day, listed.event ->> 'type' AS type,
           row_number() OVER (ORDER BY listed.event ->> 'on', listed.place) AS n
    FROM jsonb_array_elements(CASE jsonb_typeof(fields -> 'events') WHEN 'array' THEN fields -> 'events' ELSE '[]' END)
      WITH ORDINALITY AS listed (event, place)
  ), within AS (
    SELECT jsonb_agg(event ORDER BY n) AS events FROM events WHERE day BETWEEN first::text AND last::text
  ), since AS (
    SELECT * FROM events
    WHERE day < first::text AND n > coalesce((SELECT max(n) FROM events WHERE day < first::text AND type = 'stop'), 0)
  ), began AS (
    SELECT CASE (SELECT type FROM since ORDER BY n DESC LIMIT 1)
      WHEN 'pause' THEN jsonb_build_object('state', 'paused')
      ELSE jsonb_strip_nulls(jsonb_build_object('state', 'in-use', 'dailyDose',
        (SELECT event -> 'dailyDose' FROM since WHERE event ? 'dailyDose' ORDER BY n DESC LIMIT 1)))
    END AS state
    WHERE EXISTS (SELECT 1 FROM since)
  )
  SELECT (fields - 'events' - 'expectation' - 'whenPeriodBegan')
         || jsonb_build_object('events', coalesce(within.events, '[]'))
         || CASE WHEN began.state IS NULL THEN '{}' ELSE jsonb_build_object('whenPeriodBegan', began.state) END
         || CASE WHEN fields #>> '{expectation,askedOn}' BETWEEN first::text AND last::text
              THEN jsonb_build_object('expectation', fields -> 'expectation') ELSE '{}' END
  FROM within LEFT JOIN began ON true
  WHERE within.events IS NOT NULL OR began.state IS NOT NULL
$$;

-- As before a plain view that reads as its owner, so that its condition is the whole of the protection. What has no day of its kind stands
-- for the whole diary; what should have one and has none is not shown.
CREATE OR REPLACE VIEW shared.entries WITH (security_barrier) AS
  SELECT inside.patient_id, inside.entity,
         -- the name that the person or their device gave it: shown where it is a date or an id, and none of their words
         CASE WHEN inside.notes OR inside.key = inside.entity OR inside.key ~ '^\d{4}-\d{2}-\d{2}$'
                OR inside.key ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN inside.key END AS key,
         CASE inside.entity WHEN 'regimen' THEN greatest(inside.first_day, inside.first) ELSE inside.first_day END AS first_day,
         CASE WHEN inside.entity <> 'regimen' OR inside.last_day <= inside.last THEN inside.last_day END AS last_day,
         CASE WHEN inside.notes THEN inside.fields
              ELSE shared.without_notes(inside.fields, shared.shown_without_notes(inside.entity)) END AS fields
  FROM (
    SELECT e.patient_id, e.entity, e.key, e.first_day, e.last_day, link.first, link.last, link.notes,
           CASE e.entity WHEN 'regimen' THEN shared.regimen_within(e.fields, link.first, link.last) ELSE e.fields END AS fields
    FROM diary.entries e
    CROSS JOIN (SELECT nullif(current_setting('clearday.share_patient', true), '')::uuid AS patient,
                       string_to_array(current_setting('clearday.share_entities', true), ',') AS entities,
                       nullif(current_setting('clearday.share_first', true), '')::date AS first,
                       nullif(current_setting('clearday.share_last', true), '')::date AS last,
                       coalesce(current_setting('clearday.share_notes', true) = 'on', false) AS notes) AS link
    WHERE NOT e.deleted AND e.patient_id = link.patient AND e.entity = ANY (link.entities)
      AND (e.entity IN ('diary', 'person', 'own-product', 'custom-factor', 'custom-symptom')
        OR (e.first_day <= link.last AND coalesce(e.last_day, 'infinity') >= link.first))
  ) AS inside
  WHERE inside.fields IS NOT NULL;

REVOKE ALL ON FUNCTION shared.spelling, shared.is_known, shared.shown_without_notes, shared.shown_of_features, shared.without_notes,
  shared.regimen_within FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shared.spelling, shared.is_known, shared.shown_without_notes, shared.shown_of_features, shared.without_notes,
  shared.regimen_within TO {{share}};

-- Entries that no operation speaks of: what a damaged database may hold. For who writes the diary, and for the owner of the tables.
CREATE FUNCTION diary.drop_unsaid(patient uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  dropped bigint;
BEGIN
  IF session_user <> current_user
    AND (drop_unsaid.patient = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])) IS NOT TRUE THEN
    RETURN NULL;
  END IF;
  DELETE FROM diary.entries e WHERE e.patient_id = drop_unsaid.patient AND NOT EXISTS (
    SELECT 1 FROM diary.operations o WHERE o.patient_id = drop_unsaid.patient AND o.entity = e.entity AND o.key = e.key);
  GET DIAGNOSTICS dropped = ROW_COUNT;
  RETURN dropped;
END
$$;
REVOKE ALL ON FUNCTION diary.drop_unsaid FROM PUBLIC;
GRANT EXECUTE ON FUNCTION diary.drop_unsaid TO {{app}};

-- The days of entries that are there, by the rule of src/operations/entry-days.ts: a regimen reaches to its closing stop, and a moment that
-- was written with its offset lies on the day of the zone it was lived in. A zone that this database does not know leaves the day as it was
-- written; `clearday rebuild` puts it right.
UPDATE diary.entries e SET first_day = span.first_day, last_day = span.last_day
FROM (
  SELECT patient_id, entity, key, min(event ->> 'on')::date AS first_day,
         (array_agg(CASE event ->> 'type' WHEN 'stop' THEN event ->> 'on' END ORDER BY event ->> 'on' DESC, place DESC))[1]::date AS last_day
  FROM diary.entries, jsonb_array_elements(CASE jsonb_typeof(fields -> 'events') WHEN 'array' THEN fields -> 'events' ELSE '[]' END)
    WITH ORDINALITY AS listed (event, place)
  WHERE entity = 'regimen' AND event ->> 'on' ~ '^\d{4}-\d{2}-\d{2}$'
  GROUP BY patient_id, entity, key
) AS span
WHERE e.patient_id = span.patient_id AND e.entity = span.entity AND e.key = span.key;

DO $$
DECLARE
  one record;
  began date;
  ended date;
BEGIN
  FOR one IN
    SELECT e.patient_id, e.entity, e.key, e.first_day, e.last_day,
           e.fields ->> CASE e.entity WHEN 'attack' THEN 'start' ELSE 'at' END AS start,
           e.fields ->> CASE e.entity WHEN 'attack' THEN 'end' ELSE 'at' END AS stop,
           coalesce(e.fields ->> 'timeZone', frame.fields ->> 'timeZone') AS zone,
           coalesce(e.fields ->> 'endTimeZone', e.fields ->> 'timeZone', frame.fields ->> 'timeZone') AS end_zone
    FROM diary.entries e
    LEFT JOIN diary.entries frame
      ON frame.patient_id = e.patient_id AND frame.entity = 'diary' AND frame.key = 'diary' AND NOT frame.deleted
    WHERE e.entity IN ('attack', 'intake', 'session')
      AND concat_ws(' ', e.fields ->> 'start', e.fields ->> 'end', e.fields ->> 'at') ~ 'T\S+(Z|[+-]\d{2}:\d{2})'
  LOOP
    BEGIN
      began := one.first_day;
      ended := one.last_day;
      IF one.zone IS NOT NULL AND one.start ~ 'T\S+(Z|[+-]\d{2}:\d{2})$' THEN
        began := (one.start::timestamptz AT TIME ZONE one.zone)::date;
      END IF;
      IF one.stop = 'unknown' THEN
        ended := began;
      ELSIF one.end_zone IS NOT NULL AND one.stop ~ 'T\S+(Z|[+-]\d{2}:\d{2})$' THEN
        ended := (one.stop::timestamptz AT TIME ZONE one.end_zone)::date;
      END IF;
      UPDATE diary.entries e SET first_day = began, last_day = ended
        WHERE e.patient_id = one.patient_id AND e.entity = one.entity AND e.key = one.key;
    EXCEPTION WHEN data_exception THEN
      NULL;
    END;
  END LOOP;
END
$$;
