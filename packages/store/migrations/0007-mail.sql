-- Jobs and mails. The queue itself is graphile-worker's, in its own schema; here is the door by which a person's transaction adds to it, and
-- what becomes of each mail.
--
-- A function that runs as the owner is that door, and not a table that jobs are moved over from: it is part of the caller's transaction, so
-- that a job is there exactly if what it belongs to is; nothing has to be polled or moved, which would be one more place to do it twice; and
-- who may call it can neither read nor change a job that is there. It takes known tasks with ids alone, so that the queue, its backups of
-- errors and its logs never hold what somebody wrote.

CREATE SCHEMA queue;
CREATE SCHEMA mail;
GRANT USAGE ON SCHEMA queue TO {{app}}, {{jobs}};
GRANT USAGE ON SCHEMA mail TO {{app}}, {{auth}}, {{jobs}};

CREATE TABLE queue.tasks (
  task text PRIMARY KEY,
  -- the names in its payload, in the order of the alphabet; each holds an id
  payload text[] NOT NULL,
  -- whether somebody who acts may add it; the others are added by functions or by the clock
  asked_for boolean NOT NULL,
  most_attempts smallint NOT NULL
);
INSERT INTO queue.tasks (task, payload, asked_for, most_attempts) VALUES
  ('send-mail', '{mail}', false, 25),
  ('rebuild-entries', '{account,patient}', true, 5),
  ('tell', '{}', false, 25),
  ('tidy', '{}', false, 3);
ALTER TABLE queue.tasks ENABLE ROW LEVEL SECURITY;
CREATE POLICY known ON queue.tasks FOR SELECT TO {{jobs}} USING (true);
GRANT SELECT ON queue.tasks TO {{jobs}};

-- Of a key: whoever gives it again before the job has begun replaces the job. It counts within one patient, or within one account, so that
-- nobody can replace a job of somebody else.
CREATE FUNCTION queue.enqueue(task text, payload jsonb, run_at timestamptz, key text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  known queue.tasks;
  acting text := nullif(current_setting('clearday.account', true), '');
  opened text[] := string_to_array(concat_ws(',', nullif(current_setting('clearday.read', true), ''),
    nullif(current_setting('clearday.write', true), ''), nullif(current_setting('clearday.append', true), '')), ',');
BEGIN
  SELECT t.* INTO known FROM queue.tasks t WHERE t.task = enqueue.task AND t.asked_for;
  IF known IS NULL THEN
    RAISE EXCEPTION 'no such task can be asked for' USING ERRCODE = 'CD001';
  END IF;
  IF jsonb_typeof(payload) IS DISTINCT FROM 'object' OR
     (SELECT coalesce(array_agg(n ORDER BY n), '{}') FROM jsonb_object_keys(payload) n) <> known.payload OR
     EXISTS (SELECT 1 FROM jsonb_each(payload) e WHERE jsonb_typeof(e.value) <> 'string' OR
             e.value #>> '{}' !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$') THEN
    RAISE EXCEPTION 'a payload holds the ids of its task and nothing else' USING ERRCODE = 'CD002';
  END IF;
  -- a job acts as the account in its payload, so nobody puts another's there
  IF acting IS NULL OR coalesce(payload ->> 'account', acting) <> acting THEN
    RAISE EXCEPTION 'a job acts for whoever asked for it' USING ERRCODE = 'CD003';
  END IF;
  IF payload ? 'patient' AND NOT (payload ->> 'patient' = ANY (opened)) THEN
    RAISE EXCEPTION 'this diary is not open' USING ERRCODE = 'CD004';
  END IF;
  IF key !~ '^[A-Za-z0-9:._-]{1,100}$' OR run_at > now() + interval '400 days' THEN
    RAISE EXCEPTION 'a key or time that no job can have' USING ERRCODE = 'CD005';
  END IF;
  PERFORM graphile_worker.add_job(
    identifier => known.task, payload => payload::json, run_at => run_at, max_attempts => known.most_attempts::int,
    job_key => known.task || ':' || coalesce(payload ->> 'patient', acting) || ':' || key);
END $$;
REVOKE ALL ON FUNCTION queue.enqueue FROM PUBLIC;
GRANT EXECUTE ON FUNCTION queue.enqueue TO {{app}};

CREATE TABLE mail.kinds (
  kind text PRIMARY KEY,
  -- who may queue it: a person who acts, or the sign-in
  queued_by text[] NOT NULL CHECK (queued_by <@ '{app,auth}'),
  -- rather not sent than sent twice
  at_most_once boolean NOT NULL,
  -- after which it says nothing true any more: its link has expired, its day is over
  keeps interval NOT NULL
);
INSERT INTO mail.kinds (kind, queued_by, at_most_once, keeps) VALUES
  ('verify-address', '{auth}', false, '1 hour'),
  ('already-registered', '{auth}', false, '1 day'),
  ('reset-password', '{auth}', false, '1 hour'),
  ('change-address', '{auth}', false, '1 hour'),
  ('account-changed', '{auth}', false, '7 days'),
  ('recovery-asked', '{auth}', false, '1 day'),
  ('account-closed', '{auth}', false, '7 days'),
  ('account-reopened', '{auth}', false, '7 days'),
  ('merge-asked', '{auth}', false, '7 days'),
  ('access-opened', '{app}', false, '7 days'),
  ('glass-broken', '{app}', false, '7 days'),
  ('export-ready', '{app}', false, '7 days'),
  ('diary-reminder', '{app}', true, '6 hours');

CREATE TABLE mail.mails (
  mail_id uuid PRIMARY KEY,
  -- whose address is looked up when it is sent
  account_id uuid NOT NULL,
  -- whom it is about, so that it goes when they are erased
  patient_id uuid,
  kind text NOT NULL REFERENCES mail.kinds,
  -- what is queued once, is queued once
  key text CHECK (key ~ '^[A-Za-z0-9:._-]{1,100}$'),
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'dropped', 'held')),
  -- why it failed, was dropped or is held: a code
  reason text CHECK (reason ~ '^[a-z0-9-]{1,40}$'),
  attempts int NOT NULL DEFAULT 0,
  -- attempts of which nobody knows how they ended
  uncertain int NOT NULL DEFAULT 0,
  -- the same for every attempt, so that a mail server that has it already can tell
  message_id text,
  -- of the database in which it was queued: after a restore another holds, and it waits for a person
  epoch uuid NOT NULL,
  -- what its text needs, such as a sign-in link, encrypted with a key that is not in the database; gone when it is done
  sealed bytea CHECK (octet_length(sealed) BETWEEN 29 AND 16384),
  queued_at timestamptz NOT NULL DEFAULT now(),
  send_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  sending_since timestamptz,
  done_at timestamptz,
  CHECK ((state IN ('queued', 'sending', 'held')) = (sealed IS NOT NULL)),
  CHECK ((state IN ('sent', 'failed', 'dropped')) = (done_at IS NOT NULL))
);
CREATE UNIQUE INDEX mail_queued_once ON mail.mails (account_id, kind, key) WHERE key IS NOT NULL;
CREATE INDEX mails_about_patient ON mail.mails (patient_id) WHERE patient_id IS NOT NULL;
CREATE INDEX mails_in_order ON mail.mails (queued_at DESC, mail_id);
CREATE INDEX mails_not_done ON mail.mails (state) WHERE done_at IS NULL;

