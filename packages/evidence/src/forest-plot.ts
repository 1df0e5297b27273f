// The data of a forest plot: rows by outcome and unit, so that unlike scales never share an axis, and rows without a number are kept.
import type { EffectMeasure, EvidenceCertainty, EvidenceMark, Study, StudyResult } from './evidence-types.ts'
import { countText, rangeText, shortNumber } from './number-words.ts'
import { comma } from './spanish/number-words-es.ts'
import { inSpanish } from './spanish/phrases-es.ts'
import { axisOf, type PlotAxis } from './plot-axis.ts'
import type { EvidenceLanguage } from './summaries/evidence-summary.ts'
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
  /** The number was read where it was published, or worked out from what was; false for what stands here from memory: drawn apart, and said. */
  readonly checked: boolean
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
  /** Of titles, labels and what is said; English unless it is said. */
  readonly language?: EvidenceLanguage
}

/** Empty groups for an id without studies. O(results). */
export function forestPlot(treatmentId: string, { excluded = true, language = 'en' }: ForestOptions = {}): ForestPlot {
  const groups = new Map<string, { readonly study: Study; readonly result: StudyResult }[]>()
  for (const study of studiesOf(treatmentId)) {
    if (!excluded && study.excludedBecause !== undefined) continue
    for (const result of study.results) {
      if (result.treatment !== treatmentId) continue
      const key = [baseOutcome(result), result.unit, scaleOf(result)].join('|')
      groups.set(key, [...(groups.get(key) ?? []), { study, result }])
    }
  }
  return {
    treatment: treatmentId,
    groups: [...groups.values()].map((found) => groupOf(found, language)).sort(byWeight),
  }
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

function groupOf(found: readonly Found[], language: EvidenceLanguage): ForestGroup {
  const said = language === 'es' ? inSpanish : (english: string): string => english
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
    title: [outcome, measureWords(measure, first.unit)]
      .filter((part) => part !== '')
      .map(said)
      .join(', '),
    outcome,
    unit: first.unit,
    measure,
    better,
    axis,
    rows: found.map((one) => rowOf(one, { ratio, noEffect, better, axis, total, shown, language })),
  }
}

interface GroupFacts {
  readonly ratio: boolean
  readonly noEffect: number
  readonly better: 'low' | 'high' | null
  readonly axis: PlotAxis | null
  readonly total: number
  readonly shown: readonly Found[]
  readonly language: EvidenceLanguage
}

function rowOf(found: Found, { ratio, noEffect, better, axis, total, shown, language }: GroupFacts): ForestRow {
  const { study, result } = found
  const { estimate, low, high } = result
  const said = language === 'es' ? inSpanish : (english: string): string => english
  const precision = shown.includes(found) ? precisionOf(found, ratio) : null
  return {
    study: study.id,
    result: result.id,
    label: labelOf(study, language),
    comparator: said(result.comparator),
    outcome: said(result.outcome),
    estimate,
    low,
    high,
    says: rowSays(result, language),
    drawable: hasInterval(found),
    participants: study.participants,
    precision: precision === null || total === 0 ? null : precision / total,
    certainty: result.certainty ?? study.certainty,
    mark: result.mark,
    checked: isChecked(result.mark),
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

/** Whether a number was read, or worked out from numbers that were. */
export function isChecked(mark: EvidenceMark): boolean {
  return mark === 'sourced' || mark === 'computed'
}

/** "Versijpt 2024 (1,291 people)". */
function labelOf({ id, participants, citation, shortName }: Study, language: EvidenceLanguage): string {
  const called = shortName === undefined || language === 'en' ? shortName : inSpanish(shortName)
  const name = called ?? `${surname(citation.text)} ${/\d{4}/.exec(id)?.[0] ?? ''}`.trim()
  if (participants === null) return name
  return language === 'es'
    ? `${name} (${countText(participants).replaceAll(',', '.')} personas)`
    : `${name} (${countText(participants)} people)`
}

/** A citation begins with the first author, the initials in capitals behind the name. */
function surname(citation: string): string {
  return /^(.+?)(?: [A-ZÀ-Þ]{1,4}(?=[ ,.])|\. )/.exec(citation)?.[1] ?? citation
}

/** "−1.27 (−2.25 to −0.3)", or arms and words where there is no such estimate. */
export function rowSays(
  { estimate, low, high, words, arms, unit }: StudyResult,
  language: EvidenceLanguage = 'en',
): string {
  const said = language === 'es' ? inSpanish : (english: string): string => english
  const number = (value: number): string => (language === 'es' ? comma(shortNumber(value)) : shortNumber(value))
  const ofUnit = unit === '%' ? ' %' : ''
  const parts: string[] = []
  if (estimate !== null && low !== null && high !== null) {
    const range = language === 'es' ? `(${number(low)} a ${number(high)})` : rangeText(low, high)
    parts.push(`${number(estimate)}${ofUnit} ${range}`)
  } else if (estimate !== null)
    parts.push(`${number(estimate)}${unit === '' ? '' : ` ${said(unit)}`}, ${said('no interval given')}`)
  if (arms !== undefined)
    parts.push(
      arms
        .map((one) => `${said(one.arm)} ${number(one.value)}${one.unit === '%' ? ' %' : ` ${said(one.unit)}`}`)
        .join(', '),
    )
  if (words !== undefined) parts.push(said(words))
  if (estimate === null && arms === undefined) parts.push(said('no estimate was given'))
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
