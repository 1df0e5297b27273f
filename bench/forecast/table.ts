// The forecast's figures as tables: on real diaries, and on simulated ones with what shown forecasts are worth.
import { cellKey } from '../calibration/cells.ts'
import type { Cell } from '../calibration/kinds.ts'
import { wilsonBound, type CellSums } from '../calibration/table.ts'
import { CEILING, CHANCE_BINS, DRIFTS, NOISE, SIGNAL } from './cells.ts'
import type { RealScores } from './real.ts'

const percent = (share: number): string => (Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : '–')
const signed = (value: number, digits: number): string =>
  Number.isFinite(value) ? `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}` : '–'

function table(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string[] {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`)
}

/** Every way's mean log score, and how far the path is ahead of the two others that know as much, with standard errors by patient. */
export function realTable({ days, contests }: RealScores): string[] {
  const loggedDays = days.reduce((sum, one) => sum + one, 0)
  const mean = (sums: readonly number[]): number => sums.reduce((sum, one) => sum + one, 0) / loggedDays
  const ahead = (ours: readonly number[], theirs: readonly number[]): string => {
    const differences = ours.map((one, k) => one - theirs[k])
    const average = mean(differences)
    const spread = differences.reduce((sum, one, k) => sum + (one - average * days[k]) ** 2, 0)
    return `${signed(average, 4)} ± ${(Math.sqrt(spread) / loggedDays).toFixed(4)}`
  }
  return table(
    [
      'known before the first day',
      'running base rate',
      'lag-1 ridge logistic',
      'latent path',
      'path ahead of base rate',
      'ahead of lag-1',
    ],
    contests.map(({ knows, baseRate, lag, path }) => [
      knows,
      ...[baseRate, lag, path].map((sums) => signed(mean(sums), 4)),
      ahead(path, baseRate),
      ahead(path, lag),
    ]),
  )
}

/** Chances by bin and what came, of all days or of shown ones. */
interface Histogram {
  readonly came: readonly number[]
  readonly cameNot: readonly number[]
}

function histogramOf(sums: CellSums['sums'], days: 'all' | 'shown'): Histogram {
  const bins = (value: 0 | 1): number[] =>
    Array.from({ length: CHANCE_BINS }, (_, bin) => sums[`${days} bin ${bin} came ${value}`] ?? 0)
  return { came: bins(1), cameNot: bins(0) }
}

/** P(a day that came had the higher chance than one that did not); ties within a bin count half. */
function areaUnderCurve({ came, cameNot }: Histogram): number {
  let below = 0
  let pairs = 0
  came.forEach((count, bin) => {
    pairs += count * (below + cameNot[bin] / 2)
    below += cameNot[bin]
  })
  return pairs / (below * came.reduce((sum, one) => sum + one, 0))
}

/** Five groups of about equally many shown days, from low chances to high: what was said on average, and what came. */
function reliability(sums: CellSums['sums']): { days: number; said: number; came: number }[] {
  const { came, cameNot } = histogramOf(sums, 'shown')
  const total = came.reduce((sum, one, bin) => sum + one + cameNot[bin], 0)
  const groups = Array.from({ length: 5 }, () => ({ days: 0, said: 0, came: 0 }))
  let before = 0
  came.forEach((count, bin) => {
    const days = count + cameNot[bin]
    const group = groups[Math.min(4, Math.floor((5 * (before + days / 2)) / Math.max(1, total)))]
    group.days += days
    group.said += sums[`shown bin ${bin} chances`] ?? 0
    group.came += count
    before += days
  })
  return groups.filter(({ days }) => days > 0)
}

/** Sections on simulated diaries: noise with its promise, and then what is foretold. */
export function simulatedTables(cells: readonly Cell[], saved: Record<string, CellSums>): string[] {
  const of = (...groups: string[]): { cell: Cell; patients: number; sums: CellSums['sums'] }[] =>
    cells
      .filter((cell) => groups.includes(cell.group))
      .flatMap((cell) => {
        const kept = saved[cellKey(cell)]
        return kept === undefined ? [] : [{ cell, patients: kept.patients, sums: kept.sums }]
      })
  const share = (sums: CellSums['sums'], name: string, patients: number): string =>
    percent((sums[name] ?? 0) / patients)
  return [
    '',
    '## Noise',
    '',
    'Promised: of people whose days are each by themselves, at most 5 % are ever shown a forecast in a year of looking every day. The bound is the',
    'upper end of a one-sided 95 % interval.',
    '',
    ...table(
      ['days in 28', 'patients', 'ever shown', 'bound', 'holds'],
      of(NOISE).map(({ cell, patients, sums }) => {
        const shown = sums['ever shown']
        return [
          cell.name.replace(' days in 28', ''),
          patients,
          percent(shown / patients),
          percent(wilsonBound(shown, patients, 1)),
          shown / patients <= 0.05 ? 'yes' : '**no**',
        ]
      }),
    ),
    '',
    '## Something to foretell, and chances that change without spells',
    '',
    'Gain: log score a day over the running base rate, on all days and on shown days only. Area: under the ROC curve, over all patients of a row.',
    'A chance that drifts or drops for good is no noise: a running base rate lags behind it, and a forecast that follows does better.',
    '',
    ...table(
      [
        'diaries',
        'patients',
        'shown by day 90',
        'by 180',
        'ever',
        'at the end',
        'gain, all days',
        'gain, shown days',
        'area, all days',
        'area, shown days',
      ],
      of(SIGNAL, CEILING, DRIFTS).map(({ cell, patients, sums }) => [
        cell.group === CEILING ? `${cell.name}; all parameters known` : cell.name,
        patients,
        ...['by day 90', 'by day 180', 'ever shown', 'at the end'].map((name) => share(sums, name, patients)),
        signed(sums['all gain'] / sums['all days'], 4),
        signed((sums['shown gain'] ?? 0) / (sums['shown days'] ?? 0), 4),
        signed(areaUnderCurve(histogramOf(sums, 'all')), 3),
        signed(areaUnderCurve(histogramOf(sums, 'shown')), 3),
      ]),
    ),
    '',
    '## Are shown chances kept?',
    '',
    'Shown days in five groups of about the same size: the chance said on average → the share of days that came.',
    '',
    ...table(
      ['diaries', 'shown days', 'lowest', 'second', 'third', 'fourth', 'highest'],
      of(SIGNAL, DRIFTS).map(({ cell, sums }) => {
        const groups = reliability(sums)
        return [
          cell.name,
          sums['shown days'] ?? 0,
          ...Array.from({ length: 5 }, (_, k) =>
            groups[k] === undefined
              ? '–'
              : `${percent(groups[k].said / groups[k].days)} → ${percent(groups[k].came / groups[k].days)}`,
          ),
        ]
      }),
    ),
  ]
}
