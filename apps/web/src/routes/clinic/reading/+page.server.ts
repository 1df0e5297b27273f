// How often the public pages were read: for editors and managers.
import { followerCounts, forgetAddress, listArticles, siteTopics, viewsByDay, viewsByPage } from '@clearday/store'
import { error, fail } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import { followingOf } from '#lib/server/site/following.ts'
import { articlePath } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { words } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const DAY_MS = 86_400_000
const PERIODS = [28, 91, 364]
const MOST_PAGES = 50

export const load: PageServerLoad = (event) =>
  asMe(event, async (transaction, access) => {
    if (access.edit !== true) error(403, 'not-open')
    const { clinic, language } = event.locals
    const days = PERIODS.find((one) => String(one) === event.url.searchParams.get('days')) ?? 28
    const path = event.url.searchParams.get('page')
    const day = (back: number): string => new Date(clinic.clock() - back * DAY_MS).toISOString().slice(0, 10)
    const [first, last] = [day(days - 1), day(0)]
    const counted = await viewsByDay(transaction, first, last, path)
    const before = await viewsByDay(transaction, day(2 * days - 1), day(days), path)
    const sum = (of: typeof counted): number => of.reduce((total, { views }) => total + views, 0)
    const titles = new Map(
      (await listArticles(transaction, { language: null, most: 1000 })).map(({ slug, title }) => [
        articlePath(slug),
        title,
      ]),
    )
    const say = words(language)
    const titleOf = (of: string): string => {
      const article = titles.get(of.replace(/\/comments$/, ''))
      if (of === '/') return say('reading.home')
      if (article === undefined) return of
      return of.endsWith('/comments') ? say('reading.commentsOn', { title: article }) : article
    }
    const followers = await followerCounts(transaction)
    const topics = await siteTopics(transaction)
    return {
      days,
      periods: PERIODS,
      page: path,
      counted,
      total: sum(counted),
      before: sum(before),
      title: path === null ? null : titleOf(path),
      pages: (await viewsByPage(transaction, first, last, MOST_PAGES)).map((one) => ({
        ...one,
        title: titleOf(one.path),
      })),
      followers: followers.map((one) => ({
        followers: one.followers,
        name: followingOf([{ ...one, subscription: '', confirmed: true }], topics, language)[0]?.name ?? '',
      })),
      manages: access.manage === true,
    }
  })

export const actions: Actions = {
  forget: async (event) => {
    const email = (await readForm(event.request))('email')
    const { clock } = event.locals.clinic
    const outcome = await asMe(event, (transaction, access) => forgetAddress(transaction, access, email, clock()))
    if (outcome.type === 'ok') return { forgotten: true }
    if (outcome.error.code === 'not-yours') error(403, 'not-open')
    return fail(404, { faults: [{ field: 'email', key: 'reading.fault.unknown' }] satisfies Fault[], email })
  },
}
