// The numbers behind the red flags, each a rule that can be changed in one place: how long, how old, how often, and for how long it counts.
import type { ClinicalRule } from '@clearday/diary'
import type { Tier } from './tier.ts'

const OURS = 'Ours.'

export const LONG_ATTACK: ClinicalRule<{ readonly hours: number }> = {
  id: 'red-flag.long-attack-hours',
  version: 1,
  value: { hours: 72 },
  statement:
    'An attack of more than 72 hours, of any strength, is to be seen the same day. Attacks that follow each other without a break are one. Four days in a row that were noted with 23 hours of headache or more count too.',
  certainty: 'proposal',
  source: 'Informed by ICHD-3 1.4.1 (status migrainosus), not read, and NICE from memory.',
}

export const LONG_AURA: ClinicalRule<{ readonly minutes: number }> = {
  id: 'red-flag.long-aura-minutes',
  version: 1,
  value: { minutes: 60 },
  statement: 'A symptom of aura of more than 60 minutes is an emergency.',
  certainty: 'proposal',
  source: 'Informed by ICHD-3 1.2 C3 (each symptom lasts 5 to 60 minutes); the tier is ours.',
}

export const SUDDEN_LOSS: ClinicalRule<{ readonly mostSpreadMinutes: number }> = {
  id: 'red-flag.sudden-loss',
  version: 1,
  value: { mostSpreadMinutes: 0 },
  statement:
    'A symptom of aura that was there all at once and only took something away (sight, feeling, words, strength) is an emergency: aura usually spreads and adds something, a stroke does not.',
  certainty: 'proposal',
  source: 'Informed by ICHD-3 1.2 C1 and C5; the tier is ours.',
}

export const MOTOR_AURA: ClinicalRule<{ readonly knownTier: Tier }> = {
  id: 'red-flag.known-motor-aura',
  version: 1,
  value: { knownTier: 'same-day' },
  statement:
    'Aura with weakness is an emergency the first time, and whenever it was not said whether it is the first. One that is said not to be the first is to be told a physician the same day.',
  certainty: 'proposal',
  source: 'The first time: NICE from memory. Later ones: ours.',
}

export const OLDER_AGE: ClinicalRule<{ readonly years: number }> = {
  id: 'red-flag.older-age',
  version: 1,
  value: { years: 50 },
  statement: 'Headache that began at the age of 50 or later, however long ago, asks for an appointment soon.',
  certainty: 'sourced',
  source:
    'SNNOOP10 (Do and others, Neurology 2019): one abstract says 50, the published one 65; common tables say 50. The lower is taken.',
  needsReview: true,
}

export const NEW_HEADACHE: ClinicalRule<{ readonly days: number }> = {
  id: 'red-flag.new-headache',
  version: 1,
  value: { days: 183 },
  statement:
    'Headache is new for half a year after it began. Where nobody noted when it began, it is not taken to be old.',
  certainty: 'proposal',
  source: OURS,
}

export const CHRONIC_DAYS: ClinicalRule<{ readonly daysPerMonth: number }> = {
  id: 'red-flag.fifteen-days',
  version: 1,
  value: { daysPerMonth: 15 },
  statement:
    '15 or more headache days in a calendar month ask for an appointment soon. What a person remembers raises it too, as long as no month of the diary says otherwise.',
  certainty: 'proposal',
  source: 'ICHD-3 1.3 and 8.2 for the number; that it asks for an appointment is ours.',
}

export const PROGRESSIVE: ClinicalRule<{
  readonly months: number
  readonly leastStep: number
  readonly leastRise: number
}> = {
  id: 'red-flag.progressive-rise',
  version: 1,
  value: { months: 3, leastStep: 1, leastRise: 10 },
  statement:
    'Headache days rise from month to month through 3 whole calendar months, whatever the gaps hide, by 10 or more in all: an appointment soon. In simulated diaries of 8 headache days a month without any true change, chance alone does this to 2 to 15 of 100 people within a year (days independent, or 0.3 alike from one to the next); a slower rise, and one over days, is not seen. So it is asked as well.',
  certainty: 'proposal',
  source: 'Ours. SNNOOP10 names progressive headache and gives no number.',
}

