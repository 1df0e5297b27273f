// One request to addresses that were checked, over a connection of its own, with limits on everything that comes back.
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { createGunzip } from 'node:zlib'
import { mayAsk, type Target } from './check-target.ts'
import { refuse, type DoorSettings, type Fetched, type Limits, type NetworkAddress } from './outgoing-request.ts'

/** Of all headers of an answer, in bytes. */
const MAX_HEADERS = 16_384

export type PinnedAnswer = Fetched | { readonly type: 'redirect'; readonly location: string }

/** Never throws for what the other side does. Certificates are checked against the name, as ever. */
export function requestPinned(
  { url, addresses }: Target,
  headers: Readonly<Record<string, string>>,
  within: Limits,
  settings: DoorSettings,
  deadline: AbortSignal,
): Promise<PinnedAnswer> {
  return new Promise((resolve) => {
    if (deadline.aborted) return resolve(refuse('timeout'))
    const secure = url.protocol === 'https:'
    const options = {
      method: within.method,
      headers: {
        ...headers,
        ...(within.body === null ? {} : { 'content-length': String(within.body.length) }),
      },
      lookup: pinned(addresses),
      // connections are not kept: each is checked
      agent: secure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false }),
      maxHeaderSize: MAX_HEADERS,
      signal: deadline,
      ...(settings.unguarded?.ca === undefined ? {} : { ca: settings.unguarded.ca }),
    }
    const request = secure ? httpsRequest(url, options) : httpRequest(url, options)
    const end = (answer: PinnedAnswer): void => {
      resolve(answer)
      request.destroy()
    }
    request.on('error', (error) => end(refuse(deadline.aborted ? 'timeout' : codeOf(error))))
    request.on('socket', (socket) =>
      socket.once('connect', () => {
        // what the lookup was told is what was connected to
        if (!mayAsk(socket.remoteAddress ?? '', settings)) end(refuse('not-public'))
      }),
    )
    request.on('response', (response) => {
      const { statusCode = 0 } = response
      const { location } = response.headers
      if ([301, 302, 303, 307, 308].includes(statusCode) && location !== undefined)
        return end({ type: 'redirect', location })
      void readAnswer(response, url, within, deadline).then(end)
    })
    request.end(within.body)
  })
}

function pinned(addresses: readonly NetworkAddress[]): LookupFunction {
  return (_, { all }, callback) => {
    if (all === true)
      callback(
        null,
        addresses.map((one) => ({ ...one })),
      )
    else callback(null, addresses[0].address, addresses[0].family)
  }
}

async function readAnswer(
  response: IncomingMessage,
  url: URL,
  { maxBytes, contentTypes }: Limits,
  deadline: AbortSignal,
): Promise<Fetched> {
  const { headers, statusCode = 0 } = response
  const contentType = (headers['content-type'] ?? '').split(';')[0].trim().toLowerCase()
  const good = statusCode >= 200 && statusCode < 300
  if (good && statusCode !== 204 && contentTypes !== null && !contentTypes.includes(contentType))
    return refuse('content-type')
  // a size that is claimed is not believed, but one that is too large is enough
  if (Number(headers['content-length'] ?? 0) > maxBytes) return refuse('too-large')
  const packed = (headers['content-encoding'] ?? 'identity').toLowerCase()
  if (packed !== 'identity' && packed !== 'gzip') return refuse('bad-answer')
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of unpacked(response, packed)) {
      size += chunk.length
      if (size > maxBytes) return refuse('too-large')
      chunks.push(chunk)
    }
  } catch {
    return refuse(deadline.aborted ? 'timeout' : 'bad-answer')
  }
  const text = (name: 'etag' | 'last-modified' | 'retry-after'): string | null => headers[name] ?? null
  return {
    type: 'ok',
    value: {
      ...{ status: statusCode, contentType, body: Buffer.concat(chunks), url: url.href },
      ...{ etag: text('etag'), lastModified: text('last-modified'), retryAfter: text('retry-after') },
    },
  }
}

/** Unpacked piece by piece: what is small and unpacks to much is left as soon as it is too much. */
function unpacked(response: IncomingMessage, packed: 'identity' | 'gzip'): AsyncIterable<Buffer> {
  if (packed === 'identity') return response
  const unpacking = createGunzip()
  response.on('error', (error) => unpacking.destroy(error))
  return response.pipe(unpacking)
}

function codeOf(error: Error): 'certificate' | 'bad-answer' | 'no-connection' {
  const { code = '' } = error as NodeJS.ErrnoException
  if (/^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME)/.test(code)) return 'certificate'
  return code.startsWith('HPE_') ? 'bad-answer' : 'no-connection'
}
