// A diary as tables for a spreadsheet: one file for each kind of entry, and no cell that a spreadsheet would run.
import { csvOf, type CsvRow, type WrittenDiary } from '@clearday/diary'

export const CSV_TABLES = ['days', 'attacks', 'intakes', 'sessions', 'regimens'] as const
export type CsvTableName = (typeof CSV_TABLES)[number]

export interface CsvFile {
  /** `days.csv`. */
  readonly name: string
  readonly table: CsvTableName
  /** With a byte order mark, so that spreadsheets read letters with accents as they are. */
  readonly text: string
  readonly rows: number
}

const FIRST: Readonly<Record<CsvTableName, readonly string[]>> = {
  days: ['date', 'headache', 'peakIntensity', 'severity', 'functionalGrade', 'hours'],
  attacks: ['start', 'end', 'peakIntensity', 'severity'],
  intakes: ['at', 'product', 'units', 'relief'],
  sessions: ['at', 'therapy', 'minutes', 'ratingBefore', 'ratingAfter'],
  regimens: ['treatment', 'kind', 'on', 'type', 'dailyDose', 'doseUnit', 'why'],
}

type Entry = Readonly<Record<string, unknown>>

/**
 * Only tables with entries. Lists are written with semicolons, factors in columns of their own by the name the person gave them, a regimen in
 * a row for each change. What has no simple form (the signs of an aura beside its kinds) is JSON: nothing is left out. O(cells).
 */
export function writeCsv(diary: WrittenDiary): readonly CsvFile[] {
  const names = new Map((diary.customFactors ?? []).map(({ id, name }) => [id, name]))
  const symptoms = new Map((diary.customSymptoms ?? []).map(({ id, name }) => [id, name]))
  const rowsOf: Readonly<Record<CsvTableName, () => CsvRow[]>> = {
    days: () => byKey(diary.days ?? [], 'date').map((entry) => flat(entry, names, symptoms)),
    attacks: () => byKey(diary.attacks ?? [], 'start').map((entry) => flat(entry, names, symptoms)),
    intakes: () => byKey(diary.intakes ?? [], 'at').map((entry) => flat(entry, names, symptoms)),
    sessions: () => byKey(diary.sessions ?? [], 'at').map((entry) => flat(entry, names, symptoms)),
    regimens: () =>
      (diary.regimens ?? []).flatMap(({ events, ...regimen }) =>
        events.map((event) => flat({ ...regimen, ...event }, names, symptoms)),
      ),
  }
  return CSV_TABLES.flatMap((table) => {
    const rows = rowsOf[table]()
    return rows.length === 0
      ? []
      : [{ name: `${table}.csv`, table, text: `\u{FEFF}${csvOf(rows, FIRST[table])}`, rows: rows.length }]
  })
}

function byKey(entries: readonly Entry[], key: string): Entry[] {
  return entries.toSorted((one, other) => (String(one[key]) < String(other[key]) ? -1 : 1))
}

function flat(
  { factors, aura, ...entry }: Entry,
  names: ReadonlyMap<string, string>,
  symptoms: ReadonlyMap<string, string>,
): CsvRow {
  const row: [string, unknown][] = Object.entries(entry).map(([name, value]) => {
    const ids =
      name === 'symptoms' && Array.isArray(value) ? value.map((id: unknown) => symptoms.get(String(id)) ?? id) : value
    return [name, listText(ids)]
  })
  if (typeof aura === 'object' && aura !== null) {
    const kinds = ((aura as { readonly symptoms?: readonly { readonly kind: string }[] }).symptoms ?? []).map(
      ({ kind }) => kind,
    )
    row.push(['aura', kinds.join('; ')], ['auraDetails', aura])
  }
  for (const [id, value] of Object.entries((factors ?? {}) as Entry)) {
    const name = names.get(id) ?? id
    // a factor that is called like a field keeps a column of its own
    row.push([Object.hasOwn(entry, name) || name === 'aura' ? `factor: ${name}` : name, value])
  }
  return Object.fromEntries(row)
}

/** A list of words is written as words; one with a semicolon in a word stays JSON. */
function listText(value: unknown): unknown {
  const plain = Array.isArray(value) && value.every((one) => typeof one === 'string' && !/[;\n]/.test(one))
  return plain ? value.join('; ') : value
}
