// A diary that is kept locked: encrypted with a key that comes from words only the person knows. Without them nobody can read it, the clinic
// and the app among them.
import Dexie, { type Table } from 'dexie'
import { holdDiary, type HeldDiary } from './diaries.ts'
import { foldAnew } from './fold-anew.ts'
import { openDiary, stateOf, type DiaryDatabase } from './database.ts'

interface SealedRow {
  readonly name: string
  readonly salt: Uint8Array<ArrayBuffer>
  readonly iv: Uint8Array<ArrayBuffer>
  readonly rounds: number
  readonly data: ArrayBuffer
}

type Sealed = Dexie & { readonly sealed: Table<SealedRow, string> }

/** Of PBKDF2 with SHA-256: some tenths of a second on a telephone, for each guess. */
export const ROUNDS = 600_000
/** Words that are shorter are soon guessed by who has the device. */
export const SHORTEST = 8
const TABLES = ['entries', 'outbox', 'log', 'state', 'choices'] as const

async function openSealed(): Promise<Sealed> {
  const database = new Dexie('clearday sealed', { chromeTransactionDurability: 'strict' }) as Sealed
  database.version(1).stores({ sealed: 'name' })
  await database.open()
  return database
}

/** Not over plain http: browsers encrypt only in a secure context. */
export function canSeal(): boolean {
  return (crypto as { readonly subtle?: SubtleCrypto }).subtle !== undefined
}

/**
 * Encrypts all of it, reads it back, and only then lets go of what is readable. It may end anywhere: either the one or the other is whole.
 *
 * @returns false where something was said meanwhile: nothing is locked then.
 */
export async function seal(database: DiaryDatabase, diary: HeldDiary, words: string): Promise<boolean> {
  const text = await textOf(database)
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const key = await keyOf(words, salt, ROUNDS)
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text))
  const sealed = await openSealed()
  try {
    await sealed.sealed.put({ name: diary.name, salt, iv, rounds: ROUNDS, data })
    const kept = await sealed.sealed.get(diary.name)
    if (kept === undefined || (await opened(kept, words)) !== text)
      throw new Error('a locked copy that cannot be read back')
  } finally {
    sealed.close()
  }
  const isWhole = await database.transaction(
    'rw',
    TABLES.map((name) => database.table(name)),
    async () => {
      if ((await textOf(database)) !== text) return false
      await database.state.update('state', { moved: true })
      return true
    },
  )
  if (!isWhole) return false
  holdDiary({ ...diary, locked: true, sealed: true })
  await database.delete()
  return true
}

/** @returns false where the words are others than those it was locked with. */
export async function unseal(diary: HeldDiary, device: string, words: string): Promise<boolean> {
  const sealed = await openSealed()
  try {
    const row = await sealed.sealed.get(diary.name)
    if (row === undefined) throw new Error('a locked diary that is not there')
    const text = await opened(row, words)
    if (text === null) return false
    // of an opening that ended in between: nothing was said in it
    await Dexie.delete(diary.name)
    const database = await openDiary(diary.name, device)
    const kept = JSON.parse(text) as Readonly<Record<string, readonly unknown[]>>
    await database.transaction(
      'rw',
      TABLES.map((name) => database.table(name)),
      async () => {
        for (const name of TABLES) await database.table(name).bulkPut([...(kept[name] ?? [])])
        await stateOf(database)
        // it may have been locked by an earlier version of the app
        if (Dexie.currentTransaction !== null) await foldAnew(Dexie.currentTransaction)
      },
    )
    database.close()
    holdDiary({ ...diary, locked: false, sealed: false })
    await sealed.sealed.delete(diary.name)
    return true
  } finally {
    sealed.close()
  }
}

/** The locked copy is gone for good. */
export async function forgetSealed(name: string): Promise<void> {
  const sealed = await openSealed()
  try {
    await sealed.sealed.delete(name)
  } finally {
    sealed.close()
  }
}

async function textOf(database: DiaryDatabase): Promise<string> {
  const tables = await Promise.all(TABLES.map(async (name) => [name, await database.table(name).toArray()] as const))
  return JSON.stringify(Object.fromEntries(tables))
}

async function opened({ salt, iv, rounds, data }: SealedRow, words: string): Promise<string | null> {
  const key = await keyOf(words, salt, rounds)
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data))
  } catch {
    return null
  }
}

async function keyOf(words: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  // typed on another keyboard, the same letters may be written by other signs
  const typed = new TextEncoder().encode(words.normalize('NFKC'))
  const raw = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    raw,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}
