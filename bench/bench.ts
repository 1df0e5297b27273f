// Time and memory of the engine, and ratios to other software in the same run: `npm run bench`.
//
//   node bench/bench.ts [--quick] [--only software|posterior|answer|memory|patients]
//
// The full form takes about a quarter of an hour on two cores and writes docs/measurements/bench.md; --quick leaves out long diaries, many
// patients and Stan, and only prints; --only measures one section anew and keeps the others as they are in docs/measurements/bench.json.
// Where R or one of its packages is missing, its comparison is skipped with a word.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { answerSection } from './speed/answer.ts'
import { memorySection } from './speed/memory.ts'
import { benchPage, promisesTable, type MeasuredSection } from './speed/page.ts'
import { patientsSection } from './speed/patients.ts'
import { referenceSection } from './speed/reference.ts'
import { softwareSection } from './speed/software.ts'
import { BENCH_SEED } from './speed/timing.ts'
import { writeWhole } from './runs/run-on-workers.ts'
import { flagsOf } from './runs/flags.ts'

// other software first, while the process is young and the machine cool
const SECTIONS = {
  software: softwareSection,
  posterior: referenceSection,
  answer: answerSection,
  memory: memorySection,
  patients: patientsSection,
} as const
const names = Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]

const values = flagsOf({
  call: 'npm run bench --',
  words: `Time and memory of the engine, and ratios to other software in the same run. Writes
docs/measurements/bench.md, except with --quick.`,
  flags: {
    quick: { kind: 'switch', meaning: 'leaves out long diaries, many patients and Stan, and only prints' },
    only: { kind: 'text', meaning: 'one section; the others stay as they were', among: names },
  },
})
const { quick, only } = values
const chosen = names.filter((name) => only === undefined || name === only)

const folder = new URL('../docs/measurements/', import.meta.url)
const savedFile = new URL('bench.json', folder)
const saved: Partial<Record<keyof typeof SECTIONS, MeasuredSection>> =
  !quick && existsSync(savedFile)
    ? (JSON.parse(readFileSync(savedFile, 'utf8')) as Partial<Record<keyof typeof SECTIONS, MeasuredSection>>)
    : {}

const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}`
const opening = `\`npm run bench${quick ? ' -- --quick' : ''}\`, seed ${BENCH_SEED}, ${machine}. Fastest of several runs; times are the machine’s, ratios are what to read.`
console.log(opening)

for (const name of chosen) {
  const load = loadavg()[0]
  const section = SECTIONS[name](quick)
  const measuredOn = `${new Date().toISOString().slice(0, 10)}, ${load < 0.5 ? 'the machine had nothing else to do' : `about ${load.toFixed(1)} other programs wanted the cores before it began`}.`
  saved[name] = { ...section, measuredOn }
  console.log(`\n${section.lines.join('\n')}\n\n${measuredOn}`)
}
const sections = names.flatMap((name) => saved[name] ?? [])
console.log(`\n${promisesTable(sections.flatMap(({ promises }) => promises)).join('\n')}`)

if (!quick) {
  mkdirSync(folder, { recursive: true })
  writeWhole(savedFile, `${JSON.stringify(saved, null, 1)}\n`)
  writeWhole(new URL('bench.md', folder), benchPage(opening, sections))
}
