// The drawings that the articles of the demonstration show, kept as an editor would keep them.
import { readdirSync, readFileSync } from 'node:fs'
import { addPicture, asPerson, sitePictures, type Database, type NewPicture } from '@clearday/store'
import { articles } from './seed-site.ts'

/** A picture in the sizes that screens need; null for one that cannot be read. */
export type MakePicture = (content: Buffer) => Promise<NewPicture['sizes'] | null>

const FOLDER = new URL('./pictures/', import.meta.resolve('@clearday/articles/content/acupuncture-for-migraine.en.md'))
const NAMED = /!\[([^\]]*)\]\(picture:([a-z0-9.-]+)/g

/**
 * Those that are there already are left as they are.
 *
 * @param editor an account. @param at ms since 1970. About a second for each.
 */
export async function seedPictures(app: Database, editor: string, make: MakePicture, at: number): Promise<void> {
  const there = await asPerson(app, editor, (transaction) => sitePictures(transaction))
  const words = wordsByName()
  for (const file of readdirSync(FOLDER).filter((one) => one.endsWith('.png'))) {
    // as the texts name it
    const name = file.replace(/\.png$/, '.jpg')
    if (there.some((one) => one.name === name)) continue
    const sizes = await make(readFileSync(new URL(file, FOLDER)))
    if (sizes === null) throw new TypeError(`the drawing ${file} cannot be read`)
    const picture = { name, alternative: words.get(name) ?? {}, credit: 'Clearday, Apache-2.0', sizes }
    const added = await asPerson(app, editor, (transaction, access) => addPicture(transaction, access, picture, at))
    if (added.type === 'error') throw new TypeError(`${file}: ${added.error.code}`)
  }
}

/** What the articles say of each for who does not see it, by language. */
function wordsByName(): ReadonlyMap<string, Record<string, string>> {
  const found = new Map<string, Record<string, string>>()
  for (const { body, language } of articles())
    for (const [, words = '', name = ''] of body.matchAll(NAMED))
      found.set(name, { ...found.get(name), [language]: words })
  return found
}
