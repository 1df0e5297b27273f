// The door: Node's HTTP server with limits on everything that is sent, Web requests and responses behind it, and an orderly end.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { placesOf, type Log } from '../logs/log.ts'
import { networkAddresses } from './network-addresses.ts'
import { refuseOtherSites } from './cross-site.ts'
import type { Mount, ReadyAnswer, RequestContext } from './mount.ts'
import { answerSender } from './answers.ts'
import { page } from './page.ts'
import { problem } from './problem.ts'
import { bodyReader, type BodyRead } from './request-body.ts'
import { addSecurityHeaders, withSecurityHeaders } from './security-headers.ts'

export interface Door {
  /** Made once the address is known; who asks before is told that the server is starting. */
  readonly mounts: (origin: string) => Promise<readonly Mount[]>
  readonly host: string
  readonly port: number
  /** Try the ports after it if it is taken. */
  readonly nextPorts: boolean
  /** The address that people type; null for the one that is listened on. */
  readonly origin: string | null
  readonly trustedProxies: number
  readonly tls: { readonly cert: string; readonly key: string; readonly lasting: boolean } | null
  readonly log: Log
  /** Called for each answer; `seconds` until its last byte was handed on. */
  readonly answered: (route: string, method: string, status: number, seconds: number) => void
  /** An answer for a fault that is no bug, such as a database that is away; null for bugs. */
  readonly knownFault: (error: unknown) => Response | null
}

export interface Listening {
  readonly origin: string
  readonly port: number
  /** Takes no more requests, lets those that run finish for at most so long, then breaks them off. */
  readonly close: (patienceMs: number) => Promise<void>
}

export type Listened =
  | { readonly type: 'ok'; readonly value: Listening }
  | { readonly type: 'error'; readonly error: { readonly code: string; readonly message: string } }

/** The address of who asks, told to handlers in a header that nobody else can send. */
export const PEER_HEADER = 'x-clearday-peer'

const BODY_BYTES = 1_000_000
const BODIES = {
  ...{ bytes: 256_000_000, bytesOfOnePeer: 96_000_000, small: { bytes: BODY_BYTES, room: 256_000_000 } },
  ...{ atOnce: 2000, ofOnePeer: 500, idleMs: 10_000 },
}
const ANSWERS = { bytes: 512_000_000, ofOnePeer: 128_000_000, idleMs: 15_000, bytesPerMs: 10 }
/** Of requests that have been read whole. */
const REQUESTS_AT_ONCE = 2000
const PORTS_TRIED = 20

const LIMITS = {
  maxHeaderSize: 16_384,
  // whoever sends a byte now and then holds a connection no longer than this
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 2_000,
} as const

/** What is read of a body that is refused, so that its sender gets to reading the answer. */
const DRAINED_BYTES = 64_000_000
const DRAINED_MS = 5_000

/** Errors: port-taken, not-allowed, no-such-address, bad-certificate. */
export async function listen(door: Door): Promise<Listened> {
  const serve = requestListener(door, () => origins)
  let origins: ReadonlySet<string> = new Set()
  let server: ReturnType<typeof createServer>
  try {
    server =
      door.tls === null
        ? createServer(LIMITS, serve.onRequest)
        : createSecureServer({ ...LIMITS, cert: door.tls.cert, key: door.tls.key }, serve.onRequest)
  } catch {
    const message = 'The certificate and its key cannot be used: both must be PEM and belong together.'
    return { type: 'error', error: { code: 'bad-certificate', message } }
  }
  server.on('clientError', brokenRequest)
  const bound = await bind(server, door)
  if (bound !== null) return bound
  const { port } = server.address() as AddressInfo
  const own = ownOrigins(door, port)
  origins = new Set(door.origin === null ? own : [door.origin])
  serve.origin = door.origin ?? own[0]
  try {
    serve.mounts = await door.mounts(serve.origin)
  } catch (error) {
    server.close()
    server.closeAllConnections()
    throw error
  }
  return {
    type: 'ok',
    value: {
      origin: serve.origin,
      port,
      close: async (patienceMs) => {
        const closed = once(server, 'close')
        serve.ending = true
        server.close()
        server.closeIdleConnections()
        await Promise.race([closed, wait(patienceMs, undefined, { ref: false })])
        server.closeAllConnections()
        await closed
      },
    },
  }
}

