// What the other pages ask of the worker that does the counting, and what they hear back.
import type { Along, DoctorPage, Fades, OwnCheck, OwnPlan, Tomorrow, TrialForecast, TrialReading } from '@clearday/care'
import type { EntryRow } from '../device/database.ts'

/** What can be asked, by name. */
export interface Looks {
  readonly along: Along
  readonly tomorrow: Tomorrow
  readonly benefit: OwnCheck
  readonly doctor: DoctorPage
  readonly plan: OwnPlan
  /** Of each trial that has begun, by its key. */
  readonly trials: Readonly<Record<string, TrialReading>>
  readonly 'trial-forecast': TrialForecast
}
export type LookKind = keyof Looks

export interface TrialAsked {
  /** As it is written in the diary. */
  readonly treatment: string
  readonly fades: Fades
}

export interface LookRequest {
  readonly kind: LookKind
  /** Everything that the diary holds. */
  readonly rows: readonly EntryRow[]
  readonly timeZone: string
  readonly firstDay: string
  readonly lastDay: string
  readonly language: 'en' | 'es'
  /** Of the page for the doctor: the first day of its period. */
  readonly from?: string
  /** What a forecast is about. */
  readonly trial?: TrialAsked
}
