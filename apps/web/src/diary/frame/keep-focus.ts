// Where the focus goes when what had it is gone: a button that answered, and is asked no more.

/** What was said is on the page a moment later. */
const PATIENCE_MS = 1500

/** To be called after an act: who goes by keyboard or listens goes on at what was told, and not at the head of the page. */
export function keepFocus(told: HTMLElement | undefined): void {
  const had = document.activeElement
  const end = Date.now() + PATIENCE_MS
  const look = (): void => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) told?.focus({ preventScroll: true })
    // nobody who has gone on is brought back
    else if (activeElement === had && Date.now() < end) requestAnimationFrame(look)
  }
  look()
}
