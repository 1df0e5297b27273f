// What the clinic says about itself: imprint.
import { ownPage } from '#lib/server/site/own-page.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  locals.forEverybody = true
  return { shown: await ownPage(locals, 'imprint') }
}
