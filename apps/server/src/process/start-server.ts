// The running server: the database, then the door, and an end in the opposite order in which nothing that was acknowledged is lost.
import { readFileSync } from 'node:fs'
import type { Store } from '@clearday/store'
import { adoptionMount } from '../api/adoption.ts'
import { diariesMount } from '../api/diaries.ts'
import { remindersMount } from '../api/reminders.ts'
import { attachmentsMount } from '../api/attachments.ts'
import { shareMount } from '../api/share-link.ts'
import { syncMount } from '../api/sync.ts'
import { doctorPageMount } from '../api/doctor-page.ts'
import { doctorPages } from '../doctor/doctor-pages.ts'
import { wholePages } from '../doctor/whole-pages.ts'
import type { SessionOf } from '../api/session.ts'
import type { BackupState } from '../backup/backup-watch.ts'
import type { Configuration } from '../config/configuration.ts'
import { isLoopback } from '../config/read-settings.ts'
import { databaseAway } from '../health/database-away.ts'
import { healthMount } from '../health/health.ts'
import { metricsMount, openMetrics } from '../health/metrics.ts'
import { selfMadeCertificate } from '../first-run/self-made-certificate.ts'
import { listen, type Door } from '../http/listen.ts'
import type { Mount } from '../http/mount.ts'
import { openLog, type Log } from '../logs/log.ts'
import { openDatabase, type DatabaseOpened, type Reached } from './database.ts'
import { statusPage } from './status-page.ts'
import { serverKey } from '../reminders/server-key.ts'

/** Parts of the server that others bring: accounts, the web app, jobs. */
export interface ServerParts {
  readonly sessionOf: SessionOf
  /** Asked in order after health, metrics and the API, and before the status page. */
  readonly mounts: readonly Mount[]
  /** For the figures and for who asks whether the server is ready. */
  readonly backups?: () => Promise<BackupState>
  /** Ended before the database. */
  readonly stop: () => Promise<void>
}

export interface ServerEnvironment {
  /** ms since 1970. */
  readonly clock: () => number
  /** Takes lines of the log. */
  readonly write: (line: string) => void
  /** Makes the other parts once the database and the address are there; without them nobody can sign in. */
  readonly parts?: (database: DatabaseOpened, log: Log, origin: string) => Promise<ServerParts>
}

export interface RunningServer {
  readonly origin: string
  readonly port: number
  readonly store: Store
  readonly database: DatabaseOpened
  readonly log: Log
  /** Requests that run are finished, for as long as the configuration allows. Called twice, it is one end. */
  readonly stop: () => Promise<void>
  /** Settles when the server has ended, with why. */
  readonly ended: Promise<'stopped' | 'database-lost'>
}

const NO_BACKUPS: BackupState = { state: 'off', lastGood: null }
const NO_PARTS: ServerParts = {
  sessionOf: () => Promise.resolve(null),
  mounts: [],
  stop: () => Promise.resolve(),
}

/** Errors: those of the database and of the port, each with words that say what to do. */
export async function startServer(
  configuration: Configuration,
  { clock, write, parts: makeParts }: ServerEnvironment,
): Promise<Reached<RunningServer>> {
  const log = openLog(configuration.logLevel, clock, write)
  const tls = await tlsOf(configuration, clock)
  if (tls.type === 'error') return tls
  const opened = await openDatabase(configuration, { beside: false })
  if (opened.type === 'error') return opened
  const database = opened.value
  const { store } = database
  let parts = NO_PARTS
  try {
    const metrics = openMetrics()
    const doctor = doctorPages()
    metrics.databaseUp(true)
    let ending = false
    const listened = await listen({
      mounts: async (origin) => {
        if (makeParts !== undefined) parts = await makeParts(database, log, origin)
        const { backups = () => Promise.resolve(NO_BACKUPS) } = parts
        metrics.backups(async () => (await backups()).lastGood, clock)
        return [
          healthMount(
            store.app,
            metrics.databaseUp,
            () => ending,
            async () => (await backups()).state,
          ),
          metricsMount(metrics, configuration.metricsToken),
          diariesMount({ store, sessionOf: parts.sessionOf }),
          syncMount({ store, sessionOf: parts.sessionOf, clock, counted: metrics.operations }),
          attachmentsMount({ store, sessionOf: parts.sessionOf, clock }),
          adoptionMount({ store, sessionOf: parts.sessionOf, clock }),
          remindersMount({
            ...{ store, sessionOf: parts.sessionOf, clock },
            publicKey: serverKey(configuration.secret).publicKey,
          }),
          doctorPageMount({ store, sessionOf: parts.sessionOf, clock, make: wholePages(store.app, doctor, clock) }),
          shareMount({ store, clock, make: doctor }),
          ...parts.mounts,
          statusPage(),
        ]
      },
      host: configuration.host,
      port: configuration.port,
      nextPorts: configuration.nextPorts,
      origin: configuration.origin,
      trustedProxies: configuration.trustedProxies,
      tls: tls.value,
      log,
      answered: metrics.answered,
      knownFault: databaseAway,
    })
    if (listened.type === 'error') {
      await leave(parts, database)
      return listened
    }
    const { origin, port, close } = listened.value
    log.info('listening', { address: origin, ...(store.applied.length > 0 && { migrations: store.applied }) })
    const whyEnded = Promise.withResolvers<'stopped' | 'database-lost'>()
    let stopping: Promise<void> | null = null
    const end = async (why: 'stopped' | 'database-lost'): Promise<void> => {
      ending = true
      await close(why === 'stopped' ? configuration.shutdownSeconds * 1000 : 500)
      await leave(parts, database)
      log.info('ended')
      whyEnded.resolve(why)
    }
    void database.lost.then(() => {
      if (stopping !== null) return
      log.error('database-lost')
      stopping = end('database-lost')
    })
    return {
      type: 'ok',
      value: {
        origin,
        port,
        store,
        database,
        log,
        stop: () => (stopping ??= end('stopped')),
        ended: whyEnded.promise,
      },
    }
  } catch (error) {
    await leave(parts, database)
    throw error
  }
}

async function leave(parts: ServerParts, database: DatabaseOpened): Promise<void> {
  await parts.stop()
  await database.store.close()
  await database.leave()
}

async function tlsOf({ https, dataFolder, host }: Configuration, clock: () => number): Promise<Reached<Door['tls']>> {
  if (https.kind === 'off') return { type: 'ok', value: null }
  if (https.kind === 'self-made') {
    const { cert, key } = await selfMadeCertificate(dataFolder, host, clock())
    return { type: 'ok', value: { cert, key, lasting: false } }
  }
  const paths = { cert: https.certificate, key: https.key }
  const read: Record<string, string> = {}
  for (const [name, path] of Object.entries(paths)) {
    try {
      read[name] = readFileSync(path, 'utf8')
    } catch (error) {
      const message = `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). It is named by CLEARDAY_HTTPS_${name === 'cert' ? 'CERTIFICATE' : 'KEY'}.`
      return { type: 'error', error: { code: 'no-certificate', message } }
    }
  }
  return { type: 'ok', value: { cert: read.cert, key: read.key, lasting: !isLoopback(host) } }
}
