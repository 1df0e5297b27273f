// A feed of the clinic's calendar, for whoever has its address: calendars ask for it again and again, and are told where nothing changed.
import { createHash } from 'node:crypto'
import { calendarFeed } from '@clearday/scheduling'
import { asVisitor, openFeed, placesOfVisits } from '@clearday/store'
import { pace } from '#lib/server/site/pace.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { chosenTitle, entryOf } from '#lib/server/visit/calendar-entry.ts'
import { isLanguage, words } from '#lib/words/words.ts'
import type { RequestHandler } from './$types'

/** In a quarter of an hour of one network line: some services ask for the calendars of many people. */
const mayAsk = pace(600)
/** So often a calendar is asked to come again. */
const REFRESH_MINUTES = 60
const FOR_NO_INDEX = { 'x-robots-tag': 'noindex, nofollow' }

export const GET: RequestHandler = async ({ params, locals, request, getClientAddress }) => {
  const { clinic } = locals
  if (!mayAsk(getClientAddress(), clinic.clock()))
    return new Response('', { status: 429, headers: { ...FOR_NO_INDEX, 'retry-after': '900' } })
  const text = /^[\w-]{43}$/.test(params.token) ? await feedOf(clinic, params.token) : null
  if (text === null) return nothing()
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  const headers = { ...FOR_NO_INDEX, etag }
  if (isKnown(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  return new Response(text, {
    headers: {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="calendar.ics"',
    },
  })
}

/** The same for whatever opens nothing: a wrong address, one that was ended, and one of somebody who is here no more. */
function nothing(): Response {
  return new Response('There is no calendar here.\n', {
    status: 404,
    headers: { ...FOR_NO_INDEX, 'content-type': 'text/plain; charset=utf-8' },
  })
}

/** What stands between may have packed it, and says so before the mark or at its end. */
function isKnown(said: string | null, etag: string): boolean {
  return (said ?? '').split(',').some((one) => {
    const mark = one.trim().replace(/^W\//, '')
    return mark === '*' || mark.replace(/-(br|gzip)"$/, '"') === etag
  })
}

function feedOf(clinic: App.Locals['clinic'], token: string): Promise<string | null> {
  return asVisitor(clinic.app, async (transaction) => {
    const feed = await openFeed(transaction, token)
    if (feed === null) return null
    const language = isLanguage(feed.language) ? feed.language : 'en'
    const places = new Map((await placesOfVisits(transaction)).map((place) => [place.id, place]))
    const { clinic: named } = await masthead(transaction, clinic.origin, language)
    const url = feed.kind === 'patient' ? `${clinic.origin}/account/visits` : null
    const entries = feed.entries.map((one) =>
      entryOf(one, {
        ...{ origin: clinic.origin, clinicName: named.name, language, url },
        place: places.get(one.location) ?? null,
        title: chosenTitle(one, language),
      }),
    )
    return calendarFeed(entries, { name: words(language)('calendar.feed.name'), refreshMinutes: REFRESH_MINUTES })
  })
}
