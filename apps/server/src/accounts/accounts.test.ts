import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { appCode, newAddress, PASSWORD, startTestClinic, type TestClinic } from './testing.ts'

let clinic: TestClinic
before(async () => {
  clinic = await startTestClinic()
})
after(() => clinic.end())

test('somebody signs up, confirms the address from the mail, and signs in; the clinic’s record has the same id', async () => {
  const browser = clinic.browser()
  const email = newAddress()
  await browser.go('/sign-up/email', { email, password: PASSWORD, name: 'Ada' })
  const early = await browser.go('/sign-in/email', { email, password: PASSWORD })
  assert.equal(early.status, 403)
  const [mail] = await clinic.mailsTo(email)
  assert.equal(mail.subject, 'Please confirm your address')
  assert.equal(
    (await browser.go('/confirm-address', { token: await clinic.tokenFor(email), password: PASSWORD })).status,
    200,
  )
  assert.equal((await browser.go('/sign-in/email', { email, password: PASSWORD })).status, 200)
  const session = await clinic.accounts.sessionOf(browser.request('/get-session'))
  assert.ok(session)
  assert.equal(session.fresh, true)
  const { rows } = await clinic.store.owner.query('SELECT display_name FROM access.accounts WHERE account_id = $1', [
    session.account,
  ])
  assert.deepEqual(rows, [{ display_name: 'Ada' }])
})

test('who made an account with a stranger’s address does not share it when the stranger confirms', async () => {
  const email = newAddress()
  const intruder = clinic.browser()
  await intruder.go('/sign-up/email', { email, password: 'the intruder picked this', name: 'Not Ada' })
  const owner = clinic.browser()
  const confirmed = await owner.go('/confirm-address', { token: await clinic.tokenFor(email), password: PASSWORD })
  assert.equal(confirmed.status, 401)
  assert.notEqual((await intruder.go('/sign-in/email', { email, password: 'the intruder picked this' })).status, 200)
  await owner.go('/sign-up/email', { email, password: PASSWORD, name: 'Ada' })
  assert.equal(
    (await owner.go('/confirm-address', { token: await clinic.tokenFor(email), password: PASSWORD })).status,
    200,
  )
  assert.equal((await intruder.go('/sign-in/email', { email, password: 'the intruder picked this' })).status, 401)
  assert.equal((await owner.go('/sign-in/email', { email, password: PASSWORD })).status, 200)
})

test('a link that somebody made up confirms nothing and tries no password', async () => {
  const { email } = await clinic.signedUp()
  const made = ['{"alg":"HS256"}', JSON.stringify({ email }), 'x']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')
  const answers = await Promise.all(
    [PASSWORD, 'another one entirely'].map((password) =>
      clinic.browser().go('/confirm-address', { token: made, password }),
    ),
  )
  assert.deepEqual(answers[0], answers[1])
  assert.equal(answers[0].status, 401)
})

test('an address that is known and one that is not get the same answers, in about the same time', async () => {
  const { email: known } = await clinic.signedUp()
  const shapeOf = (body: unknown): unknown =>
    JSON.stringify(body, (_, value: unknown) =>
      typeof value === 'string' ? (value.length > 20 ? 'long' : 'text') : value,
    )
  const times: Record<string, number[]> = { known: [], unknown: [] }
  for (const [path, body] of [
    ['/sign-up/email', { password: PASSWORD, name: 'Ada' }],
    ['/sign-in/email', { password: 'not the password' }],
    ['/request-password-reset', {}],
    ['/send-verification-email', {}],
  ] as const) {
    const [one, other] = [
      await clinic.browser().go(path, { ...body, email: known }),
      await clinic.browser().go(path, { ...body, email: newAddress() }),
    ]
    assert.equal(one.status, other.status, path)
    assert.equal(shapeOf(one.body), shapeOf(other.body), path)
  }
  for (let n = 0; n < 4; n++) {
    for (const [kind, email] of [
      ['known', known],
      ['unknown', newAddress()],
    ]) {
      const begun = performance.now()
      await clinic.browser().go('/sign-in/email', { email, password: `wrong ${String(n)}` })
      times[kind].push(performance.now() - begun)
    }
  }
  const median = (all: number[]): number => all.sort((a, b) => a - b)[2]
  const ratio = median(times.known) / median(times.unknown)
  assert.ok(ratio > 0.3 && ratio < 3, `a known address takes ${ratio.toFixed(2)} times as long`)
})

