// The example diary as entries of a device, and moved to end today: for walks that need a whole diary.
import { readFileSync } from 'node:fs'
import { addDays } from '@clearday/diary'
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
  ...{ goals: 'goal', trials: 'trial', planChanges: 'plan-change', planAnswers: 'plan-answer' },
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
      const begins = String(
        date ??
          entry.start ??
          entry.at ??
          events?.[0].on ??
          entry.setOn ??
          entry.startsOn ??
          entry.proposedOn ??
          entry.saidOn ??
          '',
      ).slice(0, 10)
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

/** Words of the widest letters. */
export const LONG = 'Wwwwwwwwwwwwww mmmmmmmmmm '.repeat(30)

/** Everything that a page can hold, as much of it as a year can have. */
export function fullDiary(): Written {
  const first = '2025-06-01'
  const days = Array.from({ length: 360 }, (_, at) => ({
    date: addDays(first, at),
    headache: at % 7 === 0 ? ('none' as const) : ('present' as const),
    ...(at % 7 !== 0 && { severity: 'severe', lostTime: { missedWork: true, halfHousehold: true } }),
    ...(at % 5 === 0 && { bleeding: 'first-day' }),
  })).filter((_, at) => at % 11 !== 3)
  const products = [
    'sumatriptan',
    'ibuprofen',
    'codeine',
    'ergotamine',
    'rimegepant',
    'Excedrin',
    'Пенталгин',
    LONG.slice(0, 90),
  ]
  const treatments = Array.from({ length: 14 }, (_, at) => `${String.fromCharCode(65 + at)}${LONG.slice(0, 90)}`)
  const yes = [
    'worst-ever',
    'thunderclap',
    'position',
    'cough-or-strain',
    'papilloedema',
    'painful-red-eye',
    'carbon-monoxide',
  ]
  return {
    ...{ format: 'clearday-diary-1', timeZone: 'UTC', firstDay: first, lastDay: addDays(first, 359), days },
    person: {
      birthYear: 1980,
      triedBefore: Array.from({ length: 20 }, (_, at) => `thing ${String(at)} ${LONG.slice(0, 60)}`),
    },
    intakes: days.flatMap(({ date }, at) =>
      at % 2 === 0 ? [{ id: `i${String(at)}`, at: `${date}T10:00`, product: products[at % products.length] }] : [],
    ),
    regimens: treatments.map((treatment, at) => ({
      ...{ id: `r${String(at)}`, kind: 'supplement', treatment },
      events: [{ type: 'start', on: addDays(first, 60 + at), dailyDose: 100 }],
    })),
    safetyChecks: [
      {
        id: 'c',
        date: addDays(first, 350),
        occasion: 'onboarding',
        answers: Object.fromEntries(yes.map((id) => [id, 'yes'])),
      },
    ],
    questionnaires: ['phq-2', 'phq-4', 'phq-8', 'gad-7', 'gad-2', 'pain-nrs'].map((questionnaire) => ({
      ...{ questionnaire, date: addDays(first, 300), answers: { q1: 1 } },
    })),
  }
}
