// `clearday design`: a schedule for a trial of one, and how long it honestly takes with this diary's own rhythm.
import {
  answerPatient,
  DEFAULT_ANSWER_OPTIONS,
  drawPairedSchedule,
  forecastPower,
  type DiaryRhythm,
  type PairedSchedule,
  type PowerForecast,
} from '@clearday/inference'
import { isSet, numberFlag, onePath, text, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { DIARY_HELP, DIARY_OPTIONS, openDiary } from '../diary-flags.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import { binaryOutcome } from '../patient-input-of.ts'
import { dayCount } from '../words/verdict-words.ts'
import { terminalStyle, wrapped } from '../terminal/wrapped.ts'
import { printRefusal } from '../words/refusals.ts'

export const design: Command = {
  name: 'design',
  summary: 'a fair trial of one: its schedule, and how long it takes',
  help: `clearday design DIARY.csv [flags]

Draws a schedule of weeks with and weeks without a treatment, in an order drawn by lot for each pair, and says by simulation, with this
diary's own rate and rhythm, how likely it is to find an effect of a given size. A prescribed medicine is only paused with its prescriber.

${DIARY_HELP}

The trial:
  --patient ID              one patient of a file with several
  --block DAYS              length of each block (default: 7, 14 and 28 are compared)
  --pairs N                 pairs of blocks (default: as many as fit a year)
  --washout DAYS            days at the start of each block that are not counted (default 0)
  --half-life DAYS          how fast the effect is gone after stopping (default 1)
  --effect OR               the odds ratio to be found (default 0.5)
  --simulations N           default 200
  --seed N                  seed of the lot (default 1)
  --json                    the result as JSON

Example:
  npx clearday design examples/sim-d-short.csv --treatment on --block 7

${EXIT_WORDS}`,
  options: {
    ...DIARY_OPTIONS,
    patient: { type: 'string' },
    block: { type: 'string' },
    pairs: { type: 'string' },
    washout: { type: 'string' },
    'half-life': { type: 'string' },
    effect: { type: 'string' },
    simulations: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: runDesign,
}

/** Days of the default trial. */
const YEAR = 364
/** The slower model judges a part of the simulated trials. */
const MODEL_SHARE = 0.2

async function runDesign(given: GivenArguments): Promise<number> {
  const path = onePath(given, 'design')
  const whole = (least: number) => (value: number) => Number.isInteger(value) && value >= least
  const block = numberFlag(given, 'block', 'a whole number of days, 2 or more', whole(2))
  const pairs = numberFlag(given, 'pairs', 'a whole number, 1 or more', whole(1))
  const washoutDays = numberFlag(given, 'washout', 'a whole number of days, 0 or more', whole(0)) ?? 0
  const halfLifeDays = numberFlag(given, 'half-life', 'a number of days, 0 or more', (value) => value >= 0) ?? 1
  const oddsRatio =
    numberFlag(given, 'effect', 'an odds ratio between 0 and 1', (value) => value > 0 && value < 1) ?? 0.5
  const simulations = numberFlag(given, 'simulations', 'a whole number, 20 or more', whole(20)) ?? 200
  const seed = numberFlag(given, 'seed', 'a whole number', Number.isInteger) ?? 1
  const opened = await openDiary(path, given)
  if (opened.type === 'error') {
    printRefusal(opened)
    return EXIT.unusableFile
  }
  const wanted = text(given, 'patient')
  if (opened.value.patientCount > 1 && wanted === undefined) {
    throw new UsageProblem('This file holds several patients; a trial is designed for one. Name one with --patient ID.')
  }
  for await (const diary of opened.value.patients()) {
    if (diary.type === 'error') {
      printRefusal(diary)
      return EXIT.unusableFile
    }
    if (wanted !== undefined && diary.value.id !== wanted) continue
    const rhythm = rhythmOf(binaryOutcome(diary.value))
    if (typeof rhythm === 'string') {
      process.stderr.write(`${rhythm}\n`)
      return EXIT.unusableFile
    }
    const plans: { schedule: PairedSchedule; forecast: PowerForecast }[] = []
    for (const blockDays of block === undefined ? [7, 14, 28] : [block]) {
      const count = pairs ?? Math.max(1, Math.floor(YEAR / (2 * blockDays)))
      const drawn = drawPairedSchedule({ pairs: count, blockDays, washoutDays, seed, startDay: 0, halfLifeDays })
      if (drawn.type === 'error') throw new UsageProblem(drawn.problem.message)
      const forecast = forecastPower(rhythm, { blockDays, washoutDays, pairs: count }, oddsRatio, {
        patients: simulations,
        modelPatients: Math.round(simulations * MODEL_SHARE),
        seed,
      })
      plans.push({ schedule: drawn.value, forecast })
    }
    await opened.value.close()
    if (isSet(given, 'json')) process.stdout.write(`${JSON.stringify({ rhythm, oddsRatio, seed, plans })}\n`)
    else process.stdout.write(planText(rhythm, oddsRatio, plans))
    return EXIT.ok
  }
  throw new UsageProblem(`There is no patient ${wanted ?? ''} in ${path}.`)
}

/** Rate and path as the product model sees them, or why they cannot be told. */
function rhythmOf(outcome: Float64Array): DiaryRhythm | string {
  const answered = answerPatient(
    { outcome, treatments: [], covariates: [], recalledDaysPer28: null },
    { ...DEFAULT_ANSWER_OPTIONS, course: false, sensitivity: false },
  )
  if (answered.type === 'error') return answered.problem.message
  const { observedDays, outcomeDays, days, path } = answered.value
  // one day of each kind added, so that a diary of one kind only still gives a rate
  const outcomeDaysPer28 = (28 * (outcomeDays + 0.5)) / (observedDays + 1)
  return {
    outcomeDaysPer28,
    phi: path.phi.mean,
    sigma: path.sigma.mean,
    missingShare: Math.min(0.9, 1 - observedDays / days),
  }
}

function planText(
  rhythm: DiaryRhythm,
  oddsRatio: number,
  plans: readonly { readonly schedule: PairedSchedule; readonly forecast: PowerForecast }[],
): string {
  const { width } = terminalStyle({ ascii: false, plain: false })
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
  const lines = [
    wrapped(
      `With ${dayCount(rhythm.outcomeDaysPer28)} headache days in 28, a day-to-day correlation of ${rhythm.phi.toFixed(2)} and ${percent(rhythm.missingShare)} of days not logged, an effect of odds ratio ${oddsRatio} would be found:`,
      width,
    ),
    '',
    'blocks      pairs   days   by the lot alone   by the model',
  ]
  for (const { schedule, forecast } of plans) {
    lines.push(
      `${`${schedule.blockDays} days`.padEnd(12)}${String(forecast.pairs).padStart(5)}${String(forecast.days).padStart(7)}${percent(forecast.byEvidence).padStart(19)}${percent(forecast.byModel).padStart(15)}`,
    )
  }
  lines.push(
    '',
    wrapped(
      'By the lot alone holds whatever headaches do by themselves; by the model is the rule that analyse uses. Both may be looked at along the way.',
      width,
    ),
  )
  for (const { schedule } of plans) {
    for (const caveat of schedule.caveats) {
      lines.push(
        wrapped(
          caveat === 'few-pairs'
            ? `Mind: ${schedule.onFirst.length} pairs of ${schedule.blockDays} days hardly ever settle anything; 6 are the least, 12 are better.`
            : `Mind: blocks of ${schedule.blockDays} days are short for an effect that lasts; they should be four half-lives or more.`,
          width,
        ),
      )
    }
  }
  const best = plans.reduce((a, b) =>
    Math.max(b.forecast.byModel, b.forecast.byEvidence) > Math.max(a.forecast.byModel, a.forecast.byEvidence) ? b : a,
  )
  lines.push(
    '',
    `The schedule in blocks of ${best.schedule.blockDays} days, drawn by lot with seed ${best.schedule.seed} (A with, B without):`,
  )
  lines.push(wrapped(best.schedule.onFirst.map((first) => (first ? 'AB' : 'BA')).join(' '), width, '  '))
  lines.push(
    '',
    wrapped(
      'A medicine that was prescribed is paused only with its prescriber. Note before the start how much you expect of it.',
      width,
    ),
    '',
  )
  return lines.join('\n')
}
