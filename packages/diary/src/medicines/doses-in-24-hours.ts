// The most that was taken within any 24 hours, day by day: a window that slides over moments, so that midnight hides nothing.
import type { LocalDate } from '../calendar/local-date.ts'
import type { Moment } from '../calendar/moment.ts'
import { DOSE_WINDOW } from './dose-rules.ts'

export interface Dose {
  readonly at: Moment
  /** Milligrams or units; null where the strength is not known. */
  readonly amount: number | null
  readonly product: string
}

export interface Excess {
  /** The local day of the last dose in it. */
  readonly date: LocalDate
  /** The most within 24 hours that ended on this day: the least it was, if a strength is not known. */
  readonly taken: number
  readonly products: readonly string[]
  readonly strengthUnknown: boolean
  readonly timeUnknown: boolean
}

interface Sum {
  readonly from: number
  /** The dose after the last. */
  readonly to: number
  readonly taken: number
}

const WINDOW_MS = DOSE_WINDOW.value.hours * 3_600_000

/**
 * For each local day the largest sum above `most`; nothing for days without one.
 *
 * Doses whose time is known slide through the window; those of which only the day is known are added up with all others of that day.
 *
 * @param doses of one ingredient or product, by time. O(doses): each enters and leaves the window once and is added to one day.
 */
export function excessesOf(doses: readonly Dose[], most: number): Excess[] {
  const found = new Map<LocalDate, { within: readonly Dose[]; sum: Sum }>()
  const consider = (date: LocalDate, within: readonly Dose[], sum: Sum): void => {
    // sums of fractions of milligrams: a hair above is not above
    if (sum.taken > most + 1e-6 && sum.taken > (found.get(date)?.sum.taken ?? 0)) found.set(date, { within, sum })
  }
  const timed = doses.filter(({ at }) => isTimed(at))
  let from = 0
  let taken = 0
  timed.forEach((dose, k) => {
    taken += dose.amount ?? 0
    while (timed[from].at.earliestMs <= dose.at.earliestMs - WINDOW_MS) taken -= timed[from++].amount ?? 0
    consider(dose.at.date, timed, { from, to: k + 1, taken })
  })
  for (const [date, ofDay] of byDate(doses)) {
    if (ofDay.every(({ at }) => isTimed(at))) continue
    consider(date, ofDay, {
      from: 0,
      to: ofDay.length,
      taken: ofDay.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    })
  }
  return [...found]
    .map(([date, { within, sum }]) => excess(date, within.slice(sum.from, sum.to), sum.taken))
    .sort((one, other) => (one.date < other.date ? -1 : 1))
}

function isTimed({ earliestMs, latestMs }: Moment): boolean {
  return earliestMs === latestMs
}

function byDate(doses: readonly Dose[]): Map<LocalDate, Dose[]> {
  const days = new Map<LocalDate, Dose[]>()
  for (const dose of doses) {
    const ofDay = days.get(dose.at.date)
    if (ofDay === undefined) days.set(dose.at.date, [dose])
    else ofDay.push(dose)
  }
  return days
}

function excess(date: LocalDate, doses: readonly Dose[], taken: number): Excess {
  return {
    date,
    taken: Math.round(taken * 1e4) / 1e4,
    products: [...new Set(doses.map(({ product }) => product))].sort(),
    strengthUnknown: doses.some(({ amount }) => amount === null),
    timeUnknown: doses.some(({ at }) => !isTimed(at)),
  }
}
