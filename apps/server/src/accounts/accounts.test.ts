import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openAccount, rolePassword } from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'
import { simpleParser } from 'mailparser'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { createAccounts, type Accounts } from './create-accounts.ts'

const SECRET = 'k9J2mX7qLw4Zr8Tn5Vb1Yc6Hd3Fg0Ps_'
const PASSWORD = 'velvet tractor onion 47'
const FAULTS: string[] = []

interface Arrived {
  readonly to: string
  readonly subject: string
  readonly text: string
}

let store: TestStore
let smtp: SMTPServer
let accounts: Accounts
let secure: Accounts
const arrived: Arrived[] = []
let clock = (): number => Date.now()

before(async () => {
  store = await startTestStore()
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      simpleParser(stream).then(
        ({ subject = '', text = '' }) => {
          const [to] = session.envelope.rcptTo
          arrived.push({ to: to.address, subject, text })
          done()
        },
        (error: unknown) => {
          done(error as Error)
        },
      )
    },
  })
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready))
  accounts = newAccounts('http://localhost:4173')
  secure = newAccounts('https://clinic.example.org')
})
after(async () => {
  await accounts.close()
  await secure.close()
  await new Promise<void>((done) => {
    smtp.close(done)
  })
  await store.end()
})

function newAccounts(baseUrl: string): Accounts {
  const { port } = smtp.server.address() as { port: number }
  const transport = createTransport({ host: '127.0.0.1', port, secure: false })
  const { host, port: database, database: name } = store.owner
  return createAccounts({
    authConnection: {
      host,
      port: database,
      database: name ?? '',
      user: store.roles.auth,
      password: rolePassword('of a test', store.roles.auth),
    },
    baseUrl,
    secret: SECRET,
    sendMail: async ({ to, subject, text }) => {
      await transport.sendMail({ from: 'clinic@example.org', to, subject, text })
    },
    now: () => clock(),
    mayHaveSession: (account, display) => openAccount(store.app, account, display),
    fault: (code) => FAULTS.push(code),
  })
}

/** A browser: keeps cookies, sends its origin, comes from an address of its own. */
class Browser {
  readonly cookies = new Map<string, string>()
  readonly from: Accounts
  readonly origin: string
  readonly address: string
  setCookies: string[] = []

  constructor(from = accounts, origin = 'http://localhost:4173') {
    this.from = from
    this.origin = origin
    this.address = `203.0.113.${String(Math.floor(Math.random() * 250))}`
  }

