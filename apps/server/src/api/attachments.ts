// The address of files that a patient adds to an entry: PUT adds one under an id of the device, GET lists or hands out, DELETE deletes.
import {
  addAttachment,
  asPerson,
  deleteAttachment,
  EXTENSIONS,
  isUuid,
  listAttachments,
  MOST_ATTACHMENT_BYTES,
  readAttachment,
  type Access,
  type Attachment,
  type AttachmentOutcome,
  type AttachmentRefusal,
  type Store,
} from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { json, problem } from '../http/problem.ts'
import { routes } from '../http/routes.ts'
import { turns } from '../http/turns.ts'
import { isSignedIn, type SessionOf } from './session.ts'
import { tooMany } from './sync.ts'

export interface AttachmentParts {
  readonly store: Pick<Store, 'app'>
  readonly sessionOf: SessionOf
  readonly clock: () => number
}

type Transaction = Parameters<typeof addAttachment>[0]

const PATH = '/api/v1/attachments/:patient'
/** Of one account at a time: files are large. */
const OF_ACCOUNT = { atOnce: 2, waiting: 40 }

export function attachmentsMount({ store, sessionOf, clock }: AttachmentParts): Mount {
  const ofAccount = turns(OF_ACCOUNT)
  /** One transaction of who is signed in. Ids that are none are those of nothing. */
  const acting = async (
    request: Request,
    { patient, attachment }: Readonly<Record<string, string>>,
    work: (transaction: Transaction, access: Access) => Promise<Response>,
  ): Promise<Response> => {
    const session = await sessionOf(request)
    if (session === null) return problem(401, 'no-session', 'Sign in first: there is no session, or it has ended.')
    const answer = !isUuid(patient)
      ? refusal('no-such-diary', 'There is no such diary, or it is not open to you.')
      : attachment !== undefined && !isUuid(attachment)
        ? refusal('not-found', 'There is no such file: its id is a UUID in small letters.')
        : ((await ofAccount.take(session.account, () => asPerson(store.app, session.account, work))) ?? tooMany())
    for (const cookie of session.setCookies ?? []) answer.headers.append('set-cookie', cookie)
    return answer
  }
  const handle = routes([
    {
      name: 'attachments',
      method: 'GET',
      path: PATH,
      handle: (request, parts) =>
        acting(request, parts, async (transaction, access) =>
          answerTo(await listAttachments(transaction, access, parts.patient, clock()), (attachments) =>
            json({ attachments }),
          ),
        ),
    },
    {
      name: 'attachment',
      method: 'GET',
      path: `${PATH}/:attachment`,
      handle: (request, parts) =>
        acting(request, parts, async (transaction, access) =>
          answerTo(await readAttachment(transaction, access, parts.patient, parts.attachment, clock()), download),
        ),
    },
    {
      name: 'add-attachment',
      method: 'PUT',
      path: `${PATH}/:attachment`,
      handle: async (request, parts) => {
        const said = new URL(request.url).searchParams
        const content = Buffer.from(await request.arrayBuffer())
        return acting(request, parts, async (transaction, access) => {
          const given = {
            id: parts.attachment,
            entity: said.get('entity') ?? '',
            key: said.get('key') ?? '',
            name: said.get('name') ?? '',
            content,
          }
          const outcome = await addAttachment(transaction, access, parts.patient, given, clock())
          return answerTo(outcome, ({ attachment, added }) => json(attachment, added ? 201 : 200))
        })
      },
    },
    {
      name: 'delete-attachment',
      method: 'DELETE',
      path: `${PATH}/:attachment`,
      handle: (request, parts) =>
        acting(request, parts, async (transaction, access) =>
          answerTo(
            await deleteAttachment(transaction, access, parts.patient, parts.attachment, clock()),
            () => new Response(null, { status: 204 }),
          ),
        ),
    },
  ])
  return {
    name: 'attachments',
    handle,
    bodies: { under: '/api/v1/attachments/', bytes: MOST_ATTACHMENT_BYTES, from: isSignedIn(sessionOf) },
  }
}

function answerTo<Value>(outcome: AttachmentOutcome<Value>, done: (value: Value) => Response): Response {
  return outcome.type === 'ok' ? done(outcome.value) : refusal(outcome.error.code, outcome.error.message)
}

const STATUS: Readonly<Record<AttachmentRefusal, number>> = {
  'no-such-diary': 404,
  'not-yours': 403,
  'wrong-value': 400,
  'wrong-type': 415,
  empty: 400,
  'too-large': 413,
  'no-room': 413,
  'id-reused': 409,
  deleted: 410,
  'not-found': 404,
}

function refusal(code: AttachmentRefusal, message: string): Response {
  return problem(STATUS[code], code, message)
}

/** Never shown within a page of ours: a PDF may hold scripts. */
function download({ name, mediaType, content }: Attachment & { readonly content: Buffer }): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="file.${EXTENSIONS[mediaType]}"; filename*=UTF-8''${extendedValue(name)}`,
      'x-content-type-options': 'nosniff',
    },
  })
}

/** RFC 8187: what is no attribute character is written as %XX of UTF-8. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
