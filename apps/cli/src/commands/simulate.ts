// `clearday simulate`: synthetic diaries with known truth.
import {
  createRandom,
  GENERATORS,
  oneSwitchExposure,
  pairedBlocksExposure,
  simulateDiary,
  type Generator,
  type Random,
} from '@clearday/inference'
import { numberFlag, text, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import { writeFault, writeWhole } from '../partial-files.ts'

export const simulate: Command = {
  name: 'simulate',
  summary: 'write synthetic diaries with known truth',
  help: `clearday simulate -o FILE.csv [flags]

Writes diaries with the columns id,day,headache,on, and the truth beside them in FILE.truth.json.

  -o, --output FILE         where the diaries go
  --patients N              default 20
  --days N                  default 364
  --generator NAME          ${GENERATORS.join(', ')}
  --effect OR               true odds ratio at full use (default 1: no effect)
  --schedule one-switch|one-switch-DAY|pairs-LENGTH   default pairs-28
  --base DAYS               headache days in 28 without treatment (default 10)
  --phi P · --sigma S       the path (default 0.87 and 1)
  --missing SHARE           days left out at random (default 0)
  --seed N                  default 1

Example:
  npx clearday simulate --patients 5 --effect 0.5 --seed 7 -o reports/diaries.csv

${EXIT_WORDS}`,
  options: {
    output: { type: 'string', short: 'o' },
    patients: { type: 'string' },
    days: { type: 'string' },
    generator: { type: 'string' },
    effect: { type: 'string' },
    schedule: { type: 'string' },
    base: { type: 'string' },
    phi: { type: 'string' },
    sigma: { type: 'string' },
    missing: { type: 'string' },
    seed: { type: 'string' },
  },
  run: runSimulate,
}

async function runSimulate(given: GivenArguments): Promise<number> {
  const output = text(given, 'output')
  if (output === undefined) throw new UsageProblem('simulate needs a file to write to: clearday simulate -o FILE.csv')
  const whole = (least: number) => (value: number) => Number.isInteger(value) && value >= least
  const patients = numberFlag(given, 'patients', 'a whole number, 1 or more', whole(1)) ?? 20
  const days =
    numberFlag(given, 'days', 'a whole number, 2 to 40000', (value) => whole(2)(value) && value <= 40000) ?? 364
  const oddsRatio = numberFlag(given, 'effect', 'an odds ratio above 0', (value) => value > 0) ?? 1
  const base = numberFlag(given, 'base', 'a number of days between 0 and 28', (value) => value > 0 && value < 28) ?? 10
  const phi = numberFlag(given, 'phi', 'a number from 0 to below 1', (value) => value >= 0 && value < 1) ?? 0.87
  const sigma = numberFlag(given, 'sigma', 'a number from 0 to 5', (value) => value >= 0 && value <= 5) ?? 1
  const missing = numberFlag(given, 'missing', 'a share from 0 to below 1', (value) => value >= 0 && value < 1) ?? 0
  const seed = numberFlag(given, 'seed', 'a whole number', Number.isInteger) ?? 1
  const named = text(given, 'generator') ?? 'latent-path'
  const generator = GENERATORS.find((one): one is Generator => one === named)
  if (generator === undefined)
    throw new UsageProblem(`There is no generator ${named}; give one of ${GENERATORS.join(', ')}.`)
  const schedule = readSchedule(text(given, 'schedule') ?? 'pairs-28', days)

  const lines = ['id,day,headache,on']
  const truths: unknown[] = []
  for (let patient = 0; patient < patients; patient++) {
    const random = createRandom(seed, patient)
    const exposure = schedule(random)
    const recipe = { generator, days, exposure, effect: Math.log(oddsRatio), baseRatePer28: base, phi, sigma }
    const { outcome, chance, chanceWithout } = simulateDiary(recipe, random)
    let change = 0
    let used = 0
    for (let t = 0; t < days; t++) {
      const value = random.uniform() < missing ? '' : String(outcome[t])
      lines.push(`${patient + 1},${t + 1},${value},${exposure[t]}`)
      if (exposure[t] > 0) {
        change += 28 * (chance[t] - chanceWithout[t])
        used++
      }
    }
    truths.push({ id: String(patient + 1), effectDaysPer28: used > 0 ? change / used : 0 })
  }
  const truth = { generator, oddsRatio, base, phi, sigma, missing, seed, days, patients: truths }
  const truthFile = `${output.replace(/\.csv$/i, '')}.truth.json`
  try {
    await writeWhole(output, `${lines.join('\n')}\n`)
    await writeWhole(truthFile, `${JSON.stringify(truth, null, 1)}\n`)
  } catch (error) {
    process.stderr.write(`${output} cannot be written: ${writeFault(error)}.\n`)
    return EXIT.unusableFile
  }
  process.stdout.write(`${patients} diaries of ${days} days: ${output}\nTheir truth: ${truthFile}\n`)
  return EXIT.ok
}

function readSchedule(written: string, days: number): (random: Random) => Float64Array {
  const pairs = /^pairs-(\d+)$/.exec(written)
  if (pairs !== null && Number(pairs[1]) > 0) return (random) => pairedBlocksExposure(days, Number(pairs[1]), random)
  const single = /^one-switch(?:-(\d+))?$/.exec(written)
  if (single !== null) {
    // DAY counts from 1, like the day column; by default half of the days are before it
    const first = single[1] === undefined ? Math.floor(days / 2) : Number(single[1]) - 1
    return () => oneSwitchExposure(days, first)
  }
  throw new UsageProblem(`--schedule ${written} cannot be used; give one-switch, one-switch-DAY or pairs-LENGTH.`)
}
