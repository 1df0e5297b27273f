// What is said with "it's still going": of every day since, as far as nobody said something else of it.
import { answered, answerOf, takenBack } from '../day/day-entry.ts'
import { dayBeside } from '../day/day-names.ts'
import type { DiaryDatabase, EntryRow } from '../device/database.ts'
import type { SayingOf } from '../device/say.ts'

export interface SaidStill {
  readonly sayings: readonly SayingOf[]
  /** What takes them back. */
  readonly back: readonly SayingOf[]
}

/**
 * The days after an attack's first until today are headache days, and each says so where it was left unsaid: so every device knows, and the days
 * stay what they were said to be when nobody speaks of the attack again. After a day that was said to be free of headache only today says so: of
 * the days between nobody knows. An aura without headache makes none.
 *
 * @param attack one that is going on. O(days since it began).
 */
export async function stillGoing(
  { entries }: DiaryDatabase,
  { firstDay, fields }: EntryRow,
  today: string,
): Promise<SaidStill> {
  if (fields.withoutHeadache === true) return { sayings: [], back: [] }
  const dates: string[] = []
  for (let date = firstDay ?? today; date < today;) dates.push((date = dayBeside(date, 1)))
  const rows = await entries.bulkGet(dates.map((date): [string, string] => ['day', date]))
  const answers = rows.map((row) => answerOf(row?.deleted === false ? row : null))
  const isBroken = answers.includes('none')
  const unsaid = dates.filter((date, k) => answers[k] === undefined && (!isBroken || date === today))
  return {
    sayings: unsaid.map((date) => ({
      ...{ entity: 'day', key: date },
      // what came from another device meanwhile stays
      of: (known) =>
        answerOf(known) === undefined
          ? answered(date, known, 'present')
          : { entity: 'day', key: date, fields: { headache: known?.fields.headache ?? null } },
    })),
    // what was said of the day since stays
    back: unsaid.map((date) => ({ ...{ entity: 'day', key: date }, of: (known) => takenBack(date, known) })),
  }
}
