// What must not wait, before everything else; and at its place further down, what nobody has asked yet.
import type { RaisedFlag, SafetyAssessment, Tier } from '@clearday/care'
import type { TerminalStyle } from '../terminal/wrapped.ts'
import { item, paragraph, type Section } from './page-lines.ts'

const TIER_HEADINGS: Readonly<Record<Tier, string>> = {
  'emergency-now': 'EMERGENCY NOW',
  'same-day': 'TO BE SEEN THE SAME DAY',
  'book-soon': 'AN APPOINTMENT SOON',
}

/** The top of the page. @param alarms of questionnaires, which no flag waits behind. */
export function safetySection(
  { sentence, raised }: SafetyAssessment,
  alarms: readonly string[],
  style: TerminalStyle,
): Section {
  const shown = raised.map((flag, k) => [
    ...(raised[k - 1]?.urgency === flag.urgency ? [] : [`  ${TIER_HEADINGS[flag.urgency]}`]),
    ...flagLines(flag, style),
  ])
  return {
    heading: 'What must not wait',
    lines: [paragraph(sentence, style), ...alarms, ...shown.flat()],
  }
}

function flagLines(
  { headline, why, action, dismissed, dismissedOn, ruleId }: RaisedFlag,
  style: TerminalStyle,
): string[] {
  const aside = dismissed ? ` (put aside on ${dismissedOn ?? 'an unknown day'}; it stays)` : ''
  return [
    item(dismissed ? '–' : '!', `${headline}${aside}. ${action}`, style, '    '),
    ...why.slice(0, MOST_REASONS).map((reason) => paragraph(reason, style, '      ')),
    ...(why.length > MOST_REASONS
      ? [paragraph(`and ${why.length - MOST_REASONS} times more (${ruleId}).`, style, '      ')]
      : []),
  ]
}

const MOST_REASONS = 3

/** What nobody has asked: a heading each would drown the page, so it is one list. */
export function notAskedSection({ notAsked }: SafetyAssessment, style: TerminalStyle): Section {
  const earlier = notAsked.filter(({ record }) => record.length > 0)
  const never = notAsked.filter(({ record }) => record.length === 0)
  return {
    heading: 'Not asked about what must not wait (never read as no)',
    lines: [
      ...earlier.map(({ headline, because }) => item('?', `${headline}. ${because}`, style)),
      ...(never.length === 0 ? [] : [paragraph(`${never.map(({ headline }) => headline).join('; ')}.`, style)]),
    ],
  }
}
