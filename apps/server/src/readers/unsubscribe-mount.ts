// What a mail program asks when somebody presses its own "unsubscribe" (RFC 8058): a POST ends all mails about new articles at once. A look
// ends nothing, because mail programs and scanners look ahead: it leads to the page where a person decides.
import { endFollowing, readerTokenHash, type Store } from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { page } from '../http/page.ts'

const UNDER = '/mail/unsubscribe/'

export function unsubscribeUrl(origin: string, token: string): string {
  return new URL(UNDER + token, origin).href
}

export function unsubscribeMount({ store }: { readonly store: Pick<Store, 'app'> }): Mount {
  return {
    name: 'unsubscribe',
    handle: async (request, context) => {
      const { pathname } = new URL(request.url)
      if (!pathname.startsWith(UNDER)) return null
      context.route('unsubscribe')
      const token = pathname.slice(UNDER.length)
      const hash = readerTokenHash(token)
      if (hash === null)
        return page(
          'Nothing to end',
          '<h1>Nothing to end</h1><p>This link is incomplete. Copy it from the mail as a whole.</p>',
          { status: 404 },
        )
      if (request.method !== 'POST')
        return new Response(null, {
          status: 303,
          headers: { location: `/follow/${token}`, 'cache-control': 'no-store' },
        })
      await store.app.transaction().execute((transaction) => endFollowing(transaction, hash, null))
      // the same where it had ended before
      return page('Ended', '<h1>Ended</h1><p>No more mails about new articles are sent to this address.</p>')
    },
    // the token is the whole authority: no cookie is read here
    fromAnywhere: UNDER,
  }
}