test('passwords: long ones of any kind, but none that is guessed first', async () => {
  const email = newAddress()
  const codes: Record<string, string> = {}
  for (const password of [
    'short',
    'Password1234!',
    '123456789012',
    'aaaaaaaaaaaaaaaa',
    'qwertyuiop1234',
    'migraine2024!!',
    'iloveyouiloveyou',
  ]) {
    const { status, body } = await clinic.browser().go('/sign-up/email', { email, password, name: 'Ada' })
    assert.equal(status, 400, password)
    codes[password] = body.code as string
  }
  assert.equal(codes.short, 'PASSWORD_TOO_SHORT')
  assert.equal(codes['Password1234!'], 'PASSWORD_TOO_COMMON')
  const named = await clinic.browser().go('/sign-up/email', {
    email: 'brunhilde.kowalski@example.org',
    password: 'brunhildekowalski1987',
    name: 'Brunhilde Kowalski',
  })
  assert.equal(named.body.code, 'PASSWORD_SAYS_WHO_YOU_ARE')
})

test('after five wrong passwords from one address the account waits, also for a server that starts anew', async () => {
  const { email } = await clinic.signedUp()
  const guesser = clinic.browser()
  for (let n = 0; n < 5; n++)
    assert.equal((await guesser.go('/sign-in/email', { email, password: `wrong number ${String(n)}` })).status, 401)
  assert.equal((await guesser.go('/sign-in/email', { email, password: PASSWORD })).status, 429)
  const restarted = clinic.newAccounts()
  const again = new Request(guesser.request('/sign-in/email', { email, password: PASSWORD }))
  const answer = await restarted.handler(again, guesser.address)
  await restarted.close()
  assert.equal(answer.status, 429)
  assert.ok(Number(answer.headers.get('retry-after')) > 0)
  const elsewhere = clinic.browser()
  assert.equal((await elsewhere.go('/sign-in/email', { email, password: PASSWORD })).status, 200)
})

test('many guesses at once do not slip through the count, and an address that nobody has locks alike', async () => {
  const { email } = await clinic.signedUp()
  for (const address of [email, newAddress()]) {
    const guesser = clinic.browser()
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        guesser.go('/sign-in/email', { email: address, password: `wrong ${String(n)}` }),
      ),
    )
    assert.equal(answers.filter(({ status }) => status === 401).length, 5)
    assert.equal(answers.filter(({ status }) => status === 429).length, 7)
  }
})

test('a client does not choose the address by which it is counted', async () => {
  const { email } = await clinic.signedUp()
  const statuses: number[] = []
  for (let n = 0; n < 6; n++) {
    const sly = clinic
      .browser()
      .request(
        '/sign-in/email',
        { email, password: 'wrong again' },
        { 'x-clearday-client-address': `198.51.100.${String(n)}`, 'x-forwarded-for': `198.51.100.${String(n)}` },
      )
    statuses.push((await clinic.accounts.handler(sly, '192.0.2.7')).status)
  }
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429])
})

