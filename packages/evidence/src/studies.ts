// All studies and reviews, and the ways to look one of their numbers up, so that no number is typed a second time.
import type { Study, StudyResult } from './evidence-types.ts'
import { ACUPUNCTURE_STUDIES } from './studies/acupuncture.ts'
import { CRANIOSACRAL_REVIEWS } from './studies/craniosacral-reviews.ts'
import { CRANIOSACRAL_TRIALS } from './studies/craniosacral-trials.ts'
import { EXERCISE_STUDIES } from './studies/exercise.ts'
import { FORECAST_STUDIES } from './studies/forecasts.ts'
import { NATURAL_COURSE_STUDIES } from './studies/natural-course.ts'
import { PLACEBO_STUDIES } from './studies/placebo.ts'
import { INJECTION_STUDIES } from './studies/preventive-injections.ts'
import { TABLET_STUDIES } from './studies/preventive-tablets.ts'
import { SUPPLEMENT_AND_WATER_STUDIES } from './studies/supplements-and-water.ts'
import { TRAINING_STUDIES } from './studies/training.ts'
import { TRIGGER_INFERENCE_STUDIES } from './studies/trigger-inference.ts'
import { SURROUNDINGS_STUDIES } from './studies/triggers-around-you.ts'
import { BODY_AND_MIND_STUDIES } from './studies/triggers-of-body-and-mind.ts'

export const STUDIES: readonly Study[] = [
  ...CRANIOSACRAL_REVIEWS,
  ...CRANIOSACRAL_TRIALS,
  ...ACUPUNCTURE_STUDIES,
  ...TRAINING_STUDIES,
  ...EXERCISE_STUDIES,
  ...SUPPLEMENT_AND_WATER_STUDIES,
  ...TABLET_STUDIES,
  ...INJECTION_STUDIES,
  ...BODY_AND_MIND_STUDIES,
  ...SURROUNDINGS_STUDIES,
  ...FORECAST_STUDIES,
  ...TRIGGER_INFERENCE_STUDIES,
  ...PLACEBO_STUDIES,
  ...NATURAL_COURSE_STUDIES,
]

/** What is known of factors that go before attacks, and how far a forecast reaches. */
export const TRIGGER_FINDINGS: readonly Study[] = STUDIES.filter(({ topic }) => topic === 'trigger')

/** What is known of placebo, expectation, regression to the mean and the natural course. */
export const PLACEBO_FINDINGS: readonly Study[] = STUDIES.filter(({ topic }) => topic === 'placebo-and-natural-course')

const BY_ID: ReadonlyMap<string, Study> = new Map(STUDIES.map((study) => [study.id, study]))

/** In the order of the library; empty for an id that no study speaks of. O(studies). */
export function studiesOf(treatmentId: string): readonly Study[] {
  return STUDIES.filter(({ treatments }) => treatments.includes(treatmentId))
}

/** undefined for an unknown id. O(1). */
export function findStudy(id: string): Study | undefined {
  return BY_ID.get(id)
}

/** One result of one study, with the study it stands in. */
export interface Finding {
  readonly study: Study
  readonly result: StudyResult
}

/** @throws where the library has no such study or result: derivations and summaries name them in code, so that is a bug. */
export function finding(studyId: string, resultId: string): Finding {
  const study = BY_ID.get(studyId)
  const result = study?.results.find(({ id }) => id === resultId)
  if (study === undefined || result === undefined) throw new Error(`the library has no result ${studyId}/${resultId}`)
  return { study, result }
}

/** @throws where the result gives no estimate. */
export function estimateOf({ study, result }: Finding): number {
  if (result.estimate === null) throw new Error(`${study.id}/${result.id} gives no estimate`)
  return result.estimate
}

/** The value of an arm by its name. @throws where there is no such arm. */
export function armOf({ study, result }: Finding, name: string): number {
  const arm = result.arms?.find(({ arm }) => arm === name)
  if (arm === undefined) throw new Error(`${study.id}/${result.id} has no arm ${name}`)
  return arm.value
}
