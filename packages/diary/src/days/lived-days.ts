// Joins entries, attacks and intakes into one row a calendar day: what every measure, pattern and limit is counted from.
import { dateOfNumber, dayNumber, type LocalDate } from '../calendar/local-date.ts'
import { classifyIntake } from '../medicines/classify-intake.ts'
import type { ClassifiedIntake } from '../medicines/medicine-class.ts'
import type { Attack, DiaryDay } from '../model/entries.ts'
import type { Diary } from '../model/diary.ts'
import type { Aura } from '../model/features.ts'
import type { Status } from '../three-valued.ts'
import { attackDays, type AttackDay } from './attack-days.ts'
import type { HeadachePiece, HoursRange, LivedDay } from './lived-day.ts'
import { hasFeatures, mergeFeatures } from './merge-features.ts'

interface AttackOnDay extends AttackDay {
  readonly attack: Attack
}

const NO_HOURS: HoursRange = { least: 0, most: 0 }
const ANY_HOURS: HoursRange = { least: 0, most: 24 }

/**
 * Every day from the diary's first to its last, days without an entry as unknown. A headache counts on every local day it touches.
 * An attack that is still going counts until the diary's last day, a day that is said to be free of headache, or the next attack.
 * O(days + attacks + intakes).
 */
export function livedDays(diary: Diary): LivedDay[] {
  const first = dayNumber(diary.firstDay)
  const count = dayNumber(diary.lastDay) - first + 1
  const entries = new Map(diary.days.map((entry) => [entry.date, entry]))
  const attacks: AttackOnDay[][] = Array.from({ length: count }, () => [])
  const zoneOf = (date: LocalDate): string | undefined => entries.get(date)?.timeZone
  const until = openUntil(diary, first, count, entries)
  for (const attack of diary.attacks) {
    const last = dateOfNumber(first + (until[dayNumber(attack.start.date) - first] ?? count - 1))
    for (const day of attackDays(attack, last, zoneOf)) {
      attacks[dayNumber(day.date) - first]?.push({ ...day, attack })
    }
  }
  const intakes: ClassifiedIntake[][] = Array.from({ length: count }, () => [])
  for (const intake of diary.intakes) {
    intakes[dayNumber(intake.at.date) - first]?.push(classifyIntake(intake, diary.ownProducts))
  }
  return attacks.map((touching, k) => {
    const date = dateOfNumber(first + k)
    return livedDay(date, entries.get(date) ?? null, touching, intakes[k])
  })
}

/**
 * For each day, the last day until which an attack that began on it and was never closed may be taken to go on: the diary's last, the day
 * before one that is said to be free of headache, or the day on which a later attack begins.
 */
function openUntil(diary: Diary, first: number, count: number, entries: ReadonlyMap<LocalDate, DiaryDay>): number[] {
  const begins = new Set(diary.attacks.map(({ start }) => dayNumber(start.date) - first))
  const until: number[] = Array.from({ length: count })
  let last = count - 1
  for (let k = count - 1; k >= 0; k--) {
    until[k] = last
    if (begins.has(k)) last = k
    if (entries.get(dateOfNumber(first + k))?.headache === 'none') last = k - 1
  }
  return until
}

function livedDay(
  date: LocalDate,
  entry: DiaryDay | null,
  touching: readonly AttackOnDay[],
  intakes: readonly ClassifiedIntake[],
): LivedDay {
  const painful = touching.filter(({ attack }) => attack.withoutHeadache !== true)
  const headache: Status =
    painful.length > 0 || entry?.headache === 'present' ? 'met' : entry?.headache === 'none' ? 'not-met' : 'unknown'
  const pieces = headache === 'met' ? piecesOf(date, entry, painful) : []
  const observed = headache !== 'unknown'
  const tookAcute = intakes.some(({ acute }) => acute)
  return {
    date,
    headache,
    observed,
    entry,
    pieces,
    attackIds: touching.map(({ attack }) => attack.id),
    hours: hoursOf(headache, entry, pieces),
    auras: aurasOf(date, entry, touching),
    intakes,
    acuteMedicine: tookAcute ? 'met' : observed || entry?.noMedicine === true ? 'not-met' : 'unknown',
  }
}

function piecesOf(date: LocalDate, entry: DiaryDay | null, painful: readonly AttackOnDay[]): HeadachePiece[] {
  const ofEntry = (hours: HoursRange): HeadachePiece => ({
    attackId: null,
    features: mergeFeatures(entry),
    auras: entry?.aura === undefined ? [] : [entry.aura],
    hours,
  })
  if (painful.length === 0) return [ofEntry(saidHours(entry) ?? ANY_HOURS)]
  if (painful.length === 1) {
    const [{ attack, hours }] = painful
    return [
      {
        attackId: attack.id,
        features: mergeFeatures(attack, entry),
        auras: aurasOf(date, entry, painful),
        hours: hours.least === hours.most ? hours : (saidHours(entry) ?? hours),
      },
    ]
  }
  const pieces = painful.map((one) => ({
    attackId: one.attack.id,
    features: mergeFeatures(one.attack),
    auras: aurasOf(date, null, [one]),
    hours: one.hours,
  }))
  return entry !== null && (hasFeatures(entry) || entry.aura !== undefined)
    ? [...pieces, ofEntry(saidHours(entry) ?? totalHours(pieces))]
    : pieces
}

function saidHours(entry: DiaryDay | null): HoursRange | null {
  return entry?.hours === undefined ? null : { least: entry.hours, most: entry.hours }
}

function hoursOf(headache: Status, entry: DiaryDay | null, pieces: readonly HeadachePiece[]): HoursRange {
  if (headache === 'not-met') return NO_HOURS
  if (headache === 'unknown') return ANY_HOURS
  const attacks = pieces.filter(({ attackId }) => attackId !== null)
  if (attacks.length === 1) return attacks[0].hours
  return saidHours(entry) ?? totalHours(pieces)
}

/** Of headaches beside each other, within the longest day there is. */
function totalHours(pieces: readonly HeadachePiece[]): HoursRange {
  let least = 0
  let most = 0
  for (const { hours } of pieces) {
    least += hours.least
    most += hours.most
  }
  return { least: Math.min(25, least), most: Math.min(25, most) }
}

/** Auras that began on this day; one whose beginning was not noted counts on the attack's first day. */
function aurasOf(date: LocalDate, entry: DiaryDay | null, touching: readonly AttackOnDay[]): Aura[] {
  const auras = entry?.aura === undefined ? [] : [entry.aura]
  for (const { attack } of touching) {
    if (attack.aura !== undefined && (attack.aura.start?.slice(0, 10) ?? attack.start.date) === date)
      auras.push(attack.aura)
  }
  return auras
}
