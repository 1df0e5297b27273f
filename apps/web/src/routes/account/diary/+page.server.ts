// One month of one's own diary, or of one that is written for somebody, to read.
import { readMonth } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { chosenDiary, onShownDiary } from '#lib/server/chosen-diary.ts'
import { signedIn } from '#lib/server/sign-in.ts'
import { monthRows } from '#lib/words/month-rows.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  signedIn(event)
  const { clinic, language } = event.locals
  const month = await onShownDiary(event, (transaction, access, patient) =>
    readMonth(transaction, access, patient, event.url.searchParams.get('month'), clinic.clock()),
  )
  if (month?.type === 'error') error(404, 'not-found')
  return { ...(await chosenDiary(event)), shown: month === null ? null : monthRows(language, month.value) }
}
