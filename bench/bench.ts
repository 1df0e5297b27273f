// Time and memory of the engine, and ratios to other software in the same run: `npm run bench`.
//
//   node bench/bench.ts [--quick]
//
// The full form takes about a quarter of an hour on two cores and writes docs/measurements/bench.md; --quick leaves out long diaries, many
// patients and Stan, and only prints. Where R or one of its packages is missing, its comparison is skipped with a word.
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { answerSection } from './bench-answer.ts'
import { memorySection } from './bench-memory.ts'
import { benchPage, promisesTable, type Section } from './bench-page.ts'
import { patientsSection } from './bench-patients.ts'
import { referenceSection } from './bench-reference.ts'
import { softwareSection } from './bench-software.ts'
import { BENCH_SEED } from './bench-timing.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const { quick } = values

const load = loadavg()[0]
const opening = [
  `\`npm run bench${quick ? ' -- --quick' : ''}\`, ${new Date().toISOString().slice(0, 10)}, seed ${BENCH_SEED}, ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}.`,
  'Fastest of several runs; times are the machine’s, ratios are what to read.',
  load < 0.5
    ? 'The machine had nothing else to do.'
    : `About ${load.toFixed(1)} other programs wanted the cores before it began: an idle machine is faster.`,
].join(' ')
console.log(opening)

const sections: Section[] = []
// other software first, while the process is young and the machine cool
for (const measure of [softwareSection, referenceSection, answerSection, memorySection, patientsSection]) {
  const section = measure(quick)
  sections.push(section)
  console.log(`\n${section.lines.join('\n')}`)
}
console.log(`\n${promisesTable(sections.flatMap(({ promises }) => promises)).join('\n')}`)

if (!quick) {
  const folder = new URL('../docs/measurements/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL('bench.md', folder), benchPage(opening, sections))
}
