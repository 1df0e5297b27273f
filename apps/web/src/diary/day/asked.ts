// What a day can be asked about besides the headache: each person chooses a few, and is asked for nothing else.
import type { DiaryDatabase } from '../device/database.ts'

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

const CHOICE = 'asked'
/** Offered first, and not chosen: nobody is asked what they did not choose. */
export const FIRST_OFFERED: readonly Asked[] = ['sleep-hours', 'stress', 'neck-tension']

/** Null where nothing was chosen yet. */
export async function askedOf(database: DiaryDatabase): Promise<readonly string[] | null> {
  const row = await database.choices.get(CHOICE)
  return row === undefined ? null : (row.value as readonly string[])
}

export async function chooseAsked(database: DiaryDatabase, asked: readonly string[]): Promise<void> {
  await database.choices.put({ name: CHOICE, value: [...asked] })
}
