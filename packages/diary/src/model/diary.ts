// One person's whole diary: what everything else in this project is derived from.
import type { LocalDate } from '../calendar/local-date.ts'
import type {
  Attack,
  CustomFactor,
  CustomSymptom,
  DiaryDay,
  Intake,
  OwnProduct,
  QuestionnaireEntry,
  Regimen,
  Session,
} from './entries.ts'
import type { Person } from './person.ts'
import type { Goal, PlanAnswer, PlanChange, Trial } from './plan.ts'
import type { SafetyCheck } from './safety-check.ts'

export interface Diary {
  /** Where days are lived unless an entry says otherwise; IANA name. */
  readonly timeZone: string
  /** The days it speaks about, both included. A day in between without an entry is unknown. */
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  readonly person: Person
  /** By date, each date once. */
  readonly days: readonly DiaryDay[]
  /** By start. */
  readonly attacks: readonly Attack[]
  /** By time. */
  readonly intakes: readonly Intake[]
  readonly sessions: readonly Session[]
  readonly regimens: readonly Regimen[]
  /** By date; several of one form on one day in an order that is always the same and means nothing. */
  readonly questionnaires: readonly QuestionnaireEntry[]
  /** By date, and those of one day by id, which says nothing of which came first. */
  readonly safetyChecks: readonly SafetyCheck[]
  /** What the person wants, by when it was written. */
  readonly goals: readonly Goal[]
  /** By their first day. */
  readonly trials: readonly Trial[]
  /** By when they were proposed. */
  readonly planChanges: readonly PlanChange[]
  /** By when they were said. */
  readonly planAnswers: readonly PlanAnswer[]
  readonly ownProducts: readonly OwnProduct[]
  readonly customFactors: readonly CustomFactor[]
  readonly customSymptoms: readonly CustomSymptom[]
}