  request(path: string, body?: unknown, more: Record<string, string> = {}): Request {
    const headers = {
      origin: this.origin,
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...more,
    }
    return new Request(`${this.origin}/api/auth${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: this.cookies.size === 0 ? without(headers, 'cookie') : headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  async go(path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await this.from.handler(this.request(path, body), this.address)
    this.setCookies = response.headers.getSetCookie()
    for (const one of this.setCookies) {
      const [pair, ...rest] = one.split(';')
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      if (value === '' || rest.some((part) => /max-age=0/i.test(part))) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const text = await response.text()
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> }
  }
}

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([one]) => one !== name))
}

const newAddress = (): string => `p-${randomUUID()}@example.org`

async function mailsTo(address: string): Promise<Arrived[]> {
  await accounts.settled()
  await secure.settled()
  return arrived.filter(({ to }) => to === address)
}

/** The token of the last mail to an address. */
async function tokenFor(address: string): Promise<string> {
  const mails = await mailsTo(address)
  const found = /#token=(\S+)/.exec(mails.findLast(({ text }) => text.includes('#token='))?.text ?? '')
  assert.ok(found, 'there is a link in the last mail')
  return found[1]
}

async function signedUp(browser = new Browser()): Promise<{ browser: Browser; email: string }> {
  const email = newAddress()
  assert.equal((await browser.go('/sign-up/email', { email, password: PASSWORD, name: 'Ada' })).status, 200)
  const confirmed = await browser.go('/confirm-address', { token: await tokenFor(email), password: PASSWORD })
  assert.equal(confirmed.status, 200)
  return { browser, email }
}

async function signedIn(browser = new Browser()): Promise<{ browser: Browser; email: string; account: string }> {
  const { email } = await signedUp(browser)
  assert.equal((await browser.go('/sign-in/email', { email, password: PASSWORD })).status, 200)
  const session = await browser.from.sessionOf(browser.request('/get-session'))
  assert.ok(session)
  return { browser, email, account: session.account }
}

/** What an authenticator app shows (RFC 6238: SHA-1, 30 s, six digits), for the secret of an otpauth address. */
function appCode(uri: string, at = Date.now()): string {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const bits = [...secret]
    .map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = mac[19] & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function withSecondFactor(): Promise<{
  browser: Browser
  email: string
  account: string
  uri: string
  codes: string[]
}> {
  const one = await signedIn()
  const enabled = await one.browser.go('/two-factor/enable', { password: PASSWORD })
  assert.equal(enabled.status, 200)
  const uri = enabled.body.totpURI as string
  assert.equal((await one.browser.go('/two-factor/verify-totp', { code: appCode(uri) })).status, 200)
  return { ...one, uri, codes: enabled.body.backupCodes as string[] }
}

test('somebody signs up, confirms the address from the mail, and signs in; the clinic’s record has the same id', async () => {
  const browser = new Browser()
  const email = newAddress()
  await browser.go('/sign-up/email', { email, password: PASSWORD, name: 'Ada' })
  const early = await browser.go('/sign-in/email', { email, password: PASSWORD })
  assert.equal(early.status, 403)
  const [mail] = await mailsTo(email)
  assert.equal(mail.subject, 'Please confirm your address')
  assert.equal((await browser.go('/confirm-address', { token: await tokenFor(email), password: PASSWORD })).status, 200)
  assert.equal((await browser.go('/sign-in/email', { email, password: PASSWORD })).status, 200)
  const session = await accounts.sessionOf(browser.request('/get-session'))
  assert.ok(session)
  assert.equal(session.fresh, true)
  const { rows } = await store.owner.query('SELECT display_name FROM access.accounts WHERE account_id = $1', [
    session.account,
  ])
  assert.deepEqual(rows, [{ display_name: 'Ada' }])
})

test('no title of a mail says what it is about, and no link is in a title', async () => {
  await signedUp()
  await accounts.settled()
  for (const { subject } of arrived)
    assert.match(subject, /^(Please confirm your address|About your account|Your link)$/)
})

test('who made an account with a stranger’s address does not share it when the stranger confirms', async () => {
  const email = newAddress()
  const intruder = new Browser()
  await intruder.go('/sign-up/email', { email, password: 'the intruder picked this', name: 'Not Ada' })
  const owner = new Browser()
  const confirmed = await owner.go('/confirm-address', { token: await tokenFor(email), password: PASSWORD })
  assert.equal(confirmed.status, 401)
  assert.notEqual((await intruder.go('/sign-in/email', { email, password: 'the intruder picked this' })).status, 200)
  await owner.go('/sign-up/email', { email, password: PASSWORD, name: 'Ada' })
  assert.equal((await owner.go('/confirm-address', { token: await tokenFor(email), password: PASSWORD })).status, 200)
  assert.equal((await intruder.go('/sign-in/email', { email, password: 'the intruder picked this' })).status, 401)
  assert.equal((await owner.go('/sign-in/email', { email, password: PASSWORD })).status, 200)
})

test('a link that somebody made up confirms nothing and tries no password', async () => {
  const { email } = await signedUp()
  const made = ['{"alg":"HS256"}', JSON.stringify({ email }), 'x']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')
  const answers = await Promise.all(
    [PASSWORD, 'another one entirely'].map((password) =>
      new Browser().go('/confirm-address', { token: made, password }),
    ),
  )
  assert.deepEqual(answers[0], answers[1])
  assert.equal(answers[0].status, 401)
})

test('an address that is known and one that is not get the same answers, in about the same time', async () => {
  const { email: known } = await signedUp()
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
      await new Browser().go(path, { ...body, email: known }),
      await new Browser().go(path, { ...body, email: newAddress() }),
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
      await new Browser().go('/sign-in/email', { email, password: `wrong ${String(n)}` })
      times[kind].push(performance.now() - begun)
    }
  }
  const median = (all: number[]): number => all.sort((a, b) => a - b)[2]
  const ratio = median(times.known) / median(times.unknown)
  assert.ok(ratio > 0.5 && ratio < 2, `a known address takes ${ratio.toFixed(2)} times as long`)
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
    const { status, body } = await new Browser().go('/sign-up/email', { email, password, name: 'Ada' })
    assert.equal(status, 400, password)
    codes[password] = body.code as string
  }
  assert.equal(codes.short, 'PASSWORD_TOO_SHORT')
  assert.equal(codes['Password1234!'], 'PASSWORD_TOO_COMMON')
  const named = await new Browser().go('/sign-up/email', {
    email: 'brunhilde.kowalski@example.org',
    password: 'brunhildekowalski1987',
    name: 'Brunhilde Kowalski',
  })
  assert.equal(named.body.code, 'PASSWORD_SAYS_WHO_YOU_ARE')
})

test('after five wrong passwords from one address the account waits, also for a server that starts anew', async () => {
  const { email } = await signedUp()
  const guesser = new Browser()
  for (let n = 0; n < 5; n++)
    assert.equal((await guesser.go('/sign-in/email', { email, password: `wrong number ${String(n)}` })).status, 401)
  assert.equal((await guesser.go('/sign-in/email', { email, password: PASSWORD })).status, 429)
  const restarted = newAccounts('http://localhost:4173')
  const again = new Request(guesser.request('/sign-in/email', { email, password: PASSWORD }))
  const answer = await restarted.handler(again, guesser.address)
  await restarted.close()
  assert.equal(answer.status, 429)
  assert.ok(Number(answer.headers.get('retry-after')) > 0)
  const elsewhere = new Browser()
  assert.equal((await elsewhere.go('/sign-in/email', { email, password: PASSWORD })).status, 200)
})

test('many guesses at once do not slip through the count, and an address that nobody has locks alike', async () => {
  const { email } = await signedUp()
  for (const address of [email, newAddress()]) {
    const guesser = new Browser()
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
  const { email } = await signedUp()
  const statuses: number[] = []
  for (let n = 0; n < 6; n++) {
    const sly = new Browser().request(
      '/sign-in/email',
      { email, password: 'wrong again' },
      { 'x-clearday-client-address': `198.51.100.${String(n)}`, 'x-forwarded-for': `198.51.100.${String(n)}` },
    )
    statuses.push((await accounts.handler(sly, '192.0.2.7')).status)
  }
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429])
})

test('a new password by mail: the link works once, ends all sessions, and the person is told', async () => {
  const { browser, email } = await signedIn()
  await new Browser().go('/request-password-reset', { email })
  const token = await tokenFor(email)
  const next = 'granite umbrella 9 sofa'
  assert.equal((await new Browser().go('/reset-password', { token, newPassword: 'password1234' })).status, 400)
  assert.equal((await new Browser().go('/reset-password', { token, newPassword: next })).status, 200)
  assert.equal((await new Browser().go('/reset-password', { token, newPassword: next })).status, 400)
  assert.equal(await accounts.sessionOf(browser.request('/get-session')), null)
  assert.equal((await new Browser().go('/sign-in/email', { email, password: PASSWORD })).status, 401)
  assert.equal((await new Browser().go('/sign-in/email', { email, password: next })).status, 200)
  assert.match((await mailsTo(email)).at(-1)?.text ?? '', /Your password was changed/)
  const { rows } = await store.owner.query<{ row: string }>('SELECT p::text AS row FROM auth.pending p')
  assert.ok(rows.every(({ row }) => !row.includes(token)))
})

test('nobody’s mailbox is filled: an hour’s sixth reset mail is not sent, with the same answer', async () => {
  const { email } = await signedUp()
  for (let n = 0; n < 7; n++) assert.equal((await new Browser().go('/request-password-reset', { email })).status, 200)
  assert.equal((await mailsTo(email)).filter(({ subject }) => subject === 'Your link').length, 5)
})

test('a second step: the password alone opens nothing, the app’s code does, and a recovery code works once', async () => {
  const { email, uri, codes } = await withSecondFactor()
  const browser = new Browser()
  const first = await browser.go('/sign-in/email', { email, password: PASSWORD })
  assert.equal(first.body.twoFactorRedirect, true)
  assert.equal(await accounts.sessionOf(browser.request('/get-session')), null)
  assert.equal((await browser.go('/two-factor/verify-totp', { code: '000000' })).status, 401)
  assert.equal((await browser.go('/two-factor/verify-totp', { code: appCode(uri), trustDevice: true })).status, 400)
  assert.equal((await browser.go('/two-factor/verify-totp', { code: appCode(uri) })).status, 200)
  assert.equal((await accounts.sessionOf(browser.request('/get-session')))?.hasSecondFactor, true)
  for (const status of [200, 401]) {
    const other = new Browser()
    await other.go('/sign-in/email', { email, password: PASSWORD })
    assert.equal((await other.go('/two-factor/verify-backup-code', { code: codes[0] })).status, status)
  }
})

test('a second step is not guessed: ten wrong codes lock it, whatever the number of sign-ins', async () => {
  const { email, uri } = await withSecondFactor()
  for (let round = 0; round < 2; round++) {
    const guesser = new Browser()
    await guesser.go('/sign-in/email', { email, password: PASSWORD })
    for (let n = 0; n < 5; n++) await guesser.go('/two-factor/verify-totp', { code: '000000' })
  }
  const owner = new Browser()
  await owner.go('/sign-in/email', { email, password: PASSWORD })
  assert.equal((await owner.go('/two-factor/verify-totp', { code: appCode(uri) })).status, 429)
})

test('the person sees their sessions and ends another one, and the next request of it is nobody’s', async () => {
  const { browser, email } = await signedIn()
  const other = new Browser()
  await other.go('/sign-in/email', { email, password: PASSWORD })
  const listed = await browser.go('/list-sessions')
  assert.equal((listed.body as unknown as unknown[]).length, 2)
  assert.equal((await browser.go('/revoke-other-sessions', {})).status, 200)
  assert.equal(await accounts.sessionOf(other.request('/get-session')), null)
  assert.ok(await accounts.sessionOf(browser.request('/get-session')))
})

test('what changes how one signs in asks for the password again after a quarter of an hour', async () => {
  const { browser } = await signedIn()
  clock = () => Date.now() + 16 * 60_000
  try {
    assert.equal((await accounts.sessionOf(browser.request('/get-session')))?.fresh, false)
    const refused = await browser.go('/two-factor/enable', { password: PASSWORD })
    assert.deepEqual([refused.status, refused.body.code], [403, 'PROVE_AGAIN'])
    assert.equal((await browser.go('/prove', { password: 'not this one' })).status, 401)
    assert.equal((await browser.go('/prove', { password: PASSWORD })).status, 200)
    assert.equal((await browser.go('/two-factor/enable', { password: PASSWORD })).status, 200)
  } finally {
    clock = () => Date.now()
  }
})

test('over https the cookies are __Host-, Secure, HttpOnly and Lax, and a forged or foreign one opens nothing', async () => {
  const browser = new Browser(secure, 'https://clinic.example.org')
  await signedIn(browser)
  await browser.go('/sign-out', {})
  const { email } = await signedUp(browser)
  await browser.go('/sign-in/email', { email, password: PASSWORD })
  const cookie = browser.setCookies.find((one) => one.includes('session_token')) ?? ''
  assert.match(cookie, /^__Host-clearday\.session_token=/)
  for (const part of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\//i]) assert.match(cookie, part)
  assert.doesNotMatch(cookie, /Domain/i)
  const { rows } = await store.owner.query<{ token: string }>('SELECT token FROM auth.sessions')
  for (const { token } of rows) {
    const forged = new Browser(secure, 'https://clinic.example.org')
    forged.cookies.set('__Host-clearday.session_token', `${token}.${encodeURIComponent('AAAA')}`)
    assert.equal(await secure.sessionOf(forged.request('/get-session')), null)
  }
})

test('another site cannot make a browser act, nor sign it in', async () => {
  const { browser, email } = await signedIn()
  for (const [path, body] of [
    ['/sign-out', {}],
    ['/revoke-sessions', {}],
    ['/sign-in/email', { email, password: PASSWORD }],
  ] as const) {
    const sent = browser.request(path, body, { origin: 'https://evil.example' })
    assert.equal((await accounts.handler(sent, browser.address)).status, 403, path)
  }
  assert.ok(await accounts.sessionOf(browser.request('/get-session')))
})

test('a closed account gets no session, and what the library could do beside is not there', async () => {
  const { browser, email, account } = await signedIn()
  await store.owner.query('UPDATE access.accounts SET left_at = now() WHERE account_id = $1', [account])
  await accounts.endSessions(account)
  assert.equal(await accounts.sessionOf(browser.request('/get-session')), null)
  assert.equal((await new Browser().go('/sign-in/email', { email, password: PASSWORD })).status, 401)
  for (const path of ['/delete-user', '/sign-in/social', '/update-user', '/verify-email', '/two-factor/send-otp'])
    assert.equal((await new Browser().go(path, {})).status, 404, path)
})

test('an account that somebody vouches for signs in at once; its address is taken', async () => {
  const email = newAddress()
  const added = await accounts.addAccount({ email, name: 'First', password: PASSWORD })
  assert.equal(added.type, 'ok')
  assert.equal((await new Browser().go('/sign-in/email', { email, password: PASSWORD })).status, 200)
  const again = await accounts.addAccount({ email, name: 'First', password: PASSWORD })
  assert.ok(again.type === 'error' && again.error.code === 'address-taken')
})

test('a new address is agreed to from the old one, then confirmed from the new one', async () => {
  const { browser, email } = await signedIn()
  const newEmail = newAddress()
  assert.equal((await browser.go('/change-email', { newEmail })).status, 200)
  assert.equal((await browser.go('/confirm-address', { token: await tokenFor(email) })).status, 200)
  assert.equal((await browser.go('/confirm-address', { token: await tokenFor(newEmail) })).status, 200)
  assert.equal((await new Browser().go('/sign-in/email', { email: newEmail, password: PASSWORD })).status, 200)
  assert.equal((await new Browser().go('/sign-in/email', { email, password: PASSWORD })).status, 401)
})

test('nothing of all this went wrong inside', () => {
  assert.deepEqual(
    FAULTS.filter((one) => !one.startsWith('APIError')),
    [],
  )
})
