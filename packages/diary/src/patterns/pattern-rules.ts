// The numbers of ICHD-3's patterns and the readings that a diary needs where ICHD-3 is silent, each in one place for a clinician to sign.
import type { ClinicalRule } from '../clinical-rule.ts'

export const MIGRAINE_WITHOUT_AURA: ClinicalRule<{
  readonly attacks: number
  readonly leastHours: number
  readonly leastHoursOfMinors: number
  readonly adultFrom: number
  readonly mostHours: number
}> = {
  id: 'pattern.migraine-without-aura',
  version: 1,
  value: { attacks: 5, leastHours: 4, leastHoursOfMinors: 2, adultFrom: 18, mostHours: 72 },
  statement:
    'Migraine without aura: at least 5 attacks of 4 to 72 hours (2 to 72 under the age of 18), untreated or treated in vain, with the features of pain and the symptoms of migraine. Who falls asleep with it and wakes without it had it until waking.',
  certainty: 'sourced',
  source: 'ICHD-3 1.1 (guidelinecentral; Danish Headache Society 2020).',
}

export const SHORTENED_BY_MEDICINE: ClinicalRule<{ readonly hoursBefore: number }> = {
  id: 'pattern.shortened-by-medicine',
  version: 1,
  value: { hoursBefore: 2 },
  statement:
    'How long an attack would have lasted is unknown, and not too short, if an acute medicine was taken during it or in the 2 hours before and may have helped. If its relief was noted as none, the attack counts as it lasted.',
  certainty: 'proposal',
  source: 'Ours; ICHD-3 1.1 B and 3.1 B speak of the duration untreated or unsuccessfully treated.',
}

export const HOURS_OF_A_DAY: ClinicalRule<{ readonly fullDayFrom: number }> = {
  id: 'pattern.hours-of-a-day',
  version: 1,
  value: { fullDayFrom: 23 },
  statement:
    'Where only the hours of a day were noted, they are taken as one stretch of pain, which may go on in the noted days beside it. Days full of pain that follow each other are one stretch; beside a day that was not noted, its end is open.',
  certainty: 'proposal',
  source: 'Ours, for diaries that note days and no attacks.',
}

export const ATTACKS_APART: ClinicalRule<{ readonly freeHours: number }> = {
  id: 'pattern.attacks-apart',
  version: 1,
  value: { freeHours: 24 },
  statement:
    'Migraine with less than 24 hours free of it may be one attack, as long as all of it fits into the 72 hours that an attack can last. So many attacks are counted as there must be at least, and at most those that were noted.',
  certainty: 'proposal',
  source:
    'Ours, from the Leiden rule that days with less than 24 hours free are one attack (van der Arend, thesis, p. 105) and ICHD-3 1.1 B.',
}

export const STATUS_MIGRAINOSUS: ClinicalRule<{
  readonly moreThanHours: number
  readonly remissionHours: number
  readonly functionalGradeFrom: number
}> = {
  id: 'pattern.status-migrainosus',
  version: 1,
  value: { moreThanHours: 72, remissionHours: 12, functionalGradeFrom: 2 },
  statement:
    'Status migrainosus: migraine for more than 72 hours, breaks of up to 12 hours tolerated, that is debilitating: little or nothing can be done, or, where that was not noted, the pain is severe.',
  certainty: 'unverified',
  source: 'ICHD-3 1.4.1, not read; what counts as debilitating is ours.',
}

export const MIGRAINE_WITH_AURA: ClinicalRule<{ readonly attacks: number }> = {
  id: 'pattern.migraine-with-aura',
  version: 1,
  value: { attacks: 2 },
  statement: 'Migraine with aura: at least 2 attacks with a fully reversible aura that has 3 of 6 characteristics.',
  certainty: 'sourced',
  source: 'ICHD-3 1.2, final edition of 2018 (guidelinecentral; Danish Headache Society 2020).',
}

export const AURA_NOT_NOTED: ClinicalRule<true> = {
  id: 'pattern.aura-not-noted',
  version: 1,
  value: true,
  statement: 'On a day that was noted, an aura that was not noted was not there.',
  certainty: 'proposal',
  source: 'Ours: people note an aura and do not note that there was none.',
}

