// The most that was taken within any 24 hours, day by day: a window that slides over moments, so that midnight hides nothing.
import type { LocalDate } from '../calendar/local-date.ts'
import type { Moment } from '../calendar/moment.ts'
import { DOSE_WINDOW } from './dose-rules.ts'

export interface Dose {
  readonly at: Moment
  /** Milligrams or units; of the smallest strength sold where it is not known. */
  readonly amount: number
  /** Of the largest strength sold where it is not known; otherwise the amount. */
  readonly largest: number
  /** Of which the strength is not known. */
  readonly unknownUnits: number
  readonly product: string
}

export interface Excess {
  /** The local day of the last dose in it. */
  readonly date: LocalDate
  /** The most within 24 hours that ended on this day, added up as was asked for. */
  readonly taken: number
  /** The same doses with the smallest strength where none is known. */
  readonly atLeast: number
  /** Of this, what was noted with its strength. */
  readonly known: number
  readonly products: readonly string[]
  readonly unknownUnits: number
  /** Those whose strength is not known. */
  readonly unknownProducts: readonly string[]
  readonly timeUnknown: boolean
}

interface Sum {
  readonly from: number
  /** The dose after the last. */
  readonly to: number
  readonly taken: number
}

const WINDOW_MS = DOSE_WINDOW.value.hours * 3_600_000

/** Sums of fractions of milligrams: a hair above is not above. */
const HAIR = 1e-6

export function isAbove(taken: number, most: number): boolean {
  return taken > most + HAIR
}

export function reaches(taken: number, amount: number): boolean {
  return taken >= amount - HAIR
}

/**
 * For each local day the largest sum that is too much; nothing for days without one.
 *
 * Doses whose time is known slide through the window; those of which only the day is known are added up with all others of that day.
 *
 * @param doses of one ingredient or product, by time. @param isTooMuch of a larger sum wherever of a smaller one of the same day.
 * @param counted how much of each dose is added. O(doses): each enters and leaves the window once and is added to one day.
 */
export function excessesOf(
  doses: readonly Dose[],
  isTooMuch: (taken: number, date: LocalDate) => boolean,
  counted: 'amount' | 'largest' = 'amount',
): Excess[] {
  const found = new Map<LocalDate, { within: readonly Dose[]; sum: Sum }>()
  const consider = (date: LocalDate, within: readonly Dose[], sum: Sum): void => {
    if (isTooMuch(sum.taken, date) && sum.taken > (found.get(date)?.sum.taken ?? -1)) found.set(date, { within, sum })
  }
  const timed = doses.filter(({ at }) => isTimed(at))
  let from = 0
  let taken = 0
  timed.forEach((dose, k) => {
    taken += dose[counted]
    while (timed[from].at.earliestMs <= dose.at.earliestMs - WINDOW_MS) taken -= timed[from++][counted]
    consider(dose.at.date, timed, { from, to: k + 1, taken })
  })
  for (const [date, ofDay] of byDate(doses)) {
    if (ofDay.every(({ at }) => isTimed(at))) continue
    const all = ofDay.reduce((sum, dose) => sum + dose[counted], 0)
    consider(date, ofDay, { from: 0, to: ofDay.length, taken: all })
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
  const unknown = doses.filter(({ unknownUnits }) => unknownUnits > 0)
  return {
    date,
    taken: rounded(taken),
    atLeast: rounded(total(doses, ({ amount }) => amount)),
    known: rounded(total(doses, ({ amount, unknownUnits }) => (unknownUnits > 0 ? 0 : amount))),
    products: names(doses),
    unknownUnits: rounded(total(unknown, ({ unknownUnits }) => unknownUnits)),
    unknownProducts: names(unknown),
    timeUnknown: doses.some(({ at }) => !isTimed(at)),
  }
}

function total(doses: readonly Dose[], amount: (dose: Dose) => number): number {
  return doses.reduce((sum, dose) => sum + amount(dose), 0)
}

function rounded(amount: number): number {
  return Math.round(amount * 1e4) / 1e4
}

function names(doses: readonly Dose[]): string[] {
  return [...new Set(doses.map(({ product }) => product))].sort()
}
