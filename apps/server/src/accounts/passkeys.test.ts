import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { StaffRole } from '@clearday/store'
import { softwareAuthenticator, type SoftwareAuthenticator } from './software-authenticator.ts'
import { staffedPaths, type StaffedPaths } from './staffed-paths.ts'
import {
  appCode,
  Browser,
  newAddress,
  ORIGIN,
  PASSWORD,
  startTestClinic,
  type Person,
  type TestClinic,
} from './testing.ts'

let clinic: TestClinic
let staff: StaffedPaths
let moved = 0
const now = (): number => Date.now() + moved
before(async () => {
  clinic = await startTestClinic()
  clinic.setClock(now)
  staff = staffedPaths(clinic.store.app, clinic.accounts, now)
})
after(() => clinic.end())

const HOUR = 3_600_000

async function register(browser: Browser, authenticator: SoftwareAuthenticator): Promise<number> {
  const options = await browser.go('/passkey/register-options', {})
  if (options.status !== 200) return options.status
  const response = authenticator.create(options.body as { challenge: string })
  return (await browser.go('/passkey/register', { name: 'My phone', response })).status
}

async function signInWith(authenticator: SoftwareAuthenticator, browser = clinic.browser()): Promise<number> {
  const options = await browser.go('/passkey/sign-in-options', {})
  assert.equal(options.status, 200)
  const response = authenticator.get(options.body as { challenge: string })
  return (await browser.go('/passkey/sign-in', { response })).status
}

async function member(...roles: StaffRole[]): Promise<Person> {
  const person = await clinic.signedIn()
  for (const role of roles)
    await clinic.store.owner.query(
      'INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)',
      [person.account, role],
    )
  return person
}

test('somebody adds a passkey and signs in with it, without a password', async () => {
  const { browser, account, email } = await clinic.signedIn()
  const authenticator = softwareAuthenticator({ origin: ORIGIN })
  assert.equal(await register(browser, authenticator), 200)
  const other = clinic.browser()
  assert.equal(await signInWith(authenticator, other), 200)
  const session = await clinic.sessionOf(other)
  assert.equal(session.account, account)
  assert.equal(session.fresh, true)
  const listed = (await other.go('/passkey/list')).body as unknown as { name: string; passkeyId: string }[]
  assert.deepEqual(
    listed.map(({ name }) => name),
    ['My phone'],
  )
  assert.match((await clinic.mailsTo(email)).at(-1)?.text ?? '', /A passkey was added/)
  assert.equal((await other.go('/passkey/remove', { passkeyId: listed[0].passkeyId })).body.status, true)
  assert.equal(await signInWith(authenticator), 401)
})

test('a passkey stands for both steps, so it is only taken when it has checked its person', async () => {
  const { browser } = await clinic.signedIn()
  assert.equal(await register(browser, softwareAuthenticator({ origin: ORIGIN, verifies: false })), 401)
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  assert.equal(await register(browser, softwareAuthenticator({ origin: ORIGIN }, key, id)), 200)
  assert.equal(await signInWith(softwareAuthenticator({ origin: ORIGIN, verifies: false }, key, id)), 401)
})

test('another site’s, another key’s, a copied and a repeated answer open nothing', async () => {
  const { browser } = await clinic.signedIn()
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const authenticator = softwareAuthenticator({ origin: ORIGIN }, key, id)
  assert.equal(await register(browser, authenticator), 200)
  assert.equal(await signInWith(softwareAuthenticator({ origin: 'https://evil.example' }, key, id)), 401)
  assert.equal(await signInWith(softwareAuthenticator({ origin: ORIGIN }, undefined, id)), 401)
  assert.equal(await signInWith(softwareAuthenticator({ origin: ORIGIN })), 401)
  // its counter stands where the real one was at the start
  assert.equal(await signInWith(authenticator), 200)
  assert.equal(await signInWith(softwareAuthenticator({ origin: ORIGIN }, key, id)), 401)
  const again = clinic.browser()
  const options = await again.go('/passkey/sign-in-options', {})
  const cookies = new Map(again.cookies)
  const response = authenticator.get(options.body as { challenge: string })
  assert.equal((await again.go('/passkey/sign-in', { response })).status, 200)
  for (const [name, value] of cookies) again.cookies.set(name, value)
  assert.equal((await again.go('/passkey/sign-in', { response })).status, 401)
})

test('nobody adds a passkey to a session that was not proved lately, takes another’s, or removes another’s', async () => {
  const { browser } = await clinic.signedIn()
  const authenticator = softwareAuthenticator({ origin: ORIGIN })
  assert.equal(await register(browser, authenticator), 200)
  const thief = await clinic.signedIn()
  assert.equal(await register(thief.browser, authenticator), 401)
  const [{ passkeyId }] = (await browser.go('/passkey/list')).body as unknown as { passkeyId: string }[]
  assert.equal((await thief.browser.go('/passkey/remove', { passkeyId })).body.status, false)
  moved = 16 * 60_000
  assert.equal(await register(browser, softwareAuthenticator({ origin: ORIGIN })), 403)
  moved = 0
})

