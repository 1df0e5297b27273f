// The public face of @clearday/inference.
export type { Column, DailyOutcome, PosteriorSummary } from './series.ts'
export type * from './answer.ts'
export { createRandom } from './random.ts'
export type { Random } from './random.ts'
export { normalCdf, normalDensity, normalQuantile, logNormalCdf } from './normal-distribution.ts'
export { ok, refuse } from './result.ts'
export type { InputProblem, Result } from './result.ts'
export { fitReferenceModel, REFERENCE_PRIORS } from './reference-model.ts'
export type { ReferenceFit } from './reference-model.ts'
export { answerPatient } from './answer-patient.ts'
export { replayPatient } from './replay-patient.ts'
export type { TreatmentReplay } from './replay-patient.ts'
export { DEFAULT_ANSWER_OPTIONS } from './patient-input.ts'
export type {
  AnswerOptions,
  EverReached,
  ExposureVariant,
  MissingReason,
  PatientInput,
  TreatmentInput,
} from './patient-input.ts'
export { PRODUCT_MODEL } from './product-support.ts'
export { lastReviewDay, REVIEW_DAYS } from './verdict.ts'
export { HORIZON_DAYS, verdictBound, committedBound } from './verdict-rule.ts'
export * from './simulate/index.ts'
export { SESSION_HALF_LIVES, sessionExposure, sessionVariants } from './exposure/session-exposure.ts'
export { dailyRegimenExposure, doseExposure, regimenExposure } from './exposure/regimen-exposure.ts'
export type { RegimenCourse, RegimenSpan } from './exposure/regimen-exposure.ts'
export {
  drawOrders,
  drawPairedSchedule,
  pairCounts,
  scheduleDays,
  scheduleExposure,
  schedulePairs,
} from './trial/paired-schedule.ts'
export type {
  BlockSpan,
  DrawnPair,
  PairCounts,
  PairedSchedule,
  ScheduleCaveat,
  ScheduleRequest,
} from './trial/paired-schedule.ts'
export { carriedOver } from './trial/carry-over.ts'
export { randomisationTest } from './trial/randomisation-test.ts'
export type { RandomisationTest } from './trial/randomisation-test.ts'
export { E_THRESHOLD, eProcess } from './trial/e-process.ts'
export type { EProcess } from './trial/e-process.ts'
export { randomisationInterval } from './trial/randomisation-interval.ts'
export type { RandomisationInterval } from './trial/randomisation-interval.ts'
export { comingAnyway } from './trial/coming-anyway.ts'
export type { ComingAnyway } from './trial/coming-anyway.ts'
export { oddsRatioFor } from './trial/odds-ratio-for.ts'
export {
  dayFoundByEvidence,
  dayFoundByModel,
  daysForPower,
  foundAtTheEnd,
  powerSpread,
  powerWithin,
} from './trial/plan-trial.ts'
export type { TrialPlan } from './trial/plan-trial.ts'
export { drawRhythms } from './trial/diary-rhythm.ts'
export type { DiaryRhythm } from './trial/diary-rhythm.ts'
export { EFFECT_GRID, patientLikelihood } from './pooling/patient-likelihood.ts'
export type { PatientLikelihood } from './pooling/patient-likelihood.ts'
export { poolPatients } from './pooling/pool-patients.ts'
export type { PooledAnswer } from './pooling/pool-patients.ts'
export { fitNumericOutcome } from './numeric-outcome.ts'
export type { NumericFit } from './numeric-outcome.ts'
export { FORECAST_PRIOR, forecastTomorrow } from './forecast/forecast-tomorrow.ts'
export type { Forecast, ForecastPrior, TrackRecord } from './forecast/forecast-tomorrow.ts'
export { screenFactors, SCREENING_MINIMUM_DAYS } from './screening/screen-factors.ts'
export type { Factor, FactorResult, ScreeningResult } from './screening/screen-factors.ts'
export { fitOrdinalOutcome } from './ordinal-outcome.ts'
export type { OrdinalFit } from './ordinal-outcome.ts'
export { answerOutcomeScale } from './outcome-scales.ts'
export type { OutcomeScale, ScaleAnswer } from './outcome-scales.ts'
export { checkEvidence } from './evidence-prior.ts'
export type { EffectDensity, EffectEvidence } from './evidence-prior.ts'