test('a new password by mail: the link works once, ends all sessions, and the person is told', async () => {
  const { browser, email } = await clinic.signedIn()
  await clinic.browser().go('/request-password-reset', { email })
  const token = await clinic.tokenFor(email)
  const next = 'granite umbrella 9 sofa'
  assert.equal((await clinic.browser().go('/reset-password', { token, newPassword: 'password1234' })).status, 400)
  assert.equal((await clinic.browser().go('/reset-password', { token, newPassword: next })).status, 200)
  assert.equal((await clinic.browser().go('/reset-password', { token, newPassword: next })).status, 400)
  assert.equal(await clinic.accounts.sessionOf(browser.request('/get-session')), null)
  assert.equal((await clinic.browser().go('/sign-in/email', { email, password: PASSWORD })).status, 401)
  assert.equal((await clinic.browser().go('/sign-in/email', { email, password: next })).status, 200)
  assert.match((await clinic.mailsTo(email)).at(-1)?.text ?? '', /Your password was changed/)
  const { rows } = await clinic.store.owner.query<{ row: string }>('SELECT p::text AS row FROM auth.pending p')
  assert.ok(rows.every(({ row }) => !row.includes(token)))
})

test('nobody’s mailbox is filled: an hour’s sixth reset mail is not sent, with the same answer', async () => {
  const { email } = await clinic.signedUp()
  for (let n = 0; n < 7; n++)
    assert.equal((await clinic.browser().go('/request-password-reset', { email })).status, 200)
  assert.equal((await clinic.mailsTo(email)).filter(({ subject }) => subject === 'Your link').length, 5)
})

test('a second step: the password alone opens nothing, the app’s code does, and a recovery code works once', async () => {
  const { email, uri, codes } = await clinic.withSecondFactor()
  const told = (await clinic.mailsTo(email)).map(({ text }) => text)
  assert.equal(told.filter((text) => /A second step .* was added/.test(text)).length, 1)
  assert.ok(!told.some((text) => text.includes('being set up')))
  const browser = clinic.browser()
  const first = await browser.go('/sign-in/email', { email, password: PASSWORD })
  assert.equal(first.body.twoFactorRedirect, true)
  assert.equal(await clinic.accounts.sessionOf(browser.request('/get-session')), null)
  assert.equal((await browser.go('/two-factor/verify-totp', { code: '000000' })).status, 401)
  assert.equal((await browser.go('/two-factor/verify-totp', { code: appCode(uri), trustDevice: true })).status, 400)
  assert.equal((await browser.go('/two-factor/verify-totp', { code: appCode(uri) })).status, 200)
  assert.equal((await clinic.accounts.sessionOf(browser.request('/get-session')))?.hasSecondFactor, true)
  for (const status of [200, 401]) {
    const other = clinic.browser()
    await other.go('/sign-in/email', { email, password: PASSWORD })
    assert.equal((await other.go('/two-factor/verify-backup-code', { code: codes[0] })).status, status)
  }
  const session = await clinic.accounts.sessionOf(browser.request('/get-session'))
  assert.equal(await clinic.accounts.recoveryCodesLeft(session?.account ?? ''), codes.length - 1)
  assert.equal((await clinic.mailsTo(email)).filter(({ text }) => /second step/.test(text)).length, 1)
})

test('a code of the app lets somebody in once: not again, and not twice at the same moment', async () => {
  const { email, uri } = await clinic.withSecondFactor()
  const code = appCode(uri)
  const browsers = [clinic.browser(), clinic.browser(), clinic.browser()]
  for (const one of browsers) await one.go('/sign-in/email', { email, password: PASSWORD })
  const answers = await Promise.all(browsers.map((one) => one.go('/two-factor/verify-totp', { code })))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401])
  const late = browsers.filter((_, at) => answers[at].status === 401)
  for (const one of late) assert.equal(await clinic.accounts.sessionOf(one.request('/get-session')), null)
  assert.ok(answers.some(({ body }) => body.code === 'CODE_USED'))
  const other = await clinic.withSecondFactor()
  const { rows } = await clinic.store.owner.query<{ row: string }>('SELECT a::text AS row FROM auth.attempts a')
  assert.ok(rows.length > 0 && rows.every(({ row }) => !row.includes(code)))
  // used up for the one account alone, and the next code is taken
  const [stranger, again] = [clinic.browser(), clinic.browser()]
  await stranger.go('/sign-in/email', { email: other.email, password: PASSWORD })
  assert.equal((await stranger.go('/two-factor/verify-totp', { code: appCode(other.uri) })).status, 200)
  await again.go('/sign-in/email', { email, password: PASSWORD })
  assert.equal((await again.go('/two-factor/verify-totp', { code: appCode(uri, 1) })).status, 200)
})

