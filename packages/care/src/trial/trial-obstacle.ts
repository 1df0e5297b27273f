// Whether a treatment can be tried in blocks at all: what cannot be switched on and off is not, and nothing that was prescribed without its prescriber.
import type { Regimen } from '@clearday/diary'
import { assessClassOf, isPrescribed, treatmentMeant } from '../answers/known-treatment.ts'
import type { AssessClass } from '../plan/time-to-assess.ts'
import { blockChoices, halfLifeOf, NOT_SWITCHED, type Fades } from './trial-rules.ts'

export type TrialObstacle =
  | 'acts-for-months' // botulinum toxin, antibodies
  | 'procedure' // it cannot be undone
  | 'stays-learned' // what was learned does not go
  | 'fades-too-slowly' // no block that anybody lives through is long enough
  | 'prescriber-not-asked' // prescribed, and whoever prescribed it has not agreed

export interface TrialSubject {
  readonly id: string
  readonly assessClass: AssessClass
  readonly prescribed: boolean
  /** What stands in the way whatever is answered; null where nothing does. */
  readonly obstacle: Exclude<TrialObstacle, 'fades-too-slowly' | 'prescriber-not-asked'> | null
}

/** @param treatment as it was written, with its strength or without. @param regimens of the diary; those of this treatment are looked at. */
export function trialSubject(treatment: string, regimens: readonly Regimen[]): TrialSubject {
  const known = treatmentMeant(treatment)
  const own = regimens.filter((one) => treatmentMeant(one.treatment).id === known.id)
  const assessClass = assessClassOf(known, own)
  const { actsForMonths, staysLearned } = NOT_SWITCHED.value
  return {
    id: known.id,
    assessClass,
    prescribed: isPrescribed(known, own),
    obstacle: actsForMonths.includes(assessClass)
      ? 'acts-for-months'
      : own.some(({ kind }) => kind === 'procedure')
        ? 'procedure'
        : staysLearned.includes(assessClass)
          ? 'stays-learned'
          : null,
  }
}

/** Null where it can be tried. @param prescriberAgreed said by the person; asked of what is prescribed alone. */
export function trialObstacle(
  { assessClass, prescribed, obstacle }: TrialSubject,
  fades: Fades,
  prescriberAgreed: boolean | undefined,
): TrialObstacle | null {
  if (obstacle !== null) return obstacle
  if (fades === 'longer' || blockChoices(halfLifeOf(assessClass, fades)).length === 0) return 'fades-too-slowly'
  return prescribed && prescriberAgreed !== true ? 'prescriber-not-asked' : null
}
