// What is asked of the thread that makes a page for the doctor, and what it answers.
import type { DoctorPage, DoctorPageOptions } from '@clearday/care'
import type { LivingRow } from '@clearday/diary/operations'
import type { Paper } from '@clearday/web/doctor-pdf'

export interface DoctorTask {
  /** Everything that the diary holds, or that was shared of it. */
  readonly rows: readonly LivingRow[]
  readonly timeZone: string
  /** Of the diary, where only a part of it may be looked at; its first entry otherwise. */
  readonly firstDay: string | null
  readonly lastDay: string
  readonly options: DoctorPageOptions
  /** Null for no PDF. */
  readonly paper: Paper | null
}

export interface MadePage {
  readonly page: DoctorPage
  /** Null where none was asked for. */
  readonly pdf: Uint8Array<ArrayBuffer> | null
}
