// What a trial of one says by its own design: from the diary and the schedule that was drawn, without any model of headaches.
import {
  E_THRESHOLD,
  eProcess,
  pairCounts,
  randomisationTest,
  type BlockSpan,
  type DrawnPair,
  type EProcess,
  type RandomisationTest,
} from '@clearday/inference'
import type { PatientDiary } from './input/patient-diary.ts'
import type { TrialSchedule } from './input/schedule-file.ts'
import { binaryOutcome } from './patient-input-of.ts'

/** One treatment's trial so far. */
export interface TrialReading {
  readonly treatment: string
  /** Only an order drawn by lot has a test; otherwise the two below are null. */
  readonly drawn: TrialSchedule['drawn']
  readonly pairsPlanned: number
  /** Pairs that have ended by the last day of the diary. */
  readonly pairsEnded: number
  /** Logged days of the trial, and those on which the diary says otherwise; null where it has no such column. */
  readonly daysCompared: number
  readonly daysDiffering: number | null
  /** Valid for one look, at the planned end. */
  readonly randomisation: RandomisationTest | null
  /** Valid for a look after every pair. */
  readonly evidence: (EProcess & { readonly threshold: number }) | null
}

/** Reads the trial as it was drawn, also where the diary says that days went otherwise. */
export function readTrial(diary: PatientDiary, schedule: TrialSchedule): TrialReading {
  const { treatment, drawn, pairs, washoutDays } = schedule
  const outcome = binaryOutcome(diary)
  const counts = pairCounts(outcome, pairs, washoutDays)
  const byLot = drawn === 'by-lot' && counts.length > 0
  const tested = byLot ? randomisationTest(counts) : null
  const { first } = pairs[0]
  return {
    treatment,
    drawn,
    pairsPlanned: pairs.length,
    pairsEnded: counts.length,
    ...adherence(diary, outcome, treatment, pairs),
    randomisation: tested?.type === 'ok' ? tested.value : null,
    evidence: byLot
      ? { ...eProcess(counts, Math.max(1, first.until - first.from - washoutDays)), threshold: E_THRESHOLD }
      : null,
  }
}

function adherence(
  diary: PatientDiary,
  outcome: Float64Array,
  treatment: string,
  pairs: readonly DrawnPair[],
): { daysCompared: number; daysDiffering: number | null } {
  const column = diary.columns.find(
    ({ name, role }) => name.toLowerCase() === treatment.toLowerCase() && (role === 'treatment' || role === 'dose'),
  )
  let compared = 0
  let differing = 0
  const compare = ({ from, until }: BlockSpan, on: boolean): void => {
    for (let t = Math.max(0, from); t < Math.min(until, outcome.length); t++) {
      if (outcome[t] !== outcome[t]) continue
      compared++
      if (column !== undefined && column.values[t] > 0 !== on) differing++
    }
  }
  for (const { onFirst, first, second } of pairs) {
    compare(first, onFirst)
    compare(second, !onFirst)
  }
  return { daysCompared: compared, daysDiffering: column === undefined ? null : differing }
}
