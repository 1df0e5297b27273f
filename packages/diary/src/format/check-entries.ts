// What cannot be, entry by entry: a day twice, an end before its start, a day outside the diary. A diary with one of these is refused.
import { addDays, daysBetween } from '../calendar/local-date.ts'
import { startOfDayMs, type Moment } from '../calendar/moment.ts'
import type { Attack } from '../model/entries.ts'
import type { ListName } from './diary-schema.ts'
import { DATED_LISTS, daysTouched, type Placed, type PlacedDiary } from './placed-diary.ts'
import { shown, type Tell } from './place-words.ts'
import { MOST_ATTACK_DAYS } from './size-limits.ts'

const MOST_YEARS = 120

export function checkEntries(diary: PlacedDiary, tell: Tell): void {
  checkSpan(diary, tell)
  checkOnce(diary, tell)
  checkPerson(diary, tell)
  checkDays(diary, tell)
  for (const attack of diary.attacks) checkAttack(attack, tell)
  checkAttackDays(diary, tell)
}

/** Attacks on top of each other for a lifetime are no diary, and every measure would have to go through them. */
function checkAttackDays({ attacks, lastDay }: PlacedDiary, tell: Tell): void {
  let days = 0
  for (const { entry } of attacks) {
    const last = entry.end === 'still-going' ? lastDay : typeof entry.end === 'object' ? entry.end.date : null
    if (last !== null) days += Math.max(0, daysBetween(entry.start.date, last))
  }
  if (days > MOST_ATTACK_DAYS)
    tell('too-many', ['attacks'], `they last ${days} days all together; at most ${MOST_ATTACK_DAYS} can be read`)
}

function checkSpan(diary: PlacedDiary, tell: Tell): void {
  const { firstDay, lastDay } = diary
  if (firstDay > lastDay) {
    tell('first-day-after-last', ['firstDay'], `${firstDay} is after lastDay, ${lastDay}; the first day comes first`)
    return
  }
  if (daysBetween(firstDay, lastDay) > MOST_YEARS * 366) {
    tell(
      'too-long',
      [],
      `it spans ${firstDay} to ${lastDay}; at most ${MOST_YEARS} years can be read, so one of its years may be mistyped`,
    )
    return
  }
  for (const list of DATED_LISTS) {
    for (const { entry, path } of diary[list]) {
      const touched = daysTouched(entry)
      const from = touched[0]
      // what is still going reaches into the diary, whenever it began
      const to = 'end' in entry && entry.end === 'still-going' ? lastDay : touched[touched.length - 1]
      if (from > lastDay || to < firstDay) {
        tell(
          'outside-the-diary',
          path,
          `${from} lies outside the days that the diary speaks about, ${firstDay} to ${lastDay}; widen firstDay and lastDay, or leave them out`,
        )
      }
    }
  }
}

const LISTS_WITH_IDS = [
  'attacks',
  'intakes',
  'sessions',
  'regimens',
  'safetyChecks',
  'goals',
  'trials',
  'planChanges',
  'planAnswers',
  'ownProducts',
  'customFactors',
  'customSymptoms',
] as const

function checkOnce(diary: PlacedDiary, tell: Tell): void {
  tellTwice(
    diary.days,
    ({ date }) => date,
    (path, where) => {
      tell(
        'date-twice',
        [...path, 'date'],
        `${where} has the same date; write a day once, with all that is known of it`,
      )
    },
  )
  for (const list of LISTS_WITH_IDS) {
    const entries: readonly Placed<{ readonly id: string }>[] = diary[list]
    tellTwice(
      entries,
      ({ id }) => id,
      (path, where) => {
        tell('id-twice', [...path, 'id'], `${where} has the same id; give each entry of a list its own`)
      },
    )
  }
}

