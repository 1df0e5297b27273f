// Turns: of one diary or one account only so much runs at a time, and waits here, holding nothing, rather than in the database with a connection.

export interface Turns {
  /**
   * Runs work when it is its turn: in order for each key. Null where too many wait already; nothing was done then.
   *
   * O(1) for each; a key that nobody waits for takes no memory.
   */
  readonly take: <Value>(key: string, work: () => Promise<Value>) => Promise<Value | null>
}

/** @param atOnce of one key. @param waiting how many of one key may wait. */
export function turns({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Turns {
  const queues = new Map<string, { running: number; readonly next: (() => void)[] }>()
  return {
    async take(key, work) {
      const queue = queues.get(key) ?? { running: 0, next: [] }
      queues.set(key, queue)
      if (queue.running >= atOnce) {
        if (queue.next.length >= waiting) return null
        await new Promise<void>((resolve) => queue.next.push(resolve))
      } else queue.running++
      try {
        return await work()
      } finally {
        const next = queue.next.shift()
        // whoever waited takes the place over, so that nobody who comes now gets between
        if (next !== undefined) next()
        else if (--queue.running === 0) queues.delete(key)
      }
    },
  }
}
