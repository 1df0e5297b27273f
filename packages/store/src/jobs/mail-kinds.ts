// Which mails there are, what each one's text needs, and how it is treated when nobody knows whether it went out.

/** What a mail's text needs. It is kept encrypted until the mail is done. */
export interface MailParameters {
  /** `to`: the address that is to be confirmed, where the account does not have it yet. */
  readonly 'verify-address': { readonly url: string; readonly to?: string }
  readonly 'reset-password': { readonly url: string }
  readonly 'change-address': { readonly url: string; readonly to: string }
  /** A way to sign in was added, changed or removed. */
  readonly 'account-changed': {
    readonly url: string
    readonly what: 'password' | 'passkey' | 'second-factor' | 'address'
  }
  readonly invitation: { readonly url: string; readonly to: string }
  /** Somebody other than the patient opened their diary to a practitioner. */
  readonly 'access-opened': { readonly url: string }
  /** A practitioner opened the diary in an emergency. */
  readonly 'glass-broken': { readonly url: string }
  readonly 'export-ready': { readonly url: string }
  /** `day` as 2026-03-01; `stopUrl` takes a POST that ends these reminders. */
  readonly 'diary-reminder': {
    readonly url: string
    readonly stopUrl: string
    readonly patient: string
    readonly day: string
  }
}

export type MailKind = keyof MailParameters

export type SignInMailKind = 'verify-address' | 'reset-password' | 'change-address' | 'account-changed' | 'invitation'
export type AskedMailKind = Exclude<
  MailKind,
  'verify-address' | 'reset-password' | 'change-address' | 'account-changed'
>

export const MAIL_KINDS = [
  'verify-address',
  'reset-password',
  'change-address',
  'account-changed',
  'invitation',
  'access-opened',
  'glass-broken',
  'export-ready',
  'diary-reminder',
] as const satisfies readonly MailKind[]

export function isMailKind(text: string): text is MailKind {
  return (MAIL_KINDS as readonly string[]).includes(text)
}
