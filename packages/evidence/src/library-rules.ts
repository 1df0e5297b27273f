// What the evidence asks of those who use it, as rules: courses in trials, the least that shows a trigger, and fair comparisons.
import type { EvidenceRule } from './evidence-types.ts'
import { ASSUMPTION_RULES } from './priors/prior-rules.ts'
import { PRIOR_RULES } from './priors/treatment-prior.ts'

/** Trials: 8 weekly sessions (Mann, Haller), 6 in 4 weeks (Arnadottir), 4 weeks (Muñoz-Gómez). */
export const CRANIOSACRAL_COURSE: EvidenceRule<{
  readonly fewestSessions: number
  readonly mostSessions: number
  readonly daysBetween: number
  readonly assessAfterWeeks: number
  readonly againAfterWeeks: readonly [number, number]
}> = {
  id: 'course.craniosacral-therapy',
  version: 1,
  value: { fewestSessions: 6, mostSessions: 8, daysBetween: 7, assessAfterWeeks: 8, againAfterWeeks: [4, 12] },
  statement:
    'A course of craniosacral therapy is 6 to 8 weekly sessions, judged after 8 weeks and again 4 to 12 weeks later.',
  certainty: 'proposal',
  source:
    'Ours, from courses in trials: 8 weekly sessions (mann-2008, haller-2016), 6 in 4 weeks (arnadottir-2013), a protocol of 4 weeks (munoz-gomez-2022).',
}

export const CRANIOSACRAL_SESSION: EvidenceRule<{ readonly least: number; readonly most: number }> = {
  id: 'course.craniosacral-therapy.session-minutes',
  version: 1,
  value: { least: 30, most: 60 },
  statement: 'A session of craniosacral therapy lasts 30 to 60 minutes.',
  certainty: 'unverified',
  source: 'General knowledge; not read in a trial.',
}

/** The least that is needed before a personal association is shown at all. */
export const TRIGGER_MINIMUM: EvidenceRule<{
  readonly days: number
  readonly attacks: readonly [number, number]
  readonly exposedAndUnexposedDays: number
  readonly lagHours: number
  readonly prodromeHours: readonly [number, number]
}> = {
  id: 'trigger-findings.minimum',
  version: 1,
  value: {
    days: 90,
    attacks: [10, 15],
    exposedAndUnexposedDays: 10,
    lagHours: 24,
    prodromeHours: [24, 48],
  },
  statement:
    'A personal association is shown from 90 days, 10 to 15 attacks, and 10 attack-free days each with and without the factor on, with partial pooling, at lags of 24 hours or more, with control of false discoveries. What happened 24 to 48 hours before an attack may be its early sign. It is called an association.',
  certainty: 'proposal',
  source: 'Ours, because of houle-2013, peris-2017, karsan-2021 and markov-chain-2020.',
}

export const FORECAST_CEILING: EvidenceRule<{ readonly mostDiscrimination: number }> = {
  id: 'forecast.ceiling',
  version: 1,
  value: { mostDiscrimination: 0.65 },
  statement:
    'Forecasts are reported within one person, in order of time and calibrated; an area under the curve above 0.65 is not expected.',
  certainty: 'proposal',
  source: 'Our reading of holsteen-2020, stubberud-2023, houle-2017-hapred and biofeedback-app-forecasts.',
}

export const FAIR_COMPARISON: EvidenceRule<{ readonly leastBaselineDays: number; readonly goodBaselineDays: number }> =
  {
    id: 'comparison.fair',
    version: 1,
    value: { leastBaselineDays: 56, goodBaselineDays: 84 },
    statement:
      'A treatment is judged against what would have been, not before against after: from 56, better 84 days of diary before it, with months before the decision among them, and the month that prompted it modelled or left out; context is taken off; the interval is always shown; starts are staggered or drawn by lot where that does no harm; other changes are noted; expectation is asked before the start; and a fall after a bad month is expected by itself, (x₀ − μ)(1 − ρ) with ρ from the diary.',
    certainty: 'proposal',
    source:
      'Ours, because of chance-response, art-2005, raffaelli-2021 and serrano-2017-cameo. No published value of ρ was found.',
  }

/** All rules of this package, for whoever signs them. */
export const EVIDENCE_RULES: readonly EvidenceRule<unknown>[] = [
  ...ASSUMPTION_RULES,
  ...PRIOR_RULES,
  CRANIOSACRAL_COURSE,
  CRANIOSACRAL_SESSION,
  TRIGGER_MINIMUM,
  FORECAST_CEILING,
  FAIR_COMPARISON,
]
