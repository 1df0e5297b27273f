// What files brought into the diary, each as one import that can be taken back: what it added goes, what it changed is as before, and what was
// said since stays.
import { compareClocks, type Clock, type Entity, type Fields, type Json } from '@clearday/diary/operations'
import type { ChoiceRow, DiaryDatabase, EntryRow, OutboxRow } from '../device/database.ts'
import type { Saying } from '../device/say.ts'

/** One entry of an import: the operation that said it, and the fields that it changed as they were; null where it was not there. */
type Brought = readonly [entity: Entity, key: string, operation: string, before: Fields | null]

export interface Import {
  readonly id: string
  readonly file: string
  readonly day: string
  readonly count: number
}

const LIST = 'imports'
/** Older ones cannot be taken back as one any more. */
const MOST = 20
const rowOf = (id: string): string => `import ${id}`

/** The newest first. */
export async function importsOf(database: DiaryDatabase): Promise<readonly Import[]> {
  return ((await database.choices.get(LIST))?.value as readonly Import[] | undefined) ?? []
}

/** What is kept with an import, in its transaction. @param before by place of the saying. */
export async function rememberedWith(
  database: DiaryDatabase,
  about: Omit<Import, 'count'>,
  sayings: readonly Saying[],
  before: readonly (Fields | null)[],
): Promise<(ids: readonly string[]) => readonly ChoiceRow[]> {
  const known = await importsOf(database)
  const list = [{ ...about, count: sayings.length }, ...known].slice(0, MOST)
  return (ids) => [
    { name: LIST, value: list },
    {
      name: rowOf(about.id),
      value: sayings.map(({ entity, key }, at): Brought => [entity, key, ids[at], before[at] ?? null]),
    },
  ]
}

export interface TakenBack {
  readonly sayings: readonly Saying[]
  /** Entries that were changed since, or that others use: they stay. */
  readonly stay: number
}

/** What has to be said to take an import back. O(diary). */
export async function takingBack(database: DiaryDatabase, id: string): Promise<TakenBack> {
  const brought = ((await database.choices.get(rowOf(id)))?.value as readonly Brought[] | undefined) ?? []
  const rows = await database.entries.bulkGet(brought.map(([entity, key]): [string, string] => [entity, key]))
  const waiting = Map.groupBy(await database.outbox.orderBy('place').toArray(), ({ entity, key }) => `${entity} ${key}`)
  const sayings: Saying[] = []
  let stay = 0
  for (const [at, [entity, key, operation, before]] of brought.entries()) {
    const row = rows[at]
    if (row === undefined || row.deleted) continue
    if (isChangedSince(row, waiting.get(`${entity} ${key}`) ?? [], operation)) stay += 1
    else sayings.push({ entity, key, deleted: before === null, fields: before ?? {} })
  }
  const going = new Set(sayings.flatMap(({ entity, key, deleted }) => (deleted === true ? `${entity} ${key}` : [])))
  const used = await namedBeside(database, going)
  const names = new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.key, row.fields.name]])))
  const isUsed = ({ entity, key, deleted }: Saying): boolean =>
    deleted === true && DEFINITIONS.has(entity) && (used.has(key) || used.has(names.get(key)))
  return { sayings: sayings.filter((one) => !isUsed(one)), stay: stay + sayings.filter(isUsed).length }
}

/** To be kept with the taking back. */
export async function forgottenWith(database: DiaryDatabase, id: string): Promise<readonly ChoiceRow[]> {
  const left = (await importsOf(database)).filter((one) => one.id !== id)
  return [
    { name: LIST, value: left },
    { name: rowOf(id), value: [] },
  ]
}

function isChangedSince({ confirmed }: EntryRow, waiting: readonly OutboxRow[], operation: string): boolean {
  const clocks = [...Object.values(confirmed.clocks), ...waiting.map(({ clock }) => clock)]
  const own = clocks.find(([, , id]) => id === operation)
  // where nothing of it counts any more, all of it was said anew
  if (own === undefined) return true
  return clocks.some((clock: Clock) => clock[2] !== operation && compareClocks(clock, own) > 0)
}

/** What other entries name, and which must not go while they do. */
const DEFINITIONS: ReadonlySet<Entity> = new Set<Entity>(['custom-factor', 'custom-symptom', 'own-product'])

/** Every name and text in the entries that stay. O(diary). */
async function namedBeside(database: DiaryDatabase, going: ReadonlySet<string>): Promise<ReadonlySet<unknown>> {
  const used = new Set<unknown>()
  const look = (value: Json): void => {
    if (typeof value === 'string') used.add(value)
    else if (Array.isArray(value)) for (const one of value as readonly Json[]) look(one)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value as Fields)) {
        used.add(name)
        look(inner)
      }
  }
  await database.entries.each(({ entity, key, deleted, fields }) => {
    if (!deleted && !DEFINITIONS.has(entity) && !going.has(`${entity} ${key}`)) look(fields)
  })
  return used
}
