-- A practitioner to whom a diary is open proposes changes of the plan and answers those of the patient, in their own name. What is refused
-- here is refused with its words before (src/operations/plan-says.ts).

ALTER POLICY written ON diary.operations
  WITH CHECK (
    coalesce(offered_by, author) = nullif(current_setting('clearday.account', true), '')::uuid
    AND (
      patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
      OR (
        patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
        AND entity IN ('session', 'plan-change', 'plan-answer', 'report')
        AND offered_by IS NULL
      )
    )
  );
ALTER POLICY projected ON diary.entries
  WITH CHECK (
    patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      AND entity IN ('session', 'plan-change', 'plan-answer', 'report')
      AND author = nullif(current_setting('clearday.account', true), '')::uuid
      AND (deleted OR entity NOT IN ('plan-change', 'plan-answer') OR fields ->> 'by' = author::text)
    )
  );
ALTER POLICY projected_again ON diary.entries
  USING (
    patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR (
      patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
      AND entity IN ('session', 'plan-change', 'plan-answer', 'report')
      AND author = nullif(current_setting('clearday.account', true), '')::uuid
    )
  );

-- Reads with the rights of who acts: their own name, and the log that is open to them. Of one batch it sees the earlier rows.
CREATE FUNCTION diary.hold_plan() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  adds_alone boolean := coalesce(
    NEW.patient_id = ANY (string_to_array(current_setting('clearday.append', true), ',')::uuid[])
    AND NOT NEW.patient_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[]), false);
  said jsonb := NEW.fields;
  own_name text;
  signed boolean;
  proposed_by text;
BEGIN
  -- who owns the database puts back what was there
  IF me IS NULL THEN
    RETURN NEW;
  END IF;
  IF said ? 'by' AND said ->> 'by' IS DISTINCT FROM NEW.author::text THEN
    RAISE EXCEPTION 'nobody speaks in another''s name' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- brought back after a restore, with the mark of who said it
  IF NEW.offered_by IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF NEW.deleted THEN
    -- what somebody else said, and has not gone since
    IF EXISTS (
      SELECT FROM diary.operations o
      WHERE o.patient_id = NEW.patient_id AND o.entity = NEW.entity AND o.key = NEW.key AND o.fields ? 'by' AND o.fields ->> 'by' <> me::text
        AND NOT EXISTS (SELECT FROM diary.operations d WHERE d.patient_id = o.patient_id AND d.entity = o.entity AND d.key = o.key
                          AND d.deleted AND d.effective > o.effective)) THEN
      RAISE EXCEPTION 'what a practitioner said is not deleted by somebody else' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  -- an answer stands for the words that it answered
  IF NEW.entity = 'plan-change' AND EXISTS (
      SELECT FROM jsonb_each(said - ARRAY['answer', 'answeredOn', 'answerWords', 'by']) f
      WHERE f.value IS DISTINCT FROM coalesce(
          (SELECT o.fields -> f.key FROM diary.operations o
           WHERE o.patient_id = NEW.patient_id AND o.entity = NEW.entity AND o.key = NEW.key AND o.fields ? f.key
           ORDER BY o.effective DESC LIMIT 1), 'null'::jsonb))
    AND EXISTS (
      SELECT FROM diary.operations o
      WHERE o.patient_id = NEW.patient_id AND o.entity = NEW.entity AND o.key = NEW.key AND o.fields ? 'proposedBy') THEN
    RAISE EXCEPTION 'what was proposed stays as it was said' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF adds_alone THEN
    SELECT a.display_name INTO own_name FROM access.accounts a WHERE a.account_id = me;
    IF said ->> 'by' IS DISTINCT FROM me::text OR coalesce(said ->> 'practitioner', own_name) IS DISTINCT FROM own_name THEN
      RAISE EXCEPTION 'a practitioner speaks in their own name' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.entity = 'plan-answer' THEN
      -- whoever said what is proposed, the latest time
      SELECT coalesce(o.author = me, false) INTO signed FROM diary.operations o
        WHERE o.patient_id = NEW.patient_id AND o.entity = 'plan-change' AND o.key = said ->> 'proposal' AND o.fields ? 'proposedBy'
        ORDER BY o.effective DESC LIMIT 1;
      IF signed IS DISTINCT FROM false THEN
        RAISE EXCEPTION 'nobody answers their own proposal, or one that is not there' USING ERRCODE = 'insufficient_privilege';
      END IF;
    ELSIF coalesce(said ->> 'proposedBy', 'practitioner') <> 'practitioner' OR coalesce(said ->> 'answer', 'withdrawn') <> 'withdrawn' THEN
      RAISE EXCEPTION 'nobody agrees to their own proposal' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF said ? 'by' THEN
    RAISE EXCEPTION 'what a practitioner says they say themselves' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- what a practitioner said, and has not gone since
  SELECT EXISTS (
    SELECT FROM diary.operations o
    WHERE o.patient_id = NEW.patient_id AND o.entity = NEW.entity AND o.key = NEW.key AND o.fields ? 'by'
      AND NOT EXISTS (SELECT FROM diary.operations d WHERE d.patient_id = o.patient_id AND d.entity = o.entity AND d.key = o.key
                        AND d.deleted AND d.effective > o.effective)) INTO signed;
  IF signed AND (NEW.entity = 'plan-answer' OR said - ARRAY['answer', 'answeredOn', 'answerWords'] <> '{}'::jsonb
                 OR said ->> 'answer' = 'withdrawn') THEN
    RAISE EXCEPTION 'the words of a practitioner stay theirs' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.entity = 'plan-change' AND said ->> 'answer' IN ('agreed', 'not-agreed') THEN
    proposed_by := said ->> 'proposedBy';
    IF proposed_by IS NULL THEN
      SELECT o.fields ->> 'proposedBy' INTO proposed_by FROM diary.operations o
        WHERE o.patient_id = NEW.patient_id AND o.entity = NEW.entity AND o.key = NEW.key AND o.fields ? 'proposedBy'
        ORDER BY o.effective DESC LIMIT 1;
    END IF;
    IF proposed_by = 'patient' THEN
      RAISE EXCEPTION 'nobody agrees to their own proposal' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION diary.hold_plan() FROM PUBLIC;
CREATE TRIGGER held BEFORE INSERT ON diary.operations FOR EACH ROW
  WHEN (NEW.entity IN ('plan-change', 'plan-answer')) EXECUTE FUNCTION diary.hold_plan();

-- What a link without notes shows: the answers to proposals, and no own words.
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
      "asPrescriber": "closed", "answer": "closed", "answeredOn": "day" }'::jsonb
    WHEN 'plan-answer' THEN '{ "answer": "closed", "saidOn": "day", "asPrescriber": "closed" }'::jsonb
    WHEN 'own-product' THEN '{
      "name": "name of medicine", "ingredients": [{ "ingredient": "name of medicine", "milligrams": "closed" }],
      "mostUnitsPerDay": "closed" }'::jsonb
    WHEN 'custom-factor' THEN '{ "name": "name of factor", "kind": "closed", "unit": "name of unit" }'::jsonb
    WHEN 'custom-symptom' THEN '{ "name": "own words", "phase": "closed" }'::jsonb
    ELSE '{}'::jsonb
  END
$$;
