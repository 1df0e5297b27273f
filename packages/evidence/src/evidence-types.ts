// The shapes that published evidence is written in: treatments, studies with their numbers, and the priors derived from them.

/** How sure we are that a number is what its source says; the words are those of the clinical rules. */
export type EvidenceMark = 'sourced' | 'unverified' | 'doubtful' | 'computed' | 'proposal'

export const TREATMENT_KINDS = [
  'manual-therapy',
  'needling',
  'behavioural',
  'exercise',
  'supplement',
  'hydration',
  'oral-preventive',
  'antibody',
  'onabotulinumtoxin-a',
] as const
export type TreatmentKind = (typeof TREATMENT_KINDS)[number]

export interface Treatment {
  /** Kebab-case, stable: `craniosacral-therapy`. Diaries refer to it. */
  readonly id: string
  readonly name: string
  /** Other names, brands and abbreviations that people write. */
  readonly aliases: readonly string[]
  readonly kind: TreatmentKind
  /** Must be prescribed, and so is never stopped without its prescriber. */
  readonly prescribed: boolean
  /** What it is, in one plain sentence. */
  readonly whatItIs: string
}

/** What an effect is measured in. Negative is better for differences of days, attacks, pain and disability; response ratios above 1 are better. */
export type EffectMeasure =
  | 'difference' // in the outcome's own unit
  | 'standardised-difference' // Cohen's d, Hedges' g or SMD
  | 'risk-ratio'
  | 'odds-ratio'
  | 'hazard-ratio'
  | 'change-in-each-arm' // no difference was given: `arms` has what is known
  | 'change-without-control' // before and after in one group, in the outcome's own unit
  | 'proportion' // a share of people or days, in per cent
  | 'discrimination' // area under the curve, or C: 0.5 is no better than chance
  | 'none' // only a p-value or a word

export interface StudyResult {
  /** Kebab-case, once in its study. */
  readonly id: string
  /** The treatment that the result is about, by id; null where it is about a factor, a placebo or the natural course. */
  readonly treatment: string | null
  /** 'sham', 'placebo', 'no treatment', 'usual care', 'education' … */
  readonly comparator: string
  /** 'migraine days', 'headache days', 'attacks', 'pain 0–10', '50 % response' … */
  readonly outcome: string
  /** 'days per 28', 'days per month', 'points', 'SD' … ; empty for ratios. */
  readonly unit: string
  readonly measure: EffectMeasure
  /** null where no estimate could be read. */
  readonly estimate: number | null
  /** 95 % interval; null where none could be read. */
  readonly low: number | null
  readonly high: number | null
  /** p-value or other words as given, where there is no interval: 'p = .01'. */
  readonly words?: string
  /** A difference above 0 is better, as in quality of life. Ratios of response are better above 1 in any case. */
  readonly higherIsBetter?: true
  /** Shares or means in each arm where they were given. */
  readonly arms?: readonly StudyArm[]
  /** Where the field rates this result other than the rest of the study. */
  readonly certainty?: EvidenceCertainty
  readonly mark: EvidenceMark
}

/** One arm, or one group, of a result. */
export interface StudyArm {
  readonly arm: string
  readonly value: number
  readonly unit: string
  /** 95 % interval of the arm where it was given. */
  readonly low?: number
  readonly high?: number
}

export const CERTAINTIES = ['high', 'moderate', 'low', 'very low', 'not rated'] as const
/** How sure the field is of the finding (GRADE, or the authors' word), not how sure we are of having read it right. */
export type EvidenceCertainty = (typeof CERTAINTIES)[number]

export interface Study {
  /** Kebab-case, by first author and year: `haller-2016`. */
  readonly id: string
  /** How it is called in a figure, where author and year are not known or not usual. */
  readonly shortName?: string
  /** The treatments it speaks of, by id; empty for studies about diaries, placebo or triggers. */
  readonly treatments: readonly string[]
  readonly topic: 'treatment' | 'trigger' | 'placebo-and-natural-course'
  /** 'randomised trial', 'meta-analysis', 'systematic review', 'cohort' … */
  readonly design: string
  readonly population: string
  /** People; null where not read. */
  readonly participants: number | null
  /** Studies that a review or meta-analysis includes. */
  readonly includedStudies?: number
  /** Days of diary, where the study counts them. */
  readonly diaryDays?: number
  readonly results: readonly StudyResult[]
  readonly certainty: EvidenceCertainty
  /** Why that certainty, in the source's words or ours. */
  readonly certaintyBecause: string
  readonly citation: {
    /** Authors, year, journal as far as known. */
    readonly text: string
    readonly doi?: string
    readonly registration?: string
  }
  /** Our reading, in one to three plain sentences. */
  readonly note: string
  readonly mark: EvidenceMark
  /** Left out of every prior, and why. */
  readonly excludedBecause?: string
}

/** A normal distribution of days per 28, or of points: `mean` below 0 is better. */
export interface Normal {
  readonly mean: number
  readonly sd: number
}

/**
 * The change to expect for one person, in headache days per 28; negative is fewer. `low` and `high` hold 95 % and lie equally far from
 * `mean`. This is the shape the inference package takes.
 */
export interface EffectEvidence {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** One thought of a derivation, with its numbers, the studies and rules they were looked up in, and how sure those are. */
export interface DerivationStep {
  readonly says: string
  readonly studies: readonly string[]
  readonly rules: readonly string[]
}

/** What one may expect of a treatment before any diary was read, in migraine or headache days per 28. */
export interface TreatmentPrior {
  readonly treatment: string
  /** The average effect over sham or placebo; `sd` is how unsure that average is. */
  readonly specific: Normal
  /** What the attention, the expectation and the ritual add on average, against no treatment; not the natural course. */
  readonly context: Normal
  /** Specific and context together: the average against no treatment. */
  readonly total: Normal
  /** How much one person's true effect differs from the average: a standard deviation, apart from the unsureness of the average. */
  readonly spreadBetweenPeople: number
  /** For one person, as the treatment is lived, context included: the average, its unsureness, and the spread between people. */
  readonly onePerson: EffectEvidence
  /** Pain of an attack, 0 to 10, over sham, where something is known of it. */
  readonly pain?: Normal
  readonly steps: readonly DerivationStep[]
  /** The studies whose numbers went in. */
  readonly studies: readonly string[]
  /** How sure the least sure study number is that went in. */
  readonly restsOn: EvidenceMark
  /** As unsure as the weakest input of all, our own proposals among them. */
  readonly mark: EvidenceMark
}

/** A rule that a clinician can read and sign. The shape is that of the clinical rules of the diary package. */
export interface EvidenceRule<Value> {
  readonly id: string
  readonly version: number
  readonly value: Value
  readonly statement: string
  readonly certainty: EvidenceMark
  readonly source: string
  readonly needsReview?: boolean
}
