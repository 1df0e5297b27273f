// What trials found about a treatment, as a page shows it: sentences, drawn studies, the same numbers as a table, and sources.
import {
  evidenceSummary,
  findTreatment,
  forestPlot,
  studiesOf,
  type EvidenceLanguage,
  type EvidenceMark,
  type ForestGroup,
  type PlotAxis,
  type Study,
} from '@clearday/evidence'
import { TREATMENT_NAMES_ES } from '#lib/words/treatment-names-es.ts'

export interface DrawnRow {
  readonly label: string
  readonly comparator: string
  readonly outcome: string
  /** What tells it apart from other rows of the same study and comparison: "week 20"; '' where nothing needs to. */
  readonly detail: string
  readonly says: string
  readonly certainty: string
  /** False for a number from memory: drawn hollow, and said. */
  readonly checked: boolean
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
  readonly sentences: readonly {
    readonly text: string
    /** Every number in it was read where it was published. */
    readonly checked: boolean
  }[]
  readonly expectation: string
  readonly certainty: string
  readonly certaintyBecause: string
  readonly groups: readonly DrawnGroup[]
  /** Something in it stands there from memory. */
  readonly unchecked: boolean
  readonly sources: readonly Source[]
}

/** Null for a treatment that the library does not have. O(results). */
export function evidenceBlock(id: string, language: EvidenceLanguage = 'en'): EvidenceBlock | null {
  const treatment = findTreatment(id)
  const summary = evidenceSummary(treatment?.id ?? '', language)
  if (treatment === undefined || summary === undefined) return null
  const sentences = summary.sentences.map(({ text, mark }) => ({
    text,
    // where a sentence says no number, none is from memory
    checked: isChecked(mark) || !/\d/.test(text),
  }))
  const groups = forestPlot(treatment.id, { excluded: false, language }).groups.map((group) => drawn(group, language))
  return {
    treatment: treatment.id,
    name: treatmentName(treatment.id, language),
    whatItIs: summary.whatItIs,
    headline: summary.headline.text,
    sentences,
    expectation: summary.expectation.text,
    certainty: summary.certainty,
    certaintyBecause: summary.certaintyBecause,
    groups,
    unchecked:
      sentences.some(({ checked }) => !checked) || groups.some(({ rows }) => rows.some(({ checked }) => !checked)),
    sources: studiesOf(treatment.id).map(sourceOf),
  }
}

/** As readers of a language know it; the id for one that the library does not have. */
export function treatmentName(id: string, language: EvidenceLanguage): string {
  return (language === 'es' ? TREATMENT_NAMES_ES[id] : undefined) ?? findTreatment(id)?.name ?? id
}

function isChecked(mark: EvidenceMark): boolean {
  return mark === 'sourced' || mark === 'computed'
}

export function sourceOf({ id, citation, note }: Study): Source {
  return { id, text: citation.text, doi: citation.doi ?? null, note }
}

function drawn({ title, axis, rows, better }: ForestGroup, language: EvidenceLanguage): DrawnGroup {
  const tick = (value: number): string => {
    const said = String(value).replace('-', '−')
    return language === 'es' ? said.replace('.', ',') : said
  }
  return {
    title,
    side: better ?? 'none',
    axis:
      axis === null
        ? null
        : {
            noEffect: placeOn(axis, axis.noEffect),
            ticks: axis.ticks.map((value) => ({ at: placeOn(axis, value), label: tick(value) })),
          },
    rows: rows.map(({ label, comparator, outcome, says, certainty, checked, drawable, estimate, low, high }) => ({
      ...{ label, comparator, outcome, says, certainty, checked },
      detail:
        rows.filter((other) => other.label === label && other.comparator === comparator).length > 1
          ? outcome.split(', ').slice(1).join(', ')
          : '',
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
