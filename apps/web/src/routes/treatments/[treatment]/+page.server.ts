import { findTreatment } from '@clearday/evidence'
import { asReader, listArticles } from '@clearday/store'
import { error, redirect } from '@sveltejs/kit'
import { evidenceBlock } from '#lib/server/site/evidence-block.ts'
import { cardOf, masthead } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

const MOST = 20

export const load: PageServerLoad = async ({ locals, params }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const treatment = findTreatment(params.treatment)
  const block = treatment === undefined ? null : evidenceBlock(treatment.id)
  if (treatment === undefined || block === null) error(404)
  if (treatment.id !== params.treatment) redirect(301, `/treatments/${treatment.id}`)
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const found = await listArticles(transaction, { language, treatment: treatment.id, most: MOST })
    return {
      ...{ block, aliases: treatment.aliases.join(', '), prescribed: treatment.prescribed },
      ...{ clinicName: head.clinic.name, canonical: `${clinic.origin}/treatments/${treatment.id}` },
      cards: found.map((card) => cardOf(card, head.people)),
    }
  })
}
