// Which jobs there are and which ids each takes: a payload never holds what somebody wrote.

/** The same as in the table `queue.tasks`; a test compares them. */
export interface TaskPayloads {
  /** Sends one mail. */
  readonly 'send-mail': { readonly mail: string }
  /** Compares a diary's entries with its log and puts them right, as the account that asked for it. */
  readonly 'rebuild-entries': { readonly account: string; readonly patient: string }
  /** Works out a diary's answers and keeps them, as the account that pushed or looked last. */
  readonly 'answer-diary': { readonly account: string; readonly patient: string }
  /** Moments after something changed around a visit: makes a mail of it. `about`: a person of the calendar, a request or a claim. */
  readonly 'tell-visit': { readonly about: string }
  /** Writes sessions that were completed into the diaries of whoever came. */
  readonly 'write-sessions': Readonly<Record<string, never>>
  /** Every minute: makes mails of what was done to diaries without their patients. */
  readonly tell: Readonly<Record<string, never>>
  /** Every night: removes what has been kept as long as it should be. */
  readonly tidy: Readonly<Record<string, never>>
}

export type TaskName = keyof TaskPayloads

/** What a request may ask for; the others are added by functions of the database or by the clock. */
export type AskedTask = 'rebuild-entries'

export const TASK_PAYLOADS = {
  'send-mail': ['mail'],
  'rebuild-entries': ['account', 'patient'],
  'answer-diary': ['account', 'patient'],
  'tell-visit': ['about'],
  'write-sessions': [],
  tell: [],
  tidy: [],
} as const satisfies { readonly [Task in TaskName]: readonly (keyof TaskPayloads[Task])[] }

export const TASK_NAMES = Object.keys(TASK_PAYLOADS) as readonly TaskName[]

/** How a job ended: done, or to be tried again later, with a code for the log. A thrown error is a bug, and tried again too. */
export type JobOutcome = { readonly type: 'done' } | { readonly type: 'again'; readonly code: string }

export const DONE: JobOutcome = { type: 'done' }

export interface RunningJob {
  /** The first is 1. */
  readonly attempt: number
  /** Aborted when the worker is asked to stop and cannot wait any longer. */
  readonly signal: AbortSignal
}

export type JobHandlers = {
  readonly [Task in TaskName]: (payload: TaskPayloads[Task], job: RunningJob) => Promise<JobOutcome>
}
