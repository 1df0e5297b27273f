// Time of everything that is counted from a diary, for one to twenty years of daily entries, and its ratio to a plain alternative.
//
//   node bench/diary-measures.ts [--seed 1] [--rounds 40]
//
// Prints the table and writes it to docs/measurements/diary-measures.md.
import { availableParallelism, cpus, loadavg } from 'node:os'
import { writeFileSync } from 'node:fs'
import { livedDays, matchPatterns, measureDiary, medicineUse, readDiary } from '@clearday/diary'
import { randomDiary } from '../packages/diary/fixtures/random-diary.ts'
import { filteredSpans, LEFT_OUT } from './diary/filtered-spans.ts'
import { growthExponent, growthWords } from './speed/timing.ts'
import { fastestRuns } from './diary/fastest-runs.ts'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'node bench/diary-measures.ts',
  words: `Time of everything that is counted from a diary of one to twenty years, and its ratio to a plain
alternative. Writes docs/measurements/diary-measures.md.`,
  flags: {
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
    rounds: { kind: 'count', meaning: 'runs of each, of which the fastest counts', otherwise: 40 },
  },
})
const seed = values.seed
const rounds = values.rounds

const YEARS = [1, 2.5, 5, 10, 20]
const AIM_MS = 10
const AIM_YEARS = 10

const WORKS = ['livedDays', 'measureDiary', 'medicineUse', 'matchPatterns', 'filter per span'] as const

const measured = YEARS.map((years) => {
  const days = Math.round(365.25 * years)
  const options = { days, firstDay: '2006-01-01', missing: 0.1, attackShare: 0.12, plain: true }
  const read = readDiary(randomDiary(seed, options))
  if (read.type === 'error') throw new Error(JSON.stringify(read.problems))
  const diary = read.value
  const lived = livedDays(diary)
  const works = [
    () => livedDays(diary),
    () => measureDiary(diary, lived),
    () => medicineUse(diary, lived),
    () => matchPatterns(diary, lived),
    () => filteredSpans(diary, lived),
  ]
  const times = fastestRuns(rounds, works)
  return { years, days, times, total: times.slice(0, 4).reduce((sum, one) => sum + one, 0) }
})

const ms = (time: number): string => (time < 10 ? time.toFixed(2) : time.toFixed(1))
const sizes = (cost: (one: (typeof measured)[number]) => number): { size: number; cost: number }[] =>
  measured.map((one) => ({ size: one.days, cost: cost(one) }))
const aimed = measured.find(({ years }) => years === AIM_YEARS)
if (aimed === undefined) throw new Error(`no diary of ${AIM_YEARS} years`)

const lines = [
  '# Everything that is counted from a diary',
  '',
  `\`node bench/diary-measures.ts --seed ${seed} --rounds ${rounds}\` on ${new Date().toISOString().slice(0, 10)}; ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}, about ${loadavg()[0].toFixed(1)} programs wanted the cores.`,
  'Milliseconds of the fastest run of each, after as many that warm up. A diary with an entry on nine days of ten, an attack on every',
  'eighth and a medicine on every fifth; in `livedDays` days, attacks and intakes are joined, in `measureDiary` all counts of all months, of all',
  '28 days and of the whole are made, in `medicineUse` limits, warnings and doses, in `matchPatterns` the patterns of ICHD-3.',
  '',
  `| years | days | ${WORKS.slice(0, 4).join(' | ')} | together | ${WORKS[4]} | its ratio to measureDiary |`,
  `|---|---|${'---|'.repeat(7)}`,
  ...measured.map(
    ({ years, days, times, total }) =>
      `| ${years} | ${days} | ${times.slice(0, 4).map(ms).join(' | ')} | **${ms(total)}** | ${ms(times[4])} | ${(times[4] / times[1]).toFixed(1)} |`,
  ),
  '',
  `Aim: at most ${AIM_MS} ms for ${AIM_YEARS} years. Measured: ${ms(aimed.total)} ms, ${aimed.total <= AIM_MS ? 'reached' : 'not reached'}.`,
  '',
  `Together: ${growthWords(sizes(({ total }) => total))}`,
  `By work: ${WORKS.map((name, k) => `${name} ${growthExponent(sizes(({ times }) => times[k])).toFixed(2)}`).join(', ')}.`,
  '',
  `“Filter per span” (\`bench/diary/filtered-spans.ts\`) makes the same counts of days by filtering the days of each span anew and asking each`,
  `day again; it leaves out ${LEFT_OUT.join(' and ')}, mean intensity and lost time. That the work of \`measureDiary\` is linear in the days is`,
  'asserted as a count of reads, without a clock, in `packages/diary/src/measures/span-measures.test.ts`.',
]
console.log(lines.join('\n'))
writeFileSync(new URL('../docs/measurements/diary-measures.md', import.meta.url), `${lines.join('\n')}\n`)
