// What makes a running server a clinic's: signing in, the jobs, and the first administrator's link where there is none yet.
import {
  completeJournal,
  completeRemovals,
  addViews,
  demonstrationOf,
  dropOldViews,
  dropOldVisits,
  endAtAge,
  eraseClosed,
  eraseLate,
  dropLeftSubscriptions,
  dropOldAutomatic,
  dropOldRequests,
  forgetReasons,
  mailKey,
  openAccount,
  openPool,
  rolePassword,
  tidyReaders,
  type ConnectionSettings,
  stripStored,
} from '@clearday/store'
import pg from 'pg'
import type { ClinicServices } from '@clearday/web/services'
import { createAccounts } from '../accounts/create-accounts.ts'
import { openAuthPool } from '../accounts/auth-tables.ts'
import { backupWatch } from '../backup/backup-watch.ts'
import { nightlyBackup } from '../backup/nightly-backup.ts'
import type { Configuration } from '../config/configuration.ts'
import { erasureDoor } from '../erasure/erase-diary.ts'
import { offerSetUp } from '../first-run/set-up.ts'
import type { Mount } from '../http/mount.ts'
import { page } from '../http/page.ts'
import { startJobs } from '../jobs/start-jobs.ts'
import { placesOf, type Log } from '../logs/log.ts'
import { accountMailQueue, recipientsOf } from '../mail/account-mail-queue.ts'
import { stopMailsMount } from '../mail/stop-mount.ts'
import { picturesMount } from '../pictures/pictures-mount.ts'
import { viewCounter, type ViewCounter } from '../readers/count-views.ts'
import { unsubscribeMount } from '../readers/unsubscribe-mount.ts'
import type { DatabaseOpened } from './database.ts'
import { clinicServices } from './clinic-services.ts'
import type { ServerParts } from './start-server.ts'
import { builtWeb } from './web-build.ts'
import { isForPrograms, webMount } from './web-mount.ts'

export interface ClinicParts extends ServerParts {
  /** What stands behind the # of the link for the first administrator; null where there is one. */
  readonly setUpToken: string | null
}

/** Connections to the queue of mails and to the addresses they go to. */
const MAIL_CONNECTIONS = 2

