// The bytes of an input file: opened once, readable from the start as often as needed, in pieces of fixed size.
import { open, type FileHandle } from 'node:fs/promises'
import { accept, refuseInput, type InputResult } from './input-problem.ts'

/** A file that can be read several times. `close` gives its handle back. */
export interface DiaryBytes {
  readonly file: string
  readonly size: number
  /** The pieces from the first byte on; a piece is only valid until the next one is asked for. */
  readonly pieces: () => AsyncGenerator<InputResult<Uint8Array>>
  readonly close: () => Promise<void>
}

/** Told of every piece that was read, and of the size of the file, in bytes. */
export type OnRead = (bytes: number, size: number) => void

const pieceBytes = 256 * 1024
const pipeLimitBytes = 64 * 1024 * 1024

/**
 * Opens a file. A pipe is held in memory, up to 64 MB, because the file is read more than once.
 * Errors: no-such-file, is-a-directory, not-readable, empty-file, pipe-too-large.
 */
export async function openBytes(file: string, onRead: OnRead = () => undefined): Promise<InputResult<DiaryBytes>> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, 'r')
    const status = await handle.stat()
    if (status.isDirectory()) {
      await handle.close()
      return refuseInput(directoryProblem(file))
    }
    if (!status.isFile()) return await bytesOfPipe(file, handle)
    if (status.size === 0) {
      await handle.close()
      return refuseInput(emptyProblem(file))
    }
    return accept(bytesOfFile(file, handle, status.size, onRead))
  } catch (error) {
    await handle?.close()
    return refuseInput(openProblem(file, error))
  }
}

function bytesOfFile(file: string, handle: FileHandle, size: number, onRead: OnRead): DiaryBytes {
  async function* pieces(): AsyncGenerator<InputResult<Uint8Array>> {
    const piece = new Uint8Array(pieceBytes)
    let position = 0
    for (;;) {
      let bytesRead: number
      try {
        bytesRead = (await handle.read(piece, 0, pieceBytes, position)).bytesRead
      } catch (error) {
        yield refuseInput(openProblem(file, error))
        return
      }
      if (bytesRead === 0) break
      position += bytesRead
      onRead(bytesRead, size)
      yield accept(piece.subarray(0, bytesRead))
    }
    if (position !== size) {
      const message = `the file changed from ${size} to ${position} bytes while it was read; try again when nothing writes to it.`
      yield refuseInput({ code: 'file-changed', file, message })
    }
  }
  return { file, size, pieces, close: () => handle.close() }
}

async function bytesOfPipe(file: string, handle: FileHandle): Promise<InputResult<DiaryBytes>> {
  const held: Uint8Array[] = []
  let size = 0
  for (;;) {
    const piece = new Uint8Array(pieceBytes)
    const { bytesRead } = await handle.read(piece, 0, pieceBytes, null)
    if (bytesRead === 0) break
    size += bytesRead
    if (size > pipeLimitBytes) {
      await handle.close()
      const message =
        'more than 64 MB came through a pipe; save it as a file and name the file, which is read in pieces.'
      return refuseInput({ code: 'pipe-too-large', file, message })
    }
    held.push(piece.subarray(0, bytesRead))
  }
  await handle.close()
  if (size === 0) return refuseInput(emptyProblem(file))
  async function* pieces(): AsyncGenerator<InputResult<Uint8Array>> {
    for (const piece of held) yield await Promise.resolve(accept(piece))
  }
  return accept({ file, size, pieces, close: async () => {} })
}

function emptyProblem(file: string) {
  const message =
    'the file is empty; it needs a header line such as id,day,headache,on and one line for each logged day.'
  return { code: 'empty-file', file, message }
}

function directoryProblem(file: string) {
  return { code: 'is-a-directory', file, message: 'this is a folder; name the diary file inside it.' }
}

function openProblem(file: string, error: unknown) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return { code: 'no-such-file', file, message: 'there is no file of this name; check the spelling and the folder.' }
  }
  if (code === 'EISDIR') return directoryProblem(file)
  if (code === 'EACCES' || code === 'EPERM') {
    return { code: 'not-readable', file, message: 'you do not have permission to read this file.' }
  }
  return { code: 'not-readable', file, message: `the system could not read this file (${code}).` }
}
