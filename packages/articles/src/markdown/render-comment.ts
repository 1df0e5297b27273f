// A reader's comment: a few marks of Markdown and nothing else. Links say that they are a reader's, and search engines do not count them.
import type { Element, Root } from 'hast'
import { sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import type { Heading, Html, Image, Link } from 'mdast'
import { toHast } from 'mdast-util-to-hast'
import { addressOf } from './address.ts'
import { parsePlain } from './parse.ts'
import { COMMENT_SCHEMA } from './sanitise-schema.ts'

export interface RenderedComment {
  readonly html: string
  /** Links to other sites, which a comment may have few of. */
  readonly links: number
}

export function renderComment(markdown: string): RenderedComment {
  let links = 0
  const html = toHast(parsePlain(markdown), {
    handlers: {
      link: (state, node: Link): Element => {
        const address = addressOf(node.url)
        if (address.kind !== 'elsewhere')
          return { type: 'element', tagName: 'span', properties: {}, children: state.all(node) }
        links += 1
        return {
          type: 'element',
          tagName: 'a',
          properties: { href: address.href, rel: ['ugc', 'nofollow', 'noopener', 'noreferrer'] },
          children: state.all(node),
        }
      },
      // a title in a comment would stand among those of the page
      heading: (state, node: Heading) => ({ type: 'element', tagName: 'p', properties: {}, children: state.all(node) }),
      image: (_, node: Image) => ({ type: 'text', value: node.alt ?? '' }),
      footnoteReference: () => undefined,
      html: (_, node: Html) => ({ type: 'text', value: node.value }),
    },
  }) as Root
  return { html: toHtml(sanitize(html, COMMENT_SCHEMA)).trim(), links }
}
