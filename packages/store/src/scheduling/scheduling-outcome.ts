// What an act on the clinic's calendar ends in: done, or a code that pages have words for.
import type { ClosedReason } from '@clearday/scheduling'

export const SCHEDULING_REFUSALS = [
  'not-yours',
  'not-found',
  'no-such-service',
  'not-offered', // by this person at this place
  'licence-over', // no licence for it there on that day
  'past',
  'too-soon', // the clinic wants to know earlier
  'too-far', // further ahead than the clinic plans
  'not-working',
  'away',
  'full',
  'off-grid',
  'taken',
  'no-room',
  'too-many', // without an account: visits under one address or number, or starts that are held
  'hold-over', // held for some minutes, which are over
  'id-used', // the key stands for another wish
  'person-busy', // the same person is booked elsewhere at that time
  'wrong-state', // not what can be done with it as it stands
  'changed-since', // it was changed after it was looked at
  'too-late', // the clinic's own rule for changes
  'too-early',
  'two-diaries', // two persons with a diary each
  'plans-meet', // one practitioner in two places
  'wrong-value', // `about` names the field
] as const
export type SchedulingRefusal = (typeof SCHEDULING_REFUSALS)[number]

export type SchedulingOutcome<Value> =
  | { readonly type: 'ok'; readonly value: Value }
  | {
      readonly type: 'error'
      readonly error: { readonly code: SchedulingRefusal; readonly about: Readonly<Record<string, string>> }
    }

export function schedulingRefused(
  code: SchedulingRefusal | ClosedReason,
  about: Readonly<Record<string, string>> = {},
): SchedulingOutcome<never> {
  return { type: 'error', error: { code, about } }
}

/** PostgreSQL's codes for what its constraints refuse. */
export const EXCLUDED = '23P01'
export const CHECKED = '23514'

/** The constraint that refused, and null where something else went wrong. */
export function refusingConstraint(error: unknown): string | null {
  const { code, constraint } = error as { readonly code?: string; readonly constraint?: string }
  return code === EXCLUDED || code === CHECKED ? (constraint ?? '') : null
}
