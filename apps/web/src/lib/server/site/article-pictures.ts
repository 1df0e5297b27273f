// The pictures that an article's texts name, in the sizes and forms in which they are handed out.
import type { Article, Picture, RenderSettings } from '@clearday/articles'
import { PICTURE_FORMS, picturesNamed, type PictureForm, type SitePicture } from '@clearday/store'
import type { Transaction } from './reading.ts'

const NAMED = /\(picture:([a-z0-9.-]+)/g

/** As texts name them, each once. */
export function pictureNames({
  lead,
  quickAnswers,
  body,
}: Pick<Article, 'lead' | 'quickAnswers' | 'body'>): readonly string[] {
  const texts = [lead, ...quickAnswers.map(({ answer }) => answer), body]
  return [...new Set(texts.flatMap((text) => [...text.matchAll(NAMED)].map(([, name]) => name ?? '')))]
}

/** One query; none for an article without pictures. */
export async function picturesOf(transaction: Transaction, article: Article): Promise<RenderSettings['pictureOf']> {
  const found = await picturesNamed(transaction, pictureNames(article))
  return (name) => {
    const picture = found.get(name)
    return picture === undefined ? null : asPicture(picture)
  }
}

/** Where the door hands a size out. */
export function pictureAddress(hash: string, width: number, form: PictureForm): string {
  return `/pictures/${hash}/${width}.${form}`
}

export function asPicture({ hash, sizes }: SitePicture): Picture {
  const of = (wanted: PictureForm): Picture['sizes'] =>
    sizes
      .filter(({ form }) => form === wanted)
      .map(({ width, height }) => ({ width, height, address: pictureAddress(hash, width, wanted) }))
  return {
    sizes: of('jpeg'),
    better: PICTURE_FORMS.filter((form) => form !== 'jpeg').map((form) => ({
      mediaType: `image/${form}`,
      sizes: of(form),
    })),
  }
}
