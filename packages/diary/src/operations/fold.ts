// What a log amounts to: each field has the value that was said last in the effective order. The same function everywhere, on every device.
import type { Fields, Json } from './operation.ts'
import { fieldOf, joined, partsOf } from './parts.ts'

/** Who set a field: its place, and the device and operation that break ties. */
export type Clock = readonly [effective: number, device: string, id: string]

export interface EntryState {
  readonly fields: Fields
  /** By field, and by part of one (parts.ts) that was said by itself after the whole. */
  readonly clocks: Readonly<Record<string, Clock>>
  readonly deleted: boolean
}

/** What folding looks at of an operation. */
export interface FoldedOperation {
  readonly id: string
  readonly fields: Fields
  readonly deleted: boolean
  readonly effective: number
  readonly device: string
}

export const NOTHING: EntryState = { fields: {}, clocks: {}, deleted: false }

/** The clock of whether the thing is there at all: no field can have this name. */
export const PRESENCE = ''
/** The clock of the last deletion: what is older is gone for good. Neither can one have this. */
export const DELETION = '.'

/**
 * What an entry is nothing without, and the zones that its moments are read in. It outlasts a deletion, so that who says something later of an
 * attack that another device has deleted says it of that attack.
 */
export const LASTING: ReadonlySet<string> = new Set([
  ...['start', 'end', 'at', 'date', 'timeZone', 'endTimeZone', 'product', 'therapy', 'treatment', 'kind', 'events'],
  ...['questionnaire', 'occasion', 'answers', 'name', 'ingredients'],
  // of what is planned
  ...['words', 'setOn', 'startsOn', 'blockDays', 'withFirst', 'seed', 'looks', 'change', 'proposedBy', 'proposedOn'],
  ...['proposal', 'answer', 'saidOn'],
])

/** Negative if the first is earlier. Never 0 for two operations. */
export function compareClocks([a, deviceA, idA]: Clock, [b, deviceB, idB]: Clock): number {
  return a - b || (deviceA < deviceB ? -1 : deviceA > deviceB ? 1 : idA < idB ? -1 : idA > idB ? 1 : 0)
}

/**
 * An entry after one more operation. The order in which operations are folded does not matter. A thing is gone if the last word on it was a
 * deletion, and with it all that was said of it before: what is said later brings back only what was said later. A part of a field that is said by
 * itself wins over what was said of it before, and leaves the other parts as they are; a field that is said whole wins over all its parts.
 *
 * O(size of the entry).
 */
export function fold(state: EntryState, operation: FoldedOperation): EntryState {
  const clock: Clock = [operation.effective, operation.device, operation.id]
  const fields: Record<string, Json> = { ...state.fields }
  const clocks: Record<string, Clock> = { ...state.clocks }
  let { deleted } = state
  const wins = (name: string): boolean => !Object.hasOwn(clocks, name) || compareClocks(clocks[name], clock) < 0
  const put = (name: string, value: Json | undefined): void => {
    if (value === undefined) Reflect.deleteProperty(fields, name)
    else Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true })
  }
  /** The field as it is said whole now, under what was said of its parts later. */
  const settle = (field: string, whole: Json | undefined): void => {
    const standing = partsOf(field, fields[field])
    const parts = partsOf(field, whole)
    let hasLater = false
    for (const name of Object.keys(clocks)) {
      if (name === field || fieldOf(name) !== field) continue
      if (compareClocks(clocks[name], clock) <= 0) Reflect.deleteProperty(clocks, name)
      else {
        hasLater = true
        const part = name.slice(field.length + 1)
        const value = standing.get(part)
        if (value === undefined) parts.delete(part)
        else parts.set(part, value)
      }
    }
    put(field, hasLater ? joined(field, parts) : whole)
  }
  if (wins(PRESENCE)) {
    clocks[PRESENCE] = clock
    deleted = operation.deleted
  }
  if (operation.deleted && wins(DELETION)) {
    clocks[DELETION] = clock
    for (const field of new Set(Object.keys(clocks).map(fieldOf))) {
      if (
        field === PRESENCE ||
        field === DELETION ||
        LASTING.has(field) ||
        (Object.hasOwn(clocks, field) && !wins(field))
      )
        continue
      Reflect.deleteProperty(clocks, field)
      settle(field, undefined)
    }
  }
  for (const [name, value] of Object.entries(operation.fields)) {
    const field = fieldOf(name)
    if (!wins(name) || !wins(field) || (!LASTING.has(field) && !wins(DELETION))) continue
    clocks[name] = clock
    if (field === name) settle(field, value ?? undefined)
    else {
      const parts = partsOf(field, fields[field])
      if (value === null) parts.delete(name.slice(field.length + 1))
      else parts.set(name.slice(field.length + 1), isThing(value) ? [value] : value)
      put(field, joined(field, parts))
    }
  }
  return { fields, clocks, deleted }
}

function isThing(value: Json): boolean {
  return typeof value === 'object' && !Array.isArray(value)
}
