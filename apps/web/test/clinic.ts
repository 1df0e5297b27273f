// A clinic that is served as in life, in a process and a data folder of its own, for a walk through its pages.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createHmac } from 'node:crypto'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { runningPostgres, type ConnectionSettings } from '@clearday/store'
import pg from 'pg'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const MAIN = 'apps/cli/src/main.ts'

export interface Clinic {
  readonly origin: string
  readonly setUpLink: string
  /** The link in the newest mail to an address, waited for. @param page of the account, or, with a slash before it, of the site. */
  readonly mailedLink: (to: string, page: string) => Promise<string>
  /** As the owner of its database, for what stands there before a walk begins. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>
  /** Whether a mail to an address has gone out since the last restore. */
  readonly mailed: (to: string) => boolean
  /** The owner of the database: for what people could have written before this version. */
  readonly database: () => ConnectionSettings
  /** What the app asks the database for an address, after a start at which nothing is known yet; who acts and from when to when left out. */
  readonly queriesOf: (path: string) => Promise<readonly string[]>
  /** Ends, and begins again at the same address without a mail server that answers: what is to be sent waits. */
  readonly losesItsMailServer: () => Promise<void>
  /** Ends, and begins again at the same address with a mail server. @param url smtp://… */
  readonly mailsThrough: (url: string) => Promise<void>
  /** A backup is written of what runs, restored into a new folder, and served at the same address with mails as files. */
  readonly isRestored: () => Promise<void>
  readonly end: () => Promise<void>
}

export async function startClinic(): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-web-'))
  let restored = 0
  let data = join(folder, 'data')
  const port = String(4600 + (process.pid % 300))
  const environment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
    ...process.env,
    ...{ CLEARDAY_DATA: data, CLEARDAY_PORT: port },
    ...more,
  })
  const begin = async (said: RegExp, more?: Readonly<Record<string, string>>) => {
    const child = spawn(process.execPath, [MAIN, 'serve'], { cwd: ROOT, env: environment(more) })
    let words = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (words += piece.toString()))
    for (let tries = 0; tries < 1200 && child.exitCode === null && !said.test(words); tries++) await wait(50)
    const found = said.exec(words)
    if (found === null) throw new Error(`The server did not start:\n${words}`)
    return { child, found: found[0] }
  }
  const stop = async (): Promise<void> => {
    if (running.child.exitCode !== null) return
    running.child.kill('SIGTERM')
    await once(running.child, 'exit')
  }
  const clearday = (...given: readonly string[]): void => {
    execFileSync(process.execPath, [MAIN, ...given], { cwd: ROOT, env: environment(), stdio: 'pipe' })
  }
  const mailsThrough = async (url: string): Promise<void> => {
    await stop()
    running = await begin(/"event":"listening"/, { CLEARDAY_SMTP_URL: url })
  }
  let running = await begin(/http\S+\/set-up#\S+/)
  const setUpLink = running.found
  return {
    origin: new URL(setUpLink).origin,
    setUpLink,
    mailedLink: async (to, page) => {
      for (let tries = 0; tries < 200; tries++) {
        const link = newestLink(data, to, page)
        if (link !== null) return link
        await wait(50)
      }
      throw new Error(`no mail to ${to} with a link to ${page}`)
    },
    sql: async (text, values = []) => {
      const client = new pg.Client(runningPostgres(data) ?? {})
      await client.connect()
      try {
        return (await client.query<Record<string, unknown>>(text, [...values])).rows
      } finally {
        await client.end()
      }
    },
    mailed: (to) => mailsIn(data).some((text) => text.includes(to)),
    database: () => {
      const settings = runningPostgres(data)
      if (settings === null) throw new Error('the database does not run')
      return settings
    },
    queriesOf: async (path) => {
      const client = new pg.Client(runningPostgres(data) ?? {})
      await client.connect()
      await client.query("ALTER ROLE clearday_app SET log_statement = 'all'")
      const { rows } = await client.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder")
      await client.end()
      await stop()
      running = await begin(/"event":"listening"/)
      // what a starting server asks by itself comes first
      await wait(500)
      const said = (): string => readFileSync(join(dirname(rows[0].folder), 'postgresql.log'), 'utf8')
      const before = said().length
      await (await fetch(new URL(setUpLink).origin + path)).text()
      await wait(300)
      return [
        ...said()
          .slice(before)
          .matchAll(/LOG: {2}(?:statement|execute [^:]+): (.*(?:\n\t.*)*)/g),
      ]
        .map(([, statement]) => statement)
        .filter((statement) => !/^\s*(begin|start|commit|rollback|set|show)\b/i.test(statement))
    },
    losesItsMailServer: () => mailsThrough('smtp://127.0.0.1:1'),
    mailsThrough,
    isRestored: async () => {
      restored += 1
      const [backup, passphrase] = [join(folder, `clinic-${String(restored)}.backup`), join(folder, 'passphrase')]
      writeFileSync(passphrase, 'violet harbour seven lamps\n', { mode: 0o600 })
      clearday('backup', backup, '--passphrase-file', passphrase)
      await stop()
      const before = data
      data = join(folder, `restored-${String(restored)}`)
      // kept apart from the backup, as `docs/operations.md` says: without it mails that wait cannot be read
      mkdirSync(data, { mode: 0o700 })
      copyFileSync(join(before, 'secrets.json'), join(data, 'secrets.json'))
      clearday('restore', backup, '--passphrase-file', passphrase)
      running = await begin(/"event":"listening"/)
    },
    end: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The newest first. */
function mailsIn(folder: string): readonly string[] {
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.eml'))
      // their names say nothing of their order
      .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
      .sort((one, other) => other.at - one.at)
      .map(({ name }) =>
        readFileSync(join(folder, name), 'utf8')
          .replaceAll(/=\r?\n/g, '')
          .replaceAll('=3D', '='),
      )
  )
}

function newestLink(folder: string, to: string, page: string): string | null {
  for (const text of mailsIn(folder)) {
    const link = text.includes(to)
      ? new RegExp(`http\\S+${page.startsWith('/') ? page : `/account/${page}`}[^\\s"<>]*`).exec(text)?.[0]
      : undefined
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
