// Accounts: signing up and in, proving oneself again, and what a request's session says. The one door to the tables of the sign-in.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { betterAuth, type BetterAuthPlugin } from 'better-auth'
import {
  APIError,
  createAuthEndpoint,
  createEmailVerificationToken,
  isAPIError,
  sessionMiddleware,
} from 'better-auth/api'
import { z } from 'zod'
import type { ConnectionSettings } from '@clearday/store'
import { accountMail, type AccountMail, type SendMail } from './account-mails.ts'
import { addressMoves, type AddressMoves } from './address-moves.ts'
import { countAttempts, PROVING, type AttemptRule, type Attempts } from './attempts.ts'
import { openAuthPool, type AuthDatabase } from './auth-tables.ts'
import { passkeys } from './passkeys.ts'
import { passwordFault, type PasswordFault } from './password-rule.ts'
import { secondFactorRecoveries, type Recoveries } from './second-factor-recovery.ts'
import { isLanguage, LANGUAGES, type Language } from '../mail/mail-texts.ts'
import { ADDRESS_HEADER, BASE_PATH, FRESH_MS, signInOptions, tooMany } from './sign-in-options.ts'
import { waitingSignUps } from './waiting-sign-ups.ts'
import { asksForSecondStep, type Missing } from './staff-second-step.ts'

export interface AccountSettings {
  /** Of the role `auth`. */
  readonly authConnection: ConnectionSettings
  /** The origin that people's browsers show; https makes the cookies secure. */
  readonly baseUrl: string
  /** Signs cookies and links, encrypts second factors. At least 32 random characters. */
  readonly secret: string
  /** Secrets before this one, the newest first: second steps that were encrypted with them are still read. */
  readonly formerSecrets?: readonly string[]
  readonly sendMail: SendMail
  readonly now: () => number
  /** Makes the clinic's record of an account when it first signs in, and says whether the account is open: `openAccount` of the store. */
  readonly mayHaveSession: (account: string, name: string) => Promise<boolean>
  /** Whether whoever holds a role must have a second step; not if absent. */
  readonly staffSecondStep?: boolean
  /** What went wrong inside, without anybody's data. */
  readonly fault?: (code: string) => void
  /** Connections at a time; 5 if absent. */
  readonly connections?: number
}

export interface Session {
  readonly account: string
  readonly sessionId: string
  /** Proved within the last 15 minutes: what is sensitive asks for it. */
  readonly fresh: boolean
  readonly email: string
  readonly name: string
  readonly hasSecondFactor: boolean
  /** What must come before anything else is open to this session. */
  readonly asksFor: Missing
  /** In which the account is written to. */
  readonly language: Language
  /** `Set-Cookie` values that the answer must carry, so that the cookie lives as long as its session. */
  readonly setCookies: readonly string[]
}

