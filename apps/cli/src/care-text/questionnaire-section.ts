// Questionnaires of the diary: score and range in words, and before them what asks for people at once.
import type { QuestionnaireScored } from '@clearday/diary'
import type { TerminalStyle } from '../terminal/wrapped.ts'
import { item, type Section } from './page-lines.ts'

/** What an answer asks for before anything else is read; empty in most diaries. */
export function questionnaireAlarms(scored: readonly QuestionnaireScored[], style: TerminalStyle): string[] {
  return scored.flatMap((one) =>
    one.type === 'ok' && one.value.safety?.code === 'ask-about-safety-now'
      ? [item('!', `${one.value.date}, ${one.value.title}: ${one.value.safety.sentence}`, style)]
      : [],
  )
}

export function questionnaireSection(scored: readonly QuestionnaireScored[], style: TerminalStyle): Section {
  return {
    heading: 'Questionnaires',
    lines: scored.flatMap((one) => {
      if (one.type === 'error') return one.problems.map(({ message }) => item('–', message, style))
      const { date, sentence, parts, safety, score } = one.value
      const shown = score === null && parts.length > 0 ? parts.map((part) => part.sentence) : [sentence]
      return [
        ...shown.map((words) => item('–', `${date}: ${words}`, style)),
        ...(safety?.code === 'safety-item-unanswered' ? [item('?', safety.sentence, style)] : []),
      ]
    }),
  }
}
