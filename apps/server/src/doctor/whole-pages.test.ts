// Kept answers on a real database: shown at once, said to be old, worked out once after many pushes, and for nobody beyond who may open the diary.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { DoctorPage } from '@clearday/care'
import { addDays } from '@clearday/diary'
import {
  asPerson,
  createShareLink,
  DONE,
  dropOldAnswers,
  erasePatient,
  granted,
  keepAnswers,
  readToAnswer,
  readWhole,
  rebuildEntries,
} from '@clearday/store'
import { startJobs } from '../jobs/start-jobs.ts'
import { openLog } from '../logs/log.ts'
import { startTestServer, type TestServer } from '../testing.ts'
import { answerDoctorPage } from './answer-page.ts'
import { doctorPages, workOutInThread } from './doctor-pages.ts'
import { REFUSED, type AnswersTask, type DoctorTask, type WorkedOut } from './doctor-task.ts'
import { answerDiary, wholePages } from './whole-pages.ts'

const DAYS = 120
const NOW = Date.now()
const TODAY = new Date(NOW).toISOString().slice(0, 10)
const OLD = /The answers about treatments were made from the diary as of .+; newer ones are being made/
let server: TestServer
let folder: string
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clearday-answers-'))
  server = await startTestServer(() => NOW)
})
after(async () => {
  await server.end()
  rmSync(folder, { recursive: true, force: true })
})

interface Person {
  readonly patient: string
  readonly account: string
  readonly session: string
}

interface Said {
  readonly entity: string
  readonly key: string
  readonly fields: object
}

const dayOf = (n: number, headache: 'none' | 'present'): Said => ({
  ...{ entity: 'day', key: addDays(TODAY, n + 1 - DAYS), fields: { headache } },
})

/** Magnesium for three weeks on and three off, with fewer headaches while it is used. */
const DIARY: readonly Said[] = [
  { entity: 'diary', key: 'diary', fields: { timeZone: 'UTC' } },
  {
    entity: 'regimen',
    key: 'm',
    fields: {
      ...{ kind: 'supplement', treatment: 'Magnesium' },
      events: [0, 1, 2].flatMap((n) => [
        { type: 'start', on: addDays(TODAY, 22 + 42 * n - DAYS) },
        ...(n < 2 ? [{ type: 'stop', on: addDays(TODAY, 43 + 42 * n - DAYS) }] : []),
      ]),
    },
  },
  ...Array.from({ length: DAYS - 1 }, (_, n) =>
    dayOf(n, n % (Math.floor(n / 21) % 2 === 1 ? 7 : 2) === 0 ? 'present' : 'none'),
  ),
]

async function push({ patient, session }: Person, said: readonly Said[]): Promise<void> {
  const operations = said.map((one) => ({ id: randomUUID(), ...one, deleted: false, at: NOW, seen: 0 }))
  const answer = await fetch(`${server.origin}/api/v1/sync/${patient}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-session': session },
    body: JSON.stringify({ epoch: null, after: 0, device: randomUUID(), sentAt: NOW, operations }),
  })
  assert.equal(answer.status, 200)
  const { answers } = (await answer.json()) as { answers: readonly { type: string }[] }
  assert.ok(answers.every(({ type }) => type === 'stored'))
}

/** Somebody with a diary that a practitioner may open. */
async function cared(): Promise<{ readonly person: Person; readonly practitioner: string }> {
  const person = await server.newPatient()
  const { account: practitioner } = await server.newAccount('practitioner')
  await server.store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as, reason)
     VALUES ($1, $2, $3, $4, 'patient', '')`,
    [randomUUID(), person.patient, practitioner, person.account],
  )
  await push(person, DIARY)
  return { person, practitioner }
}

