// One month of a diary that is open to a practitioner. Whether it is, the database says; that it was read stands in the patient's record.
import { isUuid, openToMe, readMonth } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import { signedIn } from '#lib/server/sign-in.ts'
import { monthRows } from '#lib/words/month-rows.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  signedIn(event)
  const { clinic, language } = event.locals
  const { patient } = event.params
  if (!isUuid(patient)) error(404, 'not-found')
  const read = await asMe(event, async (transaction, access) => {
    const open = (await openToMe(transaction, access)).find((one) => one.patient === patient)
    if (open === undefined) return null
    const month = await readMonth(transaction, access, patient, event.url.searchParams.get('month'), clinic.clock())
    return { name: open.name, month }
  })
  // unknown and closed are one answer
  if (read === null || read.month.type === 'error') error(404, 'not-found')
  return { patient, name: read.name, shown: monthRows(language, read.month.value) }
}
