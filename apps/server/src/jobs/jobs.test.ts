import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import {
  currentText,
  giveConsent,
  withdrawConsent,
  actingAs,
  announceArticles,
  appendOperations,
  asPerson,
  beginManagedRelationship,
  breakGlass,
  confirmFollowing,
  DONE,
  enqueue,
  followed,
  isReaderMailKind,
  isSignInMailKind,
  isVisitMailKind,
  MAIL_KINDS,
  mailKey,
  openPool,
  queueMail,
  readerTokenHash,
  rolePassword,
  type MailQueued,
} from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { accountMail } from '../accounts/account-mails.ts'
import { openAuthPool, type AuthDatabase } from '../accounts/auth-tables.ts'
import { openLog } from '../logs/log.ts'
import { accountMailQueue, recipientsOf } from '../mail/account-mail-queue.ts'
import { LANGUAGES, MAIL_TEXTS, type Language } from '../mail/mail-texts.ts'
import { stopUrl } from '../mail/stop-link.ts'
import { stopMailsMount } from '../mail/stop-mount.ts'
import { readerKeys, readerServices } from '../readers/reader-services.ts'
import { unsubscribeMount, unsubscribeUrl } from '../readers/unsubscribe-mount.ts'
import { startJobs, type RunningJobs } from './start-jobs.ts'

const SECRET = 'of a test'
const KEY = mailKey(SECRET)
const ORIGIN = 'https://clinic.example'

interface Arrived {
  readonly to: string
  readonly id: string
  readonly text: string
  /** As a mail program reads it to offer its own button (RFC 8058). */
  readonly unsubscribe: readonly (string | undefined)[]
}

let store: TestStore
let auth: AuthDatabase
let smtp: SMTPServer
let smtpUrl: string
const arrived: Arrived[] = []
const logged: string[] = []
/** What a mail's arrival sets off before the server says that it has it. */
let onArrival: () => Promise<void> = () => Promise.resolve()

before(async () => {
  store = await startTestStore()
  const role = store.roles.auth
  auth = openAuthPool({ ...store.jobsConnection, user: role, password: rolePassword(SECRET, role) }, 2)
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        void simpleParser(Buffer.concat(chunks)).then(async ({ messageId, text, headerLines }) => {
          const line = (name: string) => headerLines.find(({ key }) => key === name)?.line.replace(/\s+/g, ' ')
          arrived.push({
            ...{ to: envelope.rcptTo[0].address, id: messageId ?? '', text: text ?? '' },
            unsubscribe: [line('list-unsubscribe'), line('list-unsubscribe-post')],
          })
          await onArrival()
          callback()
        })
      })
    },
  })
  smtp.on('error', () => undefined)
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
})
after(async () => {
  await auth.destroy()
  await new Promise<void>((resolve) => smtp.close(resolve))
  await store.end()
})

const journals = mkdtempSync(join(tmpdir(), 'clearday-journals-'))
after(() => rmSync(journals, { recursive: true, force: true }))

/** @param language in which everybody is written to; if absent, each in the language of their account. */
async function withJobs(
  work: () => Promise<void>,
  language?: Language,
  everyMinute: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const addressOf = recipientsOf(auth)
  const jobs: RunningJobs = await startJobs({
    ...{ store, secret: SECRET, origin: ORIGIN, clock: Date.now },
    mail: { smtpUrl, from: 'Clinic <post@clinic.example>', folder: '/nowhere' },
    recipientOf: async (account) => {
      const known = await addressOf(account)
      return known === null || language === undefined ? known : { ...known, language }
    },
    log: openLog('debug', Date.now, (line) => logged.push(line)),
    endingsPath: join(journals, 'endings.jsonl'),
    nightly: () => Promise.resolve(),
    backup: () => Promise.resolve(DONE),
    everyMinute,
  })
  try {
    await work()
  } finally {
    await jobs.stop()
  }
}

async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + 25_000; !(await what()); await wait(30))
    if (Date.now() > end) throw new Error('it did not come about')
}