/** Pages of a server that has just been started: nothing is in its memory. */
function fresh(clock = () => NOW): {
  readonly look: (account: string, patient: string, language?: 'en' | 'es') => Promise<string>
  /** Whether the engine was asked, page by page. */
  readonly asked: boolean[]
} {
  const asked: boolean[] = []
  const make = doctorPages()
  const counted = (task: DoctorTask): ReturnType<typeof make> => {
    asked.push(task.said === undefined)
    return make(task)
  }
  const answer = answerDoctorPage(wholePages(server.store.app, counted, clock))
  const look = async (account: string, patient: string, language: 'en' | 'es' = 'en'): Promise<string> => {
    const diary = await asPerson(server.store.app, account, (transaction, access) =>
      granted(readWhole(transaction, access, patient, 'doctor-page', clock())),
    )
    const options = { language }
    return (await answer({ diary, account, options, paper: null, light: 'auto' })).text()
  }
  return { look, asked }
}

async function jobsOf(patient: string): Promise<readonly { account: string; late: boolean }[]> {
  const { rows } = await server.store.owner.query<{ account: string; late: boolean }>(
    `SELECT payload ->> 'account' AS account, run_at > now() + interval '4 minutes' AS late FROM graphile_worker._private_jobs
     WHERE payload ->> 'patient' = $1`,
    [patient],
  )
  return rows
}

interface KeptRow {
  readonly seq: number
  readonly day: string
  readonly place: number
}

async function keptOf(patient: string): Promise<readonly KeptRow[]> {
  const { rows } = await server.store.owner.query<KeptRow>(
    `SELECT a.seq::int AS seq, a.day::text AS day, p.seq::int AS place FROM diary.answers a JOIN diary.patients p USING (patient_id)
     WHERE a.patient_id = $1 ORDER BY a.made_at`,
    [patient],
  )
  return rows
}

/** Has the queue worked off as if the quiet time were over. */
async function workOff(patient: string): Promise<void> {
  await server.store.owner.query(
    `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE payload ->> 'patient' = $1`,
    [patient],
  )
  const jobs = await startJobs({
    ...{ store: server.store, secret: 'a secret of the tests', origin: 'https://clinic.example', clock: () => NOW },
    mail: { smtpUrl: null, from: 'post@clinic.example', folder: join(folder, 'mails') },
    recipientOf: () => Promise.resolve(null),
    log: openLog(
      'debug',
      () => NOW,
      () => undefined,
    ),
    endingsPath: join(folder, 'endings.jsonl'),
    nightly: () => Promise.resolve(),
    backup: () => Promise.resolve(DONE),
    everyMinute: () => Promise.resolve(),
  })
  try {
    for (const end = Date.now() + 40_000; (await jobsOf(patient)).length > 0; await wait(50))
      if (Date.now() > end) throw new Error('the job was not worked off')
  } finally {
    await jobs.stop()
  }
}

test('after many pushes answers are worked out once, after a quiet time, and a server that was started anew shows them at once', async () => {
  const { person, practitioner } = await cared()
  for (let n = 0; n < 4; n++) await push(person, [dayOf(n, 'present')])
  assert.deepEqual(await jobsOf(person.patient), [{ account: person.account, late: true }])
  assert.deepEqual(await keptOf(person.patient), [])
  await workOff(person.patient)
  const [kept, ...others] = await keptOf(person.patient)
  assert.deepEqual(others, [])
  assert.deepEqual([kept.seq, kept.day], [kept.place, TODAY])
  const { look, asked } = fresh()
  const shown = await look(practitioner, person.patient)
  assert.deepEqual(asked, [false], 'the engine was not asked again')
  assert.doesNotMatch(shown, OLD)
  // and it says what a page that is worked out anew says
  await server.store.owner.query('DELETE FROM diary.answers WHERE patient_id = $1', [person.patient])
  const again = fresh()
  assert.equal(await again.look(practitioner, person.patient), shown)
  assert.deepEqual(again.asked, [true])
  assert.match(shown, /Magnesium/)
})

