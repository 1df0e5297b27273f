// Measures the planner of trials of one: what it forecasts against what then happens to the same kind of person, with other seeds.
//
//   node bench/trial-planner.ts [--trials 2000] [--model-trials 300] [--diaries 40] [--seed 1] [--only year|months|diary|half-life]
//
// Prints the tables and writes them to docs/measurements/trial-planner.md; with --only one table, the others stay as they were.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import {
  carriedOver,
  createRandom,
  dayFoundByEvidence,
  dayFoundByModel,
  daysForPower,
  DEFAULT_ANSWER_OPTIONS,
  drawPairedSchedule,
  drawRhythms,
  eProcess,
  pairCounts,
  powerWithin,
  replayPatient,
  scheduleExposure,
  schedulePairs,
  simulateDiary,
  type DiaryRhythm,
  type TrialPlan,
} from '@clearday/inference'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'node bench/trial-planner.ts',
  words: `Measures what the planner of trials of one forecasts against what then happens. Writes
docs/measurements/trial-planner.md.`,
  flags: {
    trials: { kind: 'count', meaning: 'trials a line', otherwise: 2000 },
    'model-trials': { kind: 'count', meaning: 'trials a line that the model judges', otherwise: 300 },
    diaries: { kind: 'count', meaning: 'diaries that are planned from', otherwise: 40 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
    only: {
      kind: 'text',
      meaning: 'one table; the others stay as they were',
      among: ['year', 'months', 'diary', 'half-life'],
    },
  },
})
const trials = values.trials
const modelTrials = values['model-trials']
const seed = values.seed
const YEAR = 364
const LONGEST = 1092

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const points = (share: number): string => (100 * share).toFixed(1)
let lines: string[] = []
const print = (line: string): void => {
  lines.push(line)
  console.log(line)
}

function planOf(
  rhythms: readonly DiaryRhythm[],
  blockDays: number,
  oddsRatio: number,
  mostDays: number,
  halfLifeDays = 0,
): TrialPlan {
  const { matters } = DEFAULT_ANSWER_OPTIONS
  return { rhythms, blockDays, washoutDays: 0, oddsRatio, halfLifeDays, mostDays, seed, matters }
}

function forecast(plan: TrialPlan, count: number): number[] {
  return Array.from({ length: count }, (_, patient) => dayFoundByEvidence(plan, patient))
}

/** A trial as it happens: drawn, lived through, and read on the way. */
function live(
  rhythm: DiaryRhythm,
  blockDays: number,
  oddsRatio: number,
  days: number,
  trial: number,
  halfLifeDays = 0,
) {
  const random = createRandom(seed + 7919, trial)
  const pairs = Math.floor(days / (2 * blockDays))
  const drawn = drawPairedSchedule({
    pairs,
    blockDays,
    washoutDays: 0,
    seed: random.integer(1e9),
    startDay: 0,
    halfLifeDays,
  })
  if (drawn.type === 'error') throw new Error(drawn.problem.message)
  const exposure = scheduleExposure(drawn.value, days)
  const { outcome } = simulateDiary(
    {
      generator: 'latent-path',
      days,
      exposure: carriedOver(exposure, halfLifeDays),
      effect: Math.log(oddsRatio),
      baseRatePer28: rhythm.outcomeDaysPer28,
      phi: rhythm.phi,
      sigma: rhythm.sigma,
    },
    random,
  )
  const logged = outcome.map((value) => (random.uniform() < rhythm.missingShare ? Number.NaN : value))
  return {
    byEvidence: () => eProcess(pairCounts(logged, schedulePairs(drawn.value), 0), blockDays).helpsAt !== null,
    byModel: () => {
      const treatments = [{ name: 'on', exposure, variants: [], sessionDays: [] }]
      const input = { outcome: logged, treatments, covariates: [], recalledDaysPer28: null }
      const replayed = replayPatient(input, { ...DEFAULT_ANSWER_OPTIONS, stepDays: 1 })
      return replayed.type === 'ok' && replayed.value[0].ever.helping !== null
    },
  }
}

