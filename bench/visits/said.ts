// What the clinic was told and what it answered, kept beside it in memory: each thing that stands in the calendar must have been said, and each thing that
// was acknowledged must stand there.

/** Sure: it was acknowledged. Otherwise the answer was lost, and it may have happened or not. */
export interface Doubt {
  readonly sure: boolean
}

/** All that was ever said of one appointment. */
export interface Said {
  readonly id: string
  readonly made: (Doubt & { readonly practitioner: string; readonly start: number })[]
  readonly booked: (Doubt & { readonly person: string })[]
  readonly moved: (Doubt & { readonly practitioner: string; readonly start: number })[]
  readonly cancelled: Doubt[]
  /** Its time to be booked was over, by the clock. */
  readonly overdue: Doubt[]
}

/** As a client believes it to stand, which may be behind. */
export interface Visit extends Said {
  readonly service: 'alone' | 'group' | 'call'
  believed: 'held' | 'booked' | 'over'
  practitioner: string
  start: number
  sequence: number
  readonly course: string | null
}

export function newVisit(given: Pick<Visit, 'id' | 'service' | 'practitioner' | 'start' | 'course'>): Visit {
  return { ...given, made: [], booked: [], moved: [], cancelled: [], overdue: [], believed: 'over', sequence: 0 }
}

/** One state that an appointment was in, from its history, the first first. */
export interface Stood {
  readonly id: string
  readonly state: string
  readonly practitioner: string
  readonly start: number
  readonly person: string | null
  readonly sequence: number
}

/** A row of the calendar as it stands. */
export interface Row extends Stood {
  readonly room: string | null
  readonly from: number
  readonly to: number
  readonly end: number
  readonly group: string
  readonly seat: number
  readonly capacity: number
  /** Held, and past the time until which it is. */
  readonly overdue: boolean
  /** Held for those who wait. */
  readonly offered: boolean
}

const LIVE = ['held', 'booked', 'checked-in', 'completed']

/** Nobody and no room in two places, no seat given twice; compared pair by pair, without the database. O(n²) of a day's rows. */
export function doubled(rows: readonly Row[]): string[] {
  const wrong: string[] = []
  const live = rows.filter(({ state }) => LIVE.includes(state)).toSorted((one, other) => one.from - other.from)
  for (const [k, one] of live.entries())
    for (let j = k + 1; j < live.length && live[j].from < one.to; j++) {
      const other = live[j]
      if (one.practitioner === other.practitioner && one.group !== other.group)
        wrong.push(`a practitioner is in ${one.id} and in ${other.id}`)
      if (one.room !== null && one.room === other.room && one.group !== other.group)
        wrong.push(`a room holds ${one.id} and ${other.id}`)
      if (one.person !== null && one.person === other.person && one.start < other.end && other.start < one.end)
        wrong.push(`a person is in ${one.id} and in ${other.id}`)
      if (one.group === other.group && one.seat === other.seat)
        wrong.push(`a seat is given to ${one.id} and ${other.id}`)
    }
  for (const { id, seat, capacity } of live) if (seat > capacity) wrong.push(`${id} has no seat`)
  return wrong
}

/** What was acknowledged and is not there, and what is there and was not said. @param history of all, each in order. */
export function unexplained(
  said: ReadonlyMap<string, Said>,
  rows: readonly Row[],
  history: ReadonlyMap<string, readonly Stood[]>,
): { readonly lost: string[]; readonly ghosts: string[] } {
  const lost: string[] = []
  const ghosts: string[] = []
  const standing = new Map(rows.map((row) => [row.id, row]))
  for (const one of said.values()) {
    const row = standing.get(one.id)
    const past = history.get(one.id) ?? []
    const last = past.at(-1)
    if (row === undefined) {
      if (one.made.some(({ sure }) => sure)) lost.push(`${one.id} was made and is not there`)
      continue
    }
    if (last === undefined || last.state !== row.state || last.start !== row.start || last.person !== row.person)
      lost.push(`the history of ${one.id} ends otherwise than it stands`)
    for (const { sure, person } of one.booked)
      if (sure && !past.some((stood) => stood.state === 'booked' && stood.person === person))
        lost.push(`${one.id} was booked for ${person}, and never was`)
    for (const { sure, practitioner, start } of one.moved)
      if (sure && !past.some((stood) => stood.practitioner === practitioner && stood.start === start))
        lost.push(`${one.id} was moved, and never was there`)
    if (one.cancelled.some(({ sure }) => sure) && row.state !== 'cancelled' && row.state !== 'expired')
      lost.push(`${one.id} was cancelled and is ${row.state}`)
    const booked = one.booked.some(({ sure }) => sure)
    if (booked && row.state !== 'booked' && row.state !== 'cancelled')
      lost.push(`${one.id} was booked and is ${row.state}`)
    if (booked && row.state === 'cancelled' && one.cancelled.length === 0)
      lost.push(`${one.id} was booked, and is cancelled by nobody`)
  }
  for (const row of rows) {
    const one = said.get(row.id)
    // the server itself holds times for those who wait; whether they were told is another thing
    if (one === undefined) {
      if (!row.offered || row.state === 'booked' || row.state === 'cancelled')
        ghosts.push(`${row.id} was never asked for`)
      continue
    }
    const past = history.get(row.id) ?? []
    for (const [k, stood] of past.entries()) {
      const before = k === 0 ? undefined : past[k - 1]
      const at = ({ practitioner, start }: { practitioner: string; start: number }): boolean =>
        practitioner === stood.practitioner && start === stood.start
      if (before === undefined) {
        if (!one.made.some(at)) ghosts.push(`${row.id} began where nobody asked`)
      } else if ((stood.start !== before.start || stood.practitioner !== before.practitioner) && !one.moved.some(at))
        ghosts.push(`${row.id} went where nobody moved it`)
      if (stood.person !== (before?.person ?? null) && !one.booked.some(({ person }) => person === stood.person))
        ghosts.push(`${row.id} is of somebody who never booked it`)
      if (stood.state === 'cancelled' && one.cancelled.length === 0) ghosts.push(`${row.id} was cancelled by nobody`)
      if (stood.state === 'expired' && one.overdue.length === 0 && !row.offered)
        ghosts.push(`${row.id} was let go before its time`)
    }
  }
  return { lost, ghosts }
}

/** Whether a start is free by the rows alone: what the database must say of it in quiet. */
export function freeBy(
  rows: readonly Row[],
  wanted: { readonly practitioner: string; readonly from: number; readonly to: number; readonly rooms: number },
): boolean {
  const meets = rows.filter(
    ({ state, overdue, from, to }) =>
      LIVE.includes(state) && !(state === 'held' && overdue) && from < wanted.to && wanted.from < to,
  )
  return (
    !meets.some(({ practitioner }) => practitioner === wanted.practitioner) &&
    new Set(meets.flatMap(({ room }) => room ?? [])).size < wanted.rooms
  )
}
