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
import { stateOf, type ChoiceRow, type DiaryDatabase, type EntryRow, type OutboxRow } from './database.ts'
import type { Reader } from './readable.ts'
import { layAnew, shownEntry } from './shown-entry.ts'

export interface Saying {
  readonly entity: Entity
  readonly key: string
  /** Only what is said; null takes a field away. */
  readonly fields: Fields
  readonly deleted?: boolean
}

/** Made of what stands when it is said, read and written as one: nothing that was said a moment ago, here or in another tab, is lost by it. */
export interface SayingOf {
  readonly entity: Entity
  readonly key: string
  /** @param known null where nothing stands. */
  readonly of: (known: EntryRow | null) => Saying
}

export interface Beside {
  /** Kept in the same transaction, made of the ids that the sayings got. */
  readonly beside?: ((ids: readonly string[]) => readonly ChoiceRow[]) | undefined
  /** What is added where the person is: with what stands, and the zone of a diary that has one. */
  readonly lived?: ((saying: Saying, known: EntryRow | null, home: string) => Saying) | undefined
  /** What it cannot read, and could before, is refused. */
  readonly read?: Reader | null
}

export type Said =
  | { readonly type: 'ok'; readonly ids: readonly string[] }
  /** Of the first that cannot be; nothing of all was kept. */
  | { readonly type: 'error'; readonly saying: number; readonly error: CheckedRefusal }

/**
 * All or nothing, and on the disk once it is answered. The same words another time are another operation.
 *
 * @param now ms since 1970 on the device's clock. Errors of the browser (no room left) are thrown, and then nothing was kept. Reads the
 * entries it speaks of, and the person's own factors.
 */
export function say(
  database: DiaryDatabase,
  sayings: readonly (Saying | SayingOf)[],
  now: number,
  { beside = () => [], lived = (saying) => saying, read = null }: Beside = {},
): Promise<Said> {
  const { state: states, entries, outbox, choices } = database
  return database.transaction('rw', [states, entries, outbox, choices], async (): Promise<Said> => {
    const state = await stateOf(database)
    if (state.moved === true) throw new Moved('this diary is elsewhere by now')
    const frame = await database.entries.get(['diary', 'diary'])
    const rows: OutboxRow[] = []
    let { used, latest } = state
    let zone = zoneOfFrame(frame)
    const home = zone
    for (const [place, one] of sayings.entries()) {
      const stands = await database.entries.get([one.entity, one.key])
      const known = stands === undefined || stands.deleted ? null : stands
      const made = 'of' in one ? one.of(known) : one
      const saying = home === null ? made : lived(made, known, home)
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
    const touched = Map.groupBy(rows, ({ entity, key }) => `${entity} ${key}`)
    // the diary's zone first: on which days the others lie depends on it
    const inOrder = [...touched.values()].sort(
      ([a], [b]) => Number(b.entity === 'diary') - Number(a.entity === 'diary'),
    )
    const known = await database.entries.bulkGet(inOrder.map(([{ entity, key }]): [string, string] => [entity, key]))
    const waiting = await waitingFor(database, inOrder)
    const shownRows: EntryRow[] = []
    for (const [at, added] of inOrder.entries()) {
      const [{ entity, key }] = added
      const before = waiting.get(`${entity} ${key}`) ?? []
      const shown = shownEntry(entity, key, known[at]?.confirmed, [...before, ...added], zone)
      if (entity === 'diary') zone = zoneOfFrame(shown)
      const wrong = shown.deleted ? null : checkEntry(entity, key, shown.fields)
      if (wrong !== null) return refused(rows.indexOf(added[0]), wrong)
      shownRows.push(shown)
    }
    if (read !== null) {
      const own = await database.entries.where('entity').equals('custom-factor').toArray()
      const before = known.flatMap((row) => row ?? [])
      const wrong = newlyUnreadable(read, shownRows, [...before], own, zone ?? 'UTC')
      if (wrong !== null)
        return refused(
          rows.findIndex(({ entity, key }) => isOf(wrong.row, entity, key)),
          wrong.error,
        )
    }
    await database.entries.bulkPut(shownRows)
    if (zone !== zoneOfFrame(frame)) await layAnew(database, zone)
    await database.outbox.bulkAdd(rows)
    await database.state.put({ ...state, used })
    const ids = rows.map(({ id }) => id)
    await database.choices.bulkPut([...beside(ids)])
    return { type: 'ok', ids }
  })
}

function isOf(row: EntryRow, entity: Entity, key: string): boolean {
  return row.entity === entity && row.key === key
}

/** The first that cannot be read as it would be. One that could not be before is mended word by word. O(rows). */
function newlyUnreadable(
  read: Reader,
  after: readonly EntryRow[],
  before: readonly EntryRow[],
  own: readonly EntryRow[],
  timeZone: string,
): { readonly row: EntryRow; readonly error: CheckedRefusal } | null {
  const factors = own.filter((one) => !after.some(({ entity, key }) => isOf(one, entity, key)))
  for (const [row, { path, value, message }] of read([...after, ...factors], timeZone)) {
    const stood = before.find((one) => isOf(one, row.entity, row.key))
    if (stood !== undefined && read([stood, ...factors], timeZone).size > 0) continue
    const told = { code: 'wrong-value', path: ['fields', ...path], message } as const
    return { row, error: value === undefined ? told : { ...told, value } }
  }
  return null
}

/** More entries than this are looked for in the whole outbox, which is read once. */
const FEW = 50

/** What is not sent about some entries, in the order of saying, by `entity key`. */
async function waitingFor(
  database: DiaryDatabase,
  groups: readonly (readonly OutboxRow[])[],
): Promise<ReadonlyMap<string, readonly OutboxRow[]>> {
  const rows =
    groups.length > FEW
      ? await database.outbox.orderBy('place').toArray()
      : (
          await Promise.all(
            groups.map(([{ entity, key }]) =>
              database.outbox.where('[entity+key]').equals([entity, key]).sortBy('place'),
            ),
          )
        ).flat()
  return Map.groupBy(rows, ({ entity, key }) => `${entity} ${key}`)
}

/** Said where nothing is kept any more: another tab has moved the diary. */
export class Moved extends Error {
  override readonly name = 'Moved'
}

function refused(saying: number, error: CheckedRefusal): Said {
  return { type: 'error', saying, error }
}

function operationOf({ entity, key, fields, deleted = false }: Saying, at: number, seen: number): OfferedOperation {
  const id = uuidOfTime(at, crypto.getRandomValues(new Uint8Array(10)))
  // runes and other proxies cannot be kept: what is kept is plain
  return { id, entity, key, fields: JSON.parse(JSON.stringify(fields)) as Fields, deleted, at, seen }
}
