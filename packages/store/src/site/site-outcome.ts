// What an act on the site ends in: done, or a code that pages have words for, with what it is about.

export const SITE_REFUSALS = [
  'not-yours',
  'not-found',
  'key-taken', // an article with this key is there in this language
  'key-changed', // key and language of an article stay as they were
  'slug-taken', // the address leads to another article
  'wrong-stage', // not what can be done with it as it stands
  'changed-since', // it was saved again after it was looked at
  'own-article', // nobody reviews what they wrote
  'no-reviewer', // the account is none of somebody who reviews
  'no-words', // why is missing
  'too-late', // the planned moment has passed
  'picture-name', // no name that a text could give
  'name-taken', // another picture is called that
  'picture-there', // the same picture has a name already
  'picture-used', // a text shows it
] as const
export type SiteRefusal = (typeof SITE_REFUSALS)[number]

export type SiteOutcome<Value> =
  | { readonly type: 'ok'; readonly value: Value }
  | {
      readonly type: 'error'
      readonly error: { readonly code: SiteRefusal; readonly about: Readonly<Record<string, string>> }
    }

export function siteRefused(code: SiteRefusal, about: Readonly<Record<string, string>> = {}): SiteOutcome<never> {
  return { type: 'error', error: { code, about } }
}
