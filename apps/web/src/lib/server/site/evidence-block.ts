// What trials found about a treatment, as a page shows it: sentences, drawn studies, the same numbers as a table, and sources.
import {
  evidenceSummary,
  findTreatment,
  forestPlot,
  studiesOf,
  type ForestGroup,
  type PlotAxis,
  type Study,
} from '@clearday/evidence'

export interface DrawnRow {
  readonly label: string
  readonly comparator: string
  readonly outcome: string
  readonly says: string
  readonly certainty: string
  /** From 0, the low end of the axis, to 1; null for what is told in words alone. */
  readonly at: { readonly estimate: number; readonly low: number; readonly high: number } | null
}

export interface DrawnGroup {
  readonly title: string
  /** On which side the treatment is better. */
  readonly side: 'low' | 'high' | 'none'
  readonly axis: {
    readonly noEffect: number
    readonly ticks: readonly { readonly at: number; readonly label: string }[]
  } | null
  readonly rows: readonly DrawnRow[]
}

export interface Source {
  readonly id: string
  readonly text: string
  readonly doi: string | null
  readonly note: string
}

export interface EvidenceBlock {
  readonly treatment: string
  readonly name: string
  readonly whatItIs: string
  readonly headline: string
  readonly sentences: readonly string[]
  readonly expectation: string
  readonly certainty: string
  readonly certaintyBecause: string
  readonly groups: readonly DrawnGroup[]
  readonly sources: readonly Source[]
}

/** Null for a treatment that the library does not have. O(results). */
export function evidenceBlock(id: string): EvidenceBlock | null {
  const treatment = findTreatment(id)
  const summary = evidenceSummary(id)
  if (treatment === undefined || summary === undefined) return null
  return {
    treatment: treatment.id,
    name: treatment.name,
    whatItIs: treatment.whatItIs,
    headline: summary.headline.text,
    sentences: summary.sentences.map(({ text }) => text),
    expectation: summary.expectation.text,
    certainty: summary.certainty,
    certaintyBecause: summary.certaintyBecause,
    groups: forestPlot(id, { excluded: false }).groups.map(drawn),
    sources: studiesOf(id).map(sourceOf),
  }
}

export function sourceOf({ id, citation, note }: Study): Source {
  return { id, text: citation.text, doi: citation.doi ?? null, note }
}

function drawn({ title, axis, rows, better }: ForestGroup): DrawnGroup {
  return {
    title,
    side: better ?? 'none',
    axis:
      axis === null
        ? null
        : {
            noEffect: placeOn(axis, axis.noEffect),
            ticks: axis.ticks.map((value) => ({ at: placeOn(axis, value), label: String(value).replace('-', '−') })),
          },
    rows: rows.map(({ label, comparator, outcome, says, certainty, drawable, estimate, low, high }) => ({
      ...{ label, comparator, outcome, says, certainty },
      at:
        axis === null || !drawable || estimate === null || low === null || high === null
          ? null
          : { estimate: placeOn(axis, estimate), low: placeOn(axis, low), high: placeOn(axis, high) },
    })),
  }
}

/** From 0 to 1; what lies beyond an end stands at it. */
function placeOn({ scale, low, high }: PlotAxis, value: number): number {
  const on = (one: number): number => (scale === 'log' ? Math.log(one) : one)
  return Math.min(1, Math.max(0, (on(value) - on(low)) / (on(high) - on(low))))
}
