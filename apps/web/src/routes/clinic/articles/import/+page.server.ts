// Bringing articles from elsewhere as drafts, and the way to take everything away.
import type { Language } from '@clearday/articles'
import { fail } from '@sveltejs/kit'
import { isArticleLanguage } from '#lib/server/editing/article-form.ts'
import { bringArticles, draftsFromFeed, draftsFromFiles } from '#lib/server/editing/bring-articles.ts'
import { asEditor } from '#lib/server/editing/editors.ts'
import { signedIn, type Fault } from '#lib/server/sign-in.ts'
import { codeWords } from '#lib/words/codes.ts'
import { words, type MessageKey, type Say } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const MEGABYTE = 1_000_000
const MOST_BYTES = 40 * MEGABYTE
const MOST_FEED_BYTES = 10 * MEGABYTE

export const load: PageServerLoad = (event) => asEditor(event, () => Promise.resolve({}))

type Read = ReturnType<typeof draftsFromFiles>

const FAULTS: Readonly<Record<Extract<Read, { type: 'error' }>['code'], MessageKey>> = {
  nothing: 'bringing.fault.nothing',
  'no-feed': 'bringing.fault.noFeed',
  'no-entries': 'bringing.fault.noEntries',
  'no-language': 'bringing.fault.noLanguage',
  archive: 'bringing.fault.archive',
}

/** Which archive, and what is wrong with it or in it, in the reader's words. */
function valuesOf(read: Extract<Read, { type: 'error' }>, say: Say): Record<string, string> {
  if (read.code === 'no-language') return { file: read.file }
  if (read.code !== 'archive') return {}
  const { code, path } = read.fault
  const inside = { inside: path === null ? 'no' : 'yes', path: path ?? '' }
  return { file: read.file, why: say(`bringing.archive.${code}`, inside) }
}

async function brought(
  event: RequestEvent,
  { field, language }: Record<'field' | 'language', string>,
  read: Read,
  kept: Readonly<Record<string, string>>,
) {
  if (read.type === 'error') {
    const fault: Fault = {
      field: read.code === 'no-language' ? language : field,
      key: FAULTS[read.code],
      values: valuesOf(read, words(event.locals.language)),
    }
    return fail(400, { faults: [fault], kept })
  }
  const { account } = signedIn(event)
  const lines = await event.locals.clinic.inTurn(account, () => bringArticles(event, read.drafts))
  if (lines === null) return fail(503, { faults: [{ field, key: 'bringing.fault.busy' as const }], kept })
  return { lines }
}

/** In which what says no language is written; null where it was not said, which is asked for only if something says none. */
function languageIn(form: FormData): Language | null {
  const said = form.get('language')
  return typeof said === 'string' && isArticleLanguage(said) ? said : null
}

export const actions: Actions = {
  files: async (event) => {
    await asEditor(event, () => Promise.resolve())
    const form = await event.request.formData()
    const language = languageIn(form)
    const files = form.getAll('files').filter((one): one is File => one instanceof File && one.size > 0)
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    const kept = { language: language ?? '' }
    const faults: Fault[] = []
    if (files.length === 0) faults.push({ field: 'files', key: 'fault.file' })
    if (bytes > MOST_BYTES)
      faults.push({ field: 'files', key: 'fault.file.large', values: { most: MOST_BYTES / MEGABYTE } })
    if (faults.length > 0) return fail(400, { faults, kept })
    const given = new Map<string, Buffer>()
    for (const file of files) given.set(file.name, Buffer.from(await file.arrayBuffer()))
    return brought(event, { field: 'files', language: 'language' }, draftsFromFiles(given, language), kept)
  },
  feed: async (event) => {
    await asEditor(event, () => Promise.resolve())
    const form = await event.request.formData()
    const language = languageIn(form)
    const said = form.get('address')
    const address = typeof said === 'string' ? said.trim() : ''
    const kept = { address, feedLanguage: language ?? '' }
    const fetched = await event.locals.clinic.askOutside(address, { mostBytes: MOST_FEED_BYTES, mediaTypes: null })
    if (fetched.type === 'error') {
      const say = words(event.locals.language)
      const fault: Fault = {
        field: 'address',
        key: 'bringing.fault.address',
        values: { why: codeWords(say, 'bringing.why', fetched.code) },
      }
      return fail(400, { faults: [fault], kept })
    }
    return brought(
      event,
      { field: 'address', language: 'feed-language' },
      draftsFromFeed(fetched.body.toString('utf8'), fetched.url, language),
      kept,
    )
  },
}
