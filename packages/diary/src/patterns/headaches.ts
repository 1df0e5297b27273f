// The headaches of a diary in order: logged attacks, and for days on which none was logged what the day's entry says of its headache.
import { dayNumber } from '../calendar/local-date.ts'
import { startOfDayMs, type Moment } from '../calendar/moment.ts'
import { OVER_MIDNIGHT } from '../days/day-rules.ts'
import type { HeadachePiece, HoursRange, LivedDay } from '../days/lived-day.ts'
import type { Diary } from '../model/diary.ts'
import type { Attack } from '../model/entries.ts'
import { dayHeadaches } from './day-headaches.ts'
import type { Headache } from './headache.ts'
import { shortenedAttack } from './shortened.ts'
import { unionAuras, unionFeatures } from './union-features.ts'
import { underAge } from './under-age.ts'

const HOUR_MS = 3_600_000
const SAME_MS = OVER_MIDNIGHT.value.sameWithinMinutes * 60_000

interface Logged {
  readonly attack: Attack
  readonly pieces: HeadachePiece[]
  readonly from: number
  to: number
}

/**
 * All headaches by their beginning. Attacks that follow each other without a break are one, so that an attack that was logged in two parts
 * at midnight is the same as one logged whole. O(days + pieces + intakes + attacks · log attacks).
 */
export function headachesOf(diary: Diary, days: readonly LivedDay[]): readonly Headache[] {
  const first = dayNumber(diary.firstDay)
  const minor = underAge(diary)
  const headaches = withoutBreaks(loggedAttacks(diary, days)).map((logged): Headache => {
    const [{ attack, from }] = logged
    const to = Math.max(...logged.map((one) => one.to))
    const pieces = logged.length === 1 ? logged[0].pieces : logged.flatMap((one) => one.pieces)
    const last = logged[logged.length - 1].attack
    const begins = momentHours(attack.start, first)
    const hours = hoursOf(pieces, last, begins, days.length)
    return {
      attackIds: logged.map((one) => one.attack.id),
      from,
      to,
      firstDate: days[from].date,
      features: unionFeatures(pieces),
      auras: unionAuras(pieces),
      hours,
      untimed: typeof last.end !== 'object' && hours.least === 0,
      begins,
      ends: { least: begins.least + hours.least, most: begins.most + hours.most },
      shortened: shortenedAttack(days, from, to, attack.start, last.end),
      minor: minor(days[from].date),
    }
  })
  return [...headaches, ...dayHeadaches(days, minor)].sort(
    (one, other) => one.from - other.from || one.begins.most - other.begins.most,
  )
}

/** Attacks with headache that touch the diary's days, with what each of these days tells of them. */
function loggedAttacks({ attacks }: Diary, days: readonly LivedDay[]): Logged[] {
  const byId = new Map(attacks.map((attack) => [attack.id, attack]))
  const logged = new Map<string, Logged>()
  days.forEach(({ pieces }, k) => {
    for (const piece of pieces) {
      if (piece.attackId === null) continue
      const known = logged.get(piece.attackId)
      const attack = byId.get(piece.attackId)
      if (known !== undefined) {
        known.pieces.push(piece)
        known.to = k
      } else if (attack !== undefined) logged.set(piece.attackId, { attack, pieces: [piece], from: k, to: k })
    }
  })
  return [...logged.values()].sort(
    (one, other) =>
      one.attack.start.earliestMs - other.attack.start.earliestMs || (one.attack.id < other.attack.id ? -1 : 1),
  )
}

/** Groups of attacks that surely touch each other. */
function withoutBreaks(logged: readonly Logged[]): Logged[][] {
  const groups: Logged[][] = []
  let untilMs = -Infinity
  for (const one of logged) {
    const { start, end } = one.attack
    if (start.latestMs <= untilMs + SAME_MS) groups[groups.length - 1].push(one)
    else groups.push([one])
    const endsMs = typeof end === 'object' ? end.earliestMs : start.latestMs
    untilMs = Math.max(groups[groups.length - 1].length === 1 ? -Infinity : untilMs, endsMs)
  }
  return groups
}

/** As the days tell it; without an upper bound if its end was not noted and it may go on after the diary's last day. */
function hoursOf(pieces: readonly HeadachePiece[], { end }: Attack, begins: HoursRange, days: number): HoursRange {
  let least = 0
  let most = 0
  for (const { spellHours } of pieces) {
    least = Math.max(least, spellHours.least)
    most = Math.max(most, spellHours.most)
  }
  // clocks that change may make the last day an hour shorter
  const open = typeof end !== 'object' && begins.most + most >= 24 * days - 1
  return { least, most: open ? Infinity : most }
}

function momentHours({ date, timeZone, earliestMs, latestMs }: Moment, first: number): HoursRange {
  const midnight = startOfDayMs(date, timeZone)
  const hours = (ms: number): number => 24 * (dayNumber(date) - first) + (ms - midnight) / HOUR_MS
  return { least: hours(earliestMs), most: hours(latestMs) }
}
