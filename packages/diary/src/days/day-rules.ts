// The rules that all day definitions share: what untimed, over midnight, successful, open-ended and not noted mean for a day.
import type { ClinicalRule } from '../clinical-rule.ts'
import type { Relief } from '../model/entries.ts'
import { SILENT_DAYS } from './silent-days.ts'

/** Nobody said how long it lasted. A headache that is worth an entry seldom lasts less than half an hour. */
export const UNTIMED_LASTS_HALF_AN_HOUR: ClinicalRule<true> = {
  id: 'day-definition.untimed-headache',
  version: 1,
  value: true,
  statement:
    'For the 30-minute definition, a headache whose length was not noted is taken to have lasted 30 minutes or more.',
  certainty: 'proposal',
  source: 'Ours: most entries made in pain have no length, and attacks of under 30 minutes are rare in migraine.',
}

/** `sameWithinMinutes`: an attack noted as ending at 23:59 and another as beginning at 00:00 are one headache. */
export const OVER_MIDNIGHT: ClinicalRule<{ readonly sameWithinMinutes: number }> = {
  id: 'day-definition.over-midnight',
  version: 1,
  value: { sameWithinMinutes: 1 },
  statement:
    'A headache that goes over midnight counts on each day it touches, and its least length (30 minutes, 4 hours) is asked of the whole of it: five hours from 22:00 to 03:00 mark both days. Attacks that follow each other within 1 minute are one headache.',
  certainty: 'unverified',
  source:
    'The convention of trials for attacks that cross midnight; some trials ask for the hours within the calendar day instead.',
}

export const RELIEF_THAT_COUNTS: ClinicalRule<readonly Relief[]> = {
  id: 'relief.counts-as-successful',
  version: 1,
  value: ['much', 'complete'],
  statement: 'Treated with success means that relief was noted as much or complete; some relief leaves it open.',
  certainty: 'proposal',
  source: 'Ours; the guidelines that use the words do not define them for diaries.',
}

export const AURA_THAT_MARKS_A_DAY: ClinicalRule<{ readonly leastMinutes: number; readonly mostMinutes: number }> = {
  id: 'day-definition.aura-minutes',
  version: 1,
  value: { leastMinutes: 5, mostMinutes: 60 },
  statement:
    'An aura with a symptom of 5 to 60 minutes marks the day on which it began, with or without headache; one that was not timed leaves it open.',
  certainty: 'sourced',
  source: 'van der Arend and others, Cephalalgia 2023 (Leiden proposal), abstract.',
}

/**
 * The strict reading, that only a day with `noMedicine` is free of medicines, would leave nearly every count of every real diary open:
 * people write down what they take and not what they do not take.
 */
export const NO_INTAKE_NOTED: ClinicalRule<true> = {
  id: 'day.no-intake-noted',
  version: 1,
  value: true,
  statement:
    'On a day whose headache was noted, present or none, a medicine that was not noted was not taken. On a day without an entry it is open, and so it is where "no medicine" was answered with no.',
  certainty: 'proposal',
  source: 'Ours, after trials, in which a diary day that was filled in without a medicine is a day without one.',
}

/** "My migraine pill" may be a triptan: to read it as none would turn what was not said into a no. */
export const MEDICINE_OF_UNKNOWN_KIND: ClinicalRule<null> = {
  id: 'day-definition.medicine-of-unknown-kind',
  version: 1,
  value: null,
  statement:
    'A medicine that was taken against headache and that nobody can classify may be migraine-specific. It leaves open whether the day is one by its medicine, and so does a day on which some medicine was taken that was not noted.',
  certainty: 'proposal',
  source: 'Ours; the definitions ask for migraine-specific medicines and say nothing of unknown ones.',
}

/** To leave every day of an attack over midnight open would leave nearly every migraine day open: few write an entry beside an attack. */
export const FEATURES_OF_AN_ATTACK: ClinicalRule<null> = {
  id: 'day.features-of-an-attack',
  version: 1,
  value: null,
  statement:
    'What was said of an attack (how bad it was, its side, nausea, light, sound) stands for each day it touches. What an entry says of the day itself goes before it: of a severe attack over two days, the second of which is said to be mild, one day is severe. A later entry for a day of an attack can therefore lower a count as well as raise it.',
  certainty: 'proposal',
  source: 'Ours; trials that ask day by day do not meet the question, and the guidelines do not answer it.',
}

/** What a forgotten "it is over" leaves behind must not become weeks of headache; one in its fifth day, of which nobody said more, may well go on. */
export const LEFT_OPEN: ClinicalRule<{ readonly silentDays: number }> = {
  id: 'day.attack-left-open',
  version: 2,
  value: { silentDays: SILENT_DAYS },
  statement:
    "An attack that is still going counts on every day until the diary ends, while it is spoken of: no more than 4 days lie between its beginning, the days after it of which an entry says headache, and the diary's end. After a longer silence it counts until the last of these days. If a later day is said to be free of headache, or a later attack begins, it counts on its first day. On all other days it counts where an entry says headache, and they are open where there is none.",
  certainty: 'proposal',
  source: 'Ours.',
}

/** Days of the numeric scale as words. A number between two bands belongs to the lower one. */
export const SEVERITY_BANDS: ClinicalRule<{ readonly moderateFrom: number; readonly severeFrom: number }> = {
  id: 'severity.from-intensity',
  version: 1,
  value: { moderateFrom: 4, severeFrom: 7 },
  statement: 'Pain of 1 to 3 is mild, 4 to 6 moderate, 7 to 10 severe; a word that was said goes before the number.',
  certainty: 'sourced',
  source: 'HL7 Europe, value set of pain severity (1–3, 4–6, 7–9, 10), its last two bands taken together.',
}

export const SHARED_DAY_RULES: readonly ClinicalRule<unknown>[] = [
  UNTIMED_LASTS_HALF_AN_HOUR,
  OVER_MIDNIGHT,
  RELIEF_THAT_COUNTS,
  AURA_THAT_MARKS_A_DAY,
  NO_INTAKE_NOTED,
  LEFT_OPEN,
  MEDICINE_OF_UNKNOWN_KIND,
  FEATURES_OF_AN_ATTACK,
  SEVERITY_BANDS,
]
