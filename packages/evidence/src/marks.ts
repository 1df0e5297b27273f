// How sure several numbers are together: as the least sure of them.
import type { EvidenceMark } from './evidence-types.ts'

/** From the surest on. A proposal is ours, so nothing that rests on one is surer than it. */
export const MARKS = ['sourced', 'computed', 'unverified', 'doubtful', 'proposal'] as const satisfies EvidenceMark[]

/** 'sourced' where nothing is given: nothing is in doubt then. */
export function weakestMark(marks: Iterable<EvidenceMark>): EvidenceMark {
  let weakest = 0
  for (const mark of marks) weakest = Math.max(weakest, MARKS.indexOf(mark))
  return MARKS[weakest]
}
