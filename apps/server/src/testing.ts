// A real server on a real database for tests: people sign in by a header that says who they are, and everything else is as in life.
import { randomUUID } from 'node:crypto'
import { keepKnownNames } from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'
import { adoptionMount } from './api/adoption.ts'
import { attachmentsMount } from './api/attachments.ts'
import { diariesMount } from './api/diaries.ts'
import { remindersMount } from './api/reminders.ts'
import type { SessionOf } from './api/session.ts'
import { shareMount } from './api/share-link.ts'
import { syncMount } from './api/sync.ts'
import { doctorPageMount } from './api/doctor-page.ts'
import { doctorPages } from './doctor/doctor-pages.ts'
import { wholePages } from './doctor/whole-pages.ts'
import { databaseAway } from './health/database-away.ts'
import { healthMount } from './health/health.ts'
import { metricsMount, openMetrics } from './health/metrics.ts'
import { listen, type Listening } from './http/listen.ts'
import type { Mount } from './http/mount.ts'
import { openLog } from './logs/log.ts'
import type { DoorSettings } from './outgoing/outgoing-request.ts'
import { KNOWN_NAMES } from './process/known-names.ts'
import { statusPage } from './process/status-page.ts'
import { serverKey } from './reminders/server-key.ts'

export interface TestServer {
  readonly store: TestStore
  readonly origin: string
  readonly port: number
  /** Everything that was logged, line by line. */
  readonly logged: readonly string[]
  /** Sessions that are valid, by the word that is sent; a test takes one out to end it. */
  readonly sessions: Map<string, string>
  /** An account that is signed in. */
  readonly newAccount: (role?: string) => Promise<{ readonly account: string; readonly session: string }>
  /** A patient with an account of their own. */
  readonly newPatient: () => Promise<{ readonly patient: string; readonly account: string; readonly session: string }>
  readonly end: () => Promise<void>
}

export const METRICS_TOKEN = 'a token of the tests, long enough'

/** Of the installation that a test is. */
export const TEST_SECRET = 'a secret of the tests, long enough for one'

/** @param given a database that is there already; it ends with the server. A new one if absent. @param door for the addresses of devices. */
export async function startTestServer(
  clock: () => number,
  further: readonly Mount[] = [],
  given?: TestStore,
  door?: DoorSettings,
): Promise<TestServer> {
  const store = given ?? (await startTestStore())
  await keepKnownNames(store.owner, KNOWN_NAMES)
  const logged: string[] = []
  const sessions = new Map<string, string>()
  const sessionOf: SessionOf = (request) => {
    const account = sessions.get(request.headers.get('x-test-session') ?? '')
    return Promise.resolve(account === undefined ? null : { account })
  }
  const metrics = openMetrics()
  const doctor = doctorPages()
  const listened = await listen({
    mounts: () =>
      Promise.resolve([
        healthMount(store.app, metrics.databaseUp, () => false),
        metricsMount(metrics, METRICS_TOKEN),
        diariesMount({ store, sessionOf }),
        syncMount({ store, sessionOf, clock, counted: metrics.operations }),
        attachmentsMount({ store, sessionOf, clock }),
        adoptionMount({ store, sessionOf, clock }),
        remindersMount({
          ...{ store, sessionOf, clock, publicKey: serverKey(TEST_SECRET).publicKey },
          ...(door !== undefined && { door }),
        }),
        doctorPageMount({ store, sessionOf, clock, make: wholePages(store.app, doctor, clock) }),
        shareMount({ store, clock, make: doctor }),
        ...further,
        statusPage(),
      ]),
    host: '127.0.0.1',
    port: 0,
    nextPorts: false,
    origin: null,
    trustedProxies: 0,
    tls: null,
    log: openLog('debug', clock, (line) => logged.push(line)),
    answered: metrics.answered,
    knownFault: databaseAway,
  })
  if (listened.type === 'error') throw new Error(listened.error.message)
  const listening: Listening = listened.value
  const newAccount = async (role?: string): Promise<{ account: string; session: string }> => {
    const account = randomUUID()
    const session = randomUUID()
    await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
    if (role !== undefined)
      await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
        account,
        role,
      ])
    sessions.set(session, account)
    return { account, session }
  }
  return {
    store,
    origin: listening.origin,
    port: listening.port,
    logged,
    sessions,
    newAccount,
    newPatient: async () => {
      const { account, session } = await newAccount()
      const patient = await store.newPatient()
      await store.owner.query(
        `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
        [patient, account],
      )
      return { patient, account, session }
    },
    end: async () => {
      await listening.close(2000)
      await store.end()
    },
  }
}
