-- In an emergency nobody knows the number of a diary: whoever practises finds it by the name in the clinic's file, or by that of the account.
-- Of what is found no more is told than a name and a day of birth. Only in a transaction that breaks the glass, which stands in the record.
CREATE FUNCTION clinic_records.found_in_emergency(patterns text[], most int) RETURNS TABLE (patient uuid, name text, born_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('clearday.break_glass', true) IS DISTINCT FROM 'on' OR cardinality(patterns) = 0 OR NOT EXISTS (
    SELECT FROM access.staff_roles r JOIN access.accounts a USING (account_id)
    WHERE r.account_id = nullif(current_setting('clearday.account', true), '')::uuid AND r.role = 'practitioner'
      AND r.ended_at IS NULL AND a.left_at IS NULL)
    -- an emergency is found by then; whoever goes through names is not
    OR (SELECT count(*) FROM audit.events e WHERE e.chain_id = nullif(current_setting('clearday.account', true), '')::uuid
        AND e.act = 'patients.searched-in-emergency' AND e.at > now() - interval '1 hour') >= 10 THEN
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

-- Signs before and after an attack that the diary offers to be ticked are no free words: who has a link sees them.
ALTER TABLE shared.names DROP CONSTRAINT names_kind_check,
  ADD CHECK (kind IN ('medicine', 'treatment', 'questionnaire', 'question', 'factor', 'unit', 'sign'));

-- As in 0018-shared-entries.sql, with the names of signs.
CREATE OR REPLACE FUNCTION shared.shown_of_features() RETURNS jsonb
LANGUAGE sql IMMUTABLE SECURITY INVOKER AS $$
  SELECT '{
    "peakIntensity": "closed", "severity": "closed", "functionalGrade": "closed", "side": "closed", "quality": ["closed"],
    "sites": ["closed"], "aggravatedByActivity": "closed", "nausea": "closed", "vomiting": "closed", "photophobia": "closed",
    "phonophobia": "closed", "osmophobia": "closed", "autonomicSigns": ["closed"], "restlessness": "closed", "believedMigraine": "closed",
    "neckPain": "closed", "symptoms": ["name of sign"],
    "aura": { "start": "moment", "inSuccession": "closed", "headacheAfterMinutes": "closed", "firstEver": "closed",
      "symptoms": [{ "kind": "closed", "durationMinutes": "closed", "spreadMinutes": "closed", "oneSided": "closed", "positive": "closed",
        "fullyReversible": "closed", "brainstemSymptoms": "closed" }] } }'::jsonb
$$;

-- As in 0018-shared-entries.sql, with the names of signs.
CREATE OR REPLACE FUNCTION shared.shown_without_notes(entity text) RETURNS jsonb
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
      "prodrome": ["name of sign"], "postdrome": ["name of sign"], "bleeding": "closed",
      "factors": { "*": "factor", "of": "closed" },
      "lostTime": { "missedWork": "closed", "halfWork": "closed", "missedHousehold": "closed", "halfHousehold": "closed",
        "missedSocial": "closed" },
      "noMedicine": "closed" }'::jsonb
    WHEN 'attack' THEN shared.shown_of_features() || '{
      "start": "moment", "end": "moment", "timeZone": "zone", "endTimeZone": "zone", "endedBySleep": "closed", "withoutHeadache": "closed",
      "prodrome": { "start": "moment", "symptoms": ["name of sign"] }, "postdrome": { "end": "moment", "symptoms": ["name of sign"] } }'::jsonb
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
