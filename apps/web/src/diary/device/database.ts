// Opening what a device keeps of one diary (rows.ts).
import Dexie from 'dexie'
import { foldAnew } from './fold-anew.ts'
import type { DeviceState, DiaryDatabase } from './rows.ts'

export type { ChoiceRow, DeviceState, DiaryDatabase, EntryRow, LogRow, OutboxRow } from './rows.ts'

/**
 * Opens or makes it. What is acknowledged has been written to the disk ("strict").
 *
 * @param device a UUID, the same for all diaries of this device. @param elsewhere another tab deletes it or makes it newer: from then on
 * nothing can be read or said here. Errors of the browser (no storage, no room) are thrown.
 */
export async function openDiary(
  name: string,
  device: string,
  elsewhere: () => void = () => undefined,
): Promise<DiaryDatabase> {
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' }) as DiaryDatabase
  database.version(1).stores({
    entries: '[entity+key], entity, *months, unsent',
    outbox: '++place, id, [entity+key]',
    log: 'id, seq',
    state: 'name',
    choices: 'name',
  })
  database
    .version(2)
    .stores({ log: 'id, seq, [entity+key]' })
    .upgrade((transaction) => foldAnew(transaction))
  database.on('versionchange', () => {
    // whoever changes it waits for this one to let go
    database.close()
    elsewhere()
  })
  await database.open()
  await database.transaction('rw', database.state, async () => {
    if ((await database.state.get('state')) !== undefined) return
    const begun = { epoch: null, seq: 0, latest: 0, restoring: false, erased: false, synced: null }
    await database.state.add({ name: 'state', device, used: 0, ...begun })
  })
  return database
}

export async function stateOf(database: DiaryDatabase): Promise<DeviceState> {
  const state = await database.state.get('state')
  if (state === undefined) throw new Error('a diary without its state')
  return state
}
