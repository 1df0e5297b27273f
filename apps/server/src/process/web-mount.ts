// The pages behind the door: their files, and everything else that is no program's address answered by the built app in this process.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { siteState, type SiteState } from '@clearday/store'
import { ROUTE_HEADER, type ClinicServices } from '@clearday/web/services'
import type { Mount } from '../http/mount.ts'
import type { ViewCounter } from '../readers/count-views.ts'
import { pageCache } from './page-cache.ts'
import { diaryShell } from './diary-shell.ts'
import { readAssets } from './web-assets.ts'

/** What the adapter writes: the app as a function of Web requests, and which files belong to it. */
interface BuiltApp {
  readonly server: {
    readonly init: (options: { readonly env: Record<string, string> }) => Promise<void>
    readonly respond: (
      request: Request,
      options: {
        readonly platform: {
          readonly clinic: ClinicServices
          readonly look: SiteState['look'] | null
          readonly forEverybody: () => void
        }
        readonly getClientAddress: () => string
      },
    ) => Promise<Response>
  }
  readonly app_path: string
}

/** Where a file is brought along, which may be larger than a form: the page says how large, and this is a little more. */
const BRINGING = { under: '/account/data/bring', bytes: 42_000_000 }

/** @param folder of `builtWeb`. The environment of the process is kept from the app: it gets what it needs by name. @param clock ms since 1970. */
export async function webMount(
  folder: string,
  clinic: ClinicServices,
  clock: () => number,
  views: Pick<ViewCounter, 'count'>,
): Promise<Mount> {
  const { server, app_path } = (await import(pathToFileURL(join(folder, 'adapter-node.js')).href)) as BuiltApp
  await server.init({ env: {} })
  const assets = readAssets(join(folder, 'client'), [`/${app_path}/immutable/`, '/diary/assets/'])
  const shell = diaryShell(join(folder, 'client'))
  let look: SiteState['look'] | null = null
  const cache = pageCache(async () => {
    const state = await siteState(clinic.app)
    look = state.look
    return state.version
  }, clock)
  return {
    name: 'page',
    bodies: { ...BRINGING, from: async (request) => (await clinic.sessionOf(request)) !== null },
    ready: (asked) => {
      if (isForPrograms(asked.url.pathname)) return null
      const file = assets.ready(asked)
      if (file !== null) return { ...file, route: 'asset' }
      const held = cache.ready(asked)
      if (held === null) return null
      views.count(asked, held.status)
      const { [ROUTE_HEADER]: page = '', ...headers } = held.headers
      return { ...held, headers, route: page === '' ? 'page' : page }
    },
    handle: async (request, { peer, route }) => {
      // whoever asks there is a program: it is told in its own way that there is nothing, never with a page
      if (isForPrograms(new URL(request.url).pathname)) return null
      const file = assets.answer(request)
      if (file !== null) {
        route('asset')
        return file
      }
      const diary = shell(request)
      if (diary !== null) {
        route('/diary')
        return diary
      }
      const answer = await cache.answer(request, (forEverybody, shared) =>
        server.respond(asOfOurs(request), {
          platform: { clinic, look: shared ? look : null, forEverybody },
          getClientAddress: () => peer,
        }),
      )
      views.count(request, answer.status)
      // its headers may be immutable, and the door adds its own
      const own = new Response(answer.body, answer)
      // the pattern of the page, of which there are as many as pages: never the address, which names people
      const page = own.headers.get(ROUTE_HEADER) ?? ''
      if (page !== '') route(page)
      own.headers.delete(ROUTE_HEADER)
      return own
    },
  }
}

/** Whether a path belongs to the interface of programs, where nothing is a page. */
export function isForPrograms(pathname: string): boolean {
  return pathname === '/api' || pathname.startsWith('/api/')
}

/**
 * The server is reached under several names (localhost, 127.0.0.1), and the door has already refused forms of other sites' pages: what comes
 * from one of our own is shown to the app as what it is.
 */
function asOfOurs(request: Request): Request {
  const origin = request.headers.get('origin')
  const { origin: own } = new URL(request.url)
  if (origin === null || origin === own) return request
  const headers = new Headers(request.headers)
  headers.set('origin', own)
  return new Request(request, { headers })
}
