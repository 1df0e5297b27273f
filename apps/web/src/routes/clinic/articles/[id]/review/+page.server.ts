// What lies before a reviewer: the article as readers will see it, what changed since the last review, and the answer.
import {
  draftOf,
  isUuid,
  remarksOf,
  reviewArticle,
  revisionDocument,
  revisionsOf,
  sitePeople,
  writerNames,
  wroteIn,
} from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { isDay } from '#lib/server/acting.ts'
import { checkDraft } from '#lib/server/editing/check-draft.ts'
import { clinicZones, dayIn } from '#lib/server/editing/clinic-zone.ts'
import { asEditorOrReviewer, siteFault } from '#lib/server/editing/editors.ts'
import { toldDifferences } from '#lib/server/editing/told-differences.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { articleOf, renderParts } from '#lib/server/site/article-page.ts'
import { picturesOf } from '#lib/server/site/article-pictures.ts'
import { fullName } from '#lib/server/site/reading.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { id } = event.params
  if (!isUuid(id)) error(404)
  return asEditorOrReviewer(event, async (transaction, access) => {
    const draft = await draftOf(transaction, id)
    if (draft === null) error(404)
    const article = articleOf(draft.document)
    const people = await sitePeople(transaction)
    const me = people.find(({ account, reviews }) => reviews && account === access.account)
    const remarks = await remarksOf(transaction, id)
    const names = await writerNames(transaction, access, [draft.changedBy, ...remarks.map(({ saidBy }) => saidBy)])
    // what a reviewer has passed before is what they know of it
    const passed = (await revisionsOf(transaction, id)).find(
      ({ stage, revision }) => stage === 'reviewed' && revision < draft.revision,
    )
    const before = passed === undefined ? null : await revisionDocument(transaction, id, passed.revision)
    const [zone] = await clinicZones(transaction)
    const today = dayIn(zone, event.locals.clinic.clock())
    return {
      zone,
      ...{ article, today, stage: draft.stage, revision: draft.revision, changedAt: draft.changedAt },
      writes: access.edit === true,
      changedBy: names.get(draft.changedBy) ?? '',
      reviewer: me === undefined ? null : fullName(me),
      isAuthor: me !== undefined && (article.authors.includes(me.id) || (await wroteIn(transaction, access, id))),
      authors: article.authors.map((one) => people.find((person) => person.id === one)?.name ?? one),
      asked: people.find((person) => person.id === article.reviewer)?.name ?? null,
      check: await checkDraft(transaction, article, today),
      preview: renderParts(article, await picturesOf(transaction, article)),
      remarks: remarks.map((remark) => ({ ...remark, by: names.get(remark.saidBy) ?? '' })),
      lastReviewedAt: passed?.savedAt ?? null,
      since:
        before === null
          ? []
          : await toldDifferences(transaction, articleOf(before), article, {
              ...{ zone, language: event.locals.language, origin: event.locals.clinic.origin },
            }),
      done: ['passed', 'given-back'].find((one) => one === event.url.searchParams.get('done')) as
        'passed' | 'given-back' | undefined,
    }
  })
}

export const actions: Actions = {
  default: async (event) => {
    const { id } = event.params
    const said = await readForm(event.request)
    const revision = Number(said('revision'))
    if (!isUuid(id) || !Number.isInteger(revision)) error(404)
    const { clock } = event.locals.clinic
    const passed = said('answer') === 'pass'
    const kept = { words: said('words'), day: said('day') }
    const fault = await asEditorOrReviewer(event, async (transaction, access): Promise<Fault | null> => {
      const today = dayIn((await clinicZones(transaction))[0], clock())
      if (passed && (!isDay(kept.day) || kept.day > today)) return { field: 'day', key: 'edit.fault.reviewDay' }
      const looked = { articleId: id, revision }
      const outcome = await reviewArticle(transaction, access, looked, passed, kept.day, clock(), kept.words)
      return siteFault(outcome, outcome.type === 'error' && outcome.error.code === 'no-words' ? 'words' : 'answer')
    })
    if (fault !== null) return fail(400, { faults: [fault], kept })
    redirect(303, `/clinic/articles/${id}/review?done=${passed ? 'passed' : 'given-back'}`)
  },
}
