// What the server's jobs do: the queue gives ids, and whoever is named in them is who acts.
import {
  asPerson,
  DONE,
  purgeClinicRecords,
  rebuildEntries,
  recordEvent,
  tellByMail,
  tidyQueue,
  type JobHandlers,
  type JobOutcome,
  type TaskPayloads,
} from '@clearday/store'
import { sendMail, type MailDelivery } from '../mail/send-mail.ts'

export interface JobSurroundings extends MailDelivery {
  /** Writes what was ended since the last time into the journal outside the database. */
  readonly journalEndings: () => Promise<number>
  /** What else the night does: sign-ins that are over, rows that came late for somebody who was erased. */
  readonly nightly: () => Promise<void>
  /** Writes the backup of the night; it does not throw. */
  readonly backup: (signal: AbortSignal) => Promise<JobOutcome>
  /** What else happens every minute: second steps whose time to object is over. */
  readonly everyMinute: () => Promise<void>
  /** Where people read who has looked at a diary. */
  readonly accessPage: string
}

export function serverJobs(surroundings: JobSurroundings): JobHandlers {
  const { app, jobs, key, clock, accessPage, journalEndings, nightly, backup, everyMinute } = surroundings
  return {
    'send-mail': ({ mail }) => sendMail(surroundings, mail),
    'rebuild-entries': (payload) => rebuild(surroundings, payload),
    tell: async () => {
      await tellByMail(jobs, key, accessPage)
      await journalEndings()
      await everyMinute()
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
