// Who may open one's diary and who has looked; opening it, and ending each access.
import { fail, type RequestEvent } from '@sveltejs/kit'
import {
  beginCareRelationship,
  careRelationships,
  consents,
  createShareLink,
  currentText,
  endCareRelationship,
  endProxy,
  giveConsent,
  inviteProxy,
  isUuid,
  namesOf,
  practitionersHere,
  proxiesOf,
  renewProxy,
  revokeShareLink,
  shareLinksOf,
  shownKinds,
  whoLooked,
} from '@clearday/store'
import { together } from '#lib/words/looked.ts'
import { endOf, isDay, outcomeFault } from '#lib/server/acting.ts'
import { chosenDiary, onChosenDiary, onShownDiary } from '#lib/server/chosen-diary.ts'
import { readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const CONSENT = 'clinic-reads-diary'
const ENTITIES = [
  ...(['day', 'attack', 'intake', 'session', 'regimen'] as const),
  ...(['questionnaire', 'safety-check', 'person'] as const),
  ...(['goal', 'trial', 'plan-change'] as const),
] as const
const MOST_SHOWN = 50
/** Of the record, of which what belongs together becomes one line. */
const MOST_READ = 1000

export const load: PageServerLoad = async (event) => {
  const { account } = signedIn(event)
  const about = await onShownDiary(event, async (transaction, access, patient) => {
    const care = await careRelationships(transaction, patient)
    const proxies = await proxiesOf(transaction, patient)
    const names = await namesOf(transaction, access, [
      ...care.map((one) => one.practitioner),
      ...proxies.map((one) => one.account),
    ])
    const named = (id: string): string => names.get(id) || id
    const links = (await shareLinksOf(transaction, patient)).map((one) => ({
      ...one,
      entities: shownKinds(one.entities),
    }))
    const looked = await whoLooked(transaction, access, patient, { most: MOST_READ, notBy: account })
    return {
      consent: (await consents(transaction, patient, CONSENT)) ? null : currentText(CONSENT, event.locals.language),
      practitioners: await practitionersHere(transaction, access),
      care: care.map((one) => ({ ...one, name: named(one.practitioner) })),
      proxies: proxies.map((one) => ({ ...one, name: named(one.account) })),
      links: links.filter(({ overAt }) => overAt === null),
      linksOver: links.filter(({ overAt }) => overAt !== null),
      looked: together(
        [...looked].reverse().map(({ at, who, actingAs, act, about }) => ({ at, who, actingAs, act, about })),
      ).slice(0, MOST_SHOWN),
    }
  })
  return { ...(await chosenDiary(event)), about, entities: ENTITIES }
}

type End = (...of: Parameters<Parameters<typeof onChosenDiary>[1]>) => Promise<Parameters<typeof outcomeFault>[0]>

async function doing(
  event: RequestEvent,
  field: string,
  work: End,
  done: 'access.ended' | 'access.opened' | 'access.renewed',
) {
  const fault = outcomeFault(await onChosenDiary(event, work), field)
  return fault === null ? { done } : fail(400, { faults: [fault] })
}

export const actions: Actions = {
  endCare: async (event) => {
    const id = (await readForm(event.request))('relationship')
    const { clock } = event.locals.clinic
    if (!isUuid(id)) return fail(400, { faults: [{ field: 'care', key: 'fault.id' as const }] })
    return doing(
      event,
      'care',
      (transaction, access) => endCareRelationship(transaction, access, id, clock()),
      'access.ended',
    )
  },
  endProxy: async (event) => {
    const id = (await readForm(event.request))('proxy')
    const { clock } = event.locals.clinic
    if (!isUuid(id)) return fail(400, { faults: [{ field: 'proxies', key: 'fault.id' as const }] })
    return doing(
      event,
      'proxies',
      (transaction, access, patient) => endProxy(transaction, access, patient, id, clock()),
      'access.ended',
    )
  },
  renewProxy: async (event) => {
    const id = (await readForm(event.request))('proxy')
    const { clock } = event.locals.clinic
    if (!isUuid(id)) return fail(400, { faults: [{ field: 'proxies', key: 'fault.id' as const }] })
    return doing(
      event,
      'proxies',
      (transaction, access, patient) => renewProxy(transaction, access, patient, id, clock()),
      'access.renewed',
    )
  },
  endLink: async (event) => {
    const id = (await readForm(event.request))('link')
    if (!isUuid(id)) return fail(400, { faults: [{ field: 'links', key: 'fault.id' as const }] })
    const { clock } = event.locals.clinic
    await onChosenDiary(event, (transaction, access) => revokeShareLink(transaction, access, id, clock()))
    return { done: 'access.ended' as const }
  },
  care: async (event) => {
    const said = await readForm(event.request)
    const kept = { practitioner: said('practitioner'), endsAt: said('endsAt'), agree: said('agree') === 'on' }
    const faults: Fault[] = []
    if (!isUuid(kept.practitioner)) faults.push({ field: 'practitioner', key: 'fault.choose' })
    if (kept.endsAt !== '' && !isDay(kept.endsAt)) faults.push({ field: 'endsAt', key: 'fault.day' })
    if (faults.length > 0) return fail(400, { faults, kept })
    const { clock } = event.locals.clinic
    let agreed = true
    const begun = await onChosenDiary(event, async (transaction, access, patient) => {
      const stands = await consents(transaction, patient, CONSENT)
      const { version, language } = currentText(CONSENT, said('language'))
      agreed = stands || (kept.agree && said('version') === String(version) && said('language') === language)
      if (!agreed) return null
      const ends = kept.endsAt === '' ? {} : { endsAt: endOf(kept.endsAt) }
      const wanted = { patient, practitioner: kept.practitioner, ...ends }
      const opened = await beginCareRelationship(transaction, access, wanted, clock())
      if (opened.type === 'error' || stands) return opened
      const given = await giveConsent(transaction, access, { patient, text: CONSENT, version, language }, clock())
      // thrown, so that nothing of it stays: all that could be wrong was looked at
      if (given.type === 'error') throw new Error(`a consent that was checked is refused: ${given.error.code}`)
      return opened
    })
    if (!agreed) return fail(400, { faults: [{ field: 'agree', key: 'fault.agree.open' as const }], kept })
    const fault = outcomeFault(begun, 'practitioner')
    return fault === null ? { done: 'access.opened' as const } : fail(400, { faults: [fault], kept })
  },
  invite: async (event) => {
    const said = await readForm(event.request)
    const kept = { reason: said('reason') }
    if (kept.reason === '') return fail(400, { faults: [{ field: 'reason', key: 'fault.reason' as const }], kept })
    const { clock, origin } = event.locals.clinic
    const invited = await onChosenDiary(event, (transaction, access, patient) =>
      inviteProxy(transaction, access, { patient, ...kept }, clock()),
    )
    if (invited?.type === 'ok') return { invitation: `${origin}/account/proxy#${invited.value.token}` }
    return fail(400, { faults: [outcomeFault(invited, 'reason') as Fault], kept })
  },
  link: async (event) => {
    signedIn(event)
    const form = await event.request.clone().formData()
    const said = await readForm(event.request)
    const kept = {
      ...{
        recipient: said('recipient'),
        firstDay: said('firstDay'),
        lastDay: said('lastDay'),
        expires: said('expires'),
      },
      entities: form.getAll('entities').filter((one) => (ENTITIES as readonly unknown[]).includes(one)) as string[],
      withNotes: said('withNotes') === 'on',
    }
    const { clock, origin } = event.locals.clinic
    const faults: Fault[] = []
    if (kept.recipient === '' || kept.recipient.length > 200)
      faults.push({ field: 'recipient', key: 'fault.recipient' })
    for (const field of ['firstDay', 'lastDay'] as const)
      if (!isDay(kept[field])) faults.push({ field, key: 'fault.day' })
    if (faults.length === 0 && kept.lastDay < kept.firstDay) faults.push({ field: 'lastDay', key: 'fault.period' })
    if (!isDay(kept.expires) || Date.parse(endOf(kept.expires)) <= clock())
      faults.push({ field: 'expires', key: 'fault.expires' })
    if (kept.entities.length === 0) faults.push({ field: 'entities', key: 'fault.entities' })
    if (faults.length > 0) return fail(400, { faults, kept })
    const { recipient, firstDay, lastDay, entities, withNotes } = kept
    const code = said('code')
    const made = await onChosenDiary(event, (transaction, access, patient) => {
      const link = { patient, recipient, entities, withNotes, firstDay, lastDay, expiresAt: endOf(kept.expires) }
      return createShareLink(transaction, access, { ...link, ...(code !== '' && { code }) }, clock())
    })
    if (made === null) return fail(400, { faults: [{ field: 'recipient', key: 'account.diary.none' as const }], kept })
    if (made.type === 'error') return fail(400, { faults: [outcomeFault(made, 'recipient') as Fault], kept })
    return { link: `${origin}/share#${made.value.token}`, recipient }
  },
}
