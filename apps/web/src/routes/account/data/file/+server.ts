// Everything of a diary as one file. By POST, because it is written into the record.
import { error } from '@sveltejs/kit'
import { exportPatient, zipOf } from '@clearday/store'
import { onChosenDiary } from '#lib/server/chosen-diary.ts'
import { signedIn } from '#lib/server/sign-in.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = async (event) => {
  const at = event.locals.clinic.clock()
  const { account } = signedIn(event)
  const exported = await event.locals.clinic.inTurn(account, () =>
    onChosenDiary(event, (transaction, access, patient) => exportPatient(transaction, access, patient, at)),
  )
  if (exported?.type !== 'ok') error(404, 'not-found')
  return new Response(new Uint8Array(zipOf(exported.value.files, at)), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="clearday-${new Date(at).toISOString().slice(0, 10)}.zip"`,
    },
  })
}
