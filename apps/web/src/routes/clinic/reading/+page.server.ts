// How often the public pages were read: for editors and managers.
import {
  followerCounts,
  forgetAddress,
  listArticles,
  publicPlaces,
  sitePeople,
  siteTopics,
  viewsByDay,
  viewsByPage,
} from '@clearday/store'
import { error, fail } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import { followingOf } from '#lib/server/site/following.ts'
import { treatmentName } from '#lib/server/site/evidence-block.ts'
import { articlePath, worded } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { TREATMENTS } from '@clearday/evidence'
import { words, type MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const DAY_MS = 86_400_000
const PERIODS = [28, 91, 364]
const MOST_PAGES = 50
/** Pages that stand whatever the clinic has, as they are called on the site. */
const NAMES: readonly (readonly [string, MessageKey])[] = [
  ['/', 'reading.home'],
  ['/articles', 'site.articles'],
  ['/treatments', 'site.treatments'],
  ['/people', 'people.title'],
  ['/locations', 'places.title'],
  ['/search', 'site.search'],
  ['/follow', 'follow.title'],
  ['/evaluation', 'evaluation.title'],
  ['/paper-diary', 'paper.title'],
  ['/mine', 'mine.title'],
  ['/about', 'own.about'],
  ['/privacy', 'own.privacy'],
  ['/accessibility', 'own.accessibility'],
  ['/imprint', 'own.imprint'],
]

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
    const say = words(language)
    const topics = await siteTopics(transaction)
    const titles = new Map([
      ...NAMES.map(([of, key]): [string, string] => [of, say(key)]),
      ...TREATMENTS.map(({ id }): [string, string] => [`/treatments/${id}`, treatmentName(id, language)]),
      ...topics.map(({ id, name }): [string, string] => [`/topics/${id}`, worded(name, language)]),
      ...(await sitePeople(transaction)).map(({ id, name }): [string, string] => [`/people/${id}`, name]),
      ...(await publicPlaces(transaction)).map(({ id, name }): [string, string] => [`/locations/${id}`, name]),
      ...(await listArticles(transaction, { language: null, most: 1000 })).map(({ slug, title }): [string, string] => [
        articlePath(slug),
        title,
      ]),
    ])
    const titleOf = (of: string): string => {
      const title = titles.get(of.replace(/\/comments$/, ''))
      if (title === undefined) return of
      return of.endsWith('/comments') ? say('reading.commentsOn', { title }) : title
    }
    const followers = await followerCounts(transaction)
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
