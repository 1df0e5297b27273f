// The public face of @clearday/evidence: what trials and reviews say, as data with its sources.
export type * from './evidence-types.ts'
export { CERTAINTIES, TREATMENT_KINDS } from './evidence-types.ts'
