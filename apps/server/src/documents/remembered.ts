// What takes long to draw is drawn once for the same words, however often and under whatever address it is asked for.

/** @param most results that are held; the one that was asked for longest ago goes first. A failure is not held. */
export function remembered<Words>(
  draw: (words: Words) => Promise<Buffer>,
  most: number,
): (words: Words) => Promise<Buffer> {
  const held = new Map<string, Promise<Buffer>>()
  return (words) => {
    const key = JSON.stringify(words)
    const drawn = held.get(key) ?? draw(words)
    held.delete(key)
    held.set(key, drawn)
    drawn.catch(() => held.delete(key))
    for (const oldest of held.keys()) {
      if (held.size <= most) break
      held.delete(oldest)
    }
    return drawn
  }
}