/** Somebody with a confirmed address and a diary, who agreed to reminders by mail. */
async function person(): Promise<{ account: string; email: string; patient: string }> {
  const account = randomUUID()
  const email = `${account}@home.example`
  const patient = await store.newPatient()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
  await store.owner.query(`INSERT INTO auth.people (id, email, name, email_verified) VALUES ($1, $2, 'Ann', true)`, [
    account,
    email,
  ])
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [patient, account],
  )
  await agree({ account, patient })
  return { account, email, patient }
}

const MAILS = 'reminders-by-mail'
const agree = ({ account, patient }: { account: string; patient: string }) =>
  asPerson(store.app, account, (transaction, access) => {
    const answer = { patient, text: MAILS, version: currentText(MAILS).version, language: 'en' } as const
    return giveConsent(transaction, access, answer, Date.now())
  })

const remind = ({ account, patient }: { account: string; patient: string }): Promise<MailQueued> =>
  actingAs(store.app, { account, read: [], write: [], append: [] }, (transaction) =>
    queueMail(transaction, KEY, {
      ...{ account, patient, kind: 'diary-reminder', key: '2026-03-01' },
      parameters: { url: ORIGIN, stopUrl: ORIGIN, patient, day: '2026-03-01' },
    }),
  )

async function stateOf(account: string): Promise<{ state: string; reason: string | null }> {
  const { rows } = await store.owner.query<{ state: string; reason: string | null }>(
    'SELECT state, reason FROM mail.mails WHERE account_id = $1',
    [account],
  )
  return rows[0]
}

const mailsTo = (email: string): Arrived[] => arrived.filter(({ to }) => to === email)

test('a mail of the sign-in goes through the queue to the address that was given, also before it is confirmed', async () => {
  const account = randomUUID()
  const send = accountMailQueue(auth, KEY)
  await withJobs(async () => {
    const url = `${ORIGIN}/account/confirm-address#token=secret-token`
    await send(accountMail('verify-address', { account, to: 'new@home.example' }, { url }))
    await until(async () => (await stateOf(account)).state === 'sent')
  })
  assert.ok(mailsTo('new@home.example')[0].text.includes('#token=secret-token'))
  const { rows } = await store.owner.query<{ all: string }>(
    'SELECT m::text AS all FROM mail.mails m WHERE account_id = $1',
    [account],
  )
  assert.ok(!rows[0].all.includes('token'))
  assert.ok(!logged.join('').includes('new@home') && !logged.join('').includes('token'))
})

test('a reminder goes to whoever has not written the day, and to nobody else', async () => {
  const [waiting, written, closed] = [await person(), await person(), await person()]
  const [ill, against] = [await person(), await person()]
  const said = { id: randomUUID(), deleted: false, at: Date.now(), seen: 0 }
  const day = { ...said, entity: 'day', key: '2026-03-01', fields: { headache: 'none' } } as const
  const start = '2026-03-01T10:00'
  const attack = { ...said, entity: 'attack', key: 'a1', fields: { start, end: '2026-03-01T18:00' } } as const
  for (const [{ account, patient }, operation] of [
    [written, day],
    [ill, attack],
  ] as const)
    await asPerson(store.app, account, (transaction) =>
      appendOperations(
        transaction,
        patient,
        account,
        { device: randomUUID(), sentAt: Date.now(), operations: [operation] },
        Date.now(),
      ),
    )
  for (const one of [waiting, written, closed, ill, against]) await remind(one)
  await asPerson(store.app, against.account, (transaction, access) =>
    withdrawConsent(transaction, access, { patient: against.patient, text: MAILS }, Date.now()),
  )
  await store.owner.query('UPDATE access.diaries SET ended_at = now() WHERE account_id = $1', [closed.account])
  await withJobs(() =>
    until(async () => {
      for (const { account } of [waiting, written, closed, ill, against])
        if (!['sent', 'dropped'].includes((await stateOf(account)).state)) return false
      return true
    }),
  )
  assert.equal(mailsTo(waiting.email).length, 1)
  assert.deepEqual(await stateOf(written.account), { state: 'dropped', reason: 'day-is-written' })
  assert.deepEqual(await stateOf(closed.account), { state: 'dropped', reason: 'diary-not-open' })
  assert.deepEqual(await stateOf(ill.account), { state: 'dropped', reason: 'day-is-written' })
  assert.deepEqual(await stateOf(against.account), { state: 'dropped', reason: 'consent-taken-back' })
  const { rows } = await store.owner.query(
    `SELECT act, acting_as FROM audit.events WHERE chain_id = $1 AND act LIKE 'reminder.%'`,
    [waiting.patient],
  )
  assert.deepEqual(rows, [{ act: 'reminder.checked', acting_as: 'self' }])
})

