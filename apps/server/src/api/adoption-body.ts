// What a device sends to have its diary adopted: its whole log. No patient's id has a place in it: the server issues that.
import { z } from 'zod'
import type { OfferedOperation } from '@clearday/store'
import { clock, faultOf, offeredOrRefused, uuid, type BodyFault, type Refused } from './sync-body.ts'

/** Years of a diary that was tried without an account; what is more goes through the sync address, once there is a diary. */
export const MOST_ADOPTED = 20_000

const ASKED = z.strictObject({
  device: uuid,
  /** The device's clock as it sends, ms since 1970. */
  sentAt: clock,
  operations: z.array(z.unknown()),
  /** Whose the diary becomes, as the device knows it: where somebody else has signed in since, nothing is taken. */
  account: uuid.optional(),
})

/** What the person saw in the preview and agreed to. */
const AGREED = z.strictObject({
  ...ASKED.shape,
  into: z.enum(['new', 'own']),
  /** To the text `keep-diary`, where a diary is made: in the version and language that were read. */
  consent: z.strictObject({ version: z.int().min(1), language: z.enum(['en', 'es']) }).optional(),
})

export interface AdoptionRequest {
  readonly device: string
  readonly sentAt: number
  /** Null where only a preview is asked for. */
  readonly into: 'new' | 'own' | null
  readonly consent: { readonly version: number; readonly language: 'en' | 'es' } | null
  /** In the order in which they were sent: an operation, or the answer that it gets at once. */
  readonly offered: readonly (OfferedOperation | Refused)[]
  readonly account?: string | undefined
}

export type AdoptionBody =
  | { readonly type: 'ok'; readonly value: AdoptionRequest }
  | { readonly type: 'error'; readonly faults: readonly BodyFault[] }
  | { readonly type: 'too-many'; readonly sent: number }

/** O(size). At most 20 faults of the frame are told. */
export function readAdoptionBody(body: unknown, agreed: boolean): AdoptionBody {
  const frame = agreed ? AGREED.safeParse(body) : ASKED.safeParse(body)
  if (!frame.success)
    return { type: 'error', faults: frame.error.issues.slice(0, 20).map((issue) => faultOf(body, issue)) }
  const { device, sentAt, operations, account } = frame.data
  if (operations.length > MOST_ADOPTED) return { type: 'too-many', sent: operations.length }
  const { into = null, consent = null } = frame.data as Partial<z.infer<typeof AGREED>>
  return { type: 'ok', value: { device, sentAt, into, consent, account, offered: operations.map(offeredOrRefused) } }
}
