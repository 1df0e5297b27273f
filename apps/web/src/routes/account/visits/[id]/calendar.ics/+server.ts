// One's own visit for a calendar: a neutral title, and nothing of why somebody comes.
import { calendarMail } from '@clearday/scheduling'
import { appointmentOf, isUuid, placesOfVisits } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { entryOf } from '#lib/server/visit/calendar-entry.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { clinic, language } = event.locals
  const { id } = event.params
  if (!isUuid(id)) error(404)
  const shown = await asMe(event, async (transaction, access) => {
    const visit = await appointmentOf(transaction, id)
    // staff see visits too: here are one's own alone
    if (visit?.patient == null || !access.write.includes(visit.patient)) return null
    const place = (await placesOfVisits(transaction)).find((one) => one.id === visit.location) ?? null
    const head = await masthead(transaction, clinic.origin, language)
    return { visit, place, name: head.clinic.name }
  })
  if (shown === null || !['booked', 'cancelled'].includes(shown.visit.state)) error(404)
  const { visit, place, name } = shown
  const now = clinic.clock()
  const entry = entryOf(
    { ...visit, cancelled: visit.state === 'cancelled', madeAt: now, changedAt: now },
    {
      ...{ origin: clinic.origin, place, clinicName: name, title: null, language },
      url: `${clinic.origin}/account/visits`,
    },
  )
  const email = `no-reply@${new URL(clinic.origin).hostname}`
  return new Response(calendarMail(entry, { organizer: { name, email }, invited: null }).text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="visit.ics"',
    },
  })
}
