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
  | 'change-in-each-arm' // no difference was given: `arms` has what is known
  | 'none' // only a p-value or a word

export interface StudyResult {
  /** Kebab-case, once in its study. */
  readonly id: string
  /** The treatment that the result is about, by id. */
  readonly treatment: string
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
  /** Shares or means in each arm where they were given. */
  readonly arms?: readonly { readonly arm: string; readonly value: number; readonly unit: string }[]
  readonly mark: EvidenceMark
}

export const CERTAINTIES = ['high', 'moderate', 'low', 'very low', 'not rated'] as const
/** How sure the field is of the finding (GRADE, or the authors' word), not how sure we are of having read it right. */
export type EvidenceCertainty = (typeof CERTAINTIES)[number]

export interface Study {
  /** Kebab-case, by first author and year: `haller-2016`. */
  readonly id: string
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
