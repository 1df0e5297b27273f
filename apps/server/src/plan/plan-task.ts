// What is asked of the thread that reads a plan, and what it answers.
import type { OwnPlan } from '@clearday/care'
import type { LivingRow } from '@clearday/diary/operations'

export interface PlanTask {
  /** Everything that the diary holds. */
  readonly rows: readonly LivingRow[]
  readonly timeZone: string
  /** Of the diary. */
  readonly today: string
  readonly language: 'en' | 'es'
}

export interface ReadPlan {
  readonly plan: OwnPlan
  /** What cannot be read: so many entries, and fields by name. */
  readonly leftOut: { readonly entries: number; readonly fields: readonly string[] }
  /** What the diary says so far, of each treatment of which it says anything. */
  readonly answers: readonly {
    readonly id: string
    readonly verdict: string
    /** How much so far, in words; null where the verdict has it, and where there is nothing to compare. */
    readonly size: string | null
    /** Whether it is more than "can't tell yet". */
    readonly isTold: boolean
  }[]
}
