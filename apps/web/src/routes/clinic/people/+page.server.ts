// Accounts and roles for managers and administrators, and what staff do about other people's accounts.
import { fail } from '@sveltejs/kit'
import {
  closedDiaries,
  INFORMANTS,
  isUuid,
  LEAVING_REASONS,
  REOPENING_REASONS,
  STAFF_ROLES,
  waitingMerges,
  type DiaryClosed,
  type Left,
  type StaffRole,
} from '@clearday/store'
import { asMe, isDay, managing, said as asFault } from '#lib/server/acting.ts'
import { matchesOf, saidPatient } from '#lib/server/said-patient.ts'
import { readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Said } from '../../../services.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Of those who hold no role. */
const MOST_LISTED = 50

const CHECKS = ['in-person', 'video-call', 'call-back'] as const

export const load: PageServerLoad = async (event) => {
  await managing(event)
  const all = await event.locals.clinic.people(signedIn(event))
  // of those who hold no role a clinic has thousands: they are looked for
  const wanted = (event.url.searchParams.get('q') ?? '').trim()
  const words = wanted.toLowerCase().split(/\s+/)
  const isStaff = ({ roles }: (typeof all)[number]): boolean => roles.length > 0
  const fits = ({ name, email, account }: (typeof all)[number]): boolean =>
    account === wanted.toLowerCase() || words.every((word) => `${name} ${email}`.toLowerCase().includes(word))
  const others = all.filter((one) => !isStaff(one))
  const found = wanted === '' ? others : others.filter(fits)
  const people = [...all.filter(isStaff), ...found.slice(0, MOST_LISTED)]
  // only administrators undo what a manager has recorded
  const { closed, merges } = await asMe(event, async (transaction, access) => ({
    closed: access.administer === true ? await closedDiaries(transaction) : [],
    merges: await waitingMerges(transaction, access),
  }))
  return {
    ...{ wanted, notListed: found.length - Math.min(found.length, MOST_LISTED) },
    searchable: others.length > MOST_LISTED || wanted !== '',
    closed,
    merges,
    reopeningReasons: REOPENING_REASONS,
    people,
    staffRoles: STAFF_ROLES,
    checks: CHECKS,
    informants: INFORMANTS,
    leavingReasons: LEAVING_REASONS,
  }
}

type Given = Readonly<Record<string, string>>
/** What came of an act, for the words that say it; times are ISO times, days are days. */
export type Done =
  | { readonly act: 'give'; readonly role: string }
  | { readonly act: 'take'; readonly role: string }
  | {
      readonly act: 'leave'
      readonly roles: readonly StaffRole[]
      readonly relationships: number
      readonly sessions: number
      readonly closed: boolean
    }
  | { readonly act: 'recover'; readonly at: string }
  | { readonly act: 'merge'; readonly at: string }
  | { readonly act: 'unmerge' }
  | { readonly act: 'death'; readonly day: string; readonly accounts: number }
  | { readonly act: 'undo'; readonly accounts: number }

/** One act of this page: what is missing is said beside its field, what is refused beside the first, and what happens is told. */
function act<Value extends { readonly type: 'ok' }>(
  names: readonly string[],
  work: (
    event: RequestEvent,
    given: Given,
    by: ReturnType<typeof signedIn>,
  ) => Promise<Value | Said | { readonly type: 'error'; readonly error: { readonly code: string } }>,
  told: (outcome: Value, given: Given) => Done,
) {
  return async (event: RequestEvent) => {
    await managing(event)
    const said = await readForm(event.request)
    const given = Object.fromEntries(names.map((name) => [name, said(name)]))
    const whom = names.includes('deathPatient') ? await saidPatient(event, said, 'deathPatient') : null
    const faults: Fault[] = names.flatMap((field): Fault[] => {
      if (field.endsWith('Close')) return []
      if (field === 'deathPatient' && whom !== null) return whom.type === 'error' ? [whom.fault] : []
      if (field.endsWith('Until') ? !isDay(given[field]) : given[field] === '')
        return [
          {
            field,
            key: field.endsWith('Reason') ? 'fault.reason' : field.endsWith('Until') ? 'fault.day' : 'fault.choose',
          },
        ]
      return /account|From|Into|Patient/i.test(field) && !isUuid(given[field].toLowerCase())
        ? [{ field, key: 'fault.id' }]
        : []
    })
    if (faults.length > 0) return fail(400, { faults, kept: given, matches: whom === null ? null : matchesOf(whom) })
    const meant = whom?.type === 'ok' ? { ...given, deathPatient: whom.patient } : given
    const outcome = await work(event, meant, signedIn(event))
    if ('error' in outcome) return fail(400, { faults: [asFault(outcome.error, names[0])], kept: given })
    return { done: told(outcome, given) }
  }
}

