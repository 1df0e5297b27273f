// What can be booked without an account.
import { asReader } from '@clearday/store'
import { masthead } from '#lib/server/site/reading.ts'
import { bookable } from '#lib/server/visit/bookable.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  const { clinic, language } = locals
  return asReader(clinic.app, async (transaction) => ({
    clinicName: (await masthead(transaction, clinic.origin, language)).clinic.name,
    canonical: `${clinic.origin}/visit`,
    services: (await bookable(transaction, language)).filter(({ booking }) => booking === 'instant'),
  }))
}
