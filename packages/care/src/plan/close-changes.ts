// Treatments that began or changed so close to each other that nobody can tell which of them did what.
import { addDays, daysBetween, type ClinicalRule, type LocalDate } from '@clearday/diary'
import type { UsedTreatment } from '../answers/used-treatments.ts'
import type { History } from '../history.ts'
import { coursesOfUse } from './judgement.ts'
import { inSentence, startingSentence, type PlanCheck } from './plan-check.ts'

export const APART_DAYS: ClinicalRule<number> = {
  id: 'plan.changes-apart',
  version: 1,
  value: 28,
  statement: 'Two treatments that begin or change within 28 days of each other can hardly be told apart.',
  certainty: 'proposal',
  source: 'Ours: a review of the answer is made every 28 days.',
}

/** What changed: starts, stops, pauses, resumptions, changes of dose, and the first and last session of a course; plans included. */
export function changesOf(treatment: UsedTreatment, asOf: LocalDate): LocalDate[] {
  const { regimens } = treatment
  const events = regimens.flatMap(({ course: { changes } }) => changes.map(({ on }) => on))
  const sessions = coursesOfUse(treatment, asOf)
    .filter((course) => course.sessions > 0)
    .flatMap(({ firstDay, lastDay }) => (lastDay === null ? [firstDay] : [firstDay, lastDay]))
  return [...new Set([...events, ...sessions])].sort()
}

/**
 * Pairs of treatments one of which began or changed within four weeks of the other, each pair once with its latest such dates. Changes
 * that ended their four weeks before the diary began concern nothing in it. O(pairs · changes²).
 */
export function closeChanges(treatments: readonly UsedTreatment[], { diary }: History): PlanCheck[] {
  const since = addDays(diary.firstDay, -APART_DAYS.value)
  const changes = treatments.map((treatment) => changesOf(treatment, diary.lastDay).filter((on) => on >= since))
  const checks: PlanCheck[] = []
  for (let a = 0; a < treatments.length; a++) {
    for (let b = a + 1; b < treatments.length; b++) {
      const close = latestClosePair(changes[a], changes[b])
      if (close === null) continue
      const [one, other] = [treatments[a].known, treatments[b].known]
      const ahead = close.second > diary.lastDay
      const dates = close.first === close.second ? `on ${close.first}` : `on ${close.first} and ${close.second}`
      checks.push({
        code: 'changes-too-close',
        level: ahead ? 'wait' : 'note',
        treatments: [one.id, other.id],
        on: close.second,
        sentence: ahead
          ? `${startingSentence(one)} and ${inSentence(other)} are to begin or change ${dates}. With more than ${APART_DAYS.value} days between them, what each does could be told apart better.`
          : `${startingSentence(one)} and ${inSentence(other)} began or changed ${dates}, within ${APART_DAYS.value} days of each other. What changed then can hardly be put down to one of them.`,
        ruleId: APART_DAYS.id,
      })
    }
  }
  return checks
}

function latestClosePair(
  some: readonly LocalDate[],
  others: readonly LocalDate[],
): { readonly first: LocalDate; readonly second: LocalDate } | null {
  let latest: { first: LocalDate; second: LocalDate } | null = null
  for (const one of some) {
    for (const other of others) {
      const [first, second] = one < other ? [one, other] : [other, one]
      if (daysBetween(first, second) > APART_DAYS.value) continue
      if (latest === null || second > latest.second || (second === latest.second && first > latest.first))
        latest = { first, second }
    }
  }
  return latest
}
