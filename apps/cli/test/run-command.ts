// Test support: the command as a person runs it, in a process of its own.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The file that Node runs as `clearday`. */
export const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A `clearday` that runs in a folder; the folder is asked for at each run, since a test makes it first. */
export function commandIn(folder: () => string): (...argumentsList: string[]) => Promise<Ran> {
  return (...argumentsList) => run(process.execPath, [MAIN, ...argumentsList], folder())
}

/** Runs any program to its end. Rejects where it cannot be started. */
export function run(program: string, argumentsList: readonly string[], folder: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, argumentsList, { cwd: folder })
    let out = ''
    let err = ''
    child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
    child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}
