// Counts how often public pages are read, in memory, and hands the numbers on now and then: no request waits for it, and nothing about who reads
// is looked at beyond whether it is a person's browser.
import type { ViewCount } from '@clearday/store'

interface Viewed {
  readonly method: string
  readonly url: string | URL
  readonly headers: Pick<Headers, 'get'>
}

export interface ViewCounter {
  /** To be called with every answer of the pages. */
  readonly count: (request: Viewed, status: number) => void
  /** Hands on what was counted. What cannot be handed on is kept for the next time; it does not throw. */
  readonly flush: () => Promise<void>
  /** The same for the last time. */
  readonly end: () => Promise<void>
}

/** Programs that say so themselves; and whatever does not call itself a browser. */
const PROGRAM =
  /bot|crawl|spider|slurp|preview|scan|monitor|check|fetch|curl|wget|python|java\/|http-client|okhttp|axios|headless|lighthouse|feed|rss|archiv|validator/i
const BROWSER = /^Mozilla\/5\.0 \(/

/** Addresses of pages that everybody may read, as they are counted: without what stands behind a `?`, and none of staff or accounts. */
const PUBLIC =
  /^\/(?:(?:articles|topics|people|treatments|locations)(?:\/[a-z0-9-]{1,120}(?:\/comments)?)?|search|paper-diary|evaluation|follow|about|privacy|accessibility|imprint)?$/

/** More pages than a clinic has; beyond them nothing is added until the next time. */
const MOST = 5000
const EVERY_MS = 30_000

/** @param clock ms since 1970. @param add see `addViews`. @param fault what went wrong with it. */
export function viewCounter(
  clock: () => number,
  add: (counted: readonly ViewCount[]) => Promise<void>,
  fault: (error: unknown) => void,
): ViewCounter {
  let counted = new Map<string, ViewCount>()
  const put = (day: string, path: string, views: number): void => {
    const key = `${day} ${path}`
    const before = counted.get(key)
    if (before === undefined && counted.size >= MOST) return
    counted.set(key, { day, path, views: (before?.views ?? 0) + views })
  }
  let running: Promise<void> = Promise.resolve()
  const flush = (): Promise<void> =>
    (running = running.then(async () => {
      const batch = counted
      if (batch.size === 0) return
      counted = new Map()
      try {
        await add([...batch.values()])
      } catch (error) {
        fault(error)
        for (const { day, path, views } of batch.values()) put(day, path, views)
      }
    }))
  const timer = setInterval(() => void flush(), EVERY_MS)
  timer.unref()
  return {
    count(request, status) {
      if (status !== 200 && status !== 304) return
      const path = readPath(request)
      if (path !== null) put(new Date(clock()).toISOString().slice(0, 10), path, 1)
    },
    flush,
    end: async () => {
      clearInterval(timer)
      await flush()
    },
  }
}

/** The page that a person asked to read; null for programs, looks ahead, who is signed in, and what is no public page. */
function readPath({ method, url, headers }: Viewed): string | null {
  if (method !== 'GET') return null
  const agent = headers.get('user-agent') ?? ''
  if (!BROWSER.test(agent) || PROGRAM.test(agent)) return null
  if (/prefetch|preview/i.test(`${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''}`)) return null
  const destination = headers.get('sec-fetch-dest')
  if (destination !== null && destination !== 'document') return null
  if (/(?:^|[;\s])(?:__Host-)?clearday\.session_token=/.test(headers.get('cookie') ?? '')) return null
  const path = new URL(url).pathname.replace(/(?<=.)\/$/, '')
  return PUBLIC.test(path) ? path : null
}
