// A journal outside the database and its backups: lines of JSON that stand, also after a power cut, when they were acknowledged.
import { open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Adds lines that stand when this returns. */
export async function appendLines(path: string, lines: readonly object[]): Promise<void> {
  if (lines.length === 0) return
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await file.read(last, 0, 1, size - 1)
    // a line that was cut off by a crash keeps to itself
    const before = size > 0 && last[0] !== 10 ? '\n' : ''
    await file.appendFile(`${before}${lines.map((line) => `${JSON.stringify(line)}\n`).join('')}`)
    await file.sync()
  } finally {
    await file.close()
  }
  // the file's name too
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Adds the lines of another journal that one does not have: after a restore it goes on from the journal of the server that is lost. */
export async function carryJournal(from: string, to: string): Promise<void> {
  const any = (value: unknown): object | null => (typeof value === 'object' ? value : null)
  const there = new Set((await readLines(to, any)).map((line) => JSON.stringify(line)))
  await appendLines(
    to,
    (await readLines(from, any)).filter((line) => !there.has(JSON.stringify(line))),
  )
}

/** A file that is not there is an empty one; a line that was cut off is left out. @param read null for what is no line of this journal. */
export async function readLines<Line>(path: string, read: (value: unknown) => Line | null): Promise<readonly Line[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  return text.split('\n').flatMap((written) => {
    const line = read(parsed(written))
    return line === null ? [] : [line]
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