async function bind(
  server: ReturnType<typeof createServer>,
  { host, port, nextPorts }: Door,
): Promise<Listened | null> {
  const last = port === 0 || !nextPorts ? port : Math.min(port + PORTS_TRIED, 65_535)
  for (let tried = port; ; tried++) {
    const failed = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve)
      server.listen(tried, host, () => {
        server.off('error', resolve)
        resolve(null)
      })
    })
    if (failed === null) return null
    if (failed.code === 'EADDRINUSE' && tried < last) continue
    const ports = last > port ? `The ports ${port} to ${last} are` : `Port ${port} is`
    const words: Readonly<Record<string, readonly [string, string]>> = {
      EADDRINUSE: ['port-taken', `${ports} taken by another program. Set CLEARDAY_PORT to one that is free.`],
      EACCES: [
        'not-allowed',
        `Port ${port} may not be listened on by this account. Set CLEARDAY_PORT to 1024 or more.`,
      ],
    }
    const [code, message] = words[failed.code ?? ''] ?? [
      'no-such-address',
      `${host} cannot be listened on (${failed.code ?? 'unknown'}). Set CLEARDAY_HOST to an address of this machine.`,
    ]
    return { type: 'error', error: { code, message } }
  }
}

/** The first is the one that is shown: a name where there is one, because browsers keep no passkey for a number. */
function ownOrigins({ host, tls }: Door, port: number): readonly [string, ...string[]] {
  const scheme = tls === null ? 'http' : 'https'
  const named = (name: string): string =>
    new URL(`${scheme}://${name.includes(':') ? `[${name}]` : name}:${port}`).origin
  const everywhere = host === '0.0.0.0' || host === '::'
  const known = everywhere || host === '127.0.0.1' || host === '::1'
  const others = everywhere ? networkAddresses() : []
  return [named(known ? 'localhost' : host), ...['localhost', '127.0.0.1', '::1', ...others].map(named)]
}

interface Serving {
  origin: string
  /** null until they are made. */
  mounts: readonly Mount[] | null
  ending: boolean
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void
}

