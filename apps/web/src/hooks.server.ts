// Every request: who asks, in which language and light; and the headers that every page carries.
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import { isLight, schemeOf } from '#lib/lights.ts'
import { readPreference } from '#lib/server/preference-cookies.ts'
import { languageOf } from '#lib/words/words.ts'
import { ROUTE_HEADER } from './services.ts'

/** What remains open to staff who have no second step yet: setting one up, signing out, language and light. */
const BEFORE_SECOND_STEP =
  /^\/(account\/(security(\/.*)?|prove|sign-in|sign-out|second-step|stop-recovery)|preferences|_app\/.*|enhance\/.*)$/

export const handle: Handle = async ({ event, resolve }) => {
  const { cookies, locals, platform, request, url } = event
  if (platform === undefined) throw new Error('The pages are only served by Clearday itself.')
  const light = readPreference(cookies, url, 'light')
  locals.clinic = platform.clinic
  locals.light = isLight(light) ? light : 'auto'
  locals.language = languageOf(readPreference(cookies, url, 'language'), request.headers.get('accept-language'))
  locals.setCookies = []
  locals.status = null
  locals.forEverybody = false
  locals.session = await platform.clinic.sessionOf(request)
  if (locals.session !== null) locals.setCookies.push(...locals.session.setCookies)
  const missing = locals.session?.asksFor ?? null
  if (missing !== null && !BEFORE_SECOND_STEP.test(event.url.pathname)) {
    const location = missing === 'passkey' ? '/account/security/passkey' : '/account/security/second-step'
    const headers = { location, 'cache-control': 'no-store', [ROUTE_HEADER]: event.route.id ?? '' }
    return new Response(null, { status: 303, headers })
  }
  const resolved = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%clearday.language%', locals.language)
        .replace('%clearday.light%', locals.light)
        .replace('%clearday.scheme%', schemeOf(locals.light)),
  })
  const response =
    locals.status === null
      ? resolved
      : new Response(resolved.body, { status: locals.status, headers: resolved.headers })
  for (const cookie of locals.setCookies) response.headers.append('set-cookie', cookie)
  // no other site hears where somebody was; our own forms say where they come from, which the protection against other sites' forms needs
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('cache-control', 'no-store')
  response.headers.set(ROUTE_HEADER, event.route.id ?? '')
  if (locals.forEverybody && locals.session === null) platform.forEverybody()
  return response
}

/** What is shown of a fault: nothing of what went wrong inside. The process logs its place. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return {}
  event.platform?.clinic.fault(error)
  return { message: 'fault' }
}
