// What was summed over simulated clinics, as a table with its promises.
import { wilsonBound } from '../calibration/table.ts'
import { CLINIC_COUNTS, POOLING_SETTINGS, type ClinicFigures } from './clinic.ts'

export interface ClinicSums {
  readonly clinics: number
  readonly sums: ClinicFigures
  readonly squares: ClinicFigures
}

const LEAST_HELD = 0.93
const MOST_BIAS = 0.1

/** Sums with one clinic more; without arguments, of none. */
export function sumClinics(before?: ClinicSums, figures?: ClinicFigures): ClinicSums {
  const each = (of: (name: keyof ClinicFigures) => number): ClinicFigures =>
    Object.fromEntries(CLINIC_COUNTS.map((name) => [name, of(name)])) as ClinicFigures
  return {
    clinics: (before?.clinics ?? 0) + (figures === undefined ? 0 : 1),
    sums: each((name) => (before?.sums[name] ?? 0) + (figures?.[name] ?? 0)),
    squares: each((name) => (before?.squares[name] ?? 0) + (figures?.[name] ?? 0) ** 2),
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const signed = (value: number, digits: number): string => `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`

/** Markdown: what is promised first, then the rest. */
export function poolingTable(
  settings: readonly ClinicSums[],
  run: { readonly patients: number; readonly seed: number; readonly seconds: number; readonly workers: string },
): string {
  const rows = settings.map(({ clinics, sums, squares }, k) => {
    const { mean: trueMean, sd: trueSd } = POOLING_SETTINGS[k]
    const average = (name: keyof ClinicFigures): number => sums[name] / clinics
    const error = (name: keyof ClinicFigures): number =>
      Math.sqrt(Math.max(0, squares[name] / clinics - average(name) ** 2) / clinics)
    const bias = average('sdMedian') / trueSd - 1
    return {
      name: `${signed(trueMean, 1)} ± ${trueSd}`,
      promised: [
        clinics,
        percent(average('meanHeld')),
        percent(wilsonBound(sums.meanHeld, clinics, -1)),
        average('meanHeld') >= LEAST_HELD ? 'yes' : '**no**',
        `${average('sdMedian').toFixed(3)} ± ${error('sdMedian').toFixed(3)}`,
        `${signed(100 * bias, 1)} %`,
        Math.abs(bias) <= MOST_BIAS ? 'yes' : '**no**',
      ],
      beside: [
        `${signed(average('mean'), 3)} ± ${error('mean').toFixed(3)}`,
        average('halfWidth').toFixed(2),
        percent(average('sdHeld')),
        average('sdMean').toFixed(3),
        percent(average('individualsHeld')),
        `${Math.sqrt(average('individualsAway')).toFixed(2)} (${Math.sqrt(average('truthsAway')).toFixed(2)})`,
        percent(average('nextHeld')),
      ],
    }
  })
  const table = (head: readonly string[], lines: readonly (readonly (string | number)[])[]): string[] =>
    [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`)
  return `${[
    '# Pooling',
    '',
    `Written by \`node bench/pooling.ts --patients ${run.patients}\` (seed ${run.seed}). Simulated clinics of ${run.patients} patients whose log odds ratios are spread normally`,
    'around a true mean; diaries of 60 to 180 days, everybody on after the first third, usual level between patients logit −0.4 ± 1.3,',
    'path φ 0.87 and σ 1. “Held” is the share of clinics whose 95 % interval held the truth; the bound is the lower end of a one-sided 95 %',
    'interval of that share; ± after an average is its standard error.',
    '',
    '## Promised',
    '',
    `The mean is held in at least ${100 * LEAST_HELD} %; the estimate of the SD between patients (its posterior median) is off by at most ${100 * MOST_BIAS} % on average.`,
    '',
    ...table(
      ['true mean ± SD', 'clinics', 'mean held', 'bound', 'holds', 'average estimate of the SD', 'off by', 'holds'],
      rows.map(({ name, promised }) => [name, ...promised]),
    ),
    '',
    '## Beside it',
    '',
    '“Single effects” are the patients’ own, drawn towards the group: the share held by their intervals, and how far their means lie from the',
    'truth (root mean square; in brackets that of taking the true mean for everybody). “Next patient” is one more of the same clinic.',
    '',
    ...table(
      [
        'true mean ± SD',
        'average mean',
        'half width of its interval',
        'SD held',
        'posterior mean of the SD',
        'single effects held',
        'off by',
        'next patient held',
      ],
      rows.map(({ name, beside }) => [name, ...beside]),
    ),
    '',
    `Time: ${run.seconds} s on ${run.workers} threads of a busy machine.`,
  ].join('\n')}\n`
}
