// Opening a share link. The token stands behind the # of the link, which browsers send to nobody: it is in no log, no referrer and no preview.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { actingAs, actingThroughShare, openShareLink, recordEvent, type ShareScope, type Store } from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { perMinute } from '../http/pace.ts'
import { page } from '../http/page.ts'
import { json, problem } from '../http/problem.ts'
import { readJson } from '../http/request-body.ts'
import { routes } from '../http/routes.ts'
import { sharedDiaryHtml, type SharedEntry } from './shared-diary-page.ts'

/** Moves the token from the address into the form, and takes it out of the address and the history. */
const SCRIPT = `const token=location.hash.slice(1);if(token){document.getElementById('token').value=token;document.getElementById('paste').hidden=true;history.replaceState(null,'','/share')}`
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64')

const ASKED = z.object({ token: z.string().min(1).max(200), code: z.string().max(100).optional() })

/** Of one network address: a practice of several doctors behind one door, and no more. */
const OPENINGS_A_MINUTE = 60

const NEVER_LISTED = { 'x-robots-tag': 'noindex, nofollow, noarchive' }

/** GET /share neither reads nor counts anything; POST opens, as a page for a form and as JSON for JSON. */
export function shareMount({ store, clock }: { readonly store: Store; readonly clock: () => number }): Mount {
  const pace = perMinute(OPENINGS_A_MINUTE, clock)
  const handle = routes([
    { name: 'share-landing', method: 'GET', path: '/share', handle: () => landing('') },
    {
      name: 'share-open',
      method: 'POST',
      path: '/share',
      handle: async (request, _, { peer }) => {
        const asJson = (request.headers.get('content-type') ?? '').startsWith('application/json')
        const wait = pace.begin(peer)
        if (wait > 0) return tooOften(wait, asJson)
        const given = asJson ? await readJson(request) : await readForm(request)
        if (given.type === 'error') return given.answer
        const asked = ASKED.safeParse(given.value)
        const opened = asked.success
          ? await openShareLink(store.app, asked.data.token, asked.data.code)
          : ({ type: 'closed' } as const)
        if (opened.type !== 'ok') return refused(opened.type, asJson)
        const { linkId, scope } = opened
        const entries = await readShared(store, linkId, scope, clock())
        const { firstDay, lastDay, withNotes } = scope
        return asJson
          ? json({ firstDay, lastDay, entries })
          : page('A headache diary', sharedDiaryHtml({ firstDay, lastDay, withNotes, entries }), {
              headers: NEVER_LISTED,
            })
      },
    },
  ])
  return {
    name: 'share',
    handle: async (request, context) => {
      const answer = await handle(request, context)
      answer?.headers.set('x-robots-tag', NEVER_LISTED['x-robots-tag'])
      return answer
    },
    // the token is the whole authority: no cookie is read here
    fromAnywhere: '/share',
  }
}

type FormRead = { readonly type: 'ok'; readonly value: unknown } | { readonly type: 'error'; readonly answer: Response }

async function readForm(request: Request): Promise<FormRead> {
  if (!(request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded'))
    return {
      type: 'error',
      answer: problem(415, 'not-a-form', 'Send a form or JSON with token and, if there is one, code.'),
    }
  const form = new URLSearchParams(await request.text())
  const code = form.get('code') ?? ''
  return { type: 'ok', value: { token: form.get('token') ?? '', ...(code !== '' && { code }) } }
}

function landing(remark: string, status = 200): Response {
  const body = `<h1>A headache diary was shared with you</h1>
${remark}<p>It can be read, and not changed. Opening it is recorded for the person whose diary it is.</p>
<form method="post" action="/share">
<label id="paste">The part of the link behind the # <input id="token" name="token" autocomplete="off" required></label>
<label>The second code, if you were told one <input name="code" autocomplete="one-time-code" inputmode="numeric"></label>
<button>Open the diary</button></form><script>${SCRIPT}</script>`
  const answer = page('A shared diary', body, { status, form: true, headers: NEVER_LISTED })
  const policy = answer.headers.get('content-security-policy') ?? ''
  answer.headers.set('content-security-policy', `${policy}; script-src 'sha256-${SCRIPT_HASH}'`)
  return answer
}

const CLOSED = 'This link opens nothing: it is wrong, has expired, or was taken back. Ask who sent it for another.'
const WRONG_CODE =
  'A second code belongs to this link, and it was missing or wrong. After five wrong ones the link opens nothing any more.'

const TOO_OFTEN = 'Links were opened very often from your network within a minute. Wait a minute and open it again.'

function tooOften(wait: number, asJson: boolean): Response {
  const answer = asJson ? problem(429, 'too-often', TOO_OFTEN) : landing(`<p role="alert">${TOO_OFTEN}</p>`, 429)
  answer.headers.set('retry-after', String(wait))
  return answer
}

function refused(type: 'closed' | 'wrong-code', asJson: boolean): Response {
  const [status, words] = type === 'closed' ? [404, CLOSED] : [403, WRONG_CODE]
  return asJson ? problem(status, type, words) : landing(`<p role="alert">${words}</p>`, status)
}

/** First it is recorded that the diary was looked at, then it is read: nobody looks unrecorded. */
async function readShared(
  store: Store,
  linkId: string,
  scope: ShareScope,
  now: number,
): Promise<readonly SharedEntry[]> {
  const { patient } = scope
  await actingAs(store.app, { account: linkId, read: [], write: [], append: [], audited: [patient] }, (transaction) =>
    recordEvent(
      transaction,
      { id: patient, kind: 'patient' },
      { actor: linkId, actingAs: 'share-link', act: 'diary.read', about: { link: linkId } },
      now,
    ),
  )
  return actingThroughShare(store.app, store.roles.share, scope, async (transaction) => {
    const { rows } = await sql<SharedEntry>`SELECT entity, key, first_day AS "firstDay", fields FROM shared.entries
      ORDER BY first_day NULLS FIRST, entity, key`.execute(transaction)
    return rows
  })
}
