// Where everything public lies, for search engines.
import { TREATMENTS } from '@clearday/evidence'
import { asReader, listArticles, publicPlaces, SITE_PAGES } from '@clearday/store'
import { articlePath, masthead } from '#lib/server/site/reading.ts'
import type { RequestHandler } from './$types'

const MOST = 10_000

export const GET: RequestHandler = async ({ locals }) => {
  const { clinic } = locals
  locals.forEverybody = true
  const pages = await asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, 'en')
    const articles = await listArticles(transaction, { language: null, most: MOST })
    return [
      ...['/', '/articles', '/treatments', '/people', '/locations', ...SITE_PAGES.map((page) => `/${page}`)].map(
        (path) => ({ path, changedAt: null }),
      ),
      ...articles.map(({ slug, changedAt }) => ({ path: articlePath(slug), changedAt })),
      ...head.topics.map(({ id }) => ({ path: `/topics/${id}`, changedAt: null })),
      ...head.people.map(({ id }) => ({ path: `/people/${id}`, changedAt: null })),
      ...(await publicPlaces(transaction)).map(({ id }) => ({ path: `/locations/${id}`, changedAt: null })),
      ...TREATMENTS.map(({ id }) => ({ path: `/treatments/${id}`, changedAt: null })),
    ]
  })
  const lines = pages.map(
    ({ path, changedAt }) =>
      `<url><loc>${clinic.origin}${path}</loc>${changedAt === null ? '' : `<lastmod>${new Date(changedAt).toISOString()}</lastmod>`}</url>`,
  )
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</urlset>\n`,
    { headers: { 'content-type': 'application/xml; charset=utf-8' } },
  )
}