/** Another server, to be killed. */
function otherServer(): ChildProcess {
  const place = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href)
  const app = { ...store.jobsConnection, user: store.roles.app, password: rolePassword(SECRET, store.roles.app) }
  const program = `
    import { openPool } from '@clearday/store'
    import { startJobs } from ${place('start-jobs.ts')}
    import { openLog } from ${place('../logs/log.ts')}
    await startJobs({
      store: { app: openPool(${JSON.stringify(app)}, 'other', 2), jobsConnection: ${JSON.stringify(store.jobsConnection)} },
      secret: ${JSON.stringify(SECRET)}, origin: ${JSON.stringify(ORIGIN)}, clock: Date.now,
      mail: { smtpUrl: ${JSON.stringify(smtpUrl)}, from: 'post@clinic.example', folder: '/nowhere' },
      recipientOf: async (account) => ({ address: account + '@home.example', name: '', language: 'en' }),
      log: openLog('error', Date.now, () => undefined),
      endingsPath: ${JSON.stringify(join(journals, 'other.jsonl'))}, nightly: async () => {}, backup: async () => ({ type: 'done' }), everyMinute: async () => {},
    })`
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: new URL('.', import.meta.url),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

test('killed after the mail server took it and before that was written down: a reminder came once, a sign-in link once more with the same id', async () => {
  const [reminded, locked] = [await person(), await person()]
  await remind(reminded)
  const link = accountMail('reset-password', { account: locked.account, to: locked.email }, { url: `${ORIGIN}/x` })
  await accountMailQueue(auth, KEY)(link)
  const server = otherServer()
  const exited = once(server, 'exit')
  const both = (): boolean => mailsTo(reminded.email).length === 1 && mailsTo(locked.email).length === 1
  onArrival = async () => {
    // the server has the mail, and never gets to say so
    await until(both)
    server.kill('SIGKILL')
    await exited
  }
  await exited
  onArrival = () => Promise.resolve()
  assert.deepEqual(await stateOf(reminded.account), { state: 'sending', reason: null })
  await withJobs(() =>
    until(
      async () =>
        (await stateOf(reminded.account)).state === 'failed' && (await stateOf(locked.account)).state === 'sent',
    ),
  )
  assert.equal(mailsTo(reminded.email).length, 1)
  assert.deepEqual(await stateOf(reminded.account), { state: 'failed', reason: 'may-have-been-sent' })
  const links = mailsTo(locked.email)
  assert.equal(links.length, 2)
  assert.equal(links[0].id, links[1].id)
})

test('a diary is put right as the person who asked, and not if it is closed to them meanwhile', async () => {
  const [asking, leaving] = [await person(), await person()]
  for (const { account, patient } of [asking, leaving]) {
    const operation = {
      ...{ id: randomUUID(), entity: 'day' as const, key: '2026-03-01', deleted: false, at: Date.now(), seen: 0 },
      fields: { headache: 'present' as const },
    }
    const batch = { device: randomUUID(), sentAt: Date.now(), operations: [operation] }
    await asPerson(store.app, account, async (transaction) => {
      await appendOperations(transaction, patient, account, batch, Date.now())
      await enqueue(transaction, { task: 'rebuild-entries', payload: { account, patient } })
    })
    await store.owner.query(`UPDATE diary.entries SET fields = '{}' WHERE patient_id = $1`, [patient])
  }
  await store.owner.query('UPDATE access.diaries SET ended_at = now() WHERE account_id = $1', [leaving.account])
  const fieldsOf = async (patient: string): Promise<unknown> =>
    (await store.owner.query('SELECT fields FROM diary.entries WHERE patient_id = $1', [patient])).rows
  const jobsLeft = async (): Promise<boolean> =>
    (await store.owner.query(`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'rebuild-entries'`)).rows
      .length > 0
  await withJobs(() => until(async () => !(await jobsLeft())))
  assert.deepEqual(await fieldsOf(asking.patient), [{ fields: { headache: 'present' } }])
  assert.deepEqual(await fieldsOf(leaving.patient), [{ fields: {} }])
  const { rows } = await store.owner.query(
    `SELECT act, actor, about FROM audit.events WHERE chain_id = $1 AND act LIKE 'entries.%'`,
    [asking.patient],
  )
  assert.deepEqual(rows, [{ act: 'entries.rebuilt', actor: asking.account, about: { operations: 1, differed: 1 } }])
})

