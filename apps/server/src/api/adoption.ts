// The address at which a diary that was tried without an account is adopted, in two steps: what would be joined is shown, then it is joined.
import {
  adoptDiary,
  asPerson,
  currentText,
  giveConsent,
  previewAdoption,
  type AdoptionPreview,
  type OfferedOperation,
  type Store,
} from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { json, problem } from '../http/problem.ts'
import { readJson } from '../http/request-body.ts'
import { routes } from '../http/routes.ts'
import { turns } from '../http/turns.ts'
import { MOST_ADOPTED, readAdoptionBody, type AdoptionRequest } from './adoption-body.ts'
import { isSignedIn, type SessionOf } from './session.ts'
import { otherAccount, tooMany } from './sync.ts'
import type { Refused } from './sync-body.ts'

const CONSENT = 'keep-diary'
const ADOPTION_BYTES = 20_000_000
const PATH = '/api/v1/adoption'
/** Of one account: a whole log is much to look at. */
const OF_ACCOUNT = { atOnce: 1, waiting: 2 }

export interface AdoptionParts {
  readonly store: Pick<Store, 'app'>
  readonly sessionOf: SessionOf
  readonly clock: () => number
}

export function adoptionMount({ store, sessionOf, clock }: AdoptionParts): Mount {
  const ofAccount = turns(OF_ACCOUNT)
  const asked = async (
    request: Request,
    agreed: boolean,
    work: (account: string, adoption: AdoptionRequest) => Promise<Response>,
  ): Promise<Response> => {
    const session = await sessionOf(request)
    if (session === null) return problem(401, 'no-session', 'Sign in first: there is no session, or it has ended.')
    const { account } = session
    const answer =
      (await ofAccount.take(account, async () => {
        const body = await readJson(request)
        return body.type === 'error' ? body.answer : readThen(body.value, agreed, account, work)
      })) ?? tooMany()
    for (const cookie of session.setCookies ?? []) answer.headers.append('set-cookie', cookie)
    return answer
  }
  const handle = routes([
    {
      name: 'adoption-preview',
      method: 'POST',
      path: `${PATH}/preview`,
      handle: (request) =>
        asked(request, false, async (account, { device, sentAt, offered }) => {
          const { operations, places } = sound(offered)
          const preview = await asPerson(store.app, account, (transaction, access) =>
            previewAdoption(transaction, access, { device, sentAt, operations }, clock()),
          )
          return json(previewAnswer(preview, offered, places))
        }),
    },
    {
      name: 'adoption',
      method: 'POST',
      path: PATH,
      handle: (request) =>
        asked(request, true, async (account, { device, sentAt, offered, into, consent }) => {
          const { operations, places } = sound(offered)
          if (into === 'new' && consent?.version !== currentText(CONSENT).version) return noConsent()
          const adopted = await asPerson(store.app, account, async (transaction, access) => {
            const outcome = await adoptDiary(
              transaction,
              access,
              { device, sentAt, operations },
              into ?? 'own',
              clock(),
            )
            if (outcome.type === 'error' || into !== 'new' || consent === null) return outcome
            const { patient, access: wider } = outcome.value
            const given = await giveConsent(transaction, wider, { patient, text: CONSENT, ...consent }, clock())
            // thrown, so that nothing of it stays: all that could be wrong was looked at
            if (given.type === 'error') throw new Error(`a consent that was checked is refused: ${given.error.code}`)
            return outcome
          })
          if (adopted.type === 'error') return problem(409, 'other-than-shown', adopted.error.message)
          const { patient, joined } = adopted.value
          const judged = new Map(adopted.value.answers.map((answer, k) => [places[k], answer]))
          const answers = offered.map((one, place) => (isRefused(one) ? one : judged.get(place)))
          return json({ patient, joined, answers })
        }),
    },
  ])
  return { name: 'adoption', handle, bodies: { under: PATH, bytes: ADOPTION_BYTES, from: isSignedIn(sessionOf) } }
}

function noConsent(): Response {
  const { version } = currentText(CONSENT)
  return problem(
    409,
    'no-consent',
    `A diary is made when its person has agreed to the text "${CONSENT}", version ${version}: send "consent" with "version" and "language". Nothing was stored.`,
    { fields: { text: CONSENT, version } },
  )
}

async function readThen(
  body: unknown,
  agreed: boolean,
  account: string,
  work: (account: string, adoption: AdoptionRequest) => Promise<Response>,
): Promise<Response> {
  const read = readAdoptionBody(body, agreed)
  if (read.type === 'ok')
    return (read.value.account ?? account) === account ? work(account, read.value) : otherAccount()
  return read.type === 'too-many'
    ? problem(
        413,
        'too-many-operations',
        `A diary that is adopted may have ${MOST_ADOPTED} operations; this one has ${read.sent}. Adopt the oldest, and send the rest to the address of its sync. Nothing was stored.`,
        { fields: { limit: MOST_ADOPTED } },
      )
    : problem(400, 'wrong-request', 'The request cannot be understood; `faults` says where. Nothing was stored.', {
        fields: { faults: read.faults },
      })
}

function isRefused(offered: OfferedOperation | Refused): offered is Refused {
  return 'type' in offered
}

/** Those that can be looked at, and where each stood among all. */
function sound(offered: readonly (OfferedOperation | Refused)[]): {
  readonly operations: readonly OfferedOperation[]
  readonly places: readonly number[]
} {
  const places = [...offered.keys()].filter((place) => !isRefused(offered[place]))
  return { operations: places.map((place) => offered[place] as OfferedOperation), places }
}

const MOST_REFUSALS = 20

function previewAnswer(
  preview: AdoptionPreview,
  offered: readonly (OfferedOperation | Refused)[],
  places: readonly number[],
): AdoptionPreview {
  const atOnce = [...offered.entries()].flatMap(([place, one]) => (isRefused(one) ? [{ ...one, place }] : []))
  const refusals = [...atOnce, ...preview.refusals.map((one) => ({ ...one, place: places[one.place] }))]
    .sort((a, b) => a.place - b.place)
    .slice(0, MOST_REFUSALS)
  return { ...preview, refused: preview.refused + atOnce.length, refusals }
}
