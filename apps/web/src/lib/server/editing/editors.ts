// Who may write or review on the pages of the site's editors, and what the store refuses them, as faults of a form.
import type { Access, SiteOutcome, SiteRefusal } from '@clearday/store'
import { error, type RequestEvent } from '@sveltejs/kit'
import type { MessageKey } from '#lib/words/words.ts'
import { asMe } from '../acting.ts'
import type { Fault } from '../sign-in.ts'

type Transaction = Parameters<Parameters<typeof asMe>[1]>[0]
type Event = Pick<RequestEvent, 'locals' | 'url'>

/** For who writes: editors, managers, administrators. Others are told that the page is not open to them. */
export function asEditor<Value>(
  event: Event,
  work: (transaction: Transaction, access: Access) => Promise<Value>,
): Promise<Value> {
  return asMe(event, (transaction, access) => {
    if (access.edit !== true) error(403, 'not-open')
    return work(transaction, access)
  })
}

/** Also for practitioners, who review. */
export function asEditorOrReviewer<Value>(
  event: Event,
  work: (transaction: Transaction, access: Access) => Promise<Value>,
): Promise<Value> {
  return asMe(event, (transaction, access) => {
    if (access.edit !== true && access.review !== true) error(403, 'not-open')
    return work(transaction, access)
  })
}

const WORDS: Readonly<Record<SiteRefusal, MessageKey>> = {
  'not-yours': 'edit.refused.not-yours',
  'not-found': 'edit.refused.not-found',
  'key-taken': 'edit.refused.key-taken',
  'key-changed': 'edit.refused.key-changed',
  'slug-taken': 'edit.refused.slug-taken',
  'wrong-stage': 'edit.refused.wrong-stage',
  'changed-since': 'edit.refused.changed-since',
  'own-article': 'edit.refused.own-article',
  'no-reviewer': 'edit.refused.no-reviewer',
  'no-words': 'edit.refused.no-words',
  'too-late': 'edit.refused.too-late',
  'picture-name': 'edit.refused.picture-name',
  'name-taken': 'edit.refused.name-taken',
  'picture-there': 'edit.refused.picture-there',
  'picture-used': 'edit.refused.picture-used',
}

/** Null where it was done. @param field where it is mended. */
export function siteFault(outcome: SiteOutcome<unknown>, field: string): Fault | null {
  if (outcome.type === 'ok') return null
  const { code, about } = outcome.error
  return { field, key: WORDS[code], values: about }
}
