// Saying something in the diary: checked, kept on the device for good, and put where it waits to be sent, all in one.
import {
  checkEntry,
  checkOperation,
  uuidOfTime,
  zoneOfFrame,
  type CheckedRefusal,
  type Entity,
  type Fields,
  type OfferedOperation,
} from '@clearday/diary/operations'
import { stateOf, type DiaryDatabase, type OutboxRow } from './database.ts'
import { layAnew, shownEntry } from './shown-entry.ts'

export interface Saying {
  readonly entity: Entity
  readonly key: string
  /** Only what is said; null takes a field away. */
  readonly fields: Fields
  readonly deleted?: boolean
}

export type Said =
  | { readonly type: 'ok'; readonly ids: readonly string[] }
  /** Of the first that cannot be; nothing of all was kept. */
  | { readonly type: 'error'; readonly saying: number; readonly error: CheckedRefusal }

/**
 * All or nothing, and on the disk once it is answered. The same words another time are another operation.
 *
 * @param now ms since 1970 on the device's clock. Errors of the browser (no room left) are thrown, and then nothing was kept. Reads the
 * entries it speaks of, and no others.
 */
export function say(database: DiaryDatabase, sayings: readonly Saying[], now: number): Promise<Said> {
  return database
    .transaction('rw', [database.state, database.entries, database.outbox], async (): Promise<Said> => {
      const state = await stateOf(database)
      if (state.moved === true) throw new Moved('this diary is elsewhere by now')
      const frame = await database.entries.get(['diary', 'diary'])
      const rows: OutboxRow[] = []
      let { used, latest } = state
      let zone = zoneOfFrame(frame)
      for (const [place, saying] of sayings.entries()) {
        used = Math.max(Math.round(now), used + 1)
        latest = Math.max(used * 1000, latest + 1)
        const operation = operationOf(saying, used, state.seq)
        const wrong = checkOperation(operation)
        if (wrong !== null) return refused(place, wrong)
        rows.push({
          ...{ id: operation.id, entity: saying.entity, key: saying.key, operation, again: false },
          clock: [latest, state.device, operation.id],
        })
      }
      const touched = new Map(rows.map((row) => [`${row.entity} ${row.key}`, row]))
      // the diary's zone first: on which days the others lie depends on it
      const inOrder = [...touched.values()].sort((a, b) => Number(b.entity === 'diary') - Number(a.entity === 'diary'))
      for (const { entity, key } of inOrder) {
        const known = await database.entries.get([entity, key])
        const waiting = await database.outbox.where('[entity+key]').equals([entity, key]).sortBy('place')
        const added = rows.filter((row) => row.entity === entity && row.key === key)
        const shown = shownEntry(entity, key, known?.confirmed, [...waiting, ...added], zone)
        if (entity === 'diary') zone = zoneOfFrame(shown)
        const wrong = shown.deleted ? null : checkEntry(entity, key, shown.fields)
        if (wrong !== null) {
          // aborted, so that what was written for the entries before goes too
          await abort({ saying: rows.findIndex((row) => row.entity === entity && row.key === key), error: wrong })
        }
        await database.entries.put(shown)
      }
      if (zone !== zoneOfFrame(frame)) await layAnew(database, zone)
      await database.outbox.bulkAdd(rows)
      await database.state.put({ ...state, used })
      return { type: 'ok', ids: rows.map(({ id }) => id) }
    })
    .catch((error: unknown): Said => {
      if (error instanceof Wrong) return refused(error.told.saying, error.told.error)
      throw error
    })
}

/** Said where nothing is kept any more: another tab has moved the diary. */
export class Moved extends Error {}

interface Told {
  readonly saying: number
  readonly error: CheckedRefusal
}

/** Ends a transaction without a trace; it leaves `say` as a value. */
class Wrong extends Error {
  readonly told: Told
  constructor(told: Told) {
    super(told.error.message)
    this.told = told
  }
}

function abort(told: Told): Promise<never> {
  return Promise.reject(new Wrong(told))
}

function refused(saying: number, error: CheckedRefusal): Said {
  return { type: 'error', saying, error }
}

function operationOf({ entity, key, fields, deleted = false }: Saying, at: number, seen: number): OfferedOperation {
  const id = uuidOfTime(at, crypto.getRandomValues(new Uint8Array(10)))
  // runes and other proxies cannot be kept: what is kept is plain
  return { id, entity, key, fields: JSON.parse(JSON.stringify(fields)) as Fields, deleted, at, seen }
}
