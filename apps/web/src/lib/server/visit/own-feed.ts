// The actions of a page on which somebody makes, renews or stops the address of their calendar feed.
import { endFeed, makeFeed } from '@clearday/store'
import { error, type RequestEvent } from '@sveltejs/kit'
import { asMe } from '../acting.ts'

/** Makes the address, or makes it anew; shown in the answer and nowhere again. */
export async function makeOwnFeed(
  event: RequestEvent,
  kind: 'practitioner' | 'patient',
): Promise<{ readonly feedAddress: string }> {
  const { clinic, language } = event.locals
  const made = await asMe(event, (transaction, access) =>
    makeFeed(transaction, access, { kind, language }, clinic.clock()),
  )
  if (made.type === 'error') error(403, 'not-open')
  return { feedAddress: `${clinic.origin}/calendar/${made.value.token}.ics` }
}

/** It opens nothing from then on. */
export async function endOwnFeed(
  event: RequestEvent,
  kind: 'practitioner' | 'patient',
): Promise<{ readonly feedEnded: true }> {
  await asMe(event, (transaction, access) => endFeed(transaction, access, kind, event.locals.clinic.clock()))
  return { feedEnded: true }
}
