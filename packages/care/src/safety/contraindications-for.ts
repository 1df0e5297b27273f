// What speaks against one treatment for one person, answered from what they said of themselves.
import type { ClinicalRule, Person } from '@clearday/diary'
import type { AskedCondition } from './condition-words.ts'
import type { Contraindication, ContraindicationResult } from './contraindication.ts'
import { HANDS_ON_CONTRAINDICATIONS } from './hands-on-contraindications.ts'
import { MEDICINE_CONTRAINDICATIONS } from './medicine-contraindications.ts'
import { NEEDLE_CONTRAINDICATIONS } from './needle-contraindications.ts'

/** All of all treatments, in the order in which they are asked. */
export const CONTRAINDICATIONS: readonly Contraindication[] = [
  ...HANDS_ON_CONTRAINDICATIONS,
  ...NEEDLE_CONTRAINDICATIONS,
  ...MEDICINE_CONTRAINDICATIONS,
]

const BY_TREATMENT = Map.groupBy(CONTRAINDICATIONS, ({ treatments }) => treatments[0])

/** A birth in the last 6 weeks counts as pregnancy does: who treats must know, and a physician is asked. */
export const BIRTH_COUNTS: ClinicalRule<true> = {
  id: 'contraindication.weeks-after-a-birth',
  version: 1,
  value: true,
  statement: 'The 6 weeks after a birth count as pregnancy does wherever pregnancy asks for a physician first.',
  certainty: 'proposal',
  source: 'Ours: it covers breastfeeding and the raised risk of those weeks.',
}

export const CONTRAINDICATION_RULES: readonly ClinicalRule<unknown>[] = [
  ...CONTRAINDICATIONS.map(({ rule }) => rule),
  BIRTH_COUNTS,
]

/**
 * Everything listed against a treatment, answered. What was not asked, or answered with "unsure", is `unknown` and never `absent`.
 *
 * @param treatmentId of the evidence library. One for which nothing is listed gives an empty list, which does not mean that nothing speaks
 * against it.
 * @returns in the order in which it is asked, what stops before what only asks. O(listed).
 */
export function contraindicationsFor(treatmentId: string, person: Person): readonly ContraindicationResult[] {
  return (BY_TREATMENT.get(treatmentId) ?? []).map((contraindication) => ({
    contraindication,
    status: statusOf(contraindication.condition, person),
  }))
}

/**
 * Conditions of a list that nobody has answered, each once. "Unsure" is an answer and another thing: it puts a physician first. The one count
 * of what is still to ask, wherever it is told.
 */
export function stillUnasked(
  results: readonly ContraindicationResult[],
  { conditions, pregnancy }: Person,
): readonly AskedCondition[] {
  const open = results
    .filter(({ status }) => status === 'unknown')
    .map(({ contraindication: { condition } }) => condition)
    .filter((asked) => (asked === 'pregnancy' ? pregnancy : conditions?.[asked]) !== 'unsure')
  return [...new Set(open)]
}

function statusOf(condition: AskedCondition, person: Person): ContraindicationResult['status'] {
  if (condition === 'pregnancy') return pregnancyOf(person)
  const answer = person.conditions?.[condition]
  return answer === 'yes' ? 'present' : answer === 'no' ? 'absent' : 'unknown'
}

function pregnancyOf({ pregnancy }: Person): ContraindicationResult['status'] {
  if (pregnancy === 'pregnant') return 'present'
  if (pregnancy === 'within-6-weeks-of-birth') return BIRTH_COUNTS.value ? 'present' : 'absent'
  return pregnancy === 'no' ? 'absent' : 'unknown'
}
