// An answer that is held ready: in each coding that browsers take, and with a mark by which they know that they have it already.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export const CODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
  ['identity', ''],
] as const
export type Coding = (typeof CODINGS)[number][0]

export interface StoredAnswer {
  /** By coding; `identity` is always there. */
  readonly bodies: Readonly<Partial<Record<Coding, Uint8Array<ArrayBuffer>>>>
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
}

export function etagOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, 22)
}

/** Somewhat slower to make than to send as it is, and a quarter as long: for what is sent more than once. */
const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
}

/** Some milliseconds for a page, beside what else is done. */
export async function compressed(body: Uint8Array<ArrayBuffer>): Promise<StoredAnswer['bodies']> {
  const [br, gz] = await Promise.all([promisify(brotliCompress)(body, BROTLI), promisify(gzip)(body)])
  return { br: new Uint8Array(br), gzip: new Uint8Array(gz), identity: body }
}

export interface ChosenAnswer {
  readonly status: 200 | 304
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer> | null
}

/** As the browser takes it; 304 where it has it. @param asked its headers. */
export function chooseStored(asked: Pick<Headers, 'get'>, { bodies, etag, headers }: StoredAnswer): ChosenAnswer {
  const taken = asked.get('accept-encoding') ?? ''
  const [coding] = CODINGS.find(([one]) => bodies[one] !== undefined && takes(taken, one)) ?? CODINGS[2]
  const given = { ...headers, etag: `"${etag}-${coding}"` }
  const known = (asked.get('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known.includes(given.etag)) return { status: 304, headers: given, body: null }
  return {
    status: 200,
    headers: coding === 'identity' ? given : { ...given, 'content-encoding': coding },
    body: bodies[coding] ?? null,
  }
}

/** The same as a whole answer. */
export function answerStored(asked: Pick<Headers, 'get'>, stored: StoredAnswer): Response {
  const { status, headers, body } = chooseStored(asked, stored)
  return new Response(body, { status, headers })
}

/** Whether a browser that says `br, gzip;q=0` takes a coding. */
function takes(said: string, coding: Coding): boolean {
  if (coding === 'identity') return true
  return said.split(',').some((one) => {
    const [name, ...more] = one.split(';').map((part) => part.trim().toLowerCase())
    return name === coding && !more.some((part) => /^q=0(\.0*)?$/.test(part))
  })
}
