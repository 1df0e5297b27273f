// What the other pages ask of the worker that does the counting, and what they hear back.
import type { EntryRow } from '../device/database.ts'
import type { Along } from '../along/along.ts'
import type { Tomorrow } from '../tomorrow/tomorrow.ts'
import type { Benefit } from '../benefit/benefit.ts'

/** What can be asked, by name. */
export interface Looks {
  readonly along: Along
  readonly tomorrow: Tomorrow
  readonly benefit: Benefit
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
}
