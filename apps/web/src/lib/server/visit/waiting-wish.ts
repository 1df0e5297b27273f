// For what somebody waits, read from a form: days, parts of the day, a place, somebody in particular; each fault at its field.
import { isDay } from '#lib/server/acting.ts'
import { saidIn, type Fault } from '#lib/server/sign-in.ts'
import { dayText } from './bookable.ts'

const DAY = 86_400_000
/** As the tables check it. */
const LONGEST_DAYS = 366

export interface WaitingWish {
  readonly name: string
  readonly email: string
  readonly telephone: string
  readonly from: string
  readonly to: string
  readonly dayparts: readonly ('morning' | 'afternoon' | 'evening')[]
  readonly location: string
  readonly practitioner: string
}

export function waitingWish(form: FormData): WaitingWish {
  const said = saidIn(form)
  const ticked = form.getAll('dayparts')
  return {
    ...{ name: said('name'), email: said('email'), telephone: said('telephone'), from: said('from'), to: said('to') },
    ...{ location: said('location'), practitioner: said('practitioner') },
    dayparts: (['morning', 'afternoon', 'evening'] as const).filter((part) => ticked.includes(part)),
  }
}

/** Of the days. @param now ms since 1970. */
export function daysFaults({ from, to }: Pick<WaitingWish, 'from' | 'to'>, now: number): readonly Fault[] {
  if (!isDay(from)) return [{ field: 'from', key: 'ask.fault.day' }]
  if (!isDay(to)) return [{ field: 'to', key: 'ask.fault.day' }]
  if (to < from) return [{ field: 'to', key: 'ask.fault.when' }]
  // it may still be yesterday where they are
  if (to < dayText(now - DAY)) return [{ field: 'to', key: 'ask.fault.past' }]
  return Date.parse(to) - Date.parse(from) > LONGEST_DAYS * DAY ? [{ field: 'to', key: 'wait.fault.long' }] : []
}
