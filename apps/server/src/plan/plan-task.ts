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
  /** What the diary says so far, of each treatment of which it says anything. */
  readonly answers: readonly { readonly id: string; readonly verdict: string; readonly effect: string | null }[]
}
