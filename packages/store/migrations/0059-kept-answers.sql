-- What was worked out of a whole diary stays beside it, so that a page for the doctor shows at once: numbers and codes, never words. A row is
-- what one way of working it out last said, and of which history; another way's stays for a while, so that a number that moved can say why.
--
-- Kept are answers of whole diaries alone. What a share link shows is worked out of what it shows, each time: nothing of it is kept here, and
-- the role of links has no right on this table.

CREATE TABLE diary.answers (
  patient_id uuid NOT NULL,
  -- a digest of the versions of the model and of the rules
  method text NOT NULL CHECK (length(method) BETWEEN 1 AND 64),
  -- which history: of which database (zeros: of one that does not stand any more), up to which place of the log, up to which day
  epoch uuid NOT NULL,
  seq bigint NOT NULL CHECK (seq >= 0),
  day date NOT NULL,
  -- when the diary was read for it
  made_at timestamptz NOT NULL,
  -- of the first answer by this method
  since_day date NOT NULL,
  since_epoch uuid NOT NULL,
  since_seq bigint NOT NULL,
  -- verdicts and effects by treatment, with the method in full
  summary jsonb NOT NULL,
  -- everything that the engine said
  answers jsonb NOT NULL,
  -- when somebody last opened a page that was drawn from it
  opened_at timestamptz,
  PRIMARY KEY (patient_id, method)
);
ALTER TABLE diary.answers ENABLE ROW LEVEL SECURITY;

-- who may open the diary reads its answers, and keeps those that were worked out for them: they follow from what they may read
CREATE POLICY opened ON diary.answers FOR SELECT TO {{app}}
  USING (patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[]));
CREATE POLICY kept ON diary.answers FOR INSERT TO {{app}}
  WITH CHECK (patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[]));
CREATE POLICY kept_again ON diary.answers FOR UPDATE TO {{app}}
  USING (patient_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[]));
GRANT SELECT, INSERT, UPDATE (epoch, seq, day, made_at, summary, answers, opened_at) ON diary.answers TO {{app}};

INSERT INTO queue.tasks (task, payload, asked_for, most_attempts) VALUES ('answer-diary', '{account,patient}', false, 3);

-- Asks that the answers of a diary are worked out anew, as the account that acts. Of one diary at most one such job waits: asked for again, it
-- waits anew from then on, so that a day of many pushes is answered once. All of them are worked one after another, and leave other jobs room.
--
-- @param quiet seconds without another push; 0 for who looks at answers that are old. Otherwise only of a diary that somebody besides its
-- patient may open, or of which a page was opened lately.
CREATE FUNCTION queue.ask_for_answers(patient uuid, quiet integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('clearday.account', true), '')::uuid;
  wanted boolean;
BEGIN
  IF acting IS NULL OR NOT coalesce(patient::text = ANY (string_to_array(current_setting('clearday.read', true), ',')), false) THEN
    RAISE EXCEPTION 'this diary is not open' USING ERRCODE = 'CD004';
  END IF;
  IF quiet IS NULL OR quiet NOT BETWEEN 0 AND 86400 THEN
    RAISE EXCEPTION 'a key or time that no job can have' USING ERRCODE = 'CD005';
  END IF;
  IF quiet > 0 THEN
    -- a statement for each: one of the tables may lie elsewhere than the others
    PERFORM FROM access.care_relationships r
      WHERE r.patient_id = ask_for_answers.patient AND r.ended_at IS NULL AND (r.ends_at IS NULL OR r.ends_at > now());
    wanted := FOUND;
    IF NOT wanted THEN
      PERFORM FROM access.diaries d WHERE d.patient_id = ask_for_answers.patient AND d.relation = 'proxy' AND d.ended_at IS NULL
        AND (d.ends_at IS NULL OR d.ends_at > now());
      wanted := FOUND;
    END IF;
    IF NOT wanted THEN
      PERFORM FROM diary.answers a WHERE a.patient_id = ask_for_answers.patient AND a.opened_at > now() - interval '60 days';
      wanted := FOUND;
    END IF;
    IF NOT wanted THEN
      RETURN false;
    END IF;
  END IF;
  PERFORM graphile_worker.add_job(
    identifier => 'answer-diary', payload => json_build_object('account', acting, 'patient', patient), queue_name => 'answers',
    run_at => now() + make_interval(secs => quiet), max_attempts => 3, job_key => 'answer-diary:' || patient);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION queue.ask_for_answers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION queue.ask_for_answers TO {{app}};
