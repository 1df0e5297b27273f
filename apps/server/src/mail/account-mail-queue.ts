// The sign-in's mails through the queue: they survive a crash, and their words and links lie sealed until they are sent.
import { queueSignInMail, type MailKey } from '@clearday/store'
import type { SendMail } from '../accounts/account-mails.ts'
import type { AuthDatabase } from '../accounts/auth-tables.ts'
import { isMailAddress, type Recipient } from './compose-mail.ts'
import { isLanguage } from './mail-texts.ts'

/** For `createAccounts`. @param database a pool of the role `auth`. @param key of mails, from the installation's secret. */
export function accountMailQueue(database: AuthDatabase, key: MailKey): SendMail {
  return async ({ account, to, kind, url, what }) => {
    const parameters = { to, ...(url === undefined ? {} : { url }), ...(what === undefined ? {} : { what }) }
    await queueSignInMail(database, key, { account, kind, parameters })
  }
}

/** Where an account's mails go: to a confirmed address alone. @param database a pool of the role `auth`. */
export function recipientsOf(database: AuthDatabase): (account: string) => Promise<Recipient | null> {
  return async (account) => {
    const person = await database
      .selectFrom('auth.people')
      .select(['name', 'email', 'language'])
      .where('id', '=', account)
      .where('email_verified', '=', true)
      .executeTakeFirst()
    if (person === undefined || !isMailAddress(person.email)) return null
    const { email, name, language } = person
    return { address: email, name, language: isLanguage(language) ? language : 'en' }
  }
}
