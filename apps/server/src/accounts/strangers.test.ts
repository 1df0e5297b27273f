import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { appCode, Browser, newAddress, ORIGIN, PASSWORD, startTestClinic, type TestClinic } from './testing.ts'

let clinic: TestClinic
before(async () => {
  clinic = await startTestClinic()
})
after(() => clinic.end())

const signIn = (browser: Browser, email: string, password = PASSWORD) =>
  browser.go('/sign-in/email', { email, password })

/** From so many places that no single one is held up. */
async function guessAt(email: string): Promise<void> {
  await Promise.all(Array.from({ length: 21 }, (_, n) => signIn(clinic.browser(), email, `wrong number ${String(n)}`)))
}

test('whoever is kept out by strangers’ guesses comes in again with a new password, and where they are signed in anyway', async () => {
  const { email, browser: home } = await clinic.signedIn()
  await guessAt(email)
  const away = clinic.browser()
  assert.equal((await signIn(away, email)).status, 429)
  assert.equal((await signIn(home, email)).status, 200, 'where they are signed in, strangers keep nobody out')
  await away.go('/request-password-reset', { email })
  const next = 'granite umbrella 9 sofa'
  const token = await clinic.tokenFor(email)
  assert.equal((await away.go('/reset-password', { token, newPassword: next })).status, 200)
  assert.equal((await signIn(away, email, next)).status, 200)
})

test('who signs up with somebody else’s address neither takes their place nor fills their mailbox', async () => {
  const email = newAddress()
  const mine = 'velvet tractor onion 47'
  await clinic.browser().go('/sign-up/email', { email, name: 'Ana', password: mine })
  for (let n = 0; n < 9; n++)
    await clinic
      .browser()
      .go('/sign-up/email', { email, name: 'Stranger', password: `tulip harbour quartz ${String(n)}5` })
  assert.equal((await clinic.mailsTo(email)).length, 5)
  const token = decodeURIComponent(await clinic.tokenFor(email))
  const browser = clinic.browser()
  assert.equal((await browser.go('/confirm-address', { token, password: 'something else 8 lamp' })).status, 401)
  assert.equal((await browser.go('/confirm-address', { token, password: mine })).status, 200)
  assert.equal((await signIn(browser, email, mine)).status, 200)
  assert.equal((await clinic.sessionOf(browser)).name, 'Ana')
  for (let n = 4; n < 6; n++)
    assert.equal((await signIn(clinic.browser(), email, `tulip harbour quartz ${String(n)}5`)).status, 401)
})

test('a name as long as a book and a password as long as one are refused before anything is worked out from them', async () => {
  const long = 'é '.repeat(100_000)
  const named = await clinic.browser().go('/sign-up/email', { email: newAddress(), name: long, password: PASSWORD })
  assert.deepEqual([named.status, named.body.code], [400, 'TOO_LONG'])
  const reset = await clinic.browser().go('/reset-password', { token: 'x', newPassword: long })
  assert.deepEqual([reset.status, reset.body.code], [400, 'PASSWORD_TOO_LONG'])
})

test('with a new secret of the installation everybody signs in anew, and second steps go on', async () => {
  const { email, uri, codes, browser } = await clinic.withSecondFactor()
  const renewed = clinic.newAccounts(ORIGIN, false, 'aA1bB2cC3dD4eE5fF6gG7hH8iI9jJ0kK_')
  try {
    assert.equal(await renewed.sessionOf(browser.request('/get-session')), null)
    const again = new Browser(renewed, ORIGIN, '203.0.113.250')
    assert.equal((await signIn(again, email)).body.twoFactorRedirect, true)
    assert.equal((await again.go('/two-factor/verify-totp', { code: appCode(uri, 1) })).status, 200)
    const other = new Browser(renewed, ORIGIN, '203.0.113.251')
    await signIn(other, email)
    assert.equal((await other.go('/two-factor/verify-backup-code', { code: codes[0] })).status, 200)
  } finally {
    await renewed.close()
  }
})

