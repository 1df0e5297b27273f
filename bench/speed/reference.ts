// Time of the full corrected posterior of the reference model, by days and by columns.
import { fitReferenceModel } from '@clearday/inference'
import { table, tenfoldPromise, type Section } from './page.ts'
import { benchDiary, DIARY_LENGTHS, fastestInTurns, growthWords, mean } from './timing.ts'

/** Draws at every length, so that only the days grow (by itself the command draws fewer in longer diaries). */
const DRAWS = 1400
const DIARIES = 3
const ROUNDS = 8

interface Size {
  readonly days: number
  readonly columns: number
}

/** Means over a few diaries of the fastest of several runs each, sizes in turns. */
function timeFits(sizes: readonly Size[]): (Size & { readonly milliseconds: number; readonly sweeps: number })[] {
  const sweeps = sizes.map(() => 0)
  const works = sizes.flatMap(({ days, columns }, place) =>
    Array.from({ length: DIARIES }, (_, diary) => {
      const { outcome, series } = benchDiary(days, columns, { diary })
      let counted = false
      return () => {
        const fit = fitReferenceModel(outcome, series, { draws: DRAWS })
        if (fit.type === 'error') throw new Error(fit.problem.message)
        if (!counted) sweeps[place] += fit.value.sweeps / DIARIES
        counted = true
      }
    }),
  )
  const times = fastestInTurns(ROUNDS, works)
  return sizes.map((size, place) => ({
    ...size,
    milliseconds: mean(times.slice(DIARIES * place, DIARIES * (place + 1))),
    sweeps: sweeps[place],
  }))
}

/** Times at 91 to 7,300 days with three columns, and at 730 days with one to eight. About a minute. */
export function referenceSection(quick: boolean): Section {
  const byDays = timeFits((quick ? [73, 364, 730] : DIARY_LENGTHS).map((days) => ({ days, columns: 3 })))
  const byColumns = timeFits((quick ? [1, 3] : [1, 2, 3, 5, 8]).map((columns) => ({ days: 730, columns })))
  const measured = byDays.map(({ days, milliseconds }) => ({ size: days, cost: milliseconds }))
  return {
    lines: [
      '## The full corrected posterior (reference model)',
      '',
      `Milliseconds of processor time (waiting for a busy machine is not counted), means over ${DIARIES} diaries, ${DRAWS} draws at every length. Sweeps are Gaussian evaluations of the whole diary.`,
      '',
      ...table(
        ['days (3 columns)', 'milliseconds', 'microseconds a day', 'sweeps'],
        byDays.map(({ days, milliseconds, sweeps }) => [
          days,
          milliseconds.toFixed(1),
          ((1000 * milliseconds) / days).toFixed(0),
          sweeps.toFixed(0),
        ]),
      ),
      '',
      growthWords(measured),
      '',
      ...table(
        ['columns (730 days)', 'milliseconds', 'sweeps'],
        byColumns.map(({ columns, milliseconds, sweeps }) => [columns, milliseconds.toFixed(1), sweeps.toFixed(0)]),
      ),
    ],
    promises: [
      tenfoldPromise('full corrected posterior: 10 times the days take at most 11 times as long', measured, 'days'),
    ],
  }
}
