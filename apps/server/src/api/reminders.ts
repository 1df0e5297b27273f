// The addresses at which somebody says whether and when they are reminded of a diary, and on which devices.
import {
  asPerson,
  currentText,
  endSubscription,
  giveConsent,
  isUuid,
  isZone,
  pushSubscriptions,
  readReminder,
  REMINDER_CHANNELS,
  setReminder,
  snoozeReminder,
  subscribePush,
  type Access,
  type Store,
} from '@clearday/store'
import { z } from 'zod'
import type { Mount } from '../http/mount.ts'
import { json, problem } from '../http/problem.ts'
import { readJson } from '../http/request-body.ts'
import { routes } from '../http/routes.ts'
import { turns } from '../http/turns.ts'
import { LANGUAGES } from '../mail/mail-texts.ts'
import { checkTarget } from '../outgoing/check-target.ts'
import { GUARDED } from '../outgoing/outgoing-door.ts'
import type { DoorSettings } from '../outgoing/outgoing-request.ts'
import { areDeviceKeys } from '../reminders/server-key.ts'
import type { SessionOf } from './session.ts'
import { tooMany } from './sync.ts'

export interface RemindersParts {
  readonly store: Pick<Store, 'app'>
  readonly sessionOf: SessionOf
  readonly clock: () => number
  /** With which devices subscribe. */
  readonly publicKey: string
  /** Of the door through which notes leave; that of production if absent. */
  readonly door?: DoorSettings
}

type Transaction = Parameters<typeof readReminder>[0]

const PATH = '/api/v1/reminders/:patient'
const PUSH = '/api/v1/push-subscriptions'
const OF_ACCOUNT = { atOnce: 2, waiting: 20 }
const LONGEST_SNOOZE_MS = 31 * 86_400_000

const WISH = z.object({
  channel: z.enum(REMINDER_CHANNELS),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  zone: z.string().refine(isZone),
  language: z.enum(LANGUAGES),
  /** To mails: the version that was read, and in which language. */
  consent: z.object({ version: z.number(), language: z.enum(LANGUAGES) }).optional(),
})
const SNOOZE = z.object({ until: z.iso.datetime({ offset: true }) })
const DEVICE = z.object({
  endpoint: z.string().max(2048),
  keys: z.object({ p256dh: z.string().max(100), auth: z.string().max(40) }),
})
const ENDPOINT = z.object({ endpoint: z.string().max(2048) })

const CONSENT = 'reminders-by-mail'
const NO_DIARY = ['no-such-diary', 'There is no such diary, or it is not open to you.'] as const
/** What somebody sees who never asked for a reminder. */
const NONE = { channel: 'none', at: null, zone: null, language: null, nextAt: null, snoozedUntil: null, pausedOn: null }

