// The visits of one's own diary, or of one that is written for somebody: when and where, moving and cancelling them, and a feed of them.
import { appointmentOf, cancelAppointment, isUuid, moveAppointment, ownFeed, type Appointment } from '@clearday/store'
import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import { chosenDiary, onChosenDiary, onShownDiary } from '#lib/server/chosen-diary.ts'
import { readForm, signedIn } from '#lib/server/sign-in.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { choiceOf, shownStarts } from '#lib/server/visit/bookable.ts'
import { myVisits } from '#lib/server/visit/my-visits.ts'
import { endOwnFeed, makeOwnFeed } from '#lib/server/visit/own-feed.ts'
import type { MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  signedIn(event)
  const { clinic, language } = event.locals
  const { searchParams } = event.url
  const now = clinic.clock()
  const about = await onShownDiary(event, async (transaction, access, patient) => {
    const { people } = await masthead(transaction, clinic.origin, language)
    const visits = await myVisits(transaction, patient, people, language, now)
    const moving = visits.coming.find(
      ({ appointment, canCancel, isLate }) => appointment === searchParams.get('move') && canCancel && !isLate,
    )
    const starts =
      moving === undefined
        ? null
        : await shownStarts(transaction, moving.service, choiceOf(searchParams, now), people, language, now)
    return {
      ...visits,
      moving: moving === undefined ? null : { appointment: moving.appointment, starts },
      feed: await ownFeed(transaction, access, 'patient'),
    }
  })
  return { ...(await chosenDiary(event)), about, done: searchParams.has('moved') ? ('moved' as const) : null }
}

type Act = (
  transaction: Parameters<Parameters<typeof asMe>[1]>[0],
  visit: Appointment,
  said: (name: string) => string,
) => Promise<{ readonly type: 'ok' } | { readonly type: 'error'; readonly error: { readonly code: string } }>

/** Of a visit of the diary that is asked for; the code of what speaks against it, or null. */
async function onMyVisit(event: RequestEvent, act: Act): Promise<string | null> {
  const said = await readForm(event.request)
  const id = said('visit')
  const outcome = await onChosenDiary(event, async (transaction, _, patient) => {
    const visit = isUuid(id) ? await appointmentOf(transaction, id) : null
    return visit?.patient === patient
      ? act(transaction, visit, said)
      : ({ type: 'error', error: { code: 'not-found' } } as const)
  })
  if (outcome === null) return 'not-found'
  return outcome.type === 'ok' ? null : outcome.error.code
}

const refused = (code: string) => fail(409, { refused: `visit.refused.${code}` as MessageKey })

export const actions: Actions = {
  makeFeed: (event) => makeOwnFeed(event, 'patient'),
  endFeed: (event) => endOwnFeed(event, 'patient'),
  cancel: async (event) => {
    const code = await onMyVisit(event, (transaction, visit, said) =>
      cancelAppointment(transaction, visit.appointment, said('why').slice(0, 500), null),
    )
    return code === null ? { done: 'cancelled' as const } : refused(code)
  },
  move: async (event) => {
    const { clock } = event.locals.clinic
    const code = await onMyVisit(event, async (transaction, visit, said) => {
      const [start, seen] = [Number(said('start')), Number(said('seen'))]
      if (!Number.isSafeInteger(start) || !Number.isSafeInteger(seen) || !isUuid(said('practitioner')))
        return { type: 'error', error: { code: 'off-grid' } }
      const to = { location: said('location'), practitioner: said('practitioner'), room: null, start }
      const { appointment, service } = visit
      return moveAppointment(transaction, { ...to, appointment, service, seen, proof: null }, clock())
    })
    if (code !== null) return refused(code)
    const diary = event.url.searchParams.get('diary')
    redirect(303, `/account/visits?${diary === null ? '' : `diary=${diary}&`}moved`)
  },
}