test('a lost second step is removed a day after a manager asked, the person being told at once', async () => {
  const manager = await member('manager')
  const { email, account, browser } = await clinic.withSecondFactor()
  const asked = await staff.recoverSecondFactor(await clinic.sessionOf(manager.browser), {
    account,
    reason: 'Phone lost, passport seen',
    identityCheckedBy: 'in-person',
  })
  assert.equal(asked.type, 'ok')
  assert.match((await clinic.mailsTo(email)).at(-1)?.text ?? '', /removed in 24 hours/)
  const step = async (): Promise<unknown> =>
    (await clinic.browser().go('/sign-in/email', { email, password: PASSWORD })).body.twoFactorRedirect
  moved = 23 * HOUR
  assert.equal(await step(), true)
  moved = 25 * HOUR
  assert.equal(await step(), undefined)
  moved = 0
  assert.equal(await clinic.accounts.sessionOf(browser.request('/get-session')), null)
  const { rows } = await clinic.store.owner.query<{ act: string; about: unknown }>(
    'SELECT act, about FROM audit.events WHERE chain_id = $1',
    [manager.account],
  )
  assert.deepEqual(rows, [
    {
      act: 'second-factor.recovery-asked',
      about: { account, identityCheckedBy: 'in-person' },
    },
  ])
})

test('who did not ask for it stops it with the link of the mail, signed in or not', async () => {
  const manager = await member('manager')
  const { email, account, uri } = await clinic.withSecondFactor()
  await staff.recoverSecondFactor(await clinic.sessionOf(manager.browser), {
    account,
    reason: 'Said that the phone is lost',
    identityCheckedBy: 'call-back',
  })
  const token = await clinic.tokenFor(email)
  assert.deepEqual((await clinic.browser().go('/stop-recovery', { token: 'x'.repeat(43) })).body, { status: false })
  assert.deepEqual((await clinic.browser().go('/stop-recovery', { token })).body, { status: true })
  moved = 48 * HOUR
  assert.equal(await clinic.accounts.recoveries.finishDue(), 0)
  moved = 0
  const browser = clinic.browser()
  await browser.go('/sign-in/email', { email, password: PASSWORD })
  assert.equal((await browser.go('/two-factor/verify-totp', { code: appCode(uri) })).status, 200)
})

test('who may not ask: other staff, a manager for an administrator or for themselves, and nobody without a fresh proof', async () => {
  const target = await clinic.withSecondFactor()
  const request = { account: target.account, reason: 'Lost', identityCheckedBy: 'in-person' } as const
  const codeOf = async (by: Person, more: Partial<typeof request> = {}): Promise<string> => {
    const asked = await staff.recoverSecondFactor(await clinic.sessionOf(by.browser), { ...request, ...more })
    return asked.type === 'ok' ? 'ok' : asked.error.code
  }
  const manager = await member('manager')
  assert.equal(await codeOf(await member('practitioner')), 'not-allowed')
  assert.equal(await codeOf(await member('front-desk')), 'not-allowed')
  assert.equal(await codeOf(manager, { account: (await member('administrator')).account }), 'not-allowed')
  assert.equal(await codeOf(manager, { account: manager.account }), 'own-account')
  assert.equal(await codeOf(manager, { account: (await clinic.signedIn()).account }), 'no-second-factor')
  moved = 16 * 60_000
  assert.equal(await codeOf(manager), 'prove-again')
  moved = 0
  assert.equal(await codeOf(manager), 'ok')
  assert.equal(await codeOf(manager), 'already-asked')
})

