// What every page of the app knows: the open diary, its language and light, the day that it is, and whether what was said is sent.
import { askWhoIsSignedIn, holdThoseOf, type Asked } from './device/account.ts'
import {
  currentDiary,
  heldDiaries,
  holdDiary,
  letGoOf,
  makeCurrent,
  nameFor,
  thisDevice,
  TRIED,
  type HeldDiary,
} from './device/diaries.ts'
import { openDiary, stateOf, type ChoiceRow, type DiaryDatabase, type EntryRow } from './device/database.ts'
import {
  goesOn,
  heedSigningIn,
  heedSigningOut,
  hiddenDiaries,
  hideAllBut,
  isHidden,
  nextDiary,
  stopGoingOn,
} from './device/hide.ts'
import type { Reader } from './device/readable.ts'
import type { Said, Saying, SayingOf } from './device/say.ts'
import { askToKeep } from './device/storage.ts'
import { exchange, type Exchanged } from './device/sync.ts'
import { dayAt, deviceZone, momentAt } from './device/wall-clock.ts'
import { entryOf } from './device/read-entries.ts'
import { withZones } from './device/zones-of-words.ts'

export const LANGUAGES = ['en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]
export const LIGHTS = ['auto', 'day', 'night', 'attack', 'attack-green', 'attack-grey'] as const
export type Light = (typeof LIGHTS)[number]

/** From the shortest wait to the longest, ms: after each failure the next. */
const WAITS = [5_000, 15_000, 60_000, 300_000, 900_000] as const
/** So that several taps in a row travel together. */
const TOGETHER_MS = 800

/** How words are kept, with the rules of their form: after the first picture, and long before the first word. */
export const sayingPart = () => import('./device/say.ts')

/** What calendars and counts can read; null where it cannot be had now: words are kept all the same. */
async function readingPart(): Promise<Reader | null> {
  try {
    return await (await import('./device/readable.ts')).reader()
  } catch (error) {
    reportError(error)
    return null
  }
}

export class App {
  readonly database: DiaryDatabase
  readonly diary: HeldDiary
  readonly clock: () => number
  language = $state<Language>('en')
  light = $state<Light>('auto')
  /** The light of a page that has its own, for as long as it is shown; null for the chosen one. */
  lightOfPage = $state<Light | null>(null)
  /** Where the device is. */
  zone = $state(deviceZone())
  /** The local day that it is. */
  today = $state('')
  /** What came of the last exchange; null before the first, and for a diary without an account. */
  exchanged = $state<Exchanged | null>(null)
  exchanging = $state(false)
  /** Who is signed in; null until the server said it, and without a network. */
  signedIn = $state.raw<Asked | null>(null)
  /** Why something could not be kept; null where nothing is wrong. `full`: there is no room on the device. `elsewhere`: another
   * tab moved or closed this diary. */
  trouble = $state<'full' | 'storage' | 'elsewhere' | null>(null)
  /** Why the diary is covered until somebody says that it is theirs: the session has `ended`, or somebody has signed in and the server does
   * not say who. Null where it is not covered. */
  covered = $state<'ended' | 'signed-in' | null>(null)
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(database: DiaryDatabase, diary: HeldDiary, clock: () => number) {
    this.database = database
    this.diary = diary
    this.clock = clock
    this.language = chosen('clearday language', LANGUAGES) ?? languageOf(navigator.languages)
    this.light = chosen('clearday light', LIGHTS) ?? 'auto'
    this.lookAtTheClock()
  }

  lookAtTheClock(): void {
    this.zone = deviceZone()
    this.today = dayAt(this.clock(), this.zone)
  }

  /** The moment that it is, as a diary writes it. */
  now(): string {
    return momentAt(this.clock(), this.zone)
  }

  choose(choice: { readonly language?: Language; readonly light?: Light }): void {
    if (choice.language !== undefined) {
      this.language = choice.language
      localStorage.setItem('clearday language', choice.language)
    }
    if (choice.light !== undefined) {
      this.light = choice.light
      localStorage.setItem('clearday light', choice.light)
    }
  }

  /** On the disk once it is answered; sent when it can be. What cannot be kept is told as `trouble` and answered null. */
  async say(...sayings: readonly (Saying | SayingOf)[]): Promise<Said | null> {
    // what is lived elsewhere than the diary says where: beginnings in `timeZone`, the end of an attack in `endTimeZone`
    return this.#kept(sayings, undefined, (saying, known, home) =>
      withZones(saying, known?.fields ?? {}, known !== null, { home, here: this.zone, today: this.today }),
    )
  }

  /**
   * The same for what was lived before and is brought in: it was not lived where the device is now. All of it or nothing.
   *
   * @param beside kept with it, made of the ids of the sayings.
   */
  async bring(
    sayings: readonly Saying[],
    beside: (ids: readonly string[]) => readonly ChoiceRow[],
  ): Promise<Said | null> {
    return this.#kept(sayings, beside)
  }

  async #kept(
    sayings: readonly (Saying | SayingOf)[],
    beside?: (ids: readonly string[]) => readonly ChoiceRow[],
    lived?: (saying: Saying, known: EntryRow | null, home: string) => Saying,
  ): Promise<Said | null> {
    try {
      const [{ say }, read] = await Promise.all([sayingPart(), readingPart()])
      const first = await this.#firstWords()
      const now = this.clock()
      const kept = (ids: readonly string[]): readonly ChoiceRow[] => beside?.(ids.slice(first.length)) ?? []
      const said = await say(this.database, [...first, ...sayings], now, { beside: kept, lived, read })
      if (said.type === 'error') return { ...said, saying: Math.max(0, said.saying - first.length) }
      this.trouble = null
      if (first.length > 0) {
        holdDiary(this.diary)
        // now there is something to lose
        void askToKeep()
      }
      this.sendSoon()
      return said
    } catch (error) {
      this.trouble = isFull(error) ? 'full' : isElsewhere(error) ? 'elsewhere' : 'storage'
      reportError(error)
      return null
    }
  }

  /** A diary says first in which zone it is lived. */
  async #firstWords(): Promise<readonly Saying[]> {
    const frame = await entryOf(this.database, 'diary', 'diary')
    return frame === null ? [{ entity: 'diary', key: 'diary', fields: { timeZone: this.zone } }] : []
  }

  /** Whose diaries can be opened here: those of others are hidden; an empty diary that was only looked at gives way to one's own. */
  async lookWhoIsSignedIn(): Promise<void> {
    heedSigningOut()
    if (this.#givesWay()) return
    const asked = await askWhoIsSignedIn()
    if (asked.type === 'unknown') return
    this.signedIn = asked
    const { account } = this.diary
    if (asked.type === 'signed-out') {
      this.covered = account !== null && !goesOn(account) ? 'ended' : null
      return
    }
    this.covered = null
    stopGoingOn()
    const hidden = new Set(hiddenDiaries().map(({ name }) => name))
    holdThoseOf(asked.account, asked.diaries)
    hideAllBut(asked.account)
    if (this.#givesWay(asked.account)) return
    const own = asked.diaries.find(({ capacity }) => capacity === 'self') ?? asked.diaries[0]
    if (account !== null || own === undefined) return
    // who writes for others only, and began one of their own, stays in it
    if (own.capacity === 'proxy' && heldDiaries().some((one) => one.name === TRIED.name)) return
    const name = nameFor(asked.account, own.patient)
    // who comes back to a hidden diary finds it; else what was said without an account is not left unseen
    if (!hidden.has(name) && (await this.database.entries.count()) > 0) return
    // one that is encrypted waits for its words
    if (heldDiaries().some((one) => one.name === name && !one.locked)) this.open(name)
  }

  /** Opens what may be shown, where the open diary may not be any more. */
  #givesWay(account: string | null = null): boolean {
    if (this.diary.account === null || !isHidden(this.diary)) return false
    this.open(nextDiary(account))
    return true
  }

  /** Another tab has hidden this diary. */
  heedOtherTabs(): void {
    this.#givesWay()
  }

  /** Another diary of this device: the app begins anew with it. */
  open(name: string): void {
    makeCurrent(name)
    this.database.close()
    location.assign('/diary/')
  }

  sendSoon(): void {
    if (this.diary.patient === null) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.send(), TOGETHER_MS)
  }

  /** Now, and again later where it does not come through. */
  async send(): Promise<void> {
    if (this.diary.patient === null || this.exchanging) return
    clearTimeout(this.#timer)
    this.exchanging = true
    try {
      const asked = this.signedIn
      // what is said is said by who is signed in: never by somebody else
      const isOther = asked?.type === 'signed-in' && asked.account !== this.diary.account
      this.exchanged = isOther ? { type: 'other-account' } : await exchange(this.database, this.diary, this.clock)
    } catch (error) {
      this.exchanged = { type: 'trouble', status: 0 }
      reportError(error)
    } finally {
      this.exchanging = false
    }
    const { type } = this.exchanged
    // the server says that somebody else is signed in by now
    if (type === 'other-account') void this.lookWhoIsSignedIn()
    if (type === 'in-step') {
      this.#failures = 0
      // said while the last exchange was under way
      if (
        (await this.database.outbox.filter(({ refused, waits }) => refused === undefined && waits !== true).count()) > 0
      )
        this.sendSoon()
    } else if (type === 'unreachable' || type === 'trouble') {
      const told = this.exchanged.type === 'trouble' ? (this.exchanged.after ?? 0) : 0
      const wait = WAITS[Math.min(this.#failures, WAITS.length - 1)]
      this.#failures += 1
      // not all devices at once when a server comes back
      this.#timer = setTimeout(() => void this.send(), Math.max(told, wait * (0.75 + Math.random() / 2)))
    }
  }
}

function isFull(error: unknown): boolean {
  const names = [error, (error as { readonly inner?: unknown }).inner].map((one) => (one as Error | undefined)?.name)
  return names.includes('QuotaExceededError')
}

function isElsewhere(error: unknown): boolean {
  return ['Moved', 'DatabaseClosedError'].includes((error as { readonly name?: string }).name ?? '')
}

function chosen<One extends string>(name: string, ones: readonly One[]): One | null {
  const text = localStorage.getItem(name)
  return ones.find((one) => one === text) ?? null
}

function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => language === tag.slice(0, 2))
    if (found !== undefined) return found
  }
  return 'en'
}

let opened: App | null = null

/** @param clock ms since 1970. */
export async function openApp(clock: () => number): Promise<App> {
  heedSigningOut()
  const isCovered = await heedSigningIn()
  for (;;) {
    const diary = currentDiary()
    const database = await openDiary(diary.name, thisDevice(clock()), () => {
      if (opened !== null) opened.trouble = 'elsewhere'
    })
    if ((await stateOf(database)).moved !== true) {
      opened = new App(database, diary, clock)
      if (isCovered && diary.account !== null) opened.covered = 'signed-in'
      return opened
    }
    // the app was ended between moving it and letting it go
    if (diary.account === null) letGoOf(diary.name)
    else holdDiary({ ...diary, locked: true, sealed: true })
    await database.delete()
  }
}

/** The app that was opened. Pages are made after it. */
export function app(): App {
  if (opened === null) throw new Error('no diary is open yet')
  return opened
}
