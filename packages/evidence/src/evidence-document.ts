// The whole library as one page for reading (docs/evidence.md): summaries, derivations, studies with their numbers and marks, and rules.
import type { Study, TreatmentPrior } from './evidence-types.ts'
import { rowSays } from './forest-plot.ts'
import { EVIDENCE_RULES } from './library-rules.ts'
import { countText, shortNumber, signed } from './number-words.ts'
import { priorFor } from './priors/treatment-prior.ts'
import { PLACEBO_FINDINGS, STUDIES, studiesOf, TRIGGER_FINDINGS } from './studies.ts'
import { evidenceSummary } from './summaries/evidence-summary.ts'
import { TREATMENTS } from './treatments.ts'

/** Markdown, the same on every call. O(library). */
export function evidenceDocument(): string {
  const parts = [
    '# Evidence',
    'Made from the code of `packages/evidence`; do not edit it by hand. Marks: **sourced** read in the source, mostly an abstract; **computed** by our own simulation; **unverified** from memory, to be checked; **doubtful** less sure still; **proposal** ours, to be signed by a clinician.',
    `${TREATMENTS.length} treatments, ${STUDIES.length} studies and reviews, ${STUDIES.flatMap(({ results }) => results).length} results.`,
    ...TREATMENTS.map(({ id }) => treatmentPart(id)),
    '## What goes before attacks',
    studyTable(TRIGGER_FINDINGS),
    '## Placebo, expectation and natural course',
    studyTable(PLACEBO_FINDINGS),
    '## Rules',
    table(
      ['rule', 'says', 'mark', 'source'],
      EVIDENCE_RULES.map(({ id, statement, certainty, source }) => [`\`${id}\``, statement, certainty, source]),
    ),
  ]
  return `${parts.join('\n\n')}\n`
}

function treatmentPart(id: string): string {
  const summary = evidenceSummary(id)
  const prior = priorFor(id)
  if (summary === undefined || prior === undefined) throw new Error(`no summary or prior for ${id}`)
  const said = [summary.headline, ...summary.sentences, summary.expectation]
  return [
    `## ${summary.name}`,
    `${summary.whatItIs} Certainty: ${summary.certainty}. ${summary.certaintyBecause}`,
    said.map(({ text, studies, mark }) => `- ${text} (${studies.join(', ')}; ${mark})`).join('\n'),
    `Derivation, ${normal(prior)}:`,
    prior.steps
      .map(({ says, rules }, k) => `${k + 1}. ${says}${rules.length === 0 ? '' : ` (${rules.join(', ')})`}`)
      .join('\n'),
    studyTable(studiesOf(id), id),
  ].join('\n\n')
}

function normal({ specific, context, spreadBetweenPeople, restsOn }: TreatmentPrior): string {
  const days = (mean: number, sd: number): string => `${signed(mean, 2)} ± ${signed(sd, 2)}`
  return `in days per 28: specific ${days(specific.mean, specific.sd)}, context ${days(context.mean, context.sd)}, spread between people ${shortNumber(spreadBetweenPeople)}; study numbers ${restsOn}`
}

/** Only the results about the treatment where one is given. */
function studyTable(studies: readonly Study[], treatment?: string): string {
  const rows = studies.flatMap((study) =>
    study.results
      .filter((result) => treatment === undefined || result.treatment === treatment)
      .map((result) => [
        study.id,
        `${study.design}; ${study.population}${study.participants === null ? '' : `; ${countText(study.participants)} people`}`,
        `${result.outcome}${result.comparator === 'none' ? '' : ` against ${result.comparator}`}`,
        rowSays(result),
        result.mark,
      ]),
  )
  const cited = studies.map(({ id, citation, note, excludedBecause }) => {
    const links = [
      citation.doi === undefined ? '' : ` doi:${citation.doi}`,
      citation.registration === undefined ? '' : ` ${citation.registration}`,
    ]
    const left = excludedBecause === undefined ? '' : ` Left out of the priors: ${excludedBecause}`
    return `- **${id}**: ${citation.text}${links.join('')} ${note}${left}`
  })
  return `${table(['study', 'design', 'outcome', 'result', 'mark'], rows)}\n\n${cited.join('\n')}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
