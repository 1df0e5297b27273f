// Doses of someone under age: the maxima of labels are for adults, a child's dose goes by weight, and aspirin is not given under 16.
import type { LocalDate, LocalMonth } from '../calendar/local-date.ts'
import { monthOf } from '../calendar/local-date.ts'
import type { ClinicalRule } from '../clinical-rule.ts'
import type { LivedDay } from '../days/lived-day.ts'
import { ageOn } from '../model/age-on.ts'
import type { Diary } from '../model/diary.ts'

export const CHILD_DOSE: ClinicalRule<{
  readonly under: number
  readonly shareOfAdultMaximum: number
  readonly getHelpUnder: number
}> = {
  id: 'dose.child',
  version: 1,
  value: { under: 18, shareOfAdultMaximum: 0.5, getHelpUnder: 10 },
  statement:
    'The most in a day that the catalogue has is for adults; under 18 years a dose goes by weight, which is said wherever doses are. A sum of 24 hours that reaches half of the adult maximum then raises an alert to ask now; half of it in paracetamol under 10 years raises the alert of an overdose. Where the age is not known, or may be 18, the adult maximum counts.',
  certainty: 'proposal',
  source:
    'Ours, as long as no weight is noted; UK labels of paracetamol stay below half of the adult maximum under 10 years (general knowledge).',
  needsReview: true,
}

export const ASPIRIN_UNDER_16: ClinicalRule<{ readonly ingredient: string; readonly under: number }> = {
  id: 'dose.aspirin-under-16',
  version: 1,
  value: { ingredient: 'aspirin', under: 16 },
  statement:
    "Aspirin is not given under 16 years unless a doctor prescribed it, as it is linked to Reye's syndrome, a rare illness that can badly harm the brain and the liver: any dose of someone who is or may be under 16 raises an alert to ask now.",
  certainty: 'unverified',
  source: 'General knowledge of UK labels; not read in one.',
  needsReview: true,
}

export const CHILD_RULES: readonly ClinicalRule<unknown>[] = [CHILD_DOSE, ASPIRIN_UNDER_16]

/** Of a day: surely under the age of adults, surely so young that half of an adult's paracetamol is an overdose, and perhaps under 16. */
export interface Youth {
  readonly child: boolean
  readonly young: boolean
  readonly aspirin: boolean
}

/** O(1) for each day that is asked for. */
export function youthOn({ person, lastDay }: Diary): (date: LocalDate) => Youth {
  const { under, getHelpUnder } = CHILD_DOSE.value
  return (date) => {
    const age = ageOn(date, person, lastDay)
    if (age === null) return { child: false, young: false, aspirin: false }
    return {
      child: age.most < under,
      young: age.most < getHelpUnder,
      aspirin: age.least < ASPIRIN_UNDER_16.value.under,
    }
  }
}

/** Said where the doses and months of someone under age are shown. */
export interface AgeNote {
  /** Those with a medicine on a day on which the person was under 18. */
  readonly months: readonly LocalMonth[]
  readonly sentence: string
  readonly ruleId: string
}

/** Null for an adult, where the age is not known, and where nothing was taken. O(days). */
export function ageNote(diary: Diary, days: readonly LivedDay[]): AgeNote | null {
  const youth = youthOn(diary)
  const months = new Set(
    days.filter(({ date, intakes }) => intakes.length > 0 && youth(date).child).map(({ date }) => monthOf(date)),
  )
  if (months.size === 0) return null
  return {
    months: [...months],
    sentence: `What labels give as the most in a day is for adults. Under ${CHILD_DOSE.value.under} a dose goes by weight and is often less: ask a doctor or pharmacist how much.`,
    ruleId: CHILD_DOSE.id,
  }
}