test('a second step is not guessed: ten wrong codes lock it, whatever the number of sign-ins', async () => {
  const { email, uri } = await clinic.withSecondFactor()
  for (let round = 0; round < 2; round++) {
    const guesser = clinic.browser()
    await guesser.go('/sign-in/email', { email, password: PASSWORD })
    for (let n = 0; n < 5; n++) await guesser.go('/two-factor/verify-totp', { code: '000000' })
  }
  const owner = clinic.browser()
  await owner.go('/sign-in/email', { email, password: PASSWORD })
  assert.equal((await owner.go('/two-factor/verify-totp', { code: appCode(uri) })).status, 429)
})

test('the person sees their sessions and ends another one, and the next request of it is nobody’s', async () => {
  const { browser, email } = await clinic.signedIn()
  const other = clinic.browser()
  await other.go('/sign-in/email', { email, password: PASSWORD })
  const listed = await browser.go('/list-sessions')
  assert.equal((listed.body as unknown as unknown[]).length, 2)
  assert.equal((await browser.go('/revoke-other-sessions', {})).status, 200)
  assert.equal(await clinic.accounts.sessionOf(other.request('/get-session')), null)
  assert.ok(await clinic.accounts.sessionOf(browser.request('/get-session')))
})

test('what changes how one signs in asks for the password again after a quarter of an hour', async () => {
  const { browser } = await clinic.signedIn()
  clinic.setClock(() => Date.now() + 16 * 60_000)
  try {
    assert.equal((await clinic.accounts.sessionOf(browser.request('/get-session')))?.fresh, false)
    const refused = await browser.go('/two-factor/enable', { password: PASSWORD })
    assert.deepEqual([refused.status, refused.body.code], [403, 'PROVE_AGAIN'])
    assert.equal((await browser.go('/prove', { password: 'not this one' })).status, 401)
    assert.equal((await browser.go('/prove', { password: PASSWORD })).status, 200)
    assert.equal((await browser.go('/two-factor/enable', { password: PASSWORD })).status, 200)
  } finally {
    clinic.setClock(() => Date.now())
  }
})

