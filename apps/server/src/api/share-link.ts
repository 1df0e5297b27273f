// Opening a share link. The token stands behind the # of the link, which browsers send to nobody: it is in no log, no referrer and no preview.
import { createHash } from 'node:crypto'
import type { LivingRow } from '@clearday/diary/operations'
import { doctorHtml } from '@clearday/web/doctor-html'
import { sql } from 'kysely'
import { z } from 'zod'
import {
  actingAs,
  actingThroughShare,
  openShareLink,
  recordEvent,
  shownKinds,
  type ShareScope,
  type Store,
} from '@clearday/store'
import { DOCTOR_STYLE } from '../doctor/answer-page.ts'
import { whereAndWhen, type MakeDoctorPage } from '../doctor/doctor-pages.ts'
import type { Mount } from '../http/mount.ts'
import { perMinute } from '../http/pace.ts'
import { escapeHtml, page } from '../http/page.ts'
import { json, problem } from '../http/problem.ts'
import { readJson } from '../http/request-body.ts'
import { readerOf, type Language, type Reader } from '../http/reader.ts'
import { routes } from '../http/routes.ts'
import { shareWords } from './share-words.ts'
import { ENTRIES_STYLE, sharedDiaryHtml, type SharedEntry } from './shared-diary-page.ts'

/** Moves the token from the address into the form, and takes it out of the address and the history. */
const SCRIPT = `const take=()=>{const token=location.hash.slice(1);if(token){document.getElementById('token').value=token;document.getElementById('paste').hidden=true;history.replaceState(null,'','/share')}};take();addEventListener('hashchange',take)`
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64')

const ASKED = z.object({ token: z.string().min(1).max(200), code: z.string().max(100).optional() })

/** Of one network address: a practice of several doctors behind one door, and no more. */
const OPENINGS_A_MINUTE = 60

/** Of one link, from wherever: each opening reads a diary of years. */
const OF_A_LINK_A_MINUTE = 20

const NEVER_LISTED = { 'x-robots-tag': 'noindex, nofollow, noarchive' }

