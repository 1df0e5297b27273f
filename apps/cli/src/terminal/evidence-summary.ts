// What trials, the diary, and both together say of one treatment, as a person reads it in a terminal: three lines on one axis.
import { changeText, EVIDENCE_HEADING, evidenceLines, evidenceSentences, SOURCE_NAME } from '@clearday/care'
import type { EvidenceCombination } from '@clearday/inference'
import { axisLabels, rangeBar, zeroBar, type RangeAxis } from './range-bar.ts'
import { wrapped, type TerminalStyle } from './wrapped.ts'

const INDENT = '    '
/** With less room than this beside the numbers, the bars stand under them. */
const LEAST_BAR = 24
const LONGEST_BAR = 49

export function evidenceSummary(evidence: EvidenceCombination, { width, ascii }: TerminalStyle): string {
  const lines = evidenceLines(evidence)
  const names = lines.map(({ source }) => SOURCE_NAME[source])
  const numbers = lines.map(({ change }) => changeText(change))
  const nameWidth = Math.max(...names.map(({ length }) => length)) + 2
  const numberWidth = Math.max(...numbers.map(({ length }) => length)) + 2
  const room = width - INDENT.length - nameWidth - numberWidth
  const beside = room >= LEAST_BAR
  const axis: RangeAxis = {
    from: Math.min(-1, Math.floor(Math.min(...lines.map(({ change }) => change?.low ?? 0)))),
    to: Math.max(1, Math.ceil(Math.max(...lines.map(({ change }) => change?.high ?? 0)))),
    width: Math.min(LONGEST_BAR, beside ? room : width - INDENT.length),
  }
  const before = beside ? ''.padEnd(nameWidth + numberWidth) : ''
  const rows = lines.flatMap(({ change }, k) => {
    const said = `${names[k].padEnd(nameWidth)}${numbers[k]}`
    const bar = change === null ? zeroBar(axis, ascii) : rangeBar(change.mean, change.low, change.high, axis, ascii)
    return beside ? [`${said.padEnd(nameWidth + numberWidth)}${bar}`] : [said, bar]
  })
  return [
    wrapped(`${EVIDENCE_HEADING} (days in 28, with the range that holds 95 %)`, width, '  '),
    ...[...rows, `${before}${axisLabels(axis)}`].map((row) => `${INDENT}${row}`.trimEnd()),
    ...evidenceSentences(evidence).map((sentence) => wrapped(sentence, width, '  ')),
  ].join('\n')
}
