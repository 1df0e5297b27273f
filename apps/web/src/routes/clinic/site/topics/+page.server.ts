// What articles are about: the word in the address, the name in both languages, and the order in lists.
import { putSiteTopic, siteTopics, topicVersions } from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { asManager, shownVersions, wordedOf } from '#lib/server/site/managing-site.ts'
import { worded } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  asManager(event, async (transaction, access) => {
    const { language } = event.locals
    const topics = await siteTopics(transaction)
    const chosen = topics.find(({ id }) => id === event.url.searchParams.get('topic')) ?? null
    const versions = chosen === null ? [] : await topicVersions(transaction, chosen.id)
    return {
      topics: topics.map(({ id, name, position }) => ({ id, name: worded(name, language), position })),
      chosen,
      next: Math.max(-1, ...topics.map(({ position }) => position)) + 1,
      from: versions[0]?.version ?? 0,
      versions: await shownVersions(
        transaction,
        access,
        versions,
        ({ name, position }) => `${Object.values(name as Record<string, string>).join(' · ')} · ${String(position)}`,
      ),
    }
  })

export const actions: Actions = {
  default: async (event) => {
    const said = await readForm(event.request)
    const kept = { id: said('id'), name: wordedOf(said, 'name'), about: wordedOf(said, 'about') }
    const [position, from] = [Number(said('position')), Number(said('from'))]
    const faults: Fault[] = []
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(kept.id) || kept.id.length > 60)
      faults.push({ field: 'id', key: 'siteset.fault.id' })
    for (const language of ['en', 'es'] as const)
      if (kept.name[language] === undefined) faults.push({ field: `name.${language}`, key: 'siteset.fault.topic' })
    if (!Number.isSafeInteger(position) || position < 0 || position > 1000)
      faults.push({ field: 'position', key: 'siteset.fault.position' })
    const refuse = (status: number) => fail(status, { faults, kept: { ...kept, position: said('position'), from } })
    if (faults.length > 0) return refuse(400)
    const put = await asManager(event, (transaction, access) =>
      putSiteTopic(transaction, access, { ...kept, position }, from),
    )
    if (put.type === 'ok') return { done: kept.id }
    faults.push({ field: 'name.en', key: 'siteset.fault.changed' })
    return refuse(409)
  },
}
