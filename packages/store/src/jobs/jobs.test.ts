import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { actingAs, type Acting } from '../access/acting.ts'
import { tell } from '../access/tell.ts'
import { roleFaults, rolePassword } from '../database/database-roles.ts'
import { openPool, type Database } from '../database/open-pool.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { markMail, takeMail } from './deliver-mail.ts'
import { enqueue, forgetPatient } from './enqueue.ts'
import { MAIL_KINDS } from './mail-kinds.ts'
import { holdRestoredMails, mailStates, releaseMail, stopMails, tidyQueue } from './mail-states.ts'
import { queueMail, queueSignInMail, type NewMail } from './queue-mail.ts'
import { mailKey, seal, unseal } from './sealed-parameters.ts'
import { startWorker, type WorkerEvent } from './start-worker.ts'
import { tellByMail } from './tell-by-mail.ts'
import { DONE, TASK_PAYLOADS, type JobHandlers, type JobOutcome } from './tasks.ts'

const KEY = mailKey('of a test')
const URL = 'https://clinic.example/x'

let store: TestStore
let jobs: Database
let auth: Database
before(async () => {
  store = await startTestStore()
  jobs = openPool(store.jobsConnection, 'test jobs', 3)
  const role = store.roles.auth
  auth = openPool({ ...store.jobsConnection, user: role, password: rolePassword('of a test', role) }, 'test auth', 1)
})
after(async () => {
  await jobs.destroy()
  await auth.destroy()
  await store.end()
})

const somebody = (more: Partial<Acting> = {}): Acting => ({
  account: randomUUID(),
  read: [],
  write: [],
  append: [],
  ...more,
})

const nothing = (): Promise<JobOutcome> => Promise.resolve(DONE)
const idle: JobHandlers = {
  ...{
    'send-mail': nothing,
    'tell-visit': nothing,
    'rebuild-entries': nothing,
    'answer-diary': nothing,
    'write-sessions': nothing,
    tell: nothing,
    tidy: nothing,
  },
}

async function until(what: () => Promise<boolean> | boolean, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; !(await what()); await wait(30))
    if (Date.now() > end) throw new Error('it did not come about')
}

async function waitingJobs(): Promise<{ task: string; payload: unknown; key: string; attempts: number }[]> {
  const { rows } = await store.owner.query<{ task: string; payload: unknown; key: string; attempts: number }>(
    `SELECT t.identifier AS task, j.payload, j.key, j.attempts FROM graphile_worker._private_jobs j
     JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier NOT IN ('tell', 'tidy') ORDER BY j.id`,
  )
  return rows
}

function reminder(more: Partial<NewMail<'diary-reminder'>> = {}): NewMail<'diary-reminder'> {
  const parameters = { url: URL, stopUrl: URL, patient: randomUUID(), day: '2026-03-01' }
  return { account: randomUUID(), kind: 'diary-reminder', parameters, ...more }
}

async function queued(mail: NewMail<'diary-reminder'> | NewMail<'access-opened'>): Promise<string> {
  const done = await actingAs(store.app, somebody(), (transaction) => queueMail(transaction, KEY, mail))
  assert.ok(done.type === 'queued')
  return done.mailId
}

const notice = (): NewMail<'access-opened'> => ({
  account: randomUUID(),
  kind: 'access-opened',
  parameters: { url: URL },
})

async function row(mailId: string): Promise<Record<string, unknown>> {
  const { rows } = await store.owner.query<Record<string, unknown>>(
    'SELECT state, reason, attempts, uncertain, message_id, sealed IS NULL AS wiped FROM mail.mails WHERE mail_id = $1',
    [mailId],
  )
  return rows[0]
}

const NOW = Date.now()
const take = (mailId: string, now = NOW): ReturnType<typeof takeMail> =>
  takeMail(jobs, KEY, mailId, 'clinic.example', now)

test('the tasks and the kinds of mails are the same in the code and in the database', async () => {
  const tasks = await store.owner.query<{ task: string; payload: string[] }>('SELECT task, payload FROM queue.tasks')
  assert.deepEqual(Object.fromEntries(tasks.rows.map(({ task, payload }) => [task, payload])), { ...TASK_PAYLOADS })
  const kinds = await store.owner.query<{ kind: string }>('SELECT kind FROM mail.kinds')
  assert.deepEqual(kinds.rows.map(({ kind }) => kind).sort(), [...MAIL_KINDS].sort())
})

