import { asReader } from '@clearday/store'
import { fullName, masthead, worded } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const head = await asReader(clinic.app, (transaction) => masthead(transaction, clinic.origin, language))
  return {
    ...{ clinicName: head.clinic.name, canonical: `${clinic.origin}/people` },
    people: head.people.map((one) => ({
      ...{ href: `/people/${one.id}`, name: fullName(one), jobTitle: worded(one.jobTitle, language) },
    })),
  }
}
