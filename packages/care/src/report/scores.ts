// The questionnaires of a report: each score that can be given, by questionnaire, the newest first.
import {
  findQuestionnaire,
  scalesOf,
  scoreQuestionnaire,
  type LocalDate,
  type QuestionnaireEntry,
  type ScaleScore,
} from '@clearday/diary'
import type { ReportScore } from './report.ts'

/** Answers that cannot be scored are left out: whoever filled them in is told with the questionnaire. O(entries · items). */
export function reportScores(entries: readonly QuestionnaireEntry[], lastDay: LocalDate): ReportScore[] {
  const scores = entries
    .filter(({ date }) => date <= lastDay)
    .flatMap((entry): ReportScore[] => {
      const scored = scoreQuestionnaire(entry)
      const known = findQuestionnaire(entry.questionnaire)
      if (scored.type === 'error' || known === undefined) return []
      const { questionnaire, title, date, unanswered, parts } = scored.value
      const scales = new Map(scalesOf(known).map((scale) => [scale.id, scale]))
      const told = (one: ScaleScore, name: string): ReportScore => {
        const scale = scales.get(one.id)
        const outOf = scale === undefined || scale.withoutMost === true ? null : scale.most
        return { questionnaire, name, date, score: one.score, outOf, unanswered: unanswered.length }
      }
      return known.total === null
        ? parts.map((part) => told(part, `${title}, ${part.name}`))
        : [told(scored.value, title)]
    })
  const place = new Map<string, number>()
  for (const { questionnaire } of scores) if (!place.has(questionnaire)) place.set(questionnaire, place.size)
  return scores.sort(
    (one, other) =>
      (place.get(one.questionnaire) ?? 0) - (place.get(other.questionnaire) ?? 0) ||
      (one.date < other.date ? 1 : one.date > other.date ? -1 : 0),
  )
}
