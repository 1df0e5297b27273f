// One entry by itself, or some of its fields: for who receives a diary piece by piece and must say of each piece whether it fits.
import * as z from 'zod/mini'
import { AttackSchema, IntakeSchema } from './attack-schema.ts'
import { DaySchema } from './day-schema.ts'
import { PersonSchema, SafetyCheckSchema } from './person-schema.ts'
import { GoalSchema, PlanAnswerSchema, PlanChangeSchema, TrialSchema } from './plan-schema.ts'
import { tellInto, valueAt } from './place-words.ts'
import type { FormatProblem } from './problem.ts'
import { issueWords, rightInstead, unknownKeyWords } from './shape-words.ts'
import {
  CustomFactorSchema,
  CustomSymptomSchema,
  OwnProductSchema,
  QuestionnaireSchema,
  RegimenSchema,
  SessionSchema,
} from './treatment-schema.ts'
import { DATE, optional, required, ZONE } from './written-values.ts'

interface EntryKind {
  readonly schema: z.ZodMiniObject
  /** The field that names the entry, if it has one. */
  readonly named: 'date' | 'id' | null
}

/** What stands once for the whole diary. */
const FrameSchema = z.strictObject({
  timeZone: required(ZONE, 'Where days are lived unless an entry says otherwise; IANA name.'),
  firstDay: optional(DATE, 'The first day that the diary speaks about; the earliest entry if absent.'),
})

/** What a diary consists of, by what each piece is called. A questionnaire has no name of its own: whoever keeps it gives it one. */
export const ENTRY_KINDS = {
  diary: { schema: FrameSchema, named: null },
  person: { schema: PersonSchema, named: null },
  day: { schema: DaySchema, named: 'date' },
  attack: { schema: AttackSchema, named: 'id' },
  intake: { schema: IntakeSchema, named: 'id' },
  session: { schema: SessionSchema, named: 'id' },
  regimen: { schema: RegimenSchema, named: 'id' },
  questionnaire: { schema: QuestionnaireSchema, named: null },
  'safety-check': { schema: SafetyCheckSchema, named: 'id' },
  goal: { schema: GoalSchema, named: 'id' },
  trial: { schema: TrialSchema, named: 'id' },
  'plan-change': { schema: PlanChangeSchema, named: 'id' },
  'plan-answer': { schema: PlanAnswerSchema, named: 'id' },
  'own-product': { schema: OwnProductSchema, named: 'id' },
  'custom-factor': { schema: CustomFactorSchema, named: 'id' },
  'custom-symptom': { schema: CustomSymptomSchema, named: 'id' },
} as const satisfies Readonly<Record<string, EntryKind>>
export type EntryName = keyof typeof ENTRY_KINDS

/** Every problem of a whole entry; paths begin at the entry. Never throws. */
export function entryProblems(kind: EntryName, entry: Readonly<Record<string, unknown>>): FormatProblem[] {
  const { schema }: EntryKind = ENTRY_KINDS[kind]
  const read = schema.safeParse(entry, { error: rightInstead })
  return read.success ? [] : problemsOf(read.error.issues, entry)
}

/** The same for some fields of an entry: one that is not given is not missed, and null stands for a field that is taken away. */
export function fieldProblems(kind: EntryName, fields: Readonly<Record<string, unknown>>): FormatProblem[] {
  const { schema }: EntryKind = ENTRY_KINDS[kind]
  const known: Readonly<Record<string, z.ZodMiniType>> = schema.shape as Readonly<Record<string, z.ZodMiniType>>
  const problems: FormatProblem[] = []
  const tell = tellInto(problems, fields)
  for (const [name, value] of Object.entries(fields)) {
    if (!Object.hasOwn(known, name)) tell('unknown-key', [name], unknownKeyWords(name, Object.keys(known)))
    else if (value !== null) {
      const read = known[name].safeParse(value, { error: rightInstead })
      if (read.success) continue
      const issues = read.error.issues.map((issue) => ({ ...issue, path: [name, ...issue.path] }))
      problems.push(...problemsOf(issues, fields))
    }
  }
  return problems
}

function problemsOf(issues: readonly z.core.$ZodIssue[], given: unknown): FormatProblem[] {
  const problems: FormatProblem[] = []
  const tell = tellInto(problems, given)
  for (const issue of issues) {
    const path = issue.path as (string | number)[]
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(', ')
      for (const key of issue.keys) tell('unknown-key', [...path, key], unknownKeyWords(key, known))
    } else {
      const { code, words } = issueWords(issue, valueAt(given, path))
      tell(code, path, words)
    }
  }
  return problems
}