test('what goes wrong inside is reported by its code and told without words, and nothing is printed', async (context) => {
  const printed = context.mock.method(console, 'error', () => undefined)
  const { email } = await clinic.signedUp()
  const { owner } = clinic.store
  await owner.query(`ALTER TABLE auth.sessions ADD CONSTRAINT broken CHECK (false) NOT VALID`)
  try {
    const answer = await signIn(clinic.browser(), email)
    assert.ok(answer.status >= 500, String(answer.status))
    assert.doesNotMatch(JSON.stringify(answer.body), /constraint|sessions|broken/)
  } finally {
    await owner.query('ALTER TABLE auth.sessions DROP CONSTRAINT broken')
  }
  assert.equal(printed.mock.callCount(), 0)
  assert.ok(clinic.faults.length > 0)
  assert.doesNotMatch(clinic.faults.join(' '), /constraint|@/)
})

test('an account that the clinic began for somebody stays theirs, whoever signs up with its address', async () => {
  const email = newAddress()
  const account = randomUUID()
  const { owner } = clinic.store
  await owner.query(`INSERT INTO auth.people (id, name, email, email_verified) VALUES ($1, 'Ada', $2, false)`, [
    account,
    email,
  ])
  await clinic.browser().go('/sign-up/email', { email, name: 'Stranger', password: PASSWORD })
  const { rows } = await owner.query<{ id: string; name: string }>(
    'SELECT id, name FROM auth.people WHERE email = $1',
    [email],
  )
  assert.deepEqual(rows, [{ id: account, name: 'Ada' }])
})

test('of two accounts that are to move to one address only the first may, and neither that nor a stranger’s sign-up stops anything', async () => {
  const [mother, child, other] = [await clinic.signedUp(), await clinic.signedUp(), await clinic.signedUp()]
  const target = newAddress()
  const manager = await clinic.signedIn()
  await clinic.store.owner.query(
    `INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'manager', $1)`,
    [manager.account],
  )
  const ask = (account: string) =>
    clinic.accounts.moves.ask({
      ...{ account, askedBy: manager.account, reason: 'lost', newAddress: target },
      identityCheckedBy: 'in-person',
    })
  assert.equal((await ask(mother.account)).type, 'ok')
  const second = await ask(child.account)
  assert.ok(second.type === 'error' && second.error.code === 'address-taken')
  const confirmation = (await clinic.mailsTo(target)).flatMap(
    ({ text }) => /new-address#token=(\S+)/.exec(text)?.[1] ?? [],
  )
  await clinic.browser().go('/sign-up/email', { email: target, name: 'Stranger', password: PASSWORD })
  await clinic.browser().go('/confirm-move', { token: decodeURIComponent(confirmation[0] ?? '') })
  // two that were confirmed before such a rule held: one of them is carried out
  await clinic.store.owner.query(
    `INSERT INTO auth.address_moves (move_id, user_id, new_address, asked_by, reason, identity_checked_by, asked_at, due_at, ends_at,
       objection_hash, confirmation_hash, confirmed_at)
     SELECT gen_random_uuid(), $1, new_address, asked_by, reason, identity_checked_by, asked_at + interval '1 minute', due_at, ends_at,
       objection_hash || 'x', confirmation_hash || 'x', confirmed_at FROM auth.address_moves WHERE user_id = $2`,
    [child.account, mother.account],
  )
  const later = Date.now() + 73 * 3_600_000
  clinic.setClock(() => later)
  try {
    assert.equal((await signIn(clinic.browser(), other.email)).status, 200)
    assert.equal((await signIn(clinic.browser(), other.email)).status, 200)
    assert.equal(await clinic.accounts.addressOf(mother.account), target)
    assert.equal(await clinic.accounts.addressOf(child.account), child.email)
  } finally {
    clinic.setClock(() => Date.now())
  }
})
