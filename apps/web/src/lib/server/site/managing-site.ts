// Pages on which managers keep what the site says of the clinic: nobody else sees or changes them.
import { writerNames, type Access, type KeptVersion } from '@clearday/store'
import { error, type RequestEvent } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import type { Transaction } from './reading.ts'

export function asManager<Value>(
  event: Pick<RequestEvent, 'locals' | 'url'>,
  work: (transaction: Transaction, access: Access) => Promise<Value>,
): Promise<Value> {
  return asMe(event, (transaction, access) => {
    if (access.manage !== true) error(403, 'not-open')
    return work(transaction, access)
  })
}

/** Both languages of a form's field: `about.en` and `about.es`; what is empty is left out. */
export function wordedOf(said: (name: string) => string, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['en', 'es'].flatMap((language) => {
      const text = said(`${name}.${language}`).replace(/\r\n?/g, '\n').slice(0, 2000)
      return text === '' ? [] : [[language, text]]
    }),
  )
}

/** What is ticked of several boxes with one name; what is not offered is left out. */
export function tickedOf(form: FormData, name: string, offered: readonly string[]): readonly string[] {
  const ticked = form.getAll(name)
  return offered.filter((one) => ticked.includes(one))
}

export interface ShownVersion {
  readonly version: number
  readonly savedAt: string
  /** A name; empty where it is not known. */
  readonly savedBy: string
  /** What it said, in a few words. */
  readonly said: string
}

/** @param said what of a version is shown. One query. */
export async function shownVersions(
  transaction: Transaction,
  access: Access,
  versions: readonly KeptVersion[],
  said: (document: KeptVersion['document']) => string,
): Promise<readonly ShownVersion[]> {
  const by = versions.flatMap(({ savedBy }) => (savedBy === null ? [] : [savedBy]))
  const names = await writerNames(transaction, access, by)
  return versions.map(({ version, savedAt, savedBy, document }) => ({
    ...{ version, savedAt: new Date(savedAt).toISOString(), savedBy: names.get(savedBy ?? '') ?? '' },
    said: said(document),
  }))
}