test('a page that is opened while a newer history exists shows at once, says of which moment it is, and is new when the job is done', async () => {
  const { person, practitioner } = await cared()
  const { look, asked } = fresh()
  assert.doesNotMatch(await look(practitioner, person.patient), OLD, 'worked out while somebody waited, and kept')
  await push(person, [
    { entity: 'day', key: TODAY, fields: { headache: 'present' } },
    { entity: 'session', key: 's', fields: { at: `${addDays(TODAY, -9)}T10:00`, therapy: 'Reflexology' } },
  ])
  const later = fresh(() => NOW)
  const old = await later.look(practitioner, person.patient)
  assert.match(old, OLD)
  assert.match(old, /as of \d+ \w+ \d{4} at \d\d:\d\d UTC;/)
  assert.match(old, /<a href="">Look again<\/a>/)
  assert.match(old, /120 of 120 days known|91 of 91 days known/, 'everything but answers is of now')
  assert.match(old, /Reflexology[^]*It came into the diary after these answers were worked out\./)
  assert.deepEqual([...asked, ...later.asked], [true, false])
  assert.match(await later.look(practitioner, person.patient, 'es'), /se hicieron con el diario tal como estaba el/)
  // asked for at once, by whoever looked
  assert.deepEqual(await jobsOf(person.patient), [{ account: practitioner, late: false }])
  await workOff(person.patient)
  const now = await later.look(practitioner, person.patient)
  assert.doesNotMatch(now, OLD)
  assert.doesNotMatch(now, /It came into the diary after/)
  assert.deepEqual(later.asked, [false, false, false])
  // another day is another page, also where nothing was said
  assert.match(await fresh(() => NOW + 86_400_000).look(practitioner, person.patient), OLD)
})

