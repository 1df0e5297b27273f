// What may stand in the HTML of a text: a list of what is allowed, so that whatever is not known is not there.
import type { Schema } from 'hast-util-sanitize'

const CELL = ['scope', 'className'] as const

/** Ids and classes come from our own code alone: Markdown cannot say them, and HTML in it is not read. */
export const ARTICLE_SCHEMA: Schema = {
  strip: ['script', 'style', 'iframe', 'object', 'embed', 'svg', 'math', 'template', 'noscript', 'form'],
  tagNames: [
    ...['p', 'br', 'hr', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'a', 'sup', 'span'],
    ...['ul', 'ol', 'li', 'h2', 'h3', 'h4'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ...['figure', 'figcaption', 'picture', 'source', 'img', 'aside', 'section', 'div'],
  ],
  attributes: {
    a: ['href', 'rel', 'id', 'role', 'ariaLabel', 'ariaDescribedBy', 'className'],
    img: ['src', 'srcSet', 'sizes', 'width', 'height', 'alt', 'loading', 'decoding'],
    source: ['type', 'srcSet', 'sizes'],
    ol: ['start'],
    li: ['id'],
    h2: ['id', 'className'],
    h3: ['id'],
    h4: ['id'],
    th: [...CELL],
    td: [...CELL],
    div: ['className', 'tabIndex', 'role', 'ariaLabel'],
    figure: ['className'],
    aside: ['className', 'ariaLabel'],
    section: ['className', 'ariaLabelledBy', 'ariaLabel'],
    span: ['className'],
    p: ['className'],
    sup: [],
  },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: ['http', 'https'] },
  clobber: [],
  required: {},
}

/** A comment has words, emphasis, lists, quotes and links, and nothing that looks like the page itself. */
export const COMMENT_SCHEMA: Schema = {
  ...ARTICLE_SCHEMA,
  tagNames: ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
  attributes: { a: ['href', 'rel'], ol: ['start'] },
}
