// How long the clinic keeps its own file of a patient: read and set by managers, with what that means for files there are.
import { fail } from '@sveltejs/kit'
import {
  detachedFiles,
  retentionPeriod,
  retentionSetting,
  setRetentionPeriod,
  type RetentionPeriod,
} from '@clearday/store'
import { asMe, managing, outcomeFault } from '#lib/server/acting.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await managing(event)
  return asMe(event, async (transaction, access) => ({
    setting: await retentionSetting(transaction),
    files: (await detachedFiles(transaction, access)).map(({ patient, keepUntil, held }) => ({
      number: patient,
      keepUntil,
      held,
    })),
  }))
}

/** Whether some file could go earlier than it does now. */
function shorter(now: RetentionPeriod, then: RetentionPeriod): boolean {
  return then.years < now.years || then.years + then.ofAge < now.years + now.ofAge
}

export const actions: Actions = {
  default: async (event) => {
    await managing(event)
    const said = await readForm(event.request)
    const kept = { years: said('years'), ofAge: said('ofAge') }
    const faults: Fault[] = []
    const whole = (field: keyof typeof kept, least: number, most: number): number => {
      const value = /^\d{1,3}$/.test(kept[field]) ? Number(kept[field]) : NaN
      if (!(value >= least && value <= most))
        faults.push({ field, key: field === 'years' ? 'fault.years' : 'fault.ofAge' })
      return value
    }
    const period = { years: whole('years', 1, 100), ofAge: whole('ofAge', 0, 30) }
    if (faults.length > 0) return fail(400, { faults, kept })
    const { clock } = event.locals.clinic
    const outcome = await asMe(event, async (transaction, access) => {
      if (shorter(await retentionPeriod(transaction), period) && said('shorter') !== 'on') return 'unconfirmed' as const
      return setRetentionPeriod(transaction, access, period, clock())
    })
    if (outcome === 'unconfirmed')
      return fail(400, { faults: [{ field: 'shorter', key: 'fault.shorter' as const }] as Fault[], kept })
    const fault = outcomeFault(outcome, 'years')
    return fault === null ? { saved: true } : fail(400, { faults: [fault], kept })
  },
}