function requestListener(door: Door, origins: () => ReadonlySet<string>): Serving {
  const bodies = bodyReader(BODIES)
  const answers = answerSender(ANSWERS)
  let running = 0
  const lastingHttps = door.origin?.startsWith('https:') === true && (door.tls === null || door.tls.lasting)

  async function answer(
    incoming: IncomingMessage,
    context: RequestContext,
    said: { held: number; counted: boolean },
  ): Promise<Response> {
    const { mounts } = serving
    if (mounts === null) return busy()
    const path = incoming.url ?? ''
    const method = incoming.method ?? ''
    if (!path.startsWith('/') || !URL.canParse(serving.origin + path))
      return problem(400, 'bad-address', 'The address of the request cannot be read.')
    if (/^(CONNECT|TRACE|TRACK)$/.test(method))
      return problem(405, 'method-not-allowed', 'This method is not taken.', { headers: { allow: 'GET, HEAD, POST' } })
    const headers = webHeaders(incoming, context.peer)
    const url = new URL(serving.origin + path)
    const refused = mounts.some(
      ({ fromAnywhere }) => fromAnywhere !== undefined && url.pathname.startsWith(fromAnywhere),
    )
      ? null
      : refuseOtherSites(new Request(url, { method, headers }), origins())
    if (refused !== null) return refused
    const large = mounts.find(({ bodies: own }) => own !== undefined && url.pathname.startsWith(own.under))?.bodies
    const most = large?.bytes ?? BODY_BYTES
    const hasBody =
      incoming.headers['content-length'] !== undefined || incoming.headers['transfer-encoding'] !== undefined
    // beyond what everybody may send nothing is read of who is not signed in
    const short = Number(incoming.headers['content-length'] ?? Infinity) <= BODY_BYTES
    if (hasBody && large !== undefined && !short && !(await large.from(new Request(url, { method, headers }))))
      return problem(401, 'no-session', 'Sign in first: there is no session, or it has ended. Nothing was read.')
    const body: BodyRead = hasBody
      ? await bodies.read(incoming, context.peer, most)
      : { type: 'ok', bytes: Buffer.alloc(0) }
    if (body.type !== 'ok') return bodyRefused(body.type, most, headers.get('accept') ?? '')
    said.held = body.bytes.length
    if (!mounts.some(({ always }) => always?.includes(url.pathname))) {
      if (running >= REQUESTS_AT_ONCE) return busy()
      running++
      said.counted = true
    }
    const withBody = method !== 'GET' && method !== 'HEAD' && hasBody
    const request = new Request(url, { method, headers, ...(withBody && { body: new Uint8Array(body.bytes) }) })
    for (const { name, handle } of mounts) {
      const answered = await handle(request, context)
      if (answered !== null) {
        if (context.name === '') context.route(name)
        return answered
      }
    }
    return problem(404, 'not-found', 'There is nothing at this address.')
  }

  /** What lies ready and is only read: nothing is made of the request for it. */
  function readyFor({ method, url: path = '', headers }: IncomingMessage): ReadyAnswer | null {
    const { mounts } = serving
    if (mounts === null || serving.ending || (method !== 'GET' && method !== 'HEAD') || !path.startsWith('/'))
      return null
    if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) return null
    const url = URL.parse(serving.origin + path)
    if (url === null) return null
    const get = (name: string): string | null => {
      const said = headers[name]
      return typeof said === 'string' ? said : null
    }
    for (const { ready } of mounts) {
      const answered = ready?.({ method, url, headers: { get } }) ?? null
      if (answered !== null) return answered
    }
    return null
  }

  async function sendReady(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    { status, headers, body, route }: ReadyAnswer,
  ): Promise<void> {
    const begun = performance.now()
    const id = randomUUID()
    const bytes = incoming.method === 'HEAD' ? null : body
    const peer = peerOf(incoming, door.trustedProxies)
    const kept = answers.keep(peer, bytes?.length ?? 0)
    try {
      if (kept && !outgoing.destroyed) {
        const length = bytes === null ? {} : { 'content-length': String(bytes.length) }
        outgoing.writeHead(status, { ...withSecurityHeaders(headers, lastingHttps), ...length, 'x-request-id': id })
        // a head alone fits into what the system takes: nobody waits for who reads it
        if (bytes === null) outgoing.end()
        else {
          answers.limitTime(outgoing, bytes.length)
          const sent = new Promise<void>((resolve) => outgoing.once('close', resolve).once('finish', resolve))
          outgoing.end(bytes)
          await sent
        }
      } else if (!kept) {
        const refused = busy()
        await write(incoming, outgoing, refused, id, Buffer.from(await refused.arrayBuffer()))
      }
    } finally {
      if (kept) answers.release(peer, bytes?.length ?? 0)
      told(id, route, incoming.method ?? '', kept ? status : 503, performance.now() - begun)
    }
  }

  function told(id: string, route: string, method: string, status: number, ms: number): void {
    door.answered(route, method, status, ms / 1000)
    door.log.info('request', { request: id, method, route, status, ms: Math.round(ms * 10) / 10 })
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const lying = readyFor(incoming)
    if (lying !== null) return sendReady(incoming, outgoing, lying)
    const begun = performance.now()
    const id = randomUUID()
    let route = ''
    const context: RequestContext = {
      id,
      peer: peerOf(incoming, door.trustedProxies),
      get name() {
        return route
      },
      route: (name) => {
        route = name
      },
    }
    const said = { held: 0, counted: false }
    let response: Response
    try {
      response = await answer(incoming, context, said)
    } catch (error) {
      const known = door.knownFault(error)
      if (known === null) door.log.error('fault', { request: id, route, ...placesOf(error) })
      response =
        known ??
        problem(500, 'fault', 'Something is wrong with the server, not with what you sent. Nothing was changed.', {
          fields: { request: id },
        })
    }
    try {
      await send(incoming, outgoing, response, context)
    } finally {
      if (said.counted) running--
      bodies.release(context.peer, said.held)
      const known = route === '' ? 'none' : route
      told(id, known, incoming.method ?? '', response.status, performance.now() - begun)
    }
  }

  async function send(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    made: Response,
    { id, peer }: RequestContext,
  ): Promise<void> {
    const whole = made.body === null || incoming.method === 'HEAD' ? null : Buffer.from(await made.arrayBuffer())
    const kept = answers.keep(peer, whole?.length ?? 0)
    const response = kept ? made : busy()
    const bytes = kept ? whole : Buffer.from(await response.arrayBuffer())
    try {
      await write(incoming, outgoing, response, id, bytes)
    } finally {
      if (kept) answers.release(peer, whole?.length ?? 0)
    }
  }

  async function write(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    response: Response,
    id: string,
    bytes: Buffer | null,
  ): Promise<void> {
    const { headers } = response
    addSecurityHeaders(headers, lastingHttps)
    headers.set('x-request-id', id)
    // a body that was not read to its end: the connection cannot carry another request
    const unread = !incoming.readableEnded && !incoming.complete
    if (serving.ending || unread) headers.set('connection', 'close')
    const list: [string, string | string[]][] = [...headers].filter(([name]) => name !== 'set-cookie')
    const cookies = headers.getSetCookie()
    if (cookies.length > 0) list.push(['set-cookie', cookies])
    if (bytes !== null) list.push(['content-length', String(bytes.length)])
    if (outgoing.destroyed) return
    answers.limitTime(outgoing, bytes?.length ?? 0)
    outgoing.writeHead(response.status, Object.fromEntries(list))
    if (unread) {
      outgoing.write(bytes ?? Buffer.alloc(0))
      await drain(incoming)
    }
    const sent = new Promise<void>((resolve) => outgoing.once('close', resolve).once('finish', resolve))
    outgoing.end(unread ? undefined : (bytes ?? undefined))
    await sent
  }

  const serving: Serving = {
    origin: '',
    mounts: null,
    ending: false,
    onRequest: (incoming, outgoing) => {
      handle(incoming, outgoing).catch((error: unknown) => {
        door.log.error('fault', placesOf(error))
        outgoing.destroy()
      })
    },
  }
  return serving
}

