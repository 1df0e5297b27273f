// The page for the doctor of one's own diary, or of one that is written for somebody, as a PDF. By POST: what is asked stands in no address.
import { MOST_QUESTION } from '@clearday/care'
import { readWhole } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { onChosenDiary } from '#lib/server/chosen-diary.ts'
import { readForm, signedIn } from '#lib/server/sign-in.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = async (event) => {
  const { account } = signedIn(event)
  const { clinic, language, light } = event.locals
  const said = await readForm(event.request)
  const [name, question] = [said('name'), said('question').slice(0, MOST_QUESTION)]
  const made = await clinic.inTurn(account, async () => {
    const read = await onChosenDiary(event, (transaction, access, patient) =>
      readWhole(transaction, access, patient, 'doctor-page', clinic.clock()),
    )
    if (read?.type !== 'ok') error(404, 'not-found')
    const paper = said('paper') === 'Letter' ? ('Letter' as const) : ('A4' as const)
    return clinic.doctorPage({
      ...{ diary: read.value, account, paper, light },
      options: { language, name, question },
    })
  })
  return made ?? error(429, 'too-many')
}
