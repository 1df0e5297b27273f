// How sessions, regimens and questionnaires are written: what is followed over weeks, and what a person adds to the vocabulary.
import * as z from 'zod/mini'
import { REGIMEN_KINDS } from '../model/entries.ts'
import { IngredientSchema } from './attack-schema.ts'
import { AMOUNT, DATE, FREE_TEXT, MOMENT, NAME, optional, RATING, required, YES_OR_NO, ZONE } from './written-values.ts'

export const SessionSchema = z.strictObject({
  id: required(NAME, 'Any name, once in this list.'),
  at: required(MOMENT, 'When it took place.'),
  timeZone: optional(ZONE, "Where; the diary's zone if absent."),
  therapy: required(NAME, "A treatment's id: `craniosacral-therapy`, `acupuncture` …"),
  practitioner: optional(FREE_TEXT, 'With whom.'),
  location: optional(FREE_TEXT, 'Where.'),
  minutes: optional(z.number().check(z.gt(0), z.maximum(1440)), 'How long, in minutes.'),
  ratingBefore: optional(RATING, 'Pain or distress before, 0 to 10.'),
  ratingAfter: optional(RATING, 'Pain or distress after, 0 to 10.'),
  reaction: optional(
    z.strictObject({
      kind: required(z.enum(['better', 'none', 'worse-for-hours', 'worse-for-days']), 'How it was in the days after.'),
      note: optional(FREE_TEXT, 'Anything else.'),
    }),
    'What followed the session.',
  ),
  techniques: optional(z.array(FREE_TEXT), 'What was done, in the words of whoever gave it.'),
  observed: optional(FREE_TEXT, 'How the person took it, as whoever gave it saw.'),
  note: optional(FREE_TEXT, 'Anything else.'),
})

const EVENT = { on: required(DATE, 'The day.'), why: optional(FREE_TEXT, 'Why.') }
const DAILY_DOSE = 'How much a day, in `doseUnit`.'

export const RegimenEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: required(z.literal(['start', 'resume']), 'Began, or went on after a pause.'),
    ...EVENT,
    dailyDose: optional(AMOUNT, DAILY_DOSE),
  }),
  z.strictObject({
    type: required(z.literal('dose-change'), 'Another dose from this day on.'),
    ...EVENT,
    dailyDose: required(AMOUNT, DAILY_DOSE),
  }),
  z.strictObject({ type: required(z.literal(['pause', 'stop']), 'Left off for a while, or for good.'), ...EVENT }),
])

export const RegimenSchema = z.strictObject({
  id: required(NAME, 'Any name, once in this list.'),
  kind: required(z.enum(REGIMEN_KINDS), 'What it is.'),
  treatment: required(NAME, "A treatment's id from the evidence library, or free text."),
  prescribed: optional(YES_OR_NO, 'Prescribed: it is stopped or changed with whoever prescribed it.'),
  purpose: optional(FREE_TEXT, 'What it is for, in own words.'),
  practitioner: optional(FREE_TEXT, 'Who prescribed it, or with whom it is done.'),
  doseUnit: optional(NAME, 'The unit of `dailyDose` and `targetDose`, for example mg.'),
  targetDose: optional(AMOUNT, 'The daily dose that is aimed at.'),
  everyDays: optional(AMOUNT, 'Injections or sessions: every how many days.'),
  events: required(
    z.array(RegimenEventSchema).check(z.minLength(1)),
    'In the order they happened; the first is the start.',
  ),
  expectation: optional(
    z.strictObject({
      rating: required(RATING, 'How much it is expected to help, 0 to 10.'),
      askedOn: required(DATE, 'When it was asked: not after the start.'),
    }),
    'What the person expected before the start.',
  ),
  note: optional(FREE_TEXT, 'Anything else.'),
})

export const QuestionnaireSchema = z.strictObject({
  questionnaire: required(NAME, "A questionnaire's id."),
  date: required(DATE, 'When it was filled in.'),
  answers: required(z.record(z.string(), z.number()), "By the question's id: the number of the answer."),
})

export const OwnProductSchema = z.strictObject({
  id: required(NAME, 'Any name, once in this list; intakes may use it as their product.'),
  name: required(NAME, 'As its packet says.'),
  ingredients: required(z.array(IngredientSchema), 'What is in one unit.'),
  mostUnitsPerDay: optional(AMOUNT, 'Most units in 24 hours, as its packet says.'),
})

export const CustomFactorSchema = z.strictObject({
  id: required(NAME, "Any name, once in this list; used in a day's `factors`."),
  name: required(NAME, 'As the person calls it.'),
  kind: required(z.enum(['yes-no', 'scale', 'amount']), 'Whether it was so, how strong it was, or how much of it.'),
  unit: optional(NAME, 'Of an amount.'),
})

export const CustomSymptomSchema = z.strictObject({
  id: required(NAME, 'Any name, once in this list; used in `symptoms` of days and attacks.'),
  name: required(NAME, 'As the person calls it.'),
  phase: optional(z.enum(['before', 'during', 'after']), 'When in an attack it belongs.'),
})
