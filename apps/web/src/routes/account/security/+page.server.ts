// How an account is opened: password, second step, passkeys, and where it is signed in.
import { fail } from '@sveltejs/kit'
import { askSignIn, faultOf, readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

interface Device {
  readonly id: string
  readonly token: string
  readonly userAgent: string | null
  readonly createdAt: string
  /** Once a day at most. */
  readonly updatedAt: string
  readonly ipAddress?: string | null
}
interface Passkey {
  readonly passkeyId: string
  readonly name: string
  readonly createdAt: string
  readonly usedAt: string | null
}

export const load: PageServerLoad = async (event) => {
  const session = signedIn(event)
  const { hasSecondFactor, sessionId } = session
  return {
    hasSecondFactor,
    codesLeft: hasSecondFactor ? await event.locals.clinic.recoveryCodesLeft(session) : null,
    // their tokens open the account: a page names a session by its id
    devices: (await devicesOf(event)).map(({ id, userAgent, createdAt, updatedAt, ipAddress }) => ({
      ...{ id, createdAt, updatedAt, address: ipAddress ?? '', here: id === sessionId },
      device: deviceName(userAgent),
    })),
    passkeys: await listOf<Passkey>(event, '/passkey/list'),
  }
}

export const actions: Actions = {
  password: async (event) => {
    const said = await readForm(event.request)
    const given = { currentPassword: said('currentPassword'), newPassword: said('newPassword') }
    const faults: Fault[] = []
    if (given.currentPassword === '') faults.push({ field: 'currentPassword', key: 'fault.password.missing' })
    if (given.newPassword === '') faults.push({ field: 'newPassword', key: 'fault.password.missing' })
    if (faults.length > 0) return fail(400, { faults })
    const changed = await askSignIn(event, '/change-password', { ...given, revokeOtherSessions: true })
    if (changed.type === 'ok') return { done: 'security.password.done' as const }
    return fail(400, { faults: [faultOf(changed, { first: 'currentPassword', newPassword: 'newPassword' })] })
  },
  removeSecond: async (event) => {
    const password = (await readForm(event.request))('secondPassword')
    const removed = await askSignIn(event, '/two-factor/disable', { password })
    if (removed.type === 'ok') return { done: 'security.second.removed' as const }
    return fail(400, { faults: [faultOf(removed, { first: 'secondPassword' })] })
  },
  newCodes: async (event) => {
    const password = (await readForm(event.request))('codesPassword')
    const made = await askSignIn(event, '/two-factor/generate-backup-codes', { password })
    if (made.type === 'ok') return { codes: made.body.backupCodes as string[] }
    return fail(400, { faults: [faultOf(made, { first: 'codesPassword' })] })
  },
  removePasskey: async (event) => {
    const passkeyId = (await readForm(event.request))('passkey')
    const removed = await askSignIn(event, '/passkey/remove', { passkeyId })
    if (removed.type === 'ok') return { removed: true }
    return fail(400, { faults: [faultOf(removed, { first: 'passkeys' })] })
  },
  endSession: async (event) => {
    const id = (await readForm(event.request))('session')
    const device = (await devicesOf(event)).find((one) => one.id === id)
    if (device !== undefined) await askSignIn(event, '/revoke-session', { token: device.token })
    return { done: 'security.sessions.ended' as const }
  },
  endOthers: async (event) => {
    await askSignIn(event, '/revoke-other-sessions', {})
    return { done: 'security.sessions.ended' as const }
  },
}

type Event = Parameters<typeof askSignIn>[0]

async function listOf<Row>(event: Event, path: string): Promise<readonly Row[]> {
  const listed = await askSignIn(event, path)
  return listed.type === 'ok' ? (Object.values(listed.body) as Row[]) : []
}

function devicesOf(event: Event): Promise<readonly Device[]> {
  return listOf<Device>(event, '/list-sessions')
}

/** Browser and system as far as people know them; null where nothing is recognised. */
function deviceName(userAgent: string | null): string | null {
  const has = (names: readonly string[]): string | undefined => names.find((name) => userAgent?.includes(name))
  const browser = has(['Firefox', 'Edg', 'Chrome', 'Safari'])?.replace(/^Edg$/, 'Edge')
  const system = has(['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'Linux'])?.replace('Macintosh', 'Mac')
  return [browser, system].filter((one) => one !== undefined).join(', ') || null
}
