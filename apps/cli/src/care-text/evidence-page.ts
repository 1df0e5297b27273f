// What is published about one treatment, as `clearday evidence` prints it: sentences first, then the drawn results, the studies, and what we expect.
import { CONDITION_WORDS, contraindicationsFor, dayCount } from '@clearday/care'
import {
  evidenceSummary,
  forestPlot,
  priorFor,
  studiesOf,
  type EvidenceMark,
  type ForestGroup,
  type Normal,
  type Study,
  type SummarySentence,
  type Treatment,
  type TreatmentPrior,
} from '@clearday/evidence'
import type { TerminalStyle } from '../terminal/wrapped.ts'
import { forestLines } from './forest-drawing.ts'
import { item, paragraph, sectionText, type Section } from './page-lines.ts'

/** Beside whatever rests on a number: how sure we are of having read it right. */
const MARK_WORDS: Readonly<Record<EvidenceMark, string>> = {
  sourced: 'read in the source',
  unverified: 'not checked in the source',
  doubtful: 'doubtful',
  computed: 'computed here',
  proposal: 'ours',
}

export function evidencePage(treatment: Treatment, style: TerminalStyle): string {
  const sections: readonly Section[] = [
    summarySection(treatment, style),
    forestSection(treatment, style),
    studySection(treatment, style),
    priorSection(priorFor(treatment.id), style),
    askFirstSection(treatment, style),
  ]
  return sections
    .map((section) => sectionText(section, style))
    .filter((text) => text !== '')
    .join('\n')
}

function summarySection({ id, name, whatItIs, aliases }: Treatment, style: TerminalStyle): Section {
  const summary = evidenceSummary(id)
  const sentences = summary === undefined ? [] : [summary.headline, ...summary.sentences, summary.expectation]
  return {
    heading: name,
    lines: [
      paragraph(whatItIs, style),
      ...(aliases.length === 0 ? [] : [paragraph(`Also called: ${aliases.join(', ')}.`, style)]),
      '',
      ...sentences.map((sentence) => item('–', marked(sentence), style)),
      ...(summary === undefined
        ? []
        : [paragraph(`Certainty: ${summary.certainty}. ${summary.certaintyBecause}`, style)]),
    ],
  }
}

function marked({ text, mark }: SummarySentence): string {
  return mark === 'sourced' ? text : `${text} [${MARK_WORDS[mark]}]`
}

function forestSection({ id }: Treatment, style: TerminalStyle): Section {
  const drawn = forestPlot(id).groups.filter(({ axis }) => axis !== null)
  const rows = drawn.flatMap((group) => group.rows.filter(({ drawable }) => drawable))
  return {
    heading: 'What the studies found (dot: estimate, line: 95 %, upright: no difference)',
    lines: [
      ...drawn.flatMap((group, k) => [...(k === 0 ? [] : ['']), ...forestLines(group, style)]),
      ...(rows.some(({ excluded }) => excluded)
        ? [paragraph('*: left out of what we expect; the list below says why.', style)]
        : []),
      ...(rows.some(({ mark }) => mark !== 'sourced')
        ? [paragraph('?: the number was not checked in its source.', style)]
        : []),
    ],
  }
}

function studySection({ id }: Treatment, style: TerminalStyle): Section {
  const rows = forestPlot(id).groups.flatMap((group) => group.rows.map((row) => ({ row, unit: unitOf(group) })))
  return {
    heading: 'The studies',
    lines: studiesOf(id).flatMap((study, k) => [
      ...studyLines(study, k + 1, style),
      ...rows
        .filter(({ row }) => row.study === study.id)
        .map(({ row, unit }) =>
          item(
            '·',
            `${row.outcome}${unit}, against ${row.comparator}: ${row.says} [${MARK_WORDS[row.mark]}]`,
            style,
            '     ',
          ),
        ),
    ]),
  }
}