-- Which mails an account does not want any more.
CREATE TABLE mail.stopped (
  account_id uuid NOT NULL,
  kind text NOT NULL REFERENCES mail.kinds,
  stopped_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, kind)
);

ALTER TABLE mail.kinds ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail.mails ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail.stopped ENABLE ROW LEVEL SECURITY;
CREATE POLICY known ON mail.kinds FOR SELECT TO {{jobs}} USING (true);
GRANT SELECT ON mail.kinds TO {{jobs}};
CREATE POLICY delivered ON mail.mails FOR ALL TO {{jobs}} USING (true) WITH CHECK (true);
GRANT SELECT, DELETE, UPDATE (state, reason, attempts, uncertain, message_id, sealed, sending_since, done_at) ON mail.mails TO {{jobs}};
-- managers see what becomes of mails; what a mail says is in no column that the requests of people can read
CREATE POLICY managed ON mail.mails FOR SELECT TO {{app}} USING (current_setting('clearday.manage', true) = 'on');
GRANT SELECT (mail_id, account_id, kind, state, reason, attempts, queued_at, send_at, expires_at, done_at) ON mail.mails TO {{app}};
CREATE POLICY respected ON mail.stopped FOR SELECT TO {{jobs}} USING (true);
CREATE POLICY own ON mail.stopped FOR ALL TO {{app}}
  USING (account_id = nullif(current_setting('clearday.account', true), '')::uuid)
  WITH CHECK (account_id = nullif(current_setting('clearday.account', true), '')::uuid);
GRANT SELECT ON mail.stopped TO {{jobs}};
GRANT SELECT, INSERT (account_id, kind), DELETE ON mail.stopped TO {{app}};

