// What makes a day a migraine day, a headache day and so on. There is no single standard, so each way of counting has a name and a version.
import type { ClinicalRule } from '../clinical-rule.ts'
import { allOf, anyOf, not, statusOf, type Status } from '../three-valued.ts'
import { AURA_THAT_MARKS_A_DAY, RELIEF_THAT_COUNTS, SHARED_DAY_RULES, UNTIMED_LASTS_HALF_AN_HOUR } from './day-rules.ts'
import { FEATURE_RULES } from './feature-rules.ts'
import {
  auraPattern,
  lastsAtLeast,
  migrainePain,
  migraineSymptoms,
  moderateOrSevere,
  tensionPain,
  tensionSymptoms,
} from './headache-features.ts'
import type { HeadachePiece, LivedDay } from './lived-day.ts'

/** A named way of counting days. `statusOn` is O(pieces and intakes of the day). */
export interface DayDefinition {
  /** Ends in its version; never changed under the same name. */
  readonly name: string
  readonly counts: 'headache' | 'migraine' | 'moderate-severe' | 'acute-medication' | 'crystal-clear'
  readonly rule: ClinicalRule<unknown>
  readonly statusOn: (day: LivedDay) => Status
}

const MINIMUM_HOURS = { leiden: 0.5, ihs: 4, leidenHeadache: 1 } as const

/** Any headache at all. */
const HEADACHE_DAY: DayDefinition = {
  name: 'HD_ANY_v1',
  counts: 'headache',
  rule: {
    id: 'day-definition.headache-any',
    version: 1,
    value: null,
    statement: 'A headache day is a calendar day, local midnight to midnight, with any headache on it.',
    certainty: 'unverified',
    source: 'The convention of headache trials; ICHD-3 counts headache days without a minimum.',
  },
  statusOn: ({ headache }) => headache,
}

const HEADACHE_DAY_LEIDEN: DayDefinition = {
  name: 'HD_LEIDEN_1H_v1',
  counts: 'headache',
  rule: {
    id: 'day-definition.headache-leiden',
    version: 1,
    value: MINIMUM_HOURS.leidenHeadache,
    statement: 'A headache day is a day with at least 1 hour of headache, or with headache and an acute medicine.',
    certainty: 'sourced',
    source: 'van der Arend, thesis, Leiden, p. 105.',
  },
  statusOn: (day) => {
    const { headache, hours, acuteMedicine } = day
    if (headache !== 'met' || acuteMedicine === 'met') return headache
    const long = anyPiece(day, ({ spellHours }) => lastsAtLeast(spellHours, MINIMUM_HOURS.leidenHeadache))
    return anyOf(acuteMedicine, long, lastsAtLeast(hours, MINIMUM_HOURS.leidenHeadache))
  },
}

/** Whether it is so of any of the day's headaches; each is asked until one is. */
function anyPiece({ pieces }: LivedDay, ask: (piece: HeadachePiece) => Status): Status {
  let found: Status = 'not-met'
  for (const piece of pieces) {
    const status = ask(piece)
    if (status === 'met') return status
    if (status === 'unknown') found = status
  }
  return found
}

function leidenPiece({ features, spellHours }: HeadachePiece): Status {
  const untimed = spellHours.least === 0 && spellHours.most >= MINIMUM_HOURS.leiden
  const long = untimed && UNTIMED_LASTS_HALF_AN_HOUR.value ? 'met' : lastsAtLeast(spellHours, MINIMUM_HOURS.leiden)
  if (long === 'not-met') return long
  const pain = migrainePain(features)
  return pain === 'not-met' ? pain : allOf(long, pain, migraineSymptoms(features))
}

/** An aura of 5 to 60 minutes; what was not timed, or not described at all, leaves it open. */
function timedAura({ auras }: LivedDay): Status {
  const { leastMinutes, mostMinutes } = AURA_THAT_MARKS_A_DAY.value
  return anyOf(
    ...auras.map(({ symptoms }) =>
      symptoms.length === 0
        ? 'unknown'
        : anyOf(
            ...symptoms.map(({ durationMinutes: minutes }) =>
              minutes === undefined ? 'unknown' : statusOf(minutes >= leastMinutes && minutes <= mostMinutes),
            ),
          ),
    ),
  )
}

