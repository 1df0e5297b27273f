// `clearday design`: a schedule for a trial of one, and how long it honestly takes with this diary's own rhythm.
import {
  DEFAULT_ANSWER_OPTIONS,
  drawOrders,
  drawPairedSchedule,
  drawRhythms,
  type PairedSchedule,
} from '@clearday/inference'
import { randomInt } from 'node:crypto'
import {
  isSet,
  numberFlag,
  onePath,
  seedFlag,
  text,
  UsageProblem,
  type Command,
  type GivenArguments,
} from '../command.ts'
import { DIARY_HELP, DIARY_OPTIONS, inputPlaces, openDiary, placed } from '../diary-flags.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import { dayShape, dayText, readDay } from '../input/calendar-day.ts'
import type { PatientDiary } from '../input/patient-diary.ts'
import { scheduleThere, writeSchedule, type ScheduleToWrite } from '../input/schedule-file.ts'
import { NOTHING_SAID, patientInputOf } from '../patient-input-of.ts'
import { checkPlaces } from '../output-places.ts'
import { printAside, printWords } from '../shown-text.ts'
import { simulationLine } from '../terminal/progress.ts'
import { terminalStyle, wrapped } from '../terminal/wrapped.ts'
import { printRefusal } from '../words/refusals.ts'
import { orderText, planText } from '../words/trial-words.ts'
import { trialSimulator } from '../workers/simulate-trials.ts'
import { middleRhythm, planTrials, RHYTHMS } from './plan-trial.ts'

