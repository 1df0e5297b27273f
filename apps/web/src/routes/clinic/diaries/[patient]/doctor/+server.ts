// The page for the doctor of a diary that is open to a practitioner. Whether it is, the database says; that it was read stands in the record.
import { isUuid, openToMe, readWhole } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import { signedIn } from '#lib/server/sign-in.ts'
import { words } from '#lib/words/words.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { account } = signedIn(event)
  const { clinic, language, light } = event.locals
  const { patient } = event.params
  if (!isUuid(patient)) error(404, 'not-found')
  const made = await clinic.inTurn(account, async () => {
    const read = await asMe(event, async (transaction, access) => {
      const open = (await openToMe(transaction, access)).find((one) => one.patient === patient)
      if (open === undefined) return null
      return { name: open.name, whole: await readWhole(transaction, access, patient, 'doctor-page', clinic.clock()) }
    })
    // unknown and closed are one answer
    if (read === null || read.whole.type === 'error') error(404, 'not-found')
    const options = { language, name: read.name ?? '' }
    const back = { href: `/clinic/diaries/${patient}`, label: words(language)('doctor.back') }
    return clinic.doctorPage({ diary: read.whole.value, account, options, paper: null, light, back })
  })
  return made ?? error(429, 'too-many')
}
