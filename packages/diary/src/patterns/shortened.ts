// Whether an acute medicine may have ended a headache sooner than it would have by itself.
import type { Moment } from '../calendar/moment.ts'
import { RELIEF_THAT_COUNTS } from '../days/day-rules.ts'
import type { LivedDay } from '../days/lived-day.ts'
import type { ClassifiedIntake } from '../medicines/medicine-class.ts'
import type { AttackEnd } from '../model/entries.ts'
import type { Status } from '../three-valued.ts'
import { SHORTENED_BY_MEDICINE } from './pattern-rules.ts'

const BEFORE_MS = SHORTENED_BY_MEDICINE.value.hoursBefore * 3_600_000

/** Of an attack, by the times of the intakes. O(intakes of its days and the one before). */
export function shortenedAttack(
  days: readonly LivedDay[],
  from: number,
  to: number,
  start: Moment,
  end: AttackEnd,
): Status {
  const fromMs = start.earliestMs - BEFORE_MS
  const toMs = typeof end === 'object' ? end.latestMs : Infinity
  const during = ({ intake: { at } }: ClassifiedIntake): boolean => at.latestMs >= fromMs && at.earliestMs <= toMs
  // what was taken shortly before midnight stands on the day before
  return helped(days, Math.max(0, from - 1), to, from, during)
}

/** Of days of which only the hours are known: whatever was taken on them. */
export function shortenedDays(days: readonly LivedDay[], from: number, to: number): Status {
  return helped(days, from, to, from, () => true)
}

/** Met where one helped; unknown where one may have, or something may have been taken that nobody noted. */
function helped(
  days: readonly LivedDay[],
  first: number,
  last: number,
  from: number,
  during: (intake: ClassifiedIntake) => boolean,
): Status {
  let status: Status = 'not-met'
  for (let k = first; k <= last; k++) {
    const { intakes, acuteMedicine } = days[k]
    if (k >= from && acuteMedicine === 'unknown') status = 'unknown'
    for (const one of intakes) {
      const { relief } = one.intake
      if (!one.acute || relief === 'none' || !during(one)) continue
      if (relief !== undefined && RELIEF_THAT_COUNTS.value.includes(relief)) return 'met'
      status = 'unknown'
    }
  }
  return status
}
