// The treatments of the diary: what a doctor would say on reading the plan, and for each one whether it helps.
import type { AnsweredTreatment, PlanCheck, TreatmentAnswers } from '@clearday/care'
import type { TerminalStyle } from '../terminal/wrapped.ts'
import { item, paragraph, type Section } from './page-lines.ts'

const LEVEL_SIGN: Readonly<Record<PlanCheck['level'], string>> = { ask: '!', wait: '…', note: '–' }

export function planSection(checks: readonly PlanCheck[], style: TerminalStyle): Section {
  return {
    heading: 'The plan',
    lines: checks.map(({ level, sentence }) => item(LEVEL_SIGN[level], sentence, style)),
  }
}

/** The verdict of each with its reason and what would change it; everything else of one stands on its own page. */
export function answersSection(answers: TreatmentAnswers, style: TerminalStyle): Section {
  return {
    heading: `Does it help? (days counted: ${answers.outcome})`,
    lines: [
      ...answers.treatments.flatMap((one) => [
        paragraph(one.name, style),
        ...sentencesOf(one).map((sentence) => paragraph(sentence, style, '    ')),
      ]),
      ...answers.joint.flatMap(({ names, words }) => [
        paragraph(`${names.join(' and ')}, together`, style),
        paragraph([words.verdict, words.effect ?? ''].join(' ').trim(), style, '    '),
      ]),
    ],
  }
}

/** All that is said of one treatment that is or was in use; nothing where it is in no regimen and no session. */
export function oneAnswer(answers: TreatmentAnswers | null, treatment: string, style: TerminalStyle): Section {
  const found = answers?.treatments.find(({ id }) => id === treatment)
  if (found === undefined) return { heading: '', lines: [] }
  const { words, beside } = found
  const more =
    words === null
      ? []
      : [
          words.history,
          words.fragility,
          ...words.caveats.map((caveat) => `Mind: ${caveat}`),
          words.plainComparison,
          ...words.evidence,
        ]
  return {
    heading: `Does it help? (days counted: ${answers?.outcome ?? ''})`,
    lines: [
      ...[...sentencesOf(found), ...more.filter(said)].map((sentence) => paragraph(sentence, style)),
      ...beside.filter(({ change }) => change !== null).map(({ about, says }) => item('–', `${about}: ${says}`, style)),
    ],
  }
}

function sentencesOf({ words, notAsked }: AnsweredTreatment): string[] {
  if (words === null) return [notAsked?.because ?? '', notAsked?.nextStep ?? ''].filter(said)
  const effect = words.effect === null ? '' : `So far ${words.effect}.`
  return [words.verdict, `${effect} ${words.chances ?? ''}`.trim(), `${words.reason} ${words.nextStep}`.trim()].filter(
    said,
  )
}

function said(sentence: string): boolean {
  return sentence !== ''
}
