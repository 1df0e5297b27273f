// The overview of an account: who it is, which diary is its own, moving to another address.
import { fail, redirect } from '@sveltejs/kit'
import { asPerson, createDiary, ownDiary } from '@clearday/store'
import { askSignIn, faultOf, isAddress, readForm, signedIn } from '#lib/server/sign-in.ts'
import { isLanguage } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { account, language: mailLanguage } = signedIn(event)
  const { diary, several } = await asPerson(event.locals.clinic.app, account, (_, access) => {
    const own = Object.values(access.capacities).filter((capacity) => capacity === 'self')
    return Promise.resolve({ diary: ownDiary(access), several: own.length > 1 })
  })
  return { diary, several, number: account, mailLanguage }
}

export const actions: Actions = {
  begin: async (event) => {
    const { account } = signedIn(event)
    const { app, clock } = event.locals.clinic
    await asPerson(app, account, (transaction, access) => createDiary(transaction, access, 'self', clock()))
    redirect(303, '/account')
  },
  language: async (event) => {
    signedIn(event)
    const said = (await readForm(event.request))('mailLanguage')
    if (!isLanguage(said)) return fail(400, { faults: [{ field: 'mailLanguage', key: 'fault.choose' as const }] })
    await askSignIn(event, '/language', { language: said })
    redirect(303, '/account')
  },
  address: async (event) => {
    signedIn(event)
    const kept = { newEmail: (await readForm(event.request))('newEmail') }
    if (!isAddress(kept.newEmail))
      return fail(400, { faults: [{ field: 'newEmail', key: 'fault.email' as const }], kept })
    const asked = await askSignIn(event, '/change-email', kept)
    if (asked.type === 'ok') return { sent: event.locals.session?.email ?? '' }
    return fail(400, { faults: [faultOf(asked, { first: 'newEmail' })], kept })
  },
}