export interface Accounts {
  /** Answers `/api/auth/…`. @param address of the client, from the connection or a trusted proxy; the limits count by it. */
  readonly handler: (request: Request, address?: string) => Promise<Response>
  readonly sessionOf: (request: Request) => Promise<Session | null>
  readonly endSessions: (account: string) => Promise<number>
  /** Of the recovery codes of a second step; null where there is none. */
  readonly recoveryCodesLeft: (account: string) => Promise<number | null>
  readonly addressOf: (account: string) => Promise<string | null>
  /** By account; those that are gone have none. */
  readonly addressesOf: (accounts: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** An account whose address somebody vouches for: the first administrator's, those of the demonstration. */
  readonly addAccount: (person: NewPerson) => Promise<PersonAdded>
  readonly recoveries: Recoveries
  readonly moves: AddressMoves
  readonly post: (mail: AccountMail) => void
  /** The address of one of the account's pages. */
  readonly pageOf: (page: string) => string
  /** Drops what is over; for a nightly job. */
  readonly forgetOld: () => Promise<void>
  /** When all mails are handed over. */
  readonly settled: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface NewPerson {
  readonly email: string
  readonly name: string
  readonly password: string
}

export type PersonAdded =
  | { readonly type: 'ok'; readonly account: string }
  | { readonly type: 'error'; readonly error: { readonly code: 'address-taken' | PasswordFault } }

/** Mails with a link that anybody can ask for: so many to one address, then none, with the same answer. */
const MAILED: AttemptRule = { name: 'mailed', most: 5, withinMs: 3_600_000, lockedMs: 3_600_000 }
const ASKED_FOR_BY_ANYBODY = ['verify-address', 'reset-password', 'already-registered']

/** These take as long for an address that is known as for one that is not. */
const EVEN_MS = 400
const EVEN_PATHS = ['/sign-up/email', '/request-password-reset']

/** What is answered; all else of the library is not there. */
const PATHS = new Set([
  ...['POST /sign-up/email', 'POST /sign-in/email', 'POST /sign-out', 'GET /get-session'],
  ...['POST /confirm-address', 'POST /send-verification-email', 'POST /change-email'],
  ...['POST /request-password-reset', 'POST /reset-password', 'POST /change-password'],
  ...['GET /list-sessions', 'POST /revoke-session', 'POST /revoke-sessions', 'POST /revoke-other-sessions'],
  ...['POST /two-factor/enable', 'POST /two-factor/disable', 'POST /two-factor/verify-totp'],
  ...['POST /two-factor/verify-backup-code', 'POST /two-factor/generate-backup-codes'],
  ...['POST /passkey/register-options', 'POST /passkey/register', 'GET /passkey/list', 'POST /passkey/remove'],
  ...['POST /passkey/sign-in-options', 'POST /passkey/sign-in', 'POST /prove', 'POST /stop-recovery'],
  ...['POST /confirm-move', 'POST /language', 'POST /name'],
])

export function createAccounts(settings: AccountSettings): Accounts {
  const { secret, formerSecrets = [], sendMail, now, mayHaveSession } = settings
  const baseUrl = new URL(settings.baseUrl)
  const database = openAuthPool(settings.authConnection, settings.connections ?? 5)
  const attempts = countAttempts(database, secret, now)
  const fault = (error: unknown): void => {
    // a refusal is an answer, not a fault
    if (isAPIError(error) && error.statusCode < 500) return
    settings.fault?.(faultCode(error))
  }
  const running = new Set<Promise<unknown>>()
  const inBackground = (work: Promise<unknown>): void => {
    const done = work.catch(fault).finally(() => running.delete(done))
    running.add(done)
  }
  const deliver = async (mail: AccountMail): Promise<void> => {
    const limited = ASKED_FOR_BY_ANYBODY.includes(mail.kind)
    if (limited && (await attempts.begin(MAILED, [mail.kind, mail.to.toLowerCase()])) > 0) return
    await sendMail(mail)
  }
  // never waited for: how long a mail takes would tell that there is an account
  const post = (mail: AccountMail): void => inBackground(deliver(mail))
  const pageOf = (page: string, token?: string): string =>
    new URL(`/account/${page}${token === undefined ? '' : `#token=${token}`}`, baseUrl).href
  const addressOf = async (account: string): Promise<string | null> => {
    const person = await database.selectFrom('auth.people').select('email').where('id', '=', account).executeTakeFirst()
    return person?.email ?? null
  }
  const addressesOf = async (accounts: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    if (accounts.length === 0) return new Map()
    const people = await database
      .selectFrom('auth.people')
      .select(['id', 'email'])
      .where('id', 'in', accounts)
      .execute()
    return new Map(people.map(({ id, email }) => [id, email]))
  }
  const changed = async (account: string, what: string): Promise<void> => {
    const to = await addressOf(account)
    if (to !== null) post(accountMail('account-changed', { account, to }, { what }))
  }
  const recoveries = secondFactorRecoveries({ database, now, pageOf, post })
  const moves = addressMoves({ database, now, pageOf, post })
  const signUps = waitingSignUps(database, secret, now)
  const asksFor = asksForSecondStep(database, settings.staffSecondStep === true)
  const auth = betterAuth(
    signInOptions({
      ...{
        database,
        baseUrl,
        secret,
        formerSecrets,
        attempts,
        now,
        post,
        pageOf,
        mayHaveSession,
        inBackground,
        asksFor,
        signUps,
      },
      beforeSignIn: async () => {
        // what cannot be finished keeps nobody from signing in
        await recoveries.finishDue().catch(fault)
        await moves.finishDue().catch(fault)
      },
      plugins: [
        passkeys({ database, baseUrl, now, changed }),
        ownSteps(database, attempts, { recoveries, moves }, now),
      ],
    }),
  )

  /** What goes wrong inside is reported without anybody's data, and not told. */
  const handled = async (request: Request): Promise<Response> => {
    try {
      return await auth.handler(request)
    } catch (error) {
      fault(error)
      return refusal(500, 'FAULT', 'Something is wrong with the server, not with what you sent.')
    }
  }

  const confirmAddress = async (request: Request): Promise<Response> => {
    const body = CONFIRMATION.safeParse(await request.json().catch(() => null))
    if (!body.success) return refusal(400, 'INVALID_TOKEN', 'This link is not complete.')
    let { token } = body.data
    const { password = '' } = body.data
    const email = addressToConfirm(token, secret, now())
    if (email !== null) {
      const wait = await attempts.begin(PROVING, ['confirm', email])
      if (wait > 0) return refusal(429, 'TOO_MANY_ATTEMPTS', 'Too many attempts. Wait a while.')
      const context = await auth.$context
      // whoever has the address must also have chosen the password: else a stranger could have made the account and would share it
      const claimed = await signUps.claim(email, (hash) => context.password.verify({ hash, password }))
      if (claimed === null)
        return refusal(401, 'INVALID_PASSWORD', 'Give the password that you chose for this account.')
      await attempts.succeeded(PROVING, ['confirm', email])
      // the link may be that of a sign-up that was set aside for another one meanwhile
      token = await createEmailVerificationToken(context.secret, email, undefined, 60, { userId: claimed })
    }
    const url = new URL(`${BASE_PATH}/verify-email`, baseUrl)
    url.searchParams.set('token', token)
    return handled(new Request(url, { headers: request.headers }))
  }

  const answer = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.slice(BASE_PATH.length)
    if (!PATHS.has(`${request.method} ${path}`)) return refusal(404, 'NOT_FOUND', 'There is nothing here.')
    if (path === '/confirm-address') return confirmAddress(request)
    if (!EVEN_PATHS.includes(path)) return handled(request)
    const [response] = await Promise.all([handled(request), new Promise((done) => setTimeout(done, EVEN_MS))])
    return response
  }

  return {
    recoveries,
    moves,
    post,
    pageOf,
    addressOf,
    addressesOf,
    handler: async (request, address) => {
      const headers = new Headers(request.headers)
      headers.delete(ADDRESS_HEADER)
      if (address !== undefined) headers.set(ADDRESS_HEADER, address)
      const response = await answer(new Request(request, { headers }))
      const kept = new Response(response.body, response)
      kept.headers.set('cache-control', 'no-store')
      return kept
    },
    sessionOf: async (request) => {
      const { headers, response } = await auth.api.getSession({ headers: request.headers, returnHeaders: true })
      if (response === null) return null
      const { session, user } = response
      return {
        account: user.id,
        sessionId: session.id,
        fresh: now() - new Date(session.provedAt).getTime() <= FRESH_MS,
        email: user.email,
        name: user.name,
        hasSecondFactor: user.twoFactorEnabled === true,
        asksFor: await asksFor(user, session),
        language: isLanguage(user.language) ? user.language : 'en',
        setCookies: headers.getSetCookie(),
      }
    },
    recoveryCodesLeft: async (account) => {
      const factor = await database
        .selectFrom('auth.second_factors')
        .select('user_id')
        .where('user_id', '=', account)
        .executeTakeFirst()
      if (factor === undefined) return null
      const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: account } })
      return backupCodes.length
    },
    endSessions: async (account) => {
      const { numDeletedRows } = await database
        .deleteFrom('auth.sessions')
        .where('user_id', '=', account)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
    addAccount: async ({ email, name, password }) => {
      const weak = passwordFault(password, [email, name])
      if (weak !== null) return { type: 'error', error: { code: weak } }
      const context = await auth.$context
      if ((await context.internalAdapter.findUserByEmail(email)) !== null)
        return { type: 'error', error: { code: 'address-taken' } }
      const hash = await context.password.hash(password)
      const user = await context.internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: 'email-password' },
      )
      await context.internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: 'credential',
        password: hash,
      })
      return { type: 'ok', account: user.id }
    },
    forgetOld: attempts.forgetOld,
    settled: async () => {
      while (running.size > 0) await Promise.all(running)
    },
    close: async () => {
      while (running.size > 0) await Promise.all(running)
      await database.destroy()
    },
  }
}

