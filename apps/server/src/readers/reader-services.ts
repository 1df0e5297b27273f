// What pages do for readers without an account that needs a key of the installation: mails with links, and forms that say when they were made.
import {
  askForReaderLink,
  askToFollow,
  asPerson,
  mailKey,
  readerKey,
  writeAsAccount,
  writeAsReader,
  type Database,
  type ReaderKeys,
} from '@clearday/store'
import type { ReaderServices } from '@clearday/web/services'
import { formStamps } from './form-stamp.ts'
import { senderPace } from './sender-pace.ts'

export interface ReaderServicesOf {
  readonly app: Database
  /** Of the installation. */
  readonly secret: string
  readonly origin: string
  readonly clock: () => number
}

export function readerKeys(secret: string): ReaderKeys {
  return { mail: mailKey(secret), reader: readerKey(secret) }
}

export function readerServices({ app, secret, origin, clock }: ReaderServicesOf): ReaderServices {
  const keys = readerKeys(secret)
  const under = (path: string) => (token: string) => new URL(`${path}/${token}`, origin).href
  const mayMail = senderPace(clock)
  return {
    askToFollow: (asked, language, peer) => {
      const link = mayMail('follow', peer, asked.email) ? under('/follow') : null
      return app.transaction().execute((transaction) => askToFollow(transaction, keys, asked, language, link))
    },
    askForLink: async (email, language, peer) => {
      if (!mayMail('mine', peer, email)) return
      await app
        .transaction()
        .execute((transaction) => askForReaderLink(transaction, keys, email, language, under('/mine')))
    },
    comment: (comment, email, language, peer) => {
      const link = mayMail('comment', peer, email) ? under('/mine') : null
      return app
        .transaction()
        .execute((transaction) => writeAsReader(transaction, keys, comment, email, language, link))
    },
    commentAs: ({ account }, comment) =>
      asPerson(app, account, (transaction, access) => writeAsAccount(transaction, keys, access, comment)),
    ...formStamps(secret, clock),
  }
}
