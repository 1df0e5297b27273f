// Time of the full corrected posterior of the reference model, by days and by columns.
import { fitReferenceModel } from '@clearday/inference'
import { table, tenfoldPromise, type Section } from './bench-page.ts'
import { benchDiary, fastest, growthWords, type Measured } from './bench-timing.ts'

/** Draws at every length, so that only the days grow (by itself the command draws fewer in longer diaries). */
const DRAWS = 1400
const DIARIES = 3
const BIG_FIT_DAYS = 2000

interface Timing {
  readonly milliseconds: number
  readonly sweeps: number
}

/** Means over a few diaries of the fastest of several runs each. */
function timeFit(days: number, columns: number): Timing {
  let milliseconds = 0
  let sweeps = 0
  for (let diary = 0; diary < DIARIES; diary++) {
    const { outcome, series } = benchDiary(days, columns, { diary })
    let made = 0
    milliseconds += fastest(days > BIG_FIT_DAYS ? 3 : 8, () => {
      const fit = fitReferenceModel(outcome, series, { draws: DRAWS })
      if (fit.type === 'error') throw new Error(fit.problem.message)
      made = fit.value.sweeps
    })
    sweeps += made
  }
  return { milliseconds: milliseconds / DIARIES, sweeps: sweeps / DIARIES }
}

/** Times at 91 to 7,300 days with three columns, and at 730 days with one to eight. About a minute. */
export function referenceSection(quick: boolean): Section {
  const lengths = quick ? [73, 364, 730] : [91, 182, 364, 730, 1460, 3650, 7300]
  const measured: Measured[] = []
  const byDays = lengths.map((days) => {
    const { milliseconds, sweeps } = timeFit(days, 3)
    measured.push({ size: days, cost: milliseconds })
    return [days, milliseconds.toFixed(1), ((1000 * milliseconds) / days).toFixed(0), sweeps.toFixed(0)]
  })
  const byColumns = (quick ? [1, 3] : [1, 2, 3, 5, 8]).map((columns) => {
    const { milliseconds, sweeps } = timeFit(730, columns)
    return [columns, milliseconds.toFixed(1), sweeps.toFixed(0)]
  })
  return {
    lines: [
      '## The full corrected posterior (reference model)',
      '',
      `Means over ${DIARIES} diaries, ${DRAWS} draws at every length. Sweeps are Gaussian evaluations of the whole diary.`,
      '',
      ...table(['days (3 columns)', 'milliseconds', 'microseconds a day', 'sweeps'], byDays),
      '',
      growthWords(measured),
      '',
      ...table(['columns (730 days)', 'milliseconds', 'sweeps'], byColumns),
    ],
    promises: [
      tenfoldPromise('full corrected posterior: 10 times the days take at most 11 times as long', measured, 'days'),
    ],
  }
}
