// Beginning the diary of a child, or of a person without an account: with the consent of who decides for them.
import { fail, redirect } from '@sveltejs/kit'
import { createDiary, currentText, giveConsent } from '@clearday/store'
import { asMe, outcomeFault } from '#lib/server/acting.ts'
import { readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const CONSENT = 'keep-diary-for-somebody'
const LONGEST_NAME = 200

export const load: PageServerLoad = (event) => {
  signedIn(event)
  return { consent: currentText(CONSENT, event.locals.language) }
}

export const actions: Actions = {
  default: async (event) => {
    signedIn(event)
    const said = await readForm(event.request)
    const kept = { who: said('who'), agree: said('agree') === 'on' }
    const faults: Fault[] = []
    if (kept.who === '' || kept.who.length > LONGEST_NAME) faults.push({ field: 'who', key: 'fault.somebody' })
    if (!kept.agree) faults.push({ field: 'agree', key: 'fault.agree' })
    if (faults.length > 0) return fail(400, { faults, kept })
    const { clock } = event.locals.clinic
    const answer = { text: CONSENT, version: Number(said('version')), language: said('language') } as const
    const begun = await asMe(event, async (transaction, access) => {
      // a text that has changed since is read first: no diary without its consent
      const current = currentText(CONSENT, answer.language)
      if (current.version !== answer.version || current.language !== answer.language) return null
      const made = await createDiary(transaction, access, 'proxy', clock(), kept.who)
      if (made.type === 'error') return made
      const { patient, access: wider } = made.value
      const given = await giveConsent(transaction, wider, { ...answer, patient }, clock())
      // thrown, so that nothing of it stays: all that could be wrong was looked at
      if (given.type === 'error') throw new Error(`a consent that was checked is refused: ${given.error.code}`)
      return made
    })
    if (begun === null) return fail(400, { faults: [{ field: 'agree', key: 'fault.agree' as const }], kept })
    const fault = outcomeFault(begun, 'who')
    if (fault !== null || begun.type === 'error') return fail(400, { faults: [fault as Fault], kept })
    redirect(303, `/account/data?diary=${begun.value.patient}`)
  },
}
