// Which days of a course get written down: by habit, and with gaps that mean nothing or something.
import type { Random } from '@clearday/inference'
import { missingAtRandom, missingByOutcome, withGap } from '@clearday/inference'
import type { PatientRecipe } from '../people/recipe.ts'
import type { PatientCourse } from './patient-course.ts'

export type LoggedDay = 'yes' | 'no' | 'too-unwell'

/** O(days). */
export function loggedDays(
  { habit, gapDays = [] }: PatientRecipe,
  { grade, days }: PatientCourse,
  random: Random,
): LoggedDay[] {
  const headache = grade.map((one) => (one > 0 ? 1 : 0))
  let kept = keptBy(habit, headache, random)
  for (const gap of gapDays) kept = withGap(kept, Math.min(gap, Math.floor(days / 4)), random)
  return Array.from(kept, (value, t): LoggedDay => {
    // who lies in the dark does not write, and says so afterwards, or not
    if (habit === 'too-unwell-to-write' && grade[t] === 3 && random.uniform() < 0.45) return 'too-unwell'
    return Number.isNaN(value) ? 'no' : 'yes'
  })
}

function keptBy(habit: PatientRecipe['habit'], headache: Float64Array, random: Random): Float64Array {
  switch (habit) {
    case 'careful':
      return missingAtRandom(headache, 0.015, random)
    case 'ordinary':
    case 'too-unwell-to-write':
      return missingAtRandom(headache, 0.07, random)
    case 'patchy':
      return missingAtRandom(headache, 0.22, random)
    case 'forgets-clear-days':
      return missingByOutcome(headache, { onOutcome: 0.98, onClear: 0.72 }, random)
    case 'drifts-off':
      return headache.map((value, t) => (random.uniform() < 0.5 * (t / headache.length) ** 2 ? Number.NaN : value))
  }
}
