// One average on its way from a paper to days per 28: every operation returns a new one and writes down what it did, with its numbers.
import type { DerivationStep, EvidenceMark, EvidenceRule, Normal } from '../evidence-types.ts'
import { shortNumber, rangeText } from '../number-words.ts'
import { armOf, estimateOf, finding, type Finding } from '../studies.ts'
import {
  DAYS_PER_ATTACK,
  DAYS_PER_MONTH,
  SHRINKAGE,
  TYPICAL_DAYS,
  UNBLINDED_SPLIT,
  UNGIVEN_INTERVAL,
  type Trust,
} from './prior-rules.ts'

export interface Reckoning extends Normal {
  readonly steps: readonly DerivationStep[]
  /** The marks of the study numbers that went in. */
  readonly marks: readonly EvidenceMark[]
}

/** 95 % intervals reach 1.96 standard errors to either side. */
const REACH_95 = 1.959964

function step(
  says: string,
  findings: readonly Finding[],
  rules: readonly EvidenceRule<unknown>[] = [],
): DerivationStep {
  return {
    says,
    studies: [...new Set(findings.map(({ study }) => study.id))],
    rules: rules.map(({ id }) => id),
  }
}

function then(from: Reckoning, to: Normal, next: DerivationStep, marks: readonly EvidenceMark[] = []): Reckoning {
  return { ...to, steps: [...from.steps, next], marks: [...from.marks, ...marks] }
}

/** The difference that a study gives, with its standard error from the interval, or from the rule where none is given. */
export function differenceOf(found: Finding, significant = true): Reckoning {
  const { study, result } = found
  const mean = estimateOf(found)
  const { low, high } = result
  const what = `${study.id}: ${result.outcome} against ${result.comparator}, ${shortNumber(mean)}`
  if (low !== null && high !== null) {
    const says = `${what} ${rangeText(low, high)} ${result.unit}.`
    return { mean, sd: (high - low) / (2 * REACH_95), steps: [step(says, [found])], marks: [result.mark] }
  }
  const sd = Math.abs(mean) * UNGIVEN_INTERVAL.value[significant ? 'significant' : 'notSignificant']
  const says = `${what} ${result.unit}, without an interval: a standard error of ${shortNumber(sd)} is taken.`
  return { mean, sd, steps: [step(says, [found], [UNGIVEN_INTERVAL])], marks: [result.mark] }
}

/** The difference between two arms where the study gives only those; `significant` as the study says. */
export function armDifference(found: Finding, active: string, other: string, significant: boolean): Reckoning {
  const { study, result } = found
  const [one, two] = [armOf(found, active), armOf(found, other)]
  const mean = one - two
  const sd = Math.abs(mean) * UNGIVEN_INTERVAL.value[significant ? 'significant' : 'notSignificant']
  const says =
    `${study.id}: ${result.outcome}, ${active} ${shortNumber(one)} and ${other} ${shortNumber(two)} ${result.unit}, a difference of ` +
    `${shortNumber(mean)}${significant ? '' : ' that may be chance'}; a standard error of ${shortNumber(sd)} is taken.`
  return { mean, sd, steps: [step(says, [found], [UNGIVEN_INTERVAL])], marks: [result.mark] }
}

/** From the unit that the study counts in. @throws for a unit that no rule turns into days. */
export function inDaysPer28(from: Reckoning, unit: string): Reckoning {
  switch (unit) {
    case 'days per 28':
      return from
    case 'days per month': {
      const factor = 28 / DAYS_PER_MONTH.value
      const to = { mean: from.mean * factor, sd: from.sd * factor }
      const says = `A month of ${DAYS_PER_MONTH.value} days to 28 days: ${shortNumber(from.mean)} becomes ${shortNumber(to.mean)}.`
      return then(from, to, step(says, [], [DAYS_PER_MONTH]))
    }
    case 'attacks per month': {
      const factor = DAYS_PER_ATTACK.value
      const to = { mean: from.mean * factor, sd: from.sd * factor }
      const says = `An attack counts as ${factor} day: ${shortNumber(from.mean)} attacks are ${shortNumber(to.mean)} days.`
      return inDaysPer28(then(from, to, step(says, [], [DAYS_PER_ATTACK])), 'days per month')
    }
    case 'SD': {
      const chance = finding('chance-response', `count-sd-at-${TYPICAL_DAYS.value}-days`)
      const factor = armOf(chance, 'days linked by 0.3')
      const to = { mean: from.mean * factor, sd: from.sd * factor }
      const says = `One standard deviation is ${shortNumber(factor)} days in 28: ${shortNumber(from.mean)} becomes ${shortNumber(to.mean)} days.`
      return then(from, to, step(says, [chance], [TYPICAL_DAYS]), [chance.result.mark])
    }
    default:
      throw new Error(`no rule turns ${unit} into days per 28`)
  }
}

/** Keeps the share of it that its certainty allows, and makes it as unsure as that asks. */
export function shrunk(from: Reckoning, trust: Trust, because: string): Reckoning {
  const { keep, addedSd } = SHRINKAGE.value[trust]
  const to = { mean: from.mean * keep, sd: Math.hypot(from.sd * keep, addedSd) }
  const says = `${because}: ${Math.round(keep * 100)} % of it is kept and ${addedSd} days of unsureness are added: ${shortNumber(to.mean)}, give or take ${shortNumber(to.sd)}.`
  return then(from, to, step(says, [], [SHRINKAGE]))
}

/** The mean of two, weighted; as unsure as their weighted unsureness, since reviews share trials. */
export function averaged(one: Reckoning, other: Reckoning, weight: number, because: string): Reckoning {
  const mix = (a: number, b: number): number => weight * a + (1 - weight) * b
  const to = { mean: mix(one.mean, other.mean), sd: mix(one.sd, other.sd) }
  const says = `${because}: ${shortNumber(one.mean)} and ${shortNumber(other.mean)} give ${shortNumber(to.mean)}.`
  return {
    ...to,
    steps: [...one.steps, ...other.steps, step(says, [])],
    marks: [...one.marks, ...other.marks],
  }
}

/** A prior that is a rule and no study’s number; `beside` are studies it leans on, and it is no surer than they are. */
export function fromRule(rule: EvidenceRule<Normal>, because: string, beside: readonly Finding[]): Reckoning {
  const { mean, sd } = rule.value
  const says = `${because}: ${shortNumber(mean)}, give or take ${shortNumber(sd)}.`
  return { mean, sd, steps: [step(says, beside, [rule])], marks: beside.map(({ result }) => result.mark) }
}

/** The two parts of a figure that nobody was blinded for. */
export function split(from: Reckoning): { readonly specific: Reckoning; readonly context: Reckoning } {
  const share = UNBLINDED_SPLIT.value
  const part = (size: number): Normal => ({ mean: from.mean * size, sd: from.sd * Math.sqrt(size) })
  const says = `Nobody could be blinded: ${Math.round(share * 100)} % is taken as the treatment’s own, the rest as context.`
  return {
    specific: then(from, part(share), step(says, [], [UNBLINDED_SPLIT])),
    context: { ...part(1 - share), steps: [], marks: [] },
  }
}

/** Adds a thought that changes no number. */
export function noted(from: Reckoning, says: string, findings: readonly Finding[]): Reckoning {
  return then(from, { mean: from.mean, sd: from.sd }, step(says, findings))
}
