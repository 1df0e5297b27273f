// A start as the desk types it, by the clock of the place: also on the two days on which that clock changes.
import { momentAt, type Moment } from '@clearday/scheduling'
import type { DeskHead } from '@clearday/store'
import type { Language, MessageKey } from '#lib/words/words.ts'
import { isDay } from '../acting.ts'
import { shownOpening, type ShownOpening } from './shown-openings.ts'

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

export type TypedStart =
  | { readonly type: 'at'; readonly start: Moment }
  /** `alternatives`: both moments, where the clock shows the time twice. */
  | { readonly type: 'refused'; readonly key: MessageKey; readonly alternatives: readonly ShownOpening[] }

/** @param typed `start`: a moment that was chosen from a list, '' for none; else a day and a time. A time that is skipped is none; of one that comes twice it is asked which. */
export function typedStart(
  typed: Readonly<Record<'start' | 'day' | 'time' | 'location' | 'practitioner', string>>,
  head: DeskHead,
  language: Language,
): TypedStart {
  const refused = (key: MessageKey, alternatives: readonly ShownOpening[] = []): TypedStart => ({
    ...{ type: 'refused', key, alternatives },
  })
  const { day, time, location, practitioner } = typed
  if (typed.start !== '') {
    const start = Number(typed.start)
    return Number.isSafeInteger(start) ? { type: 'at', start } : refused('desk.new.fault.time')
  }
  const place = head.places.find(({ id }) => id === location)
  const at = place === undefined || !isDay(day) || !TIME.test(time) ? null : momentAt(day, time, place.zone)
  if (at === null) return refused('desk.new.fault.time')
  if (at.skipped) return refused('desk.fault.skipped')
  if (at.again === null) return { type: 'at', start: at.moment }
  return refused(
    'desk.fault.twice',
    [at.moment, at.again].map((start) => shownOpening({ start, location, practitioner }, head, language)),
  )
}
