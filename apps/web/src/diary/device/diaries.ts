// Which diaries this device holds, and which of them is open. In localStorage, so that the first picture needs no database.
import { uuidOfTime } from '@clearday/diary/operations'

export interface HeldDiary {
  /** Of its database. */
  readonly name: string
  /** Null while it is tried without an account. */
  readonly account: string | null
  readonly patient: string | null
  /** `proxy`: somebody writes it for the person whose diary it is. */
  readonly capacity: 'self' | 'proxy'
  /** Whose it is, as the clinic knows them; empty where nobody said. */
  readonly person: string
  /** Signed out, and kept: it is shown again to who signs in with its account. */
  readonly locked: boolean
  /** Locked by words that only the person knows: what is kept of it is encrypted. */
  readonly sealed?: boolean
}

const DIARIES = 'clearday diaries'
const OPEN = 'clearday open diary'
const DEVICE = 'clearday device'

/** The diary that begins on a device without an account. */
export const TRIED: HeldDiary = {
  ...{ name: 'clearday tried', account: null, patient: null, capacity: 'self', person: '', locked: false },
}

/** In the order in which they came; none before the first entry. */
export function heldDiaries(): readonly HeldDiary[] {
  const text = localStorage.getItem(DIARIES)
  return text === null ? [] : (JSON.parse(text) as readonly HeldDiary[])
}

/** Adds it, or puts it in the place of the one with its name. */
export function holdDiary(diary: HeldDiary): void {
  const others = heldDiaries()
  const known = others.some(({ name }) => name === diary.name)
  const next = known ? others.map((one) => (one.name === diary.name ? diary : one)) : [...others, diary]
  localStorage.setItem(DIARIES, JSON.stringify(next))
}

export function letGoOf(name: string): void {
  localStorage.setItem(DIARIES, JSON.stringify(heldDiaries().filter((diary) => diary.name !== name)))
}

/** The one that was open the last time, if it may be shown; else the first that may be; else the one that is tried. */
export function currentDiary(): HeldDiary {
  const shown = heldDiaries().filter(({ locked }) => !locked)
  return shown.find(({ name }) => name === localStorage.getItem(OPEN)) ?? shown[0] ?? TRIED
}

export function makeCurrent(name: string): void {
  localStorage.setItem(OPEN, name)
}

/** One local database per account and patient. */
export function nameFor(account: string, patient: string): string {
  return `clearday ${account} ${patient}`
}

/** A UUID of this device, made the first time. @param now ms since 1970. */
export function thisDevice(now: number): string {
  const known = localStorage.getItem(DEVICE)
  if (known !== null) return known
  const made = uuidOfTime(now, crypto.getRandomValues(new Uint8Array(10)))
  localStorage.setItem(DEVICE, made)
  return made
}