-- The row and its job, or, where the key is there already, neither. Called by the two functions below and granted to nobody.
CREATE FUNCTION mail.put(asked_by text, mail_id uuid, account_id uuid, patient_id uuid, kind text, key text, sealed bytea, send_at timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  at timestamptz := greatest(coalesce(send_at, now()), now());
  keeps interval;
BEGIN
  SELECT k.keeps INTO keeps FROM mail.kinds k WHERE k.kind = put.kind AND asked_by = ANY (k.queued_by);
  IF keeps IS NULL OR at > now() + interval '400 days' THEN
    RAISE EXCEPTION 'no such mail can be queued here' USING ERRCODE = 'CD006';
  END IF;
  INSERT INTO mail.mails (mail_id, account_id, patient_id, kind, key, epoch, sealed, send_at, expires_at)
    SELECT put.mail_id, put.account_id, put.patient_id, put.kind, put.key, s.epoch, put.sealed, at, at + keeps FROM installation.state s
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM graphile_worker.add_job(
    identifier => 'send-mail', payload => json_build_object('mail', mail_id), run_at => at, max_attempts => 25,
    job_key => 'send-mail:' || mail_id);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION mail.put FROM PUBLIC;

CREATE FUNCTION mail.queue(mail_id uuid, account_id uuid, patient_id uuid, kind text, key text, sealed bytea, send_at timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF nullif(current_setting('clearday.account', true), '') IS NULL THEN
    RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'CD003';
  END IF;
  RETURN mail.put('app', mail_id, account_id, patient_id, kind, key, sealed, send_at);
END $$;
REVOKE ALL ON FUNCTION mail.queue FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mail.queue TO {{app}};

CREATE FUNCTION mail.queue_sign_in(mail_id uuid, account_id uuid, kind text, key text, sealed bytea)
RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT mail.put('auth', mail_id, account_id, NULL, kind, key, sealed, NULL)
$$;
REVOKE ALL ON FUNCTION mail.queue_sign_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mail.queue_sign_in TO {{auth}};

-- For the job that tells what was done to a diary without its patient: who is told, and their mails. It learns accounts and nothing about them.
CREATE FUNCTION mail.told(patient uuid, audience text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.account_id FROM access.diaries d JOIN access.accounts a USING (account_id)
  WHERE audience = 'patient' AND d.patient_id = patient AND d.ended_at IS NULL AND (d.ends_at IS NULL OR d.ends_at > now()) AND a.left_at IS NULL
  UNION
  SELECT r.account_id FROM access.staff_roles r JOIN access.accounts a USING (account_id)
  WHERE audience = 'managers' AND r.role IN ('manager', 'administrator') AND r.ended_at IS NULL AND a.left_at IS NULL
$$;
REVOKE ALL ON FUNCTION mail.told FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mail.told TO {{jobs}};

CREATE FUNCTION mail.queue_told(mail_id uuid, account_id uuid, patient_id uuid, kind text, key text, sealed bytea)
RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT mail.put('app', mail_id, account_id, patient_id, kind, key, sealed, NULL)
$$;
REVOKE ALL ON FUNCTION mail.queue_told FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mail.queue_told TO {{jobs}};

-- A person lets a mail go that was held.
CREATE FUNCTION mail.release(mail_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  at timestamptz;
BEGIN
  IF current_setting('clearday.manage', true) IS DISTINCT FROM 'on' THEN
    RETURN false;
  END IF;
  UPDATE mail.mails m SET state = 'queued', reason = NULL, uncertain = 0, epoch = s.epoch
    FROM installation.state s WHERE m.mail_id = release.mail_id AND m.state = 'held' RETURNING m.send_at INTO at;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM graphile_worker.add_job(
    identifier => 'send-mail', payload => json_build_object('mail', mail_id), run_at => at, max_attempts => 25,
    job_key => 'send-mail:' || mail_id);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION mail.release FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mail.release TO {{app}};

-- For an erasure: the jobs and mails about one patient go, by whoever may write the diary.
CREATE FUNCTION queue.forget_patient(patient uuid, OUT jobs bigint, OUT mails bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT coalesce(patient::text = ANY (string_to_array(current_setting('clearday.write', true), ',')), false) THEN
    RAISE EXCEPTION 'this diary is not open' USING ERRCODE = 'CD004';
  END IF;
  WITH gone AS (DELETE FROM mail.mails m WHERE m.patient_id = patient RETURNING m.mail_id),
  waiting AS (DELETE FROM graphile_worker._private_jobs j
    WHERE j.payload ->> 'patient' = patient::text OR j.payload ->> 'mail' IN (SELECT mail_id::text FROM gone) RETURNING j.id)
  SELECT (SELECT count(*) FROM waiting), (SELECT count(*) FROM gone) INTO jobs, mails;
END $$;
REVOKE ALL ON FUNCTION queue.forget_patient FROM PUBLIC;
GRANT EXECUTE ON FUNCTION queue.forget_patient TO {{app}};