const MIGRAINE_DAY_LEIDEN: DayDefinition = {
  name: 'MD_LEIDEN_30MIN_v1',
  counts: 'migraine',
  rule: {
    id: 'day-definition.migraine-leiden',
    version: 1,
    value: MINIMUM_HOURS.leiden,
    statement:
      'A migraine day has at least 30 minutes of headache with two of the four features of pain and with nausea or vomiting or with light and sound both; or an aura of 5 to 60 minutes; or headache and a migraine-specific medicine, whatever its effect.',
    certainty: 'sourced',
    source:
      'van der Arend and others, Cephalalgia 2023 (Leiden proposal, n = 1,494), abstract; as the default: a proposal.',
  },
  statusOn: (day) => {
    const { headache, auras } = day
    if (headache === 'met') {
      if (day.intakes.some(({ migraineSpecific }) => migraineSpecific)) return 'met'
      return anyOf(anyPiece(day, leidenPiece), timedAura(day))
    }
    return auras.length === 0 ? headache : anyOf(headache, timedAura(day))
  },
}

/** Four hours with the migraine features, with an aura, or with all but one of them that are not those of tension-type headache. */
function ihsPiece({ features, spellHours, auras }: HeadachePiece): Status {
  const long = lastsAtLeast(spellHours, MINIMUM_HOURS.ihs)
  if (long === 'not-met') return long
  const pain = migrainePain(features)
  const symptoms = migraineSymptoms(features)
  // the rest is asked only where it can change the answer
  if (pain === 'met' && symptoms === 'met') return long
  const probable = allOf(anyOf(pain, symptoms), not(allOf(tensionPain(features), tensionSymptoms(features))))
  return allOf(long, anyOf(allOf(pain, symptoms), probable, ...auras.map(auraPattern)))
}

/**
 * Whether a medicine of a kind was taken against the headache and helped: much or complete does, none does not, some or nothing said leaves
 * it open, and so does a day of which nobody knows what was taken.
 */
export function treatedWithSuccess({ intakes, acuteMedicine }: LivedDay, specificOnly: boolean): Status {
  let treated: Status = acuteMedicine === 'unknown' ? 'unknown' : 'not-met'
  for (const { acute, migraineSpecific, intake } of intakes) {
    const { reason, relief } = intake
    const counts = specificOnly ? migraineSpecific : acute && (reason === undefined || reason === 'headache')
    if (!counts || relief === 'none') continue
    if (relief !== undefined && RELIEF_THAT_COUNTS.value.includes(relief)) return 'met'
    treated = 'unknown'
  }
  return treated
}

const MIGRAINE_DAY_IHS: DayDefinition = {
  name: 'MD_IHS_4H_v1',
  counts: 'migraine',
  rule: {
    id: 'day-definition.migraine-ihs',
    version: 1,
    value: MINIMUM_HOURS.ihs,
    statement:
      'A migraine day has at least 4 hours of headache that fit ICHD-3 1.1 C and D, or 1.2 B and C, or probable migraine; or a headache treated with success with a triptan, ergot or other migraine-specific medicine.',
    certainty: 'unverified',
    source: 'Tassorelli and others, Cephalalgia 2018;38:815–832 (trial guideline; full text not read).',
  },
  statusOn: (day) =>
    day.headache === 'met' ? anyOf(anyPiece(day, ihsPiece), treatedWithSuccess(day, true)) : day.headache,
}

const MODERATE_SEVERE_DAY: DayDefinition = {
  name: 'MSD_PEAK_v1',
  counts: 'moderate-severe',
  rule: {
    id: 'day-definition.moderate-severe-peak',
    version: 1,
    value: null,
    statement:
      'A moderate or severe day is a day whose headache was moderate or severe (4 to 10) at its worst, however long.',
    certainty: 'proposal',
    source: 'Ours, simpler than the guideline for trials, which asks for 4 hours or a response to medicine.',
  },
  statusOn: (day) =>
    day.headache === 'met' ? anyPiece(day, ({ features }) => moderateOrSevere(features)) : day.headache,
}

