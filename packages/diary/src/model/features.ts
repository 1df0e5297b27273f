// What a headache is like: the features that criteria ask for. What was not asked or not answered is absent, and absent is never "no".

/** 0 none, 1 can do most things, 2 can do little, 3 must lie down. */
export type FunctionalGrade = 0 | 1 | 2 | 3

export const SEVERITIES = ['none', 'mild', 'moderate', 'severe'] as const
export type Severity = (typeof SEVERITIES)[number]

/** `one-side`: one-sided, the side not said. */
export const SIDES = ['left', 'right', 'one-side', 'both-sides'] as const
export type Side = (typeof SIDES)[number]

export const QUALITIES = ['pulsating', 'pressing', 'stabbing', 'burning', 'other'] as const
export type Quality = (typeof QUALITIES)[number]

export const SITES = [
  'orbital',
  'supraorbital',
  'temporal',
  'frontal',
  'top',
  'occipital',
  'neck',
  'whole-head',
] as const
export type Site = (typeof SITES)[number]

/** `present`: there, but how much was not said. */
export const NAUSEA_DEGREES = ['none', 'mild', 'moderate', 'severe', 'present'] as const
export type NauseaDegree = (typeof NAUSEA_DEGREES)[number]

/** Signs on the side of the pain that belong to trigeminal autonomic headaches (ICHD-3 3.1 C1). */
export const AUTONOMIC_SIGNS = [
  'red-eye',
  'tears',
  'blocked-nose',
  'runny-nose',
  'swollen-eyelid',
  'sweating-face',
  'small-pupil',
  'drooping-lid',
] as const
export type AutonomicSign = (typeof AUTONOMIC_SIGNS)[number]

export interface Features {
  /** The worst of it, 0 to 10. */
  readonly peakIntensity?: number
  readonly severity?: Severity
  readonly functionalGrade?: FunctionalGrade
  readonly side?: Side
  /** A list that is given is complete: what is not in it was not so. */
  readonly quality?: readonly Quality[]
  readonly sites?: readonly Site[]
  /** Walking or stairs make it worse, or are avoided. */
  readonly aggravatedByActivity?: boolean
  readonly nausea?: NauseaDegree
  readonly vomiting?: boolean
  /** Light is hard to bear. */
  readonly photophobia?: boolean
  /** Sound is hard to bear. */
  readonly phonophobia?: boolean
  /** Smells are hard to bear. */
  readonly osmophobia?: boolean
  readonly autonomicSigns?: readonly AutonomicSign[]
  /** Cannot keep still. */
  readonly restlessness?: boolean
  /** The person took it for migraine when it began. */
  readonly believedMigraine?: boolean
  /** 0 to 10. */
  readonly neckPain?: number
  /** By id from the diary's `customSymptoms`. */
  readonly symptoms?: readonly string[]
}

export const AURA_KINDS = ['visual', 'sensory', 'speech', 'motor', 'brainstem', 'retinal'] as const
export type AuraKind = (typeof AURA_KINDS)[number]

/** One symptom of an aura (ICHD-3 1.2). */
export interface AuraSymptom {
  readonly kind: AuraKind
  readonly durationMinutes?: number
  /** Over how long it spread or built up; 0 for all at once. */
  readonly spreadMinutes?: number
  readonly oneSided?: boolean
  /** Something added (flashes, pins and needles) and not only something lost. */
  readonly positive?: boolean
  readonly fullyReversible?: boolean
  /** How many different symptoms from the brainstem: dysarthria, vertigo, tinnitus, hearing loss, double vision, ataxia, drowsiness. */
  readonly brainstemSymptoms?: number
}

export interface Aura {
  /** When it began: a day and time. */
  readonly start?: string
  readonly symptoms: readonly AuraSymptom[]
  /** Two or more symptoms came one after the other. */
  readonly inSuccession?: boolean
  /** Minutes from the aura's start to the headache: 0 with it, negative if the headache was there first, `none` if none followed. */
  readonly headacheAfterMinutes?: number | 'none'
  /** The first aura of their life. */
  readonly firstEver?: boolean
}
