// `node bench/visits.ts`: ten thousand operations on a clinic's calendar by many at once, with connections killed in between, held against what was said.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { flagsOf } from './runs/flags.ts'
import { playVisits, type Figures } from './visits/run.ts'

const { operations, seed } = flagsOf({
  call: 'node bench/visits.ts',
  words: `Books, moves, cancels, lets holds run out, plans courses and claims freed times, many at once,
while connections are killed. Writes docs/measurements/visits.md.`,
  flags: {
    operations: { kind: 'count', meaning: 'operations in all', otherwise: 10_000 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
  },
})

const figures = await playVisits(operations, seed, (line) => {
  console.log(line)
})
for (const line of figures.wrong.slice(0, 50)) console.log(`  ${line}`)
const page = written(figures)
console.log(page)
const place = fileURLToPath(new URL('../docs/measurements/', import.meta.url))
mkdirSync(place, { recursive: true })
writeFileSync(join(place, 'visits.md'), page)
process.exitCode = figures.wrong.length > 0 ? 1 : 0

function written(of: Figures): string {
  const { double, lost, ghosts, mistaken, killed, answersLost, brokenOff, probes, appointments, seconds } = of
  const lines = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .sort(([, one], [, other]) => other - one)
      .map(([name, count]) => `| ${name} | ${count} |`)
      .join('\n')
  return `# Many at once on one calendar

\`node bench/visits.ts --operations ${operations} --seed ${seed}\`, ${cpus().length} cores, Node ${process.versions.node}. Three practitioners, two rooms and twelve
people on five days; eight at once. Connections are killed while they work, answers are lost, and work is broken off before it is kept; whoever
got no answer asks again. Every 250 operations all stops: what stands is compared pair by pair without the database, every state in the history of
every appointment must have been asked for, everything acknowledged must stand there, and starts are tried whose answer is known beforehand.

| | |
| --- | ---: |
| operations | ${of.operations} |
| appointments, held ones too | ${appointments} |
| connections killed, answers lost, broken off | ${killed}, ${answersLost}, ${brokenOff} |
| somebody, a room or a seat twice | ${double} |
| acknowledged and lost | ${lost} |
| there, and never asked for | ${ghosts} |
| starts tried in quiet | ${probes} |
| of these, and of all answers, mistaken | ${mistaken} |
| operations a second | ${(of.operations / seconds).toFixed(0)} |

| operation | |
| --- | ---: |
${lines(of.byKind)}

| refused, as | |
| --- | ---: |
${lines(of.refusals)}
`
}
