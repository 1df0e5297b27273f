// For what adds an entry: a trembling hand taps twice, and adds one.

/**
 * Does nothing while the last is still being done. As the answer to a form it keeps the browser from sending it anywhere, then too.
 *
 * @param work may be given the event.
 */
export function oneAtATime<Given extends readonly unknown[]>(
  work: (...given: Given) => Promise<void>,
): (...given: Given) => Promise<void> {
  let isBusy = false
  return async (...given) => {
    const [first] = given
    if (first instanceof Event) first.preventDefault()
    if (isBusy) return
    isBusy = true
    try {
      await work(...given)
    } finally {
      isBusy = false
    }
  }
}