const MODERATE_SEVERE_DAY_IHS: DayDefinition = {
  name: 'MSD_IHS_4H_v1',
  counts: 'moderate-severe',
  rule: {
    id: 'day-definition.moderate-severe-ihs',
    version: 1,
    value: MINIMUM_HOURS.ihs,
    statement:
      'A moderate or severe day has at least 4 hours of headache that is moderate or severe at its worst; or a headache of any length that was treated with success.',
    certainty: 'unverified',
    source: 'Tassorelli and others, Cephalalgia 2018;38:815–832 (trial guideline; full text not read).',
  },
  statusOn: (day) =>
    day.headache === 'met'
      ? anyOf(
          anyPiece(day, ({ features, spellHours }) =>
            allOf(lastsAtLeast(spellHours, MINIMUM_HOURS.ihs), moderateOrSevere(features)),
          ),
          treatedWithSuccess(day, false),
        )
      : day.headache,
}

const ACUTE_MEDICATION_DAY: DayDefinition = {
  name: 'AMD_ANY_v1',
  counts: 'acute-medication',
  rule: {
    id: 'day-definition.acute-medication',
    version: 1,
    value: null,
    statement: 'An acute-medication day is a day on which any acute medicine was taken, however many doses.',
    certainty: 'unverified',
    source: 'The convention of headache trials.',
  },
  statusOn: ({ acuteMedicine }) => acuteMedicine,
}

/** Free of headache and of everything that comes before and after it; what was never asked leaves it open. */
function crystalClear(day: LivedDay): Status {
  const { headache, entry, auras, attackIds, acuteMedicine, prodrome, postdrome } = day
  if (headache === 'met') return 'not-met'
  if (auras.length > 0 || attackIds.length > 0 || acuteMedicine === 'met') return 'not-met'
  if (prodrome === 'met' || postdrome === 'met') return 'not-met'
  if (entry === null) return 'unknown'
  if (entry.symptoms !== undefined && entry.symptoms.length > 0) return 'not-met'
  if (entry.functionalGrade !== undefined && entry.functionalGrade > 0) return 'not-met'
  if (entry.nausea !== undefined && entry.nausea !== 'none') return 'not-met'
  const bothered = [entry.vomiting, entry.photophobia, entry.phonophobia, entry.osmophobia]
  if (bothered.includes(true) || (entry.neckPain ?? 0) > 0) return 'not-met'
  // that nothing was wrong must have been said: by a full ability to function, or by empty lists of what comes before and after
  const said = entry.functionalGrade === 0 || (prodrome === 'not-met' && postdrome === 'not-met')
  return headache === 'not-met' && acuteMedicine === 'not-met' && said ? 'met' : 'unknown'
}

const CRYSTAL_CLEAR_DAY: DayDefinition = {
  name: 'CCD_v1',
  counts: 'crystal-clear',
  rule: {
    id: 'day-definition.crystal-clear',
    version: 1,
    value: null,
    statement:
      'A crystal-clear day has no headache, no aura, nothing of what comes before or after an attack, no acute medicine and full ability to function, and this was said: a headache-free day on which it was not asked is open.',
    certainty: 'proposal',
    source: 'Ours; the term is used in headache medicine without one agreed definition.',
  },
  statusOn: crystalClear,
}

/** All of them; the first that counts a thing is the default for it. */
export const DAY_DEFINITIONS = [
  HEADACHE_DAY,
  HEADACHE_DAY_LEIDEN,
  MIGRAINE_DAY_LEIDEN,
  MIGRAINE_DAY_IHS,
  MODERATE_SEVERE_DAY,
  MODERATE_SEVERE_DAY_IHS,
  ACUTE_MEDICATION_DAY,
  CRYSTAL_CLEAR_DAY,
] as const satisfies readonly DayDefinition[]

export const DAY_RULES: readonly ClinicalRule<unknown>[] = [
  ...DAY_DEFINITIONS.map(({ rule }) => rule),
  ...SHARED_DAY_RULES,
  ...FEATURE_RULES,
]

/** @throws never for the names in `DAY_DEFINITIONS`; an unknown name is a bug. */
export function dayDefinition(name: string): DayDefinition {
  const found = DAY_DEFINITIONS.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no day definition ${name}`)
  return found
}