/** Tells the later of two entries with the same name, and where the first stands. */
function tellTwice<T>(
  entries: readonly Placed<T>[],
  nameOf: (entry: T) => string,
  tell: (path: readonly [ListName, number], where: string) => void,
): void {
  const first = new Map<string, number>()
  const asGiven = [...entries].sort((one, other) => one.path[1] - other.path[1])
  for (const { entry, path } of asGiven) {
    const before = first.get(nameOf(entry))
    if (before === undefined) first.set(nameOf(entry), path[1])
    else tell(path, `${path[0]}[${before}]`)
  }
}

function checkPerson({ person, lastDay }: PlacedDiary, tell: Tell): void {
  const { birthYear, ageYears } = person
  if (birthYear === undefined) return
  const most = Number(lastDay.slice(0, 4)) - birthYear
  if (most < 0) {
    const words = `${birthYear} is after the diary's last day, ${lastDay}; write the year of birth`
    tell('born-after-the-diary', ['person', 'birthYear'], words)
    return
  }
  if (ageYears !== undefined && ageYears !== most && ageYears !== most - 1) {
    tell(
      'age-and-birth-year',
      ['person', 'ageYears'],
      `who was born in ${birthYear} is not ${ageYears} on ${lastDay}; write one of the two`,
    )
  }
}

/** Small letters, digits and hyphens, as in `sleep-hours`. */
const FACTOR_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

function checkDays({ days, customFactors, timeZone }: PlacedDiary, tell: Tell): void {
  const custom = new Set(customFactors.map(({ entry }) => entry.id))
  for (const { entry: day, path } of days) {
    const zone = day.timeZone ?? timeZone
    if (startOfDayMs(day.date, zone) === startOfDayMs(addDays(day.date, 1), zone)) {
      tell(
        'day-skipped',
        [...path, 'date'],
        `${zone} skipped this day when it changed its side of the date line; write the day before or after it`,
      )
    }
    if (day.unknownBecause !== undefined && day.headache !== 'unknown') {
      const words = `a reason stands beside headache "${day.headache}"; it belongs only beside "unknown"`
      tell('reason-without-unknown', [...path, 'unknownBecause'], words)
    }
    for (const id of Object.keys(day.factors ?? {})) {
      if (custom.has(id) || FACTOR_ID.test(id)) continue
      const words =
        'this is no id of a factor; write small letters with hyphens, such as "sleep-hours", or add it to customFactors'
      tell('factor-id', [...path, 'factors', id], words)
    }
  }
}

function checkAttack({ entry: attack, path }: Placed<Attack>, tell: Tell): void {
  const { start, end, prodrome, postdrome } = attack
  if (typeof end === 'object' && surelyBefore(end, start)) {
    tell(
      'end-before-start',
      [...path, 'end'],
      `it ended (${end.text}, ${end.timeZone}) before it began (${start.text}, ${start.timeZone})`,
    )
  }
  if (prodrome?.start !== undefined && surelyBefore(start, prodrome.start)) {
    tell(
      'prodrome-after-start',
      [...path, 'prodrome', 'start'],
      `${prodrome.start.text} is after the start, ${start.text}; what comes before the pain begins before it`,
    )
  }
  const over = typeof end === 'object' ? end : start
  if (typeof postdrome?.end === 'object' && surelyBefore(postdrome.end, over)) {
    tell(
      'postdrome-before-end',
      [...path, 'postdrome', 'end'],
      `${postdrome.end.text} is before ${over.text}; what comes after the pain ends after it`,
    )
  }
  if (attack.withoutHeadache === true) return
  for (const key of ['severity', 'peakIntensity'] as const) {
    if (attack[key] !== 'none' && attack[key] !== 0) continue
    const words = `${shown(attack[key])} says that there was no pain; for an aura alone write "withoutHeadache": true, otherwise leave ${key} out`
    tell('attack-without-pain', [...path, key], words)
  }
}

/** However the two are read: a day without a time may have been at any hour of it. */
function surelyBefore(one: Moment, other: Moment): boolean {
  const wholeDay = one.latestMs > one.earliestMs
  return wholeDay ? one.latestMs <= other.earliestMs : one.latestMs < other.earliestMs
}
