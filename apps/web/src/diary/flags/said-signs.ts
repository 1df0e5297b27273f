// Signs that somebody said yes to and that nobody has seen to yet, as far as the diary tells. Without the questions, so that home can look.
import type { DiaryDatabase } from '../device/database.ts'
import { dayBeside } from '../day/day-names.ts'
import { entriesBetween, textOf } from '../device/read-entries.ts'

export interface SaidSign {
  /** Of its question. */
  readonly id: string
  /** When it was said. */
  readonly date: string
  readonly occasion: string
  /** The entry of the round. */
  readonly round: string
}

const DAYS = 30

/** The last word on each: a later no, or that it was seen to, ends it. O(entries of two months). */
export async function saidSigns(database: DiaryDatabase, today: string): Promise<readonly SaidSign[]> {
  const rounds = (await entriesBetween(database, dayBeside(today, -DAYS), today))
    .filter(({ entity }) => entity === 'safety-check')
    .sort((a, b) => (`${textOf(a.fields.date)} ${a.key}` < `${textOf(b.fields.date)} ${b.key}` ? -1 : 1))
  const signs = new Map<string, SaidSign>()
  for (const { key, fields } of rounds) {
    for (const [id, answer] of Object.entries((fields.answers ?? {}) as Readonly<Record<string, unknown>>)) {
      if (answer === 'yes')
        signs.set(id, { id, date: textOf(fields.date), occasion: textOf(fields.occasion), round: key })
      else if (answer === 'no') signs.delete(id)
    }
    for (const id of (fields.dismissed ?? []) as readonly string[]) signs.delete(id)
  }
  return [...signs.values()]
}
