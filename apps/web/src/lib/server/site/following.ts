// What is mailed to a reader, with the names of topics in place of their ids.
import type { Following, SiteTopic } from '@clearday/store'
import { words, type Language } from '#lib/words/words.ts'
import { worded } from './reading.ts'

export interface ShownFollowing {
  readonly subscription: string
  readonly confirmed: boolean
  readonly name: string
}

export function followingOf(
  followed: readonly Following[],
  topics: readonly SiteTopic[],
  language: Language,
): readonly ShownFollowing[] {
  const say = words(language)
  return followed.map((one) => {
    const known = topics.find(({ id }) => id === one.topic)
    const topic =
      one.topic === null ? say('follow.all') : known === undefined ? one.topic : worded(known.name, language)
    return {
      subscription: one.subscription,
      confirmed: one.confirmed,
      name: say('follow.one', { topic, language: one.language }),
    }
  })
}
