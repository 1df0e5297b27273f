-- Goals, trials of one treatment and proposed changes are entries of the diary. What a link without notes shows of them is decided here: no own words.
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
    WHEN 'goal' THEN '{ "setOn": "day", "reachedOn": "day", "leftOn": "day" }'::jsonb
    WHEN 'trial' THEN '{
      "treatment": "name of treatment or medicine", "startsOn": "day", "blockDays": "closed", "washoutDays": "closed", "halfLifeDays": "closed",
      "withFirst": ["closed"], "seed": "closed", "looks": "closed", "prescriberAgreed": "closed",
      "expectation": { "rating": "closed", "askedOn": "day" },
      "blocks": [{ "block": "closed", "kept": "closed", "saidOn": "day" }], "endedOn": "day" }'::jsonb
    WHEN 'plan-change' THEN '{
      "treatment": "name of treatment or medicine", "change": "closed", "proposedBy": "closed", "proposedOn": "day",
      "answer": "closed", "answeredOn": "day" }'::jsonb
    WHEN 'own-product' THEN '{
      "name": "name of medicine", "ingredients": [{ "ingredient": "name of medicine", "milligrams": "closed" }],
      "mostUnitsPerDay": "closed" }'::jsonb
    WHEN 'custom-factor' THEN '{ "name": "name of factor", "kind": "closed", "unit": "name of unit" }'::jsonb
    WHEN 'custom-symptom' THEN '{ "name": "own words", "phase": "closed" }'::jsonb
    ELSE '{}'::jsonb
  END
$$;
