// What is asked once, in a few minutes, about the person: what candidacy, contraindications and criteria need and no day can tell.
import type { LocalDate } from '../calendar/local-date.ts'

export const ANSWERS = ['yes', 'no', 'unsure'] as const
export type Answer = (typeof ANSWERS)[number]

/** What must be known before a treatment is discussed. What was never asked is absent. */
export const CONDITIONS = [
  // craniosacral and other manual therapy
  'recent-skull-fracture',
  'recent-head-surgery',
  'recent-head-injury',
  'intracranial-haemorrhage',
  'acute-stroke',
  'stroke-within-6-months',
  'cerebral-aneurysm',
  'recent-csf-leak',
  'recent-lumbar-puncture',
  'raised-intracranial-pressure',
  'chiari-malformation',
  'acute-infection',
  'brain-tumour',
  'shunt',
  'severe-osteoporosis',
  'cervical-instability',
  // needling
  'bleeding-disorder',
  'anticoagulant',
  'pacemaker',
  'lymphoedema',
  'fear-of-needles',
  // general
  'cancer',
  'immunosuppression',
  'epilepsy',
  'cardiovascular-disease',
  'uncontrolled-hypertension',
  'low-blood-pressure',
  'slow-heart-rate',
  'asthma',
  'kidney-disease',
  'kidney-stones',
  'liver-disease',
  'glaucoma',
  'depression',
  'anxiety',
  'eating-disorder',
  'stomach-ulcer',
  'smoking',
  'combined-contraceptive',
  'could-become-pregnant',
] as const
export type Condition = (typeof CONDITIONS)[number]

/** What the person says of themselves and wants; none of it is ticked beforehand. */
export interface Preferences {
  readonly neckTension?: boolean
  readonly stressOrAnxiety?: boolean
  readonly poorSleep?: boolean
  readonly sensitiveToMedicines?: boolean
  readonly wantsLessMedicine?: boolean
  readonly wantsNoninvasive?: boolean
  readonly willingToPractise?: boolean
  readonly dislikesTouch?: boolean
}

/** What the person remembers. Memory undercounts and is never taken for an entry. */
export interface Recalled {
  readonly headacheDaysPerMonth?: number
  /** Attacks like these, ever. */
  readonly attacksLikeThese?: number
  /** How many months they have been as frequent as now. */
  readonly monthsLikeThis?: number
  /** Had a headache disorder before the medicine use rose. */
  readonly headacheBeforeMedicineUse?: boolean
  /** Daily and without a break from within a day of when it began. */
  readonly dailyFromTheStart?: boolean
  readonly longestRemissionDays?: number
}

export interface Person {
  readonly birthYear?: number
  /** In whole years on the diary's last day; instead of a birth year. */
  readonly ageYears?: number
  readonly pregnancy?: 'no' | 'pregnant' | 'within-6-weeks-of-birth' | 'unsure'
  readonly headacheBeganOn?: LocalDate
  readonly conditions?: Readonly<Partial<Record<Condition, Answer>>>
  readonly preferences?: Preferences
  readonly recalled?: Recalled
  /** Treatments tried before, by id. */
  readonly triedBefore?: readonly string[]
  /** What the person chose to be asked each day: ids of factors, and `bleeding`. */
  readonly asked?: readonly string[]
  /** Names of medicines that are offered first when something was taken. */
  readonly medicinesAtHand?: readonly string[]
}
