// What is said with "it's still going": of every day since, as far as nobody said something else of it.
import { answered, answerOf } from '../day/day-entry.ts'
import { dayBeside } from '../day/day-names.ts'
import type { DiaryDatabase, EntryRow } from '../device/database.ts'
import type { Saying } from '../device/say.ts'

export interface SaidStill {
  readonly sayings: readonly Saying[]
  /** What takes them back. */
  readonly back: readonly Saying[]
}

/**
 * The days after an attack's first until today are headache days, and each says so where it was left unsaid: so every device knows, and the days
 * stay what they were said to be when nobody speaks of the attack again.
 *
 * @param attack one that is going on. O(days since it began).
 */
export async function stillGoing(
  { entries }: DiaryDatabase,
  { firstDay }: EntryRow,
  today: string,
): Promise<SaidStill> {
  const dates: string[] = []
  for (let date = firstDay ?? today; date < today;) dates.push((date = dayBeside(date, 1)))
  const rows = await entries.bulkGet(dates.map((date): [string, string] => ['day', date]))
  const unsaid = dates.flatMap((date, k) => {
    const known = rows[k]?.deleted === false ? rows[k] : null
    return answerOf(known) === undefined ? [{ date, known }] : []
  })
  return {
    sayings: unsaid.map(({ date, known }) => answered(date, known, 'present')),
    back: unsaid.map(({ date, known }): Saying =>
      known === null
        ? { entity: 'day', key: date, fields: {}, deleted: true }
        : { entity: 'day', key: date, fields: { headache: known.fields.headache ?? null } },
    ),
  }
}
