// Recovery codes of a second step: written down by hand and read again in trouble.
import { randomInt } from 'node:crypto'

/** Without letters that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const CODES = 10
const GROUPS = 3
const GROUP = 4

/** Ten codes such as `q7fk-3mzt-9wha`: 59 bits each. */
export function newRecoveryCodes(): string[] {
  const group = (): string => Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: CODES }, () => Array.from({ length: GROUPS }, group).join('-'))
}

/** A code as it was made, however it was typed: in capitals, with spaces, without hyphens. One of an older version stays as it is. */
export function recoveryCodeOf(typed: string): string {
  const letters = typed.toLowerCase().replaceAll(/[\s-]/g, '')
  return letters.length === GROUPS * GROUP
    ? [0, GROUP, 2 * GROUP].map((at) => letters.slice(at, at + GROUP)).join('-')
    : typed.trim()
}
