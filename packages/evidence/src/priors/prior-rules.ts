// The assumptions that turn published numbers into an expectation for one person: each a rule that a clinician can change in this place.
import type { EvidenceCertainty, EvidenceRule, Normal } from '../evidence-types.ts'

/** Trials count months, diaries 28 days. */
export const DAYS_PER_MONTH: EvidenceRule<number> = {
  id: 'prior.days-per-month',
  version: 1,
  value: 30.4,
  statement:
    'A difference per month is taken as one per 30.4 days and rescaled to 28 days. Where a paper’s month was 28 days already, this makes the effect 8 % too small, the careful side.',
  certainty: 'computed',
  source: 'Arithmetic: a mean month has 30.4 days.',
}

/** How far a published average is believed. `keep` multiplies it, `addedSd` is added to its unsureness, in days per 28. */
export type Trust = EvidenceCertainty | 'one trial'

export const SHRINKAGE: EvidenceRule<Readonly<Record<Trust, { readonly keep: number; readonly addedSd: number }>>> = {
  id: 'prior.shrinkage',
  version: 1,
  value: {
    high: { keep: 1, addedSd: 0.1 },
    moderate: { keep: 0.9, addedSd: 0.2 },
    'not rated': { keep: 0.7, addedSd: 0.3 },
    low: { keep: 0.5, addedSd: 0.5 },
    'one trial': { keep: 0.4, addedSd: 0.5 },
    'very low': { keep: 0.3, addedSd: 0.8 },
  },
  statement:
    'Effects of weak trials shrink when repeated. Of an average with high certainty all is kept, with moderate 90 %, not rated 70 %, low 50 %, of a single small trial 40 %, with very low certainty 30 %; and its unsureness grows by 0.1, 0.2, 0.3, 0.5, 0.5 and 0.8 days.',
  certainty: 'proposal',
  source: 'Ours; no published factors were found.',
}

/** Where an abstract gives no interval. */
export const UNGIVEN_INTERVAL: EvidenceRule<{ readonly significant: number; readonly notSignificant: number }> = {
  id: 'prior.ungiven-interval',
  version: 1,
  value: { significant: 0.5, notSignificant: 1 },
  statement:
    'An average without an interval is taken to have a standard error of half its size where it was called significant, and of its full size where it was not.',
  certainty: 'proposal',
  source: 'Ours: the standard error of a result that is just significant is half its size.',
}

export const DAYS_PER_ATTACK: EvidenceRule<number> = {
  id: 'prior.days-per-attack',
  version: 1,
  value: 1,
  statement:
    'One attack or headache fewer is counted as one day fewer, the least it can be; attacks over midnight would make it more.',
  certainty: 'proposal',
  source: 'Ours; the reviews do not say how many days an attack takes.',
}

/** Which line of the chance table stands for a typical person. */
export const TYPICAL_DAYS: EvidenceRule<8> = {
  id: 'prior.days-per-standard-deviation',
  version: 1,
  value: 8,
  statement:
    'A standardised difference is turned into days by the standard deviation of a 28-day count at 8 true migraine days whose days are linked by 0.3: 3.2 days.',
  certainty: 'proposal',
  source: 'Ours; the standard deviation is computed by simulation (chance-response).',
}

/** Also the whole prior where no trial gives a figure in days. */
export const SCEPTICAL: EvidenceRule<Normal> = {
  id: 'prior.sceptical',
  version: 1,
  value: { mean: -0.3, sd: 0.8 },
  statement:
    'Where no trial gives a credible figure in days, the average effect over sham is taken as 0.3 days fewer in 28, give or take 0.8 (a normal distribution).',
  certainty: 'proposal',
  source: 'Ours, for craniosacral therapy, and used for every treatment without a figure in days.',
}

export const SCEPTICAL_PAIN: EvidenceRule<Normal> = {
  id: 'prior.sceptical-pain',
  version: 1,
  value: { mean: -0.5, sd: 0.7 },
  statement:
    'Craniosacral therapy against sham: pain of an attack 0.5 points of 10 lower on average, give or take 0.7 (a normal distribution).',
  certainty: 'proposal',
  source: 'Ours, below the pooled 1.10 of carrasco-uribarren-2024, whose certainty is very low.',
}

export const RITUAL_CONTEXT: EvidenceRule<Normal> = {
  id: 'prior.context.ritual',
  version: 1,
  value: { mean: -1, sd: 1 },
  statement:
    'What attention, expectation and ritual add where hands, needles or injections are used: 1.0 day fewer in 28 than without treatment, give or take 1.0.',
  certainty: 'proposal',
  source: 'Ours, from sham acupuncture (linde-2010, art-2005, meissner-2013).',
}

export const LEARNED_CONTEXT: EvidenceRule<Normal> = {
  id: 'prior.context.learned',
  version: 1,
  value: { mean: -0.5, sd: 0.7 },
  statement:
    'What attention and expectation add in a course of training or talking: 0.5 days fewer in 28 than without treatment, give or take 0.7.',
  certainty: 'proposal',
  source: 'Ours, between tablets and needles; no trial separates it.',
}

export const TAKEN_CONTEXT_SD: EvidenceRule<number> = {
  id: 'prior.context.taken',
  version: 1,
  value: 0.7,
  statement:
    'What expectation adds to something taken or drunk is the fall in placebo arms less the fall on a waiting list, give or take 0.7 days: the two come from different trials.',
  certainty: 'proposal',
  source: 'Ours, from oie-2025, goncalves-2016 and art-2005.',
}

/** Where nobody could be blinded, the figure against weak controls holds both parts. */
export const UNBLINDED_SPLIT: EvidenceRule<number> = {
  id: 'prior.unblinded-split',
  version: 1,
  value: 0.5,
  statement:
    'Where people knew what they got and were compared with waiting or usual care, half of the difference is taken as the treatment’s own and half as context.',
  certainty: 'proposal',
  source: 'Ours; the trials cannot separate the two.',
}

export const SPREAD: EvidenceRule<{ readonly shareOfSpecific: number; readonly least: number }> = {
  id: 'prior.spread-between-people',
  version: 1,
  value: { shareOfSpecific: 0.5, least: 0.5 },
  statement:
    'True effects differ between people by a standard deviation of half the average effect over placebo, and of 0.5 days at least.',
  certainty: 'proposal',
  source: 'Ours; trials with two arms cannot show how far people differ, and no published figure was found.',
}

/** What the best treatments reach: no prior may promise more. */
export const PREVENTIVE_CEILING: EvidenceRule<{ readonly least: number; readonly most: number }> = {
  id: 'prior.ceiling',
  version: 1,
  value: { least: 1, most: 2.2 },
  statement:
    'Every effective preventive averages 1 to 2.2 days a month better than placebo. A personal change of 4 days against what would have been is surprising.',
  certainty: 'proposal',
  source: 'Our reading of versijpt-2024, overeem-2021, goncalves-2016, oie-2025, herd-2019 and forbes-2020.',
}

export const ASSUMPTION_RULES: readonly EvidenceRule<unknown>[] = [
  DAYS_PER_MONTH,
  SHRINKAGE,
  UNGIVEN_INTERVAL,
  DAYS_PER_ATTACK,
  TYPICAL_DAYS,
  SCEPTICAL,
  SCEPTICAL_PAIN,
  RITUAL_CONTEXT,
  LEARNED_CONTEXT,
  TAKEN_CONTEXT_SD,
  UNBLINDED_SPLIT,
  SPREAD,
  PREVENTIVE_CEILING,
]
