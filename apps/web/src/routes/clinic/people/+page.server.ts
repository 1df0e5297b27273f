// Accounts and roles for managers and administrators, and what staff do about other people's accounts.
import { fail } from '@sveltejs/kit'
import { closedDiaries, INFORMANTS, isUuid, LEAVING_REASONS, REOPENING_REASONS, STAFF_ROLES } from '@clearday/store'
import { asMe, isDay, managing, said as asFault } from '#lib/server/acting.ts'
import { readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Said } from '../../../services.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const CHECKS = ['in-person', 'video-call', 'call-back'] as const

export const load: PageServerLoad = async (event) => {
  await managing(event)
  const people = await event.locals.clinic.people(signedIn(event))
  // only administrators undo what a manager has recorded
  const closed = await asMe(event, (transaction, access) =>
    access.administer === true ? closedDiaries(transaction) : Promise.resolve([]),
  )
  return {
    closed,
    reopeningReasons: REOPENING_REASONS,
    people,
    staffRoles: STAFF_ROLES,
    checks: CHECKS,
    informants: INFORMANTS,
    leavingReasons: LEAVING_REASONS,
  }
}

type Given = Readonly<Record<string, string>>
type Outcome = { readonly type: string } | Said

/** One act of this page: what is missing is said beside its field, what is refused beside the first. */
function act(
  names: readonly string[],
  work: (event: RequestEvent, given: Given, by: ReturnType<typeof signedIn>) => Promise<Outcome>,
) {
  return async (event: RequestEvent) => {
    await managing(event)
    const said = await readForm(event.request)
    const given = Object.fromEntries(names.map((name) => [name, said(name)]))
    const faults: Fault[] = names.flatMap((field): Fault[] => {
      if (field.endsWith('Close')) return []
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
    if (faults.length > 0) return fail(400, { faults, kept: given })
    const outcome = await work(event, given, signedIn(event))
    if ('error' in outcome) return fail(400, { faults: [asFault(outcome.error, names[0])], kept: given })
    return { done: true }
  }
}

/** What stands in the record was chosen: nothing else is taken for one of the answers that are offered. */
const NOT_CHOSEN = Promise.resolve({
  type: 'error',
  error: { code: 'wrong-value', message: 'Choose one of the answers that are offered.' },
} as const)

export const actions: Actions = {
  give: act(['roleAccount', 'role'], ({ locals }, { roleAccount, role }, by) =>
    locals.clinic.changeRole(by, roleAccount, role, false),
  ),
  take: act(['roleAccount', 'role'], ({ locals }, { roleAccount, role }, by) =>
    locals.clinic.changeRole(by, roleAccount, role, true),
  ),
  leave: act(['leaveAccount', 'leaveReason', 'leaveClose'], ({ locals }, given, by) => {
    const reason = LEAVING_REASONS.find((one) => one === given.leaveReason)
    if (reason === undefined) return NOT_CHOSEN
    return locals.clinic.letGo(by, { account: given.leaveAccount, reason, closeAccount: given.leaveClose === 'on' })
  }),
  recover: act(['recoverAccount', 'recoverReason', 'recoverChecked'], ({ locals }, given, by) => {
    const identityCheckedBy = CHECKS.find((one) => one === given.recoverChecked)
    if (identityCheckedBy === undefined) return NOT_CHOSEN
    const { recoverAccount: account, recoverReason: reason } = given
    return locals.clinic.recoverSecondFactor(by, { account, reason, identityCheckedBy })
  }),
  merge: act(['mergeFrom', 'mergeInto', 'mergeReason'], ({ locals }, given, by) =>
    locals.clinic.askMerge(by, { from: given.mergeFrom, into: given.mergeInto, reason: given.mergeReason }),
  ),
  death: act(['deathPatient', 'deathInformed', 'deathReason', 'deathUntil'], ({ locals }, given, by) => {
    const informedBy = INFORMANTS.find((one) => one === given.deathInformed)
    if (informedBy === undefined) return NOT_CHOSEN
    const { deathReason: reason, deathUntil: keepUntil } = given
    return locals.clinic.recordDeath(by, { patient: given.deathPatient.toLowerCase(), informedBy, reason, keepUntil })
  }),
  undo: act(['undoPatient', 'undoReason'], ({ locals }, { undoPatient: patient, undoReason }, by) => {
    const reason = REOPENING_REASONS.find((one) => one === undoReason)
    return reason === undefined ? NOT_CHOSEN : locals.clinic.undoDeath(by, { patient, reason })
  }),
}