test('the role that works jobs off owns nothing, and no role of requests reaches the queue', async () => {
  const client = new pg.Client(store.jobsConnection)
  await client.connect()
  try {
    assert.deepEqual(await roleFaults(client, store.roles.jobs), [])
    await assert.rejects(client.query('SELECT * FROM diary.entries'), /permission denied/)
    await assert.rejects(client.query('INSERT INTO graphile_worker.migrations (id) VALUES (9999)'), /permission denied/)
  } finally {
    await client.end()
  }
  for (const database of [store.app, auth])
    for (const statement of [
      'SELECT * FROM graphile_worker.jobs',
      `SELECT graphile_worker.add_job('send-mail')`,
      'SELECT * FROM queue.tasks',
      'SELECT * FROM mail.mails',
      'SELECT sealed FROM mail.mails',
      `SELECT mail.put('app', NULL, NULL, NULL, 'x', NULL, NULL, NULL)`,
    ])
      await assert.rejects(sql.raw(statement).execute(database), /permission denied/, statement)
})

test('a job is there exactly if the transaction that asked for it is, and asking again replaces it', async () => {
  const patient = await store.newPatient()
  const acting = somebody({ write: [patient] })
  const ask = { task: 'rebuild-entries', payload: { account: acting.account, patient }, key: 'once' } as const
  await assert.rejects(
    actingAs(store.app, acting, async (transaction) => {
      await enqueue(transaction, ask)
      throw new Error('the request failed')
    }),
    /the request failed/,
  )
  assert.deepEqual(await waitingJobs(), [])
  const runAt = new Date(Date.now() + 3_600_000).toISOString()
  for (let i = 0; i < 2; i++)
    await actingAs(store.app, acting, (transaction) => enqueue(transaction, { ...ask, runAt }))
  assert.deepEqual(await waitingJobs(), [
    { task: 'rebuild-entries', payload: ask.payload, key: `rebuild-entries:${patient}:once`, attempts: 0 },
  ])
  const gone = await actingAs(store.app, acting, (transaction) => forgetPatient(transaction, patient))
  assert.deepEqual(gone, { jobs: 1, mails: 0 })
  assert.deepEqual(await waitingJobs(), [])
})

test('nobody can ask for an unknown task, a job as somebody else, on a closed diary, or with anything but ids', async () => {
  const patient = await store.newPatient()
  const acting = somebody({ read: [patient] })
  const own = { account: acting.account, patient }
  const attempts: [string, unknown, string | null, RegExp][] = [
    ['drop-everything', own, null, /no such task/],
    ['send-mail', { mail: randomUUID() }, null, /no such task/],
    ['rebuild-entries', { ...own, note: 'she said' }, null, /ids of its task/],
    ['rebuild-entries', { ...own, patient: `${patient}'; DROP` }, null, /ids of its task/],
    ['rebuild-entries', { ...own, patient: { $gt: '' } }, null, /ids of its task/],
    ['rebuild-entries', [], null, /ids of its task/],
    ['rebuild-entries', null, null, /ids of its task/],
    ['rebuild-entries', { ...own, account: randomUUID() }, null, /acts for whoever/],
    ['rebuild-entries', { ...own, patient: await store.newPatient() }, null, /not open/],
    ['rebuild-entries', own, 'a key: with "text"', /a key or time/],
  ]
  for (const [task, payload, key, refused] of attempts)
    await assert.rejects(
      actingAs(store.app, acting, (transaction) =>
        sql`SELECT queue.enqueue(${task}, ${JSON.stringify(payload)}::jsonb, NULL, ${key})`.execute(transaction),
      ),
      refused,
      task,
    )
  // before anybody acts, and after a transaction of somebody
  await assert.rejects(
    sql`SELECT queue.enqueue('rebuild-entries', ${JSON.stringify(own)}::jsonb, NULL, NULL)`.execute(store.app),
    /acts for whoever|not open/,
  )
  await assert.rejects(
    actingAs(store.app, acting, (transaction) => forgetPatient(transaction, patient)),
    /not open/,
  )
  assert.deepEqual(await waitingJobs(), [])
})

