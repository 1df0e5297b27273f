// What readers wrote under an article, and writing there: with an address that a link goes to, or signed in.
import { asReader, commentsOf, findArticle, isUuid, type FoundArticle } from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { commentForm, readComment, stampAgain } from '#lib/server/site/comment-form.ts'
import { commentThreads } from '#lib/server/site/comment-threads.ts'
import { pace } from '#lib/server/site/pace.ts'
import { articlePath, masthead } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const mayWrite = pace(8)

function standing(found: FoundArticle): Extract<FoundArticle, { type: 'article' }>['article'] {
  if (found.type === 'moved') redirect(301, `${articlePath(found.slug)}/comments`)
  if (found.type !== 'article') error(404)
  return found.article
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { clinic, language, session } = locals
  const answer = url.searchParams.get('answer')
  return asReader(clinic.app, async (transaction) => {
    const { articleId, document } = standing(await findArticle(transaction, params.slug))
    const head = await masthead(transaction, clinic.origin, language)
    const comments = await commentsOf(transaction, articleId)
    const answered = comments.find(({ comment, deleted }) => comment === answer && !deleted)
    const path = articlePath(params.slug)
    return {
      clinicName: head.clinic.name,
      canonical: `${clinic.origin}${path}/comments`,
      path,
      title: document.title,
      articleLanguage: document.language,
      threads: commentThreads(comments),
      count: comments.filter(({ deleted }) => !deleted).length,
      answers: answered === undefined ? null : { comment: answered.comment, name: answered.name },
      signedIn: session !== null,
      made: clinic.readers.stampForm(`comment ${params.slug}`),
    }
  })
}

export const actions: Actions = {
  default: async ({ request, locals, params, getClientAddress }) => {
    const { clinic, language, session } = locals
    const form = commentForm(await readForm(request))
    const kept = {
      ...{ name: form.name, email: form.email, words: form.words },
      ...{ answers: form.answers, wantsAnswers: form.wantsAnswers },
      made: stampAgain(form, { readers: clinic.readers, slug: params.slug }),
    }
    const { articleId, people, clinicName } = await asReader(clinic.app, async (transaction) => {
      const { articleId: id } = standing(await findArticle(transaction, params.slug))
      const head = await masthead(transaction, clinic.origin, language)
      return { articleId: id, people: head.people, clinicName: head.clinic.name }
    })
    const read = readComment(form, {
      ...{ readers: clinic.readers, slug: params.slug, people, clinicName },
      signedIn: session !== null,
    })
    const refuse = (status: number, fault: Fault) => fail(status, { faults: [fault], kept, ask: [] })
    if (read.type === 'program') return { sent: 'asked' as const }
    if (read.type === 'faults') return fail(400, { faults: read.faults, kept, ask: [] })
    if (read.type === 'ask') return fail(422, { faults: [], kept, ask: read.flags })
    if (!mayWrite(getClientAddress(), clinic.clock())) return refuse(429, { field: 'words', key: 'follow.fault.busy' })
    const comment = {
      ...{ articleId, name: form.name, words: form.words, language, flags: read.flags },
      answers: isUuid(form.answers) ? form.answers : null,
      wantsAnswers: form.wantsAnswers,
    }
    const written =
      session === null
        ? await clinic.readers.comment(comment, form.email, language, getClientAddress())
        : await clinic.readers.commentAs(session, comment)
    if (written === 'no-article') error(404)
    if (written === 'no-comment') return refuse(409, { field: 'words', key: 'comments.fault.answered' })
    if (written === 'too-many') return refuse(429, { field: 'words', key: 'comments.fault.many' })
    return { sent: session === null ? ('asked' as const) : ('waits' as const) }
  },
}
