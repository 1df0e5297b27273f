// What happens every minute: who is due is looked up as themselves, and reminded at most once, on their devices or by mail.
import {
  asPerson,
  dropReminder,
  dueReminders,
  endSubscription,
  pushSubscriptions,
  queueMail,
  takeReminder,
  type Database,
  type DueReminder,
  type MailKey,
} from '@clearday/store'
import { placesOf, type Log } from '../logs/log.ts'
import { isLanguage } from '../mail/mail-texts.ts'
import { stopUrl } from '../mail/stop-link.ts'
import type { OutgoingDoor } from '../outgoing/outgoing-door.ts'
import { NOTE_WORDS } from './note-words.ts'
import { pushNote, type PushNote } from './push-note.ts'
import type { ServerKey } from './server-key.ts'

export interface Reminding {
  /** Of the role `jobs`. */
  readonly jobs: Database
  /** Of the role `app`. */
  readonly app: Database
  readonly door: OutgoingDoor
  readonly key: ServerKey
  readonly mailKey: MailKey
  /** Of the installation. */
  readonly secret: string
  /** Of the server, for push services: mailto: or https:. */
  readonly contact: string
  /** Under which people reach the site. */
  readonly origin: string
  /** ms since 1970. */
  readonly clock: () => number
  readonly log: Log
}

/** Looked up at a time, and worked on at once: a push service that does not answer keeps the others waiting for seconds, not for minutes. */
const AT_A_TIME = 200
const AT_ONCE = 8
/** The rest is due a minute later. */
const LONGEST_MS = 45_000

/** Everybody who is due; one that fails keeps no other from being reminded. How many were reminded. */
export async function sendReminders(reminding: Reminding): Promise<number> {
  const { jobs, clock, log } = reminding
  const end = performance.now() + LONGEST_MS
  let reminded = 0
  while (performance.now() < end) {
    const due = await dueReminders(jobs, clock(), AT_A_TIME)
    const waiting = due.values()
    let moved = 0
    const work = async (): Promise<void> => {
      for (const one of waiting) {
        if (performance.now() > end) return
        try {
          if (await remind(reminding, one)) reminded++
          moved++
        } catch (error) {
          log.error('reminder-failed', placesOf(error))
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    // those that fail again and again come first each time: they end the minute and do not fill it
    if (due.length < AT_A_TIME || moved === 0) break
  }
  return reminded
}

async function remind(reminding: Reminding, due: DueReminder): Promise<boolean> {
  const { jobs, app, door, key, mailKey, secret, contact, origin, clock, log } = reminding
  const { patient, account } = due
  const taken = await asPerson(app, account, async (transaction, access) => {
    if (!access.write.includes(patient)) return 'not-open'
    const reminder = await takeReminder(transaction, access, patient, clock())
    if (reminder === null) return null
    if (reminder.channel === 'push')
      return { reminder, devices: await pushSubscriptions(transaction, access, key.publicKey) }
    const { day, due: at, kind } = reminder
    await queueMail(transaction, mailKey, {
      ...{ account, patient, kind: 'diary-reminder', key: `${patient}.${at}` },
      parameters: {
        ...{ url: new URL('/diary', origin).href, stopUrl: stopUrl(origin, secret, account, 'diary-reminder') },
        ...{ patient, day, ...(kind === 'last' && { last: true }) },
      },
    })
    return { reminder, devices: [] }
  })
  if (taken === 'not-open') {
    await dropReminder(jobs, due)
    return false
  }
  if (taken === null) return false
  const { kind, language, day } = taken.reminder
  const words = NOTE_WORDS[isLanguage(language) ? language : 'en'][kind]
  const note: PushNote = { kind, language, ...words, url: '/diary', patient, day }
  // at once, so that one that does not answer keeps no other waiting
  await Promise.all(
    taken.devices.map(async (device) => {
      const pushed = await pushNote(door, key, contact, device, note)
      if (pushed.type === 'sent') return
      log.warn(`push-${pushed.type}`, { code: pushed.code })
      if (pushed.type === 'gone')
        await asPerson(app, account, (transaction, access) => endSubscription(transaction, access, device.endpoint))
    }),
  )
  return true
}
