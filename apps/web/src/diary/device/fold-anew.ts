// Entries made anew from what is kept of the log and of the outbox: of a diary that an earlier version of the app folded by other rules.
import { fold, NOTHING, zoneOfFrame } from '@clearday/diary/operations'
import type { Table, Transaction } from 'dexie'
import type { EntryRow, LogRow, OutboxRow } from './rows.ts'
import { shownEntry } from './shown-entry.ts'

/** In a transaction that changes entries. Those of which no word is kept stay as they are. O(log). */
export async function foldAnew(transaction: Transaction): Promise<void> {
  const entries: Table<EntryRow> = transaction.table('entries')
  const log = Map.groupBy(await (transaction.table('log') as Table<LogRow>).toArray(), nameOf)
  const outbox: Table<OutboxRow> = transaction.table('outbox')
  const waiting = Map.groupBy(await outbox.orderBy('place').toArray(), nameOf)
  const named = new Map([...log.values(), ...waiting.values()].map(([one]) => [nameOf(one), one]))
  const anew = (name: string, zone: string | null): EntryRow[] => {
    const one = named.get(name)
    if (one === undefined) return []
    const confirmed = (log.get(name) ?? []).reduce(fold, NOTHING)
    return [shownEntry(one.entity, one.key, confirmed, waiting.get(name) ?? [], zone)]
  }
  const [frame] = anew('diary diary', null)
  const zone = zoneOfFrame(frame)
  await entries.bulkPut([...named.keys()].flatMap((name) => anew(name, zone)))
}

function nameOf({ entity, key }: Pick<LogRow, 'entity' | 'key'>): string {
  return `${entity} ${key}`
}
