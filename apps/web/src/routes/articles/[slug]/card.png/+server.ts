// The picture of an article where it is passed on.
import { asReader, findArticle } from '@clearday/store'
import { error, redirect } from '@sveltejs/kit'
import { articleOf } from '#lib/server/site/article-page.ts'
import { articlePath, fullName, masthead } from '#lib/server/site/reading.ts'
import { words } from '#lib/words/words.ts'
import type { RequestHandler } from './$types'

/** Whoever shows it asks seldom, and may keep it for a day. */
const A_DAY = 'public, max-age=86400'

export const GET: RequestHandler = async ({ locals, params }) => {
  const { clinic } = locals
  const found = await asReader(clinic.app, async (transaction) => {
    const standing = await findArticle(transaction, params.slug)
    // networks keep the address of a picture for long
    if (standing.type === 'moved') redirect(301, `${articlePath(standing.slug)}/card.png`)
    if (standing.type !== 'article') return null
    const { article } = standing
    const { title, authors, reviewer, language } = articleOf(article.document)
    const head = await masthead(transaction, clinic.origin, language)
    const named = (id: string): string => {
      const known = head.people.find((one) => one.id === id)
      return known === undefined ? id : fullName(known)
    }
    const say = words(language)
    const lines = [say('site.by', { names: authors.map(named).join(', ') })]
    if (reviewer !== null) lines.push(say('site.reviewed', { name: named(reviewer) }))
    return { title, clinic: head.clinic.name, byline: lines.join(' · ') }
  })
  if (found === null) error(404)
  locals.forEverybody = true
  const picture = await clinic.articleCard(found)
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png', 'cache-control': A_DAY } })
}
