// What is asked of the thread that makes a page for the doctor, and what it answers.
import type { AnswerSummary, DoctorPage, DoctorPageOptions } from '@clearday/care'
import type { LivingRow } from '@clearday/diary/operations'
import type { Paper } from '@clearday/web/doctor-pdf'

/** Of a diary: what its answers are worked out of. */
export interface AnswersTask {
  /** Everything that the diary holds, or that was shared of it. */
  readonly rows: readonly LivingRow[]
  readonly timeZone: string
  /** Of the diary, where only a part of it may be looked at; its first entry otherwise. */
  readonly firstDay: string | null
  readonly lastDay: string
}

export interface DoctorTask extends AnswersTask {
  readonly options: DoctorPageOptions
  /** Null for no PDF. */
  readonly paper: Paper | null
  /** What the engine said before (`engineAsText`), where it is not asked again. */
  readonly said?: string
}

export interface WorkedOut {
  readonly summary: AnswerSummary
  /** What the engine said, by `engineAsText`; `REFUSED` where it said nothing. */
  readonly said: string
}

/** In place of what the engine said, where it refused: its reasons are words, come again at once, and are not kept. */
export const REFUSED = '"refused"'

export interface MadePage {
  readonly page: DoctorPage
  /** Null where none was asked for. */
  readonly pdf: Uint8Array<ArrayBuffer> | null
  /** Null where the engine was not asked. */
  readonly workedOut: WorkedOut | null
  /** Ids of treatments of which a trial lets nothing be told today. */
  readonly sealed: readonly string[]
}
