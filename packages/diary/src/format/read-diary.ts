// The border of the diary: from JSON of any origin to a Diary that everything else may trust, or to words that say what does not fit.
import type { Diary } from '../model/diary.ts'
import { checkEntries } from './check-entries.ts'
import { checkPlans } from './check-plans.ts'
import { checkRegimen } from './check-regimen.ts'
import { noticeContradictions } from './contradictions.ts'
import { diaryOf, placeEntries } from './placed-diary.ts'
import { tellInto } from './place-words.ts'
import { atMost, type FormatProblem } from './problem.ts'
import { readShape } from './read-shape.ts'

export type DiaryRead =
  | { readonly type: 'ok'; readonly value: Diary; readonly notices: readonly FormatProblem[] }
  | { readonly type: 'error'; readonly problems: readonly FormatProblem[] }

/**
 * Reads a diary in the format clearday-diary-1 (docs/diary-format.md).
 *
 * Never throws on anything that JSON can hold (an object whose getters throw is none). All that does not fit is told at once, up to 20 problems and then how many more there are. Notices are what can be by
 * itself and contradicts something else (a headache-free day with an attack): it is kept as it was said. The order in which entries stand
 * does not matter. O(n log n) in the entries.
 */
export function readDiary(given: unknown): DiaryRead {
  const { problems: refused, written, position } = readShape(given)
  const problems = [...refused]
  const tell = tellInto(problems, given)
  const placed = written === null ? null : placeEntries(written, position, tell, () => problems.length > 0)
  if (placed !== null) {
    checkEntries(placed, tell)
    for (const regimen of placed.regimens) checkRegimen(regimen, tell)
    checkPlans(placed, tell)
  }
  if (placed === null || problems.length > 0) return { type: 'error', problems: atMost(problems) }
  const notices: FormatProblem[] = []
  noticeContradictions(placed, tellInto(notices, given))
  return { type: 'ok', value: diaryOf(placed), notices }
}
