// The accounts of the demonstration as they are printed: all of the staff, some patients, and where the others stand.
import { join } from 'node:path'
import { padEndTo, textWidth } from '../terminal/text-width.ts'
import { ACCOUNT_FILE, type AccountFile } from './account-file.ts'

const PATIENTS_SHOWN = 6

/**
 * @param all every patient, not only some. @param origin where share links are opened; without it they are left out. @param open the addresses
 * that can sign in: others are left out.
 */
export function accountLines(
  { accounts: written, shareLinks }: AccountFile,
  folder: string,
  { all, origin, open }: { readonly all: boolean; readonly origin: string | null; readonly open: ReadonlySet<string> },
): string {
  const accounts = written.filter(({ email }) => open.has(email))
  const staff = accounts.filter((one) => one.staff)
  const patients = accounts.filter((one) => !one.staff)
  const shown = [...staff, ...(all ? patients : patients.slice(0, PATIENTS_SHOWN))]
  const width = Math.max(0, ...shown.map(({ email }) => textWidth(email)))
  const lines = shown.map(({ email, password, who }) => `  ${padEndTo(email, width)}  ${password}  ${who}`)
  const hidden = accounts.length - shown.length
  const file = join(folder, ACCOUNT_FILE)
  const more =
    hidden > 0
      ? [`  … and ${hidden} more: npx clearday demo, or the file ${file}, which only you can read`]
      : [`  They stand in the file ${file}, which only you can read.`]
  const links =
    origin === null
      ? []
      : Object.entries(shareLinks).map(([who, token]) => `  A share link of ${who}: ${origin}/share#${token}`)
  return [...lines, ...more, ...links].join('\n')
}
