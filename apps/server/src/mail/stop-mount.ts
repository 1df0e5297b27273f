// The page behind "end these reminders": a look changes nothing, because mail programs look ahead; the button, or a mail program's own, does.
import { actingAs, stopMails, type Store } from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { askToEnd, ended, nothingToEnd } from './ending-pages.ts'
import { readStopPath } from './stop-link.ts'

const UNDER = '/mail/stop/'

/** @param secret of the installation. The link acts as the account in it, with nothing open to it, and can only end these mails. */
export function stopMailsMount({
  store,
  secret,
}: {
  readonly store: Pick<Store, 'app'>
  readonly secret: string
}): Mount {
  return {
    name: 'mail-stop',
    handle: async (request, context) => {
      const { pathname } = new URL(request.url)
      if (!pathname.startsWith(UNDER)) return null
      context.route('mail-stop')
      const asked = readStopPath(pathname, secret)
      if (asked === null) return nothingToEnd(request)
      if (request.method !== 'POST') return askToEnd(request, 'reminders')
      const { account, kind } = asked
      await actingAs(store.app, { account, read: [], write: [], append: [] }, (transaction) =>
        stopMails(transaction, account, kind),
      )
      return ended(request, 'reminders')
    },
    // the signed link is the whole authority: no cookie is read here
    fromAnywhere: UNDER,
  }
}
