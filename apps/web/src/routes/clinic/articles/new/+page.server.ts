// Beginning an article, or an article in a further language.
import type { Article } from '@clearday/articles'
import { draftLines, draftOf, isUuid, saveDraft, type SiteDocument } from '@clearday/store'
import { fail, redirect } from '@sveltejs/kit'
import { addressFrom, emptyArticle, isArticleLanguage, isSlug } from '#lib/server/editing/article-form.ts'
import { asEditor, siteFault } from '#lib/server/editing/editors.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { articleOf } from '#lib/server/site/article-page.ts'
import { LANGUAGES } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const LONGEST_TITLE = 300

export const load: PageServerLoad = (event) =>
  asEditor(event, async (transaction) => {
    const lines = await draftLines(transaction)
    const asked = event.url.searchParams.get('of') ?? ''
    return {
      of: lines.some(({ articleId }) => articleId === asked) ? asked : '',
      // those that do not stand in every language
      others: lines
        .filter(
          ({ key }) =>
            new Set(lines.filter((one) => one.key === key).map((one) => one.language)).size < LANGUAGES.length,
        )
        .map(({ articleId, title, key, language }) => ({ value: articleId, label: `${title || key} (${language})` })),
    }
  })

export const actions: Actions = {
  default: async (event) => {
    const said = await readForm(event.request)
    const kept = { title: said('title'), language: said('language'), of: said('of') }
    const faults: Fault[] = []
    if (kept.title === '' || kept.title.length > LONGEST_TITLE)
      faults.push({ field: 'title', key: 'edit.fault.title', values: { most: LONGEST_TITLE } })
    if (!isArticleLanguage(kept.language)) faults.push({ field: 'language', key: 'fault.choose' })
    const address = addressFrom(kept.title)
    if (faults.length === 0 && !isSlug(address)) faults.push({ field: 'title', key: 'edit.fault.address' })
    if (faults.length > 0 || !isArticleLanguage(kept.language)) return fail(400, { faults, kept })
    const { language } = kept
    const { clock } = event.locals.clinic
    const saved = await asEditor(event, async (transaction, access) => {
      const first = isUuid(kept.of) ? await draftOf(transaction, kept.of) : null
      const document = begun(first === null ? null : articleOf(first.document), address, language, kept.title)
      return saveDraft(
        transaction,
        access,
        { articleId: null, from: 0, document: document as unknown as SiteDocument, automatic: false },
        clock(),
      )
    })
    const fault = siteFault(saved, 'title')
    if (fault !== null || saved.type === 'error' || saved.value.type === 'conflict')
      return fail(400, { faults: fault === null ? [] : [fault], kept })
    redirect(303, `/clinic/articles/${saved.value.articleId}`)
  },
}

/** In a further language it is about the same things, and has the same writers. */
function begun(first: Article | null, address: string, language: Article['language'], title: string): Article {
  const empty = emptyArticle(first?.key ?? address, language, title)
  if (first === null) return empty
  const { authors, treatments, topics, related, locations, calls } = first
  return { ...empty, slug: address, authors, treatments, topics, related, locations, calls }
}
