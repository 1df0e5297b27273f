// The pages behind the door: files that never change under their name, and everything else answered by the built app in this process.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ClinicServices } from '@clearday/web/services'
import type { Mount } from '../http/mount.ts'

/** What the adapter writes: the app as a function of Web requests, and which files belong to it. */
interface BuiltApp {
  readonly server: {
    readonly init: (options: { readonly env: Record<string, string> }) => Promise<void>
    readonly respond: (
      request: Request,
      options: { readonly platform: { readonly clinic: ClinicServices }; readonly getClientAddress: () => string },
    ) => Promise<Response>
  }
  readonly app_path: string
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}
const UNCHANGING = 'public, max-age=31536000, immutable'

/** @param folder of `builtWeb`. The environment of the process is kept from the app: it gets what it needs by name. */
export async function webMount(folder: string, clinic: ClinicServices): Promise<Mount> {
  const { server, app_path } = (await import(pathToFileURL(join(folder, 'adapter-node.js')).href)) as BuiltApp
  await server.init({ env: {} })
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  return {
    name: 'page',
    handle: async (request, { peer, route }) => {
      const { pathname } = new URL(request.url)
      const type = TYPES[/\.(\w+)$/.exec(pathname)?.[1] ?? '']
      if (type !== undefined && (request.method === 'GET' || request.method === 'HEAD')) {
        const bytes = readAsset(files, join(folder, 'client'), pathname)
        if (bytes !== null) {
          route('asset')
          const cache = pathname.startsWith(`/${app_path}/immutable/`) ? UNCHANGING : 'no-cache'
          return new Response(bytes, { headers: { 'content-type': type, 'cache-control': cache } })
        }
      }
      const answer = await server.respond(asOfOurs(request), { platform: { clinic }, getClientAddress: () => peer })
      // its headers may be immutable, and the door adds its own
      return new Response(answer.body, answer)
    },
  }
}

function readAsset(
  files: Map<string, Uint8Array<ArrayBuffer>>,
  folder: string,
  pathname: string,
): Uint8Array<ArrayBuffer> | null {
  if (!/^(\/[\w-][\w.-]*)+$/.test(pathname)) return null
  const known = files.get(pathname)
  if (known !== undefined) return known
  const path = join(folder, pathname)
  if (!existsSync(path)) return null
  const bytes = new Uint8Array(readFileSync(path))
  files.set(pathname, bytes)
  return bytes
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
