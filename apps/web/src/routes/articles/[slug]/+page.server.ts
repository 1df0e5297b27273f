import { asReader } from '@clearday/store'
import { error, redirect } from '@sveltejs/kit'
import { articlePage } from '#lib/server/site/article-page.ts'
import type { PageServerLoad } from './$types'

const GONE = 410

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  locals.forEverybody = true
  const { clinic } = locals
  const found = await asReader(clinic.app, (transaction) => articlePage(transaction, clinic.origin, params.slug))
  if (found.type === 'moved') redirect(301, found.to)
  if (found.type === 'nothing') error(404)
  if (found.type === 'withdrawn') {
    locals.status = GONE
    return { withdrawn: found, page: null, origin: clinic.origin }
  }
  setHeaders({ 'last-modified': new Date(found.page.changedAt).toUTCString() })
  return { withdrawn: null, page: found.page, origin: clinic.origin }
}