function share(count: number, happened: (trial: number) => boolean): number {
  let found = 0
  for (let trial = 0; trial < count; trial++) if (happened(trial)) found++
  return found / count
}

const RHYTHMS: readonly DiaryRhythm[] = [
  { outcomeDaysPer28: 12, phi: 0.87, sigma: 1, slowSigma: 0, missingShare: 0 },
  { outcomeDaysPer28: 6, phi: 0.87, sigma: 1, slowSigma: 0, missingShare: 0.1 },
  { outcomeDaysPer28: 18, phi: 0.95, sigma: 1.4, slowSigma: 0, missingShare: 0 },
]
const rhythmWords = ({ outcomeDaysPer28, phi, sigma, missingShare }: DiaryRhythm): string =>
  `${outcomeDaysPer28} days in 28, φ ${phi}, σ ${sigma}, ${100 * missingShare} % missing`

/** Forecast and what happened of both readings, by one kind of person, block and half-life. */
function printYear(rhythm: DiaryRhythm, blockDays: number, halfLifeDays: number, lead: string): void {
  const plan = planOf([rhythm], blockDays, 0.5, YEAR, halfLifeDays)
  const row = (by: string, count: number, planned: number, happened: number): void => {
    const gap = planned - happened
    const error = Math.sqrt((planned * (1 - planned) + happened * (1 - happened)) / count)
    print(
      `| ${lead} | ${blockDays} days | ${by} | ${percent(planned)} | ${percent(happened)} | ${points(gap)} ± ${points(1.96 * error)} | ${Math.abs(gap) <= 0.05 ? 'yes' : '**no**'} |`,
    )
  }
  row(
    'the lot alone',
    trials,
    powerWithin(forecast(plan, trials), YEAR).share,
    share(trials, (trial) => live(rhythm, blockDays, 0.5, YEAR, trial, halfLifeDays).byEvidence()),
  )
  const model = Array.from({ length: modelTrials }, (_, patient) => dayFoundByModel(plan, patient, YEAR))
  row(
    'the model',
    modelTrials,
    powerWithin(model, YEAR).share,
    share(modelTrials, (trial) => live(rhythm, blockDays, 0.5, YEAR, trial, halfLifeDays).byModel()),
  )
}

function year(): void {
  print('| rhythm | blocks | judged by | forecast | happened | difference | within 5 points |')
  print('|---|---|---|---|---|---|---|')
  for (const rhythm of RHYTHMS) for (const blockDays of [7, 28]) printYear(rhythm, blockDays, 0, rhythmWords(rhythm))
}

function halfLife(): void {
  print(
    `${rhythmWords(RHYTHMS[0])}. The effect comes after a block begins and goes after it ends, by half in the days given; both readings see the schedule only.`,
  )
  print('')
  print('| half-life | blocks | judged by | forecast | happened | difference | within 5 points |')
  print('|---|---|---|---|---|---|---|')
  for (const halfLifeDays of [3, 14])
    for (const blockDays of [7, 28]) printYear(RHYTHMS[0], blockDays, halfLifeDays, `${halfLifeDays} days`)
}

function months(): void {
  print('| rhythm | odds ratio | forecast | share that was found by then |')
  print('|---|---|---|---|')
  for (const rhythm of RHYTHMS) {
    for (const oddsRatio of [0.5, 0.1]) {
      const days = daysForPower(forecast(planOf([rhythm], 7, oddsRatio, LONGEST), trials), 0.8)
      const happened =
        days === null ? null : share(trials, (trial) => live(rhythm, 7, oddsRatio, days, trial).byEvidence())
      print(
        `| ${rhythmWords(rhythm)} | ${oddsRatio} | ${days === null ? 'more than 36 months' : `${((days * 12) / 365.25).toFixed(1)} months`} | ${happened === null ? '–' : percent(happened)} |`,
      )
    }
  }
}

