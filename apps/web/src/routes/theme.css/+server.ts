// The clinic's colours as a style sheet.
import { lookOf, themeSheet } from '#lib/server/site/look.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals }) => {
  locals.forEverybody = true
  return new Response(themeSheet(await lookOf(locals.clinic)), {
    headers: { 'content-type': 'text/css; charset=utf-8' },
  })
}
