// A part of the diary as the pure packages read it, from what is kept on the device. Loaded only where days are counted: it brings the reader.
import { readDiary, type Diary } from '@clearday/diary'
import { assembleDiary, zoneOfFrame, type LivingEntry } from '@clearday/diary/operations'
import type { DiaryDatabase, EntryRow } from './database.ts'
import { entriesBetween, entriesOf, entryOf } from './read-entries.ts'
import { deviceZone } from './wall-clock.ts'

export interface SpanRead {
  readonly diary: Diary
  /** Entries that contradict themselves since two devices changed them: left out of the diary until somebody looks at them. */
  readonly unreadable: readonly EntryRow[]
}

/** Kinds that have no days and belong to every span. */
const ALWAYS = ['own-product', 'custom-factor', 'custom-symptom'] as const
const LIST_OF: Readonly<Record<string, string>> = {
  ...{ day: 'days', attack: 'attacks', intake: 'intakes', session: 'sessions', regimen: 'regimens' },
  ...{ questionnaire: 'questionnaires', 'safety-check': 'safetyChecks' },
}

/**
 * @param first and `last`: local days, both included; the diary's span is exactly that. Entries that reach beyond it are whole. Needs
 * Temporal: call `withTemporal` before. O(entries of the span).
 */
export async function readSpan(database: DiaryDatabase, first: string, last: string): Promise<SpanRead> {
  const person = await entryOf(database, 'person', 'person')
  const frame = await entryOf(database, 'diary', 'diary')
  const timeZone = (frame === null ? null : zoneOfFrame(frame)) ?? deviceZone()
  const lists = await Promise.all([
    entriesBetween(database, first, last),
    ...ALWAYS.map((kind) => entriesOf(database, kind)),
  ])
  let rows = [...(person === null ? [] : [person]), ...lists.flat()]
  const unreadable: EntryRow[] = []
  for (;;) {
    const written = assembleDiary(rows as readonly LivingEntry[], timeZone)
    // what began before or ends after would lie outside of the span, which the reader refuses: the diary is as long as what is in it
    const reach = reachOf(rows, first, last)
    const read = readDiary({ ...written, firstDay: reach.first, lastDay: reach.last })
    if (read.type === 'ok') return { diary: { ...read.value, firstDay: first, lastDay: last }, unreadable }
    const named = new Set(read.problems.map(({ path: [list, place] }) => `${String(list)} ${String(place)}`))
    const places = placesOf(rows)
    const wrong = rows.filter((row) => named.has(places.get(row) ?? ''))
    // nothing that could be left out explains it
    if (wrong.length === 0) throw new Error(`the diary cannot be read: ${read.problems[0]?.message ?? ''}`)
    unreadable.push(...wrong)
    rows = rows.filter((row) => !wrong.includes(row))
  }
}

function reachOf(
  rows: readonly EntryRow[],
  first: string,
  last: string,
): { readonly first: string; readonly last: string } {
  let reach = { first, last }
  for (const { entity, firstDay, lastDay } of rows) {
    if (entity === 'regimen') continue
    if (firstDay !== null && firstDay < reach.first) reach = { ...reach, first: firstDay }
    if (lastDay !== null && lastDay > reach.last) reach = { ...reach, last: lastDay }
  }
  return reach
}

/** Where each row stands in the lists that `assembleDiary` makes: by key, within its kind. */
function placesOf(rows: readonly EntryRow[]): ReadonlyMap<EntryRow, string> {
  const next = new Map<string, number>()
  const places = new Map<EntryRow, string>()
  for (const row of [...rows].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))) {
    const list = LIST_OF[row.entity] ?? ''
    const place = next.get(list) ?? 0
    next.set(list, place + 1)
    places.set(row, `${list} ${String(place)}`)
  }
  return places
}

/** Temporal for browsers that do not have it, loaded only by those. */
export async function withTemporal(): Promise<void> {
  if ((globalThis as { readonly Temporal?: unknown }).Temporal === undefined) await import('temporal-polyfill/global')
}
