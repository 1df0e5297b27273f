// How attacks and what was taken are written: moments as their texts, with the zone they were lived in where it is another than the diary's.
import * as z from 'zod/mini'
import { INTAKE_REASONS, RELIEFS } from '../model/entries.ts'
import { AuraSchema, FEATURES } from './features-schema.ts'
import { AMOUNT, END, FREE_TEXT, MOMENT, NAME, optional, required, YES_OR_NO, ZONE } from './written-values.ts'

export const AttackSchema = z.strictObject({
  id: required(NAME, 'Any name, once in this list.'),
  start: required(MOMENT, 'When the pain began; for an aura without headache, when the aura began.'),
  end: required(END, 'When it ended; "still-going"; or "unknown" if nobody noted it.'),
  timeZone: optional(ZONE, "Where it began; the diary's zone if absent."),
  endTimeZone: optional(ZONE, 'Where it ended, if elsewhere.'),
  endedBySleep: optional(YES_OR_NO, 'Fell asleep with it and woke without: the end is then the time of waking.'),
  withoutHeadache: optional(YES_OR_NO, 'An aura with no headache after it.'),
  ...FEATURES,
  aura: optional(AuraSchema, 'The aura of this attack.'),
  prodrome: optional(
    z.strictObject({
      start: optional(MOMENT, 'When the first sign came.'),
      symptoms: required(z.array(NAME), 'The signs. A list that is given is complete.'),
    }),
    'Signs before the pain.',
  ),
  postdrome: optional(
    z.strictObject({
      end: optional(END, 'When it lifted; "still-going"; or "unknown".'),
      symptoms: required(z.array(NAME), 'What was left. A list that is given is complete.'),
    }),
    'The time after the pain.',
  ),
  note: optional(FREE_TEXT, 'Anything else.'),
})

export const IngredientSchema = z.strictObject({
  ingredient: required(NAME, "An ingredient's id from the catalogue, or any name."),
  milligrams: optional(AMOUNT, 'Milligrams in one unit.'),
})

export const IntakeSchema = z.strictObject({
  id: required(NAME, 'Any name, once in this list.'),
  at: required(MOMENT, 'When it was taken.'),
  timeZone: optional(ZONE, "Where it was taken; the diary's zone if absent."),
  product: required(NAME, "A product's id or name from the catalogue or from `ownProducts`, or free text."),
  ingredients: optional(z.array(IngredientSchema), 'What is in one unit, where the product does not say it.'),
  units: optional(AMOUNT, 'Tablets, sprays, injections; 1 if absent.'),
  reason: optional(z.enum(INTAKE_REASONS), 'Why it was taken; headache if absent for an acute medicine.'),
  relief: optional(z.enum(RELIEFS), 'What it did, after two hours or so.'),
  note: optional(FREE_TEXT, 'Anything else.'),
})
