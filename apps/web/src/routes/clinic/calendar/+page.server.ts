// A practitioner's own calendar: the address of a feed of their visits, and other calendars that say when they are busy.
import { randomUUID } from 'node:crypto'
import {
  addOtherCalendar,
  FEED_TITLES,
  isUuid,
  MOST_OTHER_CALENDARS,
  otherCalendars,
  ownFeed,
  removeOtherCalendar,
  setFeedTitles,
  type FeedTitles,
} from '@clearday/store'
import { error, fail, type RequestEvent } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import { readForm, signedIn } from '#lib/server/sign-in.ts'
import { pace } from '#lib/server/site/pace.ts'
import { endOwnFeed, makeOwnFeed } from '#lib/server/visit/own-feed.ts'
import { whyNotRead } from '#lib/server/visit/why-not-read.ts'
import type { Actions, PageServerLoad } from './$types'

/** Of one network line in a quarter of an hour: each makes the server ask somebody else. */
const mayAsk = pace(20)

async function practitioner(event: Pick<RequestEvent, 'locals' | 'url'>): Promise<string> {
  const { account } = signedIn(event)
  const may = await asMe(event, (_, { roles }) => Promise.resolve(roles.includes('practitioner')))
  if (!may) error(403, 'not-open')
  return account
}

export const load: PageServerLoad = async (event) => {
  await practitioner(event)
  return asMe(event, async (transaction, access) => ({
    feed: await ownFeed(transaction, access, 'practitioner'),
    calendars: (await otherCalendars(transaction, access)).map((one) => ({
      ...one,
      why: one.fault === '' ? null : whyNotRead(one.fault),
    })),
    most: MOST_OTHER_CALENDARS,
  }))
}

/** As calendars give it to be copied; null for what is no such address. */
function addressOf(text: string): URL | null {
  const url = URL.parse(text.replace(/^webcals?:\/\//i, 'https://'))
  return url?.protocol === 'https:' && url.href.length <= 2000 && url.hostname.length <= 253 ? url : null
}

export const actions: Actions = {
  makeFeed: async (event) => {
    await practitioner(event)
    return makeOwnFeed(event, 'practitioner')
  },
  endFeed: async (event) => {
    await practitioner(event)
    return endOwnFeed(event, 'practitioner')
  },
  titles: async (event) => {
    await practitioner(event)
    const titles = (await readForm(event.request))('titles')
    if (!(FEED_TITLES as readonly string[]).includes(titles)) error(400)
    await asMe(event, (transaction, access) => setFeedTitles(transaction, access, titles as FeedTitles))
    return { titlesSaved: true as const }
  },
  add: async (event) => {
    const account = await practitioner(event)
    const { otherCalendars: services } = event.locals.clinic
    const url = addressOf((await readForm(event.request))('other'))
    if (url === null) return fail(400, { faults: [{ field: 'other', key: 'calendar.fault.address' as const }] })
    const calendar = randomUUID()
    const sealed = services.sealAddress(account, calendar, url.href)
    const added = await asMe(event, (transaction, access) =>
      addOtherCalendar(transaction, access, { calendar, host: url.hostname, sealed }),
    )
    if (added.type === 'error')
      return added.error.code === 'full'
        ? fail(409, {
            faults: [{ field: 'other', key: 'calendar.busy.most' as const, values: { most: MOST_OTHER_CALENDARS } }],
          })
        : fail(403, { faults: [{ field: 'other', key: 'calendar.fault.profile' as const }] })
    if (mayAsk(event.getClientAddress(), event.locals.clinic.clock())) await services.readNow(account, calendar)
    return { done: 'added' as const }
  },
  read: async (event) => {
    const account = await practitioner(event)
    const calendar = (await readForm(event.request))('calendar')
    if (!isUuid(calendar)) error(400)
    if (!mayAsk(event.getClientAddress(), event.locals.clinic.clock()))
      return fail(429, { faults: [{ field: 'other', key: 'visit.fault.busy' as const }] })
    await event.locals.clinic.otherCalendars.readNow(account, calendar)
    return { done: 'read' as const }
  },
  remove: async (event) => {
    await practitioner(event)
    const calendar = (await readForm(event.request))('calendar')
    if (!isUuid(calendar)) error(400)
    await asMe(event, (transaction, access) => removeOtherCalendar(transaction, access, calendar))
    return { done: 'removed' as const }
  },
}
