// Starts the server in a process of its own and says where it listens; ends it softly or not.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('./server-process.ts', import.meta.url))

export interface ServerProcess {
  readonly origin: string
  readonly pid: number
  readonly child: ChildProcess
  /** Of the process, however it ends. */
  readonly exited: Promise<number | NodeJS.Signals | null>
}

/** @param folder the data folder. Rejects with the server's own words where it does not come up. */
export async function runServer(folder: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, [PROGRAM], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, CLEARDAY_DATA: folder },
  })
  let words = ''
  child.stderr.on('data', (piece: Buffer) => (words = (words + piece.toString()).slice(-4000)))
  const exited = once(child, 'exit').then(([code, signal]: (number | NodeJS.Signals | null)[]) => code ?? signal)
  const listening = once(child.stdout, 'data').then(([line]: Buffer[]) => line.toString())
  const first = await Promise.race([listening, exited])
  if (typeof first !== 'string' || !first.startsWith('{')) throw new Error(`the server did not start:\n${words}`)
  const { origin } = JSON.parse(first) as { origin: string }
  return { origin, pid: child.pid ?? 0, child, exited }
}
