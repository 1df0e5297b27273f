// The file with the demonstration's passwords: random, made before anybody is, and readable by its owner alone.
import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const ENTRY = z.object({ email: z.string(), password: z.string(), who: z.string(), staff: z.boolean() })
const FILE = z.object({ accounts: z.array(ENTRY), shareLinks: z.record(z.string(), z.string()) })

export type AccountFile = z.output<typeof FILE>

export const ACCOUNT_FILE = 'accounts.json'

/** Without letters that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_LETTERS = 4

/** 16 letters of 31: 79 bits. */
export function randomPassword(): string {
  const group = (): string => Array.from({ length: GROUP_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}

/** null where there is none, or it cannot be understood. */
export function readAccountFile(folder: string): AccountFile | null {
  const path = join(folder, ACCOUNT_FILE)
  if (!existsSync(path)) return null
  try {
    return FILE.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** Whole or not at all. */
export function writeAccountFile(folder: string, file: AccountFile): void {
  const path = join(folder, ACCOUNT_FILE)
  const beside = `${path}.${process.pid}`
  const lines = file.accounts.map((one) => `    ${JSON.stringify(one)}`).join(',\n')
  const text = `{\n  "accounts": [\n${lines}\n  ],\n  "shareLinks": ${JSON.stringify(file.shareLinks)}\n}\n`
  rmSync(beside, { force: true })
  writeFileSync(beside, text, { mode: 0o600 })
  renameSync(beside, path)
}
