// `npm run converge`: clinics of diaries whose devices say, lose, repeat and mistake everything, over a restore in the middle and to their erasure.
//
//   node bench/converge.ts [--clinics 12] [--diaries 20] [--seed 1]
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runClinic, type Run } from './converge/run.ts'
import { flagsOf } from './runs/flags.ts'

const {
  clinics,
  diaries,
  seed: first,
} = flagsOf({
  call: 'npm run converge --',
  words: `Plays devices of many diaries over a restore and to an erasure, and holds what the server says
against a second working-out.`,
  flags: {
    clinics: { kind: 'count', meaning: 'clinics, each with a server of its own', otherwise: 12 },
    diaries: { kind: 'count', meaning: 'diaries a clinic', otherwise: 20 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
  },
})
const TURNS = [40, 25, 25] as const

const runs: Run[] = []
for (let seed = first; seed < first + clinics; seed++) {
  const begun = performance.now()
  const run = await runClinic({ seed, diaries, turns: TURNS })
  runs.push(run)
  const { operations, batches, broughtBack, wrong } = run
  const seconds = ((performance.now() - begun) / 1000).toFixed(0)
  console.log(
    `clinic of seed ${seed}: ${operations} operations in ${batches} batches, ${broughtBack} brought back after the restore, ${wrong.length} wrong (${seconds} s)`,
  )
  for (const line of wrong) console.log(`  ${line}`)
  keep()
}
process.exitCode = runs.some(({ wrong }) => wrong.length > 0) ? 1 : 0

function keep(): void {
  const place = fileURLToPath(new URL('../docs/measurements/', import.meta.url))
  const total = (of: keyof Omit<Run, 'wrong'>): number => runs.reduce((sum, run) => sum + run[of], 0)
  mkdirSync(place, { recursive: true })
  writeFileSync(
    join(place, 'converge.md'),
    `# Devices that take turns

\`npm run converge -- --clinics ${clinics} --diaries ${diaries} --seed ${first}\`, ${cpus().length} cores, Node ${process.versions.node}. Each diary has two to five
devices of its patient, of a proxy, of a practitioner, with clocks up to a year off, some of them set while it goes on. They speak
with a real server over HTTP in ${TURNS.join(', ')} turns: before a backup, after it, and after the server was restored from it. A turn
says something, sends, pulls, loses what was sent or what was answered, sends the same twice at once, lets a copy arrive long after, or holds one
transaction open while others pull and write. Then everybody hears everything; then the patient has the diary erased.

Each answer, the log, the entries, a rebuild of them and what each device shows are held against a second working-out that shares no code
with the store. Beside it: what was acknowledged is there, what was known before the restore wins in the same order after it, and no value stands that somebody
had seen when they said another.

| | |
| --- | ---: |
| diaries, devices | ${total('diaries')}, ${total('devices')} |
| operations said | ${total('operations')} |
| batches answered | ${total('batches')} |
| lost on the way, there or back | ${total('lost')} |
| sent twice at once | ${total('twice')} |
| transactions held open | ${total('held')} |
| operations refused, each with its reason as expected | ${total('refused')} |
| acknowledged, not in the backup, and brought back by devices | ${total('broughtBack')} |
| of those, offered by another account than had said it, and still by who said it | ${total('forOthers')} |
| diaries of which anything was wrong | ${runs.flatMap(({ wrong }) => wrong).length} |
`,
  )
}
