// The link by which somebody without an account manages one visit: it says which, for whom and until when, sealed by the installation.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { isUuid } from '@clearday/store'

/** What a link opens: an appointment to move or cancel, a request for an evaluation, a time that the waiting list offers, a place on that list. */
export type VisitPurpose = 'appointment' | 'request' | 'offer' | 'waiting'

export interface VisitLink {
  /** Of the appointment, request or offer. */
  readonly id: string
  /** The person it was made for, who must still be the one; null where there is none yet. Told by the page's own query, not by the link alone. */
  readonly person: string | null
  /** ms since 1970; whole seconds are kept. */
  readonly until: number
}

export type VisitLinkRead =
  | { readonly type: 'ok'; readonly link: VisitLink }
  /** `not-ours`: this installation did not make it, or not for this. `over`: it did, and its time is over. */
  | { readonly type: 'error'; readonly code: 'not-ours' | 'over' }

const NOBODY = '00000000-0000-0000-0000-000000000000'
/** Two ids and five bytes of seconds. */
const BYTES = 16 + 16 + 5
const SHAPE = /^([\w-]{50})([\w-]{43})$/

/**
 * The address of the page, such as `/visit/appointment/…`. Whoever has it can do what it opens: it goes to the person alone, and the page asks by
 * GET and acts by POST, so that a preview changes nothing.
 */
export function visitUrl(origin: string, secret: string, purpose: VisitPurpose, link: VisitLink): string {
  return new URL(`/visit/${purpose}/${visitToken(secret, purpose, link)}`, origin).href
}

/** The last part of the address. @throws where an id is none: a fault of the program. */
export function visitToken(secret: string, purpose: VisitPurpose, { id, person, until }: VisitLink): string {
  const written = Buffer.alloc(BYTES)
  for (const [place, one] of [id, person ?? NOBODY].entries()) {
    if (!isUuid(one)) throw new TypeError('a link is made for an id')
    written.set(Buffer.from(one.replaceAll('-', ''), 'hex'), 16 * place)
  }
  written.writeUIntBE(Math.floor(until / 1000), 32, 5)
  const said = written.toString('base64url')
  return said + sealed(secret, purpose, said)
}

/**
 * What such a part opens. Only what the installation sealed is told to be over, so that nothing can be learned by trying.
 *
 * @param purpose of the page that asks: a link for one opens no other. @param now ms since 1970. Never throws.
 */
export function readVisitToken(secret: string, purpose: VisitPurpose, token: string, now: number): VisitLinkRead {
  const [, said = '', seal = ''] = SHAPE.exec(token) ?? []
  const [given, right] = [Buffer.from(seal), Buffer.from(sealed(secret, purpose, said))]
  if (given.length !== right.length || !timingSafeEqual(given, right)) return { type: 'error', code: 'not-ours' }
  const written = Buffer.from(said, 'base64url')
  const until = written.readUIntBE(32, 5) * 1000
  if (now >= until) return { type: 'error', code: 'over' }
  const person = uuidAt(written, 16)
  return { type: 'ok', link: { id: uuidAt(written, 0), person: person === NOBODY ? null : person, until } }
}

/**
 * What the database asks for before it changes a visit for somebody without an account: the same for as long as the visit lives, whichever link is
 * read, and known to nobody but the installation. @param id as in the link. 32 bytes.
 */
export function visitProof(secret: string, purpose: VisitPurpose, id: string): Uint8Array {
  return createHmac('sha256', secret).update(`proof ${purpose} ${id.toLowerCase()}`).digest()
}

function uuidAt(written: Buffer, place: number): string {
  const digits = written.toString('hex', place, place + 16)
  return [0, 8, 12, 16, 20].map((from, part) => digits.slice(from, [8, 12, 16, 20, 32][part])).join('-')
}

function sealed(secret: string, purpose: VisitPurpose, said: string): string {
  return createHmac('sha256', secret).update(`visit ${purpose} ${said}`).digest('base64url')
}
