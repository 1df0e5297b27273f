// The expectation for one person before any diary was read: average, context, unsureness and spread between people, with its derivation.
import type { EffectEvidence, EvidenceRule, Normal, TreatmentPrior } from '../evidence-types.ts'
import { weakestMark } from '../marks.ts'
import { shortNumber, signed } from '../number-words.ts'
import { TREATMENTS } from '../treatments.ts'
import { DERIVATIONS } from './derivations.ts'
import { ASSUMPTION_RULES, SPREAD } from './prior-rules.ts'

const REACH_95 = 1.959964

/**
 * In days per 28, for a treatment of the library.
 *
 * @returns undefined for an id that the library does not have: nothing was read about it, so nothing is claimed. O(1).
 */
export function priorFor(treatmentId: string): TreatmentPrior | undefined {
  return PRIORS.get(treatmentId)
}

function derive(treatment: string): TreatmentPrior {
  const { specific, context, pain } = DERIVATIONS[treatment]()
  const total: Normal = { mean: specific.mean + context.mean, sd: Math.hypot(specific.sd, context.sd) }
  const spreadBetweenPeople = Math.max(SPREAD.value.least, SPREAD.value.shareOfSpecific * Math.abs(specific.mean))
  const onePerson = forOnePerson(total, spreadBetweenPeople)
  const steps = [
    ...specific.steps,
    ...context.steps,
    {
      says: `Together ${shortNumber(total.mean)}, give or take ${shortNumber(total.sd)}, for the average; people differ by ${shortNumber(spreadBetweenPeople)} around it, so for one person ${signed(onePerson.mean, 1)} (${signed(onePerson.low, 1)} to ${signed(onePerson.high, 1)}) days in 28.`,
      studies: [],
      rules: [SPREAD.id],
    },
  ]
  const restsOn = weakestMark([...specific.marks, ...context.marks])
  const used = new Set(steps.flatMap(({ rules }) => rules))
  const rules = ASSUMPTION_RULES.filter(({ id }) => used.has(id))
  return {
    treatment,
    specific: plain(specific),
    context: plain(context),
    total,
    spreadBetweenPeople,
    onePerson,
    ...(pain === undefined ? {} : { pain }),
    steps,
    studies: [...new Set(steps.flatMap(({ studies }) => studies))],
    restsOn,
    mark: weakestMark([restsOn, ...rules.map(({ certainty }) => certainty)]),
  }
}

function plain({ mean, sd }: Normal): Normal {
  return { mean, sd }
}

/** Rounded to hundredths of a day; both sides equally long. */
function forOnePerson({ mean, sd }: Normal, spread: number): EffectEvidence {
  const centre = Math.round(mean * 100) / 100
  const reach = Math.round(REACH_95 * Math.hypot(sd, spread) * 100) / 100
  const hundredths = (value: number): number => Math.round(value * 100) / 100
  return { mean: centre, low: hundredths(centre - reach), high: hundredths(centre + reach) }
}

const PRIORS: ReadonlyMap<string, TreatmentPrior> = new Map(TREATMENTS.map(({ id }) => [id, derive(id)]))

/** What is signed for a prior. */
type PriorValue = Pick<TreatmentPrior, 'specific' | 'context' | 'spreadBetweenPeople' | 'onePerson'>

/** `prior.<treatment>`, one for each treatment. */
export const PRIOR_RULES: readonly EvidenceRule<PriorValue>[] = TREATMENTS.map(({ id, name }) => {
  const prior = derive(id)
  const { specific, context, spreadBetweenPeople, onePerson, studies, mark, restsOn } = prior
  const days = ({ mean, sd }: Normal): string => `${signed(mean, 1)} days in 28, give or take ${signed(sd, 1)}`
  const unsure = restsOn === 'unverified' ? ' Some of the numbers under it are not yet checked in their source.' : ''
  return {
    id: `prior.${id}`,
    version: 1,
    value: { specific, context, spreadBetweenPeople, onePerson },
    statement: `${name}: over sham or placebo ${days(specific)}; context ${days(context)}; for one person ${signed(onePerson.mean, 1)} (${signed(onePerson.low, 1)} to ${signed(onePerson.high, 1)}).${unsure}`,
    certainty: mark,
    source: `Ours, derived from ${studies.join(', ')}.`,
  }
})
