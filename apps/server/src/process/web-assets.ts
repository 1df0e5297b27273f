// The files of the pages: read once, handed out compressed as the browser takes them, kept by it for good where their name changes with them.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'

/** A file by its path; null where there is none. */
export type Assets = (request: Request) => Response | null

interface Asset {
  /** By coding; `identity` is always there. */
  readonly bodies: Readonly<Partial<Record<Coding, Uint8Array<ArrayBuffer>>>>
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
}

const CODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
  ['identity', ''],
] as const
type Coding = (typeof CODINGS)[number][0]

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}
/** A year, without asking again: the name of such a file holds the hash of what is in it. */
const UNCHANGING = 'public, max-age=31536000, immutable'
/** Asked for again each time, and answered in a line where nothing changed. */
const ASK_AGAIN = 'no-cache'

/**
 * @param folder with the files and, beside each, those that the build compressed. @param unchanging a path: what lies below never changes
 * under its name. All are held in memory: they are few and small.
 */
export function readAssets(folder: string, unchanging: string): Assets {
  const assets = new Map<string, Asset>()
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
      etag: createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 22),
      headers: {
        'content-type': type,
        'cache-control': path.startsWith(unchanging) ? UNCHANGING : ASK_AGAIN,
        vary: 'accept-encoding',
      },
    })
  }
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    const asset = assets.get(new URL(request.url).pathname)
    return asset === undefined ? null : answer(request.headers, asset)
  }
}

function answer(asked: Headers, { bodies, etag, headers }: Asset): Response {
  const taken = asked.get('accept-encoding') ?? ''
  const [coding] = CODINGS.find(([one]) => bodies[one] !== undefined && takes(taken, one)) ?? CODINGS[2]
  const given = { ...headers, etag: `"${etag}-${coding}"` }
  const known = (asked.get('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known.includes(given.etag)) return new Response(null, { status: 304, headers: given })
  return new Response(bodies[coding] ?? null, {
    headers: coding === 'identity' ? given : { ...given, 'content-encoding': coding },
  })
}

/** Whether a browser that says `br, gzip;q=0` takes a coding. */
function takes(said: string, coding: Coding): boolean {
  if (coding === 'identity') return true
  return said.split(',').some((one) => {
    const [name, ...more] = one.split(';').map((part) => part.trim().toLowerCase())
    return name === coding && !more.some((part) => /^q=0(\.0*)?$/.test(part))
  })
}
