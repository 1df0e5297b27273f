// The diaries that a visit may go into: those that whoever has its link writes, once they are signed in; and booking it for one of them.
import { randomUUID } from 'node:crypto'
import {
  asPerson,
  asVisitor,
  bookFor,
  connectVisit,
  linkedAppointment,
  personOfDiary,
  recordConnected,
  visitBelongs,
  writtenDiaries,
  type KeptDiary,
  type SchedulingOutcome,
  type VisitBelongs,
  type VisitPerson,
} from '@clearday/store'
import type { RequestEvent } from '@sveltejs/kit'
import type { Transaction } from '../site/reading.ts'

type Event = Pick<RequestEvent, 'locals'>

export interface VisitDiaries {
  /** For the form. */
  readonly name: string
  readonly email: string
  readonly diaries: readonly KeptDiary[]
  readonly belongs: VisitBelongs | null
}

/** Null for who is not signed in. */
export async function visitDiaries(
  { locals }: Event,
  appointment: string,
  proof: Uint8Array,
): Promise<VisitDiaries | null> {
  const { session, clinic } = locals
  if (session === null) return null
  return asPerson(clinic.app, session.account, async (transaction, access) => ({
    ...{ name: session.name, email: session.email },
    diaries: await writtenDiaries(transaction, access),
    belongs: await visitBelongs(transaction, appointment, proof),
  }))
}

export interface WhoComes {
  readonly name: string
  readonly email: string
  readonly telephone: string
}

/**
 * Books what is held: for the person of a diary, where who is signed in chose one; else for a new person. Sent again it is the same booking.
 *
 * @param asked `person`: the new one's id; `diary`: '' for none; `then`: what else belongs to it, in the same transaction. @returns the visit's end in ms since 1970, and whose it is. Errors: as `bookFor`.
 */
export async function bookVisit(
  { locals }: Event,
  asked: {
    readonly appointment: string
    readonly person: string | null
    readonly proof: Uint8Array
    readonly diary: string
    readonly who: WhoComes
    readonly then: (transaction: Transaction) => Promise<unknown>
  },
): Promise<SchedulingOutcome<{ readonly end: number; readonly person: string }>> {
  const { session, clinic, language } = locals
  const { appointment, proof, diary, then } = asked
  const said = { ...asked.who, language }
  const book = async (transaction: Transaction, who: VisitPerson) => {
    const outcome = await bookFor(transaction, { appointment, proof, who })
    if (outcome.type === 'error') return outcome
    await then(transaction)
    const visit = await linkedAppointment(transaction, appointment, proof)
    return { type: 'ok', value: { end: visit?.end ?? clinic.clock(), person: who.person } } as const
  }
  if (session === null || diary === '')
    return asVisitor(clinic.app, (transaction) =>
      book(transaction, { ...said, person: asked.person ?? randomUUID(), bornOn: null, patient: null }),
    )
  return asPerson(clinic.app, session.account, async (transaction, access) => {
    const before = await visitBelongs(transaction, appointment, proof)
    const booked = await book(transaction, await personOfDiary(transaction, { ...said, patient: diary }))
    if (booked.type === 'ok' && before !== 'mine')
      await recordConnected(transaction, access, diary, appointment, clinic.clock())
    return booked
  })
}

/** Puts a visit that stands into a diary. Errors: as `connectVisit`. */
export async function putIntoDiary(
  { locals }: Event,
  account: string,
  asked: { appointment: string; proof: Uint8Array; patient: string },
): Promise<SchedulingOutcome<null>> {
  const { app, clock } = locals.clinic
  return asPerson(app, account, (transaction, access) => connectVisit(transaction, access, asked, clock()))
}
