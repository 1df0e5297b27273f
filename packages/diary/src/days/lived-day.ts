// One calendar day as it was lived: the day's entry, the attacks that touch it and what was taken, joined. Every count starts here.
import type { LocalDate } from '../calendar/local-date.ts'
import type { ClassifiedIntake } from '../medicines/medicine-class.ts'
import type { DiaryDay } from '../model/entries.ts'
import type { Aura, Features } from '../model/features.ts'
import type { Status } from '../three-valued.ts'

/** Hours that are known only within bounds; equal where they are known. */
export interface HoursRange {
  readonly least: number
  readonly most: number
}

/**
 * What one headache was like on one day. A day with one attack has one piece, in which the day's entry and the attack complete each other;
 * with several attacks each is a piece by itself, and what the day's entry says of the day as a whole is one more.
 */
export interface HeadachePiece {
  readonly attackId: string | null
  /** May be the attack or the day's entry itself: only what a headache is like is to be read from it. */
  readonly features: Features
  /** Of this headache: an attack's aura stands on each of its days, for it tells what kind of headache it is. */
  readonly auras: readonly Aura[]
  /** Of this day, between its midnights. */
  readonly hours: HoursRange
  /** Of the whole headache that this is a part of, over midnight and through attacks that follow without a break. */
  readonly spellHours: HoursRange
}

export interface LivedDay {
  readonly date: LocalDate
  /** Met: headache. Not met: said to be free of it. Unknown: not said. */
  readonly headache: Status
  /** Observed: `headache` is not unknown. The denominator of every rate. */
  readonly observed: boolean
  readonly entry: DiaryDay | null
  readonly pieces: readonly HeadachePiece[]
  readonly attackIds: readonly string[]
  /** Hours with headache, all pieces together. */
  readonly hours: HoursRange
  /** Auras that began on this day, with or without headache; one whose beginning was not noted stands on the day its attack began. */
  readonly auras: readonly Aura[]
  /** Signs before an attack, and what is left after one: from the day's entry or from an attack. A day may have these and no headache. */
  readonly prodrome: Status
  readonly postdrome: Status
  readonly intakes: readonly ClassifiedIntake[]
  /** Any acute medicine (`day.no-intake-noted` says when it is known that there was none). */
  readonly acuteMedicine: Status
}
