// A clinic that is served as in life, in a process and a data folder of its own, for a walk through its pages.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

export interface Clinic {
  readonly origin: string
  readonly setUpLink: string
  /** The link in the newest mail to an address, waited for. */
  readonly mailedLink: (to: string, page: string) => Promise<string>
  readonly end: () => Promise<void>
}

export async function startClinic(): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-web-'))
  const environment = {
    ...process.env,
    CLEARDAY_DATA: join(folder, 'data'),
    CLEARDAY_PORT: String(4600 + (process.pid % 300)),
  }
  const server = spawn(process.execPath, ['apps/cli/src/main.ts', 'serve'], { cwd: ROOT, env: environment })
  let words = ''
  server.stdout.resume()
  server.stderr.on('data', (piece: Buffer) => (words += piece.toString()))
  for (let tries = 0; tries < 1200 && server.exitCode === null && !words.includes('/set-up#'); tries++) await wait(50)
  const setUpLink = /http\S+\/set-up#\S+/.exec(words)?.[0]
  if (setUpLink === undefined) throw new Error(`The server did not start:\n${words}`)
  return {
    origin: new URL(setUpLink).origin,
    setUpLink,
    mailedLink: async (to, page) => {
      for (let tries = 0; tries < 200; tries++) {
        const link = newestLink(join(folder, 'data'), to, page)
        if (link !== null) return link
        await wait(50)
      }
      throw new Error(`no mail to ${to} with a link to ${page}`)
    },
    end: async () => {
      if (server.exitCode === null) {
        server.kill('SIGTERM')
        await once(server, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function newestLink(folder: string, to: string, page: string): string | null {
  const mails = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml'))
  for (const name of mails.sort().reverse()) {
    const text = readFileSync(join(folder, name), 'utf8')
      .replaceAll(/=\r?\n/g, '')
      .replaceAll('=3D', '=')
    const link = text.includes(to) ? new RegExp(`http\\S+/account/${page}[^\\s"<>]*`).exec(text)?.[0] : undefined
    if (link !== undefined) return link
  }
  return null
}

/** What an authenticator app shows (RFC 6238: SHA-1, 30 s, six digits). @param secret in base 32. */
export function appCode(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replaceAll(' ', '')].map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
