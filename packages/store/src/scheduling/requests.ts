// Requests for a visit: asked without an account, read and weighed by the clinic, and answered with a time, with several to choose from, or with why not.
import { judgeStart } from '@clearday/scheduling'
import { sql, type Transaction } from 'kysely'
import { actingMore } from '../access/acting.ts'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { json } from '../site/drafts.ts'
import { attempt, closed, factsAround, type HoldOutcome, type Place } from './appointments.ts'
import { schedulingRefused, type SchedulingOutcome, type SchedulingRefusal } from './scheduling-outcome.ts'

export type RequestState = 'new' | 'triaged' | 'proposed' | 'confirmed' | 'declined' | 'withdrawn'
/** '' where nobody has said yet. */
export type Urgency = '' | 'urgent' | 'soon' | 'routine'

/** When somebody would like to come. */
export interface PreferredTime {
  /** First and last day. */
  readonly from: string
  readonly to: string
  readonly daypart: 'morning' | 'afternoon' | 'evening' | null
}

export interface VisitRequest {
  /** A UUID made by who asks: said again it is the same request. */
  readonly request: string
  /** Null where they do not know, or do not mind. */
  readonly service: string | null
  readonly location: string | null
  readonly name: string
  /** One of the two at least. */
  readonly email: string
  readonly telephone: string
  readonly language: string
  /** Why; up to 2000 characters. */
  readonly words: string
  /** To what the service asks, by key. */
  readonly answers: Readonly<Record<string, string>>
  /** Warning signs that they said yes to, by code. */
  readonly flags: readonly string[]
  /** Up to 20. */
  readonly preferred: readonly PreferredTime[]
}

export interface StandingRequest extends VisitRequest {
  readonly state: RequestState
  /** From 1: said by who changes it, so that of two desks the second is told. */
  readonly version: number
  /** ISO times. */
  readonly askedAt: string
  readonly handledAt: string | null
  readonly handledBy: string | null
  readonly urgency: Urgency
  /** For whom it is, once somebody said so. */
  readonly practitioner: string | null
  /** Of the clinic for itself. */
  readonly note: string
  /** To whoever asked. */
  readonly answer: string
  /** What they said back; '' for nothing. */
  readonly reply: string
  /** Whom the clinic knows them as; null where nobody said. */
  readonly person: string | null
  readonly appointment: string | null
  /** Whether a link to a diary was sent along; said only to those who treat. */
  readonly withDiary: boolean
  readonly proposals: readonly Proposal[]
}

/** A time that is offered and held until it is answered. */
export interface Proposal {
  readonly appointment: string
  readonly practitioner: string
  readonly location: string
  /** ms since 1970. */
  readonly start: number
  readonly end: number
  readonly endsAt: number
  /** Whether it can still be taken. */
  readonly open: boolean
}

/**
 * By everybody, also before anybody acts; who asks sees it again by a link alone. Idempotent. One query.
 *
 * @param proof SHA-256 of the link's token. @param diary a link to the diary, for those who treat alone; '' for none.
 * Errors: wrong-value, not-offered, id-used.
 */
