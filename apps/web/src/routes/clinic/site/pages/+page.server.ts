// The pages on which the clinic speaks of itself: written in Markdown, one language at a time, with a look before saving.
import { saveSitePage, SITE_PAGES, sitePage } from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { asManager } from '#lib/server/site/managing-site.ts'
import { ownPageHtml } from '#lib/server/site/own-page.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { isLanguage, words, type Language } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const LONGEST = 50_000

function chosen(url: URL, own: Language) {
  const language = url.searchParams.get('language')
  return {
    page: SITE_PAGES.find((one) => one === url.searchParams.get('page')) ?? 'about',
    language: isLanguage(language) ? language : own,
  }
}

export const load: PageServerLoad = (event) =>
  asManager(event, async (transaction) => {
    const { page, language } = chosen(event.url, event.locals.language)
    const standing = (await sitePage(transaction, page)).find((one) => one.language === language)
    return {
      ...{ page, textLanguage: language, pages: SITE_PAGES },
      from: standing?.version ?? 0,
      body: standing?.body ?? words(language)(`own.${page}.default`),
      savedAt: standing?.savedAt ?? null,
    }
  })

export const actions: Actions = {
  look: async (event) => {
    const { language } = chosen(event.url, event.locals.language)
    const said = await readForm(event.request)
    const body = said('body').slice(0, LONGEST)
    await asManager(event, () => Promise.resolve())
    return { looked: ownPageHtml(body, language), body, from: Number(said('from')) }
  },
  save: async (event) => {
    const { page, language } = chosen(event.url, event.locals.language)
    const said = await readForm(event.request)
    const [body, from] = [said('body').replace(/\r\n?/g, '\n'), Number(said('from'))]
    const refuse = (status: number, fault: Fault) => fail(status, { faults: [fault], body, from })
    if (body.length > LONGEST)
      return refuse(400, { field: 'body', key: 'siteset.fault.long', values: { most: LONGEST } })
    if (!Number.isSafeInteger(from) || from < 0) return refuse(400, { field: 'body', key: 'siteset.fault.changed' })
    const { clock } = event.locals.clinic
    const outcome = await asManager(event, (transaction, access) =>
      saveSitePage(transaction, access, { page, language, body, from }, clock()),
    )
    if (outcome.type === 'error') return refuse(409, { field: 'body', key: 'siteset.fault.changed' })
    return { done: true }
  },
}
