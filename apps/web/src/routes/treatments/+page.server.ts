import { evidenceSummary, TREATMENTS } from '@clearday/evidence'
import { asReader } from '@clearday/store'
import { masthead } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const head = await asReader(clinic.app, (transaction) => masthead(transaction, clinic.origin, language))
  return {
    ...{ clinicName: head.clinic.name, canonical: `${clinic.origin}/treatments` },
    treatments: TREATMENTS.map(({ id, name, whatItIs }) => ({
      ...{ href: `/treatments/${id}`, name, whatItIs, headline: evidenceSummary(id)?.headline.text ?? '' },
    })).toSorted((a, b) => a.name.localeCompare(b.name)),
  }
}
