// Migraine without aura (ICHD-3 1.1) and probable migraine without aura (1.5.1).
import { allOf, anyOf, countReaches, not, type Status } from '../three-valued.ts'
import { attackCriteria } from './asked-headaches.ts'
import { countAttacks, type Apart, type Counted } from './counted-attacks.ts'
import type { DiaryReading } from './diary-reading.ts'
import type { Headache } from './headache.ts'
import { betterExplained, counted, listed, marks, patternResult } from './pattern-draft.ts'
import type { PatternResult } from './pattern-result.ts'
import { ATTACKS_APART, MIGRAINE_WITHOUT_AURA, PROBABLE_MIGRAINE } from './pattern-rules.ts'

export const MIGRAINE_APART: Apart = {
  freeHours: ATTACKS_APART.value.freeHours,
  mostHours: MIGRAINE_WITHOUT_AURA.value.mostHours,
}

/** What would tell, for each thing that leaves a headache open. */
export function whatWouldTell(open: readonly Headache[], gaps: number): string[] {
  const some = (word: (headache: Headache) => boolean): boolean => open.some(word)
  return [
    ...(some(({ hours }) => hours.least < hours.most)
      ? ['How long each headache lasts: note when it begins and ends, or its hours.']
      : []),
    ...(some(({ shortened, hours }) => shortened !== 'not-met' && hours.most < 4)
      ? ['How long attacks last that a medicine ended early: a clinician can ask about attacks that were not treated.']
      : []),
    ...(some(({ minor }) => minor === 'unknown') ? ['Your age: under 18 shorter attacks count.'] : []),
    ...(some(({ features }) => lacksFeatures(features)) ? [FEATURES_TELL] : []),
    ...gapsTell(gaps),
  ]
}

const FEATURES_TELL =
  'What the headaches are like: side, throbbing or pressing, how strong, worse on moving, nausea, light, sound.'

function lacksFeatures(features: Headache['features']): boolean {
  const { side, quality, severity, peakIntensity, aggravatedByActivity, nausea, photophobia, phonophobia } = features
  return (
    [side, quality, severity ?? peakIntensity, aggravatedByActivity].includes(undefined) ||
    [nausea, photophobia, phonophobia].includes(undefined)
  )
}

export function gapsTell(gaps: number): string[] {
  return gaps === 0 ? [] : [`${capital(counted(gaps, 'day was', 'days were'))} not noted, and may hold more.`]
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** ICHD-3 1.1. O(headaches). */
export function migraineWithoutAura(reading: DiaryReading): PatternResult {
  const { migraine, days, notNoted, diary } = reading
  const { attacks } = MIGRAINE_WITHOUT_AURA.value
  const { counted: found, criteria } = attackCriteria(migraine, days, notNoted, attacks, MIGRAINE_APART, {
    A: `At least ${attacks} attacks that meet B to D.`,
    attack: 'attack',
    each: found1('B, C and D'),
  })
  return patternResult({
    code: '1.1',
    name: 'migraine without aura',
    version: MIGRAINE_WITHOUT_AURA.version,
    criteria,
    unknowns: whatWouldTell(found.open, notNoted[days.length]),
    clinicianMustJudge: [betterExplained('E'), ...recalledAttacks(diary.person.recalled?.attacksLikeThese, found)],
    source: MIGRAINE_WITHOUT_AURA.source,
    nothingSeen: found.fit.length + found.open.length === 0,
  })
}

function found1(criteria: string): string {
  return `in your diary meet ${criteria}`
}

/** What is remembered is never counted, and worth a question where the diary has too few. */
export function recalledAttacks(recalled: number | undefined, { least, needed }: Counted): string[] {
  return recalled === undefined || least >= needed
    ? []
    : [
        `You remember ${counted(recalled, 'attack')} like these in all. They are not counted here; a clinician can ask about them.`,
      ]
}

/**
 * ICHD-3 1.5.1: attacks that meet all but one of 1.1 A to D. Attacks that fit tension-type headache are counted apart, since the definite
 * goes before the probable attack by attack.
 *
 * @returns the result, and what it is without the attacks that fit tension-type headache. O(headaches).
 */
export function probableMigraineWithoutAura(reading: DiaryReading): { result: PatternResult; withoutTension: Status } {
  const { migraine, tension, days, notNoted } = reading
  const { attacks } = MIGRAINE_WITHOUT_AURA.value
  const ways = waysToMiss(
    reading,
    migraine.all.map(() => 'met'),
  )
  const status = anyOf(...ways.map((way) => way.found.status))
  const best = ways.find((way) => way.found.status === status) ?? ways[0]
  const { fit, open, least } = best.found
  const because =
    status === 'met'
      ? `${capital(counted(least, 'attack'))} ${least === 1 ? 'meets' : 'meet'} ${best.meets}.`
      : `No ${attacks} attacks are known to meet all but one of the criteria B to D, and no attack is known to meet all of them.`
  const result = patternResult({
    code: '1.5.1',
    name: 'probable migraine without aura',
    version: PROBABLE_MIGRAINE.version,
    criteria: [
      {
        id: 'A',
        statement: 'Attacks that meet all but one of the criteria A to D of migraine without aura (1.1).',
        status,
        because,
        ...marks(status === 'unknown' ? [...fit, ...open] : fit, days),
        count: { least, most: best.found.most, needed: best.found.needed },
      },
    ],
    unknowns: whatWouldTell(open, notNoted[days.length]),
    clinicianMustJudge: [
      'Whether the attacks fit another disorder (criterion B) or one explains them better (criterion C) is for a clinician to judge.',
    ],
    source: PROBABLE_MIGRAINE.source,
    nothingSeen: ways.every((way) => way.found.fit.length + way.found.open.length === 0),
  })
  const apart = waysToMiss(reading, tension.all.map(not))
  return { result, withoutTension: anyOf(...apart.map((way) => way.found.status)) }
}

/** The four ways in which one criterion may lack, each with the attacks that meet the others. */
function waysToMiss(reading: DiaryReading, among: readonly Status[]): { meets: string; found: Counted }[] {
  const { migraine, notNoted } = reading
  const { attacks } = MIGRAINE_WITHOUT_AURA.value
  const of = (statuses: readonly Status[], needed: number): Counted =>
    countAttacks(migraine.headaches, statuses, notNoted, needed, MIGRAINE_APART)
  const { answers, all, questions } = migraine
  const few = of(
    all.map((one, k) => allOf(one, among[k])),
    1,
  )
  return [
    { meets: `B, C and D, where ${attacks} such attacks would be migraine without aura (A)`, found: few },
    ...questions.map(({ id }, missing) => {
      const others = migraine.headaches.map((_, k) =>
        allOf(among[k], ...answers.filter((_of, q) => q !== missing).map((one) => one[k])),
      )
      const named = listed(questions.filter((one) => one.id !== id).map((one) => one.id))
      return { meets: `${named}, and ${attacks} are needed (A); ${id} need not be met`, found: of(others, attacks) }
    }),
  ]
}

/** Whether enough attacks without an aura are left for 1.1 by itself, beside 1.2. */
export function enoughWithoutAura({ migraine, notNoted }: DiaryReading, aura: readonly Status[]): Status {
  const { attacks } = MIGRAINE_WITHOUT_AURA.value
  const plain = migraine.all.map((one, k) => allOf(one, not(aura[k])))
  const { least, most } = countAttacks(migraine.headaches, plain, notNoted, attacks, MIGRAINE_APART)
  return countReaches(least, most, attacks)
}
