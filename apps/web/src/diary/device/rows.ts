// What a device keeps of one diary: entries as they stand, what was said and is not sent, the log as far as it was seen. One database a diary.
import type {
  CheckedRefusal,
  Clock,
  Entity,
  EntryState,
  Fields,
  OfferedOperation,
  StoredOperation,
} from '@clearday/diary/operations'
import type Dexie from 'dexie'
import type { EntityTable, Table } from 'dexie'

export interface EntryRow {
  readonly entity: Entity
  readonly key: string
  /** As it is shown: what the server knows, and on top of it what was said here and is not sent. */
  readonly fields: Fields
  readonly deleted: boolean
  /** What the server's log amounts to, with who won. */
  readonly confirmed: EntryState
  /** `2026-03` for each month it touches, and `open` for what has not ended. Empty for what has no days. */
  readonly months: readonly string[]
  readonly firstDay: string | null
  readonly lastDay: string | null
  /** How many operations about it are not sent. */
  readonly unsent: number
}

export interface OutboxRow {
  /** Given by the database, in the order of saying. */
  readonly place?: number
  readonly id: string
  readonly entity: Entity
  readonly key: string
  readonly operation: OfferedOperation
  /** Its place among what changes the same field, as far as this device can tell before the server says it. */
  readonly clock: Clock
  /** Offered again after a restore of the server: it was sent once. */
  readonly again: boolean
  /** Why the server did not take it; it is kept until the person decides. */
  readonly refused?: CheckedRefusal
  /** Waits until other devices have offered what it builds on. */
  readonly waits?: boolean
}

/** Without `seq` after a restore of the server, until the log that came of it says where it stands now. */
export type LogRow = Omit<StoredOperation, 'seq' | 'author' | 'receivedAt'> & {
  readonly seq: number | null
  readonly author: string | null
  readonly mark: string
}

/** One row, so that it changes as one. */
export interface DeviceState {
  readonly name: 'state'
  readonly device: string
  /** The last time that was given to anything, ms since 1970: it never goes back. */
  readonly used: number
  readonly epoch: string | null
  /** The last place of the log that was seen. */
  readonly seq: number
  /** The greatest order among what was seen, in microseconds. */
  readonly latest: number
  /** After a restore of the server, until all that was kept is offered and the whole log seen. */
  readonly restoring: boolean
  /** The server erased this diary: what lies here is its only copy. */
  readonly erased: boolean
  /** All of it is elsewhere: in the account's diary, or locked. Nothing is said in it any more, and it is about to be deleted. */
  readonly moved?: boolean
  /** When the server last answered, ms since 1970. */
  readonly synced: number | null
}

/** A choice that belongs to this diary on this device and is not part of the diary. */
export interface ChoiceRow {
  readonly name: string
  readonly value: unknown
}

export type DiaryDatabase = Dexie & {
  readonly entries: Table<EntryRow, [string, string]>
  readonly outbox: EntityTable<OutboxRow, 'place'>
  readonly log: Table<LogRow, string>
  readonly state: Table<DeviceState, 'state'>
  readonly choices: Table<ChoiceRow, string>
}
