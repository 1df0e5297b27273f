// What trials say, as a reason of a point: taken from the evidence library, so that no number is written a second time.
import { evidenceSummary, findStudy } from '@clearday/evidence'
import type { Reason } from './criterion.ts'

/**
 * A reason that begins with our words and goes on with the library's headline, as sure as that is and with its studies as the source.
 *
 * @param lead our own sentence before it; empty for none.
 * @throws for an id that the library does not have.
 */
export function published(treatment: string, lead: string): Reason {
  const summary = evidenceSummary(treatment)
  if (summary === undefined) throw new Error(`the evidence library has no treatment ${treatment}`)
  const { text, studies, mark } = summary.headline
  const source = studies.map((id) => findStudy(id)?.citation.text ?? id).join(' ')
  return { statement: lead === '' ? text : `${lead} ${text}`, certainty: mark, source }
}
