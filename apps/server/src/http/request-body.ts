// Bodies of requests, read whole before anything acts on them, up to a limit each and a limit for all that are being read.
import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { problem } from './problem.ts'

export type BodyRead =
  { readonly type: 'ok'; readonly bytes: Buffer } | { readonly type: 'too-large' | 'busy' | 'broken-off' }

export interface BodyReader {
  /** @param peer the network address that sends it. @param most bytes. */
  readonly read: (request: IncomingMessage, peer: string, most: number) => Promise<BodyRead>
}

export interface BodyLimits {
  /** Bytes of all bodies that are held at a time. */
  readonly bytes: number
  /** Bytes of one network address. */
  readonly bytesOfOnePeer: number
  /** Bodies up to this many bytes have so much room beyond, which no large one takes. */
  readonly small: { readonly bytes: number; readonly room: number }
  /** Bodies that are being read at a time, in all and of one network address. */
  readonly atOnce: number
  readonly ofOnePeer: number
  /** ms without a byte after which a body counts as broken off. */
  readonly idleMs: number
}

export function bodyReader(
  limits: BodyLimits,
): BodyReader & { readonly release: (peer: string, bytes: number) => void } {
  let held = 0
  let reading = 0
  const byPeer = new Map<string, number>()
  const bytesOf = new Map<string, number>()
  const count = (peer: string, bytes: number): void => {
    held += bytes
    const own = (bytesOf.get(peer) ?? 0) + bytes
    if (own === 0) bytesOf.delete(peer)
    else bytesOf.set(peer, own)
  }
  const begin = (peer: string): boolean => {
    const own = byPeer.get(peer) ?? 0
    if (reading >= limits.atOnce || own >= limits.ofOnePeer) return false
    reading++
    byPeer.set(peer, own + 1)
    return true
  }
  const end = (peer: string): void => {
    reading--
    const own = (byPeer.get(peer) ?? 1) - 1
    if (own === 0) byPeer.delete(peer)
    else byPeer.set(peer, own)
  }
  return {
    release(peer, bytes) {
      count(peer, -bytes)
    },
    async read(request, peer, most) {
      const said = request.headers['content-length']
      if (said !== undefined && Number(said) > most) return { type: 'too-large' }
      if (!begin(peer)) return { type: 'busy' }
      const chunks: Buffer[] = []
      let size = 0
      const drop = (type: 'too-large' | 'busy' | 'broken-off'): BodyRead => {
        count(peer, -size)
        return { type }
      }
      // whoever sends nothing for so long sends nothing more
      const idle = setTimeout(() => request.destroy(), limits.idleMs)
      try {
        for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
          idle.refresh()
          size += chunk.length
          count(peer, chunk.length)
          if (size > most) return drop('too-large')
          const room = size <= limits.small.bytes ? limits.bytes + limits.small.room : limits.bytes
          const own = bytesOf.get(peer) ?? 0
          if (held > room || (own > limits.bytesOfOnePeer && size > limits.small.bytes)) return drop('busy')
          chunks.push(chunk)
        }
      } catch {
        return drop('broken-off')
      } finally {
        clearTimeout(idle)
        end(peer)
      }
      return { type: 'ok', bytes: chunks.length === 1 ? chunks[0] : Buffer.concat(chunks) }
    },
  }
}

/** Deeper than anything that is sent, and shallow enough for whatever walks through it. */
const DEEPEST_JSON = 32

export type JsonRead =
  { readonly type: 'ok'; readonly value: unknown } | { readonly type: 'error'; readonly answer: Response }

/** The body as JSON. Errors: 415, 400 not-utf8, not-json, too-deep. */
export async function readJson(request: Request): Promise<JsonRead> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0].trim().toLowerCase()
  if (type !== 'application/json')
    return refuse(problem(415, 'not-json', 'Send JSON, with the header Content-Type: application/json.'))
  const bytes = Buffer.from(await request.arrayBuffer())
  if (!isUtf8(bytes))
    return refuse(
      problem(400, 'not-utf8', `The body is no UTF-8 text from byte ${firstBroken(bytes)} on. Nothing was stored.`),
    )
  const text = bytes.toString('utf8')
  const deep = tooDeepAt(text)
  if (deep !== null)
    return refuse(
      problem(
        400,
        'too-deep',
        `At character ${deep} lists and objects stand more than ${DEEPEST_JSON} deep in each other.`,
      ),
    )
  try {
    return { type: 'ok', value: JSON.parse(text) as unknown }
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1]
    const where = at === undefined ? '' : ` at character ${at}`
    return refuse(problem(400, 'malformed-json', `The body is no JSON: it cannot be read${where}. Nothing was stored.`))
  }
}

function refuse(answer: Response): JsonRead {
  return { type: 'error', answer }
}

/** Read with a stand-in for what is broken and written again, the text differs first where it is. */
function firstBroken(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'))
  return bytes.findIndex((byte, at) => byte !== again[at])
}

/** The place of the first bracket that stands too deep; null if none does. O(length), without building anything. */
function tooDeepAt(text: string): number | null {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === 0x5c) at++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST_JSON) return at
    } else if (code === 0x5d || code === 0x7d) depth--
  }
  return null
}
