// Headaches of days on which no attack was logged: how long they lasted and whether they go on in the days beside them, as far as hours tell.
import type { LocalDate } from '../calendar/local-date.ts'
import type { HeadachePiece, LivedDay } from '../days/lived-day.ts'
import type { Status } from '../three-valued.ts'
import type { Headache } from './headache.ts'
import { HOURS_OF_A_DAY } from './pattern-rules.ts'
import { shortenedDays } from './shortened.ts'
import { unionAuras, unionFeatures } from './union-features.ts'

const { fullDayFrom } = HOURS_OF_A_DAY.value

/** One headache for each such day; days full of pain in a row are one (`pattern.hours-of-a-day`). O(days). */
export function dayHeadaches(days: readonly LivedDay[], minor: (date: LocalDate) => Status): Headache[] {
  const pieces = days.map(pieceOfDay)
  const before = reaches(days, pieces, -1)
  const after = reaches(days, pieces, 1)
  const headaches: Headache[] = []
  for (let from = 0; from < days.length; from++) {
    const piece = pieces[from]
    if (piece === null) continue
    let to = from
    while (isFull(pieces[to]) && to + 1 < days.length && isFull(pieces[to + 1])) to++
    const own = to === from ? [piece] : pieces.slice(from, to + 1).filter((one) => one !== null)
    headaches.push(headacheOf(days, own, from, to, before[from], after[to], minor))
    from = to
  }
  return headaches
}

/** What the day's own entry says of a headache that no attack was logged for. */
function pieceOfDay({ pieces }: LivedDay): HeadachePiece | null {
  return pieces.length === 1 && pieces[0].attackId === null ? pieces[0] : null
}

function isFull(piece: HeadachePiece | null): boolean {
  return piece !== null && piece.hours.least >= fullDayFrom
}

/** For each day the hours of pain that may touch its midnight from the days before (`step` −1) or after it. */
function reaches(days: readonly LivedDay[], pieces: readonly (HeadachePiece | null)[], step: 1 | -1): Float64Array {
  const hours = new Float64Array(days.length)
  for (let n = 0; n < days.length; n++) {
    const k = step === 1 ? days.length - 1 - n : n
    const beside = k + step
    const neighbour = pieces[beside] ?? null
    const noted = beside >= 0 && beside < days.length && days[beside].observed
    if (neighbour !== null) {
      const { most } = neighbour.hours
      hours[k] = most >= fullDayFrom ? 24 + hours[beside] : most
    } else hours[k] = !noted && isFull(pieces[k]) ? Infinity : 0
  }
  return hours
}

function headacheOf(
  days: readonly LivedDay[],
  pieces: readonly HeadachePiece[],
  from: number,
  to: number,
  before: number,
  after: number,
  minor: (date: LocalDate) => Status,
): Headache {
  let least = 0
  let most = 0
  for (const { hours } of pieces) {
    least += hours.least
    most += hours.most
  }
  // a day that is not full touches one of its midnights at most
  const longest = most >= fullDayFrom ? before + most + after : most + Math.max(before, after)
  const { least: first } = pieces[0].hours
  const { least: last } = pieces[pieces.length - 1].hours
  return {
    attackIds: [],
    from,
    to,
    firstDate: days[from].date,
    features: unionFeatures(pieces),
    auras: unionAuras(pieces),
    hours: { least, most: longest },
    untimed: least === 0 && days[from].entry?.hours === undefined,
    begins: { least: 24 * from, most: 24 * (from + 1) - Math.min(24, first) },
    ends: { least: 24 * to + Math.min(24, last), most: 24 * (to + 1) },
    shortened: shortenedDays(days, from, to),
    minor: minor(days[from].date),
  }
}
