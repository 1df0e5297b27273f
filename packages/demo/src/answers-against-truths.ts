// The answers for the invented patients beside what is true of them: whether what a page claims is so.
import { answerTreatments, DEFAULT_TREATMENT_OPTIONS, historyOf } from '@clearday/care'
import { readDiary } from '@clearday/diary'
import type { ReasonCode, TreatmentAnswer } from '@clearday/inference'
import { demoPatients } from './clinic/accounts.ts'
import { simulatePatient, wholeDiary, type SimulationSettings } from './diaries/simulate-patient.ts'
import { STORIES, type Story } from './people/recipe.ts'

export interface HeldAnswer {
  /** The recipe's name of the patient. */
  readonly patient: string
  readonly treatment: string
  readonly story: Story
  /** Headache days in 28 more (below 0: fewer) that are truly its doing. */
  readonly truth: number
  /** null where it was not asked about. */
  readonly verdict: TreatmentAnswer['verdict'] | null
  readonly reason: ReasonCode | null
  /** What the answer says of the same days, and the range that is to hold the truth 95 times in 100. */
  readonly range: { readonly mean: number; readonly low: number; readonly high: number } | null
}

/** One line a treatment, in the order of the patients. Pure for a seed and a last day. O(days of all diaries). */
export function answersAgainstTruths(patients: number, settings: SimulationSettings): readonly HeldAnswer[] {
  return demoPatients(patients).flatMap((recipe) => {
    const simulated = simulatePatient(recipe, settings)
    const read = readDiary(wholeDiary(simulated))
    if (read.type === 'error') throw new Error(`the diary of ${recipe.id} cannot be read`)
    const { treatments } = answerTreatments(historyOf(read.value), { ...DEFAULT_TREATMENT_OPTIONS, beside: false })
    return simulated.truth.treatments.map(({ treatment, story, effectDaysPer28: truth }): HeldAnswer => {
      const answer = treatments.find(({ id }) => id === treatment)?.answer ?? null
      const told = { patient: recipe.id, treatment, story, truth }
      if (answer === null) return { ...told, verdict: null, reason: null, range: null }
      const { mean, q025: low, q975: high } = answer.effectDaysPer28
      return { ...told, verdict: answer.verdict, reason: answer.reason, range: { mean, low, high } }
    })
  })
}

/** How often which verdict was given in which story, and how many ranges hold the truth. O(answers). */
export function answersTable(held: readonly HeldAnswer[]): string {
  const verdicts = ['helping', 'not-helping', 'worse', 'cannot-tell-yet'] as const
  const width = Math.max(...STORIES.map((story) => story.length))
  const rows = STORIES.map((story) => {
    const of = held.filter((one) => one.story === story)
    const counts = verdicts.map((verdict) =>
      String(of.filter((one) => one.verdict === verdict).length).padStart(verdict.length),
    )
    return `${story.padEnd(width)}  ${counts.join('  ')}`
  })
  const ranges = held.flatMap(({ truth, range }) => (range === null ? [] : [range.low <= truth && truth <= range.high]))
  return [
    `${'what is true'.padEnd(width)}  ${verdicts.join('  ')}`,
    ...rows,
    `${String(ranges.filter(Boolean).length)} of ${String(ranges.length)} ranges of 95 % hold the truth`,
  ].join('\n')
}
