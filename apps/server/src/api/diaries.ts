// What a device asks before it opens a diary: who is signed in and whose diaries they write; and what is agreed to when one is made.
import { asPerson, currentText, writtenDiaries, type Store } from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { json, problem } from '../http/problem.ts'
import { routes } from '../http/routes.ts'
import type { SessionOf } from './session.ts'

export interface DiariesParts {
  readonly store: Pick<Store, 'app'>
  readonly sessionOf: SessionOf
}

export function diariesMount({ store, sessionOf }: DiariesParts): Mount {
  const handle = routes([
    {
      name: 'diaries',
      method: 'GET',
      path: '/api/v1/diaries',
      handle: async (request) => {
        const session = await sessionOf(request)
        if (session === null) return problem(401, 'no-session', 'Sign in first: there is no session, or it has ended.')
        const { account } = session
        const kept = await asPerson(store.app, account, writtenDiaries)
        const diaries = kept.map(({ patient, relation, name }) => ({ patient, capacity: relation, name }))
        const answer = json({ account, diaries })
        for (const cookie of session.setCookies ?? []) answer.headers.append('set-cookie', cookie)
        return answer
      },
    },
    {
      name: 'diary-consent',
      method: 'GET',
      path: '/api/v1/adoption/consent',
      handle: (request) => {
        const { version, language, title, text } = currentText(
          'keep-diary',
          new URL(request.url).searchParams.get('language') ?? 'en',
        )
        return json({ version, language, title, text })
      },
    },
  ])
  return { name: 'diaries', handle }
}
