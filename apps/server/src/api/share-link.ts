// Opening a share link. The token stands behind the # of the link, which browsers send to nobody: it is in no log, no referrer and no preview.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { actingAs, actingThroughShare, openShareLink, recordEvent, type ShareScope, type Store } from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { perMinute } from '../http/pace.ts'
import { escapeHtml, page } from '../http/page.ts'
import { json, problem } from '../http/problem.ts'
import { readJson } from '../http/request-body.ts'
import { readerOf, type Reader } from '../http/reader.ts'
import { routes } from '../http/routes.ts'
import { shareWords } from './share-words.ts'
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
    { name: 'share-landing', method: 'GET', path: '/share', handle: (request) => landing(readerOf(request), '') },
    {
      name: 'share-open',
      method: 'POST',
      path: '/share',
      handle: async (request, _, { peer }) => {
        const asJson = (request.headers.get('content-type') ?? '').startsWith('application/json')
        const reader = readerOf(request)
        const wait = pace.begin(peer)
        if (wait > 0) return tooOften(wait, reader, asJson)
        const given = asJson ? await readJson(request) : await readForm(request)
        if (given.type === 'error') return given.answer
        const asked = ASKED.safeParse(given.value)
        const opened = asked.success
          ? await openShareLink(store.app, asked.data.token, asked.data.code)
          : ({ type: 'closed' } as const)
        if (opened.type !== 'ok') return refused(opened.type, reader, asJson, asked.data?.token)
        const { linkId, scope } = opened
        const entries = await readShared(store, linkId, scope, clock())
        const { firstDay, lastDay, withNotes } = scope
        return asJson
          ? json({ firstDay, lastDay, entries })
          : page(
              shareWords(reader.language).title,
              sharedDiaryHtml(reader.language, { firstDay, lastDay, withNotes, entries }),
              {
                headers: NEVER_LISTED,
                reader,
              },
            )
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
    // the token is the whole authority: a cookie says here no more than a language and a light
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

/** @param token that was sent already: it stays in the form, so that only the code is asked for again. */
function landing(reader: Reader, remark: string, status = 200, token = ''): Response {
  const words = shareWords(reader.language)
  const body = `<h1>${words.landingTitle}</h1>
${remark}<p>${words.landing}</p>
<form method="post" action="/share">
<label id="paste"${token === '' ? '' : ' hidden'}>${words.token} <input id="token" name="token" autocomplete="off" required value="${escapeHtml(token)}"></label>
<label>${words.code} <input name="code" autocomplete="one-time-code" inputmode="numeric"></label>
<button>${words.open}</button></form><script>${SCRIPT}</script>`
  const answer = page(words.landingTitle, body, { status, form: true, headers: NEVER_LISTED, reader })
  const policy = answer.headers.get('content-security-policy') ?? ''
  answer.headers.set('content-security-policy', `${policy}; script-src 'sha256-${SCRIPT_HASH}'`)
  return answer
}

function tooOften(wait: number, reader: Reader, asJson: boolean): Response {
  const words = shareWords(asJson ? 'en' : reader.language).tooOften
  const answer = asJson ? problem(429, 'too-often', words) : landing(reader, `<p role="alert">${words}</p>`, 429)
  answer.headers.set('retry-after', String(wait))
  return answer
}

function refused(type: 'closed' | 'wrong-code', reader: Reader, asJson: boolean, token?: string): Response {
  const { closed, wrongCode } = shareWords(asJson ? 'en' : reader.language)
  const [status, words] = type === 'closed' ? [404, closed] : [403, wrongCode]
  return asJson
    ? problem(status, type, words)
    : landing(reader, `<p role="alert">${words}</p>`, status, type === 'wrong-code' ? token : '')
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
