// Taking over a diary that was kept on a device without an account: shown first, then said again under an id that the server issues, or
// joined field by field into the account's own diary.
import type { Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { appendOperations } from '../operations/append-operations.ts'
import { checkOperation } from '../operations/check-operation.ts'
import { effectiveOrder } from '../operations/effective-order.ts'
import { daysOf, FRAME, zoneOfFrame } from '../operations/entry-days.ts'
import { compareClocks, fold, NOTHING, type EntryState } from '../operations/fold.ts'
import { entryName } from '../operations/open-batch.ts'
import type { Batch, Entity, OfferedOperation, OperationAnswer } from '../operations/operation.ts'
import type { Access } from './as-person.ts'
import { createDiary, ownDiary } from './new-diary.ts'
import { refused, type AccessOutcome } from './outcome.ts'

/** Something that both say differently; the device's word counts where `deviceWins` says so. */
export interface Clash {
  readonly entity: Entity
  readonly key: string
  readonly fields: readonly { readonly name: string; readonly deviceWins: boolean }[]
}

export interface AdoptionPreview {
  /** Whether it will be joined into a diary that is there. */
  readonly joins: boolean
  readonly days: number
  readonly attacks: number
  readonly otherEntries: number
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly clashes: readonly Clash[]
  /** Attacks and doses of the device that begin on a day on which the diary has one under another name: perhaps the same, said twice. */
  readonly perhapsTwice: readonly { readonly entity: Entity; readonly key: string; readonly day: string }[]
  /** Operations that cannot be taken over. */
  readonly refused: number
}

/**
 * What adopting would do; nothing is changed. O(operations + entries).
 *
 * @param at ms since 1970.
 */
export async function previewAdoption(
  transaction: Transaction<Tables>,
  access: Access,
  batch: Batch,
  at: number,
): Promise<AdoptionPreview> {
  const own = ownDiary(access)
  const there = own === null ? new Map<string, EntryState>() : await entriesOf(transaction, own)
  const offered = unplaced(batch.operations)
  const valid = offered.filter((operation) => checkOperation(operation) === null)
  const said = new Map<string, { entity: Entity; key: string; state: EntryState }>()
  for (const operation of valid) {
    const { entity, key } = operation
    const name = `${entity} ${key}`
    const effective = effectiveOrder(operation.at, 0, { receivedAt: at, sentAt: batch.sentAt })
    const state = fold(said.get(name)?.state ?? NOTHING, { ...operation, effective, device: batch.device })
    said.set(name, { entity, key, state })
  }
  const living = [...said.values()].filter(({ state }) => !state.deleted)
  const of = (entity: Entity): number => living.filter((one) => one.entity === entity).length
  const frame = entryName(FRAME.entity, FRAME.key)
  const timeZone = zoneOfFrame(said.get(frame)?.state ?? there.get(frame))
  const days = living.flatMap((one) => daysOf(one.entity, one.key, one.state.fields, timeZone).first_day ?? []).sort()
  return {
    joins: own !== null,
    days: of('day'),
    attacks: of('attack'),
    otherEntries: living.length - of('day') - of('attack'),
    firstDay: days.at(0) ?? null,
    lastDay: days.at(-1) ?? null,
    clashes: living.flatMap(({ entity, key, state }) => clashOf(entity, key, state, there.get(`${entity} ${key}`))),
    perhapsTwice: perhapsTwice(living, there, timeZone),
    refused: offered.length - valid.length,
  }
}

export interface Adopted {
  readonly patient: string
  readonly joined: boolean
  /** The device's whole log belongs to this id from now on. */
  readonly answers: readonly OperationAnswer[]
}

/**
 * Takes the device's operations over: into the account's own diary if it has one, each field as by the order in which it was said, and
 * otherwise into a new one. Sent twice it adds nothing. Whatever patient the device had made up for itself is not looked at.
 *
 * @param into what the person saw and agreed to in the preview. Errors: already-open (there is a diary of their own, and the person agreed
 * to a new one), not-found (the other way round).
 */
export async function adoptDiary(
  transaction: Transaction<Tables>,
  access: Access,
  batch: Batch,
  into: 'new' | 'own',
  at: number,
): Promise<AccessOutcome<Adopted>> {
  const own = ownDiary(access)
  if (into === 'new' && own !== null)
    return refused('already-open', 'This account has a diary of its own by now. Look again at what will be joined.')
  if (into === 'own' && own === null)
    return refused('not-found', 'This account has no diary of its own any more. Look again at what will be made.')
  const made = own === null ? await createDiary(transaction, access, 'self', at) : null
  if (made?.type === 'error') return made
  const patient = made?.value.patient ?? own ?? ''
  const operations = unplaced(batch.operations)
  const appended = await appendOperations(transaction, patient, access.account, { ...batch, operations }, at)
  if (appended.type !== 'ok') return refused('no-such-patient', 'This diary is not there any more.')
  const count = (type: OperationAnswer['type']): number => appended.answers.filter((one) => one.type === type).length
  await recordEvent(
    transaction,
    { id: patient, kind: 'patient' },
    {
      actor: access.account,
      actingAs: 'self',
      act: 'diary.adopted',
      about: { joined: own !== null, device: batch.device, stored: count('stored'), refused: count('refused') },
    },
    at,
  )
  return { type: 'ok', value: { patient, joined: own !== null, answers: appended.answers } }
}

/** As by a device that has seen nothing of this log: places of its own log mean nothing here. */
function unplaced(operations: readonly OfferedOperation[]): OfferedOperation[] {
  return operations.map(({ id, entity, key, fields, deleted, at }) => ({
    id,
    entity,
    key,
    fields,
    deleted,
    at,
    seen: 0,
  }))
}

async function entriesOf(transaction: Transaction<Tables>, patient: string): Promise<Map<string, EntryState>> {
  const rows = await transaction
    .selectFrom('diary.entries')
    .select(['entity', 'key', 'fields', 'clocks', 'deleted'])
    .where('patient_id', '=', patient)
    .execute()
  return new Map(rows.map(({ entity, key, ...state }) => [`${entity} ${key}`, state]))
}

function clashOf(entity: Entity, key: string, device: EntryState, there: EntryState | undefined): Clash[] {
  if (there === undefined || there.deleted) return []
  const fields = Object.entries(device.fields)
    .filter(
      ([name, value]) =>
        Object.hasOwn(there.fields, name) && JSON.stringify(there.fields[name]) !== JSON.stringify(value),
    )
    .map(([name]) => ({ name, deviceWins: compareClocks(there.clocks[name], device.clocks[name]) < 0 }))
  return fields.length === 0 ? [] : [{ entity, key, fields }]
}

function perhapsTwice(
  living: readonly { entity: Entity; key: string; state: EntryState }[],
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
    return day !== null && !there.has(`${entity} ${key}`) && known.has(`${entity} ${day}`) ? [{ entity, key, day }] : []
  })
}
