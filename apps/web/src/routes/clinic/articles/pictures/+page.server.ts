// Pictures for articles: brought, made anew in the sizes of screens, described for who does not see them, and removed.
import { describePicture, addPicture, removePicture, sitePictures, type SitePicture } from '@clearday/store'
import { fail, redirect } from '@sveltejs/kit'
import { asEditor, siteFault } from '#lib/server/editing/editors.ts'
import { pictureFaultKey, pictureNameFrom } from '#lib/server/editing/brought-picture.ts'
import { readForm, saidIn, type Fault } from '#lib/server/sign-in.ts'
import { pictureAddress } from '#lib/server/site/article-pictures.ts'
import { LANGUAGES } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const LONGEST_WORDS = 500
const LONGEST_CREDIT = 300
/** The width that stands in the list. */
const SHOWN = 480

export const load: PageServerLoad = async (event) => {
  const pictures = await asEditor(event, (transaction) => sitePictures(transaction))
  return {
    added: event.url.searchParams.get('added'),
    done: ['described', 'removed'].find((one) => one === event.url.searchParams.get('done')) as
      'described' | 'removed' | undefined,
    pictures: pictures.map(({ id, name, alternative, credit, hash, width, height, bytes, sizes }) => {
      const shown = sizes.find((size) => size.form === 'jpeg' && size.width >= Math.min(SHOWN, width))
      return {
        ...{ id, name, alternative, credit, width, height, kilobytes: Math.round(bytes / 1000) },
        address: pictureAddress(hash, shown?.width ?? width, 'jpeg'),
        shown: { width: shown?.width ?? width, height: shown?.height ?? height },
      }
    }),
  }
}

function wordsFrom(said: (name: string) => string): Pick<SitePicture, 'alternative' | 'credit'> {
  const alternative = Object.fromEntries(
    LANGUAGES.map((language): [string, string] => [language, said(`alternative-${language}`)]).filter(
      ([, words]) => words !== '',
    ),
  )
  return { alternative, credit: said('credit') }
}

function wordFaults({ alternative, credit }: Pick<SitePicture, 'alternative' | 'credit'>): readonly Fault[] {
  const faults: Fault[] = []
  const texts = Object.values(alternative)
  if (texts.length === 0 || texts.some((text) => text.length > LONGEST_WORDS))
    faults.push({ field: 'alternative-en', key: 'pictures.fault.alternative', values: { most: LONGEST_WORDS } })
  if (credit.length > LONGEST_CREDIT)
    faults.push({ field: 'credit', key: 'pictures.fault.credit', values: { most: LONGEST_CREDIT } })
  return faults
}

export const actions: Actions = {
  add: async (event) => {
    // nobody else's bytes are unpacked
    await asEditor(event, () => Promise.resolve())
    const form = await event.request.formData()
    const said = saidIn(form)
    const words = wordsFrom(said)
    const file = form.get('file')
    const kept = { name: said('name'), credit: words.credit, en: words.alternative.en, es: words.alternative.es }
    const faults: Fault[] = [...wordFaults(words)]
    if (!(file instanceof File) || file.size === 0) faults.unshift({ field: 'file', key: 'fault.file' })
    if (faults.length > 0 || !(file instanceof File)) return fail(400, { faults, kept })
    const { clinic } = event.locals
    const made = await clinic.makePicture(Buffer.from(await file.arrayBuffer()))
    if (made.type === 'error') {
      const fault: Fault = { field: 'file', key: pictureFaultKey(made.code) }
      return fail(400, { faults: [fault], kept })
    }
    const name = kept.name === '' ? pictureNameFrom(file.name) : kept.name
    const added = await asEditor(event, (transaction, access) =>
      addPicture(transaction, access, { name, ...words, sizes: made.sizes }, clinic.clock()),
    )
    const fault = siteFault(added, added.type === 'error' && added.error.code === 'picture-there' ? 'file' : 'name')
    if (fault !== null) return fail(400, { faults: [fault], kept: { ...kept, name } })
    redirect(303, `/clinic/articles/pictures?added=${encodeURIComponent(name)}`)
  },
  describe: async (event) => {
    const said = await readForm(event.request)
    const words = wordsFrom(said)
    const name = said('picture')
    const [fault] = wordFaults(words)
    const outcome =
      fault ??
      siteFault(
        await asEditor(event, (transaction, access) => describePicture(transaction, access, { name, ...words })),
        'alternative-en',
      )
    if (outcome !== null) return fail(400, { faults: [{ ...outcome, field: `picture-${name}` }] })
    redirect(303, '/clinic/articles/pictures?done=described')
  },
  remove: async (event) => {
    const name = (await readForm(event.request))('picture')
    const { clock } = event.locals.clinic
    const fault = siteFault(
      await asEditor(event, (transaction, access) => removePicture(transaction, access, name, clock())),
      `picture-${name}`,
    )
    if (fault !== null) return fail(400, { faults: [fault] })
    redirect(303, '/clinic/articles/pictures?done=removed')
  },
}
