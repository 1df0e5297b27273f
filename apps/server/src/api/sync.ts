// The address at which devices keep a diary in step: POST offers and pulls, GET only pulls.
import type { Store } from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { json, problem } from '../http/problem.ts'
import { readJson } from '../http/request-body.ts'
import { routes } from '../http/routes.ts'
import { turns } from '../http/turns.ts'
import { isSignedIn, type SessionOf } from './session.ts'
import { MOST_OPERATIONS, readSyncBody, type SyncRequest } from './sync-body.ts'
import { syncDiary, type Synced } from './sync-diary.ts'

const BATCH_BYTES = 5_000_000

export interface SyncParts {
  readonly store: Store
  readonly sessionOf: SessionOf
  readonly clock: () => number
  /** Hears what became of operations. */
  readonly counted: (outcome: string, count: number) => void
}

/** Of one account at a time, and one of them that writes to a diary: the rest waits, without a connection to the database. */
const OF_ACCOUNT = { atOnce: 3, waiting: 60 }
const OF_DIARY = { atOnce: 1, waiting: 40 }

/** For a pull: it offers nothing, so device and clock do not matter. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

export function syncMount({ store, sessionOf, clock, counted }: SyncParts): Mount {
  const ofAccount = turns(OF_ACCOUNT)
  const ofDiary = turns(OF_DIARY)
  const asSession = async (request: Request, work: (account: string) => Promise<Response>): Promise<Response> => {
    const session = await sessionOf(request)
    if (session === null) return problem(401, 'no-session', 'Sign in first: there is no session, or it has ended.')
    const answer = (await ofAccount.take(session.account, () => work(session.account))) ?? tooMany()
    for (const cookie of session.setCookies ?? []) answer.headers.append('set-cookie', cookie)
    return answer
  }
  const synced = async (account: string, patient: string, asked: SyncRequest): Promise<Response> => {
    if (asked.account !== undefined && asked.account !== account) return otherAccount()
    const outcome = await syncDiary(store, account, patient, asked, clock())
    if (outcome.type === 'ok') for (const { type } of outcome.answers) counted(type, 1)
    return answerTo(outcome)
  }
  const handle = routes([
    {
      name: 'sync',
      method: 'POST',
      path: '/api/v1/sync/:patient',
      handle: (request, { patient }) =>
        asSession(request, async (account) => {
          const body = await readJson(request)
          if (body.type === 'error') return body.answer
          const read = readSyncBody(body.value)
          if (read.type === 'ok')
            // with the account in the key, nobody waits because of what others send to their diary
            return (
              (await ofDiary.take(`${account} ${patient}`, () => synced(account, patient, read.value))) ?? tooMany()
            )
          return read.type === 'too-many'
            ? problem(
                413,
                'too-many-operations',
                `A batch may have ${MOST_OPERATIONS} operations; this one has ${read.sent}. Send them in several. Nothing was stored.`,
                { fields: { limit: MOST_OPERATIONS } },
              )
            : wrongBody(read.faults)
        }),
    },
    {
      name: 'pull',
      method: 'GET',
      path: '/api/v1/sync/:patient',
      handle: (request, { patient }) =>
        asSession(request, async (account) => {
          const asked = new URL(request.url).searchParams
          const after = asked.get('after') ?? '0'
          const read = readSyncBody({
            epoch: asked.get('epoch'),
            after: /^\d{1,15}$/.test(after) ? Number(after) : after,
            device: NOBODY,
            sentAt: 0,
            operations: [],
          })
          return read.type === 'ok'
            ? synced(account, patient, read.value)
            : wrongBody(read.type === 'error' ? read.faults : [])
        }),
    },
  ])
  return { name: 'sync', handle, bodies: { under: '/api/v1/sync/', bytes: BATCH_BYTES, from: isSignedIn(sessionOf) } }
}

export function tooMany(): Response {
  return problem(
    429,
    'too-many-at-once',
    'Too many requests for this diary are waiting. Send this one again in a few seconds. Nothing of it was stored.',
    { headers: { 'retry-after': '5' } },
  )
}

/** What was said by one account is never taken as said by another that shares its browser. */
export function otherAccount(): Response {
  return problem(
    409,
    'other-account',
    'Somebody else has signed in on this device. Sign in with the account that said it. Nothing was stored.',
  )
}

function wrongBody(faults: readonly unknown[]): Response {
  return problem(400, 'wrong-request', 'The request cannot be understood; `faults` says where. Nothing was stored.', {
    fields: { faults },
  })
}

function answerTo(outcome: Synced): Response {
  switch (outcome.type) {
    case 'ok': {
      const { epoch, answers, operations, gone, seq, more } = outcome
      return json({ epoch, answers, operations, gone, seq, more })
    }
    case 'no-such-diary':
      return problem(404, 'no-such-diary', 'There is no such diary, or it is not open to you.')
    case 'patient-erased':
      return problem(
        410,
        'patient-erased',
        'This diary was erased here for good and takes nothing any more. What lies on this device is its only copy: export it, or delete it.',
      )
    case 'other-epoch':
      return problem(409, 'other-epoch', 'The server was restored. Pull from 0 and offer everything again.', {
        fields: { epoch: outcome.epoch },
      })
    case 'unknown-cursor':
      return problem(409, 'unknown-cursor', 'The diary has no such place. Pull from 0.', {
        fields: { epoch: outcome.epoch, seq: outcome.seq },
      })
  }
}