export const STANDS: ClinicalRule<{ readonly days: number }> = {
  id: 'red-flag.stands',
  version: 1,
  value: { days: 90 },
  statement:
    'What the diary raised keeps its tier for 90 days, unless a later answer says no. After that an emergency or a same-day flag asks for an appointment soon until an answer says no, and what asked for an appointment is kept in the record only. A yes to a question stands until a later no.',
  certainty: 'proposal',
  source: OURS,
}

export const FRESH: ClinicalRule<{ readonly days: number }> = {
  id: 'red-flag.fresh',
  version: 1,
  value: { days: 7 },
  statement:
    'For 7 days after a flag was last raised the advice is given as it is; later it says how long ago it was, and what to do if it is there now or comes back.',
  certainty: 'proposal',
  source: OURS,
}

/** Where not being sure is no reason to wait. */
export const UNSURE: ClinicalRule<{
  readonly lowered: Readonly<Record<Tier, Tier>>
  readonly notLowered: readonly string[]
}> = {
  id: 'red-flag.unsure',
  version: 1,
  value: {
    lowered: { 'emergency-now': 'same-day', 'same-day': 'book-soon', 'book-soon': 'book-soon' },
    notLowered: ['suicidal-thoughts', 'overdose'],
  },
  statement:
    '"Unsure" is not "no": the flag is raised one tier lower. Thoughts of suicide and a possible overdose are not lowered. A yes before it still stands.',
  certainty: 'proposal',
  source: OURS,
}

export const DISMISSAL: ClinicalRule<true> = {
  id: 'red-flag.dismissal',
  version: 1,
  value: true,
  statement:
    'Putting advice aside makes it quieter until the question is asked again or the diary raises it again. It never takes it away and never lowers its tier.',
  certainty: 'proposal',
  source: OURS,
}

export const AFTER_A_SESSION: ClinicalRule<{ readonly days: number; readonly neckPainFrom: number }> = {
  id: 'red-flag.after-a-session',
  version: 1,
  value: { days: 3, neckPainFrom: 4 },
  statement:
    'A session of treatment by hands with a reaction for the worse, and neck pain of 4 or more of 10 noted on that day or the 3 after, is treated as possible injury of a neck artery. A reaction for the worse without it is asked about.',
  certainty: 'proposal',
  source:
    'Ours, cautious: neck pain comes with most migraine attacks, and feeling worse for hours to days after a session is described.',
}

export const PREGNANCY_WINDOW: ClinicalRule<{ readonly days: number }> = {
  id: 'red-flag.pregnancy-window',
  version: 1,
  value: { days: 28 },
  statement:
    'In pregnancy and for 6 weeks after a birth, severe headache or an aura of sight in the last 28 days is an emergency unless the headache is known to be older than half a year; then it is asked about.',
  certainty: 'proposal',
  source: 'Ours: "new severe headache or visual symptoms" read from a diary.',
}

export const ROUND_IS_RECENT: ClinicalRule<{ readonly days: number }> = {
  id: 'red-flag.round-before-a-course',
  version: 1,
  value: { days: 7 },
  statement: 'The round of questions before treatment by hands is not older than 7 days when a course begins.',
  certainty: 'proposal',
  source: OURS,
}

export const FAR_ABOVE: ClinicalRule<{ readonly times: number; readonly days: number }> = {
  id: 'red-flag.far-above-maximum',
  version: 1,
  value: { times: 2, days: 7 },
  statement:
    'Twice the most that a packet allows in 24 hours, of any medicine, within the last 7 days is treated as a possible overdose. What is above the most by less, or longer ago, is told a doctor or pharmacist soon. For paracetamol the rule is stricter (dose.above-label).',
  certainty: 'proposal',
  source: OURS,
}

export const THRESHOLD_RULES: readonly ClinicalRule<unknown>[] = [
  LONG_ATTACK,
  LONG_AURA,
  SUDDEN_LOSS,
  MOTOR_AURA,
  OLDER_AGE,
  NEW_HEADACHE,
  CHRONIC_DAYS,
  PROGRESSIVE,
  STANDS,
  FRESH,
  UNSURE,
  DISMISSAL,
  AFTER_A_SESSION,
  PREGNANCY_WINDOW,
  ROUND_IS_RECENT,
  FAR_ABOVE,
]
