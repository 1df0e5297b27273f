// What an article's text becomes: pieces of HTML that are harmless whatever was written, and between them the places that the page fills with living parts.
import type { Call, Told } from '../article.ts'

/** A piece of HTML, or a part that is drawn from the library when the page is read. */
export type Block =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'evidence'; readonly treatment: string }
  | { readonly kind: 'candidacy'; readonly treatment: string }
  | { readonly kind: 'call'; readonly call: Call }

export interface Heading {
  /** What a link leads to, behind the #. */
  readonly id: string
  readonly text: string
  /** 2 to 4: the page's title is 1. */
  readonly level: number
}

/** A picture that the text names, with what is known of it. */
export interface NamedPicture {
  /** As in `![words](picture:neck.jpg "caption")`: `neck.jpg`. */
  readonly name: string
  readonly alternative: string
  readonly line: number
}

export interface NamedLink {
  readonly href: string
  readonly text: string
  readonly line: number
}

/** Something in the text that will not be shown as it was meant. */
export interface TextFault {
  readonly line: number
  readonly code:
    | 'too-heavy'
    | 'html-ignored'
    | 'unknown-part'
    | 'unknown-treatment'
    | 'unknown-study'
    | 'unknown-picture'
    | 'foreign-picture'
    | 'picture-without-words'
    | 'link-refused'
    | 'heading-too-deep'
    | 'heading-skips'
  readonly message: Told
}

export interface Body {
  readonly blocks: readonly Block[]
  readonly headings: readonly Heading[]
  readonly pictures: readonly NamedPicture[]
  readonly links: readonly NamedLink[]
  /** Ids of the studies that the text refers to, in the order of their numbers: the first is [1]. */
  readonly studies: readonly string[]
  /** The words alone, for search and for counting. */
  readonly words: string
  readonly faults: readonly TextFault[]
}

/** A stored picture in the sizes it was made in. */
export interface Picture {
  /** Widths in pixels, smallest first; all of one shape. In a form that every browser reads. */
  readonly sizes: readonly PictureSize[]
  /** The same in forms that not every browser reads, the one to be tried first first. */
  readonly better?: readonly { readonly mediaType: string; readonly sizes: readonly PictureSize[] }[]
}

export interface PictureSize {
  readonly width: number
  readonly height: number
  readonly address: string
}

export interface RenderSettings {
  /** Null where there is no such picture. */
  readonly pictureOf: (name: string) => Picture | null
  readonly language: 'en' | 'es'
  /** The numbers of studies that were mentioned before this text, in the lead for instance. */
  readonly studiesBefore?: readonly string[]
  /** Kept apart from other texts on the page: footnotes and headings get it before their ids. */
  readonly idPrefix?: string
}
