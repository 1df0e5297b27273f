// The diaries that a visit may go into: those that whoever has its link writes, once they are signed in; and booking it for one of them.
import { randomUUID } from 'node:crypto'
import {
  answerIntake,
  asPerson,
  asVisitor,
  bookFor,
  bookHeld,
  connectVisit,
  linkedAppointment,
  personOfDiary,
  recordConnected,
  sayPersonOfDiary,
  visitBelongs,
  writtenDiaries,
  type IntakeAnswers,
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

export interface Booking {
  readonly appointment: string
  readonly proof: Uint8Array
  /** '' for none. */
  readonly diary: string
  readonly who: WhoComes
  /** To what the service asks, with its version; null where it asks nothing. */
  readonly answered: { readonly answers: IntakeAnswers; readonly version: number } | null
}

/**
 * Books what is held: for the person of a diary, where who is signed in chose one; else for a new person. Sent again it is the same booking.
 *
 * @returns the visit's end in ms since 1970. Errors: as `sayPerson` and `bookHeld`.
 */
export async function bookVisit(
  { locals }: Event,
  { appointment, proof, diary, who, answered }: Booking,
): Promise<SchedulingOutcome<{ readonly end: number }>> {
  const { session, clinic, language } = locals
  const booked = async (transaction: Transaction): Promise<SchedulingOutcome<{ readonly end: number }>> => {
    if (answered !== null) await answerIntake(transaction, { appointment, proof, ...answered })
    const visit = await linkedAppointment(transaction, appointment, proof)
    return { type: 'ok', value: { end: visit?.end ?? clinic.clock() } }
  }
  if (session === null || diary === '')
    return asVisitor(clinic.app, async (transaction) => {
      const person = { ...who, person: randomUUID(), language, bornOn: null, patient: null }
      const outcome = await bookFor(transaction, { appointment, proof, who: person })
      return outcome.type === 'error' ? outcome : booked(transaction)
    })
  return asPerson(clinic.app, session.account, async (transaction, access) => {
    const said = await sayPersonOfDiary(transaction, { ...who, language, patient: diary })
    if (said.type === 'error') return said
    const outcome = await bookHeld(transaction, { appointment, person: said.value.person, proof })
    if (outcome.type === 'error') return outcome
    await recordConnected(transaction, access, diary, appointment, clinic.clock())
    return booked(transaction)
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
