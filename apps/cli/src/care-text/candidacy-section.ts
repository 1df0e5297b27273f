// Who might ask about which treatment: where each one's points lead, in the order of the catalogue, and all points of one on request.
import type { Candidacy, Conclusion, CriterionSide } from '@clearday/care'
import type { TerminalStyle } from '../terminal/wrapped.ts'
import { dayList } from './dates.ts'
import { item, paragraph, type Section } from './page-lines.ts'
import { STATUS_WORDS } from './pattern-section.ts'

/** In this order; within each by the catalogue, so that nothing is ranked. */
const CONCLUSION_WORDS: readonly (readonly [Conclusion, string])[] = [
  ['see-someone-now', 'See someone now, before any of these'],
  ['ask-a-physician-first', 'Ask a physician first'],
  ['worth-discussing', 'Worth discussing'],
  ['little-speaks-for-it-yet', 'Little speaks for it yet'],
]

export function candidacySection(candidacies: readonly Candidacy[], style: TerminalStyle): Section {
  if (candidacies.length === 0) return { heading: '', lines: [] }
  const groups = CONCLUSION_WORDS.flatMap(([conclusion, words]) => {
    const those = candidacies.filter((one) => one.conclusion === conclusion)
    if (those.length === 0) return []
    // what is the same for several is said once
    const alike = [...Map.groupBy(those, reasonsOf)]
    return [
      `  ${words}:`,
      ...alike.map(([reasons, some]) => item('–', `${some.map(nameAndOpen).join(', ')}. ${reasons}`, style, '    ')),
    ]
  })
  return {
    heading: 'Treatments: what speaks for and against asking about them (not a recommendation)',
    lines: [
      ...groups,
      paragraph('(n): so many questions are still to ask before anything begins.', style),
      paragraph(candidacies[0].aboutThePoints, style),
      paragraph(candidacies[0].alongside, style),
      paragraph('Every point of one treatment with its evidence: --treatment NAME.', style),
    ],
  }
}

/** "Magnesium (2)". */
function nameAndOpen({ name, stillToAsk }: Candidacy): string {
  return stillToAsk.length === 0 ? name : `${name} (${stillToAsk.length})`
}

/** The sentence without the conclusion that stands over the group, and without the number of open questions, which stands at the name. */
function reasonsOf({ sentence }: Candidacy): string {
  const reasons = sentence
    .replace(/^(?:See someone now|Ask a physician first|Little speaks for it yet|Worth discussing)(?:: | )/, '')
    .replace(/ Before anything begins, \d+ questions? (?:is|are) still to ask\./, '')
  return `${reasons[0].toUpperCase()}${reasons.slice(1)}`
}

const SIDES: readonly (readonly [CriterionSide, string])[] = [
  ['for', 'Speaks for it'],
  ['against', 'Speaks against it'],
  ['physician-first', 'Asks for a physician first'],
]

/** Every point of one treatment, with why it counts and where that was read. */
export function oneCandidacy(candidacy: Candidacy, style: TerminalStyle): Section {
  const { name, sentence, criteria, contraindications, stillToAsk, published, aboutThePoints, alongside, notes } =
    candidacy
  return {
    heading: name,
    lines: [
      paragraph(sentence, style),
      ...notes.map((note) => paragraph(note, style)),
      ...(published === null ? [] : [paragraph(published, style)]),
      ...SIDES.flatMap(([side, words]) => {
        const those = criteria.filter((criterion) => criterion.side === side)
        return those.length === 0
          ? []
          : [
              `  ${words}:`,
              ...those.flatMap(({ question, status, because, days, evidence, source, certainty }) => [
                item(
                  STATUS_WORDS[status].padEnd(7),
                  `${question} ${because}${days.length > 0 ? ` Days: ${dayList(days)}.` : ''}`,
                  style,
                  '    ',
                ),
                paragraph(`${evidence} (${certainty}; ${source})`, style, '            '),
              ]),
            ]
      }),
      ...contraindications
        .filter(({ status }) => status === 'present')
        .map(({ contraindication }) => item('!', contraindication.advice, style)),
      ...(stillToAsk.length > 0 ? ['  Still to ask before anything begins:'] : []),
      ...stillToAsk.map((question) => item('?', question, style, '    ')),
      paragraph(aboutThePoints, style),
      paragraph(alongside, style),
    ],
  }
}