test('the link of a reminder ends reminders when it is posted to, and not when it is only looked at', async () => {
  const one = await person()
  const mount = stopMailsMount({ store, secret: SECRET })
  const url = stopUrl(ORIGIN, SECRET, one.account, 'diary-reminder')
  const context = { id: '', peer: '', name: '', route: () => undefined }
  const ask = async (method: string, at = url): Promise<number | undefined> =>
    (await mount.handle(new Request(at, { method }), context))?.status
  const stopped = async (): Promise<number> =>
    (await store.owner.query('SELECT 1 FROM mail.stopped WHERE account_id = $1', [one.account])).rows.length
  assert.equal(await ask('GET'), 200)
  assert.equal(await ask('POST', url.replace(one.account, randomUUID())), 404)
  assert.equal(await stopped(), 0)
  assert.deepEqual([await ask('POST'), await ask('POST')], [200, 200])
  assert.equal(await stopped(), 1)
  await remind(one)
  await withJobs(() => until(async () => (await stateOf(one.account)).state === 'dropped'))
  assert.equal(mailsTo(one.email).length, 0)
})

test('a new article arrives once at each address that said yes, with a title that tells nothing, and is ended by one press in a mail program', async () => {
  const readers = readerServices({ app: store.app, secret: SECRET, origin: ORIGIN, clock: Date.now })
  const email = 'reader@home.example'
  const everybody = <Value>(work: Parameters<typeof actingAs<Value>>[2]) => store.app.transaction().execute(work)
  await readers.askToFollow({ email, language: 'es', topic: null }, 'es', '127.0.0.1')
  await withJobs(() => until(() => mailsTo(email).length === 1))
  const asked = mailsTo(email)[0].text
  assert.ok(asked.includes(MAIL_TEXTS.es['follow-asked'].after), 'in the language of who asked')
  const token = /\/follow\/([\w-]{43})/.exec(asked)?.[1] ?? ''
  const hash = readerTokenHash(token) ?? assert.fail('no token')
  await everybody((transaction) => confirmFollowing(transaction, hash))
  const [article, editor] = [randomUUID(), (await person()).account]
  const document = JSON.stringify({ slug: 'agujas', title: 'Agujas y <migraña>', topics: [] })
  await store.owner.query(
    `INSERT INTO site.articles (article_id, article_key, language, stage, revision, document, changed_by, changed_at)
     VALUES ($1, 'agujas', 'es', 'published', 1, $2, $3, now())`,
    [article, document, editor],
  )
  await store.owner.query(
    `INSERT INTO site.publications (article_id, number, article_key, language, kind, document, at, published_by, search, plain)
     VALUES ($1, 1, 'agujas', 'es', 'first', $2, now(), $3, '', '')`,
    [article, document, editor],
  )
  const jobs = openPool(store.jobsConnection, 'clearday test', 1)
  const announced = () =>
    announceArticles(
      jobs,
      readerKeys(SECRET),
      { article: (slug) => `${ORIGIN}/articles/${slug}`, stop: (one) => unsubscribeUrl(ORIGIN, one) },
      Date.now(),
    )
  assert.deepEqual([await announced(), await announced()], [1, 0])
  await jobs.destroy()
  await withJobs(() => until(() => mailsTo(email).length === 2))
  const { text, unsubscribe } = mailsTo(email)[1]
  assert.ok(text.includes('Agujas y <migraña>') && text.includes(`${ORIGIN}/articles/agujas`), text)
  const url = `${ORIGIN}/mail/readers/articles/${token}`
  assert.deepEqual(unsubscribe, [`List-Unsubscribe: <${url}>`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'])
  const mount = unsubscribeMount({ store })
  const context = { id: '', peer: '', name: '', route: () => undefined }
  const ask = async (method: string, at = url) => mount.handle(new Request(at, { method }), context)
  const left = async (): Promise<number> => (await everybody((transaction) => followed(transaction, hash))).length
  const looked = await ask('GET')
  assert.deepEqual([looked?.status, looked?.headers.get('location'), await left()], [303, `/follow/${token}`, 1])
  assert.deepEqual([(await ask('POST', `${url}x`))?.status, await left()], [404, 1])
  assert.deepEqual([(await ask('POST'))?.status, await left()], [200, 0])
  assert.equal((await ask('POST'))?.status, 200)
  for (const [at, method, words] of [
    [url, 'POST', 'Terminado'],
    [`${url}x`, 'GET', 'Nada que terminar'],
    [`${ORIGIN}/mail/readers/answers/${token}`, 'GET', '¿Terminar los correos sobre respuestas?'],
    [`${ORIGIN}/mail/stop/nothing`, 'GET', 'Nada que terminar'],
  ] as const) {
    const request = new Request(at, { method, headers: { 'accept-language': 'es-ES' } })
    const answer =
      (await mount.handle(request, context)) ??
      (await stopMailsMount({ store, secret: SECRET }).handle(request, context))
    const page = (await answer?.text()) ?? ''
    assert.ok(page.includes('<html lang="es"') && page.includes(`<h1>${words}</h1>`), page)
  }
})

test('every kind of mail goes out through the queue, in the words of its kind and language', async () => {
  const url = `${ORIGIN}/account/somewhere`
  for (const language of LANGUAGES) {
    const people = await Promise.all(
      MAIL_KINDS.filter((kind) => !isReaderMailKind(kind))
        .filter((kind) => !isVisitMailKind(kind))
        .map(async (kind) => ({ kind, ...(await person()) })),
    )
    for (const { kind, account, email, patient } of people) {
      if (isSignInMailKind(kind)) await accountMailQueue(auth, KEY)(accountMail(kind, { account, to: email }, { url }))
      else if (kind === 'diary-reminder') await remind({ account, patient })
      else
        await actingAs(store.app, { account, read: [], write: [], append: [] }, (transaction) =>
          queueMail(transaction, KEY, { account, patient, kind, parameters: { url } }),
        )
    }
    await withJobs(() => until(() => people.every(({ email }) => mailsTo(email).length > 0)), language)
    for (const { kind, email } of people) {
      assert.equal(mailsTo(email).length, 1, kind)
      const { after: last, link } = MAIL_TEXTS[language][kind]
      const { text } = mailsTo(email)[0]
      assert.ok(text.includes(last) && (link === undefined || text.includes(link)), `${language} ${kind}`)
    }
  }
})

test('each is written to in the language of their account', async () => {
  const [ana, ben] = [await person(), await person()]
  await store.owner.query(`UPDATE auth.people SET language = 'es' WHERE id = $1`, [ana.account])
  for (const one of [ana, ben])
    await actingAs(store.app, { account: one.account, read: [], write: [], append: [] }, (transaction) =>
      queueMail(transaction, KEY, { ...one, kind: 'glass-broken', parameters: { url: `${ORIGIN}/account/access` } }),
    )
  await withJobs(() => until(() => [ana, ben].every(({ email }) => mailsTo(email).length > 0)))
  assert.ok(mailsTo(ana.email)[0].text.includes(MAIL_TEXTS.es['glass-broken'].before))
  assert.ok(mailsTo(ben.email)[0].text.includes(MAIL_TEXTS.en['glass-broken'].before))
})

/** Somebody with a confirmed address and a role. */
async function colleague(role: string): Promise<Awaited<ReturnType<typeof person>>> {
  const one = await person()
  await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
    one.account,
    role,
  ])
  return one
}

