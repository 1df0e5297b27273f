// The overview of an account: who it is, which diaries it writes, moving to another address.
import { fail, redirect } from '@sveltejs/kit'
import { asPerson, createDiary, currentText, giveConsent, renameOwnAccount, writtenDiaries } from '@clearday/store'
import { askSignIn, faultOf, isAddress, readForm, signedIn } from '#lib/server/sign-in.ts'
import { isLanguage } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const CONSENT = 'keep-diary'

export const load: PageServerLoad = async (event) => {
  const { account, language: mailLanguage } = signedIn(event)
  const diaries = await asPerson(event.locals.clinic.app, account, writtenDiaries)
  const own = diaries.find(({ relation }) => relation === 'self')
  const several = diaries.filter(({ relation }) => relation === 'self').length > 1
  const others = diaries.filter(({ relation }) => relation === 'proxy')
  return {
    diary: own?.patient ?? null,
    several,
    others,
    number: account,
    mailLanguage,
    consent: currentText(CONSENT, event.locals.language),
  }
}

export const actions: Actions = {
  begin: async (event) => {
    const { account } = signedIn(event)
    const { app, clock } = event.locals.clinic
    const said = await readForm(event.request)
    const consent = currentText(CONSENT, said('language'))
    // a text that has changed since is read first: no diary without its consent
    if (said('agree') !== 'on' || said('version') !== String(consent.version) || said('language') !== consent.language)
      return fail(400, { faults: [{ field: 'agree', key: 'fault.agree' as const }] })
    await asPerson(app, account, async (transaction, access) => {
      const made = await createDiary(transaction, access, 'self', clock())
      if (made.type === 'error') return
      const { patient, access: wider } = made.value
      const { version, language } = consent
      const given = await giveConsent(transaction, wider, { patient, text: CONSENT, version, language }, clock())
      // thrown, so that nothing of it stays: all that could be wrong was looked at
      if (given.type === 'error') throw new Error(`a consent that was checked is refused: ${given.error.code}`)
    })
    redirect(303, '/account')
  },
  name: async (event) => {
    const { account } = signedIn(event)
    const kept = { name: (await readForm(event.request))('name').trim() }
    if (kept.name === '' || kept.name.length > 200)
      return fail(400, { faults: [{ field: 'name', key: 'fault.name' as const }], kept })
    const asked = await askSignIn(event, '/name', kept)
    if (asked.type === 'error') return fail(400, { faults: [faultOf(asked, { first: 'name' })], kept })
    const { app, clock } = event.locals.clinic
    await asPerson(app, account, (transaction, access) => renameOwnAccount(transaction, access, kept.name, clock()))
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
