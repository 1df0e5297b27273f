// A page on which the clinic speaks of itself: what a manager wrote, else what Clearday can say by itself, in the reader's language.
import { plainWords, renderArticle } from '@clearday/articles'
import { asReader, sitePage, type SitePageName } from '@clearday/store'
import { words, type Language } from '#lib/words/words.ts'
import { masthead } from './reading.ts'

export interface OwnPage {
  readonly clinicName: string
  readonly canonical: string
  readonly title: string
  readonly html: string
  /** How the text begins, for search engines. */
  readonly begins: string
  /** Of the text, which may be there in one language alone. */
  readonly textLanguage: string
  /** When it was saved; null where nobody wrote it yet. */
  readonly savedAt: string | null
}

/** Markdown that cannot run, load from elsewhere or break the page; living parts of articles are left out. */
export function ownPageHtml(body: string, language: Language): string {
  const { blocks } = renderArticle(body, { pictureOf: () => null, language })
  return blocks.flatMap((block) => (block.kind === 'html' ? [block.html] : [])).join('')
}

export async function ownPage(
  { clinic, language }: Pick<App.Locals, 'clinic' | 'language'>,
  page: SitePageName,
): Promise<OwnPage> {
  const say = words(language)
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const versions = await sitePage(transaction, page)
    const written = versions.filter(({ body }) => body.trim() !== '')
    const shown = written.find((one) => one.language === language) ?? written[0]
    const textLanguage = shown?.language === 'es' || (shown === undefined && language === 'es') ? 'es' : 'en'
    const text = shown?.body ?? say(`own.${page}.default`)
    return {
      clinicName: head.clinic.name,
      canonical: `${clinic.origin}/${page}`,
      title: say(`own.${page}`),
      html: ownPageHtml(text, textLanguage),
      begins: beginningOf(plainWords(text)),
      textLanguage,
      savedAt: shown?.savedAt ?? null,
    }
  })
}

const LONGEST_BEGINNING = 200

/** Whole words. */
function beginningOf(words: string): string {
  const line = words.replaceAll('\n', ' ')
  return line.length <= LONGEST_BEGINNING ? line : `${line.slice(0, LONGEST_BEGINNING).replace(/\s+\S*$/, '')} …`
}
