// Everything that is written, with where it stands; narrowed by stage, language and words.
import { ARTICLE_STAGES, draftLines, sitePeople, writerNames } from '@clearday/store'
import { clinicZones } from '#lib/server/editing/clinic-zone.ts'
import { asEditorOrReviewer } from '#lib/server/editing/editors.ts'
import { isLanguage } from '#lib/words/words.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  asEditorOrReviewer(event, async (transaction, access) => {
    const asked = event.url.searchParams
    const stage = ARTICLE_STAGES.find((one) => one === asked.get('stage')) ?? ''
    const given = asked.get('language')
    const language = isLanguage(given) ? given : ''
    const words = (asked.get('words') ?? '').trim().slice(0, 100)
    const all = await draftLines(transaction)
    const found = all.filter(
      (line) =>
        (stage === '' || line.stage === stage) &&
        (language === '' || line.language === language) &&
        `${line.title} ${line.key}`.toLowerCase().includes(words.toLowerCase()),
    )
    const names = await writerNames(
      transaction,
      access,
      found.map(({ changedBy }) => changedBy),
    )
    const people = await sitePeople(transaction)
    const mine = people.find(({ account, reviews }) => account === access.account && reviews)?.id ?? null
    const [zone] = await clinicZones(transaction)
    return {
      zone,
      writes: access.edit === true,
      reviews: mine !== null,
      filter: { stage, language, words },
      stages: ARTICLE_STAGES.map((one) => ({ stage: one, count: all.filter((line) => line.stage === one).length })),
      total: all.length,
      lines: found.map((line) => ({
        ...line,
        by: names.get(line.changedBy) ?? '',
        reviewerName: people.find(({ id }) => id === line.reviewer)?.name ?? '',
        forMe: mine !== null && line.stage === 'in-review' && (line.reviewer === null || line.reviewer === mine),
      })),
    }
  })
