// What differs between two versions, for who writes and reviews: texts as they are written, everything else by name instead of by id.
import { differencesBetween, passagesBetween, type Article, type FieldDifference } from '@clearday/articles'
import { clinicLocations, draftLines, siteHead } from '@clearday/store'
import { day, moment, words, type Language } from '#lib/words/words.ts'
import { LISTED, type ChangeNames } from '../site/article-changes.ts'
import { mastheadOf, type Transaction } from '../site/reading.ts'

/** At most three queries; none where nothing differs. @param zone IANA name of the clinic's. */
export async function toldDifferences(
  transaction: Transaction,
  before: Article,
  after: Article,
  told: { readonly language: Language; readonly zone: string; readonly origin: string },
): Promise<readonly FieldDifference[]> {
  const found = differencesBetween(before, after)
  if (found.length === 0) return found
  const names: ChangeNames = {
    language: told.language,
    head: mastheadOf(await siteHead(transaction), told.origin, told.language),
    titles: new Map((await draftLines(transaction)).map((line) => [line.key, line.title])),
    places: new Map((await clinicLocations(transaction)).map(({ id, name }) => [id, name])),
  }
  return found.map((difference) => {
    const { field } = difference
    const said = (article: Article): readonly string[] | null => saidOf(field, article, names, told)
    const [from, to] = [said(before), said(after)]
    if (from === null || to === null || from.join('\n') === to.join('\n')) return difference
    return { field, passages: passagesBetween(from.join('\n'), to.join('\n'), told.language) }
  })
}

function saidOf(
  field: keyof Article,
  article: Article,
  names: ChangeNames,
  { language, zone }: { readonly language: Language; readonly zone: string },
): readonly string[] | null {
  const say = words(language)
  if (field === 'firstPublished') {
    const instant = article.firstPublished?.replace(/\[.*\]$/, '') ?? ''
    return Number.isNaN(Date.parse(instant)) ? [] : [moment(language, instant, zone)]
  }
  if (field === 'editorsNotes')
    return article.editorsNotes.map(
      ({ date, kind, words: why }) => `${say(`site.note.${kind}`, { day: day(language, date) })} ${why}`,
    )
  return field !== 'slug' && Object.hasOwn(LISTED, field) ? (LISTED[field]?.(article, names) ?? null) : null
}
