// The page behind "end these reminders": a look changes nothing, because mail programs look ahead; the button, or a mail program's own, does.
import { actingAs, stopMails, type Store } from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { page } from '../http/page.ts'
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
      if (asked === null)
        return page(
          'Nothing to end',
          '<h1>Nothing to end</h1><p>This link is incomplete. Copy it from the mail as a whole.</p>',
          {
            status: 404,
          },
        )
      if (request.method !== 'POST')
        return page(
          'End the reminders',
          '<h1>End the reminders?</h1><form method="post"><button>End them</button></form>',
          { form: true },
        )
      const { account, kind } = asked
      await actingAs(store.app, { account, read: [], write: [], append: [] }, (transaction) =>
        stopMails(transaction, account, kind),
      )
      return page(
        'Ended',
        '<h1>Ended</h1><p>No more of these reminders are sent. You can ask for them again in your diary.</p>',
      )
    },
    // the signed link is the whole authority: no cookie is read here
    fromAnywhere: UNDER,
  }
}
