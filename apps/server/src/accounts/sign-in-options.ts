// How the sign-in library is set up: which of its tables are called what, which cookies it sets, and what is asked before each request.
import { randomUUID } from 'node:crypto'
import type { BetterAuthOptions, BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { sql } from 'kysely'
import { accountMail, type AccountMail } from './account-mails.ts'
import { FROM_EVERYWHERE, FROM_ONE_ADDRESS, USED_CODE, type Attempts } from './attempts.ts'
import type { AuthDatabase } from './auth-tables.ts'
import type { AsksFor } from './staff-second-step.ts'
import { newRecoveryCodes, recoveryCodeOf } from './recovery-codes.ts'
import { isLanguage, LANGUAGES } from '../mail/mail-texts.ts'
import type { WaitingSignUps } from './waiting-sign-ups.ts'
import { LONGEST_PASSWORD, passwordFault, SHORTEST_PASSWORD, type PasswordFault } from './password-rule.ts'

export const BASE_PATH = '/api/auth'
/** Set by this server from the connection; what a client sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-clearday-client-address'
/** What is sensitive asks for a password or passkey given within this time. */
export const FRESH_MS = 15 * 60_000
const DAY_SECONDS = 86_400
const LONGEST_NAME = 200
/** RFC 5321. */
const LONGEST_ADDRESS = 254

/** Refused in a session whose person has not proved themselves lately. */
const SENSITIVE = new Set([
  '/change-email',
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/passkey/register-options',
  '/passkey/register',
  '/passkey/remove',
])

/** What remains open to who must have a second step and has none. */
const SETS_UP = new Set(['/two-factor/enable', '/passkey/register-options', '/passkey/register'])

const PASSWORD_WORDS: Readonly<Record<PasswordFault, string>> = {
  'too-short': `Use at least ${SHORTEST_PASSWORD} characters. Four words that do not belong together are a good password.`,
  'too-long': `Use at most ${LONGEST_PASSWORD} characters.`,
  'too-common': 'This is one of the first passwords that anybody would guess.',
  'says-who-you-are': 'This is close to your name or address, which others know.',
}

export interface SignInParts {
  readonly database: AuthDatabase
  readonly baseUrl: URL
  readonly secret: string
  readonly formerSecrets: readonly string[]
  readonly attempts: Attempts
  readonly now: () => number
  readonly post: (mail: AccountMail) => void
  /** The address of one of our pages with a token behind `#`, which no server and no log ever gets. */
  readonly pageOf: (page: string, token?: string) => string
  readonly mayHaveSession: (account: string, name: string) => Promise<boolean>
  readonly asksFor: AsksFor
  readonly beforeSignIn: () => Promise<unknown>
  readonly inBackground: (work: Promise<unknown>) => void
  readonly signUps: WaitingSignUps
  readonly plugins: readonly BetterAuthPlugin[]
}

export function signInOptions(parts: SignInParts) {
  const { database, baseUrl, secret, post, pageOf, now } = parts
  const secure = baseUrl.protocol === 'https:'
  const to = ({ id, email }: { readonly id: string; readonly email: string }) => ({ account: id, to: email })
  return {
    appName: 'Clearday',
    baseURL: baseUrl.origin,
    basePath: BASE_PATH,
    ...secretsOf(secret, parts.formerSecrets),
    telemetry: { enabled: false },
    // it writes addresses into its messages; faults are reported below without them
    logger: { disabled: true },
    // what is no refusal is thrown, and reported by who asked, because the library prints it with its words
    onAPIError: { throw: true },
    database: { db: database, type: 'postgres', schemaName: 'auth', transaction: true },
    trustedOrigins: [baseUrl.origin],
    user: {
      modelName: 'people',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { language: { type: 'string', required: false, defaultValue: 'en' } },
      changeEmail: {
        enabled: true,
        sendChangeEmailConfirmation: ({ user, token }) => {
          post(accountMail('change-address', to(user), { url: pageOf('confirm-address', token) }))
          return Promise.resolve()
        },
      },
    },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        provedAt: {
          type: 'date',
          required: true,
          input: false,
          fieldName: 'proved_at',
          defaultValue: () => new Date(now()),
        },
        byPasskey: { type: 'boolean', required: true, input: false, fieldName: 'by_passkey', defaultValue: false },
      },
      expiresIn: 30 * DAY_SECONDS,
      updateAge: DAY_SECONDS,
      // ours instead, from proved_at
      freshAge: 0,
      // a session that was ended is ended on the next request
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'credentials',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'pending',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      storeIdentifier: 'hashed',
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => {
        post(accountMail('reset-password', to(user), { url: pageOf('new-password', token) }))
        return Promise.resolve()
      },
      onPasswordReset: async ({ user }, request) => {
        // whoever reads the mails of the account is not kept out by those who guess at it
        const [one, all] = attemptKeys(request?.headers, user.email)
        await parts.attempts.succeeded(FROM_ONE_ADDRESS, one)
        await parts.attempts.succeeded(FROM_EVERYWHERE, all)
        // the link came to the address, so the address is theirs
        await sql`UPDATE auth.people SET email_verified = true WHERE id = ${user.id}`.execute(database)
        post(accountMail('account-changed', to(user), { what: 'Your password was changed.' }))
      },
      onExistingUserSignUp: ({ user }) => {
        post(accountMail('already-registered', to(user), { url: pageOf('forgotten') }))
        return Promise.resolve()
      },
      customSyntheticUser: ({ coreFields, additionalFields, id }) => ({
        ...coreFields,
        twoFactorEnabled: false,
        ...additionalFields,
        id,
      }),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      expiresIn: 3600,
      sendVerificationEmail: ({ user, token }) => {
        post(accountMail('verify-address', to(user), { url: pageOf('confirm-address', token) }))
        return Promise.resolve()
      },
      afterEmailVerification: (user) => {
        post(accountMail('account-changed', to(user), { what: 'This address is now confirmed for your account.' }))
        return Promise.resolve()
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'rate_limits',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: 100,
      // a clinic's waiting room is one address, so these are looser than what is counted for an account
      customRules: {
        '/sign-in/email': { window: 60, max: 30 },
        '/passkey/sign-in': { window: 60, max: 30 },
        '/sign-up/email': { window: 600, max: 20 },
        '/request-password-reset': { window: 600, max: 20 },
        '/send-verification-email': { window: 600, max: 20 },
        '/two-factor/verify-totp': { window: 60, max: 20 },
        '/two-factor/verify-backup-code': { window: 60, max: 20 },
      },
    },
    advanced: {
      // the prefix of the library is __Secure-; __Host- also forbids another path and a domain
      useSecureCookies: false,
      cookiePrefix: secure ? '__Host-clearday' : 'clearday',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => randomUUID() },
      backgroundTasks: { handler: parts.inBackground },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }, context) => {
            if (context?.path === '/two-factor/verify-totp' && (await getSessionFromCtx(context)) === null)
              await useUp(parts.attempts, userId, text((context.body as Body).code))
            const person = await database
              .selectFrom('auth.people')
              .select('name')
              .where('id', '=', userId)
              .executeTakeFirst()
            return person !== undefined && (await parts.mayHaveSession(userId, person.name))
          },
        },
      },
    },
    hooks: { before: askedBefore(parts), after: toldAfter(parts) },
    plugins: [
      twoFactor({
        issuer: 'Clearday',
        twoFactorTable: 'second_factors',
        backupCodeOptions: { customBackupCodesGenerate: newRecoveryCodes },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'second_factors',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      ...parts.plugins,
    ],
  } satisfies BetterAuthOptions
}

