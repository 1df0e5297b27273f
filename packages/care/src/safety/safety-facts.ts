// What several red flags ask of a history, worked out once: the day it is judged on, ages, auras, medicines, and whether the headache is new.
import {
  addDays,
  addMonths,
  auraOfAttack,
  daysBetween,
  type Aura,
  type LocalDate,
  type MedicineUse,
  type Person,
  type Status,
} from '@clearday/diary'
import type { History } from '../history.ts'
import { NEW_HEADACHE } from './safety-thresholds.ts'

export interface NotedAura {
  readonly date: LocalDate
  readonly aura: Aura
  readonly attackIds: readonly string[]
}

/** A person's age on a day, within what is known of their birthday. */
export interface AgeRange {
  readonly least: number
  readonly most: number
}

export interface SafetyFacts {
  readonly history: History
  readonly person: Person
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

/** O(days). */
export function safetyFacts(history: History, asOf: LocalDate): SafetyFacts {
  const { diary } = history
  const { person } = diary
  return {
    history,
    person,
    asOf,
    auras: notedAuras(history),
    medicines: history.medicines,
    cluster: clusterOf(history),
    age: ageOn(asOf, person, diary.lastDay),
    newHeadache: isNew(person.headacheBeganOn, asOf),
  }
}

/** What can be said of a person before there is a diary: for the questions of a first round. */
export function ageOn(date: LocalDate, { birthYear, ageYears }: Person, lastDay: LocalDate): AgeRange | null {
  if (birthYear !== undefined) {
    const most = Number(date.slice(0, 4)) - birthYear
    return { least: most - 1, most }
  }
  if (ageYears === undefined) return null
  const youngest = addMonths(lastDay, -12 * ageYears)
  const oldest = addDays(addMonths(lastDay, -12 * (ageYears + 1)), 1)
  return { least: fullYears(youngest, date), most: fullYears(oldest, date) }
}

function fullYears(from: LocalDate, to: LocalDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
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
  return [...ofDays, ...ofAttacks].sort((one, other) => (one.date < other.date ? -1 : 1))
}

function clusterOf({ patterns }: History): SafetyFacts['cluster'] {
  const pattern = patterns.find(({ code }) => code === '3.1')
  if (pattern === undefined) return { status: 'unknown', days: [] }
  const deciding = new Set(pattern.criteria.flatMap((criterion) => criterion.days))
  return { status: pattern.consistent, days: [...deciding].sort() }
}
