import { asReader } from '@clearday/store'
import { paperRows } from '#lib/server/site/paper-rows.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { words } from '#lib/words/words.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const head = await asReader(clinic.app, (transaction) => masthead(transaction, clinic.origin, language))
  return {
    ...{ clinicName: head.clinic.name, canonical: `${clinic.origin}/paper-diary` },
    rows: paperRows(words(language)),
  }
}
