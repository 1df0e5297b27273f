// Test support: a history from a few lines, read through the border as any diary is.
import { addDays, readDiary, type LocalDate } from '@clearday/diary'
import { historyOf, type History } from '../history.ts'

export interface PlannedDiary {
  readonly firstDay: LocalDate
  /** One entry a day: 1 headache, 0 none, NaN no entry. */
  readonly outcome: Iterable<number>
  readonly sessions?: readonly { readonly therapy: string; readonly on: readonly LocalDate[] }[]
  /** Without id and kind: a supplement. */
  readonly regimens?: readonly Readonly<Record<string, unknown>>[]
  readonly intakes?: readonly { readonly product: string; readonly on: readonly LocalDate[] }[]
  readonly person?: Readonly<Record<string, unknown>>
  /** What stands on every entry besides. */
  readonly onDay?: (day: number, headache: boolean) => Readonly<Record<string, unknown>>
}

export function plannedHistory(planned: PlannedDiary): History {
  const { firstDay, sessions = [], regimens = [], intakes = [], person = {}, onDay } = planned
  const outcome = [...planned.outcome]
  const read = readDiary({
    format: 'clearday-diary-1',
    timeZone: 'Europe/Madrid',
    firstDay,
    lastDay: addDays(firstDay, outcome.length - 1),
    person,
    days: outcome.flatMap((value, day) =>
      Number.isNaN(value)
        ? []
        : [
            {
              date: addDays(firstDay, day),
              headache: value === 1 ? 'present' : 'none',
              ...onDay?.(day, value === 1),
            },
          ],
    ),
    sessions: sessions.flatMap(({ therapy, on }, k) => on.map((at, n) => ({ id: `session-${k}-${n}`, at, therapy }))),
    intakes: intakes.flatMap(({ product, on }, k) => on.map((at, n) => ({ id: `intake-${k}-${n}`, at, product }))),
    regimens: regimens.map((regimen, k) => ({ id: `regimen-${k}`, kind: 'supplement', ...regimen })),
  })
  if (read.type === 'error') throw new Error(read.problems.map(({ message }) => message).join('; '))
  return historyOf(read.value)
}

/** A day every so many days. */
export function sessionDays(first: LocalDate, count: number, everyDays: number): LocalDate[] {
  return Array.from({ length: count }, (_, k) => addDays(first, k * everyDays))
}
