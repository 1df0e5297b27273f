// What a device sends to be in step: the batch is refused as a whole where its frame is wrong, and operation by operation where those are.
import { z } from 'zod'
import { shortened, type OfferedOperation, type OperationAnswer } from '@clearday/store'

/** More than a device gathers in years offline; several requests carry the rest. */
export const MOST_OPERATIONS = 2000

export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'a UUID in small letters')
/** The year 2255: beyond it microseconds are no whole numbers any more. */
export const clock = z.int().min(-9_007_199_254_740).max(9_007_199_254_740)
const place = z.int().min(0)

const FRAME = z
  .strictObject({
    /** Of the server, as it was told the last time; null the first time. */
    epoch: uuid.nullable(),
    /** The last place of the log that the device has. */
    after: place,
    device: uuid,
    /** The device's clock as it sends, ms since 1970. */
    sentAt: clock,
    operations: z.array(z.unknown()),
    /** Who speaks, as the device knows it: where somebody else has signed in since, nothing is taken. */
    account: uuid.optional(),
  })
  .refine(({ epoch, after }) => epoch !== null || after === 0, {
    path: ['after'],
    error: 'a place belongs to an epoch: begin at 0 where none is known',
  })

/** Whatever is not of this kind could not even be looked up. Its meaning is judged by the store. */
const OPERATION = z
  .strictObject({
    id: uuid,
    entity: z.string().regex(/^[a-z-]{1,40}$/, 'the name of an entity'),
    key: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^\0\p{Cs}]*$/u, 'a text without characters that cannot be stored'),
    // not taken apart and put together again: what is stored is what was said
    fields: z.custom<OfferedOperation['fields']>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'an object with what is said',
    ),
    deleted: z.boolean(),
    at: clock,
    seen: place,
    // as the log gave them, where the operation is offered again after a restore
    effective: place.optional(),
    device: uuid.optional(),
    mark: z
      .string()
      .regex(/^[\w-]{43}$/, 'the mark that the log gave with it')
      .optional(),
    // where it was said before a restore and not stored then
    follows: place.optional(),
  })
  .refine(({ effective, device }) => (effective === undefined) === (device === undefined), {
    path: ['device'],
    error: 'what is offered again has the place and the device that the log gave with it; what is new has neither',
  })
  // what was handed out in part has no mark: nothing that is kept here is built of parts
  .refine(({ effective, mark }) => (effective === undefined) === (mark === undefined), {
    path: ['mark'],
    error: 'what is offered again has the mark that the log gave with it, and what is new has none',
  })

export interface BodyFault {
  readonly path: string
  readonly value?: unknown
  readonly message: string
}

export interface SyncRequest {
  readonly epoch: string | null
  readonly after: number
  readonly device: string
  readonly sentAt: number
  /** In the order in which they were sent: an operation, or the answer that it gets at once. */
  readonly offered: readonly (OfferedOperation | Refused)[]
  readonly account?: string | undefined
}

export type Refused = Extract<OperationAnswer, { readonly type: 'refused' }>

export type SyncBody =
  | { readonly type: 'ok'; readonly value: SyncRequest }
  | { readonly type: 'error'; readonly faults: readonly BodyFault[] }
  | { readonly type: 'too-many'; readonly sent: number }

/** O(size). At most 20 faults of the frame are told. */
export function readSyncBody(body: unknown): SyncBody {
  const frame = FRAME.safeParse(body)
  if (!frame.success)
    return { type: 'error', faults: frame.error.issues.slice(0, 20).map((issue) => faultOf(body, issue)) }
  const { operations, ...rest } = frame.data
  if (operations.length > MOST_OPERATIONS) return { type: 'too-many', sent: operations.length }
  return { type: 'ok', value: { ...rest, offered: operations.map(offeredOrRefused) } }
}

export function offeredOrRefused(given: unknown): OfferedOperation | Refused {
  const read = OPERATION.safeParse(given)
  if (read.success) return read.data as OfferedOperation
  const [issue] = read.error.issues
  const path = issue.path.filter((part) => typeof part !== 'symbol')
  const id = valueAt(given, ['id'])
  const code = path[0] === 'key' ? 'wrong-key' : path[0] === 'entity' ? 'unknown-entity' : 'wrong-value'
  return {
    type: 'refused',
    id: typeof id === 'string' ? id.slice(0, 100) : '',
    code,
    path,
    ...shown(valueAt(given, path)),
    message: `${path.join('.') || 'The operation'}: ${issue.message}.`,
  }
}

export function faultOf(body: unknown, { path, message }: z.core.$ZodIssue): BodyFault {
  const parts = path.filter((part) => typeof part !== 'symbol')
  return { path: parts.join('.'), ...shown(valueAt(body, parts)), message }
}

/** Of a long value the beginning is told back; the path says where it stands. */
function shown(value: unknown): { readonly value?: unknown } {
  return value === undefined ? {} : { value: shortened(value) }
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let found = value
  for (const part of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined
    found = (found as Record<string | number, unknown>)[part]
  }
  return found
}
