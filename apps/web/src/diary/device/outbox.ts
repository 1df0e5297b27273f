// What a person sees of what is not sent, and does about it: try again what was refused, or discard it.
import { zoneOfFrame } from '@clearday/diary/operations'
import type { DiaryDatabase, OutboxRow } from './database.ts'
import { shownEntry } from './shown-entry.ts'

/** What the person said and is not sent: neither what is offered again after a restore, nor the diary's own frame, which nobody wrote. */
export function isOwnUnsent({ again, entity }: Pick<OutboxRow, 'again' | 'entity'>): boolean {
  return !again && entity !== 'diary'
}

export async function tryRefusedAgain(database: DiaryDatabase, place: number): Promise<void> {
  await database.outbox
    .where('place')
    .equals(place)
    .modify((row) => {
      Reflect.deleteProperty(row, 'refused')
    })
}

/** The entry is shown again as it is without it. What was already sent in between stays. */
export function discardUnsent(database: DiaryDatabase, place: number): Promise<void> {
  return database.transaction('rw', [database.entries, database.outbox], async () => {
    const row = await database.outbox.get(place)
    if (row === undefined) return
    await database.outbox.delete(place)
    const { entity, key } = row
    const known = await database.entries.get([entity, key])
    const waiting = await database.outbox.where('[entity+key]').equals([entity, key]).sortBy('place')
    const zone = zoneOfFrame(await database.entries.get(['diary', 'diary']))
    if (waiting.length === 0 && (known === undefined || Object.keys(known.confirmed.clocks).length === 0))
      await database.entries.delete([entity, key])
    else await database.entries.put(shownEntry(entity, key, known?.confirmed, waiting, zone))
  })
}
