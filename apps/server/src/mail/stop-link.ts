// The link that ends reminders without signing in: it says whose and which, sealed by the installation, and can do nothing else.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { isUuid } from '@clearday/store'

/** Mails that can be ended by their own link. */
export type StoppableKind = 'diary-reminder'

/** @param origin of the site. The page asks by GET and ends by POST, so that a preview ends nothing; mail programs send the POST at once. */
export function stopUrl(origin: string, secret: string, account: string, kind: StoppableKind): string {
  return new URL(`/mail/stop/${kind}/${account}/${signature(secret, account, kind)}`, origin).href
}

/** Whose mails such a path ends; null where this installation did not make it. */
export function readStopPath(
  path: string,
  secret: string,
): { readonly account: string; readonly kind: StoppableKind } | null {
  const [, account = '', signed = ''] = /^\/mail\/stop\/diary-reminder\/([^/]+)\/([^/]+)$/.exec(path) ?? []
  if (!isUuid(account)) return null
  const [given, right] = [Buffer.from(signed), Buffer.from(signature(secret, account, 'diary-reminder'))]
  return given.length === right.length && timingSafeEqual(given, right) ? { account, kind: 'diary-reminder' } : null
}

function signature(secret: string, account: string, kind: StoppableKind): string {
  return createHmac('sha256', secret).update(`stop mails ${kind} ${account}`).digest('base64url')
}
