// The files of the pages: read once, handed out compressed as the browser takes them, kept by it for good where their name changes with them.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Asked } from '../http/mount.ts'
import {
  answerStored,
  chooseStored,
  CODINGS,
  etagOf,
  type ChosenAnswer,
  type StoredAnswer,
} from '../http/stored-answer.ts'

/** A file by its path; null where there is none. */
export interface Assets {
  readonly answer: (request: Request) => Response | null
  readonly ready: (asked: Asked) => ChosenAnswer | null
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  icc: 'application/vnd.iccprofile',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
  woff: 'font/woff',
}
/** A year, without asking again: the name of such a file holds the hash of what is in it. */
const UNCHANGING = 'public, max-age=31536000, immutable'
/** Asked for again each time, and answered in a line where nothing changed. */
const ASK_AGAIN = 'no-cache'

/**
 * @param folder with the files and, beside each, those that the build compressed. @param unchanging paths: what lies below them never changes
 * under its name. All are held in memory: they are few and small.
 */
export function readAssets(folder: string, unchanging: readonly string[]): Assets {
  const assets = new Map<string, StoredAnswer>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = TYPES[/\.(\w+)$/.exec(name)?.[1] ?? '']
    const file = join(folder, name)
    if (type === undefined || statSync(file).isDirectory()) continue
    const path = `/${name.split(sep).join('/')}`
    const bodies = Object.fromEntries(
      CODINGS.filter(([, ending]) => existsSync(file + ending)).map(([coding, ending]) => [
        coding,
        new Uint8Array(readFileSync(file + ending)),
      ]),
    )
    assets.set(path, {
      bodies,
      etag: etagOf(readFileSync(file)),
      headers: {
        'content-type': type,
        'cache-control': unchanging.some((below) => path.startsWith(below)) ? UNCHANGING : ASK_AGAIN,
        vary: 'accept-encoding',
        // a worker lives by the policy of its own file
        ...(path.endsWith('/service-worker.js') && {
          'content-security-policy': "default-src 'none'; connect-src 'self'",
        }),
      },
    })
  }
  return {
    answer: (request) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') return null
      const asset = assets.get(new URL(request.url).pathname)
      return asset === undefined ? null : answerStored(request.headers, asset)
    },
    ready: ({ url, headers }) => {
      const asset = assets.get(url.pathname)
      return asset === undefined ? null : chooseStored(headers, asset)
    },
  }
}