/** @param origin under which people reach the server. @param clock ms since 1970. `stop` waits for the jobs that run. */
export async function clinicParts(
  configuration: Configuration,
  database: DatabaseOpened,
  log: Log,
  origin: string,
  clock: () => number,
): Promise<ClinicParts> {
  const { database: given, secret, formerSecrets, mail, journals, backups, nightHour, dataFolder } = configuration
  const { store, owner } = database
  const { auth } = store.roles
  const authConnection = given?.given.auth ?? { ...owner, user: auth, password: rolePassword(secret, auth) }
  const mails = openAuthPool(authConnection, MAIL_CONNECTIONS)
  const demonstration = (await demonstrationOf(store.app)) !== null
  const accounts = createAccounts({
    authConnection,
    baseUrl: origin,
    secret,
    formerSecrets,
    sendMail: accountMailQueue(mails, mailKey(secret)),
    now: clock,
    mayHaveSession: (account, name) => openAccount(store.app, account, name),
    // invented people have no telephones
    staffSecondStep: configuration.staffSecondStep && !demonstration,
    fault: (code) => log.error('sign-in-fault', { code }),
  })
  const closeAccounts = async (): Promise<void> => {
    await accounts.settled()
    await accounts.close()
    await mails.destroy()
  }
  try {
    const asOwner = <Value>(work: (client: pg.Client) => Promise<Value>): Promise<Value> => withOwner(owner, work)
    const leftOut = await asOwner(
      async (client) =>
        (await completeJournal(client, journals.erasures)) + (await completeRemovals(client, journals.erasures)),
    )
    if (leftOut > 0) log.warn('erasures-journalled-late', { count: leftOut })
    const watch = backupWatch(backups, log, clock)
    const jobs = await startJobs({
      ...{ store, secret, mail, origin, clock, log, nightHour },
      recipientOf: recipientsOf(mails),
      endingsPath: journals.endings,
      nightly: async () => {
        await accounts.forgetOld()
        const late = await asOwner(async (client) => {
          await completeRemovals(client, journals.erasures)
          await forgetReasons(client, clock())
          await dropOldRequests(client, clock())
          await dropOldAutomatic(client, clock())
          await tidyReaders(client, clock())
          await dropLeftSubscriptions(client)
          await dropOldViews(client, clock())
          await dropOldVisits(client, clock())
          return eraseLate(client, clock())
        })
        if (late > 0) log.warn('erased-again', { count: late })
        await changeAsOwner(owner, clock())
        const over = await eraseClosed(store.app, journals.erasures, clock())
        if (over > 0) log.info('closed-diaries-erased', { count: over })
      },
      backup: (signal) => nightlyBackup({ owner, dataFolder, backups, clock, log }, signal),
      everyMinute: async () => {
        for (const waiting of [accounts.recoveries, accounts.moves])
          await waiting.finishDue().catch((error: unknown) => log.error('account-path-fault', placesOf(error)))
        await watch.alarm()
      },
    })
    const setUp = await offerSetUp(owner, clock).catch(async (error: unknown) => {
      await jobs.stop()
      throw error
    })
    const erasure = erasureDoor({
      ...{ app: store.app, asOwner, journal: journals.erasures },
      ...{ forgetMails: jobs.forgetMails, now: clock },
    })
    const views = viewCounter(
      clock,
      (counted) => addViews(store.app, counted),
      (error) => log.warn('views-not-added', placesOf(error)),
    )
    const services = clinicServices({
      ...{ database, accounts, erasure, backups: watch.state, setUp, origin, clock, log, secret },
      mailsAsFiles: mail.smtpUrl === null,
      demonstration,
    })
    return {
      // the pages lead to what is missing; devices wait for it
      sessionOf: async (request) => {
        const session = await accounts.sessionOf(request)
        return session?.asksFor === null ? session : null
      },
      mounts: [
        signIn(accounts.handler),
        stopMailsMount({ store, secret }),
        picturesMount({ store, sessionOf: accounts.sessionOf }),
        unsubscribeMount({ store }),
        await pages(services, clock, views),
      ],
      setUpToken: setUp?.token ?? null,
      backups: watch.state,
      stop: async () => {
        await jobs.stop()
        await views.end()
        await closeAccounts()
      },
    }
  } catch (error) {
    await closeAccounts()
    throw error
  }
}

/** What changes by itself: the ends of who writes for others, and photographs from before metadata were taken out of them. */
async function changeAsOwner(owner: ConnectionSettings, now: number): Promise<void> {
  const tables = openPool(owner, 'clearday nightly', 1)
  try {
    await endAtAge(tables, now)
    await stripStored(tables, now)
  } finally {
    await tables.destroy()
  }
}

async function withOwner<Value>(
  owner: ConnectionSettings,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ ...owner, application_name: 'clearday erasures' })
  // lost between two statements: the next one says so
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Without its pages the server still keeps devices in step; who opens it in a browser is told what is missing. */
async function pages(services: ClinicServices, clock: () => number, views: ViewCounter): Promise<Mount> {
  const built = await builtWeb((line) => process.stderr.write(line))
  if (built.type === 'ok') return webMount(built.folder, services, clock, views)
  process.stderr.write(`${built.error.message}\n`)
  const words = '<h1>The pages are missing</h1><p>The server runs, but its pages were not built. Its log says why.</p>'
  return {
    name: 'page',
    handle: ({ url }) => (isForPrograms(new URL(url).pathname) ? null : page('Clearday', words, { status: 503 })),
  }
}

function signIn(handler: (request: Request, address?: string) => Promise<Response>): Mount {
  return {
    name: 'sign-in',
    handle: async (request, { peer }) => {
      if (!new URL(request.url).pathname.startsWith('/api/auth/')) return null
      const answer = await handler(request, peer)
      if (answer.status !== 404) return answer
      const { code } = (await answer.clone().json()) as { readonly code?: unknown }
      // an address that is not there is said by the door, as everywhere
      return code === 'NOT_FOUND' ? null : answer
    },
  }
}
