// How the features of a headache and an aura are written: the same words for a day and for an attack.
import * as z from 'zod/mini'
import {
  AURA_KINDS,
  AUTONOMIC_SIGNS,
  NAUSEA_DEGREES,
  QUALITIES,
  SEVERITIES,
  SIDES,
  SITES,
  type NauseaDegree,
} from '../model/features.ts'
import { between, MOMENT, NAME, optional, RATING, required, wholeBetween, YES_OR_NO } from './written-values.ts'

/** A degree, or only whether there was any. */
const NAUSEA = z.pipe(
  z.union([z.enum(NAUSEA_DEGREES), z.boolean()]),
  z.transform((said): NauseaDegree => (said === true ? 'present' : said === false ? 'none' : said)),
)

export const FEATURES = {
  peakIntensity: optional(RATING, 'The worst of the pain, 0 to 10.'),
  severity: optional(
    z.enum(SEVERITIES),
    'How bad the pain was in a word. 1 to 3 is mild, 4 to 6 moderate, 7 to 10 severe.',
  ),
  functionalGrade: optional(
    z.literal([0, 1, 2, 3]),
    'What could be done: 0 everything, 1 most things, 2 little, 3 had to lie down.',
  ),
  side: optional(z.enum(SIDES), '`one-side`: one-sided, the side not said.'),
  quality: optional(z.array(z.enum(QUALITIES)), 'What the pain was like. A list that is given is complete.'),
  sites: optional(z.array(z.enum(SITES)), 'Where it hurt. A list that is given is complete.'),
  aggravatedByActivity: optional(YES_OR_NO, 'Walking or stairs made it worse, or were avoided.'),
  nausea: optional(NAUSEA, 'How much nausea; true for "there was some", false for none.'),
  vomiting: optional(YES_OR_NO, 'Vomited.'),
  photophobia: optional(YES_OR_NO, 'Light was hard to bear.'),
  phonophobia: optional(YES_OR_NO, 'Sound was hard to bear.'),
  osmophobia: optional(YES_OR_NO, 'Smells were hard to bear.'),
  autonomicSigns: optional(
    z.array(z.enum(AUTONOMIC_SIGNS)),
    'Signs of the eye, nose or face on the side of the pain. A list that is given is complete; an empty one says that there were none.',
  ),
  restlessness: optional(YES_OR_NO, 'Could not keep still.'),
  believedMigraine: optional(YES_OR_NO, 'The person took it for migraine when it began.'),
  neckPain: optional(RATING, 'Pain of the neck, 0 to 10.'),
  symptoms: optional(
    z.array(NAME),
    'Other symptoms, by their ids in `customSymptoms`. A list that is given is complete.',
  ),
}

const AuraSymptomSchema = z.strictObject({
  kind: required(
    z.enum(AURA_KINDS),
    'What was touched: sight, feeling, speech, strength, the brainstem, or one eye (retinal).',
  ),
  durationMinutes: optional(between(0, 44_640), 'How long it lasted, in minutes.'),
  spreadMinutes: optional(between(0, 44_640), 'Over how many minutes it spread or built up; 0 for all at once.'),
  oneSided: optional(YES_OR_NO, 'On one side.'),
  positive: optional(YES_OR_NO, 'Something was added (flashes, pins and needles), not only lost.'),
  fullyReversible: optional(YES_OR_NO, 'It went away completely.'),
  brainstemSymptoms: optional(
    wholeBetween(0, 7),
    'How many different ones of dysarthria, vertigo, tinnitus, hearing loss, double vision, ataxia and drowsiness.',
  ),
})

export const AuraSchema = z.strictObject({
  start: optional(MOMENT, 'When it began.'),
  symptoms: required(z.array(AuraSymptomSchema), 'One entry for each kind of symptom.'),
  inSuccession: optional(YES_OR_NO, 'Two or more symptoms came one after the other.'),
  headacheAfterMinutes: optional(
    z.union([between(-44_640, 44_640), z.literal('none')]),
    'Minutes from the start of the aura to the headache: 0 with it, negative if the headache was there first, "none" if none followed.',
  ),
  firstEver: optional(YES_OR_NO, 'The first aura of their life.'),
})
