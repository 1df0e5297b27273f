// Every time of every appointment of a calendar: repeated ones followed, without what was cancelled or moved.
import ICAL from 'ical.js'
import { isCancelled, recurrenceOf, titleOf, uidOf, type Component } from './calendar-events.ts'
import { isPlainRule } from './recurrence-rules.ts'

export type Time = InstanceType<typeof ICAL.Time>
type Recur = InstanceType<typeof ICAL.Recur>

export type TimesNotice = 'rule-not-read' | 'too-many-times' | 'no-start' | 'not-read'

export interface TimesReader {
  /** ms since 1970: what ended before need not be told. Daily and weekly appointments of many years are then begun shortly before. */
  readonly since?: number
  /**
   * A time of an appointment, cancelled ones too. @param ahead one of a repeated appointment that was moved, perhaps to among those that count
   * from before or after them. @returns false once no later time of the appointment can count.
   */
  readonly time: (item: Component, start: Time, end: Time | null, recurrence: string, ahead: boolean) => boolean
  /** A repeated appointment that was cancelled as a whole. */
  readonly cancelled: () => void
  /** What could not be read as it was meant. */
  readonly notice: (code: TimesNotice, title: string) => void
}

/** Times of one appointment that are looked at: daily for fifty years. */
const MOST_TIMES = 20_000
const MOST_TIMES_IN_ALL = 100_000

/** O(times). Never throws, whatever the values are. */
export function readTimes(events: readonly Component[], { since, time, cancelled, notice }: TimesReader): void {
  let left = MOST_TIMES_IN_ALL
  const add = (item: Component, start: Time, end: Time | null, recurrence: string, ahead = false): boolean => {
    left--
    return time(item, start, end, recurrence, ahead)
  }
  const readGroup = ({ master, exceptions }: Group): void => {
    if (master === null) {
      for (const item of exceptions) {
        const event = new ICAL.Event(item, { strictExceptions: false, exceptions: [] })
        if (hasStart(item)) add(item, event.startDate, endOf(event), recurrenceOf(item))
      }
      return
    }
    const title = titleOf(master)
    if (!hasStart(master)) {
      notice('no-start', title)
      return
    }
    const event = new ICAL.Event(master, { strictExceptions: false, exceptions: exceptions.filter(hasStart) })
    const rules = master.getAllProperties('rrule').map((property) => property.getFirstValue() as unknown as Recur)
    const plain = rules.every(isPlainRule) && !master.hasProperty('exrule')
    if (!event.isRecurring() || !plain) {
      if (!plain) notice('rule-not-read', title)
      add(master, event.startDate, endOf(event), '')
      for (const item of exceptions) {
        const other = new ICAL.Event(item, { strictExceptions: false, exceptions: [] })
        if (hasStart(item)) add(item, other.startDate, endOf(other), recurrenceOf(item))
      }
      return
    }
    if (isCancelled(master)) {
      cancelled()
      return
    }
    // with single dates alone the library passes over the first time
    if (rules.length === 0 && !excluded(master, event.startDate)) {
      add(master, event.startDate, endOf(event), event.startDate.toString())
    }
    /** Those that were moved and whose own time is not come to. */
    const addMoved = (isPassedOver: (instead: Time) => boolean): void => {
      for (const moved of exceptions.filter(hasStart)) {
        const instead: unknown = moved.getFirstPropertyValue('recurrence-id')
        if (!(instead instanceof ICAL.Time) || !isPassedOver(instead)) continue
        const other = new ICAL.Event(moved, { strictExceptions: false, exceptions: [] })
        add(moved, other.startDate, endOf(other), recurrenceOf(moved), true)
      }
    }
    // begun late, some of those that were moved are passed over: all are read by themselves, also what the rule no longer has
    if (since !== undefined) addMoved(() => true)
    const begin = since === undefined ? null : laterStart(event, rules, since)
    const times = event.iterator(begin ?? event.startDate)
    let looked = 0
    for (let next: unknown = times.next(); next instanceof ICAL.Time; next = times.next()) {
      if (looked++ >= MOST_TIMES || left <= 0) {
        notice('too-many-times', title)
        break
      }
      // the library's own type of what this gives is not to be found
      const { item, startDate, endDate } = event.getOccurrenceDetails(next) as unknown as {
        readonly item: InstanceType<typeof ICAL.Event>
        readonly startDate: Time
        readonly endDate: Time | null
      }
      if (since !== undefined && item.component !== master) continue
      const counted = add(item.component, startDate, endDate, next.toString())
      // a time that was moved ahead says nothing of those after it
      if (!counted && item.component === master) {
        if (since === undefined) addMoved((instead) => instead.compare(next) > 0)
        break
      }
    }
  }
  for (const group of byUid(events)) {
    try {
      readGroup(group)
    } catch {
      // the library refuses values that cannot be by exceptions of several kinds; one broken appointment leaves the others as they are
      notice('not-read', titleOf(group.master ?? group.exceptions[0]))
    }
  }
}

/**
 * A later time of a rule that it may be begun with as well: whole weeks of its interval after the first, so that it falls on the same days. Null
 * where there is none, or the rule counts its times.
 */
function laterStart(event: InstanceType<typeof ICAL.Event>, rules: readonly Recur[], since: number): Time | null {
  const [rule] = rules
  const weekly = rule?.freq === 'WEEKLY' || rule?.freq === 'DAILY'
  if (rules.length !== 1 || !weekly || rule.count || event.component.hasProperty('rdate')) return null
  const { startDate } = event
  const lasting = Math.max(0, endOf(event)?.subtractDate(startDate).toSeconds() ?? 0)
  // days enough for any zone and any change of clocks
  const days = Math.floor((since / 1000 - startDate.toUnixTime() - lasting) / 86_400) - 3
  const step = 7 * Math.max(1, rule.interval)
  if (days < step) return null
  const later = startDate.clone()
  later.adjust(Math.floor(days / step) * step, 0, 0, 0)
  return later
}

/** An appointment with the times of it that were changed. */
interface Group {
  master: Component | null
  readonly exceptions: Component[]
}

/** In the order of the file. */
function byUid(events: readonly Component[]): Group[] {
  const groups = new Map<string, Group>()
  for (const [place, item] of events.entries()) {
    const uid = uidOf(item)
    let key = uid === '' ? `without ${place}` : `uid ${uid}`
    // two appointments with one identity: each is read, and told as the same one where they are
    if (!item.hasProperty('recurrence-id') && groups.get(key)?.master) key = `again ${place}`
    const group = groups.get(key) ?? { master: null, exceptions: [] }
    groups.set(key, group)
    if (item.hasProperty('recurrence-id')) group.exceptions.push(item)
    else group.master = item
  }
  return [...groups.values()]
}

function excluded(item: Component, time: Time): boolean {
  return item
    .getAllProperties('exdate')
    .some((property) => property.getValues().some((value: unknown) => String(value) === time.toString()))
}

function hasStart(item: Component): boolean {
  const start: unknown = item.getFirstPropertyValue('dtstart')
  return start instanceof ICAL.Time && start.year >= 1900 && start.year <= 2199
}

function endOf(event: InstanceType<typeof ICAL.Event>): Time | null {
  return event.endDate
}
