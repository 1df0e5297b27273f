// The writing page: an article with all its parts, kept as often as somebody wants, shown as readers will see it.
import { draftLines, draftOf, isUuid, remarksOf, revisionDocument, writerNames } from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { articleFromForm } from '#lib/server/editing/article-form.ts'
import { checkDraft } from '#lib/server/editing/check-draft.ts'
import { choicesFor } from '#lib/server/editing/choices.ts'
import { clinicZones, dayIn } from '#lib/server/editing/clinic-zone.ts'
import { asEditor, asEditorOrReviewer } from '#lib/server/editing/editors.ts'
import { chooseBetween, keepDraft } from '#lib/server/editing/keep-draft.ts'
import { partsFor, withPart } from '#lib/server/editing/parts.ts'
import { articleOf, renderParts } from '#lib/server/site/article-page.ts'
import { picturesOf } from '#lib/server/site/article-pictures.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const REMARKS_SHOWN = 5

export const load: PageServerLoad = async (event) => {
  const { id } = event.params
  if (!isUuid(id)) error(404)
  return asEditorOrReviewer(event, async (transaction, access) => {
    // who only reviews reads it where they answer
    if (access.edit !== true) redirect(303, `/clinic/articles/${id}/review`)
    const draft = await draftOf(transaction, id)
    if (draft === null) error(404)
    const article = articleOf(draft.document)
    const remarks = (await remarksOf(transaction, id)).slice(0, REMARKS_SHOWN)
    const names = await writerNames(transaction, access, [draft.changedBy, ...remarks.map(({ saidBy }) => saidBy)])
    const line = (await draftLines(transaction)).find(({ articleId }) => articleId === id)
    const [zone] = await clinicZones(transaction)
    const today = dayIn(zone, event.locals.clinic.clock())
    return {
      zone,
      ...{ article, revision: draft.revision, stage: draft.stage, changedAt: draft.changedAt },
      changedBy: names.get(draft.changedBy) ?? '',
      plannedFor: line?.plannedFor ?? null,
      shown: line?.shown ?? false,
      choices: await choicesFor(transaction, article),
      parts: await partsFor(transaction, event.locals.language, article.language),
      check: await checkDraft(transaction, article, today),
      preview: renderParts(article, await picturesOf(transaction, article)),
      remarks: remarks.map((remark) => ({ ...remark, by: names.get(remark.saidBy) ?? '' })),
      kept: KEPT.find((how) => how === event.url.searchParams.get('kept')) ?? null,
    }
  })
}

const KEPT = ['saved', 'same', 'joined', 'restored'] as const

async function written(event: RequestEvent) {
  const form = await event.request.formData()
  const from = Number(form.get('from'))
  const { id } = event.params
  if (!isUuid(id) || !Number.isInteger(from) || from < 1) error(404)
  return { form, from, id }
}

export const actions: Actions = {
  save: async (event) => {
    const { form, from, id } = await written(event)
    const { clock } = event.locals.clinic
    const outcome = await asEditor(event, async (transaction, access) => {
      const base = (await revisionDocument(transaction, id, from)) ?? error(404)
      const article = articleFromForm(form, articleOf(base))
      return {
        article,
        kept: await keepDraft(transaction, access, { articleId: id, from, article, automatic: false }, clock()),
      }
    })
    const { article, kept } = outcome
    if (kept.type === 'fault') return fail(400, { faults: [kept.fault], article, from })
    if (kept.type === 'conflict') return fail(409, { conflict: kept.conflict })
    const next = form.get('next') === 'publish' ? '/publish' : `?kept=${kept.how}`
    redirect(303, `/clinic/articles/${id}${next}`)
  },
  /** What is written, as readers would see it; nothing is kept. */
  show: async (event) => {
    const { form, from, id } = await written(event)
    return asEditor(event, async (transaction) => {
      const base = (await revisionDocument(transaction, id, from)) ?? error(404)
      const written = articleFromForm(form, articleOf(base))
      const article = { ...written, body: withPart(written.body, form) }
      const today = dayIn((await clinicZones(transaction))[0], event.locals.clinic.clock())
      return {
        ...{ article, from },
        check: await checkDraft(transaction, article, today),
        preview: renderParts(article, await picturesOf(transaction, article)),
      }
    })
  },
  /** What somebody chose where two had changed the same. */
  merge: async (event) => {
    const { form, from: base, id } = await written(event)
    const standing = Number(form.get('standing'))
    const { clock } = event.locals.clinic
    const kept = await asEditor(event, async (transaction, access) => {
      const [first, other] = [
        (await revisionDocument(transaction, id, base)) ?? error(404),
        (await revisionDocument(transaction, id, standing)) ?? error(404),
      ].map(articleOf)
      if (first === undefined || other === undefined) error(404)
      const mine = articleFromForm(form, first)
      const article = chooseBetween(first, mine, other, (field) => String(form.get(`choice-${field}`) ?? 'both'))
      return keepDraft(transaction, access, { articleId: id, from: standing, article, automatic: false }, clock())
    })
    if (kept.type === 'fault') return fail(400, { faults: [kept.fault] })
    if (kept.type === 'conflict') return fail(409, { conflict: kept.conflict })
    redirect(303, `/clinic/articles/${id}?kept=joined`)
  },
}
