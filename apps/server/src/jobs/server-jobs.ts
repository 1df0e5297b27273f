// What the server's jobs do: the queue gives ids, and whoever is named in them is who acts.
import {
  asPerson,
  DONE,
  purgeClinicRecords,
  rebuildEntries,
  recordEvent,
  tellByMail,
  tellVisits,
  tidyQueue,
  type Database,
  type JobHandlers,
  type JobOutcome,
  type NoticeKind,
  type TaskPayloads,
  type ToldParameters,
  type WaitingNotice,
} from '@clearday/store'
import type { AnswersTask, WorkedOut } from '../doctor/doctor-task.ts'
import { answerDiary } from '../doctor/whole-pages.ts'
import { sendMail, type MailDelivery } from '../mail/send-mail.ts'
import { eachStep } from './each-step.ts'

export interface JobSurroundings extends MailDelivery {
  /** Writes what was ended since the last time into the journal outside the database. */
  readonly journalEndings: () => Promise<number>
  /** What else the night does: sign-ins that are over, rows that came late for somebody who was erased. */
  readonly nightly: () => Promise<void>
  /** Writes the backup of the night; it does not throw. */
  readonly backup: (signal: AbortSignal) => Promise<JobOutcome>
  /** What else happens every minute: second steps whose time to object is over. */
  readonly everyMinute: () => Promise<void>
  /** Writes sessions that were completed into diaries. */
  readonly writeSessions: () => Promise<unknown>
  /** In a thread of its own. */
  readonly workOut: (task: AnswersTask) => Promise<WorkedOut>
}

export function serverJobs(surroundings: JobSurroundings): JobHandlers {
  const { app, jobs, key, clock, origin, journalEndings, nightly, backup, everyMinute, workOut, writeSessions } =
    surroundings
  return {
    'send-mail': ({ mail }) => sendMail(surroundings, mail),
    'rebuild-entries': (payload) => rebuild(surroundings, payload),
    'answer-diary': async (payload) => {
      await answerDiary(app, workOut, payload, clock)
      return DONE
    },
    'tell-visit': async ({ about }) => {
      await tellVisits(jobs, key, about)
      return DONE
    },
    'write-sessions': async () => {
      await writeSessions()
      return DONE
    },
    tell: async () => {
      await eachStep([
        () => tellByMail(jobs, key, (account, notice) => whereTold(app, origin, account, notice)),
        journalEndings,
        everyMinute,
      ])
      return DONE
    },
    tidy: async (_, { signal }) => {
      // first, so that nothing that fails after it keeps a night without a backup
      const backedUp = await backup(signal)
      await tidyQueue(jobs, clock())
      await purgeClinicRecords(app, clock())
      await nightly()
      return backedUp
    },
  }
}

/** Of a diary that nobody writes managers read on the page where they name somebody. */
const ABOUT_WRITERS: readonly NoticeKind[] = ['diary-without-writer', 'writer-named']

/** Managers read which diaries were opened or wait for a writer; who writes the diary, who has access to it. */
async function whereTold(
  app: Database,
  origin: string,
  account: string,
  { patient, audience, kind }: Pick<WaitingNotice, 'patient' | 'audience' | 'kind'>,
): Promise<ToldParameters> {
  if (audience === 'managers') {
    const page = ABOUT_WRITERS.includes(kind) ? '/clinic/writers' : '/clinic/openings'
    return { url: new URL(page, origin).href, reader: 'manager' }
  }
  const page = new URL(kind === 'plan-proposed' ? '/diary/plan' : '/account/access', origin)
  const capacity = await asPerson(app, account, (_, { capacities }) => Promise.resolve(capacities[patient]))
  if (capacity !== 'proxy') return { url: page.href }
  page.searchParams.set('diary', patient)
  return { url: page.href, reader: 'proxy' }
}

/** As the account that asked, with what is open to it now: a relationship that ended meanwhile opens nothing. */
async function rebuild(
  { app, clock }: JobSurroundings,
  { account, patient }: TaskPayloads['rebuild-entries'],
): Promise<JobOutcome> {
  await asPerson(app, account, async (transaction, { capacities, write }) => {
    if (!write.includes(patient)) return
    const { operations, differed } = await rebuildEntries(transaction, patient, true)
    await recordEvent(
      transaction,
      { id: patient, kind: 'patient' },
      {
        actor: account,
        actingAs: capacities[patient],
        act: 'entries.rebuilt',
        about: { operations, differed: differed.length },
      },
      clock(),
    )
  })
  return DONE
}
