// What a day can be asked about besides the headache: each person chooses a few, and is asked for nothing else.
import type { DiaryDatabase } from '../device/database.ts'
import { entryOf } from '../device/read-entries.ts'
import type { Said, Saying } from '../device/say.ts'

/** Ids are those by which analysis finds them. `most` bounds what can be typed. */
export const FACTORS = [
  { id: 'sleep-hours', kind: 'amount', most: 24, step: 0.5 },
  { id: 'sleep-quality', kind: 'scale' },
  { id: 'stress', kind: 'scale' },
  { id: 'neck-tension', kind: 'scale' },
  { id: 'water-intake', kind: 'amount', most: 40, step: 1 },
  { id: 'exercise', kind: 'amount', most: 1440, step: 5 },
  { id: 'caffeine', kind: 'amount', most: 40, step: 1 },
  { id: 'alcohol', kind: 'amount', most: 40, step: 1 },
  { id: 'skipped-meal', kind: 'yes-no' },
] as const
export type FactorId = (typeof FACTORS)[number]['id']
/** Beside the factors: whether the days of the cycle are asked for. */
export type Asked = FactorId | 'bleeding'

export { POSTDROME_SIGNS as POSTDROME, PRODROME_SIGNS as PRODROME } from '@clearday/diary'

/** Where it was kept before it was a part of the diary: only on this device. */
const CHOICE = 'asked'
/** Offered first, and not chosen: nobody is asked what they did not choose. */
export const FIRST_OFFERED: readonly Asked[] = ['sleep-hours', 'stress', 'neck-tension']

/** Null where nothing is chosen. */
export async function askedOf(database: DiaryDatabase): Promise<readonly string[] | null> {
  const said = (await entryOf(database, 'person', 'person'))?.fields.asked as readonly string[] | undefined
  if (said !== undefined) return said
  const row = await database.choices.get(CHOICE)
  return row === undefined ? null : (row.value as readonly string[])
}

/**
 * One by itself, so that two devices that each choose one both win; all at once where they were chosen on this device alone.
 *
 * @param say keeps it in the diary. @returns whether it was kept.
 */
export async function chooseAsked(
  database: DiaryDatabase,
  id: string,
  isAsked: boolean,
  say: (saying: Saying) => Promise<Said | null>,
): Promise<boolean> {
  const row = await database.choices.get(CHOICE)
  const before = row === undefined ? [] : (row.value as readonly string[])
  const names = Object.fromEntries(before.map((one) => [`asked.${one}`, true]))
  const said = await say({
    entity: 'person',
    key: 'person',
    fields: { ...names, [`asked.${id}`]: isAsked ? true : null },
  })
  if (said?.type !== 'ok') return false
  await database.choices.delete(CHOICE)
  return true
}
