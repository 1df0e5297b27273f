import { differencesBetween, type Change } from '@clearday/articles'
import { asReader, findArticle, publicationsOf } from '@clearday/store'
import { error, redirect } from '@sveltejs/kit'
import { articleOf } from '#lib/server/site/article-page.ts'
import { articlePath } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

const NAMED = ['title', 'summary', 'lead', 'quickAnswers', 'body'] as const
type Named = (typeof NAMED)[number] | 'other'
/** Words kept on each side of a change. */
const AROUND = 120

export const load: PageServerLoad = async ({ locals, params }) => {
  locals.forEverybody = true
  const shown = await asReader(locals.clinic.app, async (transaction) => {
    const found = await findArticle(transaction, params.slug)
    return found.type === 'article'
      ? { ...found, publications: await publicationsOf(transaction, found.article.articleId) }
      : found
  })
  if (shown.type === 'moved') redirect(301, `${articlePath(shown.slug)}/changes`)
  if (shown.type !== 'article') error(404)
  const { article, publications } = shown
  return {
    path: articlePath(article.document.slug),
    title: article.document.title,
    articleLanguage: articleOf(article.document).language,
    changes: publications.map(({ kind, why, at, document }, index) => {
      const before = publications[index + 1]?.document ?? null
      const fields =
        document === null || before === null ? [] : differencesBetween(articleOf(before), articleOf(document))
      return {
        ...{ kind, why, at },
        fields: fields
          // what the note itself says stands above
          .filter(({ field }) => field !== 'editorsNotes')
          .map(({ field, changes }) => ({ field: named(field), changes: changes.map(shortened) })),
      }
    }),
  }
}

function named(field: string): Named {
  return NAMED.find((one) => one === field) ?? 'other'
}

/** What stayed is only told around what changed. */
function shortened(change: Change): Change {
  const { kind, words } = change
  if (kind !== 'kept' || words.length <= 2 * AROUND) return change
  return { kind, words: `${words.slice(0, AROUND)} … ${words.slice(-AROUND)}` }
}