/** The title of a group ends with what its numbers are in. */
function unitOf({ title, outcome }: ForestGroup): string {
  return title.startsWith(`${outcome}, `) ? ` (${title.slice(outcome.length + 2)})` : ''
}

function studyLines(study: Study, number: number, style: TerminalStyle): string[] {
  const { design, population, participants, includedStudies, certainty, certaintyBecause, citation, note, mark } = study
  const size = [
    ...(includedStudies === undefined ? [] : [`${includedStudies} studies`]),
    participants === null ? 'number of people not read' : `${participants.toLocaleString('en')} people`,
  ]
  const address = [
    ...(citation.doi === undefined ? [] : [`doi:${citation.doi}`]),
    ...(citation.registration === undefined ? [] : [citation.registration]),
  ]
  return [
    item(`${number}.`, [citation.text, ...address].join(' '), style),
    paragraph(`${design}, ${size.join(', ')}; ${population}.`, style, '     '),
    paragraph(`Certainty: ${certainty}. ${certaintyBecause}`, style, '     '),
    paragraph(`${note} [${MARK_WORDS[mark]}]`, style, '     '),
    ...(study.excludedBecause === undefined
      ? []
      : [paragraph(`Left out of what we expect: ${study.excludedBecause}`, style, '     ')]),
  ]
}

/** What may be expected before any diary was read, and step by step where the number comes from. */
function priorSection(prior: TreatmentPrior | undefined, style: TerminalStyle): Section {
  const heading = 'What we expect before your diary says anything (ours, cautious)'
  if (prior === undefined) return { heading, lines: [] }
  const { specific, context, total, spreadBetweenPeople, onePerson, pain, steps, restsOn } = prior
  return {
    heading,
    lines: [
      paragraph(
        `For one person: ${dayCount(onePerson.mean)} headache days in 28; 95 % of people between ${dayCount(onePerson.low)} and ${dayCount(onePerson.high)}.`,
        style,
      ),
      paragraph(
        `On average: ${normalText(specific)} by the treatment itself, over sham or placebo; ${normalText(context)} by attention, expectation and ritual; ${normalText(total)} together. One person differs from another by a standard deviation of ${spreadBetweenPeople.toFixed(1)}.`,
        style,
      ),
      ...(pain === undefined ? [] : [paragraph(`Pain of an attack, 0 to 10, over sham: ${normalText(pain)}.`, style)]),
      ...steps.map(({ says, studies, rules }, k) => {
        const from = [...studies, ...rules]
        return item(`${k + 1}.`, `${says}${from.length > 0 ? ` (${from.join(', ')})` : ''}`, style)
      }),
      paragraph(`The least sure study number in it: ${MARK_WORDS[restsOn]}.`, style),
    ],
  }
}

/** "−0.3 ± 0.8": the mean, and how unsure it is as a standard deviation. */
function normalText({ mean, sd }: Normal): string {
  return `${dayCount(mean)} ± ${sd.toFixed(1)}`
}

function askFirstSection({ id }: Treatment, style: TerminalStyle): Section {
  const listed = contraindicationsFor(id, {}).map(({ contraindication }) => contraindication)
  const named = (level: 'contraindicated' | 'precaution'): string =>
    listed
      .filter((one) => one.level === level)
      .map(({ condition }) => CONDITION_WORDS[condition])
      .join('; ')
  const [stops, asks] = [named('contraindicated'), named('precaution')]
  return {
    heading: 'Before anything begins',
    lines: [
      ...(stops === '' ? [] : [paragraph(`Not before a physician has agreed: ${stops}.`, style)]),
      ...(asks === '' ? [] : [paragraph(`Tell whoever treats you, and ask a physician first: ${asks}.`, style)]),
      ...(listed.length === 0
        ? [paragraph('Nothing is listed against it here. That does not mean that nothing speaks against it.', style)]
        : []),
      paragraph(
        `Who might ask about it, point by point for one diary: clearday rules DIARY.json --treatment ${id}`,
        style,
      ),
    ],
  }
}