export const KINDS_OF_AURA: ClinicalRule<{ readonly brainstemSymptoms: number }> = {
  id: 'pattern.kinds-of-aura',
  version: 1,
  value: { brainstemSymptoms: 2 },
  statement:
    'Any weakness makes an aura hemiplegic (1.2.3); 2 or more symptoms of the brainstem make it a brainstem aura (1.2.2); with sight, feeling and speech only it is typical (1.2.1).',
  certainty: 'unverified',
  source: 'ICHD-3 1.2.1 to 1.2.3, not read.',
}

export const CHRONIC_MIGRAINE: ClinicalRule<{
  readonly headacheDays: number
  readonly migraineDays: number
  readonly attacks: number
}> = {
  id: 'pattern.chronic-migraine',
  version: 1,
  value: { headacheDays: 15, migraineDays: 8, attacks: 5 },
  statement:
    'Chronic migraine: headache on 15 or more days a month, like migraine on 8 or more of them, for more than 3 months, in someone with at least 5 attacks of migraine. A day like migraine has its pain and symptoms, however long, or an aura, or what was taken for migraine when it began and a triptan or ergot relieved.',
  certainty: 'sourced',
  source: 'ICHD-3 1.3 (beta.ichd-3.org; Danish Headache Society 2020; neurotorium, IHS 2018).',
}

export const MONTHS_IN_A_ROW: ClinicalRule<{ readonly months: number }> = {
  id: 'pattern.months-in-a-row',
  version: 1,
  value: { months: 3 },
  statement:
    '"For more than 3 months" is read as 3 or more complete calendar months in a row. Months are never replaced by spans of 28 days.',
  certainty: 'proposal',
  source:
    'Ours, as in Leiden (van der Arend, thesis, p. 71); strictly ICHD-3 1.3, 2.2, 2.3 and 8.2 say more than 3 months.',
}

export const PROBABLE_MIGRAINE: ClinicalRule<{ readonly allBut: number }> = {
  id: 'pattern.probable-migraine',
  version: 1,
  value: { allBut: 1 },
  statement:
    'Probable migraine: all but one of the criteria of migraine without (A to D) or with aura (A to C). Fewer attacks than are needed is one that may lack.',
  certainty: 'unverified',
  source: 'ICHD-3 1.5.1 and 1.5.2, not read; that too few attacks are 1.5.1 was (guidelinecentral).',
}

export const TENSION_TYPE: ClinicalRule<{
  readonly episodes: number
  readonly frequentFrom: number
  readonly chronicFrom: number
  readonly leastHours: number
  readonly mostHours: number
}> = {
  id: 'pattern.tension-type',
  version: 1,
  value: { episodes: 10, frequentFrom: 1, chronicFrom: 15, leastHours: 0.5, mostHours: 7 * 24 },
  statement:
    'Tension-type headache: infrequent with at least 10 episodes on fewer than 1 day a month on average, frequent from 1 day on, chronic from 15 days on; of 30 minutes to 7 days, chronic of hours to days or without end; with two of the features of pain, and without nausea and vomiting and without both light and sound (chronic: at most one of light, sound and mild nausea).',
  certainty: 'sourced',
  source: 'ICHD-3 2.1 to 2.3 (beta.ichd-3.org; ichd-3.org 2.2).',
}

export const AVERAGE_OVER: ClinicalRule<null> = {
  id: 'pattern.average-days-a-month',
  version: 1,
  value: null,
  statement:
    'Days a month with tension-type headache are averaged over all complete calendar months of the diary for 2.1 and 2.2, and over any 3 of them in a row for 2.3, so that a chronic time is not hidden by better ones. Each month counts alike, however long it is.',
  certainty: 'proposal',
  source: 'Ours; ICHD-3 2.1 to 2.3 say "on average".',
}

export const CLUSTER_SCREEN: ClinicalRule<{
  readonly attacks: number
  readonly leastHours: number
  readonly mostHours: number
  readonly everyDays: number
  readonly mostPerDay: number
}> = {
  id: 'pattern.cluster-screen',
  version: 1,
  value: { attacks: 5, leastHours: 0.25, mostHours: 3, everyDays: 2, mostPerDay: 8 },
  statement:
    'Cluster headache: at least 5 attacks of severe one-sided pain in or around the eye or at the temple, 15 to 180 minutes untreated, with a red or watering eye or another such sign or with restlessness, from one every other day to 8 a day.',
  certainty: 'sourced',
  source: 'J Headache Pain 2022, s10194-022-01504-x, table.',
}

