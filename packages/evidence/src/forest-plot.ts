// The data of a forest plot: rows by outcome and unit, so that unlike scales never share an axis, and rows without a number are kept.
import type { EffectMeasure, EvidenceCertainty, EvidenceMark, Study, StudyResult } from './evidence-types.ts'
import { countText, rangeText, shortNumber } from './number-words.ts'
import { axisOf, type PlotAxis } from './plot-axis.ts'
import { studiesOf } from './studies.ts'

/** Whom the interval favours; 'unknown' where there is no interval to tell. */
export type Favours = 'treatment' | 'comparator' | 'neither' | 'unknown'

export interface ForestRow {
  readonly study: string
  readonly result: string
  /** "Versijpt 2024 (1,291 people)". */
  readonly label: string
  readonly comparator: string
  /** What was counted, in full. */
  readonly outcome: string
  readonly estimate: number | null
  readonly low: number | null
  readonly high: number | null
  /** "−1.27 (−2.25 to −0.3)", or what was said instead of a number. */
  readonly says: string
  /** Has an interval: a point without its range is told in words and not drawn. */
  readonly drawable: boolean
  readonly participants: number | null
  /** Share of the precision (1/SE²) of the rows drawn in the group, 0 to 1, for the size of the mark; nothing is pooled with it. */
  readonly precision: number | null
  readonly certainty: EvidenceCertainty
  readonly mark: EvidenceMark
  readonly favours: Favours
  readonly excluded: boolean
  readonly excludedBecause: string | null
  /** Beyond the axis, which is made for the rows that count. */
  readonly offAxis: 'low' | 'high' | null
  readonly note: string
}

export interface ForestGroup {
  /** "migraine days, days per month". */
  readonly title: string
  readonly outcome: string
  readonly unit: string
  readonly measure: EffectMeasure
  /** Where the treatment’s side lies; null for a group that is told in words. */
  readonly better: 'low' | 'high' | null
  /** null where no row has an interval. */
  readonly axis: PlotAxis | null
  readonly rows: readonly ForestRow[]
}

export interface ForestPlot {
  readonly treatment: string
  /** Days before other outcomes, then what is told in words, and last what is left out altogether. */
  readonly groups: readonly ForestGroup[]
}

export interface ForestOptions {
  /** Rows of studies that are left out of every prior; shown and marked unless false. */
  readonly excluded?: boolean
}

/** Empty groups for an id without studies. O(results). */
export function forestPlot(treatmentId: string, { excluded = true }: ForestOptions = {}): ForestPlot {
  const groups = new Map<string, { readonly study: Study; readonly result: StudyResult }[]>()
  for (const study of studiesOf(treatmentId)) {
    if (!excluded && study.excludedBecause !== undefined) continue
    for (const result of study.results) {
      if (result.treatment !== treatmentId) continue
      const key = [baseOutcome(result), result.unit, scaleOf(result)].join('|')
      groups.set(key, [...(groups.get(key) ?? []), { study, result }])
    }
  }
  return { treatment: treatmentId, groups: [...groups.values()].map(groupOf).sort(byWeight) }
}

type Found = { readonly study: Study; readonly result: StudyResult }

/** "migraine days, 16 mg" is one kind of "migraine days". */
function baseOutcome({ outcome }: StudyResult): string {
  return outcome.split(',')[0]
}

/** Which results may stand on one axis. Arms and words stand beside a difference where they count in the same unit. */
function scaleOf({ measure, unit }: StudyResult): EffectMeasure {
  const inOwnUnit = measure === 'difference' || measure === 'change-in-each-arm' || measure === 'none'
  if (!inOwnUnit) return measure
  return unit === '' ? 'none' : 'difference'
}

function isRatio(measure: EffectMeasure): boolean {
  return measure === 'risk-ratio' || measure === 'odds-ratio' || measure === 'hazard-ratio'
}

function groupOf(found: readonly Found[]): ForestGroup {
  const { result: first } = found[0]
  const measure = scaleOf(first)
  const ratio = isRatio(measure)
  const noEffect = ratio ? 1 : 0
  const better = measure === 'none' ? null : ratio || first.higherIsBetter === true ? 'high' : 'low'
  const counted = found.filter(({ study }) => study.excludedBecause === undefined)
  const shown = counted.some(hasInterval) ? counted : found
  const ends = shown.flatMap(({ result: { low, high } }) => (low === null || high === null ? [] : [low, high]))
  const axis = ends.length === 0 ? null : axisOf([noEffect, ...ends], ratio ? 'log' : 'linear', noEffect)
  const total = shown.reduce((sum, one) => sum + (precisionOf(one, ratio) ?? 0), 0)
  const outcome = baseOutcome(first)
  return {
    title: [outcome, measureWords(measure, first.unit)].filter((part) => part !== '').join(', '),
    outcome,
    unit: first.unit,
    measure,
    better,
    axis,
    rows: found.map((one) => rowOf(one, { ratio, noEffect, better, axis, total, shown })),
  }
}

