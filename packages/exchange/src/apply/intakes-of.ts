// The medicines of one row to intakes: with the time where it was said, otherwise on a day whose hour nobody knows.
import { addDays, readMoment } from '@clearday/diary'
import { placed } from './moment-text.ts'
import type { MakingContext } from './making-context.ts'
import type { WrittenOf } from './pieces.ts'
import type { RowDraft, Taken } from './row-draft.ts'

/** Keys are made of when and what, so that what was said later of an intake (did it help) finds the same one. */
export function intakesOf(draft: RowDraft, context: MakingContext): WrittenOf<'intakes'>[] {
  const { mapping } = context
  return draft.taken.flatMap((taken) => {
    const product = Object.hasOwn(mapping.medicines, taken.written) ? mapping.medicines[taken.written] : taken.written
    const at = atOf(draft, taken, context)
    if (product.trim() === '' || at === null) return []
    const units = taken.units ?? draft.units
    const relief = taken.relief ?? (draft.taken.length === 1 ? draft.relief : undefined)
    return [
      {
        id: context.key('intake', at, product.toLowerCase()),
        ...{ at, product },
        ...(units !== undefined && units !== 1 && { units }),
        ...(draft.reason !== undefined && { reason: draft.reason }),
        ...(relief !== undefined && { relief }),
        ...(mapping.rowsAre === 'intakes' && draft.note.length > 0 && { note: draft.note.join('\n') }),
      },
    ]
  })
}

/** Null where the time cannot be: that is told. */
function atOf({ row, start, startClock }: RowDraft, { clock: said }: Taken, context: MakingContext): string | null {
  const { mapping, timeZone } = context
  if (start === undefined) return null
  const whole = startClock ?? start.time?.clock
  const clock = said ?? (mapping.rowsAre === 'intakes' ? whole : undefined)
  if (clock === undefined) {
    context.notice('medicine-without-time', row)
    // of a time with an offset, the day it was here
    const moment = placed(start.date, whole, startClock === undefined ? start.time?.offset : undefined, timeZone)
    return typeof moment === 'object' ? moment.date : start.date
  }
  // in an attack that began in the evening, an earlier hour is one of the next day
  const date =
    mapping.rowsAre === 'attacks' && whole !== undefined && clock < whole.slice(0, 5)
      ? addDays(start.date, 1)
      : start.date
  const offset = said === undefined && startClock === undefined ? start.time?.offset : undefined
  const moment = placed(date, clock, offset, timeZone)
  if (typeof moment === 'object') return moment.text
  // a time that clocks skipped: the day stays true
  context.notice('medicine-without-time', row)
  return typeof readMoment(date, timeZone) === 'object' ? date : null
}
