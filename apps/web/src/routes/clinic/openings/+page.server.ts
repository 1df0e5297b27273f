// Diaries that were opened without their patients, for managers: who, whose, until when and why. Where the mail about one leads.
import { openings } from '@clearday/store'
import { asMe, managing } from '#lib/server/acting.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await managing(event)
  const { clock } = event.locals.clinic
  return { openings: await asMe(event, (transaction, access) => openings(transaction, access, clock())) }
}
