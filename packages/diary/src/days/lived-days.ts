// Joins entries, attacks and intakes into one row a calendar day: what every measure, pattern and limit is counted from.
import { dateOfNumber, dayNumber, type LocalDate } from '../calendar/local-date.ts'
import { classifyIntake } from '../medicines/classify-intake.ts'
import type { ClassifiedIntake } from '../medicines/medicine-class.ts'
import type { Attack, DiaryDay } from '../model/entries.ts'
import type { Diary } from '../model/diary.ts'
import type { Aura } from '../model/features.ts'
import { statusOf, type Status } from '../three-valued.ts'
import { auraOfAttack } from './attack-aura.ts'
import { attackDays } from './attack-days.ts'
import { attackPhases, type AttackPhases } from './attack-phases.ts'
import { NO_INTAKE_NOTED } from './day-rules.ts'
import { piecesOf, totalHours, type AttackOnDay } from './headache-pieces.ts'
import type { HeadachePiece, HoursRange, LivedDay } from './lived-day.ts'
import { openUntil } from './open-until.ts'
import { spellsOf } from './spells.ts'

const NO_PIECES: readonly HeadachePiece[] = []
const NO_IDS: readonly string[] = []
const NO_HOURS: HoursRange = { least: 0, most: 0 }
const ANY_HOURS: HoursRange = { least: 0, most: 24 }

/**
 * Every day from the diary's first to its last, days without an entry as unknown. A headache counts on every local day it touches.
 * An attack that is still going counts until the diary's last day, unless a later entry or a long silence shows that it was left open (`day.attack-left-open`).
 * O(days + days touched by attacks + intakes).
 */
export function livedDays(diary: Diary): LivedDay[] {
  const first = dayNumber(diary.firstDay)
  const count = dayNumber(diary.lastDay) - first + 1
  const entries = new Array<DiaryDay | null>(count).fill(null)
  for (const entry of diary.days) {
    const k = dayNumber(entry.date) - first
    if (k >= 0 && k < count) entries[k] = entry
  }
  const touching = attacksByDay(diary, first, entries)
  const auras = aurasByDay(diary, first, entries)
  const phases = attackPhases(diary, first, entries)
  const intakes = listsByDay<ClassifiedIntake>(count)
  for (const intake of diary.intakes) {
    intakes.add(dayNumber(intake.at.date) - first, classifyIntake(intake, diary.ownProducts))
  }
  return entries.map((entry, k) =>
    livedDay(dateOfNumber(first + k), entry, touching.on(k), auras.on(k), phases, k, intakes.on(k)),
  )
}

/** What belongs to each day. Most days have nothing of most things, and share one empty list. */
interface ListsByDay<T> {
  /** A day outside the diary is passed over. */
  add(day: number, one: T): void
  on(day: number): readonly T[]
}

function listsByDay<T>(count: number): ListsByDay<T> {
  const nothing: readonly T[] = []
  const lists = new Array<T[] | null>(count).fill(null)
  return {
    add(day, one) {
      if (day < 0 || day >= count) return
      const list = lists[day]
      if (list === null) lists[day] = [one]
      else list.push(one)
    },
    on: (day) => lists[day] ?? nothing,
  }
}

function attacksByDay(diary: Diary, first: number, entries: readonly (DiaryDay | null)[]): ListsByDay<AttackOnDay> {
  const touching = listsByDay<AttackOnDay>(entries.length)
  const openOf = openUntil(diary, first, entries)
  const lastsOf = (attack: Attack): { readonly surely: LocalDate; readonly possibly: LocalDate } => {
    const { surely, possibly } = openOf(attack)
    return { surely: dateOfNumber(first + surely), possibly: dateOfNumber(first + possibly) }
  }
  const spells = spellsOf(
    diary.attacks.filter(({ withoutHeadache }) => withoutHeadache !== true),
    lastsOf,
  )
  const zoneOf = (date: LocalDate): string | undefined => entries[dayNumber(date) - first]?.timeZone
  for (const attack of diary.attacks) {
    const { surely, possibly } = lastsOf(attack)
    const spell = spells.get(attack.id)
    const isLeft = attack.end === 'still-going' && surely !== possibly
    for (const { date, hours } of attackDays(attack, isLeft ? possibly : surely, zoneOf)) {
      const k = dayNumber(date) - first
      const isKnown = !isLeft || date <= surely
      if (!isKnown && entries[k]?.headache !== 'present') continue
      const known = isLeft && date >= surely ? { least: 0, most: hours.most } : hours
      const spellHours = spell?.hours ?? known
      const wholeHours = isKnown ? spellHours : { least: 0, most: spellHours.most }
      touching.add(k, { attack, hours: known, spellHours: wholeHours, auras: spell?.auras ?? [] })
    }
  }
  return touching
}

/** Auras by the day they began; an attack's aura may have begun on the day before its pain. */
function aurasByDay({ attacks }: Diary, first: number, entries: readonly (DiaryDay | null)[]): ListsByDay<Aura> {
  const auras = listsByDay<Aura>(entries.length)
  for (const [k, entry] of entries.entries()) if (entry?.aura !== undefined) auras.add(k, entry.aura)
  for (const attack of attacks) {
    const found = auraOfAttack(attack)
    if (found !== null) auras.add(dayNumber(found.date) - first, found.aura)
  }
  return auras
}

function livedDay(
  date: LocalDate,
  entry: DiaryDay | null,
  touching: readonly AttackOnDay[],
  auras: readonly Aura[],
  phases: AttackPhases,
  k: number,
  intakes: readonly ClassifiedIntake[],
): LivedDay {
  const painful = touching.length === 0 ? touching : touching.filter(({ attack }) => attack.withoutHeadache !== true)
  const headache: Status =
    painful.length > 0 || entry?.headache === 'present' ? 'met' : entry?.headache === 'none' ? 'not-met' : 'unknown'
  const pieces = headache === 'met' ? piecesOf(entry, painful) : NO_PIECES
  const observed = headache !== 'unknown'
  return {
    date,
    headache,
    observed,
    entry,
    pieces,
    attackIds: touching.length === 0 ? NO_IDS : touching.map(({ attack }) => attack.id),
    hours: hoursOf(headache, entry, pieces),
    auras,
    prodrome: phases.prodrome[k] === 1 ? 'met' : saidSigns(entry?.prodrome),
    postdrome: phases.postdrome[k] === 1 ? 'met' : saidSigns(entry?.postdrome),
    intakes,
    acuteMedicine: acuteMedicine(entry, observed, intakes),
  }
}

/** A list that is given is complete; one that is not leaves it open. */
function saidSigns(signs: readonly string[] | undefined): Status {
  return signs === undefined ? 'unknown' : statusOf(signs.length > 0)
}

function acuteMedicine(entry: DiaryDay | null, observed: boolean, intakes: readonly ClassifiedIntake[]): Status {
  if (intakes.some(({ acute }) => acute)) return 'met'
  if (entry?.noMedicine !== undefined) return entry.noMedicine ? 'not-met' : 'unknown'
  return observed && NO_INTAKE_NOTED.value ? 'not-met' : 'unknown'
}

function hoursOf(headache: Status, entry: DiaryDay | null, pieces: readonly HeadachePiece[]): HoursRange {
  if (headache === 'not-met') return NO_HOURS
  if (headache === 'unknown') return ANY_HOURS
  const attacks = pieces.filter(({ attackId }) => attackId !== null)
  if (attacks.length === 1) return attacks[0].hours
  const said = entry?.headache === 'none' ? undefined : entry?.hours
  return said === undefined ? totalHours(pieces) : { least: said, most: said }
}
