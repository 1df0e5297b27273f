// Entries as a diary that everything else reads: the same on a device and on the server. Pure, so that a worker can do it beside a page.
import { readDiary } from '../format/read-diary.ts'
import type { Problem } from '../format/problem.ts'
import type { Fields } from './operation.ts'
import type { Diary } from '../model/diary.ts'
import { assembleDiary, type LivingEntry } from './assemble-diary.ts'
import { PLANNED } from './entry-days.ts'

/** An entry that is not deleted, with the days that it stands on. */
export interface EntryRow {
  readonly entity: string
  readonly key: string
  readonly fields: LivingEntry['fields']
  /** Null for what belongs to no day. */
  readonly firstDay: string | null
  /** Null for what is still going. */
  readonly lastDay: string | null
}

export interface SpanRead<Row extends EntryRow> {
  readonly diary: Diary
  /** Entries that contradict themselves since two devices changed them: left out of the diary until somebody looks at them. */
  readonly unreadable: readonly Unreadable<Row>[]
  /** Of the entry about the person, and of that of the diary itself: such fields are left out alone, since so much else rests on the others. */
  readonly unreadableFields: readonly UnreadableField[]
}

export interface UnreadableField {
  /** A field of the entry, and a name within it where only that is wrong. */
  readonly path: readonly string[]
  readonly problem: Problem
}

export interface Unreadable<Row extends EntryRow> {
  readonly row: Row
  /** The first that was found; its path begins at the entry. */
  readonly problem: Problem
}

const LIST_OF: Readonly<Record<string, string>> = {
  ...{ day: 'days', attack: 'attacks', intake: 'intakes', session: 'sessions', regimen: 'regimens' },
  ...{ questionnaire: 'questionnaires', 'safety-check': 'safetyChecks' },
  ...{ goal: 'goals', trial: 'trials', 'plan-change': 'planChanges', 'plan-answer': 'planAnswers' },
}

/**
 * @param all living entries of the span, and those without days. @param timeZone of the diary. @param first and `last`: local days, both
 * included; the diary's span is exactly that. Entries that reach beyond it are whole. Needs Temporal. O(entries).
 */
export function readLiving<Row extends EntryRow>(
  all: readonly Row[],
  timeZone: string,
  first: string,
  last: string,
): SpanRead<Row> {
  let rows = all
  const unreadable: Unreadable<Row>[] = []
  const unreadableFields: UnreadableField[] = []
  for (;;) {
    const written = assembleDiary(rows as unknown as readonly LivingEntry[], timeZone)
    // what began before or ends after would lie outside of the span, which the reader refuses: the diary is as long as what is in it
    const reach = reachOf(rows, first, last)
    const read = readDiary({ ...written, firstDay: reach.first, lastDay: reach.last })
    if (read.type === 'ok')
      return { diary: { ...read.value, firstDay: first, lastDay: last }, unreadable, unreadableFields }
    const named = new Map(
      read.problems
        .toReversed()
        .map(({ path: [list, place, ...path], ...problem }) => [
          `${String(list)} ${String(place)}`,
          { ...problem, path },
        ]),
    )
    const places = placesOf(rows)
    const wrong = rows.flatMap((row): readonly Unreadable<Row>[] => {
      const problem = named.get(places.get(row) ?? '')
      return problem === undefined ? [] : [{ row, problem }]
    })
    const less = withoutFields(rows, read.problems)
    unreadableFields.push(...less.fields)
    // nothing that could be left out explains it
    if (wrong.length === 0 && less.fields.length === 0)
      throw new Error(`the diary cannot be read: ${read.problems[0]?.message ?? ''}`)
    unreadable.push(...wrong)
    const left = new Set(wrong.map(({ row }) => row))
    rows = less.rows.filter((row) => !left.has(row))
  }
}

/** The entries that stand once, without the fields of them that cannot be read; nothing changes where there are none. */
function withoutFields<Row extends EntryRow>(
  rows: readonly Row[],
  problems: readonly Problem[],
): { readonly rows: readonly Row[]; readonly fields: readonly UnreadableField[] } {
  const fields: UnreadableField[] = []
  const less = rows.map((row) => {
    let left = row.fields
    for (const problem of problems) {
      const [begin, ...rest] = problem.path
      const path = row.entity === 'person' && begin === 'person' ? rest : row.entity === 'diary' ? [begin] : []
      const [field, within] = path
      if (typeof field !== 'string' || !Object.hasOwn(left, field)) continue
      const isPart = typeof within === 'string' && isObject(left[field]) && Object.hasOwn(left[field], within)
      left = isPart ? { ...left, [field]: omitted(left[field] as Fields, within) } : omitted(left, field)
      fields.push({ path: isPart ? [field, within] : [field], problem })
    }
    return left === row.fields ? row : { ...row, fields: left }
  })
  return { rows: less, fields }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function omitted(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([one]) => one !== name))
}

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
function placesOf<Row extends EntryRow>(rows: readonly Row[]): ReadonlyMap<Row, string> {
  const next = new Map<string, number>()
  const places = new Map<Row, string>()
  for (const row of [...rows].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))) {
    const list = LIST_OF[row.entity] ?? ''
    const place = next.get(list) ?? 0
    next.set(list, place + 1)
    places.set(row, `${list} ${String(place)}`)
  }
  return places
}