test('over https the cookies are __Host-, Secure, HttpOnly and Lax, and a forged or foreign one opens nothing', async () => {
  const browser = clinic.secureBrowser()
  await clinic.signedIn(browser)
  await browser.go('/sign-out', {})
  const { email } = await clinic.signedUp(browser)
  await browser.go('/sign-in/email', { email, password: PASSWORD })
  const cookie = browser.setCookies.find((one) => one.includes('session_token')) ?? ''
  assert.match(cookie, /^__Host-clearday\.session_token=/)
  for (const part of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\//i]) assert.match(cookie, part)
  assert.doesNotMatch(cookie, /Domain/i)
  const { rows } = await clinic.store.owner.query<{ token: string }>('SELECT token FROM auth.sessions')
  for (const { token } of rows) {
    const forged = clinic.secureBrowser()
    forged.cookies.set('__Host-clearday.session_token', `${token}.${encodeURIComponent('AAAA')}`)
    assert.equal(await clinic.secure.sessionOf(forged.request('/get-session')), null)
  }
})

test('another site cannot make a browser act, nor sign it in', async () => {
  const { browser, email } = await clinic.signedIn()
  for (const [path, body] of [
    ['/sign-out', {}],
    ['/revoke-sessions', {}],
    ['/sign-in/email', { email, password: PASSWORD }],
  ] as const) {
    const sent = browser.request(path, body, { origin: 'https://evil.example' })
    assert.equal((await clinic.accounts.handler(sent, browser.address)).status, 403, path)
  }
  assert.ok(await clinic.accounts.sessionOf(browser.request('/get-session')))
})

test('a closed account gets no session, and what the library could do beside is not there', async () => {
  const { browser, email, account } = await clinic.signedIn()
  await clinic.store.owner.query('UPDATE access.accounts SET left_at = now() WHERE account_id = $1', [account])
  await clinic.accounts.endSessions(account)
  assert.equal(await clinic.accounts.sessionOf(browser.request('/get-session')), null)
  assert.equal((await clinic.browser().go('/sign-in/email', { email, password: PASSWORD })).status, 401)
  for (const path of ['/delete-user', '/sign-in/social', '/update-user', '/verify-email', '/two-factor/send-otp'])
    assert.equal((await clinic.browser().go(path, {})).status, 404, path)
})

test('an account that somebody vouches for signs in at once; its address is taken', async () => {
  const email = newAddress()
  const added = await clinic.accounts.addAccount({ email, name: 'First', password: PASSWORD })
  assert.equal(added.type, 'ok')
  assert.equal((await clinic.browser().go('/sign-in/email', { email, password: PASSWORD })).status, 200)
  const again = await clinic.accounts.addAccount({ email, name: 'First', password: PASSWORD })
  assert.ok(again.type === 'error' && again.error.code === 'address-taken')
})

test('a new address is agreed to from the old one, then confirmed from the new one', async () => {
  const { browser, email } = await clinic.signedIn()
  const newEmail = newAddress()
  assert.equal((await browser.go('/change-email', { newEmail })).status, 200)
  assert.equal((await browser.go('/confirm-address', { token: await clinic.tokenFor(email) })).status, 200)
  assert.equal((await browser.go('/confirm-address', { token: await clinic.tokenFor(newEmail) })).status, 200)
  assert.equal((await clinic.browser().go('/sign-in/email', { email: newEmail, password: PASSWORD })).status, 200)
  assert.equal((await clinic.browser().go('/sign-in/email', { email, password: PASSWORD })).status, 401)
})

test('a person puts their own name right, and nobody that of another', async () => {
  const { browser } = await clinic.signedIn()
  for (const name of ['', ' ', 'x'.repeat(201)]) assert.equal((await browser.go('/name', { name })).status, 400)
  assert.equal((await browser.go('/name', { name: ' Ada L. ' })).status, 200)
  assert.equal((await clinic.sessionOf(browser)).name, 'Ada L.')
  assert.equal((await clinic.browser().go('/name', { name: 'Eve' })).status, 401)
})

test('an account is written to in the language that was chosen when it was made, until its person chooses another', async () => {
  const { account, browser, email } = await clinic.signedIn()
  assert.equal((await clinic.sessionOf(browser)).language, 'en')
  assert.equal((await browser.go('/language', { language: 'tlh' })).status, 400)
  assert.equal((await browser.go('/language', { language: 'es' })).status, 200)
  assert.equal((await clinic.sessionOf(browser)).language, 'es')
  assert.equal((await clinic.browser().go('/language', { language: 'en' })).status, 401, 'of others nobody chooses')
  const fresh = newAddress()
  const made = { email: fresh, name: 'Ana', password: PASSWORD, language: 'es' }
  assert.equal((await clinic.browser().go('/sign-up/email', { ...made, language: 'x' })).status, 400)
  assert.equal((await clinic.browser().go('/sign-up/email', made)).status, 200)
  const { rows } = await clinic.store.owner.query<{ language: string }>(
    'SELECT language FROM auth.people WHERE email = ANY ($1)',
    [[fresh, email]],
  )
  assert.deepEqual(rows, [{ language: 'es' }, { language: 'es' }])
  assert.equal(await clinic.accounts.addressOf(account), email)
})

test('no title of a mail says what it is about, and no link is in a title', async () => {
  await clinic.accounts.settled()
  assert.ok(clinic.arrived.length > 5)
  for (const { subject } of clinic.arrived)
    assert.match(subject, /^(Please confirm your address|About your account|Your link)$/)
})

test('nothing of all this went wrong inside', () => {
  assert.deepEqual(clinic.faults, [])
})
