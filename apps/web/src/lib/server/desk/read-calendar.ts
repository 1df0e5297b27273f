// The calendar as one reading of the database: what is asked for, and its columns.
import {
  calendarFacts,
  deskAppointments,
  deskHead,
  type Access,
  type DeskAppointment,
  type DeskHead,
} from '@clearday/store'
import type { Transaction } from '../site/reading.ts'
import { calendarColumns, shownSpan, type CalendarShown } from './calendar-columns.ts'
import { deskChoice, type DeskChoice } from './desk-choice.ts'

export interface CalendarRead extends CalendarShown {
  readonly head: DeskHead
  readonly choice: DeskChoice
  /** Of the time that is shown; whoever may see them. */
  readonly visits: readonly DeskAppointment[]
}

/** Six queries, however many people, days and visits. @param now ms since 1970. */
export async function readCalendar(
  transaction: Transaction,
  access: Access,
  asked: URLSearchParams,
  now: number,
): Promise<CalendarRead> {
  const head = await deskHead(transaction)
  const choice = deskChoice(asked, head, access, now)
  const { from, to } = shownSpan(choice)
  const visits = await deskAppointments(transaction, from, to)
  const facts = await calendarFacts(transaction, { service: null, from, to })
  return { head, choice, visits, ...calendarColumns(facts, visits, head, choice, now) }
}
