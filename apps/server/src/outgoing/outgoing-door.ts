// The one guarded door for every request to an address that a user gave: a calendar, a feed, a push endpoint. Without it the server could be
// made to ask on somebody's behalf what only it can reach: its database, its neighbours, the metadata service of a cloud.
//
// The name is resolved once, every address behind it is checked, and the connection is pinned to what was checked: a name that answers
// differently a moment later changes nothing. Each redirect goes through the same checks.
import { lookup } from 'node:dns/promises'
import { checkTarget, type Checked } from './check-target.ts'
import {
  refuse,
  type AllowedHeader,
  type DoorSettings,
  type Fetched,
  type Limits,
  type NetworkAddress,
  type OutgoingRequest,
} from './outgoing-request.ts'
import { requestPinned, type PinnedAnswer } from './pinned-request.ts'

/** Asks; whatever the other side does is an answer or an error with a code, never thrown. */
export type OutgoingDoor = (request: OutgoingRequest) => Promise<Fetched>

const MOST_REDIRECTS = 3
const MAX_BYTES = 5_000_000
const TIMEOUT_MS = 10_000

const fromSystem = async (name: string): Promise<readonly NetworkAddress[]> =>
  (await lookup(name, { all: true, order: 'verbatim' })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }))

/** In production: the system's resolver, https on port 443, public addresses. */
export const GUARDED: DoorSettings = { resolve: fromSystem }

/** @param settings none in production. */
export function outgoingDoor(settings: DoorSettings = GUARDED): OutgoingDoor {
  return async (request) => {
    const deadline = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS)
    const within = limits(request)
    let at: URL | null = null
    let next = request.url
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const target: Checked = await untilAborted(checkTarget(next, at, settings), deadline)
      if (target.type === 'error') return target
      const answered: PinnedAnswer = await requestPinned(
        target.value,
        headersFor(request, at, target.value.url),
        within,
        settings,
        deadline,
      )
      if (answered.type !== 'redirect') return answered
      if (within.method === 'POST') return refuse('redirect-of-post')
      at = target.value.url
      next = answered.location
    }
    return refuse('too-many-redirects')
  }
}

function limits({ method = 'GET', body, maxBytes = MAX_BYTES, contentTypes }: OutgoingRequest): Limits {
  return { method, body: body ?? null, maxBytes, contentTypes: contentTypes ?? null }
}

const HEADERS: ReadonlySet<string> = new Set<AllowedHeader>([
  'accept',
  'authorization',
  'content-encoding',
  'content-type',
  'if-modified-since',
  'if-none-match',
  'topic',
  'ttl',
  'urgency',
])

/** No cookies, ever; and what authorises does not follow a redirect to another origin. */
function headersFor(request: OutgoingRequest, from: URL | null, to: URL): Record<string, string> {
  const given = Object.entries(request.headers ?? {}).filter(
    ([name]) => HEADERS.has(name) && (name !== 'authorization' || from === null || from.origin === to.origin),
  )
  return { ...Object.fromEntries(given), 'accept-encoding': 'gzip', 'user-agent': 'Clearday' }
}

/** A resolver that never answers is a timeout too. */
function untilAborted<Value>(
  work: Promise<Value>,
  signal: AbortSignal,
): Promise<Value | Extract<Fetched, { type: 'error' }>> {
  return new Promise((resolve, reject) => {
    const timedOut = (): void => resolve(refuse('timeout'))
    if (signal.aborted) return timedOut()
    signal.addEventListener('abort', timedOut, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', timedOut))
  })
}
