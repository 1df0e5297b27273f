// What joining what somebody brings along into a diary would do, worked out by the same rules that write it, and written nowhere.
import type { Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { judge } from '../operations/append-operations.ts'
import {
  type AttributedOperation,
  type Batch,
  daysOf,
  type Entity,
  type EntryState,
  FRAME,
  type Json,
  NOTHING,
  type OperationAnswer,
  zoneOfFrame,
} from '@clearday/diary/operations'
import { asNoted } from '../operations/plan-says.ts'
import { entryName, openBatch, type OpenedBatch } from '../operations/open-batch.ts'
import { isUuid } from '@clearday/diary/operations'
import type { Access } from './as-person.ts'
import { ownDiary } from './new-diary.ts'

/** Something that both say differently, with what each says; the device's word counts where `deviceWins` says so. */
export interface Clash {
  readonly entity: Entity
  readonly key: string
  readonly fields: readonly {
    readonly name: string
    readonly here: Json
    readonly onDevice: Json
    readonly deviceWins: boolean
  }[]
}

export type Refusal = Extract<OperationAnswer, { readonly type: 'refused' }>

export interface AdoptionPreview {
  /** Whether it will be joined into a diary that is there. */
  readonly joins: boolean
  readonly days: number
  readonly attacks: number
  /** Medicines taken. */
  readonly intakes: number
  readonly otherEntries: number
  readonly firstDay: string | null
  readonly lastDay: string | null
  /** Entries of which the diary says the same already: nothing is added for them. */
  readonly alreadyThere: number
  readonly clashes: readonly Clash[]
  /** Attacks and doses of the device that begin on a day on which the diary has one under another name: perhaps the same, said twice. */
  readonly perhapsTwice: readonly { readonly entity: Entity; readonly key: string; readonly day: string }[]
  /** Operations that cannot be taken over: how many, and the first of them with the place among those that were sent, from 0. */
  readonly refused: number
  readonly refusals: readonly (Refusal & { readonly place: number })[]
}

const MOST_REFUSALS = 20

interface Entry {
  readonly entity: Entity
  readonly key: string
  readonly state: EntryState
}

/**
 * What adopting would do; nothing is changed. The diary is locked until the transaction ends, so that what is shown is what stands.
 *
 * @param at ms since 1970. @param into a diary that the person writes, or null for a new one; their own where it is left out.
 * @param placed whether a server gave the operations their order already, as in `adoptDiary`. O(operations + entries); two queries, none for a
 * new diary.
 */
export async function previewAdoption(
  transaction: Transaction<Tables>,
  access: Access,
  batch: Batch,
  at: number,
  into: string | null = ownDiary(access),
  placed = false,
): Promise<AdoptionPreview> {
  const device: Batch = { ...batch, operations: saidAgain(batch.operations, placed) }
  // an operation whose id is none is refused before anything is looked up by it
  const known = device.operations.filter(({ id }) => isUuid(id))
  const opened = into === null ? null : await openBatch(transaction, into, known, false)
  const there = opened === null ? new Map<string, EntryState>() : await entriesOf(transaction, opened.patient)
  const said = judge(EMPTY, access.account, device, at)
  const joined = judge(opened ?? EMPTY, access.account, device, at)
  const after = new Map(joined.entries.map(({ entity, key, state }) => [entryName(entity, key), state]))
  const living: Entry[] = said.entries
    .filter(({ state }) => !state.deleted)
    .map(({ entity, key, state }) => ({ entity: entity as Entity, key, state }))
  const of = (entity: Entity): number => living.filter((one) => one.entity === entity).length
  const frame = entryName(FRAME.entity, FRAME.key)
  const timeZone = zoneOfFrame(
    said.entries.find((one) => entryName(one.entity, one.key) === frame)?.state ?? there.get(frame),
  )
  const days = living.flatMap((one) => daysOf(one.entity, one.key, one.state.fields, timeZone).first_day ?? []).sort()
  const counted = { days: of('day'), attacks: of('attack'), intakes: of('intake') }
  const refusals = joined.answers.flatMap((answer, place) => (answer.type === 'refused' ? [{ ...answer, place }] : []))
  const before = ({ entity, key }: Entry): EntryState | undefined => there.get(entryName(entity, key))
  return {
    joins: into !== null,
    ...counted,
    otherEntries: living.length - counted.days - counted.attacks - counted.intakes,
    firstDay: days.at(0) ?? null,
    lastDay: days.at(-1) ?? null,
    alreadyThere: living.filter((entry) => saysTheSame(entry.state, before(entry))).length,
    clashes: living.flatMap((entry) => clashOf(entry, before(entry), after.get(entryName(entry.entity, entry.key)))),
    perhapsTwice: perhapsTwice(living, there, timeZone),
    refused: refusals.length,
    refusals: refusals.slice(0, MOST_REFUSALS),
  }
}

const EMPTY: OpenedBatch = {
  patient: '',
  epoch: '',
  seq: 0,
  latest: 0,
  known: new Map(),
  latestAt: () => 0,
  touched: new Map(),
  record: null,
  addsAlone: false,
  ownName: '',
}

/**
 * As by a device that has seen nothing of this log: places of another log mean nothing here.
 *
 * @param placed keeps the order in which they won, on which device they were said and, where a log of this server has it, by whom. What a
 * device claims is not kept.
 */
export function saidAgain(operations: readonly AttributedOperation[], placed: boolean): AttributedOperation[] {
  return operations.map((one) => {
    const { id, entity, key, deleted, at, effective, device, saidBy } = one
    const { fields } = asNoted(one, placed ? saidBy : undefined)
    return {
      id,
      entity,
      key,
      fields,
      deleted,
      at,
      seen: 0,
      ...(placed && effective !== undefined && device !== undefined && { effective, device }),
      ...(placed && saidBy !== undefined && { saidBy }),
    }
  })
}

/** All entries of a diary, also the deleted ones, by `entryName`. One query. */
export async function entriesOf(transaction: Transaction<Tables>, patient: string): Promise<Map<string, EntryState>> {
  const rows = await transaction
    .selectFrom('diary.entries')
    .select(['entity', 'key', 'fields', 'clocks', 'deleted'])
    .where('patient_id', '=', patient)
    .execute()
  return new Map(rows.map(({ entity, key, ...state }) => [entryName(entity, key), state]))
}

/** Whether a diary says all that an entry says already. */
export function saysTheSame({ fields }: Pick<EntryState, 'fields'>, there: EntryState | undefined): boolean {
  return (
    there !== undefined && !there.deleted && Object.entries(fields).every(([name, value]) => same(there, name, value))
  )
}

function same({ fields }: EntryState, name: string, value: unknown): boolean {
  return Object.hasOwn(fields, name) && canonical(fields[name]) === canonical(value)
}

/** The database keeps the names within an object in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

function clashOf(
  { entity, key, state }: Entry,
  there: EntryState | undefined,
  after: EntryState = there ?? NOTHING,
): Clash[] {
  if (there === undefined || there.deleted) return []
  const fields = Object.entries(state.fields)
    .filter(([name, value]) => Object.hasOwn(there.fields, name) && !same(there, name, value))
    .map(([name, value]) => ({
      ...{ name, here: there.fields[name], onDevice: value },
      deviceWins: same(after, name, value),
    }))
  return fields.length === 0 ? [] : [{ entity, key, fields }]
}

function perhapsTwice(
  living: readonly Entry[],
  there: ReadonlyMap<string, EntryState>,
  timeZone: string | null,
): AdoptionPreview['perhapsTwice'] {
  const dayOf = (entity: string, key: string, { fields }: EntryState): string | null =>
    entity === 'attack' || entity === 'intake' ? daysOf(entity, key, fields, timeZone).first_day : null
  const known = new Set<string>()
  for (const [name, state] of there) {
    const [entity, ...key] = name.split(' ')
    const day = dayOf(entity, key.join(' '), state)
    if (day !== null && !state.deleted) known.add(`${entity} ${day}`)
  }
  return living.flatMap(({ entity, key, state }) => {
    const day = dayOf(entity, key, state)
    return day !== null && !there.has(entryName(entity, key)) && known.has(`${entity} ${day}`)
      ? [{ entity, key, day }]
      : []
  })
}
