// The shell of the diary app: one page for all its addresses, the same for everybody, with nothing of a person in it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerStored, etagOf } from '../http/stored-answer.ts'

const UNDER = '/diary/'

/** No inline script and no inline style; what the app asks, it asks here. `blob:` is a picture or file that was made on the device. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** @param folder with the built files of the pages. @returns null for what is no page of the app; a missing file of it is none either. */
export function diaryShell(folder: string): (request: Request) => Response | null {
  const page = readFileSync(join(folder, 'diary', 'index.html'))
  const stored = {
    bodies: { identity: new Uint8Array(page) },
    etag: etagOf(page),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': POLICY,
      'referrer-policy': 'same-origin',
      vary: 'accept-encoding',
    },
  }
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    const { pathname } = new URL(request.url)
    if (pathname === '/diary') return new Response(null, { status: 308, headers: { location: UNDER } })
    // a name with a dot is a file that is not there
    return pathname.startsWith(UNDER) && !/\.\w+$/.test(pathname) ? answerStored(request.headers, stored) : null
  }
}
