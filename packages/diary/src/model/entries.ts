// What a person enters: days, attacks, what was taken, sessions, and what is followed over months.
import type { LocalDate } from '../calendar/local-date.ts'
import type { Moment } from '../calendar/moment.ts'
import type { Aura, Features } from './features.ts'

/** A day without an entry is `unknown` too: only `none` is a headache-free day. */
export const HEADACHES = ['none', 'present', 'unknown'] as const
export type Headache = (typeof HEADACHES)[number]

export const UNKNOWN_REASONS = ['too-unwell', 'forgot', 'busy', 'away', 'not-sure', 'other'] as const
export type UnknownReason = (typeof UNKNOWN_REASONS)[number]

/** What could not be done because of headache, in own words of this project; not a licensed questionnaire. What is given is complete: what is not in it was not lost. */
export interface LostTime {
  readonly missedWork?: boolean
  readonly halfWork?: boolean
  readonly missedHousehold?: boolean
  readonly halfHousehold?: boolean
  readonly missedSocial?: boolean
}

export interface DiaryDay extends Features {
  readonly date: LocalDate
  /** Where the day was lived; the diary's zone if absent. */
  readonly timeZone?: string
  readonly headache: Headache
  /** Only beside `unknown`. */
  readonly unknownBecause?: UnknownReason
  /** Hours with headache on this day, 0 to 25. */
  readonly hours?: number
  readonly aura?: Aura
  /** Before an attack: yawning, craving, stiff neck … A list that is given is complete; an empty one says that there was nothing. */
  readonly prodrome?: readonly string[]
  /** After an attack: drained, foggy, tender … As above. */
  readonly postdrome?: readonly string[]
  /** Bleeding: `first-day` begins a cycle. */
  readonly bleeding?: 'none' | 'first-day' | 'continuing' | 'spotting'
  /** By the id of a factor; a number, or whether it was so. */
  readonly factors?: Readonly<Record<string, number | boolean>>
  readonly lostTime?: LostTime
  /** No acute medicine was taken on this day: said, so that the absence of an intake is not a gap. */
  readonly noMedicine?: boolean
  readonly note?: string
}

/** `unknown`: it has ended, or not, and nobody noted when. */
export type AttackEnd = Moment | 'still-going' | 'unknown'

export interface Attack extends Features {
  readonly id: string
  /** When the pain began; for an aura without headache, when the aura began. */
  readonly start: Moment
  readonly end: AttackEnd
  /** Fell asleep with it and woke without: the end is then the time of waking (ICHD-3 1.1, note). */
  readonly endedBySleep?: boolean
  /** An aura with no headache after it. */
  readonly withoutHeadache?: boolean
  readonly aura?: Aura
  readonly prodrome?: { readonly start?: Moment; readonly symptoms: readonly string[] }
  /** The time after the pain; `still-going` for one that has not lifted. */
  readonly postdrome?: { readonly end?: AttackEnd; readonly symptoms: readonly string[] }
  readonly note?: string
}

export interface IngredientDose {
  /** An ingredient's id from the catalogue, or any name: what is not in the catalogue stays, visibly unclassified. */
  readonly ingredient: string
  readonly milligrams?: number
}

export const INTAKE_REASONS = ['headache', 'other-pain', 'prevention', 'other'] as const
export type IntakeReason = (typeof INTAKE_REASONS)[number]

export const RELIEFS = ['none', 'some', 'much', 'complete'] as const
export type Relief = (typeof RELIEFS)[number]

export interface Intake {
  readonly id: string
  readonly at: Moment
  /** A product's id or name from the catalogue or from the diary's own products, or free text. */
  readonly product: string
  /** What is in one unit, where the product does not say it. */
  readonly ingredients?: readonly IngredientDose[]
  /** Tablets, sprays, injections … 1 if absent. */
  readonly units?: number
  /** Why it was taken; headache if absent for an acute medicine. */
  readonly reason?: IntakeReason
  /** After two hours or so. */
  readonly relief?: Relief
  readonly note?: string
}

export interface Session {
  readonly id: string
  readonly at: Moment
  /** A treatment's id: `craniosacral-therapy`, `acupuncture` … */
  readonly therapy: string
  readonly practitioner?: string
  readonly location?: string
  readonly minutes?: number
  /** Pain or distress before and after, 0 to 10. */
  readonly ratingBefore?: number
  readonly ratingAfter?: number
  readonly reaction?: {
    readonly kind: 'better' | 'none' | 'worse-for-hours' | 'worse-for-days'
    readonly note?: string
  }
  /** What was done, in the words of whoever gave it. */
  readonly techniques?: readonly string[]
  /** How the person took it, as whoever gave it saw: beside what the person says of it themselves. */
  readonly observed?: string
  readonly note?: string
}

export const REGIMEN_KINDS = ['medicine', 'supplement', 'therapy-course', 'practice', 'procedure', 'nutrition'] as const
export type RegimenKind = (typeof REGIMEN_KINDS)[number]

export type RegimenEvent = { readonly on: LocalDate; readonly why?: string } & (
  | { readonly type: 'start' | 'resume'; readonly dailyDose?: number }
  | { readonly type: 'dose-change'; readonly dailyDose: number }
  | { readonly type: 'pause' | 'stop' }
)

/** Something used over weeks so that it may help. */
export interface Regimen {
  readonly id: string
  readonly kind: RegimenKind
  /** A treatment's id from the evidence library, or free text. */
  readonly treatment: string
  /** A prescribed medicine is stopped or changed with whoever prescribed it. */
  readonly prescribed?: boolean
  /** What it is for, in the person's words. */
  readonly purpose?: string
  /** Who prescribed it, or with whom it is done. */
  readonly practitioner?: string
  /** Of `dailyDose` and `targetDose`, for example mg. */
  readonly doseUnit?: string
  readonly targetDose?: number
  /** Injections or sessions: how often. */
  readonly everyDays?: number
  /** In the order they happened; the first is the start. */
  readonly events: readonly RegimenEvent[]
  /** "How much do you expect it to help?", 0 to 10, asked before the start. */
  readonly expectation?: { readonly rating: number; readonly askedOn: LocalDate }
  readonly note?: string
}

export interface CustomFactor {
  readonly id: string
  readonly name: string
  readonly kind: 'yes-no' | 'scale' | 'amount'
  readonly unit?: string
}

export interface CustomSymptom {
  readonly id: string
  readonly name: string
  readonly phase?: 'before' | 'during' | 'after'
}

/** A medicine that the catalogue does not have, as its packet says. */
export interface OwnProduct {
  readonly id: string
  readonly name: string
  readonly ingredients: readonly IngredientDose[]
  /** Most units in 24 hours, as its packet says. */
  readonly mostUnitsPerDay?: number
}

export interface QuestionnaireEntry {
  readonly questionnaire: string
  readonly date: LocalDate
  readonly answers: Readonly<Record<string, number>>
}
