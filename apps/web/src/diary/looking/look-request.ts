// What the other pages ask of the worker that does the counting, and what they hear back.
import type { Along, DoctorPage, OwnCheck, Tomorrow } from '@clearday/care'
import type { EntryRow } from '../device/database.ts'

/** What can be asked, by name. */
export interface Looks {
  readonly along: Along
  readonly tomorrow: Tomorrow
  readonly benefit: OwnCheck
  readonly doctor: DoctorPage
}
export type LookKind = keyof Looks

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
}
