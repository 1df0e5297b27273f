// What a mail's text needs and where other calendars lie, sealed: whoever reads the database or a backup of it finds no sign-in link in the queue, and
// no address that opens somebody's calendar.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** A key of the installation that is not in the database. */
export type MailKey = Buffer & { readonly __mailKey: never }

/** A key for the addresses of other calendars. */
export type CalendarKey = Buffer & { readonly __calendarKey: never }
export type SealingKey = MailKey | CalendarKey

const NONCE = 12
const TAG = 16

/** From the installation's secret; another purpose gets another key. */
export function mailKey(secret: string): MailKey {
  return Buffer.from(hkdfSync('sha256', secret, '', 'clearday mail parameters 1', 32)) as MailKey
}

/** From the installation's secret. */
export function calendarKey(secret: string): CalendarKey {
  return Buffer.from(hkdfSync('sha256', secret, '', 'clearday other calendars 1', 32)) as CalendarKey
}

/** AES-256-GCM; opens only for what it was sealed for. @param about the mail, its kind and its account; or the calendar and whose it is. */
export function seal(key: SealingKey, about: readonly string[], parameters: object): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(JSON.stringify(about)))
  const text = Buffer.concat([cipher.update(JSON.stringify(parameters), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, text, cipher.getAuthTag()])
}

/** null where it was sealed with another key, for something else, or was changed: the installation's secret is not the one it was. */
export function unseal(key: SealingKey, about: readonly string[], sealed: Buffer): object | null {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(JSON.stringify(about)))
  decipher.setAuthTag(sealed.subarray(-TAG))
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()])
    return JSON.parse(text.toString('utf8')) as object
  } catch {
    return null
  }
}
