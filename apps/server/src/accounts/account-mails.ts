// The mails that signing in sends: neutral titles, because a title is read over a shoulder; links and names of acts only in the body.

export type AccountMailKind =
  | 'verify-address'
  | 'already-registered'
  | 'reset-password'
  | 'change-address'
  | 'account-changed'
  | 'recovery-asked'
  | 'account-closed'
  | 'account-reopened'
  | 'merge-asked'
  | 'address-move-asked'
  | 'address-move-confirm'

export interface AccountMail {
  /** Whom it is for; with it a queue can look the address up when it sends. */
  readonly account: string
  readonly to: string
  readonly kind: AccountMailKind
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** The link of the text, where there is one: it lets whoever has it act, and is never logged. */
  readonly url?: string
  /** What was done more exactly, as it stands in the text. */
  readonly what?: string
}

/** Resolves when the mail is sent or safely queued. What it rejects with is reported without the mail. */
export type SendMail = (mail: AccountMail) => Promise<void>

const CONFIRM = 'Please confirm your address'
const ABOUT = 'About your account'

const WORDS = {
  'verify-address': [
    CONFIRM,
    'Somebody, probably you, gave this address for an account. Open this link within an hour to confirm that it is yours:',
    'If it was not you, do nothing: without the confirmation nobody can use the account.',
  ],
  'already-registered': [
    ABOUT,
    'Somebody tried to make an account with this address, but there is one already. If it was you, sign in, or set a new password here:',
    'If it was not you, you need not do anything.',
  ],
  'reset-password': [
    'Your link',
    'Open this link within an hour to set a new password. It works once:',
    'If you did not ask for it, do nothing: your password stays as it is.',
  ],
  'change-address': [
    CONFIRM,
    'Your account was asked to move to another address. Open this link within an hour to agree:',
    'If you did not ask for it, do not open the link, and set a new password: somebody may be signed in as you.',
  ],
  'account-changed': [
    ABOUT,
    'A way to sign in to your account was changed.',
    'If it was not you, set a new password now and tell the clinic.',
  ],
  'recovery-asked': [
    ABOUT,
    'A member of staff was told that you cannot use your second step to sign in any more. It will be removed in 24 hours. If you did not ask for this, stop it here:',
    'If you did ask for it, do nothing and sign in with your password after that time.',
  ],
  'account-closed': [
    ABOUT,
    'Access to a diary through your account has ended, because the clinic closed it.',
    'If this is a mistake, please call the clinic.',
  ],
  'account-reopened': [ABOUT, 'Access to a diary through your account is open again.', 'It had been closed in error.'],
  'merge-asked': [
    ABOUT,
    'You asked the clinic to make one account of your two. Sign in to each of them and confirm it here:',
    'If you did not ask for it, do nothing: without both confirmations nothing changes.',
  ],
  'address-move-asked': [
    ABOUT,
    'A member of staff was told that you cannot read mails at this address any more. Your account will move to another address in 3 days. If you did not ask for this, stop it here:',
    'If you did ask for it, do nothing here, and confirm the new address from there.',
  ],
  'address-move-confirm': [
    CONFIRM,
    'You told the clinic that this is your new address. Confirm it within 7 days:',
    'Your account moves here 3 days after you told the clinic. If it was not you, do nothing.',
  ],
} as const satisfies Readonly<Record<AccountMailKind, readonly [string, string, string]>>

/** @param url where the text has a link. @param what more exactly, for 'account-changed': "Your password was changed." */
export function accountMail(
  kind: AccountMailKind,
  person: { readonly account: string; readonly to: string },
  { url, what }: { readonly url?: string; readonly what?: string } = {},
): AccountMail {
  const [subject, before, after] = WORDS[kind]
  const text = [what ?? before, ...(url === undefined ? [] : [url]), after].join('\n\n')
  return {
    ...{ ...person, kind, subject, text: `${text}\n` },
    ...(url === undefined ? {} : { url }),
    ...(what === undefined ? {} : { what }),
  }
}
