// The first administrator of an empty clinic: a link that is printed once, works once, and lies nowhere in plain words.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { openPool, type ConnectionSettings } from '@clearday/store'
import { z } from 'zod'
import { passwordFault, SHORTEST_PASSWORD } from '../accounts/password-rule.ts'
import type { Mount } from '../http/mount.ts'
import { escapeHtml, page } from '../http/page.ts'
import { problem } from '../http/problem.ts'
import { routes } from '../http/routes.ts'
import { addPerson, hasAdministrator } from './people.ts'

export interface SetUp {
  /** What stands behind the # of the link. */
  readonly token: string
  readonly mount: Mount
}

/** Long enough to walk to a desk; another start prints another link. */
export const SET_UP_HOURS = 24

const SCRIPT = `const token=location.hash.slice(1);if(token){document.getElementById('token').value=token;document.getElementById('paste').hidden=true;history.replaceState(null,'','/set-up')}`
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64')

const ASKED = z.object({
  token: z.string(),
  email: z.string().max(320),
  name: z.string().trim().min(1).max(200),
  password: z.string(),
})

/**
 * Null where there is an administrator already: then nobody becomes one by a link.
 *
 * @param owner opened for the one act. @param clock ms since 1970.
 */
export async function offerSetUp(owner: ConnectionSettings, clock: () => number): Promise<SetUp | null> {
  const asOwner = async <Value>(work: (tables: ReturnType<typeof openPool>) => Promise<Value>): Promise<Value> => {
    const tables = openPool(owner, 'clearday set-up', 1)
    try {
      return await work(tables)
    } finally {
      await tables.destroy()
    }
  }
  if (await asOwner(hasAdministrator)) return null
  const token = randomBytes(32).toString('base64url')
  const hash = sum(token)
  const until = clock() + SET_UP_HOURS * 3_600_000
  let used = false
  const open = (given: string): boolean => !used && clock() < until && timingSafeEqual(sum(given), hash)
  const make = async (given: z.output<typeof ASKED>): Promise<Response> => {
    const { token: said, email, name, password } = given
    if (!open(said)) return form('This link does not work (any more). Start the server again for another.', given, 403)
    const weak = passwordFault(password, [email, name])
    if (weak !== null) return form(PASSWORD_WORDS[weak], given, 400)
    // taken before anything is waited for: of two that are sent at once one is the first
    used = true
    const added = await asOwner(async (tables) =>
      (await hasAdministrator(tables))
        ? null
        : addPerson(tables, { email, name, password, roles: ['administrator'] }, true, clock()),
    ).catch((error: unknown) => {
      used = false
      throw error
    })
    if (added === null) return form('There is an administrator already.', given, 403)
    if (added.type === 'ok')
      return page('Clearday', '<h1>Done</h1><p>You are the administrator. Sign in with your address and password.</p>')
    used = false
    return form(added.error.message, given, 400)
  }
  const handle = routes([
    { name: 'set-up', method: 'GET', path: '/set-up', handle: () => form('', null) },
    {
      name: 'set-up',
      method: 'POST',
      path: '/set-up',
      handle: async (request) => {
        if (!(request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded'))
          return problem(415, 'not-a-form', 'Send the form of this page.')
        const asked = ASKED.safeParse(Object.fromEntries(new URLSearchParams(await request.text())))
        return asked.success ? make(asked.data) : form('Fill in every field.', null, 400)
      },
    },
  ])
  // the token is the whole authority: no cookie is read here
  return { token, mount: { name: 'set-up', handle, fromAnywhere: '/set-up' } }
}

const PASSWORD_WORDS = {
  'too-short': `The password needs ${SHORTEST_PASSWORD} characters or more; several words are best.`,
  'too-long': 'The password is too long.',
  'too-common': 'This password is among the first that anybody would guess. Take other words.',
  'says-who-you-are': 'The password is made of your name or address. Take other words.',
} as const

function sum(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function form(remark: string, given: z.output<typeof ASKED> | null, status = 200): Response {
  const { token = '', email = '', name = '' } = given ?? {}
  const body = `<h1>The first administrator</h1>
${remark === '' ? '' : `<p role="alert">${escapeHtml(remark)}</p>`}
<p>Whoever fills this in runs this clinic's server: they let others in and give them their roles.</p>
<form method="post" action="/set-up">
<label id="paste"${token === '' ? '' : ' hidden'}>The part of the link behind the # <input id="token" name="token" value="${escapeHtml(token)}" autocomplete="off" required></label>
<label>Your name <input name="name" value="${escapeHtml(name)}" autocomplete="name" required></label>
<label>E-mail address <input name="email" type="email" value="${escapeHtml(email)}" autocomplete="username" required></label>
<label>A password of ${SHORTEST_PASSWORD} characters or more <input name="password" type="password" autocomplete="new-password" minlength="${SHORTEST_PASSWORD}" required></label>
<button>Make the account</button></form><script>${SCRIPT}</script>`
  const answer = page('Set up Clearday', body, { status, form: true })
  const policy = answer.headers.get('content-security-policy') ?? ''
  answer.headers.set('content-security-policy', `${policy}; script-src 'sha256-${SCRIPT_HASH}'`)
  return answer
}