test('whoever holds a role sets up a second step before anything else opens, and a password alone opens nothing then', async () => {
  const strict = clinic.newAccounts(ORIGIN, true)
  const browserOf = (at: number): Browser => new Browser(strict, ORIGIN, `203.0.113.${at}`)
  const asks = async (one: Browser): Promise<unknown> => (await strict.sessionOf(one.request('/get-session')))?.asksFor
  const signedIn = async (email: string, at: number): Promise<Browser> => {
    const one = browserOf(at)
    assert.equal((await one.go('/sign-in/email', { email, password: PASSWORD })).status, 200)
    return one
  }
  try {
    assert.equal(await asks(await signedIn((await clinic.signedUp()).email, 201)), null, 'of patients nobody asks it')

    const withApp = await member('practitioner')
    const first = await signedIn(withApp.email, 202)
    assert.equal(await asks(first), 'second-step')
    const other = await first.go('/change-email', { newEmail: newAddress() })
    assert.deepEqual([other.status, other.body.code], [403, 'SECOND_STEP_FIRST'])
    const enabled = await first.go('/two-factor/enable', { password: PASSWORD })
    const code = appCode(enabled.body.totpURI as string)
    assert.equal((await first.go('/two-factor/verify-totp', { code })).status, 200)
    assert.equal(await asks(first), null)

    const withPasskey = await member('front-desk')
    const desk = await signedIn(withPasskey.email, 203)
    assert.equal(await asks(desk), 'second-step')
    const phone = softwareAuthenticator({ origin: ORIGIN })
    assert.equal(await register(desk, phone), 200)
    assert.equal(await asks(desk), null)
    const thief = await signedIn(withPasskey.email, 204)
    assert.equal(await asks(thief), 'passkey')
    assert.equal((await thief.go('/two-factor/enable', { password: PASSWORD })).body.code, 'PASSKEY_FIRST')
    assert.equal(await register(thief, softwareAuthenticator({ origin: ORIGIN })), 403)
    const back = browserOf(205)
    assert.equal(await signInWith(phone, back), 200)
    assert.equal(await asks(back), null)

    // the phone is lost: the path of a lost second step, then another one is set up
    const manager = await member('manager')
    const asked = await staff.recoverSecondFactor(await clinic.sessionOf(manager.browser), {
      ...{ account: withPasskey.account, reason: 'Phone lost', identityCheckedBy: 'in-person' },
    })
    assert.equal(asked.type, 'ok')
    moved = 25 * HOUR
    assert.equal(await asks(await signedIn(withPasskey.email, 206)), 'second-step')
    assert.equal(await signInWith(phone, browserOf(207)), 401)
  } finally {
    moved = 0
    await strict.close()
  }
})

test('an account moves to another address three days after a manager asked, once the new one is confirmed', async () => {
  const manager = await member('manager')
  const { email, account, browser } = await clinic.signedIn()
  const fresh = newAddress()
  const ask = async (more: object = {}): Promise<string> => {
    const asked = await staff.moveAddress(await clinic.sessionOf(manager.browser), {
      ...{ account, newAddress: fresh.toUpperCase(), reason: 'Lost the mailbox', identityCheckedBy: 'in-person' },
      ...more,
    })
    return asked.type === 'ok' ? 'ok' : asked.error.code
  }
  assert.equal(await ask({ newAddress: email }), 'same-address')
  assert.equal(await ask({ newAddress: manager.email }), 'address-taken')
  assert.equal(await ask({ account: manager.account }), 'own-account')
  assert.equal(await ask(), 'ok')
  assert.equal(await ask(), 'already-asked')
  assert.match((await clinic.mailsTo(email)).at(-1)?.text ?? '', /move to another address in 3 days/)
  assert.ok(
    !(await clinic.mailsTo(email)).some(({ text }) => text.includes(fresh)),
    'the old mailbox is not told the new',
  )
  moved = 80 * HOUR
  assert.equal(await clinic.accounts.moves.finishDue(), 0, 'nobody has confirmed the new one')
  const token = await clinic.tokenFor(fresh)
  assert.deepEqual((await clinic.browser().go('/confirm-move', { token: 'x'.repeat(43) })).body, { status: false })
  assert.deepEqual((await clinic.browser().go('/confirm-move', { token })).body, { status: true })
  moved = 71 * HOUR
  assert.equal(await clinic.accounts.moves.finishDue(), 0, 'the old one may still object')
  moved = 73 * HOUR
  assert.equal(await clinic.accounts.moves.finishDue(), 1)
  assert.equal(await clinic.accounts.sessionOf(browser.request('/get-session')), null)
  assert.equal((await clinic.browser().go('/sign-in/email', { email, password: PASSWORD })).status, 401)
  assert.equal((await clinic.browser().go('/sign-in/email', { email: fresh, password: PASSWORD })).status, 200)
  for (const to of [email, fresh])
    assert.match((await clinic.mailsTo(to)).at(-1)?.text ?? '', /address of your account was changed/)
  moved = 0
  const { rows } = await clinic.store.owner.query<{ about: object }>(
    `SELECT about FROM audit.events WHERE chain_id = $1 AND act = 'address.move-asked'`,
    [manager.account],
  )
  assert.deepEqual(rows.at(-1)?.about, { account, identityCheckedBy: 'in-person' })
})

