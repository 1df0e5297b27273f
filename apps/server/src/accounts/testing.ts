// For the tests of accounts: a real database, a real mail server, and browsers that keep cookies.
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { openAccount, rolePassword } from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'
import { simpleParser } from 'mailparser'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { createAccounts, type Accounts, type Session } from './create-accounts.ts'

export const PASSWORD = 'velvet tractor onion 47'
export const ORIGIN = 'http://localhost:4173'
const SECURE_ORIGIN = 'https://clinic.example.org'
const SECRET = 'k9J2mX7qLw4Zr8Tn5Vb1Yc6Hd3Fg0Ps_'

export interface Arrived {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Person {
  readonly browser: Browser
  readonly email: string
  readonly account: string
}

export interface TestClinic {
  readonly store: TestStore
  readonly accounts: Accounts
  readonly secure: Accounts
  readonly arrived: readonly Arrived[]
  readonly faults: readonly string[]
  readonly browser: () => Browser
  readonly secureBrowser: () => Browser
  /** @param renewed a secret in place of the one there was. */
  readonly newAccounts: (baseUrl?: string, staffSecondStep?: boolean, renewed?: string) => Accounts
  readonly setClock: (clock: () => number) => void
  readonly mailsTo: (address: string) => Promise<Arrived[]>
  /** The token of the last mail to an address that has one. */
  readonly tokenFor: (address: string) => Promise<string>
  /** Somebody with a confirmed address. */
  readonly signedUp: (browser?: Browser) => Promise<Person>
  readonly signedIn: (browser?: Browser) => Promise<Person>
  readonly sessionOf: (browser: Browser) => Promise<Session>
  readonly withSecondFactor: () => Promise<Person & { readonly uri: string; readonly codes: readonly string[] }>
  readonly end: () => Promise<void>
}

/** Keeps cookies, sends its origin, comes from an address of its own. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly accounts: Accounts
  readonly origin: string
  readonly address: string
  setCookies: string[] = []

  constructor(accounts: Accounts, origin: string, address: string) {
    this.accounts = accounts
    this.origin = origin
    this.address = address
  }

  request(path: string, body?: unknown, more: Readonly<Record<string, string>> = {}): Request {
    const headers = new Headers({ origin: this.origin, ...more })
    if (this.cookies.size > 0)
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    if (body === undefined) return new Request(`${this.origin}/api/auth${path}`, { headers })
    headers.set('content-type', 'application/json')
    return new Request(`${this.origin}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  async go(path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await this.accounts.handler(this.request(path, body), this.address)
    this.setCookies = response.headers.getSetCookie()
    for (const one of this.setCookies) {
      const [pair] = one.split(';')
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      if (value === '' || /; max-age=0/i.test(one)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const text = await response.text()
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> }
  }
}

export const newAddress = (): string => `p-${randomUUID()}@example.org`

/** What an authenticator app shows (RFC 6238: SHA-1, 30 s, six digits), for the secret of an otpauth address. @param ahead in codes. */
export function appCode(uri: string, ahead = 0): string {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function startMailServer(arrived: Arrived[]): Promise<SMTPServer> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      simpleParser(stream).then(
        ({ subject = '', text = '' }) => {
          arrived.push({ to: session.envelope.rcptTo[0].address, subject, text })
          done()
        },
        (error: unknown) => {
          done(error as Error)
        },
      )
    },
  })
  return new Promise((ready) => smtp.listen(0, '127.0.0.1', () => ready(smtp)))
}

export async function startTestClinic(): Promise<TestClinic> {
  const store = await startTestStore()
  const arrived: Arrived[] = []
  const faults: string[] = []
  const smtp = await startMailServer(arrived)
  const transport = createTransport({ host: '127.0.0.1', port: (smtp.server.address() as { port: number }).port })
  let clock = (): number => Date.now()
  const { host, port, database = '' } = store.owner
  const user = store.roles.auth
  const newAccounts = (baseUrl = ORIGIN, staffSecondStep = false, renewed?: string): Accounts =>
    createAccounts({
      authConnection: { host, port, database, user, password: rolePassword('of a test', user) },
      baseUrl,
      staffSecondStep,
      secret: renewed ?? SECRET,
      formerSecrets: renewed === undefined ? [] : [SECRET],
      sendMail: async ({ to, subject, text }) => {
        await transport.sendMail({ from: 'clinic@example.org', to, subject, text })
      },
      now: () => clock(),
      mayHaveSession: (account, name) => openAccount(store.app, account, name),
      fault: (code) => faults.push(code),
    })
  const accounts = newAccounts()
  const secure = newAccounts(SECURE_ORIGIN)
  let browsers = 0
  const address = (): string => `203.0.113.${String(++browsers)}`
  const browser = (): Browser => new Browser(accounts, ORIGIN, address())
  const mailsTo = async (email: string): Promise<Arrived[]> => {
    await Promise.all([accounts.settled(), secure.settled()])
    return arrived.filter(({ to }) => to === email)
  }
  const sessionOf = async (one: Browser): Promise<Session> => {
    const session = await one.accounts.sessionOf(one.request('/get-session'))
    assert.ok(session, 'somebody is signed in')
    return session
  }
  const signedUp = async (one = browser()): Promise<Person> => {
    const email = newAddress()
    const added = await accounts.addAccount({ email, name: 'Ada', password: PASSWORD })
    assert.ok(added.type === 'ok')
    return { browser: one, email, account: added.account }
  }
  const signedIn = async (one = browser()): Promise<Person> => {
    const person = await signedUp(one)
    assert.equal((await one.go('/sign-in/email', { email: person.email, password: PASSWORD })).status, 200)
    return person
  }
  return {
    ...{ store, accounts, secure, arrived, faults, newAccounts, browser, mailsTo, sessionOf, signedUp, signedIn },
    secureBrowser: () => new Browser(secure, SECURE_ORIGIN, address()),
    setClock: (next) => {
      clock = next
    },
    tokenFor: async (email) => {
      const last = (await mailsTo(email)).findLast(({ text }) => text.includes('#token='))
      const found = /#token=(\S+)/.exec(last?.text ?? '')
      assert.ok(found, 'there is a link in a mail')
      return found[1]
    },
    withSecondFactor: async () => {
      const person = await signedIn()
      const enabled = await person.browser.go('/two-factor/enable', { password: PASSWORD })
      const uri = enabled.body.totpURI as string
      assert.equal((await person.browser.go('/two-factor/verify-totp', { code: appCode(uri) })).status, 200)
      return { ...person, uri, codes: enabled.body.backupCodes as string[] }
    },
    end: async () => {
      await accounts.close()
      await secure.close()
      await new Promise<void>((done) => {
        smtp.close(done)
      })
      await store.end()
    },
  }
}
