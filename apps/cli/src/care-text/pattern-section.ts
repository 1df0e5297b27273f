// What a diary looks like beside the criteria of ICHD-3: each criterion answered, with the days that decide it. Never a diagnosis.
import type { CriterionResult, PatternResult, Status } from '@clearday/diary'
import type { TerminalStyle } from '../terminal/wrapped.ts'
import { dayList } from './dates.ts'
import { item, paragraph, type Section } from './page-lines.ts'

export const STATUS_WORDS: Readonly<Record<Status, string>> = { met: 'met', 'not-met': 'not met', unknown: 'unknown' }

const LONGEST_STATUS = Math.max(...Object.values(STATUS_WORDS).map(({ length }) => length))

/** First what the diary is consistent with, criterion by criterion; then what is open; then in a line each what it is not. */
export function patternSection(patterns: readonly PatternResult[], style: TerminalStyle): Section {
  const of = (status: Status): PatternResult[] => patterns.filter(({ consistent }) => consistent === status)
  const met = of('met').filter(({ setAsideBy }) => setAsideBy === null)
  const aside = of('met').filter(({ setAsideBy }) => setAsideBy !== null)
  // open although something of it is met, and open only because too little was noted
  const half = of('unknown').filter(({ criteria }) => criteria.some(({ status }) => status === 'met'))
  const bare = of('unknown').filter((pattern) => !half.includes(pattern))
  const told = [...met, ...half]
  return {
    heading: 'Beside the criteria of ICHD-3 (a comparison; only a clinician can diagnose)',
    lines: [
      ...told.flatMap((pattern) => [
        paragraph(pattern.sentence, style),
        ...pattern.criteria.map((criterion) => criterionLine(criterion, style)),
      ]),
      ...aside.map(({ sentence }) => paragraph(sentence, style)),
      ...bare.map(({ sentence, criteria }) => paragraph(`${sentence} (${statuses(criteria)})`, style)),
      ...notMet(of('not-met'), style),
      ...unique(told.flatMap(({ unknowns }) => unknowns)).map((unknown) => item('?', unknown, style)),
      // criterion letters differ from pattern to pattern; what is to be judged does not
      ...unique(
        told.flatMap(({ clinicianMustJudge }) =>
          clinicianMustJudge.map((one) => one.replace(/ \(criterion [^)]*\)/, '')),
        ),
      ).map((judged) => item('–', judged, style)),
    ],
  }
}

function unique(sentences: readonly string[]): readonly string[] {
  return [...new Set(sentences)]
}

/** "A met, B not met". */
function statuses(criteria: readonly CriterionResult[]): string {
  return criteria.map(({ id, status }) => `${id} ${STATUS_WORDS[status]}`).join(', ')
}

/** Those that fail for the same reason are told together. */
function notMet(patterns: readonly PatternResult[], style: TerminalStyle): string[] {
  if (patterns.length === 0) return []
  const groups = Map.groupBy(patterns, ({ criteria }) => {
    const failed = criteria.find(({ status }) => status === 'not-met')
    return failed === undefined ? '' : `${failed.id} not met. ${failed.because} (${statuses(criteria)})`
  })
  return [
    '  Not consistent with:',
    ...[...groups].map(([why, those]) =>
      item('–', `${those.map(({ code, name }) => `${code} ${name}`).join('; ')}: ${why}`, style, '    '),
    ),
  ]
}

function criterionLine({ id, status, because, days }: CriterionResult, style: TerminalStyle): string {
  const on = days.length === 0 ? '' : ` Days: ${dayList(days)}.`
  return item(`${id} ${STATUS_WORDS[status].padEnd(LONGEST_STATUS)}`, `${because}${on}`, style, '    ')
}