test('a file and an answer to a program are never of an older history', async () => {
  const { person } = await cared()
  const ask = async (): Promise<DoctorPage> => {
    const answer = await fetch(`${server.origin}/api/v1/doctor-page/${person.patient}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test-session': person.session },
      body: JSON.stringify({ language: 'en' }),
    })
    assert.equal(answer.status, 200)
    return (await answer.json()) as DoctorPage
  }
  const first = await ask()
  assert.equal((await keptOf(person.patient)).length, 1)
  assert.deepEqual(await ask(), first, 'drawn from what was kept')
  await push(person, [
    { entity: 'session', key: 's', fields: { at: `${addDays(TODAY, -9)}T10:00`, therapy: 'Reflexology' } },
  ])
  const second = JSON.stringify(await ask())
  assert.match(second, /Reflexology/)
  assert.doesNotMatch(second, /It came into the diary after/)
  const [{ seq, place }] = await keptOf(person.patient)
  assert.equal(seq, place)
})

test('of a diary that only its patient opens nothing is worked out until a page of it was opened', async () => {
  const person = await server.newPatient()
  await push(person, DIARY)
  assert.deepEqual(await jobsOf(person.patient), [])
  await fresh().look(person.account, person.patient)
  await push(person, [dayOf(3, 'present')])
  assert.deepEqual(await jobsOf(person.patient), [{ account: person.account, late: true }])
  await server.store.owner.query(
    `UPDATE diary.answers SET opened_at = now() - interval '61 days', made_at = now() - interval '61 days' WHERE patient_id = $1`,
    [person.patient],
  )
  await server.store.owner.query('DELETE FROM graphile_worker._private_jobs')
  await push(person, [dayOf(4, 'present')])
  assert.deepEqual(await jobsOf(person.patient), [])
  assert.equal(await dropOldAnswers(server.store.owner, NOW), 1)
  assert.deepEqual(await keptOf(person.patient), [])
})

test('a job opens no diary that is closed to its account meanwhile, and looks without a word in the record', async () => {
  const { person, practitioner } = await cared()
  const { app, owner } = server.store
  const payload = { account: practitioner, patient: person.patient }
  const read = async (): Promise<number | null> =>
    (
      await owner.query(`SELECT 1 FROM audit.events WHERE chain_id = $1 AND act = 'diary.read' AND actor = $2`, [
        person.patient,
        practitioner,
      ])
    ).rowCount
  await answerDiary(app, workOutInThread, payload, () => NOW)
  assert.equal((await keptOf(person.patient)).length, 1)
  assert.equal(await read(), 0, 'nobody saw anything')
  await fresh().look(practitioner, person.patient)
  assert.equal(await read(), 1, 'who looks at it is recorded, also where it was kept')
  await owner.query('DELETE FROM diary.answers WHERE patient_id = $1', [person.patient])
  // it ends while the answers are being worked out
  await answerDiary(
    app,
    async (task) => {
      const workedOut = await workOutInThread(task)
      await owner.query('UPDATE access.care_relationships SET ended_at = now() WHERE patient_id = $1', [person.patient])
      return workedOut
    },
    payload,
    () => NOW,
  )
  assert.deepEqual(await keptOf(person.patient), [])
  await answerDiary(
    app,
    () => Promise.reject(new Error('it was read all the same')),
    payload,
    () => NOW,
  )
})

test('a link shows what is worked out of what it shows: nothing that is kept reaches it, and nothing of it is kept', async () => {
  const { person } = await cared()
  const open = async (): Promise<string> => {
    const { token } = await asPerson(server.store.app, person.account, (transaction, access) =>
      granted(
        createShareLink(
          transaction,
          access,
          {
            ...{ patient: person.patient, recipient: 'Dr. Example', entities: ['day', 'regimen'], withNotes: false },
            ...{ firstDay: addDays(TODAY, -40), lastDay: TODAY, expiresAt: '2999-01-01T00:00:00Z' },
          },
          NOW,
        ),
      ),
    )
    const answer = await fetch(`${server.origin}/share`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }),
    })
    assert.equal(answer.status, 200)
    return answer.text()
  }
  const before = await open()
  assert.match(before, /Magnesium/)
  assert.deepEqual(await keptOf(person.patient), [], 'nothing of a link is kept')
  const whole = await fresh().look(person.account, person.patient)
  const answered = (html: string): string | undefined => /<th scope="row">Magnesium<\/th>.*?<\/tr>/.exec(html)?.[0]
  assert.notEqual(answered(whole), undefined)
  assert.notEqual(answered(whole), answered(before), 'of the whole diary more can be said')
  assert.equal(await open(), before)
  const { rows } = await server.store.owner.query(
    `SELECT has_table_privilege($1, 'diary.answers', 'SELECT, INSERT, UPDATE, DELETE') AS reaches`,
    [server.store.roles.share],
  )
  assert.deepEqual(rows, [{ reaches: false }])
})

test('an erasure takes the answers and the waiting job along, and a job that was under way brings nothing back', async () => {
  const { person } = await cared()
  const { app } = server.store
  await fresh().look(person.account, person.patient)
  assert.equal((await jobsOf(person.patient)).length, 1)
  const erase = async (): Promise<void> => {
    const { removed } = await asPerson(app, person.account, (transaction, access) =>
      granted(erasePatient(transaction, access, person.patient, NOW)),
    )
    assert.deepEqual([removed['diary.answers'], removed.jobs], [1, 1])
  }
  await push(person, [dayOf(5, 'present')])
  await answerDiary(
    app,
    async (task) => {
      const workedOut = await workOutInThread(task)
      await erase()
      return workedOut
    },
    person,
    () => NOW,
  )
  const { rows } = await server.store.owner.query('SELECT 1 FROM diary.answers WHERE patient_id = $1', [person.patient])
  assert.deepEqual([rows, await jobsOf(person.patient)], [[], []])
})

test('what a trial seals today is told in no way: neither as it is nor as it was by another way before', async () => {
  const { person, practitioner } = await cared()
  await fresh().look(practitioner, person.patient)
  await server.store.owner.query(
    `UPDATE diary.answers SET method = 'before', made_at = made_at - interval '2 days',
       summary = jsonb_set(jsonb_set(summary, '{method,model}', '"clearday-product-2"'), '{of,magnesium,effectDaysPer28,mean}', '-9.5')
     WHERE patient_id = $1`,
    [person.patient],
  )
  assert.match(await fresh().look(practitioner, person.patient), /9\.5/)
  const trial = {
    ...{ treatment: 'magnesium', startsOn: TODAY, blockDays: 14, withFirst: [true, false], seed: 1 },
    looks: 'once-at-the-end',
  }
  await push(person, [{ entity: 'trial', key: 't', fields: trial }])
  const shown = await fresh().look(practitioner, person.patient)
  assert.match(shown, /Sealed until/)
  assert.doesNotMatch(shown, /9\.5/)
})

test('where the way of working it out is another one, the page tells both numbers and what changed, and never draws the old as the new', async () => {
  const { person, practitioner } = await cared()
  const { owner } = server.store
  await fresh().look(practitioner, person.patient)
  // as the version before would have left it
  await owner.query(
    `UPDATE diary.answers SET method = 'before', made_at = made_at - interval '2 days', since_day = since_day - 9, day = day - 2,
       summary = jsonb_set(jsonb_set(summary, '{method,model}', '"clearday-product-2"'), '{of,magnesium,effectDaysPer28,mean}', '-9.5')
     WHERE patient_id = $1`,
    [person.patient],
  )
  const { look, asked } = fresh()
  const shown = await look(practitioner, person.patient)
  assert.deepEqual(asked, [true], 'what another method said is not drawn as an answer of now')
  assert.doesNotMatch(shown, OLD)
  const [, told = ''] = /<section class="of-then"[^>]*>([^]*?)<\/section>/.exec(shown) ?? []
  assert.match(shown, /<a href="#otherwise">Worked out in another way now<\/a>[^]*<article/, 'told before the page')
  assert.match(told, /The diary was the same both times: what moved was the way, and not the patient\./)
  assert.match(told, /<h3>Magnesium<\/h3>[^]*The way before, on [^]*9\.5[^]*The way of now/)
  assert.match(told, /The model: clearday-product-2 → clearday-product-\d/)
  assert.equal((await keptOf(person.patient)).length, 2)
  await push(person, [dayOf(6, 'present')])
  await answerDiary(server.store.app, workOutInThread, { account: practitioner, patient: person.patient }, () => NOW)
  assert.match(
    await fresh().look(practitioner, person.patient, 'es'),
    /Ahora se calcula de otra manera[^]*El diario era el mismo/,
  )
})

test('answers of another database, or of entries that were put right, are old; what is newer is not overwritten', async () => {
  const { person, practitioner } = await cared()
  const { app, owner } = server.store
  await fresh().look(practitioner, person.patient)
  const version = (): Promise<Parameters<typeof keepAnswers>[2]> =>
    asPerson(app, practitioner, async (transaction, access) => {
      const diary = await granted(readToAnswer(transaction, access, person.patient))
      const [{ method, day, summary, answers }] = diary.kept
      return { ...diary.version, method, day, summary, answers }
    })
  const newest = await version()
  await asPerson(app, practitioner, (transaction) =>
    keepAnswers(transaction, person.patient, { ...newest, seq: newest.seq - 1, answers: 'of before' }, NOW),
  )
  assert.deepEqual(await version(), newest)
  await owner.query('UPDATE installation.state SET epoch = gen_random_uuid()')
  assert.match(await fresh().look(practitioner, person.patient), OLD)
  await answerDiary(app, workOutInThread, { account: practitioner, patient: person.patient }, () => NOW)
  assert.doesNotMatch(await fresh().look(practitioner, person.patient), OLD)
  // a refusal of the engine takes the place of what was said before: the page does not wait for newer answers that never come
  await push(person, [dayOf(7, 'present')])
  const refusing = async (task: AnswersTask): Promise<WorkedOut> => ({
    ...(await workOutInThread(task)),
    said: REFUSED,
  })
  await answerDiary(app, refusing, { account: practitioner, patient: person.patient }, () => NOW)
  const asking = fresh()
  assert.doesNotMatch(await asking.look(practitioner, person.patient), OLD)
  assert.deepEqual(asking.asked, [true])
  await owner.query('DELETE FROM diary.answers WHERE patient_id = $1', [person.patient])
  await asking.look(practitioner, person.patient)
  await owner.query(
    `UPDATE diary.entries SET fields = '{"headache": "present"}' WHERE patient_id = $1 AND entity = 'day' AND key = $2`,
    [person.patient, addDays(TODAY, 2 - DAYS)],
  )
  await asPerson(app, person.account, (transaction) => rebuildEntries(transaction, person.patient, true))
  assert.match(await fresh().look(practitioner, person.patient), OLD)
})
