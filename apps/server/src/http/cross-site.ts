// Changes come from our own pages: what a browser sends from another site's page is refused, besides cookies that do not travel there.
import { problem } from './problem.ts'

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Null if the request may go on.
 *
 * A browser says where a change comes from in Sec-Fetch-Site (over HTTPS and on this machine) and in Origin; under the referrer policy of
 * our pages a form's Origin is "null". What says neither is no browser, so no browser's cookies are misused.
 *
 * Source: Fetch standard, "append a request Origin header"; Fetch Metadata, W3C working draft.
 */
export function refuseOtherSites(request: Request, origins: ReadonlySet<string>): Response | null {
  if (READING.has(request.method)) return null
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const siteIsOurs = site === null || site === 'same-origin' || site === 'none'
  const originIsOurs = origin === null || origins.has(origin) || (origin === 'null' && site === 'same-origin')
  return siteIsOurs && originIsOurs
    ? null
    : problem(403, 'other-site', 'This change was sent from a page of another address, so it was not made.')
}
