// `npm run chaos`: fifty rounds of kill -9 of the server and of its database while people write, kept round by round, so that it can be broken off and go on.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startChaos, type Round } from './chaos/rounds.ts'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'npm run chaos --',
  words: `Rounds of kill -9 of the server and of its database while people write. Writes
docs/measurements/chaos.md. What was done is kept, and a run that was broken off goes on.`,
  flags: {
    rounds: { kind: 'count', meaning: 'rounds in all', otherwise: 50 },
    people: { kind: 'count', meaning: 'people who write at once', otherwise: 16 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
    again: { kind: 'switch', meaning: 'begins anew' },
  },
})
const wanted = values.rounds
const people = values.people
const place = fileURLToPath(new URL('../docs/measurements/', import.meta.url))
const record = join(place, 'chaos.json')
const same = `${people} people, seed ${values.seed}`
const kept =
  existsSync(record) && values.again !== true
    ? (JSON.parse(readFileSync(record, 'utf8')) as { run: string; rounds: Round[] })
    : null
const rounds: Round[] = kept?.run === same ? kept.rounds : []

const folder = mkdtempSync(join(tmpdir(), 'clearday-chaos-'))
chmodSync(folder, 0o755)
// each round has numbers of its own, so that a run that goes on draws what it would have drawn
let state = 0
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 4_294_967_296
}
const chaos = await startChaos(join(folder, 'data'), people, random)
let bad = false
try {
  while (rounds.length < wanted) {
    state = (values.seed * 7919 + rounds.length * 104_729) >>> 0
    random()
    const round = await chaos.round()
    rounds.push(round)
    const { killed, afterMs, acknowledged, lost, twice, differed, wrong, upAgainMs } = round
    console.log(
      `round ${rounds.length}: ${killed} killed after ${afterMs} ms, ${acknowledged} acknowledged, ${lost} lost, ${twice} twice, ${differed} differ, ${wrong} wrong, up again in ${upAgainMs} ms`,
    )
    keep()
  }
} finally {
  await chaos.end()
  rmSync(folder, { recursive: true, force: true })
}
bad = rounds.some(({ lost, twice, differed, wrong }) => lost + twice + differed + wrong > 0)
console.log(bad ? 'Something was lost, doubled or differs.' : 'Nothing was lost, nothing doubled, nothing differs.')
process.exitCode = bad ? 1 : 0

function keep(): void {
  mkdirSync(place, { recursive: true })
  writeFileSync(record, `${JSON.stringify({ run: same, rounds }, null, 1)}\n`)
  const total = (of: keyof Omit<Round, 'killed'>): number => rounds.reduce((sum, round) => sum + round[of], 0)
  const killed = (of: Round['killed']): number => rounds.filter((round) => round.killed === of).length
  const up = rounds.map(({ upAgainMs }) => upAgainMs).sort((a, b) => a - b)
  writeFileSync(
    join(place, 'chaos.md'),
    `# Killed while people write

\`npm run chaos\`, ${same}, ${cpus().length} cores, Node ${process.versions.node}. In each round people write until, after a drawn time, the
server, its database or both are ended by \`kill -9\`; then the server is started again, and everything that was acknowledged in all
rounds of the run is looked for.

| | |
| --- | ---: |
| rounds | ${rounds.length} |
| of these the server, the database, both | ${killed('server')}, ${killed('database')}, ${killed('both')} |
| operations acknowledged, in the longest run without a break | ${Math.max(...rounds.map(({ acknowledged }) => acknowledged))} |
| acknowledged and not there, or at another place | ${total('lost')} |
| there twice | ${total('twice')} |
| entries that differ from a rebuild | ${total('differed')} |
| told two places, or refused although right | ${total('wrong')} |
| up again: median, slowest | ${up[Math.floor(up.length / 2)]} ms, ${up.at(-1)} ms |
`,
  )
}
