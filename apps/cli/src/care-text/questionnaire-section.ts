// Questionnaires of the diary: score and range in words, and before them what asks for people at once.
import type { SafetyAssessment } from '@clearday/care'
import type { QuestionnaireScored } from '@clearday/diary'
import type { TerminalStyle } from '../terminal/wrapped.ts'
import { item, type Section } from './page-lines.ts'

/**
 * What an answer asks for before anything else is read; empty in most diaries. An answer that was given otherwise since is told by its red
 * flag and kept in its record, so that the page says one thing of it.
 */
export function questionnaireAlarms(
  scored: readonly QuestionnaireScored[],
  { raised, notRaised, notAsked }: Pick<SafetyAssessment, 'raised' | 'notRaised' | 'notAsked'>,
  style: TerminalStyle,
): string[] {
  const records = [...raised, ...notRaised, ...notAsked].find(({ id }) => id === 'suicidal-thoughts')?.record ?? []
  const over = new Set(
    records
      .filter(({ by, stands, calmedOn }) => by === 'diary' && (!stands || calmedOn !== null))
      .map(({ date }) => date),
  )
  return scored.flatMap((one) =>
    one.type === 'ok' && one.value.safety?.code === 'ask-about-safety-now' && !over.has(one.value.date)
      ? [item('!', `${one.value.date}, ${one.value.title}: ${one.value.safety.sentence}`, style)]
      : [],
  )
}

/** @param dates of the entries, in the same order. */
export function questionnaireSection(
  scored: readonly QuestionnaireScored[],
  dates: readonly string[],
  style: TerminalStyle,
): Section {
  return {
    heading: 'Questionnaires',
    lines: scored.flatMap((one, k) => {
      if (one.type === 'error') return one.problems.map(({ message }) => item('–', `${dates[k]}: ${message}`, style))
      const { date, sentence, parts, safety, score } = one.value
      const shown = score === null && parts.length > 0 ? parts.map((part) => part.sentence) : [sentence]
      return [
        ...shown.map((words) => item('–', `${date}: ${words}`, style)),
        ...(safety?.code === 'safety-item-unanswered' ? [item('?', safety.sentence, style)] : []),
      ]
    }),
  }
}
