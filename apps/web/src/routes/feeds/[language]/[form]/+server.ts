// New articles for feed readers, all of them or of one topic, in three forms.
import { feedText, type FeedForm } from '@clearday/articles'
import { asReader, findArticle, listArticles } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { articleOf } from '#lib/server/site/article-page.ts'
import { picturesOf } from '#lib/server/site/article-pictures.ts'
import { feedReading } from '#lib/server/site/feed-reading.ts'
import { articlePath, masthead, publicPerson, worded } from '#lib/server/site/reading.ts'
import { isLanguage, words } from '#lib/words/words.ts'
import type { RequestHandler } from './$types'

const FORMS: Readonly<Record<string, { readonly form: FeedForm; readonly type: string }>> = {
  'rss.xml': { form: 'rss', type: 'application/rss+xml; charset=utf-8' },
  'atom.xml': { form: 'atom', type: 'application/atom+xml; charset=utf-8' },
  'feed.json': { form: 'json', type: 'application/feed+json; charset=utf-8' },
}
const MOST = 20

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { clinic } = locals
  locals.forEverybody = true
  const { language } = params
  const kind = Object.hasOwn(FORMS, params.form) ? FORMS[params.form] : undefined
  if (!isLanguage(language) || kind === undefined) error(404)
  const asked = url.searchParams.get('topic')
  const text = await asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const topic = asked === null ? undefined : head.topics.find(({ id }) => id === asked)
    if (asked !== null && topic === undefined) return null
    const cards = await listArticles(transaction, {
      ...{ language, most: MOST },
      ...(topic !== undefined && { topic: topic.id }),
    })
    const entries = []
    for (const { slug, firstAt, changedAt } of cards) {
      const found = await findArticle(transaction, slug)
      if (found.type !== 'article') continue
      const article = articleOf(found.article.document)
      const pictureOf = await picturesOf(transaction, article)
      entries.push({
        ...{ title: article.title, summary: article.summary, path: articlePath(slug) },
        html: feedReading(article, articlePath(slug), pictureOf),
        authors: article.authors.flatMap((id) =>
          head.people.filter((one) => one.id === id).map((one) => publicPerson(one, language)),
        ),
        ...{ published: article.firstPublished ?? firstAt, modified: changedAt },
        topics: article.topics.flatMap((id) =>
          head.topics.filter((one) => one.id === id).map(({ name }) => worded(name, language)),
        ),
      })
    }
    const query = topic === undefined ? '' : `?topic=${topic.id}`
    const at = (form: string): string => `/feeds/${language}/${form}${query}`
    const say = words(language)
    return feedText(kind.form, {
      ...{ clinic: head.clinic, language, entries },
      title: topic === undefined ? head.clinic.name : `${head.clinic.name}: ${worded(topic.name, language)}`,
      summary: head.promise === '' ? say('site.home.latest') : head.promise,
      path: topic === undefined ? '/articles' : `/topics/${topic.id}`,
      feedPaths: { rss: at('rss.xml'), atom: at('atom.xml'), json: at('feed.json') },
    })
  })
  if (text === null) error(404)
  return new Response(text, { headers: { 'content-type': kind.type } })
}