test('whose diary is opened without them is told by one mail for each act, also where two servers work side by side', async () => {
  const [patient, practitioner, inNeed] = [await person(), await colleague('practitioner'), await person()]
  const [manager, proxy] = [await colleague('manager'), await person()]
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'proxy', $2)`,
    [patient.patient, proxy.account],
  )
  const endsAt = new Date(Date.now() + 86_400_000).toISOString()
  const opened = await asPerson(store.app, manager.account, (transaction, access) =>
    beginManagedRelationship(
      transaction,
      access,
      { patient: patient.patient, practitioner: practitioner.account, endsAt, reason: 'cover' },
      Date.now(),
    ),
  )
  const broken = await asPerson(store.app, practitioner.account, (transaction, access) =>
    breakGlass(transaction, access, { patient: inNeed.patient, reason: 'unconscious' }, Date.now()),
  )
  assert.deepEqual([opened.type, broken.type], ['ok', 'ok'])
  const others = await Promise.all(Array.from({ length: 12 }, () => person()))
  for (const one of others) await remind(one)
  // what the clock adds each minute
  const everyMinute = (): Promise<unknown> =>
    store.owner.query(`SELECT graphile_worker.add_job('tell', '{}'::json) FROM generate_series(1, 4)`)
  await withJobs(() =>
    withJobs(async () => {
      await everyMinute()
      const told = [patient, inNeed, manager, proxy, ...others]
      await until(() => told.every(({ email }) => mailsTo(email).length > 0))
      await everyMinute()
      await until(async () => {
        const { rows } = await store.owner.query(`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'tell'`)
        return rows.length === 0
      })
    }),
  )
  for (const { email } of [patient, inNeed, manager, proxy, ...others]) assert.equal(mailsTo(email).length, 1)
  assert.ok(mailsTo(patient.email)[0].text.includes(MAIL_TEXTS.en['access-opened'].before))
  assert.ok(mailsTo(inNeed.email)[0].text.includes(MAIL_TEXTS.en['glass-broken'].before))
  assert.ok(mailsTo(patient.email)[0].text.includes(`${ORIGIN}/account/access`))
  const [toProxy] = mailsTo(proxy.email)
  assert.ok(toProxy.text.includes(`${ORIGIN}/account/access?diary=${patient.patient}`))
  assert.ok(toProxy.text.includes(MAIL_TEXTS.en['access-opened'].readers?.proxy?.before ?? '-'))
  // what leads a patient to their own page leads managers to theirs
  assert.ok(mailsTo(manager.email)[0].text.includes(`${ORIGIN}/clinic/openings`))
  assert.ok(mailsTo(manager.email)[0].text.includes(MAIL_TEXTS.en['glass-broken'].readers?.manager?.before ?? '-'))
  assert.equal(mailsTo(practitioner.email).length, 0)
  assert.ok([...mailsTo(patient.email), ...mailsTo(inNeed.email)].every(({ text }) => !/cover|unconscious/.test(text)))
})

test('of what happens each minute nothing is kept from its turn by something that fails before it, and the fault is told', async () => {
  const ada = randomUUID()
  // whatever the hour is at which this runs
  await store.owner.query('UPDATE scheduling.reminding SET quiet_from = 0, quiet_to = 0')
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [ada])
  await store.owner.query(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [ada])
  await store.owner.query(`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('minute', 'x', 'UTC')`)
  await store.owner.query(
    `INSERT INTO scheduling.services (service_id, kind, names, minutes, licence_needed) VALUES ('minute', 'session', '{"en": "x"}', 60, false)`,
  )
  await store.owner.query(
    `INSERT INTO scheduling.freed (service_id, location_id, practitioner, starts) VALUES ('minute', 'minute', $1, now() + interval '3 days')`,
    [ada],
  )
  const before = logged.length
  await withJobs(
    async () => {
      await store.owner.query(`SELECT graphile_worker.add_job('tell', '{}'::json)`)
      await until(async () => (await store.owner.query('SELECT FROM scheduling.freed')).rows.length === 0)
      await until(() => logged.slice(before).some((line) => line.includes('job-failed:tell')))
    },
    undefined,
    () => Promise.reject(new Error('fails each minute')),
  )
  await store.owner.query(`DELETE FROM graphile_worker._private_jobs`)
})