export const design: Command = {
  name: 'design',
  summary: 'a fair trial of one: its schedule, and how long it takes',
  help: `clearday design DIARY.csv [flags]

Draws a schedule of weeks with and weeks without a treatment, in an order drawn by lot for each
pair, and says by simulation, with this diary's own rate and rhythm, how likely it is to find an
effect of a given size and how many months that takes. A prescribed medicine is only paused with its
prescriber.

${DIARY_HELP}

The trial:
  --patient ID              one patient of a file with several
  --block DAYS              length of each block (default: 7, 14 and 28 are compared)
  --pairs N                 pairs of blocks (default: as many as fit a year)
  --washout DAYS            days at the start of each block that are not counted (default 0)
  --half-life DAYS          how fast the effect comes after starting and goes after stopping
                            (default 1; 0: at once)
  --effect OR               the odds ratio to be found (default 0.5)
  --separate A,B            a lot of its own for each of these treatments, so that they can be told
                            apart
  --simulations N           trials judged by the model; ten times as many by the lot (default 100)
  --seed N                  seed of the lot (default: drawn anew, printed, and kept in the file)

The schedule:
  --out FILE.csv            writes it; analyse reads it back with --schedule FILE.csv
  --from DAY                its first day, as the diary writes days (default: the day after the
                            diary's last)
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
    separate: { type: 'string' },
    simulations: { type: 'string' },
    seed: { type: 'string' },
    out: { type: 'string' },
    from: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: runDesign,
}

/** The forecast is the same whatever the lot draws. */
const SIMULATION_SEED = 1
/** Days of the default trial. */
const YEAR = 364

/** What was asked for, read from the flags. */
interface DesignRequest {
  readonly schedules: readonly PairedSchedule[]
  readonly oddsRatio: number
  readonly halfLifeDays: number
  readonly simulations: number
  readonly seed: number
  /** Names to be told apart; null: one treatment. */
  readonly separate: readonly string[] | null
  readonly out: string | undefined
  readonly from: string | undefined
}

function designRequest(given: GivenArguments): DesignRequest {
  const whole = (least: number) => (value: number) => Number.isInteger(value) && value >= least
  const block = numberFlag(given, 'block', 'a whole number of days, 2 or more', whole(2))
  const pairs = numberFlag(given, 'pairs', 'a whole number, 1 or more', whole(1))
  const washoutDays = numberFlag(given, 'washout', 'a whole number of days, 0 or more', whole(0)) ?? 0
  const halfLifeDays = numberFlag(given, 'half-life', 'a number of days, 0 or more', (value) => value >= 0) ?? 1
  const seed = seedFlag(given) ?? randomInt(1, 1_000_000_000)
  const separate = text(given, 'separate')
    ?.split(',')
    .map((name) => name.trim())
  if (
    separate !== undefined &&
    (separate.length < 2 || separate.includes('') || new Set(separate).size < separate.length)
  ) {
    throw new UsageProblem(
      '--separate takes the names of two or more treatments, such as --separate magnesium,riboflavin.',
    )
  }
  const schedules = (block === undefined ? [7, 14, 28] : [block]).map((blockDays) => {
    const count = pairs ?? Math.max(1, Math.floor(YEAR / (2 * blockDays)))
    const drawn = drawPairedSchedule({ pairs: count, blockDays, washoutDays, seed, startDay: 0, halfLifeDays })
    if (drawn.type === 'error') throw new UsageProblem(drawn.problem.message)
    return drawn.value
  })
  return {
    schedules,
    oddsRatio: numberFlag(given, 'effect', 'an odds ratio between 0 and 1', (value) => value > 0 && value < 1) ?? 0.5,
    halfLifeDays,
    simulations: numberFlag(given, 'simulations', 'a whole number, 20 or more', whole(20)) ?? 100,
    seed,
    separate: separate ?? null,
    out: text(given, 'out'),
    from: text(given, 'from'),
  }
}

async function runDesign(given: GivenArguments): Promise<number> {
  const path = onePath(given, 'design')
  const request = designRequest(given)
  await checkPlaces(inputPlaces(path, given), placed('--out', request.out))
  const there = request.out === undefined ? undefined : await scheduleThere(request.out)
  if (there !== undefined) {
    printAside(`${there}\n`)
    return EXIT.unusableFile
  }
  const opened = await openDiary(path, given)
  if (opened.type === 'error') {
    printRefusal(opened)
    return EXIT.unusableFile
  }
  try {
    const wanted = text(given, 'patient')
    if (opened.value.patientCount > 1 && wanted === undefined) {
      throw new UsageProblem(
        'This file holds several patients; a trial is designed for one. Name one with --patient ID.',
      )
    }
    for await (const diary of opened.value.patients()) {
      if (diary.type === 'error') {
        printRefusal(diary)
        return EXIT.unusableFile
      }
      if (wanted === undefined || diary.value.id === wanted)
        return await designFor(diary.value, request, isSet(given, 'json'))
    }
    throw new UsageProblem(`There is no patient ${wanted ?? ''} in ${path}.`)
  } finally {
    await opened.value.close()
  }
}

async function designFor(diary: PatientDiary, request: DesignRequest, json: boolean): Promise<number> {
  const { schedules, oddsRatio, halfLifeDays, simulations, seed } = request
  const firstDay = startOfTrial(diary, request.from)
  const names = request.separate ?? [request.out === undefined ? '' : onlyTreatment(diary)]
  const { outcome, treatments } = patientInputOf(diary, NOTHING_SAID)
  const exposures = treatments.map(({ exposure }) => exposure)
  const rhythms = drawRhythms(outcome, exposures, RHYTHMS, SIMULATION_SEED)
  if (rhythms.type === 'error') {
    printAside(`${rhythms.problem.message}\n`)
    return EXIT.unusableFile
  }
  const rhythm = middleRhythm(rhythms.value)
  const progress = simulationLine()
  const simulator = trialSimulator(progress.at)
  const { plans, best, months } = await planTrials(
    schedules,
    {
      rhythms: rhythms.value,
      oddsRatio,
      halfLifeDays,
      seed: SIMULATION_SEED,
      matters: DEFAULT_ANSWER_OPTIONS.matters,
    },
    simulations,
    simulator,
  ).finally(() => simulator.close())
  progress.done()
  const { blockDays, washoutDays, onFirst } = best.schedule
  const orders = names.map((treatment, lot) => ({ treatment, onFirst: drawOrders(seed, onFirst.length, lot) }))
  if (request.out !== undefined) {
    const place = { firstDay, calendar: diary.calendar, blockDays, washoutDays, seed }
    const problem = await writeSchedule(request.out, orders, place)
    if (problem !== undefined) {
      printAside(`${problem}\n`)
      return EXIT.unusableFile
    }
  }
  if (json) {
    const named = request.separate === null ? {} : { separate: orders }
    process.stdout.write(
      `${JSON.stringify({ rhythm, oddsRatio, halfLifeDays, seed, plans, bestBlockDays: blockDays, monthsFor80Percent: months, ...named })}\n`,
    )
    return EXIT.ok
  }
  const { width } = terminalStyle({ ascii: false, plain: false })
  const lines = planText(rhythm, { oddsRatio, halfLifeDays }, plans, best, months, width)
  lines.push(
    '',
    ...scheduleText(
      request,
      best.schedule,
      orders,
      `${diary.calendar === 'date' ? '' : 'day '}${dayText(firstDay, diary.calendar)}`,
      width,
    ),
  )
  printWords(`${lines.join('\n')}\n`)
  return EXIT.ok
}

function scheduleText(
  { separate, out }: DesignRequest,
  { blockDays, seed }: PairedSchedule,
  orders: readonly ScheduleToWrite[],
  firstDay: string,
  width: number,
): string[] {
  const lines = [
    `The schedule in blocks of ${blockDays} days, drawn by lot with seed ${seed} (A with, B without):`,
    ...orders.flatMap(({ treatment, onFirst }) => orderText(separate === null ? null : treatment, onFirst, width)),
  ]
  if (separate !== null) lines.push(...separationText(orders).map((line) => wrapped(line, width)))
  if (out !== undefined) {
    lines.push(
      '',
      wrapped(
        `It begins on ${firstDay} and is in ${out}. Afterwards: clearday analyse DIARY.csv --schedule ${out}`,
        width,
      ),
    )
  }
  lines.push(
    '',
    wrapped(
      'A medicine that was prescribed is paused only with its prescriber. Note before the start how much you expect of it.',
      width,
    ),
  )
  return lines
}

/** How often treatments with lots of their own take turns: the fewest over any two of them. */
function separationText(orders: readonly ScheduleToWrite[]): string[] {
  const pairs = orders[0].onFirst.length
  const turns = orders.flatMap((one, k) =>
    orders.slice(k + 1).map((other) => one.onFirst.filter((first, pair) => first !== other.onFirst[pair]).length),
  )
  const apart = Math.min(...turns)
  const together = pairs - Math.max(...turns)
  const words =
    orders.length === 2
      ? `in ${together} of ${pairs} pairs they come and go together, in ${apart} they take turns, and that tells them apart`
      : `any two of them come and go together in ${together} of ${pairs} pairs or more, and take turns in ${apart} or more, which tells them apart`
  return [
    `Each has a lot of its own: ${words}. The chances above are for each of them.`,
    ...(apart === 0 || together === 0
      ? ['Mind: this lot does not tell them apart. Take more pairs, or another --seed.']
      : []),
  ]
}

/** The treatment whose name goes into the file. */
function onlyTreatment(diary: PatientDiary): string {
  const names = [
    ...diary.columns.filter(({ role }) => role === 'treatment' || role === 'dose').map(({ name }) => name),
    ...new Set(diary.sessions.map(({ treatment }) => treatment)),
  ]
  if (names.length === 1) return names[0]
  throw new UsageProblem(
    names.length === 0
      ? 'The schedule needs the name of a treatment, and this diary has none. Name its column with --treatment NAME.'
      : `This diary has several treatments (${names.join(', ')}), and a schedule is for one: name it with --treatment NAME and leave the others to --ignore, or draw a lot for each of them with --separate A,B.`,
  )
}

/** The first day of the trial as the diary counts days. */
function startOfTrial(diary: PatientDiary, from: string | undefined): number {
  if (from === undefined) return diary.firstDay + diary.outcome.length
  const scheme =
    diary.calendar === 'date' ? ({ calendar: 'date', order: 'YMD' } as const) : { calendar: diary.calendar }
  const read = readDay(from, scheme)
  // a date whose year does not come first could be read in two ways
  const open = diary.calendar === 'date' && !['year-first', 'compact'].includes(dayShape(from).shape)
  if ('day' in read && !open) return read.day
  throw new UsageProblem(
    `--from ${from} cannot be used; give ${diary.calendar === 'date' ? 'a date such as 2025-01-31' : 'a day number such as 1'}, as the diary does.`,
  )
}