const CONFIRMATION = z.object({ token: z.string().min(1).max(4000), password: z.string().max(1000).optional() })

/**
 * The address that a link of ours confirms for the first time; null for a change of address, which was asked for by who is signed in, and
 * for what has run out or is no link of ours, which the library refuses. The signature comes first: nobody tries passwords with links they made up.
 */
function addressToConfirm(token: string, secret: string, at: number): string | null {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
  const over = typeof said.exp !== 'number' || said.exp * 1000 <= at
  return said.updateTo === undefined && typeof said.email === 'string' && !over ? said.email : null
}

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status })
}

/** The kind of a fault and its code; messages and details of a database name rows. */
function faultCode(error: unknown): string {
  const { name, code } = error as { name?: unknown; code?: unknown }
  return [name, code].filter((one) => typeof one === 'string').join(' ') || 'unknown'
}

function ownSteps(
  database: AuthDatabase,
  attempts: Attempts,
  { recoveries, moves }: { readonly recoveries: Recoveries; readonly moves: AddressMoves },
  now: () => number,
) {
  const prove = createAuthEndpoint(
    '/prove',
    { method: 'POST', use: [sessionMiddleware], body: z.object({ password: z.string().max(1000) }) },
    async (ctx) => {
      const { user, session } = ctx.context.session
      const wait = await attempts.begin(PROVING, [user.id])
      if (wait > 0) throw tooMany(wait)
      const credential = (await ctx.context.internalAdapter.findAccounts(user.id)).find(
        ({ providerId }) => providerId === 'credential',
      )
      const right =
        typeof credential?.password === 'string' &&
        (await ctx.context.password.verify({ hash: credential.password, password: ctx.body.password }))
      if (!right) throw new APIError('UNAUTHORIZED', { code: 'INVALID_PASSWORD', message: 'This is not the password.' })
      await attempts.succeeded(PROVING, [user.id])
      await database
        .updateTable('auth.sessions')
        .set({ proved_at: new Date(now()) })
        .where('id', '=', session.id)
        .execute()
      return ctx.json({ status: true })
    },
  )
  const stopRecovery = createAuthEndpoint(
    '/stop-recovery',
    { method: 'POST', body: z.object({ token: z.string().min(1).max(200) }) },
    async (ctx) =>
      ctx.json({ status: (await recoveries.object(ctx.body.token)) || (await moves.object(ctx.body.token)) }),
  )
  const confirmMove = createAuthEndpoint(
    '/confirm-move',
    { method: 'POST', body: z.object({ token: z.string().min(1).max(200) }) },
    async (ctx) => ctx.json({ status: await moves.confirm(ctx.body.token) }),
  )
  const language = createAuthEndpoint(
    '/language',
    { method: 'POST', use: [sessionMiddleware], body: z.object({ language: z.enum(LANGUAGES) }) },
    async (ctx) => {
      const { user } = ctx.context.session
      await database.updateTable('auth.people').set({ language: ctx.body.language }).where('id', '=', user.id).execute()
      return ctx.json({ status: true })
    },
  )
  const name = createAuthEndpoint(
    '/name',
    { method: 'POST', use: [sessionMiddleware], body: z.object({ name: z.string().trim().min(1).max(200) }) },
    async (ctx) => {
      const { user } = ctx.context.session
      await database.updateTable('auth.people').set({ name: ctx.body.name }).where('id', '=', user.id).execute()
      return ctx.json({ status: true })
    },
  )
  return {
    id: 'clearday-own-steps',
    endpoints: { prove, stopRecovery, confirmMove, language, name },
  } satisfies BetterAuthPlugin
}
