// Runs a vignette: its diary through the rooms of the reasoning, and what differs from what a clinician expects, in words.
import { readDiary } from '@clearday/diary'
import { historyOf } from './history.ts'
import { compareExpected, type Difference } from './vignette-comparison.ts'
import { FINDINGS } from './vignette-findings.ts'
import { expandVignette, type NamedHeadaches, type Vignette } from './vignette.ts'

/**
 * Everything in which what is found differs from what `expected` says; nothing where all is as expected. What `expected` is silent about is
 * not looked at.
 *
 * @param headaches what `like` in the vignette may name.
 * @throws where `like` names a headache that is not among them; never for what the diary holds.
 */
export function runVignette(vignette: Vignette, headaches: NamedHeadaches): readonly Difference[] {
  const { refused, ...others } = vignette.expected
  const read = readDiary(expandVignette(vignette, headaches))
  if (read.type === 'error') {
    const codes = read.problems.map(({ code }) => code).sort()
    if (Array.isArray(refused)) return compareExpected((refused as string[]).toSorted(), codes, ['refused'])
    return [
      {
        path: ['diary'],
        sentence: `diary: expected that it can be read: ${read.problems.map(({ message }) => message).join(' ')}`,
      },
    ]
  }
  if (refused !== undefined) {
    return [{ path: ['refused'], sentence: 'refused: expected that the diary is refused, found that it can be read' }]
  }
  const history = historyOf(read.value)
  return Object.entries(others).flatMap(([name, expected]) => {
    const find = FINDINGS[name]
    return find === undefined ? [] : compareExpected(expected, find(history, expected), [name])
  })
}