interface Body {
  readonly email?: unknown
  readonly name?: unknown
  readonly password?: unknown
  readonly newPassword?: unknown
  readonly trustDevice?: unknown
  readonly code?: unknown
  readonly language?: unknown
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Requests that finish the set-up of a second step, from before until after they are answered. */
const settingUp = new WeakSet<object>()

function askedBefore({ attempts, database, now, beforeSignIn, asksFor, signUps }: SignInParts) {
  return createAuthMiddleware(async (ctx) => {
    const body = (ctx.body ?? {}) as Body
    if (ctx.path === '/two-factor/verify-totp') {
      const session = await getSessionFromCtx(ctx)
      if (session !== null && session.user.twoFactorEnabled !== true) settingUp.add(ctx.context)
    }
    if (SENSITIVE.has(ctx.path)) {
      const session = await getSessionFromCtx(ctx)
      if (session !== null)
        refuseBefore(ctx.path, await asksFor(session.user, session.session as { byPasskey?: unknown }))
      const provedAt = session === null ? 0 : new Date((session.session as { provedAt?: Date }).provedAt ?? 0).getTime()
      if (now() - provedAt > FRESH_MS)
        throw new APIError('FORBIDDEN', {
          code: 'PROVE_AGAIN',
          message: 'Give your password again before you change how you sign in.',
        })
    }
    if (ctx.path === '/sign-up/email') {
      if (body.language !== undefined && !isLanguage(body.language))
        throw new APIError('BAD_REQUEST', {
          code: 'NO_SUCH_LANGUAGE',
          message: `Choose one of: ${LANGUAGES.join(', ')}.`,
        })
      if (text(body.name).length > LONGEST_NAME || text(body.email).length > LONGEST_ADDRESS)
        throw new APIError('BAD_REQUEST', {
          code: 'TOO_LONG',
          message: `A name has at most ${LONGEST_NAME} characters, an address ${LONGEST_ADDRESS}.`,
        })
      refuseWeak(text(body.password), [text(body.email), text(body.name)])
      // nobody ever used an account whose address was not confirmed, so another may be begun; which of them it becomes, the link decides
      await signUps.setAside(text(body.email).toLowerCase())
    }
    if (ctx.path === '/reset-password') refuseWeak(text(body.newPassword), [])
    if (ctx.path === '/change-password') {
      const session = await getSessionFromCtx(ctx)
      refuseWeak(text(body.newPassword), [session?.user.email ?? '', session?.user.name ?? ''])
    }
    if (ctx.path === '/sign-in/email') {
      await beforeSignIn()
      const [one, all] = attemptKeys(ctx.headers, text(body.email))
      const fromHere = await attempts.begin(FROM_ONE_ADDRESS, one)
      const fromAnywhere = await attempts.begin(FROM_EVERYWHERE, all)
      // where the person is signed in anyway, strangers elsewhere do not keep them out
      const wait =
        fromAnywhere > 0 && (await isKnown(database, one, now())) ? fromHere : Math.max(fromHere, fromAnywhere)
      if (wait > 0) throw tooMany(wait)
    }
    // a device that may leave out the second step would make it worth stealing
    if (ctx.path.startsWith('/two-factor/verify-') && body.trustDevice === true)
      throw new APIError('BAD_REQUEST', { code: 'NOT_OFFERED', message: 'No device leaves out the second step.' })
    if (ctx.path === '/two-factor/verify-backup-code')
      return { context: { body: { ...body, code: recoveryCodeOf(text(body.code)) } } }
    return undefined
  })
}

function toldAfter({ attempts, post }: SignInParts) {
  return createAuthMiddleware(async (ctx) => {
    if (isAPIError(ctx.context.returned)) return
    if (ctx.path === '/sign-in/email') {
      const [one, all] = attemptKeys(ctx.headers, text((ctx.body as Body).email))
      await attempts.succeeded(FROM_ONE_ADDRESS, one)
      await attempts.succeeded(FROM_EVERYWHERE, all)
    }
    if (settingUp.has(ctx.context)) {
      const user = ctx.context.newSession?.user
      if (user !== undefined)
        post(accountMail('account-changed', { account: user.id, to: user.email }, { what: SECOND_STEP_ON }))
    }
    const user = ctx.context.session?.user
    // what was only begun changes nothing yet: the mail goes when a code of the app has shown that it works
    if (ctx.path === '/two-factor/enable' && user?.twoFactorEnabled !== true) return
    const what = CHANGED[ctx.path]
    if (what !== undefined && user !== undefined)
      post(accountMail('account-changed', { account: user.id, to: user.email }, { what }))
  })
}

const SECOND_STEP_ON = 'A second step of signing in was added to your account.'

const CHANGED: Readonly<Record<string, string>> = {
  '/change-password': 'Your password was changed.',
  '/two-factor/enable': 'The second step of signing in to your account was replaced by another one.',
  '/two-factor/disable': 'The second step of signing in was removed from your account.',
  '/two-factor/generate-backup-codes': 'New recovery codes were made for your account. The old ones work no more.',
}

function attemptKeys(headers: Headers | undefined, email: string): [string[], string[]] {
  const account = email.trim().toLowerCase()
  return [[headers?.get(ADDRESS_HEADER) ?? '', account], [account]]
}

/** Whether the account has a session from this network address. */
async function isKnown(database: AuthDatabase, [address, account]: readonly string[], at: number): Promise<boolean> {
  if (address === '') return false
  const { rows } = await sql`SELECT 1 FROM auth.sessions s JOIN auth.people p ON p.id = s.user_id
    WHERE p.email = ${account} AND s.ip_address = ${address} AND s.expires_at > ${new Date(at)} LIMIT 1`.execute(
    database,
  )
  return rows.length > 0
}

/** The library's numbered secrets: what has no number was encrypted with the first of all. */
function secretsOf(secret: string, former: readonly string[]) {
  const first = former.at(-1)
  if (first === undefined) return { secret }
  const numbered = [secret, ...former.slice(0, -1)].map((value, index) => ({ version: former.length - index, value }))
  return { secret: first, secrets: numbered }
}

export function tooMany(waitMs: number): APIError {
  const seconds = String(Math.ceil(waitMs / 1000))
  const message = 'Too many attempts. Wait a while, or set a new password.'
  return new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_ATTEMPTS', message }, { 'Retry-After': seconds })
}

/**
 * A code that was right, just before it lets somebody in: who saw it over a shoulder, or sends it at the same moment, is late. The code with
 * which the app is set up, in a session, lets nobody in and is not used up.
 */
async function useUp(attempts: Attempts, account: string, code: string): Promise<void> {
  if ((await attempts.begin(USED_CODE, [account, code])) === 0) return
  const message = 'This code was used already. Sign in again with the next one that the app shows.'
  throw new APIError('UNAUTHORIZED', { code: 'CODE_USED', message })
}

/** With a missing second step nothing is changed but that; and whoever has a passkey shows it first, so that a password alone adds no other. */
function refuseBefore(path: string, missing: Awaited<ReturnType<AsksFor>>): void {
  if (missing === 'passkey')
    throw new APIError('FORBIDDEN', { code: 'PASSKEY_FIRST', message: 'Sign in with your passkey first.' })
  if (missing === 'second-step' && !SETS_UP.has(path))
    throw new APIError('FORBIDDEN', { code: 'SECOND_STEP_FIRST', message: 'Set up a second step first.' })
}

function refuseWeak(password: string, about: readonly string[]): void {
  const fault = passwordFault(password, about)
  if (fault !== null)
    throw new APIError('BAD_REQUEST', {
      code: `PASSWORD_${fault.toUpperCase().replaceAll('-', '_')}`,
      message: PASSWORD_WORDS[fault],
    })
}
