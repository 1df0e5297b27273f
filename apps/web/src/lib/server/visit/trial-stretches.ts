// A fair trial beside the calendar: which days it drew with a treatment and which without, for whoever plans sessions of it and may open the diary.
import { blocksOf, lastDayOf } from '@clearday/care'
import type { Trial } from '@clearday/diary'
import { findTreatment } from '@clearday/evidence'
import type { TrialStretch } from '@clearday/scheduling'
import { readTrials, type Access } from '@clearday/store'
import type { Transaction } from '../site/reading.ts'

/** Days by the clock of anywhere: a trial that ends today somewhere is not over yet. */
const DAY = 86_400_000

/**
 * The stretches of trials of one treatment that go on or are to come, by day; `sessionsWithout` says which sessions fall where it is to be left out.
 *
 * They are the days that the patient has in their own diary from the start. What a trial told is no part of it, also where it is sealed until its end.
 *
 * @param patient null for a person without a known diary. @param treatment of the evidence library, as the service has it; null for none.
 * @param at ms since 1970. @returns null where nothing may be learned: the diary is not open to who acts, as it is not to the desk. One query, and the
 * record for who is not the patient.
 */
export async function trialStretchesOf(
  transaction: Transaction,
  access: Access,
  patient: string | null,
  treatment: string | null,
  at: number = Date.now(),
): Promise<readonly TrialStretch[] | null> {
  if (patient === null || treatment === null) return null
  const trials = await readTrials(transaction, access, patient, at)
  if (trials === null) return null
  const yesterday = new Date(at - DAY).toISOString().slice(0, 10)
  return trials
    .map(({ fields }) => fields as unknown as Omit<Trial, 'id'>)
    .filter((trial) => findTreatment(trial.treatment)?.id === treatment || trial.treatment === treatment)
    .flatMap((trial) => stretches(trial))
    .filter(({ lastDay }) => lastDay >= yesterday)
}

/** Up to the day on which it was ended. O(blocks). */
function stretches(trial: Omit<Trial, 'id'>): readonly TrialStretch[] {
  const end = lastDayOf(trial)
  return blocksOf(trial)
    .filter(({ firstDay }) => firstDay <= end)
    .map(({ on, firstDay, lastDay }) => ({ on, firstDay, lastDay: lastDay < end ? lastDay : end }))
}
