// What the product says about one treatment of one patient: the words and numbers that reports, pages and the command line share.
import type { EffectDensity, EffectEvidence } from './evidence-prior.ts'
import type { PosteriorSummary } from './series.ts'

export type Verdict = 'helping' | 'not-helping' | 'worse' | 'cannot-tell-yet'

/** Why the verdict is what it is; the first that applies. Every border turns these codes into words in one place. */
export type ReasonCode =
  | 'evidence-strong-enough' // helping / worse / not-helping: the bound was crossed
  | 'strong-but-remission-possible' // helping / worse after a single switch: crossed, and a remission (or relapse) could look like this
  | 'too-few-days' // fewer observed days than any verdict needs
  | 'baseline-short' // fewer than 56 logged days before the first start
  | 'no-days-off' // the treatment was in use on every logged day
  | 'no-days-on' // the treatment was never in use on a logged day
  | 'not-separable' // started together with another treatment (see `joint`)
  | 'entangled' // its use follows from other treatments or covariates (see `inseparableFrom`)
  | 'taken-as-needed' // for single days again and again: the day may decide on the use
  | 'one-class' // the outcome never changes
  | 'mostly-missing' // too few of the days in the span are logged
  | 'drift-could-explain' // one switch, and a slow change of its own course could look like this
  | 'not-settled-yet' // the evidence is still inside the bound

/** The answer about one treatment. Negative effects are fewer headache days. */
export interface TreatmentAnswer {
  readonly name: string
  readonly verdict: Verdict
  readonly reason: ReasonCode
  /** Other treatments that cannot be told apart from this one; empty where it stands alone. */
  readonly inseparableFrom: readonly string[]
  /** P(log odds ratio < 0), by the Gaussian approximation that the rule looks at; intervals are corrected by draws besides. */
  readonly chanceHelps: number
  /** P(at least the amount that matters), see `mattersWords`. */
  readonly chanceMatters: number
  /** What counts as an amount that matters: a fraction fewer (0.3) or a number of days per 28. */
  readonly matters:
    { readonly kind: 'percent'; readonly percent: number } | { readonly kind: 'days'; readonly daysPer28: number }
  /** The chance of another amount, where it was asked for; left out where it was not. */
  readonly otherChance?: { readonly matters: TreatmentAnswer['matters']; readonly chance: number }
  /** Change in outcome days per 28 days of use, over the logged days in use; where there are none, over all, had it been: the prior's width. */
  readonly effectDaysPer28: PosteriorSummary
  /** The same as a fraction of the days without it: −0.3 is 30 % fewer. */
  readonly effectFraction: PosteriorSummary
  /** At full exposure; mean and SD are those of a log-normal with the log odds ratio's mean and SD. */
  readonly oddsRatio: PosteriorSummary
  /** Expected outcome days per 28 over the days in use: with the treatment as lived, and had it not been used. */
  readonly daysPer28With: PosteriorSummary
  readonly daysPer28Without: PosteriorSummary
  readonly loggedDaysOn: number
  readonly loggedDaysOff: number
  /** Number of times exposure went from nothing to something, or back. 1 is a single switch. */
  readonly switches: number
  /** The statistic the rule looks at (probit of the chance) and the size it must reach today. */
  readonly rule: { readonly statistic: number; readonly bound: number; readonly matterStatistic: number }
  /** Days more, of the same way of using it, until the answer is likely to settle; null when more of the same will not settle it. */
  readonly moreDays: number | null
  /** The days, counted from 1, on which a review read another verdict than the one before; empty where not asked for. */
  readonly history: readonly { readonly day: number; readonly verdict: Verdict }[]
  /** Every promise and caveat that applies, as codes. */
  readonly caveats: readonly CaveatCode[]
  /** Does the answer survive other reasonable choices? */
  readonly sensitivity: readonly SensitivityRow[]
  /** The raw comparison, shown only with the sentence that says why it misleads. */
  readonly naive: NaiveComparison
  /** What trials say, what the diary says, and both; only where evidence was given. Nothing else in the answer rests on it. */
  readonly evidence?: EvidenceCombination
}

export type CaveatCode =
  | 'single-switch' // before/after only: a remission of its own could look like this
  | 'reactive-sessions' // sessions were booked after bad days
  | 'many-missing' // more than a quarter of the span is missing
  | 'gaps-when-unwell' // asked why days are missing: too unwell to log
  | 'gaps-when-busy' // asked: busy with other things
  | 'gaps-unexplained' // asked, and not known
  | 'estimate-exaggerated' // short diaries that cross the bound overstate the size
  | 'half-life-assumed' // exposure decay was averaged over, not known
  | 'near-separation' // nearly all days alike on one side
  | 'committed-look' // judged at one pre-committed look

export interface SensitivityRow {
  readonly code:
    | 'missing-worst-case'
    | 'missing-best-case'
    | 'first-fortnight-left-out'
    | 'no-slow-component'
    | 'recalled-rate'
    | 'half-life-short'
    | 'half-life-long'
    | 'tipping-point'
  /** A short name of the variation with its value, for example the half-life in days. */
  readonly value: number | null
  readonly effectDaysPer28: PosteriorSummary
  readonly chanceHelps: number
  readonly verdict: Verdict
}

/** Plain averages. `rateOff` and `rateOn` are outcome days per 28 logged days. */
export interface NaiveComparison {
  readonly rateOff: number
  readonly rateOn: number
  readonly changeDaysPer28: number
  /** Naive change minus the model's mean effect: by how much the plain comparison differs here. */
  readonly differsBy: number
}

/** Why the diary has no curve of its own: nothing to compare, not to be told apart from another treatment, or next to no information. */
export type SilentDiary = 'no-comparison' | 'not-separable' | 'too-little'

/** Three densities over the same days. The verdict rests on none of them but the diary: evidence never moves it. */
export interface EvidenceCombination {
  /** Change in outcome days per 28 days of use, evenly spaced; negative is fewer. */
  readonly daysPer28: Float64Array
  /** What was given. */
  readonly given: EffectEvidence
  readonly evidence: EffectDensity
  /** The diary alone: its likelihood, scaled to area 1. null: it says nothing, see `silent`. */
  readonly personal: EffectDensity | null
  readonly combination: EffectDensity
  readonly silent: SilentDiary | null
}

/** The chance of the outcome each day had something not been used, with its 95 % band. */
export interface CourseWithout {
  readonly without: Float64Array
  readonly withoutLow: Float64Array
  readonly withoutHigh: Float64Array
}

/** One patient, all treatments, and what is needed to draw the course. */
export interface PatientAnswer {
  readonly treatments: readonly TreatmentAnswer[]
  /** Joint answers for groups of treatments that cannot be separated. */
  readonly joint: readonly TreatmentAnswer[]
  /** Covariates as log odds ratios. */
  readonly covariates: readonly { readonly name: string; readonly logOddsRatio: PosteriorSummary }[]
  readonly path: {
    readonly phi: PosteriorSummary
    readonly sigma: PosteriorSummary
    readonly slowSigma: PosteriorSummary
  }
  /** Chance of the outcome each day: as lived, with no treatment at all, and without each one alone, in their order; 95 % bands. Length = days in the span. */
  readonly course:
    | (CourseWithout & {
        readonly lived: Float64Array
        readonly livedLow: Float64Array
        readonly livedHigh: Float64Array
        readonly withoutEach: readonly CourseWithout[]
      })
    | null
  readonly days: number
  readonly observedDays: number
  readonly outcomeDays: number
  readonly model: string
  readonly seed: number
}
