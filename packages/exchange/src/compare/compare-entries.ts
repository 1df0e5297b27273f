// What an import brings held against what the diary has: new, the same, said differently, or perhaps the same thing under another name.
import { readMoment } from '@clearday/diary'
import { PIECE_LISTS, type ImportPieces, type PieceList, type WrittenOf } from '../apply/pieces.ts'

/** What the diary has: lists of the interchange format, as far as there are any. */
export type EntriesThere = { readonly [L in PieceList]?: readonly WrittenOf<L>[] }

export interface ComparedEntry {
  readonly list: PieceList
  /** The key in the diary: a date, or an id. */
  readonly key: string
  /**
   * `same`: the diary says all of it already. `differs`: it has this entry and says something else, or less. `perhaps-twice`: it has another
   * entry that may be the same thing.
   */
  readonly verdict: 'new' | 'same' | 'differs' | 'perhaps-twice'
  /** The other entry's key, where it may be there twice. */
  readonly other?: string
  /** What both say differently. A field that the diary does not have is null there. */
  readonly fields: readonly { readonly name: string; readonly here: unknown; readonly imported: unknown }[]
}

export type CompareCounts = Readonly<Record<ComparedEntry['verdict'], number>>

export interface Comparison {
  /** In the order of the pieces. */
  readonly entries: readonly ComparedEntry[]
  readonly counts: CompareCounts
}

/** Doses of one product within so many minutes may be one. */
const MINUTES_APART = 15
const MS_PER_MINUTE = 60_000
const MS_PER_HOUR = 3_600_000

type Entry = Readonly<Record<string, unknown>>

/** @param timeZone of the diary. O(n log n) in the entries of both. */
export function compareEntries(pieces: ImportPieces, there: EntriesThere, timeZone: string): Comparison {
  const entries: ComparedEntry[] = []
  for (const list of PIECE_LISTS) {
    const named = list === 'days' ? 'date' : 'id'
    const known = new Map((there[list] ?? []).map((entry) => [String((entry as Entry)[named]), entry as Entry]))
    const near = neighbours(list, [...known.values()], timeZone)
    const imported = new Set((pieces[list] as readonly Entry[]).map((entry) => String(entry[named])))
    for (const entry of pieces[list] as readonly Entry[]) {
      const key = String(entry[named])
      const here = known.get(key)
      if (here !== undefined) {
        const fields = differences(entry, here)
        entries.push({ list, key, verdict: fields.length === 0 ? 'same' : 'differs', fields })
        continue
      }
      // what an earlier import of the file gave is compared with itself alone
      const other = near(entry, imported)
      entries.push({
        list,
        key,
        verdict: other === null ? 'new' : 'perhaps-twice',
        ...(other !== null && { other }),
        fields: [],
      })
    }
  }
  const counts = { new: 0, same: 0, differs: 0, 'perhaps-twice': 0 }
  for (const { verdict } of entries) counts[verdict]++
  return { entries, counts }
}

function differences(entry: Entry, here: Entry): ComparedEntry['fields'] {
  return Object.entries(entry)
    .filter(([name, value]) => !Object.hasOwn(here, name) || canonical(here[name]) !== canonical(value))
    .map(([name, imported]) => ({ name, here: Object.hasOwn(here, name) ? here[name] : null, imported }))
}

/** A database keeps the names within an object in an order of its own. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}

interface Span {
  readonly key: string
  readonly entry: Entry
  readonly from: number
  readonly to: number
}

/** Finds the entry that may be the same thing; null for none. @param itself keys of the import, which are no others. */
type Neighbour = (entry: Entry, itself: ReadonlySet<string>) => string | null

function neighbours(list: PieceList, known: readonly Entry[], timeZone: string): Neighbour {
  if (list === 'customFactors' || list === 'customSymptoms' || list === 'ownProducts') {
    const byName = new Map(known.map((entry) => [plain(entry.name), String(entry.id)]))
    return ({ name }) => byName.get(plain(name)) ?? null
  }
  if (list === 'days') return () => null
  const spanOf = list === 'attacks' ? attackSpan : momentSpan
  const spans = known
    .flatMap((entry): Span[] => {
      const span = spanOf(entry, timeZone)
      return span === null ? [] : [{ key: String(entry.id), entry, ...span }]
    })
    .sort((one, other) => one.from - other.from)
  const longest = spans.reduce((most, { from, to }) => Math.max(most, to - from), 0)
  const apart = list === 'attacks' ? 0 : list === 'intakes' ? MINUTES_APART * MS_PER_MINUTE : MS_PER_HOUR
  return (entry, itself) => {
    const span = spanOf(entry, timeZone)
    if (span === null) return null
    for (let at = firstFrom(spans, span.from - apart - longest); at < spans.length; at++) {
      const other = spans[at]
      if (other.from > span.to + apart) break
      if (other.to < span.from - apart || itself.has(other.key)) continue
      if (list === 'intakes' && plain(entry.product) !== plain(other.entry.product)) continue
      if (list === 'sessions' && entry.therapy !== other.entry.therapy) continue
      return other.key
    }
    return null
  }
}

/** The first place whose span begins at or after a moment. O(log n). */
function firstFrom(spans: readonly Span[], from: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle].from < from) low = middle + 1
    else high = middle
  }
  return low
}

/** Letters and digits: `Ibuprofeno 400 mg` and `ibuprofeno 400mg` are one name. */
function plain(name: unknown): string {
  return typeof name === 'string'
    ? name
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, '')
    : ''
}

/** From the first to the last moment that it can be; of an attack without an end, only its start. */
function attackSpan(entry: Entry, timeZone: string): { readonly from: number; readonly to: number } | null {
  const zone = typeof entry.timeZone === 'string' ? entry.timeZone : timeZone
  const start = momentOf(entry.start, zone)
  if (start === null) return null
  const end = momentOf(entry.end, typeof entry.endTimeZone === 'string' ? entry.endTimeZone : zone)
  return { from: start.from, to: Math.max(start.to, end?.to ?? 0) }
}

function momentSpan(entry: Entry, timeZone: string): { readonly from: number; readonly to: number } | null {
  return momentOf(entry.at, typeof entry.timeZone === 'string' ? entry.timeZone : timeZone)
}

function momentOf(text: unknown, zone: string): { readonly from: number; readonly to: number } | null {
  const moment = typeof text === 'string' ? readMoment(text, zone) : 'not-a-moment'
  return typeof moment === 'object' ? { from: moment.earliestMs, to: moment.latestMs } : null
}
