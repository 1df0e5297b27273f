// Pages that are the same for everybody: worked out once for each language and light, and held until something on the site changes.
import { ROUTE_HEADER } from '@clearday/web/services'
import { readerOf } from '../http/reader.ts'
import type { Asked } from '../http/mount.ts'
import {
  answerStored,
  chooseStored,
  compressed,
  etagOf,
  type ChosenAnswer,
  type StoredAnswer,
} from '../http/stored-answer.ts'

type Make = (forEverybody: () => void, shared: boolean) => Promise<Response>

export interface PageCache {
  /**
   * The page as it is held, else as it is made now.
   *
   * @param make it; calling `forEverybody` says that it depends on nothing but the address, the language and the light. What is not said to
   * be so is never held, and nobody who shows a cookie of a session, or any other, is given what is held. `shared`: it may be held, and the
   * version of the site that it is of was asked for within a second.
   */
  readonly answer: (request: Request, make: Make) => Promise<Response>
  /** The page as it is held, where it was asked within a second whether the site changed; null where `answer` must be asked. */
  readonly ready: (asked: Asked) => ChosenAnswer | null
}

/** What was published, corrected or withdrawn is seen at most this much later. */
const FRESH_MS = 1000
const ROOM_BYTES = 64_000_000
const LONGEST_ADDRESS = 300
/**
 * What behind the `?` a page that is held may depend on: what others add, such as networks that mark each link that is passed on, makes it
 * no other page.
 */
export const HELD_PARAMETERS: readonly string[] = ['page', 'topic']
const PREFERENCE = /^(__Host-)?(light=(auto|day|night|attack|attack-green|attack-grey)|language=(en|es))$/
/** Of the page itself; the door adds its own. */
const KEPT_HEADERS = [
  ...['content-type', 'content-disposition', 'content-security-policy', 'last-modified', 'referrer-policy', 'link'],
  ROUTE_HEADER,
]
const HELD = { 'cache-control': 'no-cache', vary: 'accept-encoding, accept-language, cookie' }

/** @param versionOf the site: a page of another version is made anew. @param clock ms since 1970. @param room bytes that are held at most. */
export function pageCache(versionOf: () => Promise<string>, clock: () => number, room = ROOM_BYTES): PageCache {
  const held = new Map<string, StoredAnswer>()
  const making = new Map<string, Promise<StoredAnswer | Response>>()
  let bytes = 0
  let version = { is: '', askedAt: -Infinity }
  let asking: Promise<void> | null = null

  function fresh(): Promise<void> {
    asking ??= (async () => {
      try {
        const askedAt = clock()
        const is = await versionOf()
        if (is !== version.is) {
          held.clear()
          bytes = 0
        }
        version = { is, askedAt }
      } finally {
        asking = null
      }
    })()
    return asking
  }

  function keep(key: string, answer: StoredAnswer): void {
    bytes += sizeOf(answer)
    held.set(key, answer)
    for (const [oldest, { bodies }] of held) {
      if (bytes <= room) break
      bytes -= sizeOf({ bodies })
      held.delete(oldest)
    }
  }

  /** The one that was asked for longest ago goes first. */
  function knownAs(key: string): StoredAnswer | undefined {
    const known = held.get(key)
    if (known !== undefined) {
      held.delete(key)
      held.set(key, known)
    }
    return known
  }

  return {
    ready(asked) {
      if (clock() - version.askedAt >= FRESH_MS) return null
      const key = keyOf(asked)
      const known = key === null ? undefined : knownAs(key)
      return known === undefined ? null : chooseStored(asked.headers, known)
    },
    async answer(request, make) {
      const key = keyOf(request)
      const nothing = (): void => undefined
      if (key === null) return make(nothing, false)
      if (clock() - version.askedAt >= FRESH_MS) await fresh()
      const known = knownAs(key)
      if (known !== undefined) return answerStored(request.headers, known)
      if (request.method === 'HEAD') return make(nothing, true)
      // many who ask for the same at once wait for one
      const waited = making.get(`${version.is} ${key}`)
      if (waited !== undefined) {
        const made = await waited
        return made instanceof Response ? make(nothing, true) : answerStored(request.headers, made)
      }
      const of = version.is
      const work = makeStored(make)
      making.set(`${of} ${key}`, work)
      try {
        const made = await work
        if (made instanceof Response) return made
        if (of === version.is && !held.has(key)) keep(key, made)
        return answerStored(request.headers, made)
      } finally {
        making.delete(`${of} ${key}`)
      }
    },
  }
}

/** Null for what is never held: a change, a long address, and whoever has a cookie that says more than a language and a light. */
function keyOf(request: Request | Asked): string | null {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null
  const { pathname, searchParams } = new URL(request.url)
  // what scripts of the framework would ask for holds what they name alone; no page of ours has one
  if (pathname.endsWith('/__data.json')) return null
  const said = HELD_PARAMETERS.map((name) => [name, searchParams.get(name)]).filter(([, value]) => value !== null)
  const path = said.length === 0 ? pathname : `${pathname}?${JSON.stringify(said)}`
  if (path.length > LONGEST_ADDRESS) return null
  const cookies = (request.headers.get('cookie') ?? '').split(';').map((one) => one.trim())
  const names = cookies.map((one) => one.split('=', 1)[0])
  // what could be read in two ways is read in one only: a name twice, or a value that is none of ours, chooses the page of nobody else
  if (new Set(names).size < names.length || !cookies.every((one) => one === '' || PREFERENCE.test(one))) return null
  const { language, light } = readerOf(request)
  return `${language} ${light} ${path}`
}

async function makeStored(make: Make): Promise<StoredAnswer | Response> {
  let everybodys = false
  const response = await make(() => {
    everybodys = true
  }, true)
  if (!everybodys || response.status !== 200 || response.headers.getSetCookie().length > 0) return response
  const body = new Uint8Array(await response.arrayBuffer())
  const headers = Object.fromEntries([...response.headers].filter(([name]) => KEPT_HEADERS.includes(name)))
  // a picture is as short as it gets
  const bodies = headers['content-type'].startsWith('image/') ? { identity: body } : await compressed(body)
  return { bodies, etag: etagOf(body), headers: { ...headers, ...HELD } }
}

function sizeOf({ bodies }: Pick<StoredAnswer, 'bodies'>): number {
  return Object.values(bodies).reduce((sum, { length }) => sum + length, 0)
}
