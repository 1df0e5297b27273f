// One note for one device: encrypted for it alone, signed by the server, and sent through the guarded door, because its address was given by
// whoever subscribed.
import type { PushSubscription } from '@clearday/store'
import webPush from 'web-push'
import type { OutgoingDoor } from '../outgoing/outgoing-door.ts'
import type { AllowedHeader } from '../outgoing/outgoing-request.ts'
import type { ServerKey } from './server-key.ts'

/** What a device is told: nothing of health, because a lock screen is read by whoever holds the telephone. */
export interface PushNote {
  readonly kind: 'evening' | 'last'
  readonly language: string
  readonly title: string
  readonly body: string
  /** The page that opens; the app goes to the diary of `patient`. */
  readonly url: string
  readonly patient: string
  /** The person's day that is asked about. */
  readonly day: string
}

/** `gone`: this device takes no more notes here. `failed`: this one did not arrive, and is not sent again. */
export type Pushed = { readonly type: 'sent' } | { readonly type: 'gone' | 'failed'; readonly code: string }

/** A note of the evening says nothing true in the morning. */
const KEEP_SECONDS = 4 * 3600
/** Of an address that will never be asked: it was checked when it was given, and its name leads elsewhere since. */
const NEVER: readonly string[] = ['bad-url', 'not-https', 'credentials', 'port', 'not-public']

/** @param contact of the server, for push services: an address as mailto: or https:. It does not throw. */
export async function pushNote(
  door: OutgoingDoor,
  key: ServerKey,
  contact: string,
  { endpoint, p256dh, auth }: PushSubscription,
  note: PushNote,
): Promise<Pushed> {
  let details: ReturnType<typeof webPush.generateRequestDetails>
  try {
    details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(note), {
      vapidDetails: { subject: contact, ...key },
      TTL: KEEP_SECONDS,
      urgency: 'normal',
      topic: 'evening',
      contentEncoding: 'aes128gcm',
    })
  } catch {
    return { type: 'failed', code: 'not-encrypted' }
  }
  const headers = Object.entries(details.headers).map(([name, value]) => [name.toLowerCase(), String(value)])
  const answered = await door({
    url: endpoint,
    method: 'POST',
    headers: Object.fromEntries(headers) as Partial<Record<AllowedHeader, string>>,
    body: details.body,
    maxBytes: 10_000,
    timeoutMs: 5000,
  })
  if (answered.type === 'error') {
    const { code } = answered.error
    return { type: NEVER.includes(code) ? 'gone' : 'failed', code }
  }
  const { status } = answered.value
  if (status >= 200 && status < 300) return { type: 'sent' }
  return { type: status === 404 || status === 410 ? 'gone' : 'failed', code: `push-${status}` }
}
