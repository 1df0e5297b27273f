// Erasing a diary as a person asks for it: it is told done only when the journal outside the database has it too, so that no restore brings it back.
import {
  appendErasure,
  asPerson,
  closeOwnAccount,
  erasePatient,
  type AccessOutcome,
  type Database,
  type Erased,
} from '@clearday/store'
import type { Accounts } from '../accounts/create-accounts.ts'

export interface ErasureDoor {
  /** Errors: not-yours, not-found. */
  readonly eraseDiary: (account: string, patient: string) => Promise<AccessOutcome<Erased>>
  /**
   * Closes an account that holds no diary and no role, and removes its name, its address and all ways to sign in.
   *
   * Errors: holds-diary, is-staff.
   */
  readonly removeAccount: (account: string) => Promise<Awaited<ReturnType<typeof closeOwnAccount>>>
}

/** @param app of the role `app`. @param journal the path of the journal of erasures. @param now ms since 1970. */
export function erasureDoor(app: Database, accounts: Accounts, journal: string, now: () => number): ErasureDoor {
  return {
    eraseDiary: async (account, patient) => {
      const erased = await asPerson(app, account, (transaction, access) =>
        erasePatient(transaction, access, patient, now()),
      )
      if (erased.type === 'ok') await appendErasure(journal, erased.value.journal)
      return erased
    },
    removeAccount: async (account) => {
      const closed = await asPerson(app, account, (transaction, access) => closeOwnAccount(transaction, access, now()))
      if (closed.type === 'ok') await accounts.removeAccount(account)
      return closed
    },
  }
}
