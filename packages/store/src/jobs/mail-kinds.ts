// Which mails there are and what each one's text needs. How long each is true and how it is treated is in the table `mail.kinds`.

interface AccountMail {
  /** Where it goes, also if the account does not have this address yet or any more. */
  readonly to: string
  readonly url?: string
  /** What was done, in a sentence: "Your password was changed." */
  readonly what?: string
}

/** Mails of the sign-in: queued under the role `auth`. */
export interface SignInMailParameters {
  readonly 'verify-address': AccountMail
  readonly 'already-registered': AccountMail
  readonly 'reset-password': AccountMail
  readonly 'change-address': AccountMail
  readonly 'account-changed': AccountMail
  readonly 'recovery-asked': AccountMail
  readonly 'account-closed': AccountMail
  readonly 'account-reopened': AccountMail
  readonly 'merge-asked': AccountMail
  readonly 'address-move-asked': AccountMail
  readonly 'address-move-confirm': AccountMail
}

/** `reader`: who does not read it about their own diary. */
export interface ToldParameters {
  readonly url: string
  readonly reader?: 'proxy' | 'manager'
}

/** Mails of what people do. */
export interface AskedMailParameters {
  /** Somebody other than the patient opened their diary to a practitioner. */
  readonly 'access-opened': ToldParameters
  /** A practitioner opened a diary in an emergency. */
  readonly 'glass-broken': ToldParameters
  /** Who writes a diary for somebody who comes of age ends on that day; also to the patient, where they have an account. */
  readonly 'coming-of-age': ToldParameters
  /** A manager hands the diary to its patient: to those who write it. */
  readonly 'diary-handed-over': ToldParameters
  /** Who wrote a diary died, and nobody else does: to managers. */
  readonly 'diary-without-writer': ToldParameters
  /** A manager named who writes a diary that nobody wrote: to managers, and to who wrote it last. */
  readonly 'writer-named': ToldParameters
  /** The end at coming of age was put off or lifted: to those who write the diary. */
  readonly 'writing-prolonged': ToldParameters
  readonly 'export-ready': { readonly url: string }
  /** `day` as 2026-03-01; `stopUrl` takes a POST that ends these reminders. */
  readonly 'diary-reminder': {
    readonly url: string
    readonly stopUrl: string
    readonly patient: string
    readonly day: string
    /** Nothing was written for a week: reminders end with this one until something is. */
    readonly last?: true
  }
}

interface ReaderMail {
  readonly url: string
  /** In which it is written: readers have no account that says it. */
  readonly language: string
}

/** Mails to readers of the site: the number of the account is that of a reader, whose address is looked up when the mail is sent. */
export interface ReaderMailParameters {
  readonly 'follow-asked': ReaderMail
  readonly 'reader-link': ReaderMail
  /** A comment waits for its writer's yes. */
  readonly 'comment-asked': ReaderMail
  /** `stopUrl` takes a POST that ends these mails; to readers, and to accounts that wrote a comment. */
  readonly 'comment-answered': ReaderMail & { readonly stopUrl: string }
  /** `stopUrl` takes a POST that ends these mails. */
  readonly 'article-published': ReaderMail & { readonly title: string; readonly stopUrl: string }
}

interface AboutMail {
  /** A person of the calendar, a request or a claim. */
  readonly about: string
}

/**
 * Mails around visits: the number of the account is that of a person of the clinic's calendar, or of a request. What they say, and to which address, is
 * looked up when they go, so that none says what is true no more.
 */
export interface VisitMailParameters {
  readonly 'visits-changed': AboutMail
  readonly 'visit-request': AboutMail
  readonly 'time-offered': AboutMail
  /** `start` in ms since 1970: of a visit that begins at another time it says nothing. */
  readonly 'visit-reminder': { readonly appointment: string; readonly start: number }
}

/** What a mail's text needs. It is kept encrypted until the mail is done. */
export interface MailParameters
  extends SignInMailParameters, AskedMailParameters, ReaderMailParameters, VisitMailParameters {}

export type MailKind = keyof MailParameters
export type SignInMailKind = keyof SignInMailParameters
export type AskedMailKind = keyof AskedMailParameters
export type ReaderMailKind = keyof ReaderMailParameters
export type VisitMailKind = keyof VisitMailParameters

const SIGN_IN_MAIL_KINDS = [
  'verify-address',
  'already-registered',
  'reset-password',
  'change-address',
  'account-changed',
  'recovery-asked',
  'account-closed',
  'account-reopened',
  'merge-asked',
  'address-move-asked',
  'address-move-confirm',
] as const satisfies readonly SignInMailKind[]

const READER_MAIL_KINDS = [
  'follow-asked',
  'reader-link',
  'article-published',
  'comment-asked',
  'comment-answered',
] as const satisfies readonly ReaderMailKind[]

const VISIT_MAIL_KINDS = [
  'visits-changed',
  'visit-request',
  'time-offered',
  'visit-reminder',
] as const satisfies readonly VisitMailKind[]

export const MAIL_KINDS = [
  ...SIGN_IN_MAIL_KINDS,
  'access-opened',
  'glass-broken',
  'coming-of-age',
  'diary-handed-over',
  'diary-without-writer',
  'writer-named',
  'writing-prolonged',
  'export-ready',
  'diary-reminder',
  ...READER_MAIL_KINDS,
  ...VISIT_MAIL_KINDS,
] as const satisfies readonly MailKind[]

export function isMailKind(text: string): text is MailKind {
  return (MAIL_KINDS as readonly string[]).includes(text)
}

export function isSignInMailKind(kind: MailKind): kind is SignInMailKind {
  return (SIGN_IN_MAIL_KINDS as readonly MailKind[]).includes(kind)
}

export function isReaderMailKind(kind: MailKind): kind is ReaderMailKind {
  return (READER_MAIL_KINDS as readonly MailKind[]).includes(kind)
}

/** Of those the words are no fixed text: each says what stands when it goes. */
export function isVisitMailKind(kind: MailKind): kind is VisitMailKind {
  return (VISIT_MAIL_KINDS as readonly MailKind[]).includes(kind)
}
