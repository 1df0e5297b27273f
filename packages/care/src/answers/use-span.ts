// A stretch of use: what regimens, sessions and trials all come down to.
import type { LocalDate } from '@clearday/diary'

/** A stretch of use as the diary tells it, both days included; `lastDay` null while it goes on. Doses last as long as their class says. */
export interface UseSpan {
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate | null
  readonly doseFraction: number
  readonly atTarget: boolean
}
