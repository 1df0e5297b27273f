// How what is asked once about the person, and a round of safety questions, are written.
import * as z from 'zod/mini'
import { ANSWERS, CONDITIONS, type Condition } from '../model/person.ts'
import { OCCASIONS } from '../model/safety-check.ts'
import { between, DATE, NAME, optional, required, wholeBetween, YES_OR_NO } from './written-values.ts'

const AnswerSchema = z.enum(ANSWERS)

/** An object with each condition as a key of its own, so that a mistyped one is told with the nearest. */
const ConditionsSchema = z.strictObject(
  Object.fromEntries(CONDITIONS.map((condition) => [condition, z.exactOptional(AnswerSchema)])) as Record<
    Condition,
    z.ZodMiniExactOptional<typeof AnswerSchema>
  >,
)

const PreferencesSchema = z.strictObject({
  neckTension: optional(YES_OR_NO, 'The neck is tense.'),
  stressOrAnxiety: optional(YES_OR_NO, 'Stress or anxiety plays a part.'),
  poorSleep: optional(YES_OR_NO, 'Sleeps badly.'),
  sensitiveToMedicines: optional(YES_OR_NO, 'Bears medicines badly.'),
  wantsLessMedicine: optional(YES_OR_NO, 'Would like to take less medicine.'),
  wantsNoninvasive: optional(YES_OR_NO, 'Would rather have nothing that pierces the skin.'),
  willingToPractise: optional(YES_OR_NO, 'Would practise something every day.'),
  dislikesTouch: optional(YES_OR_NO, 'Does not like to be touched.'),
})

const COUNT = z.number().check(z.minimum(0))

const RecalledSchema = z.strictObject({
  headacheDaysPerMonth: optional(between(0, 31), 'Headache days in a usual month.'),
  attacksLikeThese: optional(COUNT, 'Attacks like these, ever.'),
  monthsLikeThis: optional(COUNT, 'For how many months they have been as frequent as now.'),
  headacheBeforeMedicineUse: optional(YES_OR_NO, 'Had a headache disorder before the use of medicine rose.'),
  dailyFromTheStart: optional(YES_OR_NO, 'Daily and without a break from within a day of when it began.'),
  longestRemissionDays: optional(COUNT, 'The longest time without, in days.'),
})

export const PersonSchema = z.strictObject({
  birthYear: optional(wholeBetween(1880, 2200), 'Year of birth.'),
  ageYears: optional(wholeBetween(0, 130), "Age in whole years on the diary's last day; instead of a birth year."),
  pregnancy: optional(z.enum(['no', 'pregnant', 'within-6-weeks-of-birth', 'unsure']), 'Pregnancy.'),
  headacheBeganOn: optional(DATE, 'When this headache began, as far as the day is known.'),
  conditions: optional(
    ConditionsSchema,
    'What must be known before a treatment is discussed. What was never asked is absent.',
  ),
  preferences: optional(PreferencesSchema, 'What the person says of themselves and wants.'),
  recalled: optional(RecalledSchema, 'What the person remembers; never taken for an entry.'),
  triedBefore: optional(z.array(NAME), 'Treatments tried before, by id.'),
  asked: optional(
    z.array(NAME),
    'What the person chose to be asked each day: ids of factors, and `bleeding`. Nothing else is asked.',
  ),
  medicinesAtHand: optional(
    z.array(NAME),
    'Medicines that the person keeps at hand, by name: offered first when something was taken.',
  ),
})

export const SafetyCheckSchema = z.strictObject({
  id: required(NAME, 'Any name, once in this list.'),
  date: required(DATE, 'When it was asked.'),
  occasion: required(z.enum(OCCASIONS), 'Why it was asked.'),
  answers: required(z.record(z.string(), AnswerSchema), "By the question's id."),
  dismissed: optional(z.array(NAME), 'Questions whose advice the person put aside in this round.'),
})
