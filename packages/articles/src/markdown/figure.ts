// A picture in a text: only pictures of this site are shown, in the size that the reader's screen needs, with words for those who do not see it.
import type { Element, ElementContent } from 'hast'
import type { Image } from 'mdast'
import type { Picture, PictureSize, TextFault } from './body.ts'

export const PICTURE_SCHEME = /^picture:/

/** The width of the text on a page, in CSS pixels. */
const TEXT_WIDTH = 720
const SIZES = `(min-width: ${TEXT_WIDTH + 48}px) ${TEXT_WIDTH}px, 100vw`

export function figureOf(node: Image, pictureOf: (name: string) => Picture | null, faults: TextFault[]): Element {
  const line = node.position?.start.line ?? 1
  const words = node.alt ?? ''
  if (!PICTURE_SCHEME.test(node.url)) {
    faults.push({
      line,
      code: 'foreign-picture',
      message: {
        en: `${node.url} is not shown: add the picture to the article and name it, as in ![words](picture:neck.jpg)`,
        es: `${node.url} no se muestra: añada la imagen al artículo y nómbrela, como en ![palabras](picture:neck.jpg)`,
      },
    })
    return wordsInstead(words)
  }
  const name = node.url.replace(PICTURE_SCHEME, '')
  const picture = pictureOf(name)
  if (picture === null || picture.sizes.length === 0) {
    faults.push({
      line,
      code: 'unknown-picture',
      message: { en: `no picture is called "${name}"`, es: `ninguna imagen se llama «${name}»` },
    })
    return wordsInstead(words)
  }
  if (words.trim() === '')
    faults.push({
      line,
      code: 'picture-without-words',
      message: {
        en: `the picture "${name}" has no words for people who do not see it; write them in the square brackets`,
        es: `la imagen «${name}» no tiene palabras para quien no la ve; escríbalas entre los corchetes`,
      },
    })
  // the array has entries
  const largest = picture.sizes.at(-1) as Picture['sizes'][number]
  const image = {
    type: 'element',
    tagName: 'img',
    properties: {
      src: largest.address,
      srcSet: srcSetOf(picture.sizes),
      sizes: SIZES,
      width: largest.width,
      height: largest.height,
      alt: words,
      loading: 'lazy',
      decoding: 'async',
    },
    children: [],
  } satisfies Element
  const caption: ElementContent[] =
    node.title === null || node.title === undefined || node.title.trim() === ''
      ? []
      : [{ type: 'element', tagName: 'figcaption', properties: {}, children: [{ type: 'text', value: node.title }] }]
  const better = (picture.better ?? []).map(({ mediaType, sizes }): Element => {
    const properties = { type: mediaType, srcSet: srcSetOf(sizes), sizes: SIZES }
    return { type: 'element', tagName: 'source', properties, children: [] }
  })
  const shown: Element =
    better.length === 0 ? image : { type: 'element', tagName: 'picture', properties: {}, children: [...better, image] }
  return { type: 'element', tagName: 'figure', properties: {}, children: [shown, ...caption] }
}

function srcSetOf(sizes: readonly PictureSize[]): string {
  return sizes.map(({ address, width }) => `${address} ${width}w`).join(', ')
}

function wordsInstead(words: string): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: ['picture-missing'] },
    children: [{ type: 'text', value: words }],
  }
}
