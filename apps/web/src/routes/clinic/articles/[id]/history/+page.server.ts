// Every saving of an article, two of them side by side, and an old one taken up again as a new one.
import type { Article } from '@clearday/articles'
import {
  draftOf,
  isUuid,
  revisionDocument,
  revisionsOf,
  saveDraft,
  writerNames,
  type SiteDocument,
} from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { clinicZones } from '#lib/server/editing/clinic-zone.ts'
import { asEditor, asEditorOrReviewer, siteFault } from '#lib/server/editing/editors.ts'
import { toldDifferences } from '#lib/server/editing/told-differences.ts'
import { readForm } from '#lib/server/sign-in.ts'
import { articleOf } from '#lib/server/site/article-page.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { id } = event.params
  if (!isUuid(id)) error(404)
  return asEditorOrReviewer(event, async (transaction, access) => {
    const draft = await draftOf(transaction, id)
    if (draft === null) error(404)
    const revisions = await revisionsOf(transaction, id)
    const names = await writerNames(
      transaction,
      access,
      revisions.map(({ savedBy }) => savedBy),
    )
    const asked = event.url.searchParams
    const numbered = (name: string, otherwise: number): number => {
      const given = Number(asked.get(name) ?? NaN)
      return revisions.some(({ revision }) => revision === given) ? given : otherwise
    }
    const after = numbered('after', draft.revision)
    const earlier = revisions.find(({ revision }) => revision < after)?.revision ?? after
    const before = numbered('before', earlier)
    const [one, other] = [
      await revisionDocument(transaction, id, before),
      await revisionDocument(transaction, id, after),
    ]
    const [zone] = await clinicZones(transaction)
    return {
      ...{ zone, before, after, revision: draft.revision, title: articleOf(draft.document).title },
      writes: access.edit === true,
      textLanguage: articleOf(draft.document).language,
      withAutomatic: asked.has('all'),
      revisions: revisions.map((line) => ({ ...line, by: names.get(line.savedBy) ?? '' })),
      differences:
        one === null || other === null
          ? []
          : await toldDifferences(transaction, articleOf(one), articleOf(other), {
              ...{ zone, language: event.locals.language, origin: event.locals.clinic.origin },
            }),
    }
  })
}

export const actions: Actions = {
  restore: async (event) => {
    const { id } = event.params
    const said = await readForm(event.request)
    const [from, wanted] = [Number(said('revision')), Number(said('restore'))]
    if (!isUuid(id) || !Number.isInteger(from) || !Number.isInteger(wanted)) error(404)
    const { clock } = event.locals.clinic
    const fault = await asEditor(event, async (transaction, access) => {
      const old = (await revisionDocument(transaction, id, wanted)) ?? error(404)
      const now = (await draftOf(transaction, id)) ?? error(404)
      const document = takenUp(articleOf(old), articleOf(now.document)) as unknown as SiteDocument
      const saved = await saveDraft(transaction, access, { articleId: id, from, document, automatic: false }, clock())
      if (saved.type === 'ok' && saved.value.type === 'conflict')
        return { field: 'restore', key: 'edit.refused.changed-since' } as const
      return siteFault(saved, 'restore')
    })
    if (fault !== null) return fail(400, { faults: [fault] })
    redirect(303, `/clinic/articles/${id}?kept=restored`)
  },
}

/** When it first appeared, where it was found and what was said in public since is no older for it. */
function takenUp(old: Article, now: Article): Article {
  const { firstPublished, editorsNotes, lastReviewed, reviewer } = now
  const formerSlugs = [...new Set([...now.formerSlugs, ...(firstPublished === null ? [] : [now.slug])])]
  return {
    ...{ ...old, firstPublished, editorsNotes, lastReviewed, reviewer },
    formerSlugs: formerSlugs.filter((slug) => slug !== old.slug),
  }
}
