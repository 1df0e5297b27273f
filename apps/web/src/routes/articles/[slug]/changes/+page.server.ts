import { asReader, clinicLocations, findArticle, listArticles, publicationsOf } from '@clearday/store'
import { error, redirect } from '@sveltejs/kit'
import { articleChanges } from '#lib/server/site/article-changes.ts'
import { articleOf } from '#lib/server/site/article-page.ts'
import { articlePath, mastheadOf } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const shown = await asReader(clinic.app, async (transaction) => {
    const found = await findArticle(transaction, params.slug)
    if (found.type !== 'article') return found
    const publications = await publicationsOf(transaction, found.article.articleId)
    const keys = publications.flatMap(({ document }) => (document === null ? [] : articleOf(document).related))
    const textLanguage = articleOf(found.article.document).language
    return {
      ...{ ...found, publications },
      titles: new Map(
        (await listArticles(transaction, { language: textLanguage, keys, most: 100 })).map((one) => [
          one.key,
          one.title,
        ]),
      ),
      places: new Map((await clinicLocations(transaction)).map(({ id, name }) => [id, name])),
    }
  })
  if (shown.type === 'moved') redirect(301, `${articlePath(shown.slug)}/changes`)
  if (shown.type !== 'article') error(404)
  const { article, publications, titles, places } = shown
  const head = mastheadOf(shown.head, clinic.origin, language)
  return {
    path: articlePath(article.document.slug),
    title: article.document.title,
    articleLanguage: articleOf(article.document).language,
    changes: articleChanges(publications, { language, head, titles, places }),
  }
}
