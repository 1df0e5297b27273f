// Steps that have nothing to do with each other, one after another: none is kept from its turn by one that fails before it.

/** Runs all. @throws after the last what the first that failed threw, so that whoever runs the job reports it. */
export async function eachStep(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const faults: unknown[] = []
  for (const step of steps)
    try {
      await step()
    } catch (fault) {
      faults.push(fault)
    }
  if (faults.length > 0) throw faults[0]
}
