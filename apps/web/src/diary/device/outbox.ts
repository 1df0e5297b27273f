// What a person sees of what is not sent, and does about it: try again what was refused, discard an entry's words, and put them back.
import { fold, NOTHING, zoneOfFrame, type Entity, type EntryState } from '@clearday/diary/operations'
import { alone } from './alone.ts'
import type { DiaryDatabase, OutboxRow } from './database.ts'
import { shownEntry } from './shown-entry.ts'

/**
 * What a person sees and decides about: what they said and is not sent, and what the server refused of what was offered again after a restore.
 * Not the diary's own frame, which nobody wrote.
 */
export function isOwnUnsent({ again, entity, refused }: OutboxRow): boolean {
  return entity !== 'diary' && (!again || refused !== undefined)
}

/** All that the server does not have, also what it had before it was restored. */
export function isUnsent({ entity }: OutboxRow): boolean {
  return entity !== 'diary'
}

/** Everything that is unsent of its entry: one change may need what was said before it. */
export async function tryRefusedAgain(database: DiaryDatabase, { entity, key }: OutboxRow): Promise<void> {
  await database.outbox
    .where('[entity+key]')
    .equals([entity, key])
    .modify((row) => {
      Reflect.deleteProperty(row, 'refused')
    })
}

/**
 * All that is unsent of an entry goes, and it is shown as the server knows it: what was said later may need what was said first. Waits until
 * what is being sent is answered.
 *
 * @returns what `putUnsent` brings back.
 */
export function discardUnsent(database: DiaryDatabase, entity: Entity, key: string): Promise<readonly OutboxRow[]> {
  return changed(database, async () => {
    const rows = (await database.outbox.where('[entity+key]').equals([entity, key]).sortBy('place')).filter(isOwnUnsent)
    await database.outbox.bulkDelete(rows.flatMap(({ place }) => place ?? []))
    const lost = rows.filter(({ again }) => again).map(({ id }) => id)
    if (lost.length > 0) {
      // the server has it no more, and so it is nothing that the server knows
      await database.log.bulkDelete(lost)
      const known = await database.log.where('[entity+key]').equals([entity, key]).toArray()
      await database.entries.update([entity, key], { confirmed: known.reduce<EntryState>(fold, NOTHING) })
    }
    return rows
  })
}

/** @param where `before`: in the places they had; `last`: after all others, of another diary's outbox. What is there already is not taken twice. */
export async function putUnsent(
  database: DiaryDatabase,
  rows: readonly OutboxRow[],
  where: 'before' | 'last',
): Promise<void> {
  await changed(database, async () => {
    const ids = rows.map(({ id }) => id)
    const there = new Set([
      ...(await database.outbox.where('id').anyOf(ids).toArray()).map(({ id }) => id),
      ...(await database.log.where('id').anyOf(ids).primaryKeys()),
    ])
    const added = rows.filter(({ id }) => !there.has(id))
    if (where === 'before') await database.outbox.bulkPut([...added])
    else
      await database.outbox.bulkAdd(
        added.map((row): OutboxRow => {
          const copy = { ...row }
          Reflect.deleteProperty(copy, 'place')
          return copy
        }),
      )
    return added
  })
}

/** Entries of the rows that came or went are shown anew, in the same transaction. */
function changed(database: DiaryDatabase, work: () => Promise<readonly OutboxRow[]>): Promise<readonly OutboxRow[]> {
  return alone(`sync ${database.name}`, () =>
    database.transaction('rw', [database.entries, database.outbox, database.log], async () => {
      const rows = await work()
      const touched = new Map(rows.map((row) => [`${row.entity} ${row.key}`, row]))
      for (const { entity, key } of touched.values()) {
        const known = await database.entries.get([entity, key])
        const waiting = await database.outbox.where('[entity+key]').equals([entity, key]).sortBy('place')
        const zone = zoneOfFrame(await database.entries.get(['diary', 'diary']))
        if (waiting.length === 0 && (known === undefined || Object.keys(known.confirmed.clocks).length === 0))
          await database.entries.delete([entity, key])
        else await database.entries.put(shownEntry(entity, key, known?.confirmed, waiting, zone))
      }
      return rows
    }),
  )
}
