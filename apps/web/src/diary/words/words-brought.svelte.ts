// Words that are brought in one language alone, for a page where both would be too much to send.
import { app, type Language } from '../app.svelte.ts'

/**
 * To be called while a component is made, and ended with it.
 *
 * @param all what brings them. @returns `current` is null until they are there.
 */
export function wordsBrought<Words>(all: Readonly<Record<Language, () => Promise<Words>>>): {
  readonly current: Words | null
} {
  let current = $state.raw<Words | null>(null)
  $effect(() => {
    let isWanted = true
    all[app().language]().then((words) => {
      if (isWanted) current = words
    }, reportError)
    return () => {
      isWanted = false
    }
  })
  return {
    get current() {
      return current
    },
  }
}
