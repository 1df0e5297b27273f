// Diaries that nobody writes any more: which they are, naming who goes on, and the death of somebody who only wrote for others.
import { fail } from '@sveltejs/kit'
import {
  deadWriters,
  diariesWithoutWriter,
  INFORMANTS,
  isUuid,
  nameWriter,
  prolongWriter,
  REOPENING_REASONS,
  writersEnding,
} from '@clearday/store'
import { asMe, endOf, isDay, managing, outcomeFault, said as saidFault } from '#lib/server/acting.ts'
import { readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const CHECKS = ['in-person', 'video-call', 'call-back'] as const

export const load: PageServerLoad = async (event) => {
  await managing(event)
  const people = await event.locals.clinic.people(signedIn(event))
  const found = await asMe(event, async (transaction, access) => ({
    diaries: await diariesWithoutWriter(transaction, access),
    ending: await writersEnding(transaction, access),
    // only administrators undo what a manager has recorded
    dead: access.administer === true ? await deadWriters(transaction) : [],
  }))
  const now = event.locals.clinic.clock()
  const living = people.filter(({ roles, leftAt }) => roles.length === 0 && leftAt === null)
  return { ...found, now, people: living, checks: CHECKS, informants: INFORMANTS, reopeningReasons: REOPENING_REASONS }
}

const wrong = (faults: readonly Fault[], kept: Readonly<Record<string, string>>) => fail(400, { faults, kept })

export const actions: Actions = {
  name: async (event) => {
    await managing(event)
    const said = await readForm(event.request)
    const kept = {
      patient: said('patient').toLowerCase(),
      relation: said('relation'),
      checked: said('checked'),
      ends: said('ends'),
    }
    const identityCheckedBy = CHECKS.find((one) => one === kept.checked)
    const faults: Fault[] = []
    if (!isUuid(kept.patient)) faults.push({ field: 'patient', key: 'fault.choose' })
    if (kept.relation === '') faults.push({ field: 'relation', key: 'fault.reason' })
    if (kept.ends !== '' && !isDay(kept.ends)) faults.push({ field: 'ends', key: 'fault.day' })
    if (identityCheckedBy === undefined) faults.push({ field: 'checked', key: 'fault.choose' })
    if (faults.length > 0 || identityCheckedBy === undefined) return wrong(faults, kept)
    const { clock, origin } = event.locals.clinic
    const ends = kept.ends === '' ? {} : { endsAt: endOf(kept.ends) }
    const named = await asMe(event, (transaction, access) =>
      nameWriter(
        transaction,
        access,
        { patient: kept.patient, reason: kept.relation, identityCheckedBy, ...ends },
        clock(),
      ),
    )
    const fault = outcomeFault(named, 'patient')
    if (named.type === 'error') return wrong(fault === null ? [] : [fault], kept)
    return { link: `${origin}/account/proxy#${named.value.token}`, expiresAt: named.value.expiresAt }
  },
  prolong: async (event) => {
    await managing(event)
    const said = await readForm(event.request)
    const kept = { writing: said('writing'), until: said('until'), why: said('why') }
    const [patient, account] = kept.writing.split('/')
    const faults: Fault[] = []
    if (!isUuid(patient) || !isUuid(account)) faults.push({ field: 'writing', key: 'fault.choose' })
    if (!isDay(kept.until)) faults.push({ field: 'until', key: 'fault.day' })
    if (kept.why === '') faults.push({ field: 'why', key: 'fault.reason' })
    if (faults.length > 0) return wrong(faults, kept)
    const { clock } = event.locals.clinic
    const prolonged = await asMe(event, (transaction, access) =>
      prolongWriter(transaction, access, { patient, account, reason: kept.why, endsAt: endOf(kept.until) }, clock()),
    )
    const fault = outcomeFault(prolonged, 'until', { 'wrong-end': 'fault.prolonged' })
    return fault === null ? { prolonged: kept.until } : wrong([fault], kept)
  },
  death: async (event) => {
    await managing(event)
    const said = await readForm(event.request)
    const kept = { dead: said('dead'), informed: said('informed') }
    const informedBy = INFORMANTS.find((one) => one === kept.informed)
    const faults: Fault[] = []
    if (!isUuid(kept.dead)) faults.push({ field: 'dead', key: 'fault.choose' })
    if (informedBy === undefined) faults.push({ field: 'informed', key: 'fault.choose' })
    if (faults.length > 0 || informedBy === undefined) return wrong(faults, kept)
    const closed = await event.locals.clinic.recordWriterDeath(signedIn(event), { account: kept.dead, informedBy })
    if (closed.type === 'error') return wrong([saidFault(closed.error, 'dead')], kept)
    return { died: closed.unwritten.length }
  },
  undo: async (event) => {
    await managing(event)
    const said = await readForm(event.request)
    const kept = { undone: said('undone'), undoReason: said('undoReason') }
    const reason = REOPENING_REASONS.find((one) => one === kept.undoReason)
    const faults: Fault[] = []
    if (!isUuid(kept.undone)) faults.push({ field: 'undone', key: 'fault.choose' })
    if (reason === undefined) faults.push({ field: 'undoReason', key: 'fault.choose' })
    if (faults.length > 0 || reason === undefined) return wrong(faults, kept)
    const opened = await event.locals.clinic.undoWriterDeath(signedIn(event), { account: kept.undone, reason })
    if (opened.type === 'error') return wrong([saidFault(opened.error, 'undone')], kept)
    return { undone: true }
  },
}
