// Saying that something is wrong with a comment, without a name.
import { asReader, commentsOf, findArticle, isUuid, reportComment, REPORT_REASONS } from '@clearday/store'
import { error, fail } from '@sveltejs/kit'
import { plainComment } from '@clearday/articles'
import { pace } from '#lib/server/site/pace.ts'
import { articlePath, masthead } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const mayReport = pace(10)

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { clinic, language } = locals
  const wanted = url.searchParams.get('comment') ?? ''
  return asReader(clinic.app, async (transaction) => {
    const found = await findArticle(transaction, params.slug)
    if (found.type !== 'article') error(404)
    const comments = await commentsOf(transaction, found.article.articleId)
    const comment = comments.find((one) => one.comment === wanted && !one.deleted)
    if (comment === undefined) error(404)
    return {
      clinicName: (await masthead(transaction, clinic.origin, language)).clinic.name,
      path: `${articlePath(params.slug)}/comments`,
      comment: { id: comment.comment, name: comment.name, words: comment.words, language: comment.language },
      reasons: REPORT_REASONS,
    }
  })
}

export const actions: Actions = {
  default: async ({ request, locals, getClientAddress }) => {
    const { clinic } = locals
    const said = await readForm(request)
    const [id, reason] = [said('comment'), REPORT_REASONS.find((one) => one === said('reason'))]
    const words = plainComment(said('words')).slice(0, 500)
    const refuse = (status: number, key: Fault['key']) =>
      fail(status, { faults: [{ field: 'reason', key }] satisfies Fault[], words })
    if (said('website') !== '') return { sent: true }
    if (reason === undefined) return refuse(400, 'comments.fault.reason')
    if (!mayReport(getClientAddress(), clinic.clock())) return refuse(429, 'follow.fault.busy')
    // the same where it is not seen any more, or was reported by enough people
    if (isUuid(id))
      await clinic.app.transaction().execute((transaction) => reportComment(transaction, id, reason, words))
    return { sent: true }
  },
}
