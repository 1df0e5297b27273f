// The numbers behind the red flags, each a rule that can be changed in one place: how long, how old, how often, and for how long it counts.
import type { ClinicalRule } from '@clearday/diary'
import type { Tier } from './tier.ts'

const OURS = 'Ours.'

export const LONG_ATTACK: ClinicalRule<{ readonly hours: number; readonly allDayHours: number }> = {
  id: 'red-flag.long-attack-hours',
  version: 3,
  value: { hours: 72, allDayHours: 23 },
  statement:
    'An attack of more than 72 hours is to be seen the same day, unless it is known to be mild on each of its days and no feature of migraine is noted: then it is a headache without a break, as in chronic tension-type headache (ICHD-3 2.3), and asks for an appointment soon. A strength that was not noted is not taken to be mild. Attacks that follow each other without a break are one. Four days in a row that were noted with 23 hours of headache or more count too, whether an attack was logged on them or not. It is settled only where no headache of the last weeks can have been longer, untimed ones and breaks of up to 12 hours included.',
  certainty: 'proposal',
  source: 'Informed by ICHD-3 1.4.1 (status migrainosus), not read, and NICE from memory.',
}

/** What was not noted is open, so that a gap leaves a flag open that the diary could otherwise settle. */
export const LOOKED_BACK: ClinicalRule<{ readonly days: number }> = {
  id: 'red-flag.looked-back',
  version: 1,
  value: { days: 28 },
  statement:
    'The diary settles by itself that there was no long headache, and no aura that is a red flag, only where each of the last 28 days was noted; for an aura, one has to be noted in them.',
  certainty: 'proposal',
  source: OURS,
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
    'A symptom of aura that was there all at once and only took something away (sight, feeling, words, strength) is an emergency: aura usually spreads and adds something, a stroke usually does neither.',
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
  certainty: 'proposal',
  source:
    'SNNOOP10 (Do and others, Neurology 2019): one abstract says 50, the published one 65; common tables say 50. The lower is taken. That it counts however long ago is ours.',
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

export const STANDS: ClinicalRule<{
  readonly days: number
  /** For so many days after an emergency or a same-day flag was raised a later no makes it calmer and does not end it. */
  readonly calmerDays: number
  readonly calmer: Readonly<Record<Tier, Tier>>
}> = {
  id: 'red-flag.stands',
  version: 3,
  value: {
    days: 90,
    calmerDays: 14,
    calmer: { 'emergency-now': 'same-day', 'same-day': 'book-soon', 'book-soon': 'book-soon' },
  },
  statement:
    'What the diary raised keeps its tier for 90 days, unless an answer of a later day says no; an overdose and headache in pregnancy keep theirs for as long as their own rules say, and ask for an appointment then. After 90 days an emergency or a same-day flag asks for an appointment soon until an answer says no, and what asked for an appointment is kept in the record only. A yes to a question stands until a no of a later day: of several answers of one day the most urgent counts. The questions are about the headache of that day, so a no of a later day says that it is not so today, and not that somebody has looked: for 14 days after an emergency or a same-day flag was raised such a no, or a later form that answers "not at all", lowers it by one tier and does not end it. After that it is kept in the record. What the intake says with a yes stands for as long as the intake says it. The record of what was raised is never emptied.',
  certainty: 'proposal',
  source: OURS,
}

export const NO_AGES: ClinicalRule<{ readonly days: number }> = {
  id: 'red-flag.no-ages',
  version: 1,
  value: { days: 90 },
  statement:
    'A no to a question counts for 90 days. After that the question is open again; what the no ended stays ended.',
  certainty: 'proposal',
  source: OURS,
}

export const FRESH: ClinicalRule<{ readonly days: number; readonly untilAnswered: readonly string[] }> = {
  id: 'red-flag.fresh',
  version: 2,
  value: { days: 7, untilAnswered: ['suicidal-thoughts'] },
  statement:
    'For 7 days after a flag was last raised the advice is given as it is; later it says how long ago it was, and what to do if it is there now or comes back. Before a treatment an emergency or a same-day flag means see someone now for these 7 days, and a physician first after them; thoughts of ending one’s life mean see someone now until they are answered otherwise.',
  certainty: 'proposal',
  source: OURS,
}

/** Where not being sure is no reason to wait. */
export const UNSURE: ClinicalRule<{
  readonly lowered: Readonly<Record<Tier, Tier>>
  readonly notLowered: readonly string[]
  /** Not lowered from 50 on with a headache that is not known to be old. */
  readonly notLoweredWithNewHeadache: readonly string[]
}> = {
  id: 'red-flag.unsure',
  version: 2,
  value: {
    lowered: { 'emergency-now': 'same-day', 'same-day': 'book-soon', 'book-soon': 'book-soon' },
    notLowered: ['suicidal-thoughts', 'overdose'],
    notLoweredWithNewHeadache: ['giant-cell-arteritis'],
  },
  statement:
    '"Unsure" is not "no": the flag is raised one tier lower. Thoughts of suicide and a possible overdose are not lowered, nor is a tender scalp, pain on chewing or changed sight from 50 on with a headache that is not known to be older than half a year: sight can be lost. A yes before it still stands.',
  certainty: 'proposal',
  source: OURS,
}

export const DISMISSAL: ClinicalRule<{ readonly quieter: boolean }> = {
  id: 'red-flag.dismissal',
  version: 2,
  value: { quieter: true },
  statement:
    'Putting advice aside makes it quieter until the question is asked again or the diary raises it again. It never takes it away and never lowers its tier.',
  certainty: 'proposal',
  source: OURS,
}

export const AFTER_A_SESSION: ClinicalRule<{ readonly days: number; readonly neckPainFrom: number }> = {
  id: 'red-flag.after-a-session',
  version: 2,
  value: { days: 3, neckPainFrom: 4 },
  statement:
    'A session of treatment by hands (a treatment that the catalogue does not know is taken for one) with a reaction for the worse, and neck pain of 4 or more of 10 noted on that day or the 3 after, is treated as possible injury of a neck artery. A reaction for the worse without it is asked about.',
  certainty: 'proposal',
  source:
    'Ours, cautious: neck pain comes with most migraine attacks, and feeling worse for hours to days after a session is described.',
}

export const PREGNANCY_WINDOW: ClinicalRule<{ readonly days: number; readonly reachesBackDays: number }> = {
  id: 'red-flag.pregnancy-window',
  version: 2,
  value: { days: 28, reachesBackDays: 322 },
  statement:
    'In pregnancy and for 6 weeks after a birth, severe headache or an aura of sight in the last 28 days is an emergency unless the headache is known to be older than half a year; then it is asked about. One of longer ago, back to 46 weeks, asks for an appointment soon and stays in the record.',
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

export const CONDITION_WITH_HEADACHE: ClinicalRule<{ readonly days: number }> = {
  id: 'red-flag.condition-with-headache',
  version: 1,
  value: { days: 28 },
  statement:
    'A yes of the intake that is a red flag only together with headache (a leak or a lumbar puncture, an aneurysm with severe headache, an infection) counts with a headache noted in the last 28 days. A stroke that has just happened, bleeding or raised pressure inside the skull and a recent skull fracture count by themselves. They stand for as long as the intake says yes; a no of a round does not take them back.',
  certainty: 'proposal',
  source: OURS,
}

/** What people write of a contraceptive with oestrogen. */
export const CONTRACEPTIVE_NAMES: ClinicalRule<{
  readonly within: readonly string[]
  readonly alone: readonly string[]
  readonly notWith: readonly string[]
}> = {
  id: 'red-flag.contraceptive-names',
  version: 1,
  value: {
    within: [
      'combined pill',
      'combined oral contraceptive',
      'combined contraceptive',
      'combined hormonal contraceptive',
      'birth control pill',
      'contraceptive pill',
      'oral contraceptive',
      'contraceptive patch',
      'birth control patch',
      'contraceptive ring',
      'vaginal ring',
      'ethinylestradiol',
      'ethinyl estradiol',
      'ethinyloestradiol',
    ],
    alone: ['pill', 'the pill', 'on the pill', 'coc', 'chc'],
    notWith: [
      'progest',
      'mini',
      'without oestrogen',
      'without estrogen',
      'oestrogen-free',
      'estrogen-free',
      'desogestrel only',
    ],
  },
  statement:
    'A treatment that is running and named so in free text is taken for a combined pill, patch or ring beside aura, whatever the intake says: a plain name that does not tell which one it is counts, and one that names a progestogen-only pill does not. Other names are not recognised, and the question is asked.',
  certainty: 'unverified',
  source: 'Plain English names from general knowledge; no list was read.',
  needsReview: true,
}

export const CLUSTER_POSSIBLE: ClinicalRule<{
  readonly attacks: number
  readonly leastHours: number
  readonly mostHours: number
}> = {
  id: 'red-flag.cluster-possible',
  version: 1,
  value: { attacks: 5, leastHours: 0.25, mostHours: 3 },
  statement:
    'Where the diary leaves open whether it agrees with cluster headache, an appointment soon is asked for when 5 attacks or more were severe, on one side, in or around the eye or at the temple, and lasted 15 to 180 minutes or less with a medicine: only what was not asked (a red or watering eye, restlessness, how often) or the treatment leaves it open.',
  certainty: 'proposal',
  source: 'Ours, with the numbers of ICHD-3 3.1 (pattern.cluster-screen).',
}

export const FAR_ABOVE: ClinicalRule<{ readonly times: number; readonly days: number }> = {
  id: 'red-flag.far-above-maximum',
  version: 2,
  value: { times: 2, days: 7 },
  statement:
    'More than twice the most that a packet allows in 24 hours, of any medicine, within the last 7 days is treated as a possible overdose; where it is known that a physician may prescribe more than the packet says, more than twice that. An overdose of longer ago asks for an appointment soon and stays in the record. What is above the most by less is told a doctor or pharmacist soon. For paracetamol the rule is stricter: any dose above the most counts (dose.above-label).',
  certainty: 'proposal',
  source: OURS,
}

export const THRESHOLD_RULES: readonly ClinicalRule<unknown>[] = [
  LONG_ATTACK,
  LOOKED_BACK,
  LONG_AURA,
  SUDDEN_LOSS,
  MOTOR_AURA,
  OLDER_AGE,
  NEW_HEADACHE,
  CHRONIC_DAYS,
  PROGRESSIVE,
  STANDS,
  NO_AGES,
  FRESH,
  UNSURE,
  DISMISSAL,
  AFTER_A_SESSION,
  PREGNANCY_WINDOW,
  ROUND_IS_RECENT,
  CONDITION_WITH_HEADACHE,
  CONTRACEPTIVE_NAMES,
  CLUSTER_POSSIBLE,
  FAR_ABOVE,
]
