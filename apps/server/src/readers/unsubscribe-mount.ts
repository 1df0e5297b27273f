// What a mail program asks when somebody presses its own "unsubscribe" (RFC 8058): a POST ends the mails of that kind at once. A look ends
// nothing, because mail programs and scanners look ahead: it leads to where a person decides.
import { endFollowing, readerTokenHash, stopAnswers, type Store } from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { page } from '../http/page.ts'

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
      if (hash === null)
        return page(
          'Nothing to end',
          '<h1>Nothing to end</h1><p>This link is incomplete. Copy it from the mail as a whole.</p>',
          { status: 404 },
        )
      if (request.method !== 'POST')
        return under === ARTICLES
          ? new Response(null, { status: 303, headers: { location: `/follow/${token}`, 'cache-control': 'no-store' } })
          : page(
              'End these mails',
              '<h1>End the mails about answers?</h1><form method="post"><button>End them</button></form>',
              { form: true },
            )
      await store.app
        .transaction()
        .execute(async (transaction) =>
          under === ARTICLES ? await endFollowing(transaction, hash, null) : await stopAnswers(transaction, hash),
        )
      // the same where it had ended before
      return page('Ended', '<h1>Ended</h1><p>No more of these mails are sent to this address.</p>')
    },
    // the token is the whole authority: no cookie is read here
    fromAnywhere: UNDER,
  }
}