function diary(): void {
  print(
    'What the diary does not tell about the person stays open: the forecast is within a few points on average over such people, not for each.',
  )
  print('')
  print('| rhythm | diary | happened | forecast on average | difference | forecasts of single diaries, 10 % to 90 % |')
  print('|---|---|---|---|---|---|')
  for (const rhythm of RHYTHMS) {
    const happened = share(trials, (trial) => live(rhythm, 7, 0.5, YEAR, trial).byEvidence())
    for (const days of [91, 182, YEAR]) {
      const planned = Array.from({ length: values.diaries }, (_, diary) => {
        const random = createRandom(seed + 104729, diary)
        const recipe = {
          ...rhythm,
          generator: 'latent-path' as const,
          days,
          exposure: new Float64Array(days),
          effect: 0,
        }
        const { outcome } = simulateDiary({ ...recipe, baseRatePer28: rhythm.outcomeDaysPer28 }, random)
        const logged = outcome.map((value) => (random.uniform() < rhythm.missingShare ? Number.NaN : value))
        const drawn = drawRhythms(logged, [], 50, seed)
        if (drawn.type === 'error') throw new Error(drawn.problem.message)
        // each diary has simulated trials of its own, so that their noise averages out
        const plan = { ...planOf(drawn.value, 7, 0.5, YEAR), seed: seed + 31 * diary }
        return powerWithin(forecast(plan, 400), YEAR).share
      }).sort((a, b) => a - b)
      const mean = planned.reduce((sum, one) => sum + one / planned.length, 0)
      const at = (part: number): string => percent(planned[Math.round(part * (planned.length - 1))])
      print(
        `| ${rhythmWords(rhythm)} | ${days} days | ${percent(happened)} | ${percent(mean)} | ${(100 * (mean - happened)).toFixed(1)} | ${at(0.1)} to ${at(0.9)} |`,
      )
    }
  }
}

/** One table each; the titles are those of the written file. */
const SECTIONS = [
  { name: 'year', title: 'A year, the rhythm known (odds ratio 0.5)', run: year },
  { name: 'half-life', title: 'A year, an effect that lasts (odds ratio 0.5)', run: halfLife },
  { name: 'months', title: 'Months for 80 %, the rhythm known, 7-day blocks, by the lot alone', run: months },
  {
    name: 'diary',
    title: 'A year of 7-day blocks forecast from a diary, by the lot alone (odds ratio 0.5)',
    run: diary,
  },
] as const

const file = new URL('../docs/measurements/trial-planner.md', import.meta.url)
const INTRODUCTION = `# The planner of trials of one

“Happened” is the share of trials, drawn and lived with other seeds, that were read as helping at the end or before. Differences are in
points, with 95 % of what the simulation's own noise makes of them.
`
/** What the file holds now, by title. */
const written = new Map(
  (existsSync(file) ? readFileSync(file, 'utf8') : '')
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n')).trim()]),
)
if (values.only !== undefined && !SECTIONS.some(({ name }) => name === values.only)) {
  throw new Error(`--only ${values.only} is none of ${SECTIONS.map(({ name }) => name).join(', ')}`)
}
for (const { name, title, run } of SECTIONS) {
  if (values.only !== undefined && values.only !== name) continue
  const started = performance.now()
  lines = []
  console.log(`\n## ${title}\n`)
  run()
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  const command = `node bench/trial-planner.ts --trials ${trials} --model-trials ${modelTrials} --diaries ${values.diaries} --only ${name}`
  print('')
  print(`\`${command}\` (seed ${seed}) on ${new Date().toISOString().slice(0, 10)}, ${seconds} s.`)
  written.set(title, lines.join('\n'))
  const sections = SECTIONS.flatMap((one) => {
    const held = written.get(one.title)
    return held === undefined ? [] : [`## ${one.title}\n\n${held}\n`]
  })
  writeFileSync(file, [INTRODUCTION, ...sections].join('\n'))
}
