// `clearday serve`: the server of a clinic, for real use.
import {
  clinicParts,
  configure,
  explainSettings,
  isLoopback,
  networkAddresses,
  passphraseInFile,
  reachDatabase,
  readSettings,
  SET_UP_HOURS,
  startServer,
  writeTogether,
  type Configuration,
  type RunningServer,
} from '@clearday/server'
import { isSet, UsageProblem, type Command, type GivenArguments } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { mayUpgrade } from '../operations/before-upgrade.ts'
import { demonstrationRefused } from '../operations/demonstration-refused.ts'
import { OPERATIONS_EXIT_WORDS } from '../operations/with-database.ts'
import { printAside, printWords, shownLine } from '../shown-text.ts'
import { terminalStyle, wrapped } from '../terminal/wrapped.ts'

export const serve: Command = {
  name: 'serve',
  summary: 'runs the server of a clinic',
  help: `clearday serve [--network] [--settings] [--without-backup]

Runs the server until it is asked to end (Ctrl-C, SIGTERM): requests that run are finished first.
Without any settings it has a database of its own and is reached from this machine alone. The first
start makes an empty clinic and prints a link for its first administrator, once. The log goes to
the output, one JSON object a line, and says nothing of people; everything else goes to the error
stream.

  --network          for a local network: listens on all addresses of this machine, over HTTPS
                     with a certificate of its own making, of which each browser warns once
  --settings         lists every setting, which are all given in the environment, and ends; with
                     --json as JSON
  --without-backup   an upgrade may change the tables without a backup before

Example:
  npx clearday serve --settings

${OPERATIONS_EXIT_WORDS}`,
  options: {
    network: { type: 'boolean' },
    settings: { type: 'boolean' },
    json: { type: 'boolean' },
    'without-backup': { type: 'boolean' },
  },
  async run(given) {
    if (given.positionals.length > 0)
      throw new UsageProblem(`serve takes nothing; ${given.positionals.join(' ')} was given.`)
    if (isSet(given, 'settings')) return listSettings(isSet(given, 'json'))
    const configuration = servedConfiguration(given)
    if (typeof configuration === 'number') return configuration
    if (!(await upgradeAllowed(configuration, isSet(given, 'without-backup')))) return EXIT.unusableFile
    return serveUntilEnd(configuration)
  },
}

function listSettings(asJson: boolean): number {
  const settings = explainSettings()
  if (asJson) process.stdout.write(`${JSON.stringify(settings)}\n`)
  else {
    const { width } = terminalStyle({ ascii: false, plain: false })
    for (const { name, meaning, right, otherwise, secret } of settings) {
      const words = `${meaning} Give ${right}. Otherwise: ${otherwise}.`
      printWords(`${name}${secret ? ' (a secret)' : ''}\n${wrapped(words, width, '  ')}\n\n`)
    }
  }
  return EXIT.ok
}

/** The exit code where the environment cannot be used, which has then been said. */
function servedConfiguration(given: GivenArguments): Configuration | number {
  const network = isSet(given, 'network')
  const environment = network
    ? { CLEARDAY_HOST: '0.0.0.0', CLEARDAY_HTTPS: 'self-made', ...nonEmpty(process.env) }
    : process.env
  const read = readSettings(environment)
  if (read.type === 'error') {
    for (const { message } of read.faults) printAside(`${message}\n`)
    return EXIT.usage
  }
  const configured = configure(read.value)
  if (configured.type === 'ok') return configured.value
  printAside(`${configured.error.message}\n`)
  return EXIT.unusableFile
}

function nonEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''))
}

async function upgradeAllowed(configuration: Configuration, withoutBackup: boolean): Promise<boolean> {
  const reached = await reachDatabase(configuration, { beside: false })
  if (reached.type === 'error') {
    printAside(`${reached.error.message}\n`)
    return false
  }
  try {
    if (!(await mayUpgrade(reached.value.owner, configuration, withoutBackup, new Date().toISOString()))) return false
    const refused = await demonstrationRefused(reached.value.owner, configuration)
    if (refused !== null) printAside(`${refused}\n`)
    return refused === null
  } finally {
    await reached.value.leave()
  }
}

async function serveUntilEnd(configuration: Configuration): Promise<number> {
  let link = ''
  const started = await startServer(configuration, {
    clock: () => Date.now(),
    write: writeTogether((lines) => process.stdout.write(lines)),
    parts: async (database, log, origin) => {
      const parts = await clinicParts(configuration, database, log, origin, () => Date.now())
      link = parts.setUpToken ?? ''
      return parts
    },
  })
  if (started.type === 'error') {
    printAside(`${started.error.message}\n`)
    return EXIT.unusableFile
  }
  const server = started.value
  const end = (): void => void server.stop()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  sayWhere(configuration, server, link)
  if ((await server.ended) === 'stopped') return EXIT.ok
  printAside(
    'The database has ended while the server ran, so the server has ended too. What was acknowledged is stored.\n' +
      `Its last words are in postgresql.log of ${configuration.dataFolder}. Start again: clearday serve\n`,
  )
  return EXIT.unusableFile
}

/** Said at the start, because at night nobody reads what is wrong with a file. */
function mailLine({ mail: { smtpUrl, folder } }: Configuration): string {
  return smtpUrl === null
    ? `Nobody gets a mail: they lie as files in ${shownLine(folder)}. Set CLEARDAY_SMTP_URL to the address of a mail server.\n`
    : ''
}

function backupLine({ backups: { folder, passphraseFile, keep }, nightHour }: Configuration): string {
  if (passphraseFile === null)
    return 'No backup is made by itself: set CLEARDAY_BACKUP_PASSPHRASE_FILE, and one is written each night.\n'
  const read = passphraseInFile(passphraseFile)
  return read.type === 'ok'
    ? `A backup is written each night at ${String(nightHour).padStart(2, '0')}:17 UTC to ${shownLine(folder)}; the last ${keep} stay.\n`
    : `No backup can be written: ${shownLine(read.error.message)}\n`
}

function sayWhere(configuration: Configuration, { origin, port }: RunningServer, link: string): void {
  const { host, https, origin: given, dataFolder } = configuration
  printAside(`Clearday runs at ${origin}\n`)
  const everywhere = host === '0.0.0.0' || host === '::'
  if (everywhere && given === null)
    for (const address of networkAddresses())
      printAside(`  on this network: ${https.kind === 'off' ? 'http' : 'https'}://${address}:${port}\n`)
  printAside(`Everything that must be kept lies in ${dataFolder}\n`)
  printAside(mailLine(configuration))
  printAside(backupLine(configuration))
  if (https.kind === 'self-made')
    printAside(
      'The certificate is made by this server itself, so each browser warns of it once. Until a browser trusts it, it keeps no diary offline;\n' +
        'a certificate for a name (CLEARDAY_HTTPS=files, or a proxy) works everywhere.\n',
    )
  if (https.kind === 'off' && !isLoopback(host) && given?.startsWith('https:') !== true)
    printAside(
      'This is plain HTTP on a network: what people write can be read on the way. Browsers allow no diary offline, no passkeys and no\n' +
        'protected cookies there, so nobody can sign in from another machine. Use: clearday serve --network, or a proxy with HTTPS.\n',
    )
  if (link !== '')
    printAside(
      `\nThis clinic has no administrator yet. Open this link within ${SET_UP_HOURS} hours to become it; it is shown this once:\n  ${origin}/set-up#${link}\n\n`,
    )
}
