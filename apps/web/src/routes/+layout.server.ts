// What every page knows: the language, the light, who is signed in, and the clinic's time zone.
import { asPerson, isZone } from '@clearday/store'
import { lookOf, themeVersion } from '#lib/server/site/look.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, platform, url }) => {
  const { session, language, light, clinic } = locals
  const roles =
    session === null ? [] : await asPerson(clinic.app, session.account, (_, access) => Promise.resolve(access.roles))
  const look = platform?.look ?? (await lookOf(clinic, session !== null))
  return {
    clinicName: look.name === '' ? 'Clearday' : look.name,
    logo: look.logo,
    theme: themeVersion(look),
    language,
    light,
    path: url.pathname,
    back: wayBack(url),
    who: session === null ? null : { name: session.name, email: session.email },
    roles,
    /** In which times are told. */
    // a page stands whatever the database holds
    zone: isZone(look.zone) ? look.zone : 'UTC',
  }
}

/**
 * Where a choice of light or language leads back to: the page with what was searched for, and no more of what stands behind the `?`. A page
 * that is held for everybody depends on `page` and `topic` alone; the two that keep more are made anew for each reader.
 */
function wayBack({ pathname, searchParams }: URL): string {
  const more = pathname === '/search' ? ['q'] : /^\/articles\/[^/]+\/comments$/.test(pathname) ? ['answer'] : []
  const kept = ['page', 'topic', ...more]
  const asked = new URLSearchParams(
    kept.flatMap((name) => {
      const value = searchParams.get(name)
      return value === null ? [] : [[name, value]]
    }),
  ).toString()
  return asked === '' ? pathname : `${pathname}?${asked}`
}
