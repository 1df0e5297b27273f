// Pages that the server writes itself, without scripts: they work in every browser, and their policy allows nothing but their own style.
import { createHash } from 'node:crypto'

const STYLE = `:root{color-scheme:light dark}body{font:1.05rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #8886}
input,button{font:inherit;padding:.5rem .8rem;margin:.2rem 0}label{display:block;margin:.8rem 0}.quiet{opacity:.75}`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** @param body HTML whose text has gone through `escapeHtml`. @param form its forms are sent to this server. */
export function page(
  title: string,
  body: string,
  { status = 200, form = false, headers = {} }: PageMore = {},
): Response {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>${body}</main></body></html>
`
  const policy = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action ${form ? "'self'" : "'none'"}; frame-ancestors 'none'`
  return new Response(html, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, ...headers },
  })
}

export interface PageMore {
  readonly status?: number
  readonly form?: boolean
  readonly headers?: Readonly<Record<string, string>>
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
