// Files that are still being written: whatever ends the program, none of them stays behind.
import { rmSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'

const unfinished = new Set<string>()

process.on('exit', () => {
  for (const path of unfinished) rmSync(path, { force: true })
})

/** The name under which a file is written until it is whole; removed at the end of the program unless `finished` was called. */
export function partialName(path: string, part = ''): string {
  const name = `${path}.${process.pid}${part}.partial`
  unfinished.add(name)
  return name
}

/** The partial file is gone, or has its own name now. */
export function finished(partial: string): void {
  unfinished.delete(partial)
}

/** Writes a whole file or none. Rejects with the system's error. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const partial = partialName(path)
  await writeFile(partial, content)
  await rename(partial, path)
  finished(partial)
}

/** Codes of a file or device that takes no more. */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'])

/** Whether an error is of the place that was written to, and no fault of the program. */
export function isWriteFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && FULL.has(error.code)
}

/** Why a file could not be written, in a few words. */
export function writeFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such folder'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'writing there is not allowed'
  if (code === 'EISDIR') return 'that is a folder'
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk or device is full'
  if (code === 'EFBIG') return 'it would be larger than this system allows'
  if (code === 'EIO') return 'the device does not take it'
  return error instanceof Error ? error.message : String(error)
}
