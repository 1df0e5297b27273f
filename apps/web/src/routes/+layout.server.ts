// What every page knows: the language, the light, and who is signed in.
import { asPerson } from '@clearday/store'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, url }) => {
  const { session, language, light, clinic } = locals
  const roles =
    session === null ? [] : await asPerson(clinic.app, session.account, (_, access) => Promise.resolve(access.roles))
  return {
    language,
    light,
    path: url.pathname,
    who: session === null ? null : { name: session.name, email: session.email },
    roles,
  }
}
