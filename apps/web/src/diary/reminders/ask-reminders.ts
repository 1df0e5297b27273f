// What the server keeps of reminders, and the device's own part in notices: a subscription at the browser's push service.

export interface Reminder {
  readonly channel: 'none' | 'push' | 'mail'
  /** `21:00`; null where nothing was ever chosen. */
  readonly at: string | null
  readonly zone: string | null
  readonly language: 'en' | 'es' | null
  readonly nextAt: string | null
  readonly snoozedUntil: string | null
  readonly pausedOn: string | null
}

export interface MailConsent {
  readonly version: number
  readonly language: string
  readonly title: string
  readonly words: string
}

export type Kept =
  | { readonly type: 'ok'; readonly value: Reminder }
  | { readonly type: 'no-consent'; readonly consent: MailConsent }
  | { readonly type: 'trouble' }

const ANSWERS_WITHIN_MS = 15_000

async function asked(path: string, method: string, body?: unknown): Promise<Kept> {
  try {
    const answer = await fetch(path, {
      method,
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (answer.ok) return { type: 'ok', value: (await answer.json()) as Reminder }
    if (answer.status !== 409) return { type: 'trouble' }
    const told = (await answer.json()) as MailConsent & { readonly code: string }
    return told.code === 'no-consent' ? { type: 'no-consent', consent: told } : { type: 'trouble' }
  } catch {
    return { type: 'trouble' }
  }
}

export function reminderOf(patient: string): Promise<Kept> {
  return asked(`/api/v1/reminders/${patient}`, 'GET')
}

export function keepReminder(
  patient: string,
  wish: {
    readonly channel: Reminder['channel']
    readonly at: string
    readonly zone: string
    readonly language: string
    readonly consent?: { readonly version: number; readonly language: string }
  },
): Promise<Kept> {
  return asked(`/api/v1/reminders/${patient}`, 'PUT', wish)
}

export function snooze(patient: string, until: string): Promise<Kept> {
  return asked(`/api/v1/reminders/${patient}/snooze`, 'POST', { until })
}

/** `no-push`: this browser has none. `denied`: the person does not let it. */
export async function subscribeHere(): Promise<'ok' | 'no-push' | 'denied' | 'trouble'> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return 'no-push'
  try {
    if ((await Notification.requestPermission()) !== 'granted') return 'denied'
    const { publicKey } = (await (await fetch('/api/v1/push-subscriptions')).json()) as { readonly publicKey: string }
    const registration = await navigator.serviceWorker.ready
    const key = bytesOf(publicKey)
    const known = await registration.pushManager.getSubscription()
    // of a server that was set up anew: its old key opens nothing any more
    if (known !== null && !sameBytes(known.options.applicationServerKey, key)) await known.unsubscribe()
    const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
    const answer = await fetch('/api/v1/push-subscriptions', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(subscription.toJSON()),
    })
    return answer.ok ? 'ok' : 'trouble'
  } catch {
    return 'trouble'
  }
}

/** Before signing out: this device gets no notices of the account any more. Whatever fails is left to the server, which forgets what is gone. */
export async function unsubscribeHere(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration('/diary/')
    const subscription = await registration?.pushManager.getSubscription()
    if (subscription === null || subscription === undefined) return
    await fetch('/api/v1/push-subscriptions', {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint: subscription.endpoint }),
    })
    await subscription.unsubscribe()
  } catch (error) {
    reportError(error)
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0))
}

function sameBytes(one: ArrayBuffer | null, other: Uint8Array): boolean {
  if (one === null || one.byteLength !== other.length) return false
  return new Uint8Array(one).every((byte, at) => byte === other[at])
}
