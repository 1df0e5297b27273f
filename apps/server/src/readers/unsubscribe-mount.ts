// What a mail program asks when somebody presses its own "unsubscribe" (RFC 8058): a POST ends the mails of that kind at once. A look ends
// nothing, because mail programs and scanners look ahead: it leads to where a person decides.
import { endFollowing, readerTokenHash, stopAnswers, type Store } from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { askToEnd, ended, nothingToEnd } from '../mail/ending-pages.ts'

const UNDER = '/mail/readers/'
const ARTICLES = `${UNDER}articles/`
const ANSWERS = `${UNDER}answers/`

/** Ends mails about new articles. */
export function unsubscribeUrl(origin: string, token: string): string {
  return new URL(ARTICLES + token, origin).href
}

/** Ends mails about answers to one comment. */
export function stopAnswersUrl(origin: string, token: string): string {
  return new URL(ANSWERS + token, origin).href
}

export function unsubscribeMount({ store }: { readonly store: Pick<Store, 'app'> }): Mount {
  return {
    name: 'unsubscribe',
    handle: async (request, context) => {
      const { pathname } = new URL(request.url)
      if (!pathname.startsWith(UNDER)) return null
      context.route('unsubscribe')
      const under = [ARTICLES, ANSWERS].find((one) => pathname.startsWith(one))
      const token = under === undefined ? '' : pathname.slice(under.length)
      const hash = readerTokenHash(token)
      if (hash === null) return nothingToEnd(request)
      const what = under === ARTICLES ? 'articles' : 'answers'
      if (request.method !== 'POST')
        return what === 'articles'
          ? new Response(null, { status: 303, headers: { location: `/follow/${token}`, 'cache-control': 'no-store' } })
          : askToEnd(request, what)
      await store.app
        .transaction()
        .execute(async (transaction) =>
          what === 'articles' ? await endFollowing(transaction, hash, null) : await stopAnswers(transaction, hash),
        )
      return ended(request, what)
    },
    // the token is the whole authority: no cookie is read here
    fromAnywhere: UNDER,
  }
}
