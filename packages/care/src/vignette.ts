// A golden vignette: a patient in a few lines and what a clinician expects of the diary. Here the lines become a diary in its interchange format.
import { addDays, datesFrom, dayNumber, isLocalDate, lastOfMonth, type LocalDate } from '@clearday/diary'

/** JSON as it is written. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

export const VIGNETTE_KINDS = ['typical', 'borderline', 'trap'] as const

export const EXPECTATIONS = [
  'refused',
  'patterns',
  'months',
  'windows',
  'medicines',
  'warnings',
  'doses',
  'strengths',
  'ageNote',
  'safety',
  'candidacy',
  'questionnaires',
  'plan',
] as const

export interface Vignette {
  readonly id: string
  readonly title: string
  readonly kind: (typeof VIGNETTE_KINDS)[number]
  /** What it shows, with the criterion or the source. */
  readonly why: string
  /** Top-level keys of the format, as they are. */
  readonly diary?: JsonObject
  readonly days?: readonly JsonObject[]
  readonly attacks?: readonly JsonObject[]
  readonly intakes?: readonly JsonObject[]
  readonly expected: { readonly [name: string]: Json }
}

/** Headaches by name, so that a vignette needs to say only what is different about its own. */
export type NamedHeadaches = { readonly [name: string]: JsonObject }

export type VignetteRead =
  { readonly type: 'ok'; readonly value: Vignette } | { readonly type: 'error'; readonly problems: readonly string[] }

const KEYS = ['id', 'title', 'kind', 'why', 'diary', 'days', 'attacks', 'intakes', 'expected']
const PATTERN_KEYS = ['from', 'to', 'everyNth', 'offset', 'dates', 'months', 'on', 'each']
const LISTS = ['days', 'attacks', 'intakes'] as const
const DEFAULT_ZONE = 'Europe/Madrid'
const CLOCK = /^T([01]\d|2[0-3]):[0-5]\d$/

/**
 * Whether the JSON is a vignette; every problem in words, none of the medicine is judged here.
 *
 * @param headaches what `like` may name.
 */
export function checkVignette(given: unknown, headaches: NamedHeadaches): VignetteRead {
  const problems: string[] = []
  if (!isObject(given)) return { type: 'error', problems: ['a vignette is an object'] }
  const name = typeof given.id === 'string' ? given.id : '(no id)'
  const tell = (problem: string): number => problems.push(`${name}: ${problem}`)
  for (const key of Object.keys(given)) if (!KEYS.includes(key)) tell(`"${key}" is no key of a vignette`)
  if (typeof given.id !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(given.id)) tell('id is small words with hyphens')
  for (const key of ['title', 'why']) if (typeof given[key] !== 'string' || given[key] === '') tell(`${key} is missing`)
  if (!VIGNETTE_KINDS.some((kind) => kind === given.kind)) tell(`kind is one of ${VIGNETTE_KINDS.join(', ')}`)
  const diary = given.diary ?? {}
  if (!isObject(diary)) tell('diary is an object')
  else for (const list of LISTS) if (!Array.isArray(diary[list] ?? [])) tell(`diary.${list} is a list`)
  for (const list of LISTS) {
    const entries = given[list] ?? []
    if (!Array.isArray(entries)) tell(`${list} is a list`)
    else
      entries.forEach((entry: unknown, k) =>
        checkPattern(entry, headaches, (problem) => tell(`${list}[${k}] ${problem}`)),
      )
  }
  const { expected } = given
  if (!isObject(expected) || Object.keys(expected).length === 0) tell('expected says nothing')
  else {
    for (const key of Object.keys(expected)) {
      if (!EXPECTATIONS.some((one) => one === key)) tell(`nothing can be expected of "${key}"`)
    }
  }
  return problems.length > 0 ? { type: 'error', problems } : { type: 'ok', value: given as unknown as Vignette }
}

function checkPattern(entry: unknown, headaches: NamedHeadaches, tell: (problem: string) => void): void {
  if (!isObject(entry)) return tell('is an object')
  if (entry.each === undefined) return checkLikes(entry, headaches, tell)
  for (const key of Object.keys(entry)) if (!PATTERN_KEYS.includes(key)) tell(`"${key}" stands outside of "each"`)
  if (isObject(entry.each)) {
    checkLikes(entry.each, headaches, tell)
    const { durationHours, start, at } = entry.each
    if (
      durationHours !== undefined &&
      !(typeof durationHours === 'number' && durationHours >= 0 && durationHours < 1e5)
    )
      tell('durationHours is a number of hours')
    for (const clock of [start, at]) {
      if (clock !== undefined && !(typeof clock === 'string' && CLOCK.test(clock)))
        tell('a time of day is written "T08:00"')
    }
  } else tell('"each" is an object')
  const ways = [entry.from !== undefined, entry.dates !== undefined, entry.months !== undefined].filter(Boolean)
  if (Array.isArray(entry.months) && !entry.months.every((month) => /^\d{4}-(0[1-9]|1[0-2])$/.test(String(month))))
    return tell('months are written "2026-03"')
  if (ways.length !== 1) tell('has one of "from" and "to", "dates", or "months" and "on"')
  else if (datesOf(entry as JsonObject).length === 0) tell('covers no day')
  for (const date of [entry.from, entry.to, ...(Array.isArray(entry.dates) ? (entry.dates as unknown[]) : [])] as (
    Json | undefined
  )[]) {
    if (date !== undefined && !(typeof date === 'string' && isLocalDate(date))) tell(`${written(date)} is no day`)
  }
}

