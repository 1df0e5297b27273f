// What this device remembers of attacks besides the diary: which one began just now, and when one was last said to be going on.
import type { DiaryDatabase } from '../device/database.ts'

let begun: string | null = null

/** The page of the attack tells that it was kept, and offers to take it back at once. */
export function beganNow(key: string): void {
  begun = key
}

/** Whether it began just now; true once. */
export function takeBegun(key: string): boolean {
  const isIt = begun === key
  if (isIt) begun = null
  return isIt
}

const nameOf = (key: string): string => `still going ${key}`

/** A moment; null where nobody said it on this device. */
export async function lastHeard(database: DiaryDatabase, key: string): Promise<string | null> {
  const row = await database.choices.get(nameOf(key))
  return row === undefined ? null : (row.value as string)
}

/** So that it is not asked about again at once. Nothing of the diary changes by it. */
export async function heard(database: DiaryDatabase, key: string, now: string): Promise<void> {
  await database.choices.put({ name: nameOf(key), value: now })
}
