// Asking the sign-in from a page's action: its cookies go into the answer, its refusals become words.
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { MessageKey, Values } from '#lib/words/words.ts'
import type { WebSession } from '../../services.ts'

export interface Fault {
  readonly field: string
  readonly key: MessageKey
  readonly values?: Values
}

export type Asked =
  | { readonly type: 'ok'; readonly body: Record<string, unknown> }
  | { readonly type: 'error'; readonly code: string; readonly minutes: number }

/** @param body without it the address is read. */
export async function askSignIn(event: RequestEvent, path: string, body?: unknown): Promise<Asked> {
  const answer = await event.locals.clinic.signIn(event.request, event.getClientAddress(), path, body)
  const set = answer.headers.getSetCookie()
  event.locals.setCookies.push(...set)
  if (path === '/sign-out' || set.some((cookie) => /session_token=[^;]/.test(cookie)))
    event.locals.setCookies.push(tellDiary(event.url, path === '/sign-out' ? 'out' : 'in'))
  const said = (await answer.json().catch(() => null)) as Record<string, unknown> | null
  if (answer.ok) return { type: 'ok', body: said ?? {} }
  const code = typeof said?.code === 'string' ? said.code : `HTTP_${String(answer.status)}`
  if (code === 'PROVE_AGAIN') redirect(303, proveFirst(event))
  const seconds = Number(answer.headers.get('retry-after') ?? answer.headers.get('x-retry-after') ?? 60)
  return {
    type: 'error',
    code: answer.status === 429 ? 'TOO_MANY_ATTEMPTS' : code,
    minutes: Math.max(1, Math.ceil(seconds / 60)),
  }
}

/**
 * Tells the diary app of this browser, once, that somebody signed in or out here: it shows nobody's diary to somebody else, also where it
 * opens without a network. It says neither who nor anything else.
 */
function tellDiary({ protocol }: URL, what: 'in' | 'out'): string {
  return `clearday-diary=${what}; Path=/diary/; Max-Age=31536000; SameSite=Lax${protocol === 'https:' ? '; Secure' : ''}`
}

export function proveFirst({ url }: Pick<RequestEvent, 'url'>): string {
  return `/account/prove?next=${encodeURIComponent(pathOf(url))}`
}

/** With the diary that the page is about: who comes back is on the same. */
function pathOf({ pathname, searchParams }: URL): string {
  const diary = searchParams.get('diary')
  return diary === null ? pathname : `${pathname}?diary=${diary}`
}

const PASSWORDS: Readonly<Record<string, MessageKey>> = {
  PASSWORD_TOO_SHORT: 'fault.password.short',
  PASSWORD_TOO_LONG: 'fault.password.long',
  PASSWORD_TOO_COMMON: 'fault.password.common',
  PASSWORD_SAYS_WHO_YOU_ARE: 'fault.password.about',
}
const TOKENS = ['INVALID_TOKEN', 'TOKEN_EXPIRED', 'USER_NOT_FOUND', 'INVALID_USER']

/** @param fields where a fault of that kind is mended on this page. */
export function faultOf(
  { code, minutes }: Extract<Asked, { type: 'error' }>,
  fields: { readonly newPassword?: string; readonly password?: string; readonly first: string },
): Fault {
  const { first, password = first, newPassword = password } = fields
  if (code === 'TOO_MANY_ATTEMPTS') return { field: first, key: 'fault.tooMany', values: { minutes } }
  if (Object.hasOwn(PASSWORDS, code)) return { field: newPassword, key: PASSWORDS[code] }
  if (code === 'INVALID_EMAIL_OR_PASSWORD') return { field: first, key: 'fault.signIn' }
  if (code === 'EMAIL_NOT_VERIFIED') return { field: first, key: 'fault.unconfirmed' }
  if (code === 'INVALID_EMAIL') return { field: first, key: 'fault.email' }
  if (code === 'INVALID_PASSWORD') return { field: password, key: 'fault.password.wrong' }
  if (TOKENS.includes(code)) return { field: 'token', key: 'fault.token' }
  return { field: first, key: 'fault.other', values: { code } }
}

/** The session of a page that only somebody signed in sees; others are sent to sign in and come back. */
export function signedIn({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): WebSession {
  if (locals.session === null) redirect(303, `/account/sign-in?next=${encodeURIComponent(pathOf(url))}`)
  return locals.session
}

/** A path of this site that somebody wanted to go to; anything else leads to the account. */
export function nextPath(url: URL): string {
  const next = url.searchParams.get('next') ?? ''
  return /^\/(?![/\\])[\w/.-]*(\?diary=[0-9a-f-]{36})?$/.test(next) ? next : '/account'
}

/** The texts of a form, without those around them; passwords as they are. */
export async function readForm(request: Request): Promise<(name: string) => string> {
  return saidIn(await request.formData())
}

/** The fields of a form by name: what is missing or a file is '', what was typed has no blanks around it, but for passwords. */
export function saidIn(form: FormData): (name: string) => string {
  return (name) => {
    const value = form.get(name)
    if (typeof value !== 'string') return ''
    return name.toLowerCase().includes('password') ? value : shownText(value).trim()
  }
}

/** The sign that no keyboard types and no database takes becomes the one for what cannot be shown, as browsers do it. */
export function shownText(words: string): string {
  return words.replaceAll('\0', '\ufffd')
}

export function isAddress(text: string): boolean {
  return /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(text)
}
