// The calibration's sums as a table: every figure with its bound, its promise, and whether it holds.
import { normalCdf } from '@clearday/inference'
import { cellKey } from './cells.ts'
import { RANK_BINS, type Cell } from './kinds.ts'

export interface CellSums {
  patients: number
  readonly sums: Record<string, number>
  readonly squares: Record<string, number>
}

/** Upper (or lower) end of a one-sided 95 % interval of a share, by Wilson's formula. */
export function wilsonBound(count: number, patients: number, side: 1 | -1): number {
  const z = 1.645
  const share = count / patients
  const centre = share + (z * z) / (2 * patients)
  const spread = z * Math.sqrt((share * (1 - share)) / patients + (z * z) / (4 * patients * patients))
  return (centre + side * spread) / (1 + (z * z) / patients)
}

/** P(χ² with k degrees of freedom > x), by the cube-root normal approximation of Wilson and Hilferty. */
function chiSquareTail(x: number, k: number): number {
  const z = (Math.cbrt(x / k) - (1 - 2 / (9 * k))) / Math.sqrt(2 / (9 * k))
  return 1 - normalCdf(z)
}

const isShareOf = (count: string): boolean => !count.includes('bias')

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** The whole of calibration.md. */
export function calibrationTable(cells: readonly Cell[], saved: Record<string, CellSums>, seed: number): string {
  return `${[
    '# Calibration',
    '',
    `Printed by \`npm run calibrate -- --seed ${seed}\`. Every figure is over synthetic patients with known truth; the bound is the end of a one-sided 95 %`,
    'interval towards the limit. A promise holds where the figure keeps its limit; it is marked "within noise" where only the bound does not.',
    ...cellSections(cells, saved),
  ].join('\n')}\n`
}

/** Markdown lines: one section a group, one row a promise (or count, where nothing is promised). Cells without patients are left out. */
export function cellSections(cells: readonly Cell[], saved: Record<string, CellSums>): string[] {
  const lines: string[] = []
  let group = ''
  for (const cell of cells) {
    const sums = saved[cellKey(cell)]
    if (sums === undefined || sums.patients === 0) continue
    if (cell.group !== group) {
      group = cell.group
      lines.push(
        '',
        `## ${group[0].toUpperCase()}${group.slice(1)}`,
        '',
        '| cell | patients | figure | bound | promised | holds |',
        '|---|---|---|---|---|---|',
      )
    }
    for (const row of cellRows(cell, sums)) lines.push(row)
  }
  return lines
}

function cellRows(cell: Cell, { patients, sums, squares }: CellSums): string[] {
  const rows: string[] = []
  const promised = new Set(cell.promises.map((promise) => promise.count))
  for (const { count, atMost, atLeast } of cell.promises) {
    const sum = sums[count] ?? 0
    const mean = sum / patients
    const isShare = isShareOf(count)
    const side = atMost === undefined ? -1 : 1
    const error = Math.sqrt(Math.max(0, (squares[count] ?? 0) / patients - mean * mean) / patients)
    const bound = isShare ? wilsonBound(sum, patients, side) : mean + side * 1.645 * error
    const limit = atMost ?? atLeast ?? 0
    const holds = atMost === undefined ? mean >= limit : mean <= limit
    const boundHolds = atMost === undefined ? bound >= limit : bound <= limit
    const text = isShare ? percent : (value: number): string => value.toFixed(3)
    rows.push(
      `| ${cell.name} | ${patients} | ${count} ${text(mean)} | ${text(bound)} | ${atMost === undefined ? 'at least' : 'at most'} ${text(limit)} | ${holds ? (boundHolds || limit === 0 ? 'yes' : 'yes, within noise') : boundHolds ? 'within noise' : '**no**'} |`,
    )
  }
  for (const count of Object.keys(sums)) {
    if (promised.has(count) || count.includes(' rank ') || count === 'helping at the end') continue
    const mean = sums[count] / patients
    const figure = isShareOf(count) ? percent(mean) : mean.toFixed(3)
    rows.push(`| ${cell.name} | ${patients} | ${count} ${figure} | – | – | – |`)
  }
  for (const name of new Set(
    Object.keys(sums).flatMap((count) => (count.includes(' rank ') ? [count.split(' rank ')[0]] : [])),
  )) {
    const expected = patients / RANK_BINS
    let statistic = 0
    for (let bin = 0; bin < RANK_BINS; bin++)
      statistic += ((sums[`${name} rank ${bin}`] ?? 0) - expected) ** 2 / expected
    const tail = chiSquareTail(statistic, RANK_BINS - 1)
    rows.push(
      `| ${cell.name} | ${patients} | rank χ² of ${name} ${statistic.toFixed(1)} (${RANK_BINS - 1} df) | p ${tail.toFixed(3)} | p at least 0.01 | ${tail >= 0.01 ? 'yes' : '**no**'} |`,
    )
  }
  return rows
}