interface GroupFacts {
  readonly ratio: boolean
  readonly noEffect: number
  readonly better: 'low' | 'high' | null
  readonly axis: PlotAxis | null
  readonly total: number
  readonly shown: readonly Found[]
}

function rowOf(found: Found, { ratio, noEffect, better, axis, total, shown }: GroupFacts): ForestRow {
  const { study, result } = found
  const { estimate, low, high } = result
  const precision = shown.includes(found) ? precisionOf(found, ratio) : null
  return {
    study: study.id,
    result: result.id,
    label: labelOf(study),
    comparator: result.comparator,
    outcome: result.outcome,
    estimate,
    low,
    high,
    says: rowSays(result),
    drawable: hasInterval(found),
    participants: study.participants,
    precision: precision === null || total === 0 ? null : precision / total,
    certainty: result.certainty ?? study.certainty,
    mark: result.mark,
    favours: favoursOf(result, noEffect, better),
    excluded: study.excludedBecause !== undefined,
    excludedBecause: study.excludedBecause ?? null,
    offAxis:
      axis === null || low === null || high === null ? null : high < axis.low ? 'low' : low > axis.high ? 'high' : null,
    note: study.note,
  }
}

function hasInterval({ result: { estimate, low, high } }: Found): boolean {
  return estimate !== null && low !== null && high !== null
}

function precisionOf({ result: { low, high } }: Found, ratio: boolean): number | null {
  if (low === null || high === null) return null
  const width = ratio ? Math.log(high) - Math.log(low) : high - low
  return width > 0 ? 1 / width ** 2 : null
}

function favoursOf({ low, high }: StudyResult, noEffect: number, better: 'low' | 'high' | null): Favours {
  if (low === null || high === null || better === null) return 'unknown'
  if (low <= noEffect && noEffect <= high) return 'neither'
  return high < noEffect === (better === 'low') ? 'treatment' : 'comparator'
}

/** "Versijpt 2024 (1,291 people)". */
function labelOf({ id, participants, citation, shortName }: Study): string {
  const name = shortName ?? `${surname(citation.text)} ${/\d{4}/.exec(id)?.[0] ?? ''}`.trim()
  return participants === null ? name : `${name} (${countText(participants)} people)`
}

/** A citation begins with the first author, the initials in capitals behind the name. */
function surname(citation: string): string {
  return /^(.+?)(?: [A-ZÀ-Þ]{1,4}(?=[ ,.])|\. )/.exec(citation)?.[1] ?? citation
}

/** "−1.27 (−2.25 to −0.3)", or arms and words where there is no such estimate. */
export function rowSays({ estimate, low, high, words, arms, unit }: StudyResult): string {
  const ofUnit = unit === '%' ? ' %' : ''
  const parts: string[] = []
  if (estimate !== null && low !== null && high !== null)
    parts.push(`${shortNumber(estimate)}${ofUnit} ${rangeText(low, high)}`)
  else if (estimate !== null) parts.push(`${shortNumber(estimate)}${unit === '' ? '' : ` ${unit}`}, no interval given`)
  if (arms !== undefined)
    parts.push(
      arms.map((one) => `${one.arm} ${shortNumber(one.value)}${one.unit === '%' ? ' %' : ` ${one.unit}`}`).join(', '),
    )
  if (words !== undefined) parts.push(words)
  if (estimate === null && arms === undefined) parts.push('no estimate was given')
  return parts.join('; ')
}

function measureWords(measure: EffectMeasure, unit: string): string {
  switch (measure) {
    case 'risk-ratio':
      return 'risk ratio'
    case 'odds-ratio':
      return 'odds ratio'
    case 'hazard-ratio':
      return 'hazard ratio'
    case 'standardised-difference':
      return 'standard deviations'
    default:
      return unit
  }
}

function byWeight(one: ForestGroup, other: ForestGroup): number {
  const rank = ({ axis, unit, rows }: ForestGroup): number =>
    rows.every((row) => row.excluded) ? 3 : unit === '' && axis === null ? 2 : unit.includes('day') ? 0 : 1
  return rank(one) - rank(other)
}
