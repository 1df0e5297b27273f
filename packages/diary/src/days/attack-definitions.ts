// What makes one attack of several migraine days. There is no single standard here either, so each way of counting has a name and a version.
import { dayNumber } from '../calendar/local-date.ts'
import type { ClinicalRule } from '../clinical-rule.ts'
import type { Diary } from '../model/diary.ts'
import { allOf, anyOf, not, statusOf, type Status } from '../three-valued.ts'
import { treatedWithSuccess } from './day-definitions.ts'
import type { LivedDay } from './lived-day.ts'

/** A named way of counting attacks from migraine days. */
export interface AttackDefinition {
  /** Ends in its version; never changed under the same name. */
  readonly name: string
  /** The definition of the migraine days it joins. */
  readonly daysBy: 'MD_LEIDEN_30MIN_v1' | 'MD_IHS_4H_v1'
  readonly rule: ClinicalRule<{ readonly freeHours: number }>
  /**
   * For each day whether an attack begins on it, so that an attack counts once, on its first day.
   *
   * @param migraine the status of each day under `daysBy`. O(days).
   */
  readonly beginsOn: (days: readonly LivedDay[], migraine: readonly Status[], times: AttackTimes) => readonly Status[]
}

/** When the first pain of each day began and the last one ended; not finite where pain crosses midnight there, or nobody noted it to the minute. */
export interface AttackTimes {
  readonly firstStartMs: Float64Array
  readonly lastEndMs: Float64Array
}

const HOUR_MS = 3_600_000

/** The times that the attacks of a diary give its days. O(days + days touched by attacks). */
export function attackTimes({ attacks, firstDay }: Diary, days: readonly LivedDay[]): AttackTimes {
  const firstStartMs = new Float64Array(days.length).fill(Infinity)
  const lastEndMs = new Float64Array(days.length).fill(-Infinity)
  const first = dayNumber(firstDay)
  for (const { start, end, withoutHeadache } of attacks) {
    if (withoutHeadache === true) continue
    const from = dayNumber(start.date) - first
    const starts = start.earliestMs === start.latestMs ? start.earliestMs : -Infinity
    firstStartMs[from] = Math.min(firstStartMs[from], starts)
    const to = typeof end === 'object' ? dayNumber(end.date) - first : from
    const ends = typeof end === 'object' && end.earliestMs === end.latestMs ? end.latestMs : Infinity
    lastEndMs[to] = Math.max(lastEndMs[to], ends)
    for (let k = Math.max(0, from); k < Math.min(to, days.length); k++) {
      lastEndMs[k] = Infinity
      firstStartMs[k + 1] = -Infinity
    }
  }
  return { firstStartMs, lastEndMs }
}

/** Hours free of pain between two migraine days: by the clock where both times are known, else by the days that lie between. */
function freeHours(
  { firstStartMs, lastEndMs }: AttackTimes,
  from: number,
  to: number,
): { least: number; most: number } {
  const exact = (firstStartMs[to] - lastEndMs[from]) / HOUR_MS
  if (Number.isFinite(exact)) return { least: exact, most: exact }
  return { least: 24 * (to - from - 1), most: 24 * (to - from + 1) }
}

const ATTACKS_LEIDEN: AttackDefinition = {
  name: 'ATTACKS_LEIDEN_24H_v1',
  daysBy: 'MD_LEIDEN_30MIN_v1',
  rule: {
    id: 'attack-definition.leiden',
    version: 1,
    value: { freeHours: 24 },
    statement:
      'Consecutive migraine days with less than 24 hours free of migraine between them are one attack. Days that follow each other are joined unless the times of their attacks show 24 hours or more between.',
    certainty: 'sourced',
    source: 'van der Arend, thesis, Leiden, p. 105.',
  },
  beginsOn: (days, migraine, times) =>
    days.map((_, k) => {
      if (k === 0 || migraine[k] === 'not-met') return migraine[k]
      const apart = freeHours(times, k - 1, k).least >= ATTACKS_LEIDEN.rule.value.freeHours
      return apart ? migraine[k] : allOf(migraine[k], not(migraine[k - 1]))
    }),
}

const ATTACKS_IHS: AttackDefinition = {
  name: 'ATTACKS_IHS_48H_v1',
  daysBy: 'MD_IHS_4H_v1',
  rule: {
    id: 'attack-definition.ihs',
    version: 1,
    value: { freeHours: 48 },
    statement:
      'Consecutive migraine days are one attack, and so is a migraine that comes back within 48 hours after one that was treated with success.',
    certainty: 'unverified',
    source: 'IHS guidelines for trials (relapse within 48 hours of treated relief); not read.',
  },
  beginsOn: (days, migraine, times) => {
    const relieved = days.map((day, k) =>
      migraine[k] === 'not-met' ? 'not-met' : allOf(migraine[k], treatedWithSuccess(day, false)),
    )
    return days.map((_, k) => {
      if (migraine[k] === 'not-met') return 'not-met'
      const joined: Status[] = k > 0 ? [migraine[k - 1]] : []
      // at most two days back can lie within 48 hours; the day before is joined already
      if (k > 1 && relieved[k - 2] !== 'not-met') joined.push(allOf(relieved[k - 2], within(times, k - 2, k)))
      return allOf(migraine[k], not(anyOf(...joined)))
    })
  },
}

function within(times: AttackTimes, from: number, to: number): Status {
  const { least, most } = freeHours(times, from, to)
  const hours = ATTACKS_IHS.rule.value.freeHours
  return most < hours ? 'met' : statusOf(least >= hours ? false : undefined)
}

/** All of them; the first is the default. */
export const ATTACK_DEFINITIONS = [ATTACKS_LEIDEN, ATTACKS_IHS] as const satisfies readonly AttackDefinition[]

export const ATTACK_RULES: readonly ClinicalRule<unknown>[] = ATTACK_DEFINITIONS.map(({ rule }) => rule)
