// Which addresses a link may have: places of this site, the web, mail and telephone. Everything else shows its words without a link.

const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:'])

export type Address =
  | { readonly kind: 'here'; readonly href: string }
  | { readonly kind: 'elsewhere'; readonly href: string }
  | { readonly kind: 'refused' }

/** Control characters and spaces, which browsers drop before they read a scheme. */
const DROPPED = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]/g

/** Decides by what a browser would make of it, not by how it is spelt. */
export function addressOf(written: string): Address {
  const href = written.replace(DROPPED, '')
  if (href === '') return { kind: 'refused' }
  // `//host` and `/\host` are other hosts in the clothes of a path
  if (/^[/\\]{2}/.test(href)) return { kind: 'refused' }
  const base = 'https://here.invalid'
  if (!URL.canParse(href, base)) return { kind: 'refused' }
  const url = new URL(href, base)
  if (url.origin === base) return href.includes('\\') ? { kind: 'refused' } : { kind: 'here', href }
  if (!SCHEMES.has(url.protocol) || url.username !== '' || url.password !== '') return { kind: 'refused' }
  return { kind: 'elsewhere', href: url.href }
}
