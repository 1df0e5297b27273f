// The whole diary as it is written: the interchange format clearday-diary-1. Entries have their own files beside this one.
import * as z from 'zod/mini'
import { AttackSchema, IntakeSchema } from './attack-schema.ts'
import { DaySchema } from './day-schema.ts'
import { PersonSchema, SafetyCheckSchema } from './person-schema.ts'
import { GoalSchema, PlanAnswerSchema, PlanChangeSchema, TrialSchema } from './plan-schema.ts'
import {
  CustomFactorSchema,
  CustomSymptomSchema,
  OwnProductSchema,
  QuestionnaireSchema,
  RegimenSchema,
  SessionSchema,
} from './treatment-schema.ts'
import { DATE, optional, required, ZONE } from './written-values.ts'

export const DIARY_FORMAT = 'clearday-diary-1'

export const DiarySchema = z.strictObject({
  $schema: optional(z.string(), 'The address of a JSON Schema, for editors; not read.'),
  format: required(z.literal(DIARY_FORMAT), 'The name of this format.'),
  timeZone: required(ZONE, 'Where days are lived unless an entry says otherwise; IANA name.'),
  firstDay: optional(DATE, 'The first day that the diary speaks about; the earliest entry if absent.'),
  lastDay: optional(DATE, 'The last day that the diary speaks about; the latest entry if absent.'),
  person: optional(PersonSchema, 'What is asked once about the person.'),
  days: optional(z.array(DaySchema), 'The days. One that is missing is unknown, never headache-free.'),
  attacks: optional(z.array(AttackSchema), 'Attacks, each from its start to its end.'),
  intakes: optional(z.array(IntakeSchema), 'What was taken.'),
  sessions: optional(z.array(SessionSchema), 'Sessions with a therapist.'),
  regimens: optional(z.array(RegimenSchema), 'What is used over weeks so that it may help.'),
  questionnaires: optional(z.array(QuestionnaireSchema), 'Questionnaires that were filled in.'),
  safetyChecks: optional(z.array(SafetyCheckSchema), 'Rounds of safety questions.'),
  goals: optional(z.array(GoalSchema), 'What the person wants to reach.'),
  trials: optional(z.array(TrialSchema), 'Trials of one treatment: blocks with and without it.'),
  planChanges: optional(z.array(PlanChangeSchema), 'Changes that one side proposed and the other answered.'),
  planAnswers: optional(z.array(PlanAnswerSchema), 'What practitioners said to proposed changes.'),
  ownProducts: optional(z.array(OwnProductSchema), 'Medicines that the catalogue does not have.'),
  customFactors: optional(z.array(CustomFactorSchema), "The person's own factors."),
  customSymptoms: optional(z.array(CustomSymptomSchema), "The person's own symptoms."),
})

/** A diary as it is written, after its shape has been checked. */
export type WrittenDiary = z.output<typeof DiarySchema>
/** The same before: `nausea` may be a boolean. */
export type WritableDiary = z.input<typeof DiarySchema>

export const LISTS = [
  'days',
  'attacks',
  'intakes',
  'sessions',
  'regimens',
  'questionnaires',
  'safetyChecks',
  'goals',
  'trials',
  'planChanges',
  'planAnswers',
  'ownProducts',
  'customFactors',
  'customSymptoms',
] as const
export type ListName = (typeof LISTS)[number]

/** What one entry of each list must be. */
export const ENTRY_SCHEMAS = {
  days: DaySchema,
  attacks: AttackSchema,
  intakes: IntakeSchema,
  sessions: SessionSchema,
  regimens: RegimenSchema,
  questionnaires: QuestionnaireSchema,
  safetyChecks: SafetyCheckSchema,
  goals: GoalSchema,
  trials: TrialSchema,
  planChanges: PlanChangeSchema,
  planAnswers: PlanAnswerSchema,
  ownProducts: OwnProductSchema,
  customFactors: CustomFactorSchema,
  customSymptoms: CustomSymptomSchema,
} as const satisfies Record<ListName, z.ZodMiniType>

export type Written<L extends ListName> = NonNullable<WrittenDiary[L]>[number]
