// A visit that was dragged, or moved by keys: another start, another practitioner; refused in words, with what is free nearby.
import { appointmentOf, deskHead, isUuid, moveAppointment } from '@clearday/store'
import { json } from '@sveltejs/kit'
import { asDesk } from '#lib/server/desk/as-desk.ts'
import { seesAll } from '#lib/server/desk/desk-choice.ts'
import { refusedKey } from '#lib/server/desk/refused.ts'
import { shownOpening } from '#lib/server/desk/shown-openings.ts'
import { readForm } from '#lib/server/sign-in.ts'
import { words } from '#lib/words/words.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = async (event) => {
  const said = await readForm(event.request)
  const { clinic, language } = event.locals
  const say = words(language)
  const [appointment, start, seen] = [said('appointment'), Number(said('start')), Number(said('seen'))]
  if (!isUuid(appointment) || !Number.isSafeInteger(start) || !Number.isSafeInteger(seen))
    return json({ words: say('desk.moving.failed'), alternatives: [] }, { status: 400 })
  return asDesk(event, async (transaction, access) => {
    const visit = await appointmentOf(transaction, appointment)
    if (visit === null) return json({ words: say('visit.refused.not-found'), alternatives: [] }, { status: 404 })
    const practitioner = isUuid(said('practitioner')) ? said('practitioner') : visit.practitioner
    // whose calendar it is in is for the desk to say
    if (!seesAll(access) && practitioner !== visit.practitioner)
      return json({ words: say('desk.elsewhere'), alternatives: [] }, { status: 403 })
    // before anything is said of a time: who looks at what is old is told so
    if (visit.sequence !== seen && visit.start !== start)
      return json({ words: say('desk.changed'), alternatives: [] }, { status: 409 })
    const { service } = visit
    const location = said('location') || visit.location
    const to = { appointment, service, location, practitioner, start, seen, room: null, proof: null, byDesk: true }
    // the room that it has, where that is free
    const same = await moveAppointment(transaction, { ...to, room: visit.room }, clinic.clock())
    const moved =
      same.type === 'error' && visit.room !== null ? await moveAppointment(transaction, to, clinic.clock()) : same
    if (moved.type === 'ok') return json({ words: say('desk.moved'), alternatives: [] })
    const head = await deskHead(transaction)
    const offered = (moved.alternatives ?? []).filter(
      (one) => seesAll(access) || one.practitioner === visit.practitioner,
    )
    const alternatives = offered.map((one) => {
      const { dayWords, time, practitionerName, placeName, ...rest } = shownOpening(one, head, language)
      return { ...rest, words: `${dayWords}, ${time}`, whom: `${practitionerName} · ${placeName}` }
    })
    return json({ words: say(refusedKey(moved.error.code)), alternatives }, { status: 409 })
  })
}
