// One headache from its beginning to its end: the unit that ICHD-3's criteria are asked of, whether an attack was logged or only days noted.
import type { LocalDate } from '../calendar/local-date.ts'
import type { HoursRange } from '../days/lived-day.ts'
import type { Aura, Features } from '../model/features.ts'
import type { Status } from '../three-valued.ts'

export interface Headache {
  /** Several where attacks follow each other without a break; none where only days were noted. */
  readonly attackIds: readonly string[]
  /** Places among the diary's days: its first and its last that the diary holds. */
  readonly from: number
  readonly to: number
  readonly firstDate: LocalDate
  /** The worst of what was said of it at any time. */
  readonly features: Features
  readonly auras: readonly Aura[]
  /** As it lasted; `most` is infinite where it may go on beyond what the diary tells. */
  readonly hours: HoursRange
  /** Nobody said anything of how long it lasted. */
  readonly untimed: boolean
  /** Local hours since the diary's first midnight between which it began and ended. */
  readonly begins: HoursRange
  readonly ends: HoursRange
  /** An acute medicine may have ended it sooner. */
  readonly shortened: Status
  /** The person was under 18. */
  readonly minor: Status
}