export async function askForVisit(
  transaction: Transaction<Tables>,
  given: VisitRequest,
  proof: Uint8Array,
  diary = '',
): Promise<SchedulingOutcome<null>> {
  const { request, service, location, name, email, telephone, language, words, answers, flags, preferred } = given
  const wrong = faultOf(given) ?? (diary.length > 500 ? 'diary' : null)
  if (wrong !== null) return schedulingRefused('wrong-value', { field: wrong })
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.ask(${request}, ${service}, ${location}, ${name}, ${email}, ${telephone}, ${language}, ${words}, ${json(answers)}::jsonb,
      ${[...flags]}::text[], ${json(preferred)}::jsonb, ${diary}, ${Buffer.from(proof)}) AS said`.execute(transaction)
  return outcome(rows[0].said, 'asked')
}

function faultOf(given: VisitRequest): string | null {
  const { name, email, telephone, language, words, answers, flags, preferred } = given
  if (name.trim() === '' || name.length > 200) return 'name'
  if (email === '' && telephone === '') return 'email'
  if (email.length > 254) return 'email'
  if (telephone.length > 50) return 'telephone'
  if (!/^[a-z]{2}$/.test(language)) return 'language'
  if (words.length > 2000) return 'words'
  if (JSON.stringify(answers).length > 15_000) return 'answers'
  if (flags.length > 50 || flags.some((one) => !/^[a-z0-9-]{1,60}$/.test(one))) return 'flags'
  const day = /^\d{4}-\d{2}-\d{2}$/
  if (preferred.length > 20 || preferred.some(({ from, to }) => !day.test(from) || !day.test(to) || to < from))
    return 'preferred'
  return null
}

function outcome(said: string, right: string): SchedulingOutcome<null> {
  return said === right ? { type: 'ok', value: null } : schedulingRefused(said as SchedulingRefusal)
}

const REQUEST = sql`r.request_id AS request, r.state, r.version, r.service_id AS service, r.location_id AS location, r.name, r.email, r.telephone,
  r.language, r.words, r.answers, r.flags, r.preferred, r.asked_at AS "askedAt", r.handled_at AS "handledAt", r.handled_by AS "handledBy", r.urgency,
  r.practitioner, r.note, r.answer, r.reply, r.person_id AS person, r.appointment_id AS appointment,
  EXISTS (SELECT FROM scheduling.request_diaries d WHERE d.request_id = r.request_id) AS "withDiary",
  (SELECT coalesce(json_agg(json_build_object('appointment', a.appointment_id, 'practitioner', a.practitioner, 'location', a.location_id,
      'start', (extract(epoch FROM lower(a.span)) * 1000)::float8, 'end', (extract(epoch FROM upper(a.span)) * 1000)::float8,
      'endsAt', (extract(epoch FROM p.ends_at) * 1000)::float8, 'open', a.state = 'held' AND a.held_until > now()) ORDER BY lower(a.span)), '[]')
    FROM scheduling.proposals p JOIN scheduling.appointments a USING (appointment_id) WHERE p.request_id = r.request_id) AS proposals`

/** So many days sooner than it was asked stands what has warning signs and was not read yet: anybody can tick them, so they alone decide nothing. */
const SIGN_DAYS = 3

/**
 * For the desk, managers and those who treat: what waits first, what the clinic found urgent before others, then the longest asked, of which those with
 * warning signs count as asked some days sooner; then what is done, the newest first. One query.
 *
 * @param from how many are passed over; none if absent.
 */
export async function visitRequests(
  transaction: Transaction<Tables>,
  {
    states,
    most,
    from = 0,
  }: { readonly states: readonly RequestState[] | null; readonly most: number; readonly from?: number },
): Promise<readonly StandingRequest[]> {
  const { rows } = await sql<StandingRequest>`
    SELECT ${REQUEST} FROM scheduling.requests r
    WHERE ${states === null ? sql`true` : sql`r.state = ANY (${[...states]}::text[])`}
    ORDER BY r.state NOT IN ('new', 'triaged', 'proposed'),
      CASE WHEN r.state IN ('new', 'triaged', 'proposed') THEN
        CASE WHEN r.urgency = 'urgent' THEN 0 WHEN r.urgency IN ('', 'soon') THEN 1 ELSE 2 END END,
      CASE WHEN r.state IN ('new', 'triaged', 'proposed') THEN
        r.asked_at - make_interval(days => CASE WHEN r.urgency = '' AND r.flags <> '{}' THEN ${SIGN_DAYS} ELSE 0 END) END, r.asked_at DESC, r.request_id
    OFFSET ${from} LIMIT ${most}`.execute(transaction)
  return rows
}

/** Null where it is not seen by who acts. One query. */
export async function visitRequest(transaction: Transaction<Tables>, request: string): Promise<StandingRequest | null> {
  const { rows } = await sql<StandingRequest>`
    SELECT ${REQUEST} FROM scheduling.requests r WHERE r.request_id = ${request}`.execute(transaction)
  return rows.at(0) ?? null
}

/** The link to the diary that was sent along, for those who treat: null where there is none, or who acts may not. Recorded. */
export async function diaryOfRequest(
  transaction: Transaction<Tables>,
  access: Access,
  request: string,
  at: number,
): Promise<string | null> {
  const { rows } = await sql<{ link: string }>`
    SELECT link FROM scheduling.request_diaries WHERE request_id = ${request}`.execute(transaction)
  if (rows.length > 0) await record(transaction, access, 'request.diary-opened', request, at)
  return rows.at(0)?.link ?? null
}

/** The clinic read it and says for what, where and whom it is. Errors: not-found, changed-since, wrong-state, not-offered, wrong-value. */
export async function triageRequest(
  transaction: Transaction<Tables>,
  access: Access,
  given: {
    readonly request: string
    readonly seen: number
    readonly service: string | null
    readonly location: string | null
    readonly practitioner: string | null
    readonly urgency: Urgency
    readonly note: string
  },
  at: number,
): Promise<SchedulingOutcome<null>> {
  const { request, seen, service, location, practitioner, urgency, note } = given
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.triage(${request}, ${seen}, ${service}, ${location}, ${practitioner}, ${urgency}, ${note}) AS said`.execute(
    transaction,
  )
  if (rows[0].said === 'done') await record(transaction, access, 'request.triaged', request, at)
  return outcome(rows[0].said, 'done')
}

