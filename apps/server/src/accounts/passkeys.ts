// Passkeys: registering, signing in, listing and removing, as a plug-in of the sign-in library on the WebAuthn library.
// A passkey is only taken when the authenticator has checked its person (fingerprint, face, PIN), so it stands for both steps of a sign-in.
import { randomBytes, randomUUID } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint, sessionMiddleware } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import type { AuthDatabase } from './auth-tables.ts'

export interface PasskeySettings {
  readonly database: AuthDatabase
  readonly baseUrl: URL
  readonly now: () => number
  /** A passkey was added or removed: the person is told. */
  readonly changed: (account: string, what: string) => Promise<void>
}

const CHALLENGE_SECONDS = 300
const MOST_PASSKEYS = 20
const COOKIE = 'passkey_challenge'
const NAME = z.string().trim().min(1).max(60)
const RESPONSE = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string().max(10_000) }),
})

/** One answer for whatever is wrong with a passkey: nothing is told to who tries. */
function notAccepted(): APIError {
  return new APIError('UNAUTHORIZED', { code: 'PASSKEY_NOT_ACCEPTED', message: 'This passkey was not accepted.' })
}

export function passkeys({ database, baseUrl, now, changed }: PasskeySettings) {
  const relying = { rpID: baseUrl.hostname, rpName: 'Clearday' }
  const expected = { expectedOrigin: baseUrl.origin, expectedRPID: baseUrl.hostname }
  const expiresAt = (): Date => new Date(now() + CHALLENGE_SECONDS * 1000)

  const heldIn = async (session: string): Promise<void> => {
    await database.updateTable('auth.sessions').set({ by_passkey: true }).where('id', '=', session).execute()
  }

  const registerOptions = createAuthEndpoint(
    '/passkey/register-options',
    { method: 'POST', use: [sessionMiddleware] },
    async (ctx) => {
      const { user, session } = ctx.context.session
      const held = await passkeysOf(database, user.id)
      const options = await generateRegistrationOptions({
        ...relying,
        userName: user.email,
        userID: new Uint8Array(Buffer.from(user.id)),
        attestationType: 'none',
        excludeCredentials: held.map(({ credential_id }) => ({ id: credential_id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      await ctx.context.internalAdapter.createVerificationValue({
        identifier: `passkey-register:${session.id}`,
        value: options.challenge,
        expiresAt: expiresAt(),
      })
      return ctx.json(options)
    },
  )

  const register = createAuthEndpoint(
    '/passkey/register',
    { method: 'POST', use: [sessionMiddleware], body: z.object({ name: NAME, response: RESPONSE }) },
    async (ctx) => {
      const { user, session } = ctx.context.session
      const challenge = await ctx.context.internalAdapter.consumeVerificationValue(`passkey-register:${session.id}`)
      if (challenge === null) throw notAccepted()
      const checked = await verifyRegistrationResponse({
        ...expected,
        response: ctx.body.response as unknown as RegistrationResponseJSON,
        expectedChallenge: challenge.value,
        requireUserVerification: true,
      }).catch(() => null)
      if (checked?.verified !== true) throw notAccepted()
      const { credential, credentialBackedUp } = checked.registrationInfo
      if ((await passkeysOf(database, user.id)).length >= MOST_PASSKEYS)
        throw new APIError('BAD_REQUEST', { code: 'TOO_MANY_PASSKEYS', message: `There are ${MOST_PASSKEYS} already.` })
      const passkeyId = randomUUID()
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('auth.passkeys')
        .values({
          passkey_id: passkeyId,
          user_id: user.id,
          name: ctx.body.name,
          credential_id: credential.id,
          public_key: Buffer.from(credential.publicKey),
          counter: credential.counter,
          transports: credential.transports ?? [],
          backed_up: credentialBackedUp,
          created_at: new Date(now()),
          used_at: null,
        })
        .onConflict((conflict) => conflict.column('credential_id').doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows !== 1n) throw notAccepted()
      await heldIn(session.id)
      await changed(user.id, 'A passkey was added to your account.')
      return ctx.json({ passkeyId })
    },
  )

  const signInOptions = createAuthEndpoint('/passkey/sign-in-options', { method: 'POST' }, async (ctx) => {
    const options = await generateAuthenticationOptions({ rpID: relying.rpID, userVerification: 'required' })
    const identifier = `passkey-sign-in:${randomBytes(16).toString('base64url')}`
    await ctx.context.internalAdapter.createVerificationValue({
      identifier,
      value: options.challenge,
      expiresAt: expiresAt(),
    })
    const cookie = ctx.context.createAuthCookie(COOKIE, { maxAge: CHALLENGE_SECONDS })
    await ctx.setSignedCookie(cookie.name, identifier, ctx.context.secret, cookie.attributes)
    return ctx.json(options)
  })

  const signIn = createAuthEndpoint(
    '/passkey/sign-in',
    { method: 'POST', body: z.object({ response: RESPONSE }) },
    async (ctx) => {
      const cookie = ctx.context.createAuthCookie(COOKIE, { maxAge: 0 })
      const identifier = await ctx.getSignedCookie(cookie.name, ctx.context.secret)
      ctx.setCookie(cookie.name, '', cookie.attributes)
      if (typeof identifier !== 'string') throw notAccepted()
      const challenge = await ctx.context.internalAdapter.consumeVerificationValue(identifier)
      const passkey = await database
        .selectFrom('auth.passkeys')
        .selectAll()
        .where('credential_id', '=', ctx.body.response.id)
        .executeTakeFirst()
      if (challenge === null || passkey === undefined) throw notAccepted()
      const checked = await verifyAuthenticationResponse({
        ...expected,
        response: ctx.body.response as unknown as AuthenticationResponseJSON,
        expectedChallenge: challenge.value,
        requireUserVerification: true,
        credential: {
          id: passkey.credential_id,
          publicKey: new Uint8Array(passkey.public_key),
          counter: passkey.counter,
          transports: passkey.transports,
        },
      }).catch(() => null)
      if (checked?.verified !== true) throw notAccepted()
      await database
        .updateTable('auth.passkeys')
        .set({ counter: checked.authenticationInfo.newCounter, used_at: new Date(now()) })
        .where('passkey_id', '=', passkey.passkey_id)
        .execute()
      const user = await ctx.context.internalAdapter.findUserById(passkey.user_id)
      if (user?.emailVerified !== true) throw notAccepted()
      const session: unknown = await ctx.context.internalAdapter.createSession(user.id)
      // the library's type leaves out what it answers for an account that is closed
      if (session === null) throw notAccepted()
      await heldIn((session as { id: string }).id)
      await setSessionCookie(ctx, { session: session as Parameters<typeof setSessionCookie>[1]['session'], user })
      return ctx.json({ status: true })
    },
  )

  const list = createAuthEndpoint('/passkey/list', { method: 'GET', use: [sessionMiddleware] }, async (ctx) => {
    const held = await passkeysOf(database, ctx.context.session.user.id)
    return ctx.json(
      held.map(({ passkey_id, name, created_at, used_at }) => ({
        passkeyId: passkey_id,
        name,
        createdAt: created_at.toISOString(),
        usedAt: used_at?.toISOString() ?? null,
      })),
    )
  })

  const remove = createAuthEndpoint(
    '/passkey/remove',
    { method: 'POST', use: [sessionMiddleware], body: z.object({ passkeyId: z.uuid() }) },
    async (ctx) => {
      const { user } = ctx.context.session
      const { numDeletedRows } = await database
        .deleteFrom('auth.passkeys')
        .where('passkey_id', '=', ctx.body.passkeyId)
        .where('user_id', '=', user.id)
        .executeTakeFirst()
      if (numDeletedRows === 1n) await changed(user.id, 'A passkey was removed from your account.')
      return ctx.json({ status: numDeletedRows === 1n })
    },
  )

  return {
    id: 'clearday-passkeys',
    endpoints: { registerOptions, register, signInOptions, signIn, list, remove },
  } satisfies BetterAuthPlugin
}

function passkeysOf(database: AuthDatabase, account: string) {
  return database
    .selectFrom('auth.passkeys')
    .select(['passkey_id', 'credential_id', 'name', 'created_at', 'used_at'])
    .where('user_id', '=', account)
    .orderBy('created_at')
    .execute()
}
