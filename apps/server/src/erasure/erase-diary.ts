// Erasing a diary as a person asks for it: it is told done only when the journal outside the database has it too, so that no restore brings it back.
import {
  appendErasure,
  appendRemoval,
  asPerson,
  closeOwnAccount,
  erasePatient,
  forgetAccount,
  type AccessOutcome,
  type AccountClosed,
  type Database,
  type Erased,
} from '@clearday/store'
import type pg from 'pg'

export interface DiaryErased extends Omit<Erased, 'journal'> {
  /** What became of the account; null where it was not asked for. One that holds more than this diary stays, and says why. */
  readonly account: AccountClosed | null
}

export interface ErasureDoor {
  /** @param alsoAccount removes the account of the person who asks along with it. Errors: not-yours, not-found. */
  readonly eraseDiary: (account: string, patient: string, alsoAccount?: boolean) => Promise<AccessOutcome<DiaryErased>>
  /**
   * Closes an account that holds no diary and no role, and removes its name, its address, all ways to sign in and its mails.
   *
   * Errors: holds-diary, is-staff.
   */
  readonly removeAccount: (account: string) => Promise<AccountClosed>
}

export interface ErasureSettings {
  /** Of the role `app`. */
  readonly app: Database
  /** Runs work on the owner's connection: what belongs to the sign-in is out of reach of requests. */
  readonly asOwner: <Value>(work: (owner: pg.Client) => Promise<Value>) => Promise<Value>
  /** The path of the journal of erasures. */
  readonly journal: string
  /** Removes the files of mails that went with an erasure, where mails lie in a folder; it does not throw. */
  readonly forgetMails: () => Promise<void>
  /** ms since 1970. */
  readonly now: () => number
}

export function erasureDoor({ app, asOwner, journal, forgetMails, now }: ErasureSettings): ErasureDoor {
  const removeAccount = async (account: string): Promise<AccountClosed> => {
    const closed = await asPerson(app, account, (transaction, access) => closeOwnAccount(transaction, access, now()))
    if (closed.type === 'error') return closed
    // a crash from here on is made good at the next start, by `completeRemovals`
    await asOwner((owner) => forgetAccount(owner, account))
    await appendRemoval(journal, { account, removedAt: new Date(now()).toISOString() })
    await forgetMails()
    return closed
  }
  return {
    eraseDiary: async (account, patient, alsoAccount = false) => {
      const erased = await asPerson(app, account, (transaction, access) =>
        erasePatient(transaction, access, patient, now()),
      )
      if (erased.type === 'error') return erased
      const { journal: line, ...told } = erased.value
      await appendErasure(journal, line)
      await forgetMails()
      return { type: 'ok', value: { ...told, account: alsoAccount ? await removeAccount(account) : null } }
    },
    removeAccount,
  }
}
