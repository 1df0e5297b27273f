// What search engines may list: what is public, and no page of accounts or of staff.
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ locals: { clinic } }) =>
  new Response(
    `User-agent: *\nDisallow: /account\nDisallow: /clinic\nDisallow: /set-up\nDisallow: /api\nDisallow: /search\nSitemap: ${clinic.origin}/sitemap.xml\n`,
    { headers: { 'content-type': 'text/plain; charset=utf-8' } },
  )
