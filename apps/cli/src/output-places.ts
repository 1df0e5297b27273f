// Where a command writes: never over what it reads, and never two things into one file.
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { UsageProblem } from './command.ts'
import { shownLine } from './shown-text.ts'

/** A file of a command, with the words that a person knows it by: "the diary", "--report". */
export interface NamedPlace {
  readonly what: string
  readonly path: string
}

/** What tells one file from another, whatever way its path is written. */
interface Identity {
  /** Device and number of a file that is there; null where there is none yet. */
  readonly there: string | null
  /** The folder's identity and the name in it. */
  readonly entry: string
  readonly kind: 'file' | 'nothing' | 'other'
}

/**
 * Looks at all places before any of them is opened. Links, hard links, ./ and letters that the file system does not tell apart are seen
 * through. A file that is no input may be there: it will be replaced.
 *
 * Throws `UsageProblem` where an output has no name, is an input, is another output, or is there and no file (a folder, a device).
 */
export async function checkPlaces(inputs: readonly NamedPlace[], outputs: readonly NamedPlace[]): Promise<void> {
  for (const { what, path } of outputs)
    if (path.trim() === '') throw new UsageProblem(`${what} needs the name of a file.`)
  const read = await Promise.all(inputs.map(identityOf))
  const written = await Promise.all(outputs.map(identityOf))
  for (const [k, { what, path }] of outputs.entries()) {
    const over = read.findIndex((one) => same(one, written[k]))
    if (over >= 0) {
      throw new UsageProblem(
        `${what} ${shownLine(path)} would overwrite ${inputs[over].what}, ${shownLine(inputs[over].path)}; give it a place of its own.`,
      )
    }
    const twin = written.findIndex((one, other) => other < k && same(one, written[k]))
    if (twin >= 0) {
      throw new UsageProblem(
        `${outputs[twin].what} and ${what} would both be written to ${shownLine(path)}; give each a place of its own.`,
      )
    }
    if (written[k].kind === 'other')
      throw new UsageProblem(`${what} ${shownLine(path)} is a folder or a device; give the name of a file.`)
  }
}

function same(one: Identity, other: Identity): boolean {
  return one.entry === other.entry || (one.there !== null && one.there === other.there)
}

async function identityOf({ path }: NamedPlace): Promise<Identity> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  const full = await realpath(path).catch(async () => {
    const folder = await realpath(dirname(path)).catch(() => resolve(dirname(path)))
    return join(folder, basename(path))
  })
  const folder = dirname(full)
  const name = (await tellsCaseApart(folder)) ? basename(full) : basename(full).normalize('NFC').toLowerCase()
  return {
    there: found === undefined ? null : `${found.dev}:${found.ino}`,
    entry: JSON.stringify([folder, name]),
    kind: found === undefined ? 'nothing' : found.isFile() ? 'file' : 'other',
  }
}

/** Whether the file system of a folder takes a and A for two letters: it does not where the folder is found in the other case as well. */
async function tellsCaseApart(folder: string): Promise<boolean> {
  const swapped = folder.replace(/\p{L}/gu, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )
  if (swapped === folder) return true
  const [one, other] = await Promise.all(
    [folder, swapped].map((path) => stat(path, { bigint: true }).catch(() => null)),
  )
  return one === null || other === null || one.ino !== other.ino || one.dev !== other.dev
}