export interface AnsweredWith extends Place {
  readonly request: string
  /** The version that was looked at. */
  readonly seen: number
  /** A UUID made by who answers: said again it is the same answer. */
  readonly appointment: string
  /** Opens the appointment without an account: SHA-256 of its link's token. */
  readonly proof: Uint8Array
}

/**
 * Offers a time, held until it is answered or the offer ends; several can be offered. Six queries.
 *
 * @param until ms since 1970, before the visit and within thirty days. @param words to whoever asked, up to 1000 characters.
 * Errors: not-found, changed-since, wrong-state, wrong-value, id-used, and why the start is closed (with alternatives).
 */
export function proposeTime(
  transaction: Transaction<Tables>,
  access: Access,
  given: AnsweredWith,
  { until, words }: { readonly until: number; readonly words: string },
  at: number,
): Promise<HoldOutcome> {
  const { request, seen, appointment, service, location, practitioner, start, proof } = given
  return answerWith(transaction, access, given, { right: 'proposed', at, heldUntil: until }, (room) =>
    sql<{
      said: string
    }>`SELECT scheduling.propose(${request}, ${seen}, ${appointment}, ${service}, ${location}, ${practitioner}, ${room},
      to_timestamp(${start / 1000}), to_timestamp(${until / 1000}), ${words}, ${Buffer.from(proof)}) AS said`.execute(
      transaction,
    ),
  )
}

/**
 * Books a time for a request at once. Six queries.
 *
 * @param person whom the clinic knows already; null for somebody new. Errors: as `proposeTime`, and person-busy, not-yours.
 */
export function confirmRequest(
  transaction: Transaction<Tables>,
  access: Access,
  given: AnsweredWith,
  person: string | null,
  at: number,
): Promise<HoldOutcome> {
  const { request, seen, appointment, service, location, practitioner, start, proof } = given
  return answerWith(transaction, access, given, { right: 'confirmed', at, heldUntil: at }, (room) =>
    sql<{
      said: string
    }>`SELECT scheduling.confirm(${request}, ${seen}, ${appointment}, ${service}, ${location}, ${practitioner}, ${room},
      to_timestamp(${start / 1000}), ${person}, ${Buffer.from(proof)}) AS said`.execute(transaction),
  )
}

async function answerWith(
  transaction: Transaction<Tables>,
  access: Access,
  given: AnsweredWith,
  {
    right,
    at,
    heldUntil,
  }: { readonly right: 'proposed' | 'confirmed'; readonly at: number; readonly heldUntil: number },
  ask: (room: string | null) => Promise<{ readonly rows: readonly { readonly said: string }[] }>,
): Promise<HoldOutcome> {
  const { service, location, practitioner, start, room } = given
  // an answer that stands already is not in its own way
  const facts = await factsAround(transaction, service, start, given.appointment)
  const judged = judgeStart(facts, { service, location, practitioner, room, start, now: at, byDesk: true })
  if (judged.type === 'closed') return closed(facts, { ...given, byDesk: true }, judged.reason, at)
  const said = await attempt(transaction, () => ask(judged.opening.room))
  if (said === right) {
    await record(transaction, access, `request.${right}`, given.request, at)
    return { type: 'ok', value: { ...judged.opening, heldUntil } }
  }
  return said === 'taken' || said === 'not-offered' || said === 'licence-over' || said === 'past'
    ? closed(await factsAround(transaction, service, start), { ...given, byDesk: true }, said, at)
    : schedulingRefused(said as SchedulingRefusal)
}

/** Why the clinic cannot, up to 1000 characters. Idempotent. Errors: not-found, changed-since, wrong-state. */
export async function declineRequest(
  transaction: Transaction<Tables>,
  access: Access,
  { request, seen, words }: { readonly request: string; readonly seen: number; readonly words: string },
  at: number,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.decline(${request}, ${seen}, ${words}) AS said`.execute(transaction)
  if (rows[0].said === 'done') await record(transaction, access, 'request.declined', request, at)
  return outcome(rows[0].said, 'done')
}

/** By whoever asked, with their link: the others that were offered are free again. Idempotent. Errors: not-found, wrong-state, hold-over, person-busy. */
export async function takeProposal(
  transaction: Transaction<Tables>,
  request: string,
  appointment: string,
  proof: Uint8Array,
): Promise<SchedulingOutcome<null>> {
  const said = await attempt(transaction, () =>
    sql<{
      said: string
    }>`SELECT scheduling.take_proposal(${request}, ${appointment}, ${Buffer.from(proof)}) AS said`.execute(transaction),
  )
  return outcome(said, 'confirmed')
}

/** By whoever asked, with their link. Idempotent. Errors: not-found, wrong-state. */
export async function withdrawRequest(
  transaction: Transaction<Tables>,
  request: string,
  proof: Uint8Array,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.withdraw(${request}, ${Buffer.from(proof)}) AS said`.execute(transaction)
  return outcome(rows[0].said, 'done')
}

