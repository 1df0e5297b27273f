// Works jobs off, under the role `jobs`: stops gracefully, and takes up again what a worker that died had begun.
import { parseCronItems, run, type JobHelpers, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { isUuid } from '@clearday/diary/operations'
import type { ConnectionSettings } from '../database/open-pool.ts'
import { SILENT } from './prepare-queue.ts'
import { TASK_NAMES, TASK_PAYLOADS, type JobHandlers, type JobOutcome, type TaskName } from './tasks.ts'
import { keepAlive } from './worker-liveness.ts'

/** What the server's log gets: codes and counts, never a payload or what an error says. */
export type WorkerEvent =
  | {
      readonly type: 'job-failed'
      readonly task: string
      readonly attempt: number
      /** It will not be tried again. */
      readonly last: boolean
      readonly code: string
      /** Of a bug: where it was thrown. */
      readonly frames: readonly string[]
    }
  | { readonly type: 'jobs-taken-up-again'; readonly workers: number }
  | { readonly type: 'queue-unreachable'; readonly code: string }

export interface WorkerSettings {
  /** Of the role `jobs`. */
  readonly connection: ConnectionSettings
  readonly handlers: JobHandlers
  /** Jobs at a time; 4 if absent. */
  readonly concurrency?: number
  /** How often planned jobs are looked for, in ms; 2000 if absent. A job that is due at once is heard of at once. */
  readonly pollInterval?: number
  /** When `tidy` runs, as minute and hour in UTC; '17 3' if absent. */
  readonly nightly?: string
  readonly report?: (event: WorkerEvent) => void
}

export interface RunningWorker {
  /**
   * Takes no new job, and waits for those that run. After `graceMs` their signal is aborted; what does not end by then is given back and
   * begun again by the next worker.
   */
  readonly stop: () => Promise<void>
}

const GRACE_MS = 10_000

/** Starts working jobs off. The queue's tables must be there: `openStore` has made them. */
export async function startWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const {
    connection,
    handlers,
    concurrency = 4,
    pollInterval = 2000,
    nightly = '17 3',
    report = () => undefined,
  } = settings
  const pool = new pg.Pool({ ...connection, max: concurrency + 2, application_name: 'clearday jobs' })
  // a lost connection: the worker tries again with another
  const lost = (error: Error): void => report({ type: 'queue-unreachable', code: codeOf(error) })
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const liveness = await keepAlive(connection, report)
  try {
    const runner = await run({
      pgPool: pool,
      logger: SILENT,
      noHandleSignals: true,
      concurrency,
      pollInterval,
      gracefulShutdownAbortTimeout: GRACE_MS,
      taskList: taskList(handlers, report),
      parsedCronItems: parseCronItems([
        { task: 'tell', match: '* * * * *', identifier: 'tell', options: { jobKey: 'tell' } },
        {
          task: 'tidy',
          match: `${nightly} * * *`,
          identifier: 'tidy',
          options: { backfillPeriod: 86_400_000, jobKey: 'tidy' },
        },
      ]),
      events: liveness.events,
    })
    runner.promise.catch(lost)
    return {
      stop: async () => {
        await runner.stop().catch(lost)
        await liveness.end()
        await pool.end()
      },
    }
  } catch (error) {
    await liveness.end()
    await pool.end()
    throw error
  }
}

function taskList(handlers: JobHandlers, report: (event: WorkerEvent) => void): TaskList {
  return Object.fromEntries(
    TASK_NAMES.map((task) => [
      task,
      (payload: unknown, helpers: JobHelpers) => work(handlers, task, payload, helpers, report),
    ]),
  )
}

async function work(
  handlers: JobHandlers,
  task: TaskName,
  payload: unknown,
  { job, abortSignal }: JobHelpers,
  report: (event: WorkerEvent) => void,
): Promise<void> {
  let code: string
  let frames: readonly string[] = []
  try {
    const outcome = await runHandler(handlers, task, payload, { attempt: job.attempts, signal: abortSignal })
    if (outcome.type === 'done') return
    ;({ code } = outcome)
  } catch (error) {
    code = codeOf(error)
    frames = framesOf(error)
  }
  report({ type: 'job-failed', task, attempt: job.attempts, last: job.attempts >= job.max_attempts, code, frames })
  // what is thrown here is kept in the queue's tables: the code alone
  throw new Error(code)
}

function runHandler(
  handlers: JobHandlers,
  task: TaskName,
  payload: unknown,
  job: { readonly attempt: number; readonly signal: AbortSignal },
): Promise<JobOutcome> {
  const ids = (payload ?? {}) as Readonly<Record<string, unknown>>
  const names: readonly string[] = TASK_PAYLOADS[task]
  if (!names.every((name) => isUuid(ids[name]))) throw new TypeError(`the payload of ${task} lacks an id`)
  const handler = handlers[task] as (payload: unknown, running: typeof job) => Promise<JobOutcome>
  return handler(Object.fromEntries(names.map((name) => [name, ids[name]])), job)
}

/** The code of an error, or 'bug': its message may say anything. */
function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(code) ? code : 'bug'
}

function framesOf(error: unknown): string[] {
  const { stack } = (error ?? {}) as { readonly stack?: unknown }
  return typeof stack === 'string'
    ? stack
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line.startsWith('at '))
        .slice(0, 5)
    : []
}
