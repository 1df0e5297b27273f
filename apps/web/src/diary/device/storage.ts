// Whether the browser keeps what lies here, and how much room there is.

export interface Storage {
  /** Null where the browser does not say. */
  readonly kept: boolean | null
  /** In bytes; null where the browser does not say. */
  readonly used: number | null
  readonly room: number | null
}

/** Below this much left, in bytes or as a part of the room, it is said before anything fails. */
const LITTLE_BYTES = 5_000_000
const LITTLE_PART = 0.05

/** Asks the browser not to clear it when the device runs short. Some ask the person, some decide by themselves. */
export async function askToKeep(): Promise<boolean> {
  try {
    return (await managerOf()?.persist()) ?? false
  } catch {
    return false
  }
}

export async function storageNow(): Promise<Storage> {
  const manager = managerOf()
  if (manager === undefined) return { kept: null, used: null, room: null }
  const [kept, { usage = null, quota = null }] = await Promise.all([
    manager.persisted().catch(() => null),
    manager.estimate().catch((): StorageEstimate => ({})),
  ])
  return { kept, used: usage, room: quota }
}

export function isNearlyFull({ used, room }: Storage): boolean {
  return used !== null && room !== null && room - used < Math.max(room * LITTLE_PART, LITTLE_BYTES)
}

/** Only there in a secure context, whatever the types say. */
function managerOf(): StorageManager | undefined {
  return (navigator as { readonly storage?: StorageManager }).storage
}
