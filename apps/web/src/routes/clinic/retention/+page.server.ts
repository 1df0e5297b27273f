// How long the clinic keeps its own file of a patient: read and set by managers, with what that means for files there are.
import { fail } from '@sveltejs/kit'
import {
  countAgeEnds,
  detachedFiles,
  retentionPeriod,
  retentionSetting,
  setRetentionPeriod,
  type AgeEndsCount,
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

/** What was refused because it was not ticked, and what it would do. */
interface Unticked {
  readonly missing: readonly ('shorter' | 'ends')[]
  readonly effect: AgeEndsCount | null
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
    const ticked = said('shorter') === 'on'
    const wrong = (faults: readonly Fault[], effect: AgeEndsCount | null = null) =>
      fail(400, { faults, kept, effect, ticked })
    if (faults.length > 0) return wrong(faults)
    const { clock } = event.locals.clinic
    const outcome = await asMe(event, async (transaction, access) => {
      const now = await retentionPeriod(transaction)
      const count = now.ofAge === period.ofAge ? null : await countAgeEnds(transaction, period.ofAge)
      const effect = count !== null && count.newly + count.moved + count.cleared > 0 ? count : null
      const missing = [
        ...(shorter(now, period) && !ticked ? (['shorter'] as const) : []),
        ...(effect !== null && said('ends') !== 'on' ? (['ends'] as const) : []),
      ]
      if (missing.length > 0) return { missing, effect } satisfies Unticked
      return setRetentionPeriod(transaction, access, period, clock())
    })
    if ('missing' in outcome)
      return wrong(
        outcome.missing.map((field) => ({ field, key: `fault.${field}` as const })),
        outcome.effect,
      )
    const fault = outcomeFault(outcome, 'years')
    return fault === null ? { saved: true } : wrong([fault])
  },
}
