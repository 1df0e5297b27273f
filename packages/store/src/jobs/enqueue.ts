// Asking for a job inside the transaction of a request: it is there exactly if the transaction is.
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { AskedTask, TaskPayloads } from './tasks.ts'

export interface AskedJob<Task extends AskedTask> {
  readonly task: Task
  readonly payload: TaskPayloads[Task]
  /** ISO time; at once if absent. */
  readonly runAt?: string
  /** The same task with the same key about the same patient, asked for again before it has begun, replaces it. */
  readonly key?: string
}

/**
 * Adds a job. One query.
 *
 * @param transaction of somebody who acts: the job will act as that account, and only on a diary that is open in this transaction.
 * @throws where the database refuses it (SQLSTATE CD001 … CD005): a bug of the caller.
 */
export async function enqueue<Task extends AskedTask>(
  transaction: Transaction<Tables>,
  { task, payload, runAt, key }: AskedJob<Task>,
): Promise<void> {
  await sql`SELECT queue.enqueue(${task}, ${JSON.stringify(payload)}::jsonb, ${runAt ?? null}::timestamptz, ${key ?? null}::text)`.execute(
    transaction,
  )
}

/** For an erasure, in the transaction of somebody who writes the diary: the jobs and mails about a patient go. How many there were. */
export async function forgetPatient(
  transaction: Transaction<Tables>,
  patient: string,
): Promise<{ readonly jobs: number; readonly mails: number }> {
  const { rows } = await sql<{ jobs: number; mails: number }>`SELECT * FROM queue.forget_patient(${patient})`.execute(
    transaction,
  )
  return rows[0]
}
