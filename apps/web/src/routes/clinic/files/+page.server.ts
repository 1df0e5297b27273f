// Files of the clinic as managers see them: that they are there and until when. Holding one, letting go of it, and opening one whose diary
// was erased to a practitioner.
import { fail } from '@sveltejs/kit'
import {
  detachedFiles,
  heldFiles,
  holdFile,
  isUuid,
  openDetachedFile,
  practitionersHere,
  releaseFile,
} from '@clearday/store'
import { asMe, endOf, isDay, managing, outcomeFault } from '#lib/server/acting.ts'
import { matchesOf, saidPatient } from '#lib/server/said-patient.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const LONGEST_REASON = 2000

export const load: PageServerLoad = async (event) => {
  await managing(event)
  return asMe(event, async (transaction, access) => ({
    detached: await detachedFiles(transaction, access),
    held: await heldFiles(transaction, access),
    // nobody opens a file to themselves
    practitioners: (await practitionersHere(transaction, access)).filter(({ account }) => account !== access.account),
  }))
}

export const actions: Actions = {
  hold: async (event) => {
    await managing(event)
    const said = await readForm(event.request)
    const kept = { number: said('number'), holdReason: said('holdReason') }
    const faults: Fault[] = []
    const whose = await saidPatient(event, said, 'number')
    if (whose.type === 'error') faults.push(whose.fault)
    if (kept.holdReason === '' || kept.holdReason.length > LONGEST_REASON)
      faults.push({ field: 'holdReason', key: 'fault.reason' })
    if (faults.length > 0 || whose.type === 'error') return fail(400, { faults, kept, matches: matchesOf(whose) })
    const { clock } = event.locals.clinic
    const held = await asMe(event, (transaction, access) =>
      holdFile(transaction, access, { patient: whose.patient, reason: kept.holdReason }, clock()),
    )
    const fault = outcomeFault(held, 'number')
    return fault === null ? { done: 'hold' as const } : fail(400, { faults: [fault], kept })
  },
  release: async (event) => {
    await managing(event)
    const file = (await readForm(event.request))('file')
    if (!isUuid(file)) return fail(400, { faults: [{ field: 'detached', key: 'fault.id' as const }] })
    const { clock } = event.locals.clinic
    const released = await asMe(event, (transaction, access) => releaseFile(transaction, access, file, clock()))
    const fault = outcomeFault(released, 'detached')
    return fault === null ? { done: 'release' as const } : fail(400, { faults: [fault] })
  },
  open: async (event) => {
    await managing(event)
    const said = await readForm(event.request)
    const kept = {
      openFile: said('openFile'),
      practitioner: said('practitioner'),
      endsAt: said('endsAt'),
      openReason: said('openReason'),
    }
    const faults: Fault[] = []
    if (!isUuid(kept.openFile)) faults.push({ field: 'openFile', key: 'fault.choose' })
    if (!isUuid(kept.practitioner)) faults.push({ field: 'practitioner', key: 'fault.choose' })
    if (!isDay(kept.endsAt)) faults.push({ field: 'endsAt', key: 'fault.day' })
    if (kept.openReason === '') faults.push({ field: 'openReason', key: 'fault.reason' })
    if (faults.length > 0) return fail(400, { faults, kept })
    const { clock } = event.locals.clinic
    const { openFile: file, practitioner, openReason: reason } = kept
    const opened = await asMe(event, (transaction, access) =>
      openDetachedFile(transaction, access, { file, practitioner, reason, endsAt: endOf(kept.endsAt) }, clock()),
    )
    const fault = outcomeFault(opened, 'openFile')
    return fault === null ? { done: 'open' as const } : fail(400, { faults: [fault], kept })
  },
}
