// Signing out of several diaries of one account at once: what is in them alone, and locking all of them by the same words.
import { openDiary } from './database.ts'
import { heldDiaries, thisDevice, type HeldDiary } from './diaries.ts'
import { isUnsent } from './outbox.ts'
import { seal } from './seal.ts'

/** Those that can be read here. */
function readable(account: string): readonly HeldDiary[] {
  return heldDiaries().filter((one) => one.account === account && one.sealed !== true)
}

/** How many entries of all diaries of an account are on this device alone. @param now ms since 1970. */
export async function unsentOf(account: string, now: number): Promise<number> {
  let count = 0
  for (const { name } of readable(account)) {
    const database = await openDiary(name, thisDevice(now))
    const rows = await database.outbox.filter(isUnsent).toArray()
    count += new Set(rows.map(({ entity, key }) => `${entity} ${key}`)).size
    database.close()
  }
  return count
}

/** @returns false where something was said meanwhile: that diary is still open, and it can be tried again. */
export async function sealThoseOf(account: string, words: string, now: number): Promise<boolean> {
  for (const diary of readable(account)) {
    const database = await openDiary(diary.name, thisDevice(now))
    try {
      if (!(await seal(database, diary, words))) return false
    } finally {
      database.close()
    }
  }
  return true
}