test('who still reads the old address stops the move with the link of the mail', async () => {
  const manager = await member('manager')
  const { email, account } = await clinic.signedIn()
  const fresh = newAddress()
  const asked = await staff.moveAddress(await clinic.sessionOf(manager.browser), {
    ...{ account, newAddress: fresh, reason: 'Says so on the telephone', identityCheckedBy: 'call-back' },
  })
  assert.equal(asked.type, 'ok')
  await clinic.browser().go('/confirm-move', { token: await clinic.tokenFor(fresh) })
  const stopped = await clinic.browser().go('/stop-recovery', { token: await clinic.tokenFor(email) })
  assert.deepEqual(stopped.body, { status: true })
  moved = 80 * HOUR
  assert.equal(await clinic.accounts.moves.finishDue(), 0)
  moved = 0
  assert.equal(await clinic.accounts.addressOf(account), email)
})

test('what a manager asked for who was let go since is not carried out, and may be asked for anew', async () => {
  const [former, manager] = [await member('manager'), await member('manager')]
  const moving = await clinic.signedIn()
  const locked = await clinic.withSecondFactor()
  const fresh = newAddress()
  const ask = async (by: Person): Promise<string[]> => {
    const session = await clinic.sessionOf(by.browser)
    const checked = { reason: 'Says so', identityCheckedBy: 'call-back' } as const
    const asked = [
      await staff.moveAddress(session, { account: moving.account, newAddress: fresh, ...checked }),
      await staff.recoverSecondFactor(session, { account: locked.account, ...checked }),
    ]
    return asked.map((one) => (one.type === 'ok' ? 'ok' : one.error.code))
  }
  assert.deepEqual(await ask(former), ['ok', 'ok'])
  await clinic.browser().go('/confirm-move', { token: await clinic.tokenFor(fresh) })
  await clinic.store.owner.query('UPDATE access.staff_roles SET ended_at = now() WHERE account_id = $1', [
    former.account,
  ])
  moved = 80 * HOUR
  assert.deepEqual([await clinic.accounts.moves.finishDue(), await clinic.accounts.recoveries.finishDue()], [0, 0])
  moved = 0
  assert.equal(await clinic.accounts.addressOf(moving.account), moving.email)
  assert.deepEqual(await ask(manager), ['ok', 'ok'])
})

test('after a death the account is shut and told of it, so that a mistake comes to light', async () => {
  const manager = await member('manager')
  const self = await clinic.signedIn()
  const phone = softwareAuthenticator({ origin: ORIGIN })
  assert.equal(await register(self.browser, phone), 200)
  const patient = await clinic.store.newPatient()
  await clinic.store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [patient, self.account],
  )
  const closed = await staff.recordDeath(await clinic.sessionOf(manager.browser), {
    patient,
    informedBy: 'physician',
    reason: 'Letter of the practice',
    keepUntil: '2036-01-01',
  })
  assert.equal(closed.type, 'ok')
  assert.equal(await clinic.accounts.sessionOf(self.browser.request('/get-session')), null)
  const { status } = await clinic.browser().go('/sign-in/email', { email: self.email, password: PASSWORD })
  assert.equal(status, 401)
  assert.equal(await signInWith(phone), 401)
  const mail = (await clinic.mailsTo(self.email)).at(-1)
  assert.equal(mail?.subject, 'About your account')
  assert.match(mail?.text ?? '', /please call the clinic/)
})

test('two accounts of one person: both are written to, and each is confirmed from its own session', async () => {
  const manager = await member('manager')
  const [from, into] = [await clinic.signedIn(), await clinic.signedIn()]
  const asked = await staff.askMerge(await clinic.sessionOf(manager.browser), {
    from: from.account,
    into: into.account,
    reason: 'Signed up twice',
  })
  assert.ok(asked.type === 'ok')
  for (const { email } of [from, into]) {
    const texts = (await clinic.mailsTo(email)).map(({ text }) => text)
    assert.ok(texts.some((text) => text.includes(`/account/merge/${asked.mergeId}`)))
  }
  const confirm = async (by: Person): Promise<string> =>
    (await staff.confirmMerge(await clinic.sessionOf(by.browser), asked.mergeId)).type
  assert.equal(await confirm(into), 'waiting')
  assert.equal(await confirm(from), 'done')
  assert.equal(await clinic.accounts.sessionOf(from.browser.request('/get-session')), null)
})

test('a colleague who leaves is out with the next request', async () => {
  const administrator = await member('administrator')
  const practitioner = await member('practitioner')
  const gone = await staff.letGo(await clinic.sessionOf(administrator.browser), {
    account: practitioner.account,
    reason: 'end-of-contract',
    closeAccount: true,
  })
  assert.ok(gone.type === 'ok' && gone.sessions === 1)
  assert.equal(await clinic.accounts.sessionOf(practitioner.browser.request('/get-session')), null)
})

test('nothing of all this went wrong inside', () => {
  assert.deepEqual(clinic.faults, [])
})
