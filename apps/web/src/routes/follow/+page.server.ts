// Asking for new articles by mail. The answer is the same whether or not the address is known.
import { asReader, siteTopics } from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { isPostableAddress, pace } from '#lib/server/site/pace.ts'
import { masthead, worded } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { isLanguage } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const mayAsk = pace(10)

export const load: PageServerLoad = async ({ locals, url }) => {
  const { clinic, language } = locals
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    return {
      clinicName: head.clinic.name,
      canonical: `${clinic.origin}/follow`,
      topics: head.topics.map(({ id, name }) => ({ id, name: worded(name, language) })),
      topic: url.searchParams.get('topic') ?? '',
    }
  })
}

export const actions: Actions = {
  default: async ({ request, locals, getClientAddress }) => {
    const { clinic, language } = locals
    const said = await readForm(request)
    // only a program fills the field that people do not see: it learns nothing, and nobody gets a mail
    if (said('website') !== '') return { sent: true }
    const kept = { email: said('email'), topic: said('topic'), language: said('language') }
    const faults: Fault[] = []
    if (!isPostableAddress(kept.email)) faults.push({ field: 'email', key: 'follow.fault.email' })
    const topics = await asReader(clinic.app, siteTopics)
    if (kept.topic !== '' && !topics.some(({ id }) => id === kept.topic))
      faults.push({ field: 'topic', key: 'follow.fault.topic' })
    if (faults.length > 0) return fail(400, { faults, kept })
    if (!mayAsk(getClientAddress(), clinic.clock()))
      return fail(429, { faults: [{ field: 'email', key: 'follow.fault.busy' } satisfies Fault], kept })
    await clinic.readers.askToFollow(
      {
        email: kept.email,
        language: isLanguage(kept.language) ? kept.language : language,
        topic: kept.topic === '' ? null : kept.topic,
      },
      language,
      getClientAddress(),
    )
    return { sent: true }
  },
}
