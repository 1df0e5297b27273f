// The honest time a trial of one takes: its power by simulation, with this person's own rate and rhythm.
import { DEFAULT_ANSWER_OPTIONS, type AnswerOptions } from '../patient-input.ts'
import { createRandom } from '../random.ts'
import { replayPatient } from '../replay-patient.ts'
import { interceptForRate, simulateDiary } from '../simulate/simulate-diary.ts'
import { eProcess } from './e-process.ts'
import { pairCounts, scheduleDays, scheduleExposure, type PairedSchedule } from './paired-schedule.ts'

/** How this person's days come about, as estimated from the diary. */
export interface DiaryRhythm {
  readonly outcomeDaysPer28: number
  readonly phi: number
  readonly sigma: number
  /** Share of days that are not logged. */
  readonly missingShare: number
}

export interface PowerForecast {
  readonly blockDays: number
  readonly pairs: number
  readonly days: number
  /** Share of simulated trials in which each would have said that it helps, at the end or before. */
  readonly byEvidence: number
  readonly byModel: number
  /** Monte Carlo standard error of the larger. */
  readonly error: number
}

/**
 * Simulates the trial `patients` times with a true odds ratio and counts how often the evidence reaches 20 and how often the model's rule
 * says `helping`.
 *
 * @param oddsRatio below 1 for help. @param modelPatients how many of them the (slower) model judges, 0 for none.
 */
export function forecastPower(
  rhythm: DiaryRhythm,
  schedule: Pick<PairedSchedule, 'blockDays' | 'washoutDays'> & { readonly pairs: number },
  oddsRatio: number,
  options: {
    readonly patients: number
    readonly modelPatients: number
    readonly seed: number
    readonly matters?: AnswerOptions['matters']
  },
): PowerForecast {
  const { blockDays, washoutDays, pairs } = schedule
  let found = 0
  let foundByModel = 0
  for (let patient = 0; patient < options.patients; patient++) {
    const random = createRandom(options.seed, patient)
    const drawn: PairedSchedule = {
      seed: 0,
      startDay: 0,
      blockDays,
      washoutDays,
      caveats: [],
      onFirst: Array.from({ length: pairs }, () => random.uniform() < 0.5),
    }
    const days = scheduleDays(drawn)
    const exposure = scheduleExposure(drawn, days)
    const { outcome } = simulateDiary(
      {
        generator: 'latent-path',
        days,
        exposure,
        effect: Math.log(oddsRatio),
        baseRatePer28: rhythm.outcomeDaysPer28,
        phi: rhythm.phi,
        sigma: rhythm.sigma,
      },
      random,
    )
    const logged = outcome.map((value) => (random.uniform() < rhythm.missingShare ? Number.NaN : value))
    if (eProcess(pairCounts(logged, drawn), blockDays - washoutDays).helpsAt !== null) found++
    if (patient < options.modelPatients) {
      const replayed = replayPatient(
        {
          outcome: logged,
          treatments: [{ name: 'on', exposure, variants: [], sessionDays: [] }],
          covariates: [],
          recalledDaysPer28: null,
        },
        { ...DEFAULT_ANSWER_OPTIONS, stepDays: 7 },
      )
      if (replayed.type === 'ok' && replayed.value[0].ever.helping !== null) foundByModel++
    }
  }
  const byEvidence = found / options.patients
  const byModel = options.modelPatients > 0 ? foundByModel / options.modelPatients : Number.NaN
  const share = Math.max(byEvidence, options.modelPatients > 0 ? byModel : 0)
  const counted = options.modelPatients > 0 && byModel >= byEvidence ? options.modelPatients : options.patients
  return {
    blockDays,
    pairs,
    days: 2 * blockDays * pairs,
    byEvidence,
    byModel,
    error: Math.sqrt((share * (1 - share)) / counted),
  }
}

/** Outcome days per 28 that an odds ratio would leave, averaged over the path. */
export function daysPer28Under(rhythm: DiaryRhythm, oddsRatio: number): number {
  const intercept = interceptForRate(rhythm.outcomeDaysPer28, rhythm.sigma) + Math.log(oddsRatio)
  let mean = 0
  let total = 0
  for (let k = 0; k < 200; k++) {
    const z = -5 + (10 * (k + 0.5)) / 200
    const weight = Math.exp(-0.5 * z * z)
    mean += weight / (1 + Math.exp(-(intercept + rhythm.sigma * z)))
    total += weight
  }
  return (28 * mean) / total
}
