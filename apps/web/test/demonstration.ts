// The demonstration clinic, served in a process and a data folder of its own: people of every role are there, and articles with their writers.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { runningPostgres } from '@clearday/store'
import pg from 'pg'
import type { Page } from 'playwright-core'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

export interface Demonstration {
  readonly origin: string
  /** @param who how their address begins: `robin`. */
  readonly signIn: (page: Page, who: string) => Promise<void>
  /** As the owner of its database, for what stands there before a walk begins. */
  readonly sql: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>
  /** Where it keeps what it has. */
  readonly folder: string
  readonly end: () => Promise<void>
}

export async function startDemonstration(): Promise<Demonstration> {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-demo-'))
  const data = join(folder, 'demo')
  const port = String(4900 + (process.pid % 90))
  const child = spawn(process.execPath, ['apps/cli/src/main.ts', 'start', '--patients', '1', '--days', '28'], {
    cwd: ROOT,
    env: { ...process.env, CLEARDAY_DATA: data, CLEARDAY_PORT: port },
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (words += piece.toString()))
  const runs = (): string | undefined => /runs at (http:\/\/\S+)/.exec(words)?.[1]
  for (let tries = 0; tries < 2400 && child.exitCode === null && runs() === undefined; tries++) await wait(50)
  const origin = runs()
  if (origin === undefined) throw new Error(`The demonstration did not start:\n${words}`)
  const { accounts } = JSON.parse(readFileSync(join(data, 'accounts.json'), 'utf8')) as {
    readonly accounts: readonly { readonly email: string; readonly password: string }[]
  }
  return {
    ...{ origin, folder: data },
    sql: async (text, values = []) => {
      const client = new pg.Client(runningPostgres(data) ?? {})
      await client.connect()
      try {
        return (await client.query<Record<string, unknown>>(text, [...values])).rows
      } finally {
        await client.end()
      }
    },
    signIn: async (page, who) => {
      const account = accounts.find(({ email }) => email.startsWith(`${who}.`))
      if (account === undefined) throw new Error(`nobody in the demonstration is called ${who}`)
      await page.goto(`${origin}/account/sign-in`)
      await page.locator('[name=email]').fill(account.email)
      await page.locator('[name=password]').fill(account.password)
      await page.getByRole('button', { name: 'Sign in' }).first().click()
      await page.getByRole('heading', { name: 'Your account' }).waitFor()
    },
    end: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
