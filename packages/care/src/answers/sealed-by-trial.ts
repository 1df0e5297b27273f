// A trial that is to be read once, at its end: while it goes on nothing may be read of its treatment, in whatever way it would be asked.
import { addDays, type LocalDate, type Trial } from '@clearday/diary'
import type { PatientAnswer } from '@clearday/inference'
import { lastDayOf } from '../trial/trial-blocks.ts'

export interface Sealed {
  /** The trial's id. */
  readonly trial: string
  /** The first day on which it is read. */
  readonly until: LocalDate
}

/** Of trials of one treatment, the one that seals it longest; null where none does on that day. O(trials). */
export function sealedBy(trials: readonly Trial[], asOf: LocalDate): Sealed | null {
  return trials
    .filter((trial) => trial.looks === 'once-at-the-end' && trial.startsOn <= asOf && lastDayOf(trial) >= asOf)
    .map((trial) => ({ trial: trial.id, until: addDays(lastDayOf(trial), 1) }))
    .reduce<Sealed | null>((longest, one) => (longest !== null && longest.until >= one.until ? longest : one), null)
}

/**
 * The engine's whole answer without what it says of sealed treatments, alone or together with others. The daily course goes with them: the
 * days as lived beside those without any treatment would tell it. What it says of others is worked out with them, as it must be.
 *
 * @param sealed names, as the engine was given them. O(treatments²).
 */
export function withoutSealed(engine: PatientAnswer, sealed: ReadonlySet<string>): PatientAnswer {
  if (sealed.size === 0) return engine
  const withSealed = new Set(
    engine.treatments
      .filter(({ name, inseparableFrom }) => [...sealed].some((one) => one === name || inseparableFrom.includes(one)))
      .map(({ name }) => name),
  )
  return {
    ...engine,
    treatments: engine.treatments.filter(({ name }) => !sealed.has(name)),
    joint: engine.joint.filter(({ name }) => ![...withSealed].some((one) => name.startsWith(`${one} + `))),
    course: null,
  }
}
