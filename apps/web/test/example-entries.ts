// The example diary as entries of a device, and moved to end today: for walks that need a whole diary.
import { readFileSync } from 'node:fs'
import type { Entry } from './diary-entries.ts'

interface Written {
  readonly person?: Readonly<Record<string, unknown>>
  readonly timeZone?: string
  readonly firstDay?: string
  readonly lastDay?: string
  readonly [list: string]: unknown
}

const KINDS = {
  ...{ days: 'day', attacks: 'attack', intakes: 'intake', sessions: 'session', regimens: 'regimen' },
  ...{ questionnaires: 'questionnaire', safetyChecks: 'safety-check', ownProducts: 'own-product' },
  ...{ customFactors: 'custom-factor', customSymptoms: 'custom-symptom' },
} as const

const DAY_MS = 86_400_000

/** Lived in UTC. @param last the day that the diary is moved to end on; left out, it stays where it is. */
export function exampleDiary(last?: string): Written {
  const text = readFileSync(new URL('../../../examples/diary.json', import.meta.url), 'utf8')
  const written = JSON.parse(text) as Written
  const days = last === undefined ? 0 : (Date.parse(last) - Date.parse(String(written.lastDay))) / DAY_MS
  const moved = text
    .replaceAll(/"(\d{4}-\d{2}-\d{2})(T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?"/g, (_, day: string, time = '') =>
      JSON.stringify(`${new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)}${String(time)}`),
    )
    .replaceAll(/"(endTimeZone|timeZone)": "[^"]+"/g, '"$1": "UTC"')
  return JSON.parse(moved) as Written
}

/** Each entry with the days that it stands on. */
export function entriesOfDiary(written: Written): readonly Entry[] {
  const lists = Object.entries(KINDS).flatMap(([list, entity]) =>
    ((written[list] ?? []) as readonly Readonly<Record<string, unknown>>[]).map((entry, place): Entry => {
      const { id, date, ...rest } = entry
      const isDay = entity === 'day'
      const events = entry.events as readonly { readonly on: string }[] | undefined
      const begins = String(date ?? entry.start ?? entry.at ?? events?.[0].on ?? '').slice(0, 10)
      const ends = typeof entry.end === 'string' && /^\d/.test(entry.end) ? entry.end.slice(0, 10) : begins
      return {
        ...{ entity, key: String(isDay ? date : (id ?? `${entity} ${String(place)}`)) },
        fields: isDay || date === undefined ? rest : { date, ...rest },
        ...{ first: begins, last: entity === 'regimen' || entry.end === 'still-going' ? null : ends },
      }
    }),
  )
  return [
    { entity: 'diary', key: 'diary', fields: { timeZone: 'UTC' }, first: '' },
    { entity: 'person', key: 'person', fields: written.person ?? {}, first: '' },
    ...lists,
  ]
}
