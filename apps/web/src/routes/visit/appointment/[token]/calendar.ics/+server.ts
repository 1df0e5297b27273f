// The visit for a calendar: a neutral title, and nothing of why somebody comes.
import { asReader, isVisitOf, linkedAppointment, publicPlaces } from '@clearday/store'
import { calendarMail } from '@clearday/scheduling'
import { error } from '@sveltejs/kit'
import { masthead } from '#lib/server/site/reading.ts'
import { entryOf } from '#lib/server/visit/calendar-entry.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ params, locals }) => {
  const { clinic, language } = locals
  const read = clinic.visits.readToken(params.token)
  if (read.type === 'error') error(read.code === 'over' ? 410 : 404)
  const { appointment, person } = read
  const shown = await asReader(clinic.app, async (transaction) => {
    if (!(await isVisitOf(transaction, appointment, person))) return null
    const visit = await linkedAppointment(transaction, appointment, clinic.visits.proofOf(appointment))
    const place = (await publicPlaces(transaction)).find(({ id }) => id === visit?.location)
    const head = await masthead(transaction, clinic.origin, language)
    return visit === null || place === undefined ? null : { visit, place, name: head.clinic.name }
  })
  if (shown === null || !['booked', 'cancelled'].includes(shown.visit.state)) error(404)
  const { visit, place, name } = shown
  const now = clinic.clock()
  const entry = entryOf(
    { ...visit, cancelled: visit.state === 'cancelled', madeAt: now, changedAt: now },
    {
      ...{ origin: clinic.origin, place, clinicName: name, title: null, language },
      url: `${clinic.origin}/visit/appointment/${params.token}`,
    },
  )
  const email = `no-reply@${new URL(clinic.origin).hostname}`
  const mail = calendarMail(entry, { organizer: { name, email }, invited: null })
  return new Response(mail.text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="visit.ics"',
    },
  })
}
