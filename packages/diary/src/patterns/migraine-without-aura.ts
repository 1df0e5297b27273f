// Migraine without aura (ICHD-3 1.1) and probable migraine without aura (1.5.1).
import { allOf, anyOf, countReaches, not, type Status } from '../three-valued.ts'
import { allAnswers, attackCriteria } from './asked-headaches.ts'
import { countAttacks, type Apart, type Counted } from './counted-attacks.ts'
import type { DiaryReading } from './diary-reading.ts'
import { marks, patternResult } from './pattern-draft.ts'
import type { PatternResult } from './pattern-result.ts'
import { ATTACKS_APART, MIGRAINE_WITHOUT_AURA, PROBABLE_MIGRAINE } from './pattern-rules.ts'
import { betterExplained, capital, counted, listed, OTHER_DISORDERS } from './pattern-words.ts'
import { recalledAttacks, whatWouldTell } from './what-would-tell.ts'

export const MIGRAINE_APART: Apart = {
  freeHours: ATTACKS_APART.value.freeHours,
  mostHours: MIGRAINE_WITHOUT_AURA.value.mostHours,
}

/** ICHD-3 1.1. O(headaches). */
export function migraineWithoutAura(reading: DiaryReading): PatternResult {
  const { migraine, days, notNoted, diary } = reading
  const { attacks } = MIGRAINE_WITHOUT_AURA.value
  const { counted: found, criteria } = attackCriteria(migraine, days, notNoted, attacks, MIGRAINE_APART, {
    A: `At least ${attacks} attacks that meet B to D.`,
    attack: 'attack',
    each: 'in your diary meet B, C and D',
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

/**
 * ICHD-3 1.5.1: attacks that meet all but one of 1.1 A to D. The definite goes before the probable attack by attack: `without`
 * tells whether it stands without the attacks that fit another pattern.
 *
 * O(headaches).
 */
export function probableMigraineWithoutAura(reading: DiaryReading): {
  result: PatternResult
  without: (other: readonly Status[]) => Status
} {
  const { days, notNoted } = reading
  const { attacks } = MIGRAINE_WITHOUT_AURA.value
  const ways = waysToMiss(reading)
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
    clinicianMustJudge: [OTHER_DISORDERS],
    source: PROBABLE_MIGRAINE.source,
    nothingSeen: ways.every((way) => way.found.fit.length + way.found.open.length === 0),
  })
  const without = (other: readonly Status[]): Status =>
    status === 'met' ? anyOf(...waysToMiss(reading, other).map((way) => way.found.status)) : status
  return { result, without }
}

/** The four ways in which one criterion may lack, each with the attacks that meet the others and, if given, do not fit another pattern. */
function waysToMiss(reading: DiaryReading, other?: readonly Status[]): { meets: string; found: Counted }[] {
  const { migraine, notNoted } = reading
  const { attacks } = MIGRAINE_WITHOUT_AURA.value
  const { answers, questions, headaches } = migraine
  const of = (needed: number, except?: number): Counted => {
    const statuses = headaches.map((_, k) => {
      const answer = allAnswers(answers, k, except)
      return other === undefined ? answer : allOf(answer, not(other[k]))
    })
    return countAttacks(headaches, statuses, notNoted, needed, MIGRAINE_APART)
  }
  return [
    { meets: `B, C and D; ${attacks} such attacks would be migraine without aura (A)`, found: of(1) },
    ...questions.map(({ id }, missing) => {
      const named = listed(questions.filter((one) => one.id !== id).map((one) => one.id))
      return {
        meets: `${named}, and ${attacks} are needed (A); ${id} is the one that may lack`,
        found: of(attacks, missing),
      }
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
