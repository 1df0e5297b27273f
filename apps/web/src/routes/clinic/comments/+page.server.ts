// Comments before they are seen, and those that somebody reported: for editors and managers.
import { commentFlags, plainComment } from '@clearday/articles'
import {
  answerAsClinic,
  clinicName,
  decideComment,
  isUuid,
  keepReported,
  moderatedComments,
  redactComment,
  sitePeople,
  waitingComments,
  type Access,
  type ModeratedState,
  type ReadComment,
  type SiteOutcome,
  type SiteRefusal,
} from '@clearday/store'
import { error, fail, type RequestEvent } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import type { Transaction } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const MOST = 100
const STATES: readonly ModeratedState[] = ['waiting', 'shown', 'refused']

export const load: PageServerLoad = (event) =>
  asMe(event, async (transaction, access) => {
    if (access.edit !== true) error(403, 'not-open')
    const asked = event.url.searchParams.get('state')
    const state = STATES.find((one) => one === asked) ?? null
    const comments = await moderatedComments(transaction, state, MOST)
    return { state, waiting: await waitingComments(transaction), comments, file: '/clinic/comments/file' }
  })

const FAULTS: { readonly [Code in SiteRefusal]?: Fault['key'] } = {
  'no-words': 'comments.fault.words',
  'changed-since': 'edit.refused.changed-since',
}

/** An act on the comment that the form names; what is wrong stands beside the field of that comment. */
async function act<Done extends string>(
  event: RequestEvent,
  done: Done,
  work: (
    transaction: Transaction,
    access: Access,
    comment: ReadComment,
    words: string,
    at: number,
  ) => Promise<SiteOutcome<unknown>>,
) {
  const said = await readForm(event.request)
  const [comment, words] = [said('comment'), plainComment(said('words')).slice(0, 4000)]
  if (!isUuid(comment)) return fail(400, { faults: [] as Fault[], done: null })
  const { clock } = event.locals.clinic
  const outcome = await asMe(event, (transaction, access) =>
    work(transaction, access, { comment, read: said('read') }, words, clock()),
  )
  if (outcome.type === 'ok') return { done, faults: [] as Fault[] }
  const { code } = outcome.error
  if (code === 'not-yours') error(403, 'not-open')
  const fault: Fault = {
    field: `${done === 'answered' ? 'answer' : 'words'}-${comment}`,
    key: FAULTS[code] ?? 'moderation.fault.gone',
  }
  return fail(code === 'no-words' ? 400 : code === 'changed-since' ? 409 : 404, { faults: [fault], done: null })
}

export const actions: Actions = {
  allow: (event) =>
    act(event, 'allowed', (transaction, access, comment, _, at) =>
      decideComment(transaction, access, comment, 'shown', at),
    ),
  refuse: (event) =>
    act(event, 'refused', (transaction, access, comment, _, at) =>
      decideComment(transaction, access, comment, 'refused', at),
    ),
  redact: (event) =>
    act(event, 'redacted', (transaction, access, comment, words, at) =>
      redactComment(transaction, access, comment, words, commentFlags(words), at),
    ),
  keep: (event) =>
    act(event, 'kept', (transaction, access, { comment }, _, at) => keepReported(transaction, access, comment, at)),
  answer: (event) =>
    act(event, 'answered', async (transaction, access, { comment }, words, at) => {
      const people = await sitePeople(transaction)
      const own = people.find(({ account }) => account === access.account)?.name
      const { name: clinic } = await clinicName(transaction)
      const name = own ?? (clinic === '' ? 'Clearday' : clinic)
      return answerAsClinic(transaction, access, { comment, name, words, language: event.locals.language }, at)
    }),
}