/** GET /share neither reads nor counts anything; POST opens, as a page for a form and as JSON for JSON. */
export function shareMount({
  store,
  clock,
  make,
}: {
  readonly store: Store
  readonly clock: () => number
  readonly make: MakeDoctorPage
}): Mount {
  const pace = perMinute(OPENINGS_A_MINUTE, clock)
  const paceOfLink = perMinute(OF_A_LINK_A_MINUTE, clock)
  const handle = routes([
    { name: 'share-landing', method: 'GET', path: '/share', handle: (request) => landing(readerOf(request)) },
    {
      name: 'share-open',
      method: 'POST',
      path: '/share',
      handle: async (request, _, { peer }) => {
        const asJson = (request.headers.get('content-type') ?? '').startsWith('application/json')
        const reader = readerOf(request)
        const wait = pace.begin(peer)
        if (wait > 0 && asJson) return tooOften(wait, 'tooOften', reader, asJson)
        const given = asJson ? await readJson(request) : await readForm(request)
        if (given.type === 'error') return given.answer
        const asked = ASKED.safeParse(given.value)
        // what was pasted is not to be pasted again
        if (wait > 0) return tooOften(wait, 'tooOften', reader, asJson, asked.data?.token)
        if (!asked.success) return refused('closed', reader, asJson)
        const { token, code } = asked.data
        // counted before it is opened, so that openings at once are counted one by one; what opens nothing is the address's alone
        const link = createHash('sha256').update(token).digest('base64')
        const waitOfLink = paceOfLink.begin(link)
        if (waitOfLink > 0) return tooOften(waitOfLink, 'linkTooOften', reader, asJson, token)
        const opened = await openShareLink(store.app, token, code)
        if (opened.type !== 'ok') {
          paceOfLink.takeBack(link)
          if (opened.type === 'closed') return refused('closed', reader, asJson)
          return refused(code === undefined ? 'codeMissing' : 'wrongCode', reader, asJson, token)
        }
        const { linkId, scope } = opened
        const entries = await readShared(store, linkId, scope, clock())
        const { firstDay, lastDay, withNotes } = scope
        if (asJson) return json({ firstDay, lastDay, entries })
        const { language } = reader
        const summary = await summaryHtml(make, language, scope, entries, clock())
        const written = sharedDiaryHtml(language, { firstDay, lastDay, withNotes, entries }, summary === null ? 1 : 2)
        const before = summary ?? `<p role="alert">${escapeHtml(shareWords(language).noPage)}</p>`
        return page(shareWords(language).title, `${before}\n<section class="entries">${written}</section>`, {
          ...{ headers: NEVER_LISTED, reader, style: DOCTOR_STYLE + ENTRIES_STYLE },
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
    // the token is the whole authority: a cookie says here no more than a language and a light
    fromAnywhere: '/share',
  }
}

/** The page for the doctor of what the link shows; null where it cannot be made now. Never of a day that has not come. */
async function summaryHtml(
  make: MakeDoctorPage,
  language: Language,
  { entities, withNotes, firstDay, lastDay }: ShareScope,
  entries: readonly SharedEntry[],
  now: number,
): Promise<string | null> {
  const rows = rowsOf(entries, language)
  const { timeZone, today } = whereAndWhen(rows, now)
  const { kinds } = shareWords(language)
  const shown = shownKinds(entities)
  const missing = Object.keys(kinds)
    .filter((kind) => !shown.includes(kind))
    .map((kind) => ({ kind, name: kinds[kind] }))
  const last = lastDay < today ? lastDay : today
  if (firstDay > last) return null
  try {
    const made = await make({
      ...{ rows, timeZone, firstDay, lastDay: last, paper: null },
      options: { language, from: firstDay, shared: { missing, withNotes } },
    })
    return made === null ? null : doctorHtml(made.page, 1)
  } catch {
    // what was written is shown all the same
    return null
  }
}

/** Entries whose names are not shown get one, so that they can be told apart; what stands for own words stands in the language. */
function rowsOf(entries: readonly SharedEntry[], language: Language): readonly LivingRow[] {
  const said = JSON.stringify(entries.map(({ fields }) => fields))
  const read = language === 'es' ? said.replaceAll('"in own words"', '"con palabras propias"') : said
  const fields = JSON.parse(read) as readonly LivingRow['fields'][]
  return entries.map(({ entity, key, firstDay, lastDay }, at) => ({
    ...{ entity, key: key ?? `shared ${String(at)}`, firstDay, lastDay, fields: fields[at] },
  }))
}

type FormRead = { readonly type: 'ok'; readonly value: unknown } | { readonly type: 'error'; readonly answer: Response }

async function readForm(request: Request): Promise<FormRead> {
  if (!(request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded'))
    return {
      type: 'error',
      answer: problem(415, 'not-a-form', 'Send a form or JSON with token and, if there is one, code.'),
    }
  const form = new URLSearchParams(await request.text())
  // copied with a blank before or behind
  const [token, code] = ['token', 'code'].map((name) => (form.get(name) ?? '').trim())
  return { type: 'ok', value: { token, ...(code !== '' && { code }) } }
}

/** What the form says of itself, and what is given already: a token that was sent stays in it, so that only the code is asked for again. */
interface LandingState {
  readonly status?: number
  readonly token?: string | undefined
  readonly said?: string
  readonly saidOfCode?: string
}

function landing(reader: Reader, { status = 200, token = '', said, saidOfCode }: LandingState = {}): Response {
  const words = shareWords(reader.language)
  const body = `<h1>${words.landingTitle}</h1>
${said === undefined ? '' : `<p role="alert">${said}</p>`}<p>${words.landing}</p>
<form method="post" action="/share">
<label id="paste"${token === '' ? '' : ' hidden'}>${words.token} <input id="token" name="token" autocomplete="off" required value="${escapeHtml(token)}"></label>
<label>${words.code} <input name="code" autocomplete="one-time-code" inputmode="numeric"${saidOfCode === undefined ? '' : ' aria-invalid="true" aria-describedby="code-said" autofocus'}></label>
${saidOfCode === undefined ? '' : `<p id="code-said" role="alert">${saidOfCode}</p>`}<button>${words.open}</button></form><script>${SCRIPT}</script>`
  const answer = page(words.landingTitle, body, { status, form: true, headers: NEVER_LISTED, reader })
  const policy = answer.headers.get('content-security-policy') ?? ''
  answer.headers.set('content-security-policy', `${policy}; script-src 'sha256-${SCRIPT_HASH}'`)
  return answer
}

function tooOften(
  wait: number,
  which: 'tooOften' | 'linkTooOften',
  reader: Reader,
  asJson: boolean,
  token?: string,
): Response {
  const said = shareWords(asJson ? 'en' : reader.language)[which]
  const answer = asJson ? problem(429, 'too-often', said) : landing(reader, { status: 429, said, token })
  answer.headers.set('retry-after', String(wait))
  return answer
}

/** Of a code that is missing and one that is wrong a program hears the same; a person reads beside the field which it was. */
function refused(
  why: 'closed' | 'codeMissing' | 'wrongCode',
  reader: Reader,
  asJson: boolean,
  token?: string,
): Response {
  const said = shareWords(asJson ? 'en' : reader.language)[why]
  if (why === 'closed') return asJson ? problem(404, why, said) : landing(reader, { status: 404, said })
  return asJson ? problem(403, 'wrong-code', said) : landing(reader, { status: 403, token, saidOfCode: said })
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
    const { rows } =
      await sql<SharedEntry>`SELECT entity, key, first_day::text AS "firstDay", last_day::text AS "lastDay", fields FROM shared.entries
      ORDER BY first_day NULLS FIRST, entity, key`.execute(transaction)
    return rows
  })
}