/** What stands in the record was chosen: nothing else is taken for one of the answers that are offered. */
const NOT_CHOSEN = Promise.resolve({
  type: 'error',
  error: { code: 'wrong-value', message: 'Choose one of the answers that are offered.' },
} as const)

export const actions: Actions = {
  give: act(
    ['roleAccount', 'role'],
    ({ locals }, { roleAccount, role }, by) => locals.clinic.changeRole(by, roleAccount, role, false),
    (_, { role }) => ({ act: 'give', role }),
  ),
  take: act(
    ['roleAccount', 'role'],
    ({ locals }, { roleAccount, role }, by) => locals.clinic.changeRole(by, roleAccount, role, true),
    (_, { role }) => ({ act: 'take', role }),
  ),
  leave: act<Extract<Left, { type: 'ok' }>>(
    ['leaveAccount', 'leaveReason', 'leaveClose'],
    ({ locals }, given, by) => {
      const reason = LEAVING_REASONS.find((one) => one === given.leaveReason)
      if (reason === undefined) return NOT_CHOSEN
      return locals.clinic.letGo(by, { account: given.leaveAccount, reason, closeAccount: given.leaveClose === 'on' })
    },
    ({ roles, relationships, sessions }, { leaveClose }) => ({
      act: 'leave',
      roles,
      relationships,
      sessions,
      closed: leaveClose === 'on',
    }),
  ),
  recover: act<{ readonly type: 'ok'; readonly dueAt: string }>(
    ['recoverAccount', 'recoverReason', 'recoverChecked'],
    ({ locals }, given, by) => {
      const identityCheckedBy = CHECKS.find((one) => one === given.recoverChecked)
      if (identityCheckedBy === undefined) return NOT_CHOSEN
      const { recoverAccount: account, recoverReason: reason } = given
      return locals.clinic.recoverSecondFactor(by, { account, reason, identityCheckedBy })
    },
    ({ dueAt }) => ({ act: 'recover', at: dueAt }),
  ),
  merge: act<{ readonly type: 'ok'; readonly endsAt: string }>(
    ['mergeFrom', 'mergeInto', 'mergeReason'],
    ({ locals }, given, by) =>
      locals.clinic.askMerge(by, { from: given.mergeFrom, into: given.mergeInto, reason: given.mergeReason }),
    ({ endsAt }) => ({ act: 'merge', at: endsAt }),
  ),
  unmerge: act<{ readonly type: 'ok' }>(
    ['endedMerge'],
    ({ locals }, { endedMerge }, by) => (isUuid(endedMerge) ? locals.clinic.endMerge(by, endedMerge) : NOT_CHOSEN),
    () => ({ act: 'unmerge' }),
  ),
  death: act<Extract<DiaryClosed, { type: 'ok' }>>(
    ['deathPatient', 'deathInformed', 'deathReason', 'deathUntil'],
    ({ locals }, given, by) => {
      const informedBy = INFORMANTS.find((one) => one === given.deathInformed)
      if (informedBy === undefined) return NOT_CHOSEN
      const { deathReason: reason, deathUntil: keepUntil } = given
      return locals.clinic.recordDeath(by, { patient: given.deathPatient, informedBy, reason, keepUntil })
    },
    ({ accounts }, { deathUntil }) => ({ act: 'death', day: deathUntil, accounts: accounts.length }),
  ),
  undo: act<Extract<DiaryClosed, { type: 'ok' }>>(
    ['undoPatient', 'undoReason'],
    ({ locals }, { undoPatient: patient, undoReason }, by) => {
      const reason = REOPENING_REASONS.find((one) => one === undoReason)
      return reason === undefined ? NOT_CHOSEN : locals.clinic.undoDeath(by, { patient, reason })
    },
    ({ accounts }) => ({ act: 'undo', accounts: accounts.length }),
  ),
}