test('a job runs soon after it was asked for, fails with a code and no words, and is tried again', async () => {
  const patient = await store.newPatient()
  const acting = somebody({ write: [patient] })
  const events: WorkerEvent[] = []
  const seen: unknown[] = []
  const worker = await startWorker({
    connection: store.jobsConnection,
    report: (event) => events.push(event),
    handlers: {
      ...idle,
      'rebuild-entries': (payload, { attempt }) => {
        seen.push({ payload, attempt })
        throw new Error('Ann Example has a headache')
      },
    },
  })
  try {
    const begun = performance.now()
    const payload = { account: acting.account, patient }
    await actingAs(store.app, acting, (transaction) => enqueue(transaction, { task: 'rebuild-entries', payload }))
    await until(() => seen.length > 0)
    assert.ok(performance.now() - begun < 1000)
    await until(async () => (await waitingJobs()).some(({ attempts }) => attempts === 1))
    await until(() => events.length > 0)
    assert.deepEqual(seen, [{ payload, attempt: 1 }])
    const [event] = events
    assert.ok(event.type === 'job-failed' && event.code === 'bug' && event.frames[0].startsWith('at '))
    assert.ok(!JSON.stringify(events).includes('Ann'))
    const { rows } = await store.owner.query(
      'SELECT last_error FROM graphile_worker._private_jobs WHERE last_error IS NOT NULL',
    )
    assert.deepEqual(rows, [{ last_error: 'bug' }])
  } finally {
    await worker.stop()
  }
  await actingAs(store.app, acting, (transaction) => forgetPatient(transaction, patient))
})

test('a worker that is stopped waits for the job it is doing, and leaves the others', async () => {
  const patient = await store.newPatient()
  const acting = somebody({ write: [patient] })
  const payload = { account: acting.account, patient }
  let [begun, ended] = [0, 0]
  const worker = await startWorker({
    connection: store.jobsConnection,
    concurrency: 1,
    handlers: {
      ...idle,
      'rebuild-entries': async () => {
        begun++
        await wait(400)
        ended++
        return DONE
      },
    },
  })
  await actingAs(store.app, acting, async (transaction) => {
    for (const key of ['a', 'b', 'c']) await enqueue(transaction, { task: 'rebuild-entries', payload, key })
  })
  await until(() => begun === 1)
  await worker.stop()
  assert.deepEqual([begun, ended], [1, 1])
  assert.equal((await waitingJobs()).length, 2)
  await actingAs(store.app, acting, (transaction) => forgetPatient(transaction, patient))
})