/**
 * By whoever asked, with their link: none of the times suits, or there is more to say. What was offered is free again, and the clinic reads it anew.
 * Idempotent. @param said 1 to 1000 characters. Errors: not-found, wrong-state, wrong-value.
 */
export async function writeBack(
  transaction: Transaction<Tables>,
  request: string,
  said: string,
  proof: Uint8Array,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.write_back(${request}, ${Buffer.from(proof)}, ${said}) AS said`.execute(transaction)
  return outcome(rows[0].said, 'done')
}

/** Whom the request is from: somebody the clinic knows, or null for nobody. Errors: not-found, changed-since, wrong-state, not-yours. */
export async function knowPerson(
  transaction: Transaction<Tables>,
  access: Access,
  { request, seen, person }: { readonly request: string; readonly seen: number; readonly person: string | null },
  at: number,
): Promise<SchedulingOutcome<null>> {
  const { rows } = await sql<{ said: string }>`
    SELECT scheduling.know_person(${request}, ${seen}, ${person}) AS said`.execute(transaction)
  if (rows[0].said === 'done') await record(transaction, access, 'request.triaged', request, at)
  return outcome(rows[0].said, 'done')
}

/** One state in which a request was. */
export interface RequestChange {
  readonly version: number
  readonly state: RequestState
  readonly answer: string
  readonly reply: string
  /** An account; null for whoever asked. */
  readonly by: string | null
  /** ISO time. */
  readonly at: string
}

/** For those who see the request, the oldest first. One query. */
export async function requestHistory(
  transaction: Transaction<Tables>,
  request: string,
): Promise<readonly RequestChange[]> {
  const { rows } = await sql<RequestChange>`
    SELECT version, document ->> 'state' AS state, coalesce(document ->> 'answer', '') AS answer, coalesce(document ->> 'reply', '') AS reply,
      changed_by AS "by", changed_at AS "at"
    FROM scheduling.request_changes WHERE request_id = ${request} ORDER BY version`.execute(transaction)
  return rows
}

/** Who of the clinic did something here, by account; for those who see requests. One query, none for no accounts. */
export async function teamNames(
  transaction: Transaction<Tables>,
  access: Access,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(accounts)]
  if (wanted.length === 0 || (access.desk !== true && access.manage !== true && access.review !== true))
    return new Map()
  const { rows } = await actingMore(transaction, access, { named: wanted }, () =>
    sql<{ account: string; name: string }>`
      SELECT account_id AS account, display_name AS name FROM access.accounts
      WHERE account_id = ANY (${wanted}::uuid[]) AND display_name <> ''`.execute(transaction),
  )
  return new Map(rows.map(({ account, name }) => [account, name]))
}

/** What whoever asked sees of it. */
export type LinkedRequest = Pick<
  StandingRequest,
  | 'state'
  | 'service'
  | 'location'
  | 'name'
  | 'language'
  | 'words'
  | 'answer'
  | 'reply'
  | 'person'
  | 'appointment'
  | 'askedAt'
  | 'preferred'
  | 'proposals'
>

/** What a signed link shows, without an account; null for a wrong proof. One query. */
export async function linkedRequest(
  transaction: Transaction<Tables>,
  request: string,
  proof: Uint8Array,
): Promise<LinkedRequest | null> {
  const { rows } = await sql<Omit<LinkedRequest, 'proposals'> & { readonly proposal: Proposal | null }>`
    SELECT state, service_id AS service, location_id AS location, name, language, words, answer, reply, confirmed AS appointment,
      asked_at AS "askedAt", preferred, person_id AS person,
      CASE WHEN appointment_id IS NOT NULL THEN json_build_object('appointment', appointment_id, 'practitioner', practitioner,
        'location', at_location, 'start', (extract(epoch FROM lower(span)) * 1000)::float8, 'end', (extract(epoch FROM upper(span)) * 1000)::float8,
        'endsAt', (extract(epoch FROM ends_at) * 1000)::float8, 'open', still_open) END AS proposal
    FROM scheduling.linked_request(${request}, ${Buffer.from(proof)})`.execute(transaction)
  if (rows.length === 0) return null
  const [{ state, service, location, name, language, words, answer, reply, person, appointment, askedAt, preferred }] =
    rows
  const proposals = rows.flatMap(({ proposal }) => (proposal === null ? [] : [proposal]))
  const asked = { state, service, location, name, language, words, answer, reply, person, appointment }
  return { ...asked, askedAt, preferred, proposals }
}

function record(
  transaction: Transaction<Tables>,
  { account, roles }: Access,
  act: string,
  request: string,
  at: number,
): Promise<void> {
  const event = { actor: account, actingAs: roles.at(0) ?? 'staff', act, about: { request } }
  return recordEvent(transaction, { id: account, kind: 'staff' }, event, at)
}