export function remindersMount({ store, sessionOf, clock, publicKey, door = GUARDED }: RemindersParts): Mount {
  const ofAccount = turns(OF_ACCOUNT)
  const asSession = async (request: Request, work: (account: string) => Promise<Response>): Promise<Response> => {
    const session = await sessionOf(request)
    if (session === null) return problem(401, 'no-session', 'Sign in first: there is no session, or it has ended.')
    const answer = (await ofAccount.take(session.account, () => work(session.account))) ?? tooMany()
    for (const cookie of session.setCookies ?? []) answer.headers.append('set-cookie', cookie)
    return answer
  }
  /** Of a diary that they write. */
  const ofDiary = (
    request: Request,
    patient: string,
    work: (transaction: Transaction, access: Access) => Promise<Response>,
  ): Promise<Response> =>
    asSession(request, (account) =>
      asPerson(store.app, account, (transaction, access) =>
        access.write.includes(patient) && isUuid(patient)
          ? work(transaction, access)
          : Promise.resolve(problem(404, ...NO_DIARY)),
      ),
    )
  const current = async (transaction: Transaction, access: Access, patient: string): Promise<Response> =>
    json((await readReminder(transaction, access, patient, clock())) ?? NONE)
  const devices = (account: string): Promise<Response> =>
    asPerson(store.app, account, async (transaction, access) =>
      json({ publicKey, devices: (await pushSubscriptions(transaction, access, publicKey)).length }),
    )
  const handle = routes([
    {
      name: 'reminder',
      method: 'GET',
      path: PATH,
      handle: (request, { patient }) =>
        ofDiary(request, patient, (transaction, access) => current(transaction, access, patient)),
    },
    {
      name: 'set-reminder',
      method: 'PUT',
      path: PATH,
      handle: async (request, { patient }) => {
        const wish = await read(request, WISH)
        return ofDiary(request, patient, async (transaction, access) => {
          if (wish.type === 'error') return wish.answer
          const { consent, ...wanted } = wish.value
          if (wanted.channel === 'mail' && consent !== undefined)
            await giveConsent(transaction, access, { patient, text: CONSENT, ...consent }, clock())
          const set = await setReminder(transaction, access, patient, wanted, clock())
          return set === 'no-consent' ? noConsent(wanted.language) : current(transaction, access, patient)
        })
      },
    },
    {
      name: 'snooze-reminder',
      method: 'POST',
      path: `${PATH}/snooze`,
      handle: async (request, { patient }) => {
        const body = await read(request, SNOOZE)
        return ofDiary(request, patient, async (transaction, access) => {
          if (body.type === 'error') return body.answer
          const until = Date.parse(body.value.until)
          if (until <= clock() || until > clock() + LONGEST_SNOOZE_MS)
            return wrong([{ path: 'until', message: 'A moment that is to come, within a month.' }])
          return (await snoozeReminder(transaction, access, patient, until, clock()))
            ? current(transaction, access, patient)
            : problem(409, 'no-reminder', 'There is no reminder of this diary that could be put off.')
        })
      },
    },
    {
      name: 'push-subscriptions',
      method: 'GET',
      path: PUSH,
      handle: (request) => asSession(request, devices),
    },
    {
      name: 'subscribe-push',
      method: 'PUT',
      path: PUSH,
      handle: (request) =>
        asSession(request, async (account) => {
          const body = await read(request, DEVICE)
          if (body.type === 'error') return body.answer
          const { endpoint, keys } = body.value
          if (!areDeviceKeys(keys.p256dh, keys.auth))
            return wrong([{ path: 'keys', message: 'The keys of a subscription to push, as the browser gives them.' }])
          const target = await checkTarget(endpoint, null, door)
          if (target.type === 'error')
            return problem(400, 'endpoint-refused', `No note is sent to this address (${target.error.code}).`)
          await asPerson(store.app, account, (transaction) =>
            subscribePush(transaction, { endpoint, ...keys }, publicKey),
          )
          return devices(account)
        }),
    },
    {
      name: 'unsubscribe-push',
      method: 'DELETE',
      path: PUSH,
      handle: (request) =>
        asSession(request, async (account) => {
          const body = await read(request, ENDPOINT)
          if (body.type === 'error') return body.answer
          await asPerson(store.app, account, (transaction, access) =>
            endSubscription(transaction, access, body.value.endpoint),
          )
          return devices(account)
        }),
    },
  ])
  return { name: 'reminders', handle }
}

/** With the words that are asked for, so that they can be shown. */
function noConsent(asked: string): Response {
  const { version, language, title, text } = currentText(CONSENT, asked)
  return problem(
    409,
    'no-consent',
    `Mails are sent to who has agreed to the text "${CONSENT}", version ${version}: send "consent" with "version" and "language". Nothing was stored.`,
    { fields: { text: CONSENT, version, language, title, words: text } },
  )
}

async function read<Value>(
  request: Request,
  shape: z.ZodType<Value>,
): Promise<{ readonly type: 'ok'; readonly value: Value } | { readonly type: 'error'; readonly answer: Response }> {
  const body = await readJson(request)
  if (body.type === 'error') return body
  const parsed = shape.safeParse(body.value)
  if (parsed.success) return { type: 'ok', value: parsed.data }
  const faults = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return { type: 'error', answer: wrong(faults) }
}

function wrong(faults: readonly { readonly path: string; readonly message: string }[]): Response {
  return problem(400, 'wrong-request', 'The request cannot be understood; `faults` says where. Nothing was stored.', {
    fields: { faults },
  })
}
