// `clearday evidence`: what is published about a treatment, and what may be expected of it.
import { contraindicationsFor } from '@clearday/care'
import {
  evidenceSummary,
  findTreatment,
  forestPlot,
  priorFor,
  studiesOf,
  suggestTreatments,
  TREATMENTS,
  type Treatment,
} from '@clearday/evidence'
import { evidencePage } from '../care-text/evidence-page.ts'
import { item } from '../care-text/page-lines.ts'
import { plainJson } from '../care-text/plain-json.ts'
import { isSet, UsageProblem, type Command } from '../command.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import { printWords, shownLine } from '../shown-text.ts'
import { bold, terminalStyle } from '../terminal/wrapped.ts'

export const evidence: Command = {
  name: 'evidence',
  summary: 'what is published about a treatment, and how sure it is',
  help: `clearday evidence [TREATMENT] [--json] [--ascii] [--plain]

What trials and reviews say of a treatment, in sentences with their numbers; the results drawn, each
kind of outcome on an axis of its own; every study with its certainty and where to read it; what may
be expected before a diary was read, with each step that leads there; and what must be asked before
anything begins. Without a treatment: the list of them, which is no ranking.

  --json    everything as one JSON object: treatment, summary, forest, studies, prior,
            contraindications; without a treatment a list of treatments
  --ascii   only letters that every terminal has
  --plain   without bold

Example:
  npx clearday evidence "craniosacral therapy"

${EXIT_WORDS}`,
  options: { json: { type: 'boolean' }, ascii: { type: 'boolean' }, plain: { type: 'boolean' } },
  run(given) {
    const style = terminalStyle({ ascii: isSet(given, 'ascii'), plain: isSet(given, 'plain') })
    const json = isSet(given, 'json')
    const asked = given.positionals.join(' ').trim()
    if (given.positionals.length === 0) {
      if (json) process.stdout.write(`${plainJson(TREATMENTS)}\n`)
      else
        for (const { name, id, whatItIs } of TREATMENTS) {
          printWords(`${bold(`${name} (${id})`, style)}\n${item('', whatItIs, style, ' ')}\n`, style.color)
        }
      return Promise.resolve(EXIT.ok)
    }
    const treatment = treatmentNamed(asked)
    if (json) process.stdout.write(`${plainJson(evidenceFields(treatment))}\n`)
    else printWords(evidencePage(treatment, style), style.color)
    return Promise.resolve(EXIT.ok)
  },
}

/** Throws `UsageProblem` with the nearest names. */
export function treatmentNamed(written: string): Treatment {
  const found = findTreatment(written)
  if (found !== undefined) return found
  const near = suggestTreatments(written).map(({ id }) => id)
  throw new UsageProblem(
    `There is no treatment ${shownLine(written)} in the library.${near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''} See clearday evidence for the list.`,
  )
}

function evidenceFields(treatment: Treatment): unknown {
  const { id } = treatment
  return {
    treatment,
    summary: evidenceSummary(id) ?? null,
    forest: forestPlot(id),
    studies: studiesOf(id),
    prior: priorFor(id) ?? null,
    contraindications: contraindicationsFor(id, {}).map(({ contraindication }) => contraindication),
  }
}
