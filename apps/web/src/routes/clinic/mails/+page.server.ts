// What became of the mails, for managers, and letting go those that a restore holds back; and whether there is a young backup.
import { isMailKind, isUuid, isVisitMailKind, mailStates, releaseMail } from '@clearday/store'
import { asMe, managing } from '#lib/server/acting.ts'
import { readForm, signedIn } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

/** Of the site: to readers, who have no account, and in part to patients, who have one. */
const TO_READERS = ['follow-asked', 'reader-link', 'comment-asked', 'comment-answered', 'article-published']

export const load: PageServerLoad = async (event) => {
  await managing(event)
  const mails = await asMe(event, (transaction) => mailStates(transaction, { most: 100 }))
  const people = new Map(
    (await event.locals.clinic.people(signedIn(event))).map(({ account, name, email }) => [account, name || email]),
  )
  const { state, lastGood } = await event.locals.clinic.backups()
  return {
    asFiles: event.locals.clinic.mailsAsFiles,
    mails: mails.map((mail) => ({
      ...mail,
      to: people.get(mail.account) ?? '',
      toReader: TO_READERS.includes(mail.kind),
      // or who asked to come, also where they have no account
      toVisitor: isMailKind(mail.kind) && isVisitMailKind(mail.kind),
    })),
    backup: { state, at: lastGood === null ? null : new Date(lastGood).toISOString() },
  }
}

export const actions: Actions = {
  default: async (event) => {
    await managing(event)
    const mail = (await readForm(event.request))('mail')
    const { clock } = event.locals.clinic
    const released =
      isUuid(mail) &&
      (await asMe(event, (transaction, { account }) => releaseMail(transaction, mail, account, clock())))
    return { released }
  },
}
