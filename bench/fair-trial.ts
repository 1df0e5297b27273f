// Measures the fair trial as the diary reads it: how often a useless treatment is called helping, by looks on the way and by one look at the end, and whether what is said to come anyway comes.
//
//   node bench/fair-trial.ts [--patients 1000] [--spells 300] [--seed 1]
//
// Prints the tables and writes them to docs/measurements/fair-trial.md.
import { writeFileSync } from 'node:fs'
import { blocksOf, lastDayOf, readTrial } from '@clearday/care'
import { addDays, type Trial } from '@clearday/diary'
import {
  carriedOver,
  comingAnyway,
  createRandom,
  drawOrders,
  drawRhythms,
  GENERATORS,
  simulateBadSpell,
  simulateDiary,
  type Generator,
  type Random,
} from '@clearday/inference'
import { wilsonBound } from './calibration/table.ts'
import { flagsOf } from './runs/flags.ts'

const { patients, spells, seed } = flagsOf({
  call: 'node bench/fair-trial.ts',
  words: `Measures the fair trial as the diary reads it: how often a useless treatment is called helping, and
whether what is said to come anyway comes. Writes docs/measurements/fair-trial.md.`,
  flags: {
    patients: { kind: 'count', meaning: 'synthetic patients a line', otherwise: 1000 },
    spells: { kind: 'count', meaning: 'synthetic patients after a bad spell', otherwise: 300 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
  },
})
const FIRST = '2026-01-01'
const BLOCK_DAYS = 14
const PAIRS = 12
const HALF_LIFE = 2
const MISSING = 0.1
const NOT_KEPT = 1 / 6
const started = performance.now()

const lines = [
  '# The fair trial of the diary',
  '',
  `Written by \`node bench/fair-trial.ts --patients ${patients} --spells ${spells}\` (seed ${seed}) on ${new Date().toISOString().slice(0, 10)}.`,
  `${patients} synthetic patients a line: ${PAIRS} pairs of ${BLOCK_DAYS}-day blocks, of which the first 4 days are not compared, 12 headache days in 28 without`,
  `treatment, an effect that comes and goes by half in ${HALF_LIFE} days, ${100 * MISSING} % of the days missing. “Not kept”: in one of six blocks the other side was lived`,
  'instead, and said so; it counts as it was drawn. Read by the function that the diary reads with. The bound is the upper end of a one-sided 95 % interval.',
  '',
  '| generator | odds ratio | blocks | looked at after each pair: ever helping | bound | at most | one look at the end: helping | bound | at most |',
  '|---|---|---|---|---|---|---|---|---|',
]
let broken = 0
for (const generator of GENERATORS)
  for (const oddsRatio of [1, 0.5])
    for (const notKept of generator === 'latent-path' ? [0, NOT_KEPT] : [0]) {
      const { looks, once } = judge(generator, oddsRatio, notKept)
      const limit = oddsRatio === 1 ? '5.0 %' : '–'
      // with so many patients more than this is no accident
      if (oddsRatio === 1)
        broken += [looks, once].filter((count) => count > 0.05 * patients + 2 * Math.sqrt(0.0475 * patients)).length
      lines.push(
        `| ${generator} | ${oddsRatio} | ${notKept > 0 ? 'not kept' : 'as drawn'} | ${figures(looks)} | ${limit} | ${figures(once)} | ${limit} |`,
      )
      console.log(lines.at(-1))
    }
lines.push(
  '',
  broken === 0
    ? 'No line of a useless treatment lies above 5 % by more than two standard errors.'
    : `**${broken} figures of a useless treatment lie above 5 % by more than two standard errors.**`,
  '',
  '## What comes anyway after a bad spell',
  '',
  'A useless treatment is begun when the last 28 days had at least 6 headache days more than usual. The diary before it holds 26 weeks. What the planner',
  'tells of the next 28 days, and what came:',
  '',
  '| usual | the spell | told | came | told less came | came within the told 80 % | start right then would have looked like |',
  '|---|---|---|---|---|---|---|',
)
for (const rate of [8, 12, 16]) lines.push(spellLine(rate))
lines.push('', `Time: ${((performance.now() - started) / 1000).toFixed(0)} s.`)
writeFileSync(new URL('../docs/measurements/fair-trial.md', import.meta.url), `${lines.join('\n')}\n`)
console.log(lines.slice(-8).join('\n'))
process.exitCode = broken === 0 ? 0 : 1

function judge(generator: Generator, oddsRatio: number, notKept: number): { looks: number; once: number } {
  const found = { looks: 0, once: 0 }
  for (let patient = 0; patient < patients; patient++) {
    const random = createRandom(seed, patient)
    const trial = drawnTrial(random, notKept)
    const { outcome } = simulateDiary(
      {
        ...{ generator, days: 2 * BLOCK_DAYS * PAIRS, exposure: livedExposure(trial), effect: Math.log(oddsRatio) },
        ...{ baseRatePer28: 12, phi: 0.87, sigma: 1 },
      },
      random,
    )
    const known = outcome.map((day) => (random.uniform() < MISSING ? Number.NaN : day))
    const today = addDays(lastDayOf(trial), 1)
    const helps = (looks: Trial['looks']): boolean =>
      readTrial({ ...trial, looks }, known, FIRST, today).read?.verdict === 'helping'
    if (helps('after-each-pair')) found.looks++
    if (helps('once-at-the-end')) found.once++
  }
  return found
}

function drawnTrial(random: Random, notKept: number): Trial {
  const lot = random.integer(2 ** 32)
  const trial: Trial = {
    ...{ id: 't', treatment: 'x', startsOn: FIRST, blockDays: BLOCK_DAYS, washoutDays: 4, seed: lot },
    ...{ withFirst: drawOrders(lot, PAIRS), looks: 'after-each-pair' },
  }
  const blocks = blocksOf(trial)
    .filter(() => random.uniform() < notKept)
    .map(({ block, lastDay }) => ({ block, kept: 'not-kept' as const, saidOn: lastDay }))
  return { ...trial, blocks }
}

/** The effect that is there on each day, of what was lived and not of what was drawn. */
function livedExposure(trial: Trial): Float64Array {
  const exposure = new Float64Array(2 * BLOCK_DAYS * PAIRS)
  for (const { block, on, kept } of blocksOf(trial))
    if (on !== (kept === 'not-kept')) exposure.fill(1, (block - 1) * BLOCK_DAYS, block * BLOCK_DAYS)
  return carriedOver(exposure, HALF_LIFE)
}

function spellLine(rate: number): string {
  const sums = { spell: 0, told: 0, came: 0, within: 0, judged: 0 }
  for (let patient = 0; patient < spells; patient++) {
    const { outcome } = simulateBadSpell(
      { baselineDays: 182, followDays: 28, baseRatePer28: rate, phi: 0.87, sigma: 1, extraDays: 6 },
      createRandom(seed, 10_000 + patient),
    )
    const before = outcome.slice(0, 182)
    const rhythms = drawRhythms(before, [], 20, 1)
    const anyway = rhythms.type === 'ok' ? comingAnyway(before, rhythms.value, 1) : rhythms
    if (anyway.type !== 'ok') continue
    const came = outcome.slice(182).reduce((sum, day) => sum + day, 0)
    const { lastPer28, nextPer28, nextLow, nextHigh } = anyway.value
    sums.judged++
    sums.spell += lastPer28
    sums.told += nextPer28
    sums.came += came
    if (nextLow <= came && came <= nextHigh) sums.within++
  }
  const mean = (sum: number): number => sum / sums.judged
  const [spell, told, came] = [sums.spell, sums.told, sums.came].map(mean)
  const fewer = `${(spell - came).toFixed(1)} days fewer`
  return `| ${rate} | ${spell.toFixed(1)} | ${told.toFixed(1)} | ${came.toFixed(1)} | ${(told - came).toFixed(1)} | ${(100 * mean(sums.within)).toFixed(0)} % | ${fewer} |`
}

function figures(count: number): string {
  return `${((100 * count) / patients).toFixed(1)} % | ${(100 * wilsonBound(count, patients, 1)).toFixed(1)} %`
}
