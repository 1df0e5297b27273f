// The calendar of a day or a week: who comes to whom, when and where. Six queries.
import { twoClocks } from '@clearday/scheduling'
import { calendarFacts, deskAppointments, deskHead } from '@clearday/store'
import { asDesk } from '#lib/server/desk/as-desk.ts'
import { calendarColumns, shownSpan } from '#lib/server/desk/calendar-columns.ts'
import { dayPlus, deskChoice, deskHref, seesAll, shownDays } from '#lib/server/desk/desk-choice.ts'
import { shownVisit } from '#lib/server/desk/shown-visit.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  asDesk(event, async (transaction, access) => {
    const { clinic, language } = event.locals
    const now = clinic.clock()
    const head = await deskHead(transaction)
    const choice = deskChoice(event.url.searchParams, head, access, now)
    const { from, to } = shownSpan(choice)
    const visits = await deskAppointments(transaction, from, to)
    const facts = await calendarFacts(transaction, { service: null, from, to })
    const { columns } = calendarColumns(facts, visits, head, choice, now)
    const step = choice.view === 'week' ? 7 : 1
    const dayWords = (day: string): string =>
      twoClocks(Date.parse(`${day}T12:00Z`), 'UTC', null, language).there.dayWords
    const nameOf = (account: string | null): string => head.people.find((one) => one.account === account)?.name ?? ''
    return {
      choice,
      all: seesAll(access),
      ...{ requests: head.requests, waiting: head.waiting, now },
      places: head.places.filter(({ closed }) => !closed),
      people: head.people.filter(({ account, here }) => here || account === choice.practitioner),
      title: choice.view === 'day' ? dayWords(choice.day) : null,
      week: choice.view === 'week' ? weekWords(shownDays(choice), language) : null,
      links: {
        today: deskHref(choice, { day: choice.today }),
        earlier: deskHref(choice, { day: dayPlus(choice.day, -step) }),
        later: deskHref(choice, { day: dayPlus(choice.day, step) }),
        day: deskHref(choice, { view: 'day' }),
        week: deskHref(choice, { view: 'week' }),
        wholeDay: deskHref(choice, { wholeDay: !choice.wholeDay }),
        cancelled: deskHref(choice, { cancelled: !choice.cancelled }),
      },
      changes: `/clinic/desk/changes?from=${String(from)}&to=${String(to)}`,
      columns: columns.map((column) => ({
        ...column,
        name: nameOf(column.practitioner),
        dayWords: dayWords(column.day),
        href: deskHref(choice, { view: 'day', day: column.day }),
        visits: column.visits.map(({ visit, ...at }) => ({ ...at, ...shownVisit(visit, head, choice, language) })),
      })),
      marks: Object.fromEntries(visits.map(({ appointment, mark }) => [appointment, mark])),
    }
  })

function weekWords(days: readonly string[], language: string): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'es', {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  })
  return format.formatRange(new Date(days[0]), new Date(days[days.length - 1]))
}
