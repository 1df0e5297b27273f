// Days as calendars and strips show them: one mark each, from the pure counting rules and nothing else. Loaded only where days are counted.
import {
  dayDefinition,
  livedDays,
  severityOf,
  type Diary,
  type LivedDay,
  type Severity,
  type Status,
} from '@clearday/diary'

import { SIGNS, type Mark, type Sign } from './day-marks.ts'

export interface ShownDay {
  readonly date: string
  readonly mark: Mark
  readonly migraine: Status
  readonly attacks: number
  readonly medicines: number
  readonly aura: boolean
  readonly bleeding: boolean
  readonly sessions: number
}

const ORDER: readonly Severity[] = ['none', 'mild', 'moderate', 'severe']

function markOf({ headache, pieces }: LivedDay): Mark {
  if (headache === 'unknown') return 'missing'
  if (headache === 'not-met') return 'clear'
  const worst = Math.max(-1, ...pieces.map(({ features }) => ORDER.indexOf(severityOf(features) ?? 'none')))
  const severity = ORDER[worst]
  return severity === undefined || severity === 'none' ? 'headache' : severity
}

export function signsOf({ medicines, aura, bleeding, sessions }: ShownDay): readonly Sign[] {
  const there: Readonly<Record<Sign, boolean>> = { medicine: medicines > 0, aura, bleeding, session: sessions > 0 }
  return SIGNS.filter((sign) => there[sign])
}

/** @param diary whose days are all shown. O(days + entries). */
export function daysOfDiary(diary: Diary): readonly ShownDay[] {
  const migraine = dayDefinition('MD_LEIDEN_30MIN_v1')
  const sessions = new Map<string, number>()
  for (const { at } of diary.sessions) sessions.set(at.date, (sessions.get(at.date) ?? 0) + 1)
  return livedDays(diary).map((day) => ({
    date: day.date,
    mark: markOf(day),
    migraine: migraine.statusOn(day),
    attacks: day.attackIds.length,
    medicines: day.intakes.length,
    aura: day.auras.length > 0,
    bleeding: day.entry?.bleeding === 'first-day' || day.entry?.bleeding === 'continuing',
    sessions: sessions.get(day.date) ?? 0,
  }))
}
