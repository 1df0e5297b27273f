// Entries put into the diary of a device as the app keeps them, many at once: for tests of what is read, not of how it is said.
import type { Page } from 'playwright-core'

export interface Entry {
  readonly entity: string
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
  /** Empty for what has no days. */
  readonly first: string
  readonly last?: string | null
}

/** Puts entries into the diary of a device as the app keeps them, many at once. */
export async function put(page: Page, entries: readonly Entry[]): Promise<void> {
  await page.evaluate(
    (rows) =>
      new Promise<void>((resolve, reject) => {
        const opened = indexedDB.open('clearday tried')
        opened.onsuccess = () => {
          const transaction = opened.result.transaction('entries', 'readwrite')
          const store = transaction.objectStore('entries')
          for (const { entity, key, fields, first, last = first } of rows) {
            const months =
              first === ''
                ? []
                : last === null
                  ? [first.slice(0, 7), 'open']
                  : [...new Set([first.slice(0, 7), last.slice(0, 7)])]
            const confirmed = { fields, clocks: {}, deleted: false }
            store.put({
              entity,
              key,
              fields,
              deleted: false,
              confirmed,
              months,
              firstDay: first === '' ? null : first,
              lastDay: first === '' ? null : last,
              unsent: 0,
            })
          }
          transaction.oncomplete = () => {
            opened.result.close()
            resolve()
          }
          transaction.onerror = () => {
            reject(new Error(String(transaction.error)))
          }
        }
      }),
    entries,
  )
}

/** The diary itself, lived in UTC. */
export const FRAME: Entry = { entity: 'diary', key: 'diary', fields: { timeZone: 'UTC' }, first: '' }
