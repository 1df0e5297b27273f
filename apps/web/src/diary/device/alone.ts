// One at a time over all tabs, where the browser can see to that; over plain http it cannot, and what is done twice must do nothing more.

/** Waits until it is alone with the name. */
export function alone<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const locks = locksOf()
  return locks === undefined ? work() : locks.request(name, work)
}

/** Null where another is at it. */
export function aloneIfFree<Value>(name: string, work: () => Promise<Value>): Promise<Value | null> {
  const locks = locksOf()
  if (locks === undefined) return work()
  return locks.request(name, { ifAvailable: true }, (lock): Promise<Value> | null => (lock === null ? null : work()))
}

/** Only there in a secure context, whatever the types say. */
function locksOf(): LockManager | undefined {
  return (navigator as { readonly locks?: LockManager }).locks
}
