// Holds a diary against the patterns of ICHD-3 and lets the one go first that the classification puts first. A comparison, never a diagnosis.
import type { LivedDay } from '../days/lived-day.ts'
import { auraPattern } from '../days/headache-features.ts'
import type { Diary } from '../model/diary.ts'
import { anyOf } from '../three-valued.ts'
import { chronicMigraine } from './chronic-migraine.ts'
import { clusterScreen } from './cluster-screen.ts'
import { readForPatterns } from './diary-reading.ts'
import { medicationOveruseHeadache } from './medication-overuse-headache.ts'
import { menstrualMigraine } from './menstrual-migraine.ts'
import { formsOfAura, migraineWithAura, probableMigraineWithAura } from './migraine-with-aura.ts'
import { enoughWithoutAura, migraineWithoutAura, probableMigraineWithoutAura } from './migraine-without-aura.ts'
import type { PatternResult } from './pattern-result.ts'
import { statusMigrainosus } from './status-migrainosus.ts'
import { tensionType } from './tension-type.ts'

/**
 * All patterns in the order of their codes: 1.1, 1.2 and its forms, 1.3, 1.4.1, 1.5.1, 1.5.2, 2.1 to 2.3, 3.1, 8.2.1 to 8.2.8, A1.1.1, A1.1.2.
 *
 * Criteria are met, not met, or unknown given what was not noted; a pattern whose criteria are met and that another goes before says which
 * (`setAsideBy`). "Not better accounted for" is never among the criteria: it stands under what a clinician must judge.
 *
 * @param days of this diary, from `livedDays`. @returns a result for every code. Cost O(days + pieces + intakes + attacks · log attacks).
 */
export function matchPatterns(diary: Diary, days: readonly LivedDay[]): readonly PatternResult[] {
  const reading = readForPatterns(diary, days)
  const plain = migraineWithoutAura(reading)
  const aura = migraineWithAura(reading)
  const chronic = chronicMigraine(reading)
  const status = statusMigrainosus(reading, anyOf(plain.consistent, aura.consistent))
  const probable = probableMigraineWithoutAura(reading)
  const probableAura = probableMigraineWithAura(reading)
  const [infrequent, frequent, chronicTension] = tensionType(reading)

  const aurasOfHeadaches = reading.headaches.map(({ auras }) => anyOf(...auras.map(auraPattern)))
  const plainBy = enoughWithoutAura(reading, aurasOfHeadaches) === 'met' ? [] : [aura]
  // attack by attack: only attacks that fit both are set aside
  const tensionFirst = probable.without(reading.tension.all) === 'met' ? [] : [chronicTension, frequent, infrequent]
  const cluster = clusterScreen(reading)
  const clusterFirst = probable.without(reading.cluster.all) === 'met' ? [] : [cluster]
  return [
    setAside(plain, plainBy),
    aura,
    ...formsOfAura(reading),
    chronic,
    status,
    setAside(openBefore(probable.result, plain), [plain, chronic, ...tensionFirst, ...clusterFirst]),
    setAside(openBefore(probableAura, aura), [aura]),
    setAside(infrequent, [chronic, chronicTension, frequent]),
    setAside(frequent, [chronic, chronicTension]),
    setAside(chronicTension, [chronic]),
    cluster,
    ...medicationOveruseHeadache(reading),
    ...menstrualMigraine(reading),
  ]
}

/** By the first of the others whose criteria are met, if this one's are too. */
function setAside(pattern: PatternResult, others: readonly PatternResult[]): PatternResult {
  if (pattern.consistent !== 'met') return pattern
  const first = others.find(({ consistent }) => consistent === 'met')
  if (first === undefined) return pattern
  const sentence = `${pattern.sentence} ${first.name.slice(0, 1).toUpperCase()}${first.name.slice(1)} (${first.code}) goes before it.`
  return { ...pattern, setAsideBy: first.code, sentence }
}

/** A probable form stands while it is open whether the definite one does. */
function openBefore(probable: PatternResult, definite: PatternResult): PatternResult {
  if (probable.consistent !== 'met' || definite.consistent !== 'unknown') return probable
  const sentence = `${probable.sentence} It is open whether it is ${definite.name} (${definite.code}), which would go before it.`
  return { ...probable, sentence }
}
