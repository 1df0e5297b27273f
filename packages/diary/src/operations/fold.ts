// What a log amounts to: each field has the value that was said last in the effective order. The same function everywhere, on every device.
import type { Fields, Json } from './operation.ts'

/** Who set a field: its place, and the device and operation that break ties. */
export type Clock = readonly [effective: number, device: string, id: string]

export interface EntryState {
  readonly fields: Fields
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

/** Negative if the first is earlier. Never 0 for two operations. */
export function compareClocks([a, deviceA, idA]: Clock, [b, deviceB, idB]: Clock): number {
  return a - b || (deviceA < deviceB ? -1 : deviceA > deviceB ? 1 : idA < idB ? -1 : idA > idB ? 1 : 0)
}

/**
 * An entry after one more operation. The order in which operations are folded does not matter. A thing is gone if the last word on it was a
 * deletion; its fields stay known, so that what is said later brings back only what was said later.
 */
export function fold(state: EntryState, operation: FoldedOperation): EntryState {
  const clock: Clock = [operation.effective, operation.device, operation.id]
  const fields: Record<string, Json> = { ...state.fields }
  const clocks: Record<string, Clock> = { ...state.clocks }
  let { deleted } = state
  const wins = (name: string): boolean => {
    const before = Object.hasOwn(clocks, name) ? clocks[name] : undefined
    return before === undefined || compareClocks(before, clock) < 0
  }
  if (wins(PRESENCE)) {
    clocks[PRESENCE] = clock
    deleted = operation.deleted
  }
  for (const [name, value] of Object.entries(operation.fields)) {
    if (!wins(name)) continue
    clocks[name] = clock
    if (value === null) Reflect.deleteProperty(fields, name)
    else fields[name] = value
  }
  return { fields, clocks, deleted }
}
