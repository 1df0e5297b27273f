// The public face of @clearday/evidence: what trials and reviews say, as data with its sources, and what one may expect from it.
export type * from './evidence-types.ts'
export { CERTAINTIES, TREATMENT_KINDS } from './evidence-types.ts'
export {
  evidenceSummary,
  type EvidenceLanguage,
  type EvidenceSummary,
  type SummarySentence,
} from './summaries/evidence-summary.ts'
export {
  forestPlot,
  type Favours,
  type ForestGroup,
  type ForestOptions,
  type ForestPlot,
  type ForestRow,
} from './forest-plot.ts'
export {
  CRANIOSACRAL_COURSE,
  CRANIOSACRAL_SESSION,
  EVIDENCE_RULES,
  FAIR_COMPARISON,
  FORECAST_CEILING,
  TRIGGER_MINIMUM,
} from './library-rules.ts'
export { weakestMark } from './marks.ts'
export type { PlotAxis } from './plot-axis.ts'
export { PREVENTIVE_CEILING } from './priors/prior-rules.ts'
export { priorFor } from './priors/treatment-prior.ts'
export { findStudy, PLACEBO_FINDINGS, STUDIES, studiesOf, TRIGGER_FINDINGS } from './studies.ts'
export { findTreatment, plainName, suggestTreatments } from './treatment-names.ts'
export { TREATMENTS } from './treatments.ts'
