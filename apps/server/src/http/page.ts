// Pages that the server writes itself, without scripts: they work in every browser, look like the clinic's other pages in each light, and their
// policy allows nothing but their own style.
import { createHash } from 'node:crypto'
import type { Reader } from './reader.ts'

const NIGHT =
  '--ground:#12171a;--raised:#1a2124;--ink:#d5d9d4;--quiet:#9ba6a3;--line:#30393c;--control:#75807d;--accent:#7cc0b4;--on:#0f1a19'
const DIM = '--ink:var(--hue);--quiet:var(--hue);--accent:var(--hue)'

/** The tokens of the pages' look (`apps/web/src/lib/page.css`), as far as they are needed here. */
const STYLE = `:root{--ground:#faf8f4;--raised:#fffefb;--ink:#24302f;--quiet:#56625f;--line:#d9d5cb;--control:#77807c;--accent:#1d6a63;--on:#fffefb;--target:2.75rem;--text:1.0625rem}
:root[data-light=night]{${NIGHT}}
@media (prefers-color-scheme:dark){:root[data-light=auto]{${NIGHT}}}
:root[data-light^=attack]{--hue:#b98a4e;--ground:#0a0908;--raised:#0f0d0b;--line:#3a2c1b;--control:#86643a;--on:#0a0908;--target:4rem;--text:1.1875rem;${DIM}}
:root[data-light=attack-green]{--hue:#6f9d72;--line:#26362a;--control:#57795a}
:root[data-light=attack-grey]{--hue:#8f8f8c;--line:#333332;--control:#70706d}
*{box-sizing:border-box}[hidden]{display:none!important}
html{background:var(--ground);color:var(--ink);font:var(--text)/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
body{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font-size:2rem;line-height:1.25;font-weight:600;letter-spacing:-.01em;margin:0 0 1rem;text-wrap:balance}
p,form{max-width:36rem;margin:0 0 1rem}label{display:block;font-weight:600;margin:0 0 1.5rem;max-width:28rem}
input{display:block;width:100%;margin-top:.25rem;min-height:var(--target);padding:.5rem .75rem;border:1px solid var(--control);border-radius:.5rem;background:var(--raised);color:var(--ink);font:inherit;font-weight:400}
button{min-height:var(--target);padding:.5rem 1.5rem;border:1px solid var(--accent);border-radius:.5rem;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
[data-light^=attack] button{background:none;color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
[role=alert]{border-left:4px solid var(--accent);padding-left:1rem;font-weight:600}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:baseline;padding:.5rem 1rem .5rem 0;border-bottom:1px solid var(--line)}
thead th{font-size:.875rem;color:var(--quiet);font-weight:500}tbody th{font-weight:500;white-space:nowrap}.quiet{color:var(--quiet)}
@media print{:root:root{--ground:#fff;--ink:#000;--quiet:#333;--line:#999}form{display:none}}`

/** @param body HTML whose text has gone through `escapeHtml`. @param form its forms are sent to this server. */
export function page(
  title: string,
  body: string,
  { status = 200, form = false, style = '', headers = {}, reader = { language: 'en', light: 'auto' } }: PageMore = {},
): Response {
  const { language, light } = reader
  const scheme = light === 'auto' ? 'light dark' : light === 'day' ? 'light' : 'dark'
  const look = STYLE + style
  const hash = createHash('sha256').update(look).digest('base64')
  const html = `<!doctype html>
<html lang="${language}" data-light="${light}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${scheme}"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${look}</style></head>
<body><main>${body}</main></body></html>
`
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action ${form ? "'self'" : "'none'"}; frame-ancestors 'none'; object-src 'none'`
  return new Response(html, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, ...headers },
  })
}

export interface PageMore {
  readonly status?: number
  readonly form?: boolean
  /** What its look has beside that of the other pages. */
  readonly style?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The language its words are in, and the light it is shown in. */
  readonly reader?: Reader
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
