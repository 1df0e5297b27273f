// The articles that come with Clearday, published in the demonstration by the ways that editors and reviewers have.
import { readdirSync, readFileSync } from 'node:fs'
import { instantOf, readArticleFile, searchedWords, type Article } from '@clearday/articles'
import {
  addLicence,
  asPerson,
  draftLines,
  licences,
  publishArticle,
  putClinicName,
  putSitePerson,
  putSiteTopic,
  reviewArticle,
  saveDraft,
  saveOffer,
  saveSitePage,
  sendToReview,
  SITE_PAGES,
  type Access,
  type Database,
  type LookedAtDraft,
  type Saving,
  type SiteDocument,
  type SiteOutcome,
} from '@clearday/store'
import { withNotes } from './earlier-words.ts'
import { DEMO_OFFERS } from './site-offers.ts'
import { DEMO_PAGES } from './site-pages.ts'
import { DEMO_CLINIC, DEMO_SITE_PEOPLE, DEMO_TOPICS } from './site-people.ts'

const CONTENT = new URL('./', import.meta.resolve('@clearday/articles/content/acupuncture-for-migraine.en.md'))

type Transaction = Parameters<Parameters<typeof asPerson>[2]>[0]

/** Of every article that comes with Clearday, by file name. */
export function articles(): readonly Article[] {
  return readdirSync(CONTENT)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const read = readArticleFile(readFileSync(new URL(name, CONTENT), 'utf8'))
      if (read.type === 'error') throw new TypeError(`${name}: ${read.faults[0]?.message ?? ''}`)
      return read.value
    })
}

/**
 * Nothing where articles are there already. Each is published at the day it says, and again at each of its editor's notes.
 *
 * @param accountOf by the id of a member of staff. @param now ms since 1970: what would lie in the future is published a little before.
 */
export async function seedSite(app: Database, accountOf: (staff: string) => string, now: number): Promise<void> {
  const there = await asPerson(app, accountOf('robin'), (transaction) => draftLines(transaction))
  if (there.length > 0) return
  await asPerson(app, accountOf('toni'), async (transaction, access) => {
    await putClinicName(transaction, access, DEMO_CLINIC)
    for (const { staff, id, name, honours, jobTitle, about, reviews, treatments } of DEMO_SITE_PEOPLE) {
      const person = {
        id,
        name,
        honours,
        jobTitle,
        about,
        reviews,
        treatments,
        portrait: null,
        account: accountOf(staff),
      }
      done(await putSitePerson(transaction, access, person))
    }
    for (const topic of DEMO_TOPICS) done(await putSiteTopic(transaction, access, topic))
    // one that was broken off after this has them already
    if ((await licences(transaction)).length === 0) await saysOfItself(transaction, access, now)
  })
  for (const article of articles()) await publishWithHistory(app, accountOf, article, now)
}

/** Licences, treatments that are offered, and the clinic's own pages. @param at ms since 1970. */
async function saysOfItself(transaction: Transaction, access: Access, at: number): Promise<void> {
  for (const { id, held } of DEMO_SITE_PEOPLE)
    for (const licence of held) done(await addLicence(transaction, access, { ...licence, person: id }, at))
  for (const offer of DEMO_OFFERS) done(await saveOffer(transaction, access, { ...offer, offered: true, from: 0 }, at))
  for (const page of SITE_PAGES)
    for (const [language, body] of Object.entries(DEMO_PAGES[page]))
      done(await saveSitePage(transaction, access, { page, language, body, from: 0 }, at))
}

async function publishWithHistory(
  app: Database,
  accountOf: (staff: string) => string,
  article: Article,
  now: number,
): Promise<void> {
  const reviewer = DEMO_SITE_PEOPLE.find(({ id }) => id === article.reviewer)
  const firstAt = Date.parse(instantOf(article.firstPublished ?? ''))
  const moments = [firstAt, ...article.editorsNotes.map(({ date }) => Date.parse(`${date}T09:00:00Z`))]
  let looked: LookedAtDraft | null = null
  for (const [index, moment] of moments.entries()) {
    const at = Math.min(moment, now)
    const note = article.editorsNotes[index - 1]
    const then = withNotes(article, index)
    const document = then as unknown as SiteDocument
    const act = <Value>(staff: string, work: (transaction: Transaction, access: Access) => Promise<Value>) =>
      asPerson(app, accountOf(staff), work)
    const saving: Saving = {
      articleId: looked?.articleId ?? null,
      from: looked?.revision ?? 0,
      document,
      automatic: false,
    }
    const saved = done(await act('robin', (transaction, access) => saveDraft(transaction, access, saving, at)))
    if (saved.type === 'conflict') throw new TypeError(`${article.key}: saved by somebody else`)
    const { articleId, revision } = saved
    done(await act('robin', (transaction, access) => sendToReview(transaction, access, { articleId, revision }, at)))
    const day = index === moments.length - 1 ? (article.lastReviewed ?? '') : new Date(at).toISOString().slice(0, 10)
    const review = (transaction: Transaction, access: Access) =>
      reviewArticle(transaction, access, { articleId, revision: revision + 1 }, true, day, at)
    done(await act(reviewer?.staff ?? '', review))
    const publishing = {
      ...{ articleId, revision: revision + 2, publishAt: at },
      ...{ why: note?.words ?? '', kind: note?.kind ?? 'update' },
      words: searchedWords(then),
    }
    done(await act('robin', (transaction, access) => publishArticle(transaction, access, publishing, (one) => one, at)))
    looked = { articleId, revision: revision + 3 }
  }
}

/** What the demonstration asks for is allowed. */
function done<Value>(outcome: SiteOutcome<Value>): Value {
  if (outcome.type === 'error') throw new TypeError(`${outcome.error.code} ${JSON.stringify(outcome.error.about)}`)
  return outcome.value
}
