// A lock of the app: a number asked for when it is opened and after a while away. It keeps from looking who picks up the device; what is
// stored is not encrypted by it.

const LOCK = 'clearday lock'
const FORGOTTEN = 'clearday lock forgotten'
/** In the background longer than this, the number is asked for again. */
export const AWAY_MS = 3 * 60_000
const ROUNDS = 600_000
/** After each wrong number the next has to wait longer, ms. */
const FIRST_WAIT = 1000
const LONGEST_WAIT = 60_000

interface Lock {
  readonly salt: readonly number[]
  readonly check: readonly number[]
  readonly wrong: number
  /** Before this no number is looked at, ms since 1970. */
  readonly until: number
}

function kept(): Lock | null {
  const text = localStorage.getItem(LOCK)
  return text === null ? null : (JSON.parse(text) as Lock)
}

export function isLockSet(): boolean {
  return localStorage.getItem(LOCK) !== null
}

/** Not over plain http: browsers derive keys only in a secure context. */
export function canLock(): boolean {
  return (crypto as { readonly subtle?: SubtleCrypto }).subtle !== undefined
}

export async function setLock(number: string): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const lock: Lock = { salt: [...salt], check: await checkOf(number, salt), wrong: 0, until: 0 }
  localStorage.setItem(LOCK, JSON.stringify(lock))
}

export function removeLock(): void {
  localStorage.removeItem(LOCK)
  localStorage.removeItem(FORGOTTEN)
}

/** @param now ms since 1970. @returns how long the next try has to wait, ms; 0 where it was right. */
export async function tryNumber(number: string, now: number): Promise<number> {
  const lock = kept()
  if (lock === null) return 0
  if (now < lock.until && lock.until - now <= LONGEST_WAIT) return lock.until - now
  const check = await checkOf(number, Uint8Array.from(lock.salt))
  const isRight = check.every((byte, place) => byte === lock.check[place])
  const wait = isRight ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(lock.wrong, 10))
  localStorage.setItem(LOCK, JSON.stringify({ ...lock, wrong: isRight ? 0 : lock.wrong + 1, until: now + wait }))
  return wait
}

/** Who forgot the number signs in anew: the session is ended first, so that an open one proves nothing. */
export function rememberForgotten(account: string): void {
  localStorage.setItem(FORGOTTEN, account)
}

/** @param account that has signed in since. */
export function isForgottenBy(account: string): boolean {
  return localStorage.getItem(FORGOTTEN) === account
}

async function checkOf(number: string, salt: Uint8Array<ArrayBuffer>): Promise<readonly number[]> {
  const raw = await crypto.subtle.importKey('raw', new TextEncoder().encode(number), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, raw, 256)
  return [...new Uint8Array(bits)]
}