/** Every `like`, however deep it stands, names a headache that there is. */
function checkLikes(entry: Record<string, unknown>, headaches: NamedHeadaches, tell: (problem: string) => void): void {
  for (const [key, value] of Object.entries(entry)) {
    if (key === 'like' && !(typeof value === 'string' && Object.hasOwn(headaches, value)))
      tell(`like is one of ${Object.keys(headaches).join(', ')}`)
    if (isObject(value)) checkLikes(value, headaches, tell)
  }
}

/**
 * The diary of a vignette as JSON in the format clearday-diary-1.
 *
 * A later entry for a day replaces an earlier one. A headache-free day that comes from a pattern gives way to an attack from a pattern that
 * touches it; one that is written out stays, as a contradiction would in life. `like` takes a headache by its name, and null unsays a feature.
 */
export function expandVignette(vignette: Vignette, headaches: NamedHeadaches): JsonObject {
  const diary = vignette.diary ?? {}
  const zone = typeof diary.timeZone === 'string' ? diary.timeZone : DEFAULT_ZONE
  const days = new Map<LocalDate, { entry: JsonObject; written: boolean }>()
  for (const { entry, date } of expandList(vignette.days ?? [], headaches)) {
    days.set(date ?? written(entry.date), { entry: { ...entry, date: date ?? entry.date }, written: date === null })
  }
  const attacks = expandList(vignette.attacks ?? [], headaches).map(({ entry, date }, k) =>
    numbered('attack', k, date === null ? entry : attackOn(date, entry, zone)),
  )
  for (const { start, end } of attacks) {
    const began = written(start)
    const last = typeof end === 'string' && isLocalDate(end.slice(0, 10)) ? end : began
    for (const touched of datesFrom(began.slice(0, 10), last.slice(0, 10))) {
      const day = days.get(touched)
      const endsBefore = touched === last.slice(0, 10) && touched !== began.slice(0, 10) && /T00:00/.test(last)
      if (day !== undefined && !day.written && day.entry.headache === 'none' && !endsBefore) days.delete(touched)
    }
  }
  const intakes = expandList(vignette.intakes ?? [], headaches).map(({ entry, date }, k) =>
    numbered('intake', k, date === null ? entry : { ...entry, at: `${date}${textOr(entry.at, '')}` }),
  )
  const lists = {
    days: [...days.values()].map(({ entry }) => entry),
    attacks,
    intakes,
  }
  const joined = Object.fromEntries(
    LISTS.map((list) => [list, [...((diary[list] as readonly Json[] | undefined) ?? []), ...lists[list]]]),
  )
  return { format: 'clearday-diary-1', timeZone: zone, ...diary, ...joined }
}

interface Expanded {
  readonly entry: JsonObject
  /** The day it stands for; null for an entry that is written out with its own. */
  readonly date: LocalDate | null
}

function expandList(patterns: readonly JsonObject[], headaches: NamedHeadaches): Expanded[] {
  return patterns.flatMap((pattern): Expanded[] => {
    if (pattern.each === undefined) return [{ entry: likened(pattern, headaches), date: null }]
    const entry = likened(pattern.each as JsonObject, headaches)
    return datesOf(pattern).map((date) => ({ entry, date }))
  })
}

function likened(entry: JsonObject, headaches: NamedHeadaches): JsonObject {
  const { like, ...own } = entry
  const named = like === undefined ? {} : headaches[written(like)]
  if (named === undefined) throw new Error(`there is no headache named ${written(like)}`)
  const said = Object.entries({ ...named, ...own }).filter(([, value]) => value !== null)
  return Object.fromEntries(said.map(([key, value]) => [key, isObject(value) ? likened(value, headaches) : value]))
}

/** The days that a pattern stands for, in order. */
function datesOf({ from, to, everyNth, offset, dates, months, on }: JsonObject): LocalDate[] {
  if (Array.isArray(dates)) return dates.map((date) => written(date as Json))
  if (Array.isArray(months)) return months.flatMap((month) => daysOfMonth(written(month as Json), on ?? '1-31'))
  const step = Number(everyNth ?? 1)
  const first = written(from)
  const last = written(to)
  if (!isLocalDate(first) || !isLocalDate(last)) return []
  return datesFrom(first, last).filter(
    (date) => (dayNumber(date) - dayNumber(first) - Number(offset ?? 0)) % step === 0,
  )
}

/** Of one month: `"1-10"`, or a list of such ranges and days; days that the month does not have are left out. */
function daysOfMonth(month: string, on: Json): LocalDate[] {
  const parts = Array.isArray(on) ? (on as readonly Json[]) : [on]
  const last = lastOfMonth(month)
  return parts.flatMap((part) => {
    const [from, to = from] = written(part).split('-').map(Number)
    const first = addDays(`${month}-01`, from - 1)
    return datesFrom(first, addDays(first, to - from)).filter((date) => date <= last)
  })
}

/** `durationHours` are hours as they pass, so that an attack in a night on which clocks change ends when it did. */
function attackOn(date: LocalDate, entry: JsonObject, zone: string): JsonObject {
  const { durationHours, ...attack } = entry
  const start = `${date}${textOr(entry.start, '')}`
  if (durationHours === undefined) return { ...attack, start }
  const began = Temporal.PlainDateTime.from(start).toZonedDateTime(textOr(entry.timeZone, zone))
  const ended = began.add({ minutes: Math.round(Number(durationHours) * 60) })
  return { ...attack, start, end: ended.toString({ smallestUnit: 'minute', timeZoneName: 'never' }) }
}

function numbered(word: string, k: number, entry: JsonObject): JsonObject {
  return { id: `${word}-${k + 1}`, ...entry }
}

function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

/** A date, a name or a number as it stands there; anything else as JSON, so that a message can show it. */
function written(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
