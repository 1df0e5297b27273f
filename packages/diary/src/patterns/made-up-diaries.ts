// Diaries for the tests of patterns: short ones written by hand, and made-up ones from a seed.
import assert from 'node:assert/strict'
import { addDays, datesFrom, type LocalDate } from '../calendar/local-date.ts'
import { livedDays } from '../days/lived-days.ts'
import { readDiary } from '../format/read-diary.ts'
import { matchPatterns } from './match-patterns.ts'
import type { CriterionResult, PatternResult } from './pattern-result.ts'

export type Entry = Readonly<Record<string, unknown>>

export interface Written {
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  readonly days: readonly Entry[]
  readonly attacks?: readonly Entry[]
  readonly intakes?: readonly Entry[]
  readonly person?: Entry
}

export const MIGRAINE = {
  severity: 'severe',
  side: 'left',
  quality: ['pulsating'],
  sites: ['temporal'],
  aggravatedByActivity: true,
  nausea: 'moderate',
  vomiting: false,
  photophobia: true,
  phonophobia: true,
  autonomicSigns: [],
  restlessness: false,
} as const

export const TENSION = {
  severity: 'mild',
  side: 'both-sides',
  quality: ['pressing'],
  sites: ['whole-head'],
  aggravatedByActivity: false,
  nausea: 'none',
  vomiting: false,
  photophobia: false,
  phonophobia: false,
  autonomicSigns: [],
  restlessness: false,
} as const

export const CLUSTER = {
  ...TENSION,
  severity: 'severe',
  side: 'right',
  quality: ['stabbing'],
  sites: ['orbital'],
  autonomicSigns: ['tears'],
  restlessness: true,
} as const

/** Patterns by their codes. */
export function patternsOf(written: Written): ReadonlyMap<string, PatternResult> {
  const read = readDiary({
    format: 'clearday-diary-1',
    timeZone: 'Europe/Madrid',
    person: { ageYears: 40 },
    ...written,
  })
  assert.ok(read.type === 'ok', read.type === 'error' ? read.problems.map(({ message }) => message).join('\n') : '')
  return new Map(matchPatterns(read.value, livedDays(read.value)).map((pattern) => [pattern.code, pattern]))
}

export function pattern(written: Written, code: string): PatternResult {
  return patternsOf(written).get(code) ?? assert.fail(`no pattern ${code}`)
}

export function criterion({ criteria, code }: PatternResult, id: string): CriterionResult {
  return criteria.find((one) => one.id === id) ?? assert.fail(`${code} has no criterion ${id}`)
}

/** Clear days, and entries that replace them on their dates. */
export function withClearDays(firstDay: LocalDate, lastDay: LocalDate, others: readonly Entry[]): Entry[] {
  const by = new Map(datesFrom(firstDay, lastDay).map((date): [string, Entry] => [date, { date, headache: 'none' }]))
  for (const entry of others) by.set(String(entry['date']), entry)
  return [...by.values()]
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const PRODUCTS = ['sumatriptan', 'ibuprofen', 'paracetamol', 'excedrin', 'tramadol', 'something from the drawer']

/** Some months of days, attacks and intakes, with gaps and with features that nobody noted. */
export function madeUp(seed: number, length: number, firstDay: LocalDate = '2026-01-01'): Written {
  const random = seeded(seed)
  const often = random()
  const silent = random() < 0.5 ? 0 : random() / 3
  const days: Entry[] = []
  const attacks: Entry[] = []
  const intakes: Entry[] = []
  const one = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]
  const features = (): Entry => {
    const all: Entry = one<Entry>(MIGRAINE, TENSION, CLUSTER, { ...TENSION, side: 'left', photophobia: true })
    return random() < 0.7 ? all : Object.fromEntries(Object.entries(all).filter(() => random() < 0.7))
  }
  for (let k = 0; k < length; k++) {
    const date = addDays(firstDay, k)
    const bleeding = k % 28 === 9 ? { bleeding: 'first-day' } : {}
    if (random() < silent) continue
    if (random() > often) days.push({ date, headache: 'none', ...bleeding })
    else if (random() < 0.5) {
      const hours = random() < 0.8 ? { hours: one(1, 3, 4, 8, 16, 24) } : {}
      days.push({ date, headache: 'present', ...hours, ...features(), ...bleeding })
    } else {
      const start = `${date}T${one('03', '08', '20')}:00`
      const end = one<string>(
        k < length - 1 ? `${addDays(date, 1)}T01:00` : `${date}T23:00`,
        `${date}T22:30`,
        'unknown',
      )
      const aura = random() < 0.2 ? { aura: { symptoms: [auraSymptom()], headacheAfterMinutes: one(20, 90) } } : {}
      days.push({ date, headache: 'present', ...bleeding })
      attacks.push({ id: `attack-${k}`, start, end, ...features(), ...aura })
    }
    if (days[days.length - 1]?.['headache'] === 'present' && random() < 0.5)
      intakes.push({
        id: `intake-${k}`,
        at: `${date}T21:00`,
        product: one(...PRODUCTS),
        ...one({}, { relief: one('none', 'much') }),
      })
  }
  return { firstDay, lastDay: addDays(firstDay, length - 1), days, attacks, intakes }

  function auraSymptom(): Entry {
    const symptom = { kind: one('visual', 'motor'), durationMinutes: one(20, 90), spreadMinutes: 10, positive: true }
    return random() < 0.7 ? { ...symptom, fullyReversible: true, oneSided: true } : symptom
  }
}
