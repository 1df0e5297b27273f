// What two devices said of one thing without knowing of each other: one of them holds, and what the other said is not lost without a word.
import { compareClocks, type Clock, type Entity, type Fields, type Json } from '@clearday/diary/operations'
import type { DiaryDatabase } from './rows.ts'

export interface SaidDifferently {
  readonly field: string
  /** Null where it was taken back. */
  readonly stands: Json
  readonly also: Json
  /** ms since 1970, as the device that said the other claims. */
  readonly at: number
  /** The other was said on this device. */
  readonly isOwn: boolean
}

/** Entries that a person looks at one by one. */
const LOOKED_AT: ReadonlySet<string> = new Set<Entity>(['day', 'attack', 'intake', 'session', 'regimen'])
/** Said along with something else, and never by itself. */
const BESIDE: ReadonlySet<string> = new Set(['timeZone', 'endTimeZone', 'unknownBecause'])
/** In the choices of the diary on this device: `entity key` of each. */
const LISTED = 'said differently'

interface Said {
  readonly value: Json
  readonly clock: Clock
  /** Its place in the log; infinite while it is not sent. */
  readonly seq: number
  /** The last place that its device had seen. */
  readonly seen: number
  readonly at: number
}

/**
 * The fields of an entry whose value another device said otherwise without having seen it, newest word of each device. Saying the field once more,
 * with the one or the other, settles it on all devices. O(what was said of the entry).
 */
export async function saidDifferently(
  { log, outbox }: DiaryDatabase,
  device: string,
  entity: Entity,
  key: string,
): Promise<readonly SaidDifferently[]> {
  if (!LOOKED_AT.has(entity)) return []
  const [sent, waiting] = await Promise.all([
    log.where('[entity+key]').equals([entity, key]).toArray(),
    outbox.where('[entity+key]').equals([entity, key]).toArray(),
  ])
  const said = [
    ...sent.map((row) => ({ ...row, clock: clockOf(row), seq: row.seq ?? 0 })),
    ...waiting.map(({ operation, clock }) => ({ ...operation, clock, seq: Infinity })),
  ].sort((one, other) => compareClocks(one.clock, other.clock))
  // who deleted it, or brought it back, meant the whole of it
  const from = said.findLastIndex(({ deleted }) => deleted) + 1
  const byField = new Map<string, Said[]>()
  for (const { fields, clock, seq, seen, at } of said.slice(from))
    for (const [field, value] of Object.entries(fields)) {
      if (BESIDE.has(field)) continue
      const words = byField.get(field) ?? []
      words.push({ value, clock, seq, seen, at })
      byField.set(field, words)
    }
  return [...byField].flatMap(([field, words]) => overruled(field, words, device))
}

function overruled(field: string, words: readonly Said[], device: string): readonly SaidDifferently[] {
  const winner = words[words.length - 1]
  const latest = new Map(words.map((said) => [said.clock[1], said]))
  // a device that had seen nothing of the log, or whose log begins anew after a restore, tells nothing of what it knew
  if (winner.seen === 0) return []
  return (
    [...latest.values()]
      .filter(
        (other) =>
          other.clock[1] !== winner.clock[1] &&
          other.seq > winner.seen &&
          other.value !== null &&
          JSON.stringify(other.value) !== JSON.stringify(winner.value),
      )
      // of several that lost, the newest: one question a field
      .sort((a, b) => compareClocks(b.clock, a.clock))
      .slice(0, 1)
      .map(({ value, at, clock }) => ({
        ...{ field, stands: winner.value, also: value, at },
        isOwn: clock[1] === device,
      }))
  )
}

function clockOf({ effective, device, id }: { effective: number; device: string; id: string }): Clock {
  return [effective, device, id]
}

/** Looks at entries of which several devices spoke, and keeps a list of those that are to be settled. In the transaction that changed them. */
export async function listDifferent(
  database: DiaryDatabase,
  device: string,
  touched: readonly (readonly [Entity, string])[],
): Promise<void> {
  if (touched.length === 0) return
  const listed = new Set(await different(database))
  let changed = false
  for (const [entity, key] of touched) {
    const name = `${entity} ${key}`
    const isOne = (await saidDifferently(database, device, entity, key)).length > 0
    if (isOne === listed.has(name)) continue
    changed = true
    if (isOne) listed.add(name)
    else listed.delete(name)
  }
  if (changed) await database.choices.put({ name: LISTED, value: [...listed] })
}

/** `entity key` of what is to be settled, as far as this device knows. */
export async function different({ choices }: DiaryDatabase): Promise<readonly string[]> {
  return ((await choices.get(LISTED))?.value as readonly string[] | undefined) ?? []
}

/** What settles it: the values that are to hold, said by who has seen both. */
export function settled(differences: readonly SaidDifferently[], which: 'stands' | 'also'): Fields {
  return Object.fromEntries(differences.map((one) => [one.field, one[which]]))
}
