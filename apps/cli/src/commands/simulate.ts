// `clearday simulate`: synthetic diaries with known truth.
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  chanceAbove,
  createRandom,
  drawSeverity,
  GENERATORS,
  GRADE_CUTS,
  oneSwitchExposure,
  pairedBlocksExposure,
  SCORE_CUTS,
  simulateDiary,
  type Generator,
  type Random,
} from '@clearday/inference'
import { isSet, numberFlag, seedFlag, text, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { EXIT, EXIT_WORDS } from '../exit-codes.ts'
import { interruption, STOPPED_EMPTY } from '../interruption.ts'
import { checkPlaces } from '../output-places.ts'
import { finished, partialName, writeFault, writeWhole } from '../partial-files.ts'
import { printAside, printWords, shownLine } from '../shown-text.ts'
import { wrapped } from '../terminal/wrapped.ts'

export const simulate: Command = {
  name: 'simulate',
  summary: 'write synthetic diaries with known truth',
  help: `clearday simulate -o FILE.csv [flags]

Writes diaries with the columns id,day,headache,on, and the truth beside them in FILE.truth.json.

  -o, --output FILE         where the diaries go; a folder that is not there yet is made
  --patients N              default 20
  --days N                  default 364
  --outcome KIND            yes-no, grades (0 none to 3 severe) or score (0 to 10); default yes-no
  --generator NAME          ${wrapped(GENERATORS.join(', '), 100, ''.padEnd(28)).trimStart()}
  --effect OR               true odds ratio at full use (default 1: no effect), also of every worse
                            grade or score
  --schedule one-switch|one-switch-DAY|pairs-LENGTH   default pairs-28
  --base DAYS               headache days in 28 without treatment (default 10)
  --phi P · --sigma S       the path (default 0.87 and 1)
  --missing SHARE           days left out at random (default 0)
  --seed N                  default 1
  --json                    says what was written as JSON

Example:
  npx clearday simulate --patients 5 --effect 0.5 --seed 7 -o reports/diaries.csv

${EXIT_WORDS}`,
  options: {
    output: { type: 'string', short: 'o' },
    patients: { type: 'string' },
    days: { type: 'string' },
    outcome: { type: 'string' },
    generator: { type: 'string' },
    effect: { type: 'string' },
    schedule: { type: 'string' },
    base: { type: 'string' },
    phi: { type: 'string' },
    sigma: { type: 'string' },
    missing: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
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
  const seed = seedFlag(given) ?? 1
  const generator = readGenerator(text(given, 'generator') ?? 'latent-path')
  const kind = readOutcome(text(given, 'outcome') ?? 'yes-no')
  const cuts = OUTCOME_CUTS[kind]
  const schedule = readSchedule(text(given, 'schedule') ?? 'pairs-28', days)

  const truths: unknown[] = []
  function* diaries(): Iterable<string> {
    yield 'id,day,headache,on\n'
    for (let patient = 0; patient < patients; patient++) {
      const random = createRandom(seed, patient)
      const exposure = schedule(random)
      const recipe = { generator, days, exposure, effect: Math.log(oddsRatio), baseRatePer28: base, phi, sigma }
      const diary = simulateDiary(recipe, random)
      const { chance, chanceWithout } = diary
      const outcome = kind === 'yes-no' ? diary.outcome : drawSeverity(diary, cuts, random)
      let lines = ''
      // at the first cut a change in headache days, at all of them together the change of the score
      const changes = cuts.map(() => 0)
      let used = 0
      for (let t = 0; t < days; t++) {
        const value = random.uniform() < missing ? '' : String(outcome[t])
        lines += `${patient + 1},${t + 1},${value},${exposure[t]}\n`
        if (exposure[t] > 0) {
          for (const [k, cut] of cuts.entries())
            changes[k] += chanceAbove(chance[t], cut) - chanceAbove(chanceWithout[t], cut)
          used++
        }
      }
      const per28 = (k: number): number => (used > 0 ? (28 * changes[k]) / used : 0)
      truths.push({
        id: String(patient + 1),
        effectDaysPer28: per28(0),
        ...(kind === 'grades' ? { moderateOrSevereDaysPer28: per28(1) } : {}),
        ...(kind === 'score' ? { scoreChange: changes.reduce((sum, _, k) => sum + per28(k) / 28, 0) } : {}),
      })
      yield lines
    }
  }
  const truthFile = `${output.replace(/\.csv$/i, '')}.truth.json`
  await checkPlaces(
    [],
    [
      { what: '--output', path: output },
      { what: 'the truth', path: truthFile },
    ],
  )
  const stop = interruption()
  try {
    await makeFolder(dirname(output))
    if (!(await writePieces(output, diaries(), stop.signal))) {
      printAside(STOPPED_EMPTY)
      return EXIT.interrupted
    }
    const truth = { generator, outcome: kind, oddsRatio, base, phi, sigma, missing, seed, days, patients: truths }
    await writeWhole(truthFile, `${JSON.stringify(truth, null, 1)}\n`)
  } catch (error) {
    printAside(`${shownLine(output)} cannot be written: ${writeFault(error)}.\n`)
    return EXIT.unusableFile
  } finally {
    stop.release()
  }
  if (isSet(given, 'json'))
    process.stdout.write(`${JSON.stringify({ diaries: output, truth: truthFile, patients, days, seed })}\n`)
  else printWords(`${patients} diaries of ${days} days: ${shownLine(output)}\nTheir truth: ${shownLine(truthFile)}\n`)
  return EXIT.ok
}

/** Makes one folder where it is missing; not a whole path of them, which is rather a slip of the pen. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/**
 * Writes a file piece by piece, so that any number of diaries fits into memory; it takes its name when it is whole.
 *
 * @returns false where the signal came first: then there is no file.
 */
async function writePieces(path: string, pieces: Iterable<string>, signal: AbortSignal): Promise<boolean> {
  const partial = partialName(path)
  const file = await open(partial, 'w')
  try {
    for (const piece of pieces) {
      if (signal.aborted) break
      await file.appendFile(piece)
    }
  } finally {
    await file.close()
  }
  if (signal.aborted) return false
  await rename(partial, path)
  finished(partial)
  return true
}

/** Cuts on the log-odds scale, the headache day first. */
const OUTCOME_CUTS = { 'yes-no': [0], grades: GRADE_CUTS, score: SCORE_CUTS } as const

function readOutcome(named: string): keyof typeof OUTCOME_CUTS {
  if (named === 'yes-no' || named === 'grades' || named === 'score') return named
  throw new UsageProblem(`--outcome ${named} cannot be used; give yes-no, grades or score.`)
}

function readGenerator(named: string): Generator {
  const generator = GENERATORS.find((one): one is Generator => one === named)
  if (generator === undefined)
    throw new UsageProblem(`There is no generator ${named}; give one of ${GENERATORS.join(', ')}.`)
  return generator
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
