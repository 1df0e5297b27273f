// The calendar of a day or a week: who comes to whom, when and where. Six queries.
import { twoClocks } from '@clearday/scheduling'
import { asDesk } from '#lib/server/desk/as-desk.ts'
import { dayPlus, deskHref, seesAll, shownDays } from '#lib/server/desk/desk-choice.ts'
import { readCalendar } from '#lib/server/desk/read-calendar.ts'
import { shownVisit } from '#lib/server/desk/shown-visit.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  asDesk(event, async (transaction, access) => {
    const { clinic, language } = event.locals
    const now = clinic.clock()
    const calendar = await readCalendar(transaction, access, event.url.searchParams, now)
    const { head, choice, visits, columns, from, to } = calendar
    const step = choice.view === 'week' ? 7 : 1
    const dayWords = (day: string): string =>
      twoClocks(Date.parse(`${day}T12:00Z`), 'UTC', null, language).there.dayWords
    const nameOf = (account: string | null): string => head.people.find((one) => one.account === account)?.name ?? ''
    return {
      choice,
      all: seesAll(access),
      ...{ requests: head.requests, waiting: head.waiting },
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
