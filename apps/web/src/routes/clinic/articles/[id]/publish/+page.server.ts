// From a draft to what readers see: the checklist, sending it to review, now or at a moment of the clinic, correcting, withdrawing.
import { articleFaults, searchedWords, type Article } from '@clearday/articles'
import {
  draftLines,
  draftOf,
  isUuid,
  layAside,
  publicationsOf,
  publishArticle,
  remarksOf,
  sendToReview,
  takeBackPlanned,
  withdrawArticle,
  writerNames,
  type SiteDocument,
} from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { checkDraft } from '#lib/server/editing/check-draft.ts'
import { clinicZones, dayIn, instantFrom, momentIn } from '#lib/server/editing/clinic-zone.ts'
import { asEditor, siteFault } from '#lib/server/editing/editors.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { articleOf } from '#lib/server/site/article-page.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const LONGEST_WHY = 1000
/** A planned moment lies ahead, and not so far that nobody remembers it. */
const PLANNED_DAYS = { most: 366 }
const DAY_MS = 86_400_000
const DONE = ['sent', 'published', 'planned', 'taken-back', 'withdrawn', 'aside'] as const

export const load: PageServerLoad = async (event) => {
  const { id } = event.params
  if (!isUuid(id)) error(404)
  return asEditor(event, async (transaction, access) => {
    const draft = await draftOf(transaction, id)
    const line = (await draftLines(transaction)).find(({ articleId }) => articleId === id)
    if (draft === null || line === undefined) error(404)
    const article = articleOf(draft.document)
    const zones = await clinicZones(transaction)
    const remarks = await remarksOf(transaction, id)
    const names = await writerNames(transaction, access, [draft.changedBy, ...remarks.map(({ saidBy }) => saidBy)])
    const publications = await publicationsOf(transaction, id)
    return {
      ...{ stage: draft.stage, revision: draft.revision, changedAt: draft.changedAt, plannedFor: line.plannedFor },
      ...{
        shown: line.shown,
        zones,
        zone: zones[0],
        title: article.title,
        slug: article.slug,
        textLanguage: article.language,
      },
      changedBy: names.get(draft.changedBy) ?? '',
      everPublished: publications.length > 0 || line.plannedFor !== null,
      check: await checkDraft(transaction, article, dayIn(zones[0], event.locals.clinic.clock())),
      remarks: remarks.map((remark) => ({ ...remark, by: names.get(remark.saidBy) ?? '' })),
      publications: publications.map(({ number, kind, why, at }) => ({ number, kind, why, at })),
      done: DONE.find((one) => one === event.url.searchParams.get('done')) ?? null,
    }
  })
}

interface Act {
  readonly id: string
  readonly revision: number
  readonly said: (name: string) => string
}

async function act(event: RequestEvent): Promise<Act> {
  const said = await readForm(event.request)
  const { id } = event.params
  const revision = Number(said('revision'))
  if (!isUuid(id) || !Number.isInteger(revision)) error(404)
  return { id, revision, said }
}

function done(id: string, how: (typeof DONE)[number]): never {
  redirect(303, `/clinic/articles/${id}/publish?done=${how}`)
}

export const actions: Actions = {
  send: async (event) => {
    const { id, revision, said } = await act(event)
    const { clock } = event.locals.clinic
    const words = said('words')
    const fault = await asEditor(event, async (transaction, access): Promise<Fault | null> => {
      const draft = await draftOf(transaction, id)
      if (draft !== null && articleFaults(articleOf(draft.document)).length > 0)
        return { field: 'send', key: 'edit.fault.unfinished' }
      return siteFault(await sendToReview(transaction, access, { articleId: id, revision }, clock(), words), 'send')
    })
    return fault === null ? done(id, 'sent') : fail(400, { faults: [fault], kept: { words } })
  },
  publish: async (event) => {
    const { id, revision, said } = await act(event)
    const { clock } = event.locals.clinic
    const now = clock()
    const kept = { why: said('why'), kind: said('kind'), when: said('when'), local: said('local'), zone: said('zone') }
    const outcome = await asEditor(event, async (transaction, access): Promise<Fault | 'published' | 'planned'> => {
      const draft = await draftOf(transaction, id)
      if (draft === null) return { field: 'publish', key: 'edit.refused.not-found' }
      const zones = await clinicZones(transaction)
      const zone = zones.find((one) => one === kept.zone) ?? zones[0]
      const planned = kept.when === 'planned'
      const at = planned ? instantFrom(kept.local, zone) : now
      if (at === null) return { field: 'local', key: 'edit.fault.moment' }
      if (planned && (at <= now || at > now + PLANNED_DAYS.most * DAY_MS))
        return { field: 'local', key: 'edit.fault.ahead', values: { days: PLANNED_DAYS.most } }
      const article = articleOf(draft.document)
      const why = kept.why.slice(0, LONGEST_WHY)
      const check = await checkDraft(transaction, article, dayIn(zone, now))
      if (draft.stage === 'reviewed' && !check.publishable) return { field: 'publish', key: 'edit.fault.checklist' }
      const kind = kept.kind === 'correction' ? 'correction' : 'update'
      const finish = (document: SiteDocument, first: boolean): SiteDocument =>
        finished(articleOf(document), first, { zone, at, why, kind }) as unknown as SiteDocument
      const publishing = { articleId: id, revision, words: searchedWords(article), why, kind, publishAt: at } as const
      const published = await publishArticle(transaction, access, publishing, finish, now)
      const fault = siteFault(
        published,
        published.type === 'error' && published.error.code === 'no-words' ? 'why' : 'publish',
      )
      return fault ?? (planned ? 'planned' : 'published')
    })
    return typeof outcome === 'string' ? done(id, outcome) : fail(400, { faults: [outcome], kept })
  },
  takeBack: async (event) => {
    const { id } = await act(event)
    const { clock } = event.locals.clinic
    const outcome = await asEditor(event, (transaction, access) => takeBackPlanned(transaction, access, id, clock()))
    const fault = siteFault(outcome, 'publish')
    return fault === null ? done(id, 'taken-back') : fail(400, { faults: [fault] })
  },
  withdraw: async (event) => {
    const { id, said } = await act(event)
    const { clock } = event.locals.clinic
    const withdrawal = said('withdrawal').slice(0, LONGEST_WHY)
    const outcome = await asEditor(event, (transaction, access) =>
      withdrawArticle(transaction, access, id, withdrawal, clock()),
    )
    const fault = siteFault(outcome, 'withdrawal')
    return fault === null ? done(id, 'withdrawn') : fail(400, { faults: [fault], kept: { withdrawal } })
  },
  aside: async (event) => {
    const { id, revision } = await act(event)
    const { clock } = event.locals.clinic
    const outcome = await asEditor(event, (transaction, access) =>
      layAside(transaction, access, { articleId: id, revision }, clock()),
    )
    const fault = siteFault(outcome, 'aside')
    return fault === null ? done(id, 'aside') : fail(400, { faults: [fault] })
  },
}

/** What only becomes known now: when it first appeared, and the note that says in public what was changed and why. */
function finished(
  article: Article,
  first: boolean,
  {
    zone,
    at,
    why,
    kind,
  }: { readonly zone: string; readonly at: number; readonly why: string; readonly kind: 'correction' | 'update' },
): Article {
  if (first) return { ...article, firstPublished: article.firstPublished ?? momentIn(zone, at) }
  return { ...article, editorsNotes: [...article.editorsNotes, { date: dayIn(zone, at), kind, words: why.trim() }] }
}