export const CLUSTER_REVIEW: ClinicalRule<string> = {
  id: 'pattern.cluster-review',
  version: 1,
  value: 'Ask a doctor to look at this soon: it is treated in another way than migraine.',
  statement: 'A diary like in cluster headache asks for a review by a doctor and is not handled as migraine.',
  certainty: 'proposal',
  source: 'Ours.',
}

/** Days are counted from the first day of bleeding, which is day 1; the day before it is day −1. There is no day 0. */
export const MENSTRUAL_WINDOW: ClinicalRule<{
  readonly daysBefore: number
  readonly lastDay: number
  readonly cycles: number
  readonly hits: number
}> = {
  id: 'pattern.menstrual-window',
  version: 1,
  value: { daysBefore: 2, lastDay: 3, cycles: 3, hits: 2 },
  statement:
    'Menstrual migraine: attacks begin on days −2 to +3 of bleeding (5 days: there is no day 0) in at least 2 of 3 cycles, noted over 3 or more cycles in a row; pure if at no other time, menstrually related if at other times too.',
  certainty: 'sourced',
  source: 'ICHD-3 A1.1.1 and A1.1.2 (beta.ichd-3.org; HPR 2024, table; AMPP, table).',
}

export const CYCLES_IN_A_ROW: ClinicalRule<{ readonly shortestDays: number; readonly longestDays: number }> = {
  id: 'pattern.cycles-in-a-row',
  version: 1,
  value: { shortestDays: 18, longestDays: 45 },
  statement:
    'A cycle is counted from a noted first day of bleeding. More than 45 days between two first days mean that one may not have been noted, and the cycles in a row begin anew. A day without an entry, 18 days or more from the first days around it, may have been one itself, and stands for a cycle of which nothing is known. With more than 3 cycles, two thirds of them count as 2 of 3. That there have been 5 attacks in all is left to the clinician: 3 cycles need not hold them.',
  certainty: 'proposal',
  source: 'Ours; ICHD-3 A1.1.1 asks for records over 3 cycles in a row.',
}

export const MEDICATION_OVERUSE_HEADACHE: ClinicalRule<{ readonly headacheDays: number }> = {
  id: 'pattern.medication-overuse-headache',
  version: 1,
  value: { headacheDays: 15 },
  statement:
    'Medication-overuse headache: headache on 15 or more days a month and, in the same months, overuse of an acute medicine for more than 3 months. Overuse with fewer headache days is medication overuse and not this headache.',
  certainty: 'sourced',
  source: 'ICHD-3 8.2 (beta.ichd-3.org); its limits rest on the opinion of experts.',
}

export const UNKNOWN_MEDICINES: ClinicalRule<{ readonly days: number }> = {
  id: 'pattern.unknown-medicines',
  version: 1,
  value: { days: 10 },
  statement:
    'Acute medicines that nobody can classify, alone or together with others, on 10 or more days a month are overuse of unknown medicines (8.2.7) if no class is known to be overused by itself.',
  certainty: 'proposal',
  source:
    'Ours, from ICHD-3 8.2.7 (ichd-3.org), which speaks of medicines whose identity or use cannot be established.',
}

/** All rules of this room. */
export const PATTERN_RULES: readonly ClinicalRule<unknown>[] = [
  MIGRAINE_WITHOUT_AURA,
  SHORTENED_BY_MEDICINE,
  HOURS_OF_A_DAY,
  ATTACKS_APART,
  STATUS_MIGRAINOSUS,
  MIGRAINE_WITH_AURA,
  AURA_NOT_NOTED,
  KINDS_OF_AURA,
  CHRONIC_MIGRAINE,
  MONTHS_IN_A_ROW,
  PROBABLE_MIGRAINE,
  TENSION_TYPE,
  AVERAGE_OVER,
  CLUSTER_SCREEN,
  CLUSTER_REVIEW,
  MENSTRUAL_WINDOW,
  CYCLES_IN_A_ROW,
  MEDICATION_OVERUSE_HEADACHE,
  UNKNOWN_MEDICINES,
]
