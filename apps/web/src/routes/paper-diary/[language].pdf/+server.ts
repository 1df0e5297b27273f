// The diary on paper as a file to print.
import { asReader } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { paperRows, WORDY_ROW } from '#lib/server/site/paper-rows.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { isLanguage, words } from '#lib/words/words.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params: { language } }) => {
  if (!isLanguage(language)) error(404)
  locals.forEverybody = true
  const { clinic } = locals
  const head = await asReader(clinic.app, (transaction) => masthead(transaction, clinic.origin, language))
  const say = words(language)
  const file = await clinic.paperDiary({
    ...{
      language,
      title: say('paper.title'),
      clinic: head.clinic.name,
      how: say('paper.how'),
      foot: say('paper.foot'),
    },
    ...{ name: say('paper.name'), from: say('paper.from'), day: say('paper.day') },
    rows: paperRows(say),
    wordy: WORDY_ROW,
  })
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${say('paper.file')}.pdf"`,
    },
  })
}
