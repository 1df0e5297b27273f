// Entries as a diary that the pure packages read. Pure, so that a worker can do it beside the page.
import { readDiary, type Diary, type Problem } from '@clearday/diary'
import { assembleDiary, type LivingEntry } from '@clearday/diary/operations'
import type { EntryRow } from './database.ts'

export interface SpanRead {
  readonly diary: Diary
  /** Entries that contradict themselves since two devices changed them: left out of the diary until somebody looks at them. */
  readonly unreadable: readonly Unreadable[]
}

export interface Unreadable {
  readonly row: EntryRow
  /** The first that was found; its path begins at the entry. */
  readonly problem: Problem
}

const LIST_OF: Readonly<Record<string, string>> = {
  ...{ day: 'days', attack: 'attacks', intake: 'intakes', session: 'sessions', regimen: 'regimens' },
  ...{ questionnaire: 'questionnaires', 'safety-check': 'safetyChecks' },
  ...{ goal: 'goals', trial: 'trials', 'plan-change': 'planChanges' },
}

/**
 * @param all living entries of the span, and those without days. @param timeZone of the diary. @param first and `last`: local days, both
 * included; the diary's span is exactly that. Entries that reach beyond it are whole. Needs Temporal: call `withTemporal` before. O(entries).
 */
export function readRows(all: readonly EntryRow[], timeZone: string, first: string, last: string): SpanRead {
  let rows = all
  const unreadable: Unreadable[] = []
  for (;;) {
    const written = assembleDiary(rows as readonly LivingEntry[], timeZone)
    // what began before or ends after would lie outside of the span, which the reader refuses: the diary is as long as what is in it
    const reach = reachOf(rows, first, last)
    const read = readDiary({ ...written, firstDay: reach.first, lastDay: reach.last })
    if (read.type === 'ok') return { diary: { ...read.value, firstDay: first, lastDay: last }, unreadable }
    const named = new Map(
      read.problems
        .toReversed()
        .map(({ path: [list, place, ...path], ...problem }) => [
          `${String(list)} ${String(place)}`,
          { ...problem, path },
        ]),
    )
    const places = placesOf(rows)
    const wrong = rows.flatMap((row): readonly Unreadable[] => {
      const problem = named.get(places.get(row) ?? '')
      return problem === undefined ? [] : [{ row, problem }]
    })
    // nothing that could be left out explains it
    if (wrong.length === 0) throw new Error(`the diary cannot be read: ${read.problems[0]?.message ?? ''}`)
    unreadable.push(...wrong)
    const left = new Set(wrong.map(({ row }) => row))
    rows = rows.filter((row) => !left.has(row))
  }
}

/** What may have begun long before, and reach ahead. */
const PLANNED: ReadonlySet<string> = new Set(['regimen', 'goal', 'trial', 'plan-change'])

function reachOf(
  rows: readonly EntryRow[],
  first: string,
  last: string,
): { readonly first: string; readonly last: string } {
  let reach = { first, last }
  for (const { entity, firstDay, lastDay } of rows) {
    if (PLANNED.has(entity)) continue
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
