// What the writing page keeps by itself while somebody writes: drafts alone, and never over what somebody else saved.
import { draftOf, isUuid, revisionDocument } from '@clearday/store'
import { error, json } from '@sveltejs/kit'
import { articleFromForm } from '#lib/server/editing/article-form.ts'
import { asEditor } from '#lib/server/editing/editors.ts'
import { keepDraft } from '#lib/server/editing/keep-draft.ts'
import { articleOf } from '#lib/server/site/article-page.ts'
import { words } from '#lib/words/words.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = async (event) => {
  // a script asks: it is told, and not led to a page
  if (event.locals.session === null) return json({ type: 'signed-out' }, { status: 401 })
  const { id } = event.params
  const form = await event.request.formData()
  const from = Number(form.get('from'))
  if (!isUuid(id) || !Number.isInteger(from) || from < 1) error(404)
  const { clinic, language } = event.locals
  const say = words(language)
  return asEditor(event, async (transaction, access) => {
    const draft = await draftOf(transaction, id)
    const base = await revisionDocument(transaction, id, from)
    if (draft === null || base === null) error(404)
    // what lies before a reviewer, or is published, is only changed by who says so
    if (draft.stage !== 'draft' && draft.revision === from) return json({ type: 'off' })
    const article = articleFromForm(form, articleOf(base))
    const kept = await keepDraft(transaction, access, { articleId: id, from, article, automatic: true }, clinic.clock())
    if (kept.type === 'kept') return json({ type: 'saved', revision: kept.revision })
    if (kept.type === 'fault') return json({ type: 'refused', words: say(kept.fault.key, kept.fault.values) })
    const { by, own } = kept.conflict
    return json({
      type: 'conflict',
      words: say(own ? 'edit.autosave.own' : 'edit.autosave.conflict', { who: by || say('edit.somebody') }),
    })
  })
}
