// Starts the server's jobs: mails that a restore left waiting are held first, then the queue is worked off until the server stops.
import {
  addressOfReader,
  announceArticles,
  calendarKey,
  endingsJournal,
  asVisitor,
  holdRestoredMails,
  mailKey,
  openPool,
  startWorker,
  offerFreedTimes,
  offerUnclaimed,
  remindOfVisits,
  tellAnswers,
  tellVisits,
  type Database,
  type JobOutcome,
  type Store,
} from '@clearday/store'
import { workOutInThread } from '../doctor/doctor-pages.ts'
import { placesOf, type Log } from '../logs/log.ts'
import type { Recipient, Sender } from '../mail/compose-mail.ts'
import { smtpSettings, toFolder, toSmtpServer, type HandOver } from '../mail/hand-over.ts'
import { tidyMailFolder } from '../mail/mail-folder.ts'
import { readerKeys } from '../readers/reader-services.ts'
import { stopAnswersUrl, unsubscribeUrl } from '../readers/unsubscribe-mount.ts'
import { outgoingDoor } from '../outgoing/outgoing-door.ts'
import { visitProof } from '../scheduling/visit-link.ts'
import { sendReminders } from '../reminders/send-reminders.ts'
import { serverKey } from '../reminders/server-key.ts'
import { readDueCalendars } from '../scheduling/other-calendars.ts'
import { writeCourses, writeSessions } from '../scheduling/sessions-into-diaries.ts'
import { eachStep } from './each-step.ts'
import { serverJobs } from './server-jobs.ts'

export interface JobSettings {
  readonly store: Pick<Store, 'app' | 'jobsConnection'>
  /** Of the installation. */
  readonly secret: string
  /** `from`: an address, or "Name <address>". */
  readonly mail: { readonly smtpUrl: string | null; readonly from: string; readonly folder: string }
  /** Under which people reach the site. */
  readonly origin: string
  readonly recipientOf: (account: string) => Promise<Recipient | null>
  readonly clock: () => number
  readonly log: Log
  /** Of what was ended; outside the database and its backups. */
  readonly endingsPath: string
  /** In UTC; 3 if absent. */
  readonly nightHour?: number
  readonly nightly: () => Promise<void>
  readonly backup: (signal: AbortSignal) => Promise<JobOutcome>
  readonly everyMinute: () => Promise<void>
}

export interface RunningJobs {
  /** Removes mails from the folder that are over or were erased; it does not throw. */
  readonly forgetMails: () => Promise<void>
  /** Waits for the jobs that run. */
  readonly stop: () => Promise<void>
}

const CONCURRENCY = 4

export async function startJobs(settings: JobSettings): Promise<RunningJobs> {
  const { store, secret, mail, origin, recipientOf, clock, log, endingsPath, nightly, backup, everyMinute } = settings
  const jobs = openPool(store.jobsConnection, 'clearday mails', CONCURRENCY)
  try {
    const held = await holdRestoredMails(jobs)
    const journalEndings = endingsJournal(jobs, endingsPath)
    await journalEndings()
    if (held > 0) log.warn('mails-held-after-restore', { count: held })
    const forgetMails = async (): Promise<void> => {
      try {
        await tidyMailFolder(jobs, mail.folder, clock())
      } catch (error) {
        log.error('mail-folder-not-tidied', placesOf(error))
      }
    }
    const links = {
      article: (slug: string) => new URL(`/articles/${slug}`, origin).href,
      answer: (slug: string, comment: string) => new URL(`/articles/${slug}/comments#c-${comment}`, origin).href,
      stop: (token: string) => unsubscribeUrl(origin, token),
    }
    const door = outgoingDoor()
    const intoDiaries = async (): Promise<void> => {
      await writeSessions({ jobs, clock, log })
      await writeCourses({ jobs, clock, log })
    }
    const worker = await startWorker({
      connection: store.jobsConnection,
      concurrency: CONCURRENCY,
      nightly: `17 ${settings.nightHour ?? 3}`,
      handlers: serverJobs({
        jobs,
        app: store.app,
        key: mailKey(secret),
        secret,
        sender: senderOf(mail.from),
        handOver: handOverTo(mail),
        origin,
        recipientOf,
        readerAddress: (reader) => addressOfReader(jobs, reader),
        clock,
        journalEndings,
        nightly,
        backup,
        workOut: workOutInThread,
        writeSessions: intoDiaries,
        everyMinute: () =>
          eachStep([
            everyMinute,
            intoDiaries,
            () => announceArticles(jobs, readerKeys(secret), links, clock()),
            () => tellAnswers(jobs, readerKeys(secret), { ...links, stop: (token) => stopAnswersUrl(origin, token) }),
            () => aroundVisits({ jobs, app: store.app, secret, clock, log }),
            forgetMails,
            () =>
              sendReminders({
                ...{ jobs, app: store.app, door, origin, secret, clock, log },
                ...{
                  key: serverKey(secret),
                  mailKey: mailKey(secret),
                  contact: `mailto:${senderOf(mail.from).address}`,
                },
              }),
            () => readDueCalendars({ jobs, app: store.app, door, key: calendarKey(secret), origin, clock, log }),
          ]),
      }),
      report: (event) => {
        if (event.type === 'job-failed')
          log[event.code === 'bug' || event.last ? 'error' : 'warn'](`job-failed:${event.task}`, {
            code: event.code,
            count: event.attempt,
            stack: event.frames,
          })
        else if (event.type === 'jobs-taken-up-again') log.warn('jobs-taken-up-again', { count: event.workers })
        else log.error('queue-unreachable', { code: event.code })
      },
    })
    return {
      forgetMails,
      stop: async () => {
        await worker.stop()
        await jobs.destroy()
      },
    }
  } catch (error) {
    await jobs.destroy()
    throw error
  }
}

/** What became free is offered to those who wait; what changed, is offered or comes soon becomes mails. What fails keeps its place until a minute later. */
async function aroundVisits({
  jobs,
  app,
  secret,
  clock,
  log,
}: Pick<JobSettings, 'secret' | 'clock' | 'log'> & { readonly jobs: Database; readonly app: Database }): Promise<void> {
  const proofOf = (id: string, purpose: 'appointment' | 'offer') => visitProof(secret, purpose, id)
  const steps: readonly (() => Promise<unknown>)[] = [
    () => asVisitor(app, (transaction) => offerUnclaimed(transaction, proofOf, clock())),
    () => asVisitor(app, (transaction) => offerFreedTimes(transaction, proofOf, clock())),
    () => tellVisits(jobs, mailKey(secret), null),
    () => remindOfVisits(jobs, mailKey(secret), clock()),
  ]
  for (const step of steps)
    try {
      await step()
    } catch (error) {
      log.error('around-visits-failed', placesOf(error))
    }
}

function handOverTo({ smtpUrl, folder }: JobSettings['mail']): HandOver {
  if (smtpUrl === null) return toFolder(folder)
  const server = smtpSettings(smtpUrl)
  if (server === null) throw new TypeError('the address of the mail server was not checked at the start')
  return toSmtpServer(server)
}

/** "Clinic <post@clinic.example>" or the address alone. */
export function senderOf(from: string): Sender {
  const [, name = '', address = from.trim()] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(from) ?? []
  return { name: name.replace(/^"(.*)"$/, '$1'), address }
}
