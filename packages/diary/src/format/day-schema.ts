// How one day of the diary is written.
import * as z from 'zod/mini'
import { HEADACHES, UNKNOWN_REASONS } from '../model/entries.ts'
import { AuraSchema, FEATURES } from './features-schema.ts'
import { between, DATE, FREE_TEXT, NAME, optional, required, YES_OR_NO, ZONE } from './written-values.ts'

const LostTimeSchema = z.strictObject({
  missedWork: optional(YES_OR_NO, 'Missed work or school.'),
  halfWork: optional(YES_OR_NO, 'Could do half or less at work or school.'),
  missedHousehold: optional(YES_OR_NO, 'Could not do the housework.'),
  halfHousehold: optional(YES_OR_NO, 'Could do half or less of the housework.'),
  missedSocial: optional(YES_OR_NO, 'Missed family, friends or leisure.'),
})

export const DaySchema = z.strictObject({
  date: required(DATE, 'The day, each day once.'),
  timeZone: optional(ZONE, "Where the day was lived; the diary's zone if absent."),
  headache: required(
    z.enum(HEADACHES),
    'Whether there was headache. Only `none` is a headache-free day; a day without an entry is unknown.',
  ),
  unknownBecause: optional(z.enum(UNKNOWN_REASONS), 'Why it is not known; only beside headache `unknown`.'),
  hours: optional(between(0, 25), 'Hours with headache on this day.'),
  ...FEATURES,
  aura: optional(AuraSchema, 'An aura on this day that belongs to no attack in the list of attacks.'),
  prodrome: optional(
    z.array(NAME),
    'Signs before an attack. A list that is given is complete; an empty one says that there was nothing.',
  ),
  postdrome: optional(
    z.array(NAME),
    'What was left after an attack. A list that is given is complete; an empty one says that there was nothing.',
  ),
  bleeding: optional(z.enum(['none', 'first-day', 'continuing', 'spotting']), 'Bleeding; `first-day` begins a cycle.'),
  factors: optional(
    z.record(z.string(), z.union([z.number(), z.boolean()])),
    'By the id of a factor: an amount, or whether it was so. Ids are small letters with hyphens (`sleep-hours`), or those of `customFactors`.',
  ),
  lostTime: optional(LostTimeSchema, 'What could not be done because of headache.'),
  noMedicine: optional(YES_OR_NO, 'No acute medicine was taken on this day: said, so that no intake is no gap.'),
  note: optional(FREE_TEXT, 'Anything else.'),
})
