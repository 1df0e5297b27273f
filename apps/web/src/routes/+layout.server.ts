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
    who: session === null ? null : { name: session.name, email: session.email },
    roles,
    /** In which times are told. */
    // a page stands whatever the database holds
    zone: isZone(look.zone) ? look.zone : 'UTC',
  }
}
