// What staff do about other people's accounts: a lost second step, two accounts made one, a patient's death, a colleague who leaves. Each asks
// for a proof of who acts that is not older than a quarter of an hour, is recorded before anything happens, and tells the person.
import {
  askMerge,
  asPerson,
  closeDiaryOfDeceased,
  closeWriterOfDeceased,
  confirmMerge,
  endCalendars,
  endMerge,
  mayManage,
  recordEvent,
  reopenDiary,
  reopenWriter,
  rolesOf,
  staffLeaves,
  type Access,
  type Database,
  type Death,
  type DiaryClosed,
  type Leaving,
  type Left,
  type MergeRequest,
  type Reopening,
  type Tables,
  type WriterClosed,
  type WriterDeath,
  type WriterReopening,
} from '@clearday/store'
import type { Transaction } from 'kysely'
import { accountMail, type AccountMailKind } from './account-mails.ts'
import type { MoveAsked, MoveRequest } from './address-moves.ts'
import type { Accounts, Session } from './create-accounts.ts'
import type { RecoveryAsked, RecoveryRequest } from './second-factor-recovery.ts'

export interface StaffedPaths {
  /**
   * Removes the second step of somebody who lost it, a day from now. Errors: prove-again, not-allowed (managers may not for managers and
   * administrators), own-account, no-reason, no-second-factor, already-asked.
   */
  readonly recoverSecondFactor: (
    by: Session,
    request: Omit<RecoveryRequest, 'askedBy'>,
  ) => Promise<RecoveryAsked | Refused>
  /**
   * Moves the account of somebody who has lost their mail address to another, three days from now. Errors: as for a second step, and
   * same-address, address-taken, no-such-account, already-asked.
   */
  readonly moveAddress: (by: Session, request: Omit<MoveRequest, 'askedBy'>) => Promise<MoveAsked | Refused>
  readonly askMerge: (by: Session, request: MergeRequest) => Promise<Awaited<ReturnType<typeof askMerge>> | Refused>
  /** By the person themselves, once in each of the two accounts. */
  readonly confirmMerge: (by: Session, mergeId: string) => Promise<Awaited<ReturnType<typeof confirmMerge>> | Refused>
  /** By a manager, or by the person in one of the two accounts. */
  readonly endMerge: (by: Session, mergeId: string) => Promise<Awaited<ReturnType<typeof endMerge>> | Refused>
  readonly recordDeath: (by: Session, death: Death) => Promise<DiaryClosed | Refused>
  readonly undoDeath: (by: Session, request: Reopening) => Promise<DiaryClosed | Refused>
  /** Of somebody who wrote for others and has no diary of their own. */
  readonly recordWriterDeath: (by: Session, death: WriterDeath) => Promise<WriterClosed | Refused>
  readonly undoWriterDeath: (by: Session, request: WriterReopening) => Promise<WriterClosed | Refused>
  readonly letGo: (by: Session, leaving: Leaving) => Promise<Left | Refused>
}

export interface Refused {
  readonly type: 'error'
  readonly error: {
    readonly code: 'prove-again' | 'not-allowed' | 'own-account' | 'no-reason'
    readonly message: string
  }
}

const WORDS: Readonly<Record<Refused['error']['code'], string>> = {
  'prove-again': 'Give your password again before you do this.',
  'not-allowed': 'Only managers do this, and only administrators for managers and administrators.',
  'own-account': 'Nobody does this for themselves. Ask another manager.',
  'no-reason': 'Say why, so that the record can be understood later.',
}

function refused(code: Refused['error']['code']): Refused {
  return { type: 'error', error: { code, message: WORDS[code] } }
}

/** @param app of the role `app`. */
export function staffedPaths(app: Database, accounts: Accounts, now: () => number): StaffedPaths {
  const acting = async <Value>(
    by: Session,
    work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>,
  ): Promise<Value | Refused> => (by.fresh ? asPerson(app, by.account, work) : refused('prove-again'))
  const tell = async (kind: AccountMailKind, people: readonly string[], url?: string): Promise<void> => {
    for (const account of people) {
      const to = await accounts.addressOf(account)
      if (to !== null) accounts.post(accountMail(kind, { account, to }, url === undefined ? {} : { url }))
    }
  }
  /** Recorded first: what then fails was asked for all the same. Null where it may go on. */
  const askedFor = (
    by: Session,
    act: string,
    { account, reason, identityCheckedBy }: Omit<RecoveryRequest, 'askedBy'>,
  ): Promise<Refused | null> =>
    acting(by, async (transaction, access) => {
      if (access.manage !== true) return refused('not-allowed')
      if (account === access.account) return refused('own-account')
      if (reason.trim() === '') return refused('no-reason')
      if (!mayManage(access, await rolesOf(transaction, account))) return refused('not-allowed')
      await recordEvent(
        transaction,
        { id: access.account, kind: 'staff' },
        {
          ...{ actor: access.account, actingAs: access.administer === true ? 'administrator' : 'manager', act },
          // its words stand beside the sign-in and go with it: the record outlives an erasure
          about: { account, identityCheckedBy },
        },
        now(),
      )
      return null
    })
  return {
    recoverSecondFactor: async (by, request) =>
      (await askedFor(by, 'second-factor.recovery-asked', request)) ??
      accounts.recoveries.ask({ ...request, askedBy: by.account }),
    moveAddress: async (by, request) =>
      (await askedFor(by, 'address.move-asked', request)) ?? accounts.moves.ask({ ...request, askedBy: by.account }),
    askMerge: async (by, request) => {
      const asked = await acting(by, (transaction, access) => askMerge(transaction, access, request, now()))
      if (asked.type === 'ok')
        await tell('merge-asked', [request.from, request.into], accounts.pageOf(`merge/${asked.mergeId}`))
      return asked
    },
    confirmMerge: (by, mergeId) =>
      acting(by, (transaction, access) => confirmMerge(transaction, access, mergeId, now())),
    endMerge: (by, mergeId) => acting(by, (transaction, access) => endMerge(transaction, access, mergeId, now())),
    recordDeath: async (by, death) => {
      const closed = await acting(by, (transaction, access) => closeDiaryOfDeceased(transaction, access, death, now()))
      if (closed.type === 'ok') await tell('account-closed', closed.accounts)
      return closed
    },
    undoDeath: async (by, request) => {
      const opened = await acting(by, (transaction, access) => reopenDiary(transaction, access, request, now()))
      if (opened.type === 'ok') await tell('account-reopened', opened.accounts)
      return opened
    },
    recordWriterDeath: async (by, death) => {
      const closed = await acting(by, (transaction, access) => closeWriterOfDeceased(transaction, access, death, now()))
      // whoever is alive after all learns of it
      if (closed.type === 'ok') await tell('account-closed', [death.account])
      return closed
    },
    undoWriterDeath: async (by, request) => {
      const opened = await acting(by, (transaction, access) => reopenWriter(transaction, access, request, now()))
      if (opened.type === 'ok') await tell('account-reopened', [request.account])
      return opened
    },
    letGo: (by, leaving) =>
      acting(by, (transaction, access) =>
        staffLeaves(transaction, access, { ...leaving, endFeeds: endCalendars }, now()),
      ),
  }
}
