// On how many days a month each class of acute medicine may be taken before it counts as overuse (ICHD-3 8.2), and when to warn before.
import type { ClinicalRule } from '../clinical-rule.ts'
import type { MedicineClass } from './medicine-class.ts'

/** Classes that ICHD-3 8.2 gives a limit for. What is unclassified leaves the question open. */
export const LIMITED_CLASSES = [
  'ergot',
  'triptan',
  'non-opioid',
  'opioid',
  'combination-analgesic',
  'other-acute',
] as const
export type LimitedClass = (typeof LIMITED_CLASSES)[number]

/** Acute classes that are counted and held against no limit. */
export const UNLIMITED_CLASSES = ['gepant', 'ditan', 'antiemetic'] as const satisfies readonly MedicineClass[]
export type UnlimitedClass = (typeof UNLIMITED_CLASSES)[number]

export interface MonthlyLimit {
  /** The ICHD-3 code of the headache that overuse of the class can lead to. */
  readonly code: string
  /** From this many days a calendar month on it is overuse. */
  readonly days: number
  /** From this many days on one is warned, before the limit. */
  readonly warnFrom: number
}

function limit(
  medicineClass: LimitedClass,
  value: MonthlyLimit,
  words: string,
  certainty: 'sourced' | 'unverified',
  source: string,
): readonly [LimitedClass, ClinicalRule<MonthlyLimit>] {
  return [
    medicineClass,
    {
      id: `medicine-limit.${medicineClass}`,
      version: 1,
      value,
      statement: `${words} on ${value.days} or more days a calendar month is overuse; a warning comes from ${value.warnFrom} days on (the warning is ours).`,
      certainty,
      source,
      needsReview: true,
    },
  ]
}

const LIMITS: ReadonlyMap<LimitedClass, ClinicalRule<MonthlyLimit>> = new Map([
  limit('ergot', { code: '8.2.1', days: 10, warnFrom: 8 }, 'Ergotamine', 'sourced', 'ICHD-3 8.2.1 (chsg.org/ICHD).'),
  limit('triptan', { code: '8.2.2', days: 10, warnFrom: 8 }, 'Any triptans', 'sourced', 'ICHD-3 8.2.2.'),
  limit(
    'non-opioid',
    { code: '8.2.3', days: 15, warnFrom: 12 },
    'Paracetamol, NSAIDs and other non-opioid analgesics, as one class,',
    'sourced',
    'ICHD-3 8.2.3 (ichd-3.org).',
  ),
  limit(
    'opioid',
    { code: '8.2.4', days: 10, warnFrom: 8 },
    'Opioids',
    'sourced',
    'ICHD-3 beta 8.2.4 (beta.ichd-3.org).',
  ),
  limit(
    'combination-analgesic',
    { code: '8.2.5', days: 10, warnFrom: 8 },
    'Combination analgesics',
    'sourced',
    'ICHD-3 8.2.5 (ichd-3.org).',
  ),
  limit(
    'other-acute',
    { code: '8.2.8', days: 10, warnFrom: 8 },
    'Another acute medicine',
    'unverified',
    'ICHD-3 8.2.8, not read.',
  ),
])

/** ICHD-3 8.2.6: classes that are each below their limit, together. Asks for two classes or more: 10 days of one NSAID are not overuse. */
export const MULTIPLE_CLASSES_LIMIT: ClinicalRule<{
  readonly code: string
  readonly days: number
  readonly fewestClasses: number
  readonly classes: readonly LimitedClass[]
  readonly warnFrom: number
}> = {
  id: 'medicine-limit.multiple-classes',
  version: 1,
  value: {
    code: '8.2.6',
    days: 10,
    fewestClasses: 2,
    classes: ['ergot', 'triptan', 'non-opioid', 'opioid'],
    warnFrom: 8,
  },
  statement:
    'Any of ergotamine, triptans, non-opioid analgesics and opioids on 10 or more days a calendar month in all, of two classes or more and with no class overused by itself, is overuse of multiple classes; a warning comes from 8 days on (the warning is ours).',
  certainty: 'unverified',
  source: 'ICHD-3 8.2.6, not read; the text of 8.2.7 was (ichd-3.org).',
  needsReview: true,
}

/** Null for a class without a limit. */
export function limitOf(medicineClass: LimitedClass): ClinicalRule<MonthlyLimit>
export function limitOf(medicineClass: MedicineClass): ClinicalRule<MonthlyLimit> | null
export function limitOf(medicineClass: MedicineClass): ClinicalRule<MonthlyLimit> | null {
  return LIMITS.get(medicineClass as LimitedClass) ?? null
}

/** What is counted from when a warning comes. One rule for all limits, so that no screen says it in another way. */
export const DAYS_LEFT: ClinicalRule<{ readonly keepBelowBy: number }> = {
  id: 'medicine-limit.days-left',
  version: 2,
  value: { keepBelowBy: 1 },
  statement:
    'Days left in a calendar month are those that can still be taken without reaching the limit. Reaching it is overuse, so that of a limit of 10 days 9 can be taken: 7 taken leave 2, 8 leave 1, 9 leave none; that the 10th day counts is said beside it. They are counted from what was noted; where days have no entry they are "at most".',
  certainty: 'proposal',
  source: 'Ours, from the limits of ICHD-3 8.2, which are all "on so many days or more".',
}

const NO_LIMIT_SENTENCES: Readonly<Record<UnlimitedClass, string>> = {
  gepant:
    'Gepants have no monthly limit in ICHD-3 and are not thought to lead to medication overuse; their days are counted and held against none.',
  ditan:
    'Lasmiditan has no monthly limit in ICHD-3, and whether frequent use makes headache worse is uncertain; its days are counted and held against none.',
  antiemetic: 'Medicines against nausea have no monthly limit in ICHD-3; their days are counted and held against none.',
}

function noLimit(medicineClass: UnlimitedClass): ClinicalRule<null> {
  return {
    id: `medicine-limit.none-for-${medicineClass}`,
    version: 1,
    value: null,
    statement: NO_LIMIT_SENTENCES[medicineClass],
    certainty: 'unverified',
    source: 'ICHD-3 8.2 lists no such class; what is thought of it is general knowledge.',
    needsReview: true,
  }
}

/** That a class has no limit is a statement too, and is shown where its days are. */
export const NO_LIMIT_RULES: Readonly<Record<UnlimitedClass, ClinicalRule<null>>> = {
  gepant: noLimit('gepant'),
  ditan: noLimit('ditan'),
  antiemetic: noLimit('antiemetic'),
}

export const LIMIT_RULES: readonly ClinicalRule<unknown>[] = [
  ...LIMITS.values(),
  MULTIPLE_CLASSES_LIMIT,
  DAYS_LEFT,
  ...Object.values(NO_LIMIT_RULES),
]

/** Days that can still be taken below the limit; never less than none. */
export function daysLeftBelow(limit: number, taken: number): number {
  return Math.max(0, limit - DAYS_LEFT.value.keepBelowBy - taken)
}
