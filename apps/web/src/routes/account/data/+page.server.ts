// What was agreed to about a diary, and erasing it with what is removed and what must be kept.
import { fail, redirect } from '@sveltejs/kit'
import {
  CONSENT_IDS,
  consentsFor,
  consentsOf,
  currentText,
  decidesOn,
  giveConsent,
  keptRecords,
  withdrawConsent,
  type ConsentId,
} from '@clearday/store'
import { outcomeFault, said as saidFault } from '#lib/server/acting.ts'
import { chosenDiary, onChosenDiary, onShownDiary } from '#lib/server/chosen-diary.ts'
import { proveFirst, readForm, signedIn } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  signedIn(event)
  const { language, clinic } = event.locals
  const chosen = await chosenDiary(event)
  const about = await onShownDiary(event, async (transaction, access, patient) => {
    const standing = await consentsOf(transaction, patient)
    const texts = consentsFor(chosen.diary?.patientHasAccount ?? true).map((id) => {
      const last = standing.find(({ text }) => text === id)
      return {
        ...currentText(id, language),
        given: last?.given === true && !last.outdated ? last.at : null,
        of: last?.version,
      }
    })
    const decides = await decidesOn(transaction, access, patient)
    return { texts, decides, kept: await keptRecords(transaction, patient, clinic.clock()) }
  })
  return { ...chosen, about }
}

function isConsent(text: string): text is ConsentId {
  return (CONSENT_IDS as readonly string[]).includes(text)
}

export const actions: Actions = {
  consent: async (event) => {
    const said = await readForm(event.request)
    const text = said('text')
    if (!isConsent(text)) return fail(400, { faults: [{ field: 'consents', key: 'fault.choose' as const }] })
    const withdrawn = said('answer') !== 'give'
    // a diary is kept because its person wants it kept: who does not want that any more has it erased
    if (withdrawn && text.startsWith('keep-diary'))
      return fail(400, { faults: [{ field: 'consents', key: 'data.consent.keep' as const }] })
    const { clock } = event.locals.clinic
    const answer = { text, version: Number(said('version')), language: said('language') }
    const outcome = await onChosenDiary(event, async (transaction, access, patient) =>
      !withdrawn
        ? giveConsent(transaction, access, { ...answer, patient }, clock())
        : withdrawConsent(transaction, access, { ...answer, patient }, clock()),
    )
    const fault = outcomeFault(outcome, 'consents', { 'not-found': 'refused.text-changed' })
    const ended = text === 'clinic-reads-diary' && outcome?.type === 'ok' ? outcome.value?.ended : undefined
    return fault === null ? { done: true, ended } : fail(400, { faults: [fault] })
  },
  erase: async (event) => {
    const by = signedIn(event)
    if (!by.fresh) redirect(303, proveFirst(event))
    if ((await readForm(event.request))('confirm') !== 'on')
      return fail(400, { faults: [{ field: 'confirm', key: 'fault.confirm' as const }] })
    const patient = await onChosenDiary(event, (_transaction, _access, chosen) => Promise.resolve(chosen))
    const ofOther = (await chosenDiary(event)).diary?.relation === 'proxy'
    const erased = patient === null ? null : await event.locals.clinic.eraseDiary(by, patient)
    if (erased === null) return fail(400, { faults: [{ field: 'confirm', key: 'account.diary.none' as const }] })
    if (erased.type !== 'ok') return fail(400, { faults: [saidFault(erased.error, 'confirm')] })
    const { removed, kept } = erased.value
    return { ofOther, removed: Object.entries(removed), kept }
  },
}
