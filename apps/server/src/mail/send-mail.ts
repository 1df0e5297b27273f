// The job that sends one mail: takes it, finds out whether it is still wanted and where it goes, hands it over, and marks what came of it.
import {
  asPerson,
  clinicName,
  isVisitMailKind,
  markMail,
  reminderUnwanted,
  takeMail,
  type Database,
  type JobOutcome,
  type MailHandedOver,
  type MailKey,
  type MailToSend,
  DONE,
} from '@clearday/store'
import { composeMail, type Recipient, type Sender } from './compose-mail.ts'
import type { HandOver } from './hand-over.ts'
import { isLanguage } from './mail-texts.ts'
import { writeVisitMail } from './write-visit-mail.ts'

export interface MailDelivery {
  /** Of the role `jobs`. */
  readonly jobs: Database
  /** Of the role `app`: how the clinic is called, and whether a diary still wants a reminder is looked up as the person who is reminded. */
  readonly app: Database
  readonly key: MailKey
  /** Of the installation, for links. */
  readonly secret: string
  /** Under which people reach the site. */
  readonly origin: string
  readonly sender: Sender
  /** null for an account that has no confirmed address. */
  readonly recipientOf: (account: string) => Promise<Recipient | null>
  /** null for what is no reader of the site, or none any more. */
  readonly readerAddress: (reader: string) => Promise<string | null>
  readonly handOver: HandOver
  /** ms since 1970. */
  readonly clock: () => number
}

/** Sends a mail, or finds that nothing is left to do. What was thrown on the way leaves it marked as being sent: the next attempt decides. */
export async function sendMail(delivery: MailDelivery, mailId: string): Promise<JobOutcome> {
  const { jobs, key, sender, clock } = delivery
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1)
  const taken = await takeMail(jobs, key, mailId, domain, clock())
  if (taken.type === 'over') return DONE
  const outcome = await deliver(delivery, taken.mail)
  const again = await markMail(jobs, mailId, outcome, clock())
  return again ? { type: 'again', code: outcome.type === 'try-again' ? outcome.reason : outcome.type } : DONE
}

async function deliver(delivery: MailDelivery, mail: MailToSend): Promise<MailHandedOver> {
  const { sender, handOver } = delivery
  let composed: Awaited<ReturnType<typeof composeMail>>
  try {
    const unwanted = await notWanted(delivery, mail)
    if (unwanted !== null) return { type: 'dropped', reason: unwanted }
    const { name } = await delivery.app.transaction().execute((transaction) => clinicName(transaction))
    if (isVisitMailKind(mail.kind)) {
      const told = await writeVisitMail(delivery, mail, name, delivery.clock())
      if (told === null) return { type: 'dropped', reason: 'overtaken' }
      composed = await composeMail(mail, told.recipient, sender, name, told.written)
    } else {
      const recipient = await recipientFor(delivery, mail)
      if (recipient === null) return { type: 'dropped', reason: 'no-address' }
      composed = await composeMail(mail, recipient, sender, name)
    }
  } catch {
    // nothing was handed over yet, so nothing is in doubt
    return { type: 'try-again', reason: 'not-composed' }
  }
  return composed.type === 'ok'
    ? handOver(composed.value, mail.mailId)
    : { type: 'refused', reason: composed.error.code }
}

async function recipientFor({ recipientOf, readerAddress }: MailDelivery, mail: MailToSend): Promise<Recipient | null> {
  const { to, language } = mail.parameters as { readonly to?: string; readonly language?: string }
  const known = await recipientOf(mail.account)
  if (to !== undefined) return { name: '', language: 'en', ...known, address: to }
  if (known !== null || language === undefined) return known
  const address = await readerAddress(mail.account)
  return address === null ? null : { name: '', language: isLanguage(language) ? language : 'en', address }
}

/** A reminder of a day of which something was written meanwhile, whose consent was taken back, or of a diary that is not open any more. */
async function notWanted({ app, clock }: MailDelivery, mail: MailToSend): Promise<string | null> {
  if (mail.kind !== 'diary-reminder') return null
  const { patient, day } = mail.parameters as { readonly patient: string; readonly day: string }
  return asPerson(app, mail.account, (transaction, access) =>
    reminderUnwanted(transaction, access, { patient, day, mail: mail.mailId }, clock()),
  )
}
