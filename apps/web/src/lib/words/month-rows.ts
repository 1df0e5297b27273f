// A month of a diary as rows of a table in words: one a day, the newest first, and apart from them what is used over weeks.
import type { DiaryMonth } from '@clearday/store'
import { clinicalName } from './clinical-names.ts'
import { dayIn, nameIn, partsIn } from './entry-words.ts'
import type { Language } from './words.ts'

export interface EntryLine {
  /** Its kind, such as “attack”. */
  readonly kind: string
  readonly parts: readonly (readonly [name: string, value: string])[]
}

export interface MonthRows {
  readonly month: string
  readonly before: string | null
  readonly after: string | null
  readonly timeZone: string | null
  readonly rows: readonly { readonly day: string; readonly said: string; readonly lines: readonly EntryLine[] }[]
  readonly treatments: readonly EntryLine[]
}

const ORDER = ['day', 'attack', 'intake', 'session']
const OVER_WEEKS = ['regimen', 'trial', 'goal', 'plan-change', 'plan-answer']

export function monthRows(language: Language, { month, first, last, timeZone, entries }: DiaryMonth): MonthRows {
  const lineOf = ({ entity, fields }: DiaryMonth['entries'][number]): EntryLine => ({
    kind: nameIn(language, entity),
    parts: partsIn(language, fields, clinicalName),
  })
  const place = (entity: string): number => (ORDER.includes(entity) ? ORDER.indexOf(entity) : ORDER.length)
  const daily = entries.filter(({ entity }) => !OVER_WEEKS.includes(entity))
  const days = [...new Set(daily.map(({ firstDay }) => firstDay))]
  return {
    ...{ month, timeZone },
    before: first !== null && first < month ? monthAfter(month, -1) : null,
    after: last !== null && month < last ? monthAfter(month, 1) : null,
    rows: days.map((day) => ({
      day,
      said: dayIn(language, day) ?? day,
      lines: daily
        .filter(({ firstDay }) => firstDay === day)
        .sort((one, other) => place(one.entity) - place(other.entity))
        .map(lineOf),
    })),
    treatments: entries.filter(({ entity }) => OVER_WEEKS.includes(entity)).map(lineOf),
  }
}

/** @param by months, also back. */
function monthAfter(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}
