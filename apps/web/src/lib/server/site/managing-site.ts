// Pages on which managers keep what the site says of the clinic: nobody else sees or changes them.
import type { Access } from '@clearday/store'
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
