// What the database says, as it changes: here, in another tab, or because the server answered.
import { liveQuery } from 'dexie'

export interface Live<Value> {
  /** Null until it was read for the first time. */
  readonly current: Value | null
}

/**
 * To be called while a component is made, and ended with it.
 *
 * @param read runs again when what it read changes, and when what it looks at of the component's state does.
 * @param watch for what takes long to read: says alone which state is looked at, so that `read` need not run a second time to show it.
 */
export function live<Value>(read: () => Promise<Value>, watch?: () => unknown): Live<Value> {
  let current = $state.raw<Value | null>(null)
  $effect(() => {
    // started here, so that the state it looks at is known to the effect
    const first = watch === undefined ? read() : Promise.resolve(watch())
    const subscription = liveQuery(read).subscribe({
      next: (value) => {
        current = value
      },
      error: (error: unknown) => {
        reportError(error)
      },
    })
    first.catch(() => undefined)
    return () => {
      subscription.unsubscribe()
    }
  })
  return {
    get current() {
      return current
    },
  }
}
