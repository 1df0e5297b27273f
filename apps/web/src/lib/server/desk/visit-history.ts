// What happened to a visit, in words: of each change what became another than it was before, by whom and when.
import { twoClocks } from '@clearday/scheduling'
import type { AppointmentChange, DeskHead } from '@clearday/store'
import type { Language, MessageKey, Values } from '#lib/words/words.ts'

export interface ShownChange {
  readonly number: number
  /** ISO time. */
  readonly at: string
  /** A name; '' for whoever is not of the clinic. */
  readonly by: string
  /** Whether an account did it: else whoever had the link, or the clock. */
  readonly account: boolean
  readonly what: readonly { readonly key: MessageKey; readonly values?: Values }[]
  readonly why: string
}

interface Stood {
  readonly state: string
  readonly when: string
  readonly whom: string
  readonly where: string
  readonly room: string
  readonly person: string
  readonly late: boolean
}

/** The newest first. @param names of those of the clinic, by account. */
export function visitHistory(
  changes: readonly AppointmentChange[],
  head: DeskHead,
  names: ReadonlyMap<string, string>,
  language: Language,
): readonly ShownChange[] {
  const stood = changes.map(({ document }) => stoodAs(document, head, language))
  return changes.map(({ number, changedBy, changedAt, why }, index) => ({
    ...{ number, why, by: names.get(changedBy ?? '') ?? '', account: changedBy !== null },
    at: new Date(changedAt).toISOString(),
    what: changed(stood[index], stood.at(index + 1) ?? null),
  }))
}

function stoodAs(document: AppointmentChange['document'], head: DeskHead, language: Language): Stood {
  const text = (name: string): string => (typeof document[name] === 'string' ? document[name] : '')
  const place = head.places.find(({ id }) => id === text('location_id'))
  const start = beginOf(text('span'))
  const { there } = twoClocks(start, place?.zone ?? 'UTC', null, language)
  return {
    ...{ state: text('state'), when: `${there.dayWords}, ${there.time}`, where: place?.name ?? text('location_id') },
    whom: head.people.find(({ account }) => account === text('practitioner'))?.name ?? '',
    room: head.rooms.find(({ id }) => id === text('room_id'))?.name ?? '',
    person: text('person_id'),
    late: document.late_cancel === true,
  }
}

/** Of a range as the database writes it: `["2026-11-27 09:00:00+00","2026-11-27 10:00:00+00")`. */
function beginOf(span: string): number {
  const [, day, time, offset = '+00'] =
    /(\d{4,}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?([+-]\d\d(?::\d\d)?)?/.exec(span) ?? []
  return day === undefined ? 0 : Date.parse(`${day}T${time}${offset.length === 3 ? `${offset}:00` : offset}`)
}

function changed(now: Stood, was: Stood | null): ShownChange['what'] {
  const { when, whom, where } = now
  if (was === null)
    return [{ key: now.state === 'held' ? 'desk.change.held' : 'desk.change.made', values: { when, whom, where } }]
  const what = [...stateChange(now, was)]
  if (when !== was.when) what.push({ key: 'desk.change.when', values: { before: was.when, after: when } })
  if (whom !== was.whom) what.push({ key: 'desk.change.whom', values: { before: was.whom, after: whom } })
  if (where !== was.where) what.push({ key: 'desk.change.where', values: { before: was.where, after: where } })
  if (now.room !== was.room)
    what.push(
      now.room === '' ? { key: 'desk.change.room.none' } : { key: 'desk.change.room', values: { after: now.room } },
    )
  if (now.person !== was.person && was.person !== '') what.push({ key: 'desk.change.person' })
  if (what.length > 0) return what
  // what was said of it, and corrected, is not for the desk: that it was, is
  return [{ key: now.state === 'completed' ? 'desk.change.corrected' : 'desk.change.other' }]
}

function stateChange(now: Stood, was: Stood): ShownChange['what'] {
  const { state } = now
  if (state === was.state) return []
  if (state === 'booked') return [{ key: was.state === 'held' ? 'desk.change.booked' : 'desk.change.takenBack' }]
  if (state === 'cancelled') return [{ key: now.late ? 'desk.change.cancelledLate' : 'desk.change.cancelled' }]
  return state === 'checked-in' || state === 'completed' || state === 'no-show' || state === 'expired'
    ? [{ key: `desk.change.${state}` }]
    : []
}
