// One thing that was said about a diary: what a device offers, what the log keeps, and what is answered for each.
import type { EntryName } from '../format/entry-shape.ts'

export type Entity = EntryName

/** JSON; `undefined` never. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Fields = { readonly [name: string]: Json }

/** As a device offers it. */
export interface OfferedOperation {
  /** UUIDv7, made by the device: the same operation sent again has the same. */
  readonly id: string
  readonly entity: Entity
  /** Of the thing it speaks of: a day's date, an attack's id; `person` for the person. */
  readonly key: string
  /** Only what is said; null takes a field away. A part of a field is said under its name, as `factors.stress` (parts.ts). */
  readonly fields: Fields
  /** The thing is gone. A later operation that says something of it brings it back. */
  readonly deleted: boolean
  /** The device's clock when it was said, ms since 1970: a claim. */
  readonly at: number
  /** The last place of the log that the device had seen then. */
  readonly seen: number
  /**
   * Only of what is offered again after a restore, as the log gave them before it: the place among what changes the same field, the device
   * that said it, which may be another than the one that sends, and the mark of who said it (author-mark.ts). All or none.
   */
  readonly effective?: number
  readonly device?: string
  readonly mark?: string
  /**
   * Only of what was said before a restore and not stored then, in place of `seen`, whose places are no more: the greatest `effective` of what
   * the device had seen.
   */
  readonly follows?: number
}

/** With who said it, where the server knows: a mark proves it, or its own log has it. No device says that. */
export interface AttributedOperation extends OfferedOperation {
  /** Counts only beside `effective`; null where it is not known. Left out, the sender says it. */
  readonly saidBy?: string | null
}

/** What a device sends at once. */
export interface Batch {
  readonly device: string
  /** The device's clock as it sends: tells how far it is off. */
  readonly sentAt: number
  readonly operations: readonly AttributedOperation[]
}

/** As the log keeps it. */
export interface StoredOperation extends OfferedOperation {
  readonly seq: number
  /** Microseconds since 1970 on the server's clock: which of two that change the same field wins. */
  readonly effective: number
  readonly device: string
  /** Null where it was offered again after a restore and nothing proves who said it. */
  readonly author: string | null
  readonly receivedAt: string
}

export type RefusalCode =
  | 'unknown-entity'
  | 'wrong-key'
  | 'unknown-field'
  | 'wrong-value'
  | 'incomplete' // what must be there for such a thing is not
  | 'id-reused' // another operation has this id
  | 'too-large'
  | 'not-yours'

/** One answer an operation, in the order in which they were sent. One that is refused never keeps the others back. */
export type OperationAnswer =
  | { readonly type: 'stored' | 'already-there'; readonly id: string; readonly seq: number; readonly effective: number }
  | {
      readonly type: 'refused'
      readonly id: string
      readonly code: RefusalCode
      readonly path: readonly (string | number)[]
      readonly value?: unknown
      readonly message: string
    }
