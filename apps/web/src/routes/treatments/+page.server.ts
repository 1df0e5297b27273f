import { evidenceSummary, TREATMENTS } from '@clearday/evidence'
import { asReader } from '@clearday/store'
import { treatmentName } from '#lib/server/site/evidence-block.ts'
import { clinicOf, dayOf, givenAt } from '#lib/server/site/offered.ts'
import { masthead } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const day = dayOf(clinic.clock())
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const here = await clinicOf(transaction, head.people)
    return {
      ...{ clinicName: head.clinic.name, canonical: `${clinic.origin}/treatments` },
      treatments: TREATMENTS.map(({ id }) => {
        const summary = evidenceSummary(id, language)
        return {
          ...{ href: `/treatments/${id}`, name: treatmentName(id, language) },
          ...{ whatItIs: summary?.whatItIs ?? '', headline: summary?.headline.text ?? '' },
          places: givenAt(here, id, day, language)
            .map(({ name }) => name)
            .join(', '),
        }
      }).toSorted((a, b) => a.name.localeCompare(b.name)),
    }
  })
}