function busy(): Response {
  return problem(503, 'busy', 'The server has too much to do. Try again in a few seconds.', {
    headers: { 'retry-after': '5' },
  })
}

function bodyRefused(type: 'too-large' | 'busy' | 'broken-off', most: number, accept: string): Response {
  if (type === 'busy') return busy()
  // a form of a page: who sent it reads no JSON
  if (type === 'too-large' && accept.includes('text/html')) return page('Too large', tooLarge(most), { status: 413 })
  return type === 'too-large'
    ? problem(413, 'body-too-large', `The body may have ${most} bytes. Send it in several parts. Nothing was stored.`, {
        fields: { limit: most },
      })
    : problem(400, 'broken-off', 'The body ended before it was whole. Nothing was stored.')
}

function tooLarge(most: number): string {
  return `<h1>This is too large</h1><p>What is sent here may have ${Math.floor(most / 1_000_000)} MB. Nothing was stored. Go back and choose a smaller file.</p>`
}

function webHeaders(incoming: IncomingMessage, peer: string): Headers {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct))
    for (const value of values ?? []) headers.append(name, value)
  headers.set(PEER_HEADER, peer)
  return headers
}

/** The address before the proxies that are ours: what stands left of it in X-Forwarded-For is only claimed. */
function peerOf(incoming: IncomingMessage, proxies: number): string {
  const direct = incoming.socket.remoteAddress ?? ''
  if (proxies === 0) return direct
  const said = incoming.headersDistinct['x-forwarded-for'] ?? []
  const chain = [...said.flatMap((line) => line.split(',')).map((one) => one.trim()), direct]
  return chain[Math.max(0, chain.length - 1 - proxies)]
}

async function drain(incoming: IncomingMessage): Promise<void> {
  let size = 0
  const enough = new Promise<void>((resolve) => {
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > DRAINED_BYTES) resolve()
    })
    incoming
      .once('end', resolve)
      .once('close', resolve)
      .once('error', () => resolve())
  })
  incoming.resume()
  await Promise.race([enough, wait(DRAINED_MS, undefined, { ref: false })])
}

/** What is no HTTP, or has too many headers, or came too slowly: answered here, because no request came of it. */
function brokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, words] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'The headers of the request are too long.']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'The request came too slowly.']
        : ['400 Bad Request', 'This is no HTTP request.']
  const body = JSON.stringify({
    type: 'about:blank',
    status: Number(status.slice(0, 3)),
    code: 'bad-request',
    detail: words,
  })
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