test('what a worker had begun when it was killed is begun again by another, within seconds', async () => {
  const mailId = await queued(notice())
  const program = `
    import { startWorker } from ${JSON.stringify(new globalThis.URL('start-worker.ts', import.meta.url).href)}
    const never = () => new Promise(() => { console.log('begun') })
    await startWorker({ connection: ${JSON.stringify(store.jobsConnection)}, handlers: { 'send-mail': never, 'rebuild-entries': never, 'answer-diary': never, 'write-sessions': never, tell: never, tidy: never } })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const begun: string[] = []
  const events: WorkerEvent[] = []
  const worker = await startWorker({
    connection: store.jobsConnection,
    pollInterval: 500,
    report: (event) => events.push(event),
    handlers: {
      ...idle,
      'send-mail': ({ mail }) => {
        begun.push(mail)
        return Promise.resolve(DONE)
      },
    },
  })
  try {
    await until(() => begun.includes(mailId))
    assert.ok(events.some((event) => event.type === 'jobs-taken-up-again'))
  } finally {
    await worker.stop()
  }
})

test('the sign-in queues sign-in mails and people queue the others, never the other way round', async () => {
  const account = randomUUID()
  const done = await queueSignInMail(auth, KEY, {
    account,
    kind: 'reset-password',
    parameters: { to: 'a@b.example', url: URL },
  })
  assert.equal(done.type, 'queued')
  await assert.rejects(
    queueSignInMail(auth, KEY, {
      account,
      kind: 'diary-reminder' as 'reset-password',
      parameters: { to: 'a@b.example' },
    }),
    /no such mail/,
  )
  await assert.rejects(
    actingAs(store.app, somebody({ manage: true }), (transaction) =>
      queueMail(transaction, KEY, { account, kind: 'reset-password' as 'access-opened', parameters: { url: URL } }),
    ),
    /no such mail/,
  )
  await assert.rejects(
    store.app.transaction().execute((transaction) => queueMail(transaction, KEY, notice())),
    /nobody acts/,
  )
})

test('a reminder with the same key is queued once, also by two requests at the same moment', async () => {
  const mail = reminder({ key: '2026-03-01' })
  const both = await Promise.all(
    [1, 2].map(() => actingAs(store.app, somebody(), (transaction) => queueMail(transaction, KEY, mail))),
  )
  assert.deepEqual(both.map(({ type }) => type).sort(), ['already-queued', 'queued'])
  const other = await actingAs(store.app, somebody(), (transaction) =>
    queueMail(transaction, KEY, { ...mail, account: randomUUID() }),
  )
  assert.equal(other.type, 'queued')
})

test('sealed parameters open for their own mail with the own key alone', () => {
  const sealed = seal(KEY, ['mail', 'kind', 'account'], { url: URL })
  assert.ok(!sealed.includes('clinic'))
  assert.deepEqual(unseal(KEY, ['mail', 'kind', 'account'], sealed), { url: URL })
  assert.equal(unseal(KEY, ['other', 'kind', 'account'], sealed), null)
  assert.equal(unseal(mailKey('another'), ['mail', 'kind', 'account'], sealed), null)
  sealed[20] ^= 1
  assert.equal(unseal(KEY, ['mail', 'kind', 'account'], sealed), null)
})

test('a mail that went out is marked, forgets what it said, and is not taken again', async () => {
  const mailId = await queued(notice())
  const taken = await take(mailId)
  assert.ok(taken.type === 'send')
  assert.deepEqual(taken.mail.parameters, { url: URL })
  assert.equal(taken.mail.messageId, `<${mailId}@clinic.example>`)
  assert.equal(await markMail(jobs, mailId, { type: 'sent' }, NOW), false)
  const after = {
    state: 'sent',
    reason: null,
    attempts: 1,
    uncertain: 0,
    message_id: taken.mail.messageId,
    wiped: true,
  }
  assert.deepEqual(await row(mailId), after)
  assert.deepEqual(await take(mailId), { type: 'over', state: 'sent', reason: null })
})

test('after a crash while sending, a reminder is not sent again, and a notice once more with the same Message-ID and date', async () => {
  const reminded = await queued(reminder())
  await take(reminded)
  assert.deepEqual(await take(reminded), { type: 'over', state: 'failed', reason: 'may-have-been-sent' })

  const told = await queued(notice())
  const first = await take(told)
  const second = await take(told)
  assert.deepEqual(first, second)
  assert.deepEqual(await take(told), { type: 'over', state: 'held', reason: 'may-have-been-sent' })
  assert.equal((await row(told)).wiped, false)
})

test('a server that says "later" is asked again and again, and a silent one only once', async () => {
  const later = await queued(reminder())
  for (let attempt = 1; attempt <= 12; attempt++) {
    assert.equal((await take(later)).type, 'send')
    assert.equal(await markMail(jobs, later, { type: 'try-again', reason: 'smtp-451' }, NOW), attempt < 12)
  }
  assert.deepEqual((await row(later)).state, 'failed')

  const silent = await queued(reminder())
  await take(silent)
  assert.equal(await markMail(jobs, silent, { type: 'unknown' }, NOW), false)
  assert.equal((await row(silent)).reason, 'may-have-been-sent')

  const told = await queued(notice())
  await take(told)
  assert.equal(await markMail(jobs, told, { type: 'unknown' }, NOW), true)
  await take(told)
  assert.equal(await markMail(jobs, told, { type: 'unknown' }, NOW), false)
  assert.equal((await row(told)).state, 'held')
})

test('a mail whose time is over, that is not wanted, or that another installation sealed, is not sent', async () => {
  const late = await queued(reminder())
  assert.deepEqual(await take(late, NOW + 7 * 3_600_000), { type: 'over', state: 'failed', reason: 'expired' })

  const account = randomUUID()
  const unwanted = await queued(reminder({ account }))
  await actingAs(store.app, somebody({ account }), (transaction) => stopMails(transaction, account, 'diary-reminder'))
  assert.deepEqual(await take(unwanted), { type: 'over', state: 'dropped', reason: 'not-wanted' })
  await assert.rejects(
    actingAs(store.app, somebody(), (transaction) => stopMails(transaction, account, 'diary-reminder')),
    /row-level security|duplicate/,
  )

  const foreign = await queued(notice())
  const taken = await takeMail(jobs, mailKey('another'), foreign, 'clinic.example', NOW)
  assert.deepEqual(taken, { type: 'over', state: 'failed', reason: 'cannot-be-opened' })
})

test('after a restore what was waiting is held until a manager lets it go, who sees the state and never the words', async () => {
  const waiting = await queued(notice())
  const sending = await queued(notice())
  await take(sending)
  const racing = await queued(notice())
  await store.owner.query('UPDATE installation.state SET epoch = gen_random_uuid()')
  assert.deepEqual(await take(racing), { type: 'over', state: 'held', reason: 'restored' })
  assert.ok((await holdRestoredMails(jobs)) >= 2)
  assert.deepEqual(await take(waiting), { type: 'over', state: 'held', reason: null })

  const manager = somebody({ manage: true })
  const states = await actingAs(store.app, manager, (transaction) => mailStates(transaction, { state: 'held' }))
  assert.ok(
    states.some(({ mailId, kind, reason }) => mailId === waiting && kind === 'access-opened' && reason === 'restored'),
  )
  assert.ok(!JSON.stringify(states).includes('clinic'))
  assert.deepEqual(await actingAs(store.app, somebody(), (transaction) => mailStates(transaction, {})), [])
  await assert.rejects(
    actingAs(store.app, manager, (transaction) => sql`SELECT sealed FROM mail.mails`.execute(transaction)),
    /permission denied/,
  )

  const release = (acting: Acting): Promise<boolean> =>
    actingAs(store.app, acting, (transaction) => releaseMail(transaction, waiting, acting.account, NOW))
  assert.equal(await release(somebody()), false)
  assert.equal(await release(manager), true)
  assert.equal(await release(manager), false)
  assert.equal((await take(waiting)).type, 'send')
  const { rows } = await store.owner.query('SELECT act, about FROM audit.events WHERE chain_id = $1', [manager.account])
  assert.deepEqual(rows, [{ act: 'mail.released', about: { mail: waiting } }])
})

test('an erasure takes the mails about the patient along, also one that is being sent', async () => {
  const patient = await store.newPatient()
  const mails = [await queued(reminder({ patient })), await queued(reminder({ patient }))]
  await take(mails[0])
  const acting = somebody({ write: [patient] })
  const gone = await actingAs(store.app, acting, (transaction) => forgetPatient(transaction, patient))
  assert.deepEqual(gone, { jobs: 2, mails: 2 })
  assert.equal(await markMail(jobs, mails[0], { type: 'sent' }, NOW), false)
  assert.deepEqual(await take(mails[1]), { type: 'over', state: 'gone', reason: null })
})

test('at night the rows of mails that are done go after ninety days, and what was held too long loses its words', async () => {
  const old = await queued(notice())
  await take(old)
  await markMail(jobs, old, { type: 'sent' }, NOW - 91 * 86_400_000)
  const held = await queued(notice())
  await store.owner.query(
    `UPDATE mail.mails SET state = 'held', expires_at = now() - interval '1 day' WHERE mail_id = $1`,
    [held],
  )
  const tidied = await tidyQueue(jobs, NOW)
  assert.deepEqual({ mails: tidied.mails, expired: tidied.expired }, { mails: 1, expired: 1 })
  assert.deepEqual(await row(held).then(({ state, wiped }) => ({ state, wiped })), { state: 'failed', wiped: true })
})

const fitting = (): Promise<{ url: string }> => Promise.resolve({ url: URL })

test('who has their diary opened by somebody else is told by one mail, however often the job runs', async () => {
  const patient = await store.newPatient()
  const account = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [patient, account],
  )
  await actingAs(store.app, somebody({ audited: [patient] }), (transaction) =>
    tell(transaction, { patient, audience: 'patient', kind: 'break-glass', about: {} }),
  )
  assert.equal(await tellByMail(jobs, KEY, fitting), 1)
  assert.equal(await tellByMail(jobs, KEY, fitting), 0)
  const { rows } = await store.owner.query('SELECT kind, patient_id FROM mail.mails WHERE account_id = $1', [account])
  assert.deepEqual(rows, [{ kind: 'glass-broken', patient_id: patient }])
})
