// What several red flags ask of a history, worked out once: the day it is judged on, ages, auras, medicines, and whether the headache is new.
import {
  ageOn,
  auraOfAttack,
  daysBetween,
  type AgeRange,
  type Aura,
  type LocalDate,
  type MedicineUse,
  type Person,
  type Status,
} from '@clearday/diary'
import type { History } from '../history.ts'
import { NEW_HEADACHE } from './safety-thresholds.ts'
import { byDate } from './tier.ts'

export interface NotedAura {
  readonly date: LocalDate
  readonly aura: Aura
  readonly attackIds: readonly string[]
}

export interface SafetyFacts {
  readonly history: History
  readonly person: Person
  /** The day on which the person's age in years was said. */
  readonly saidOn: LocalDate
  /** The day on which all of it is judged. */
  readonly asOf: LocalDate
  /** Oldest first. */
  readonly auras: readonly NotedAura[]
  readonly medicines: MedicineUse
  /** Whether the diary agrees with cluster headache (ICHD-3 3.1), and the days that say so. */
  readonly cluster: { readonly status: Status; readonly days: readonly LocalDate[] }
  /** Null where neither age nor year of birth was said. */
  readonly age: AgeRange | null
  readonly newHeadache: Status
}

/** @param history until the day it is judged on. @param saidOn the last day of the whole diary, as which an age in years holds. O(days). */
export function safetyFacts(history: History, asOf: LocalDate, saidOn: LocalDate): SafetyFacts {
  const { diary } = history
  const { person } = diary
  return {
    history,
    person,
    saidOn,
    asOf,
    auras: notedAuras(history),
    medicines: history.medicines,
    cluster: clusterOf(history),
    age: ageOn(asOf, person, saidOn),
    newHeadache: isNew(person.headacheBeganOn, asOf),
  }
}

function isNew(beganOn: LocalDate | undefined, asOf: LocalDate): Status {
  if (beganOn === undefined) return 'unknown'
  return daysBetween(beganOn, asOf) <= NEW_HEADACHE.value.days ? 'met' : 'not-met'
}

function notedAuras({ diary }: History): NotedAura[] {
  const ofDays = diary.days.flatMap(({ date, aura }) => (aura === undefined ? [] : [{ date, aura, attackIds: [] }]))
  const ofAttacks = diary.attacks.flatMap((attack) => {
    const found = auraOfAttack(attack)
    return found === null ? [] : [{ date: found.date, aura: found.aura, attackIds: [attack.id] }]
  })
  return [...ofDays, ...ofAttacks].sort(byDate)
}

function clusterOf({ patterns }: History): SafetyFacts['cluster'] {
  const pattern = patterns.find(({ code }) => code === '3.1')
  if (pattern === undefined) return { status: 'unknown', days: [] }
  const deciding = new Set(pattern.criteria.flatMap((criterion) => criterion.days))
  return { status: pattern.consistent, days: [...deciding].sort() }
}
