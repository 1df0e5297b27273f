// What the server answered becomes part of the diary: its log is kept, entries are folded anew, and what was sent leaves the outbox.
import {
  fold,
  NOTHING,
  zoneOfFrame,
  type Entity,
  type EntryState,
  type OperationAnswer,
} from '@clearday/diary/operations'
import { stateOf, type DeviceState, type DiaryDatabase, type LogRow, type OutboxRow } from './database.ts'
import { listDifferent } from './said-differently.ts'
import { layAnew, shownEntry } from './shown-entry.ts'

type Refusal = Extract<OperationAnswer, { readonly type: 'refused' }>
export type MarkedAnswer = Refusal | (Exclude<OperationAnswer, Refusal> & { readonly mark: string })

export interface SyncAnswer {
  readonly epoch: string
  readonly answers: readonly MarkedAnswer[]
  readonly operations: readonly (LogRow & { readonly seq: number })[]
  readonly seq: number
  readonly more: boolean
}

/**
 * In one transaction: whatever ends the app before or after, nothing is lost and nothing is doubled.
 *
 * @param sent what was sent, in the order of the answers. @param now ms since 1970. @param asked the state with which it was asked.
 * O(answers + operations).
 */
export function takeIn(
  database: DiaryDatabase,
  sent: readonly OutboxRow[],
  answer: SyncAnswer,
  now: number,
  asked: Pick<DeviceState, 'epoch'>,
): Promise<void> {
  const { state: states, entries, outbox, log, choices } = database
  return database.transaction('rw', [states, entries, outbox, log, choices], async () => {
    const state = await stateOf(database)
    // another tab began anew meanwhile: these places are of a log that is no more
    if (state.epoch !== asked.epoch && state.epoch !== answer.epoch) return
    const stored = new Map<string, LogRow>(answer.operations.map((one) => [one.id, one]))
    for (const [place, told] of answer.answers.entries()) {
      const row = sent[place]
      if (told.type === 'refused') await keepRefused(database, row, told)
      else if (!stored.has(row.id)) stored.set(row.id, acknowledged(row, told, state.device))
    }
    await database.log.bulkPut([...stored.values()])
    await database.outbox
      .where('id')
      .anyOf([...stored.keys()])
      .delete()
    const touched = new Map([...stored.values()].map(({ entity, key }) => [`${entity} ${key}`, [entity, key] as const]))
    // the diary's zone first: on which days the others lie depends on it
    const inOrder = [...touched.values()].sort(([a], [b]) => Number(b === 'diary') - Number(a === 'diary'))
    let zone = zoneOfFrame(await database.entries.get(['diary', 'diary']))
    const before = zone
    const byEntry = Map.groupBy(stored.values(), ({ entity, key }) => `${entity} ${key}`)
    const several: (readonly [Entity, string])[] = []
    for (const [entity, key] of inOrder) {
      const known = await database.entries.get([entity, key])
      const said = byEntry.get(`${entity} ${key}`) ?? []
      const confirmed = said.reduce<EntryState>(fold, known?.confirmed ?? NOTHING)
      const waiting = await database.outbox.where('[entity+key]').equals([entity, key]).sortBy('place')
      const shown = shownEntry(entity, key, confirmed, waiting, zone)
      if (entity === 'diary') zone = zoneOfFrame(shown)
      await database.entries.put(shown)
      const devices = [
        ...said.map(({ device }) => device),
        ...Object.values(confirmed.clocks).map(([, device]) => device),
      ]
      if (new Set(devices).size > 1) several.push([entity, key])
    }
    await listDifferent(database, state.device, several)
    if (zone !== before) await layAnew(database, zone)
    const latest = [...stored.values()].reduce((most, { effective }) => Math.max(most, effective), state.latest)
    // what was refused waits for the person, and keeps nothing else back
    const left = database.outbox.filter(({ again, waits, refused }) => again && waits !== true && refused === undefined)
    const offeredAll = (await left.count()) === 0
    const next: DeviceState = {
      ...state,
      epoch: answer.epoch,
      // two tabs without locks: the one that asked earlier does not take back what the other has seen
      seq: state.epoch === answer.epoch ? Math.max(state.seq, answer.seq) : answer.seq,
      latest,
      restoring: state.restoring && !(offeredAll && !answer.more),
      synced: now,
    }
    await database.state.put(next)
  })
}

async function keepRefused(
  database: DiaryDatabase,
  row: OutboxRow,
  { code, path, value, message }: Refusal,
): Promise<void> {
  // what builds on another device's words waits for them; everything else waits for the person
  const waits = row.again && code === 'incomplete'
  const refused = { code, path, message, ...(value !== undefined && { value }) }
  await database.outbox
    .where('id')
    .equals(row.id)
    .modify(waits ? { waits: true } : { refused })
}

function acknowledged(
  { operation }: OutboxRow,
  { seq, effective, mark }: Exclude<MarkedAnswer, Refusal>,
  device: string,
): LogRow {
  return { ...operation, seq, effective, mark, device: operation.device ?? device, author: null }
}

/**
 * The server was restored: all that this device has seen is offered again, with the places it had, and what was not sent follows it.
 *
 * @param epoch of the restored server. O(log).
 */
export function beginAgain(database: DiaryDatabase, epoch: string): Promise<void> {
  return database.transaction('rw', [database.state, database.outbox, database.log], async () => {
    const state = await stateOf(database)
    const log = await database.log.toArray()
    const order = new Map(log.map(({ seq, effective }) => [seq ?? 0, effective]))
    const waiting = await database.outbox.orderBy('place').toArray()
    await database.outbox.clear()
    const offeredAgain = log
      .sort((a, b) => a.effective - b.effective)
      .map(({ id, entity, key, fields, deleted, at, effective, device, mark }): OutboxRow => {
        const operation = { id, entity, key, fields, deleted, at, seen: 0, effective, device, mark }
        return { id, entity, key, operation, again: true, clock: [effective, device, id] }
      })
    const own = waiting
      .filter(({ again }) => !again)
      .map(({ id, entity, key, operation, clock, again, refused }): OutboxRow => {
        const { follows = seenThen(operation.seen, order) } = operation
        const row = { id, entity, key, operation: { ...operation, seen: 0, follows }, clock, again }
        return refused === undefined ? row : { ...row, refused }
      })
    await database.outbox.bulkAdd([...offeredAgain, ...own])
    await database.log.toCollection().modify({ seq: null })
    await database.state.put({ ...state, epoch, seq: 0, restoring: true })
  })
}

function seenThen(seen: number, order: ReadonlyMap<number, number>): number {
  let latest = 0
  for (const [seq, effective] of order) if (seq <= seen && effective > latest) latest = effective
  return latest
}
