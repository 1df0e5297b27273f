// The public face of @clearday/inference.
export type { Column, DailyOutcome, PosteriorSummary } from './series.ts'
export type * from './answer.ts'
export { createRandom } from './random.ts'
export type { Random } from './random.ts'
export { normalCdf, normalDensity, normalQuantile, logNormalCdf } from './normal-distribution.ts'
export { ok, refuse } from './result.ts'
export type { InputProblem, Result } from './result.ts'
