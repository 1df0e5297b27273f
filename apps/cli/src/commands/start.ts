// `clearday start`, and so `npm start`: the real server on this machine, with a demonstration clinic that is made the first time.
import { clinicParts, startServer, writeTogether, type Configuration } from '@clearday/server'
import { numberFlag, seedFlag, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { accountLines } from '../demonstration/account-lines.ts'
import { readAccountFile } from '../demonstration/account-file.ts'
import { demonstrationConfiguration } from '../demonstration/demonstration-configuration.ts'
import { fillDemonstration } from '../demonstration/fill-demonstration.ts'
import { EXIT } from '../exit-codes.ts'
import { OPERATIONS_EXIT_WORDS } from '../operations/with-database.ts'
import { printAside, printWords } from '../shown-text.ts'

/** Of the people that are there; the names and numbers of the whole clinic. */
const ALL_PATIENTS = 40
const SEED = 2026

export const start: Command = {
  name: 'start',
  summary: 'the server with a demonstration clinic, on this machine alone',
  help: `clearday start [--patients N] [--seed N] [--days N]

Starts the real server with a clinic whose people are all invented: three locations, staff of seven
professions, and 40 patients with a year to three of diary each. The first start makes it, with
random passwords; later ones show them again. It runs until it is asked to end (Ctrl-C), is reached
from this machine alone, and has a database and a folder of its own (demo-data, or CLEARDAY_DATA).
For a clinic of real people: clearday serve

  --patients N   only so many patients, 1 to ${ALL_PATIENTS}
  --seed N       other diaries of the same people; whole number
  --days N       diaries of so many days at most, from 28 on

All three count when the clinic is made; clearday demo --remove takes it away.

Example:
  npx clearday start --patients 3

${OPERATIONS_EXIT_WORDS}`,
  options: { patients: { type: 'string' }, seed: { type: 'string' }, days: { type: 'string' } },
  async run(given) {
    if (given.positionals.length > 0)
      throw new UsageProblem(`start takes nothing; ${given.positionals.join(' ')} was given.`)
    const wanted = wantedOf(given)
    const configured = demonstrationConfiguration(process.env)
    if (configured.type === 'error') {
      for (const message of configured.messages) printAside(`${message}\n`)
      return configured.code === 'settings' ? EXIT.usage : EXIT.unusableFile
    }
    const open = await fillDemonstration(configured.value, wanted, () => Date.now())
    return typeof open === 'number' ? open : serveUntilEnd(configured.value, open)
  },
}

function wantedOf(given: GivenArguments): { seed: number; patients: number; mostDays: number | null } {
  const whole =
    (least: number, most: number) =>
    (value: number): boolean =>
      Number.isInteger(value) && value >= least && value <= most
  return {
    seed: seedFlag(given) ?? SEED,
    patients:
      numberFlag(given, 'patients', `a whole number from 1 to ${ALL_PATIENTS}`, whole(1, ALL_PATIENTS)) ?? ALL_PATIENTS,
    mostDays: numberFlag(given, 'days', 'a whole number from 28 on', whole(28, 100_000)) ?? null,
  }
}

async function serveUntilEnd(configuration: Configuration, open: ReadonlySet<string>): Promise<number> {
  const clock = (): number => Date.now()
  const started = await startServer(configuration, {
    clock,
    write: writeTogether((lines) => process.stdout.write(lines)),
    parts: (database, log, origin) => clinicParts(configuration, database, log, origin, clock),
  })
  if (started.type === 'error') {
    printAside(`${started.error.message}\n`)
    return EXIT.unusableFile
  }
  const server = started.value
  const end = (): void => void server.stop()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  sayWhere(configuration.dataFolder, server.origin, open)
  if ((await server.ended) === 'stopped') return EXIT.ok
  printAside('The database has ended while the server ran, so the server has ended too. Start again: npm start\n')
  return EXIT.unusableFile
}

function sayWhere(folder: string, origin: string, open: ReadonlySet<string>): void {
  const file = readAccountFile(folder)
  const accounts =
    file === null
      ? 'The file with the passwords is gone. Start over: npx clearday demo --remove, then npm start'
      : `Sign in as one of these, each with a random password of its own:\n${accountLines(file, folder, { all: false, origin, open })}`
  printWords(`
Clearday runs at ${origin}
It is a demonstration: everybody in it is invented, and it is reached from this machine alone.

${accounts}

Everything of it lies in ${folder}; npx clearday demo --remove takes it away. Ctrl-C ends it.
`)
}
