// The sessions of one row: one for each therapy that it names.
import { FAULT_WORDS, placed } from './moment-text.ts'
import type { MakingContext } from './making-context.ts'
import type { WrittenOf } from './pieces.ts'
import type { RowDraft } from './row-draft.ts'

/** Keys are made of the therapy and of when. Ratings and places are read only where each row is a session. */
export function sessionsOf(draft: RowDraft, context: MakingContext): WrittenOf<'sessions'>[] {
  const { mapping, timeZone, tell, columnFor } = context
  const own = mapping.rowsAre === 'sessions'
  const therapies =
    own && draft.therapies.length === 0 && mapping.therapy !== undefined ? [mapping.therapy] : draft.therapies
  if (draft.start === undefined || therapies.length === 0) return []
  const clock = own ? (draft.startClock ?? draft.start.time?.clock) : undefined
  const at = placed(
    draft.start.date,
    clock,
    draft.startClock === undefined && own ? draft.start.time?.offset : undefined,
    timeZone,
  )
  if (typeof at === 'string') {
    tell({
      code: at,
      row: draft.row,
      column: columnFor('day', 'start'),
      value: `${draft.start.date} ${clock ?? ''}`.trim(),
      message: FAULT_WORDS[at],
    })
    return []
  }
  const { practitioner, location, minutes, ratingBefore, ratingAfter, note } = draft
  return therapies.map((therapy) => ({
    id: context.key('session', therapy, at.text),
    at: at.text,
    therapy,
    ...(own && {
      ...(practitioner !== undefined && { practitioner }),
      ...(location !== undefined && { location }),
      ...(minutes !== undefined && { minutes }),
      ...(ratingBefore !== undefined && { ratingBefore }),
      ...(ratingAfter !== undefined && { ratingAfter }),
      ...(note.length > 0 && { note: note.join('\n') }),
    }),
  }))
}
