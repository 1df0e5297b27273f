// The whole headache that an attack is a part of, how long it lasts and its auras: attacks that follow each other without a break are one.
import { addDays, type LocalDate } from '../calendar/local-date.ts'
import { startOfDayMs } from '../calendar/moment.ts'
import type { Attack } from '../model/entries.ts'
import type { Aura } from '../model/features.ts'
import { auraOfAttack } from './attack-aura.ts'
import { OVER_MIDNIGHT } from './day-rules.ts'
import type { HoursRange } from './lived-day.ts'

export interface Spell {
  readonly hours: HoursRange
  readonly auras: readonly Aura[]
}

interface Interval {
  readonly attack: Attack
  readonly fromMs: number
  readonly toMs: number
}

const HOUR_MS = 3_600_000
const SAME_MS = OVER_MIDNIGHT.value.sameWithinMinutes * 60_000

/**
 * The headache that each attack belongs to, by the attack's id. Splitting an attack in two at any moment changes none of them.
 * What is known only within bounds is surely one headache where the surely
 * painful times follow each other, and possibly one where the possible times do.
 *
 * @param openOf of an attack without a noted end: the last day on which it surely was there, and on which it may have been. O(attacks · log attacks).
 */
export function spellsOf(
  attacks: readonly Attack[],
  openOf: (attack: Attack) => { readonly surely: LocalDate; readonly possibly: LocalDate },
): ReadonlyMap<string, Spell> {
  const sure: Interval[] = []
  const possible: Interval[] = []
  for (const attack of attacks) {
    const { start, end } = attack
    const ended = typeof end === 'object' ? end : null
    const open = openOf(attack)
    const toMs = ended === null ? endOfDay(attack, open.possibly) : ended.latestMs
    possible.push({ attack, fromMs: start.earliestMs, toMs: Math.max(toMs, start.earliestMs) })
    const sureMs = ended?.earliestMs ?? (attack.end === 'still-going' ? startOfLast(attack, open.surely) : 0)
    sure.push({ attack, fromMs: start.latestMs, toMs: Math.max(sureMs, start.latestMs) })
  }
  const least = joined(sure)
  const most = joined(possible)
  return new Map(
    attacks.map(({ id }) => {
      const { hours, auras } = least.get(id) ?? ALONE
      return [id, { hours: { least: hours, most: most.get(id)?.hours ?? hours }, auras }]
    }),
  )
}

function endOfDay({ start }: Attack, last: LocalDate): number {
  return startOfDayMs(addDays(last < start.date ? start.date : last, 1), start.timeZone)
}

function startOfLast({ start }: Attack, last: LocalDate): number {
  return last <= start.date ? 0 : startOfDayMs(last, start.timeZone)
}

interface Joined {
  readonly hours: number
  readonly auras: readonly Aura[]
}

const ALONE: Joined = { hours: 0, auras: [] }

/** Joins intervals that touch, and gives each attack the length and the auras of the one it is in. */
function joined(intervals: Interval[]): ReadonlyMap<string, Joined> {
  intervals.sort((one, other) => one.fromMs - other.fromMs)
  const found = new Map<string, Joined>()
  let first = 0
  let toMs = -Infinity
  const close = (end: number): void => {
    const together = intervals.slice(first, end).map(({ attack }) => attack)
    const auras = together.flatMap((attack) => auraOfAttack(attack)?.aura ?? [])
    const spell = { hours: (toMs - intervals[first].fromMs) / HOUR_MS, auras }
    for (const { id } of together) found.set(id, spell)
  }
  for (const [k, interval] of intervals.entries()) {
    if (k > first && interval.fromMs > toMs + SAME_MS) {
      close(k)
      first = k
      toMs = -Infinity
    }
    toMs = Math.max(toMs, interval.toMs)
  }
  if (intervals.length > 0) close(intervals.length)
  return found
}
