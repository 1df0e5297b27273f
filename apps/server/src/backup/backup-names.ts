// The names of nightly backups. A file gets such a name only when it was checked, so the names alone say how old the last good backup is, also
// after a restart and to a second server.
import { readdir } from 'node:fs/promises'

const NAME = /^clearday-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.backup(\.unchecked(\.part)?)?$/
/** Clocks of two servers differ a little; a name beyond that was given by a clock that was wrong, and says nothing. */
const CLOCKS_DIFFER_MS = 3_600_000

/** @param now ms since 1970. */
export function nameAt(now: number): string {
  return `clearday-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z.backup`
}

/** In ms since 1970; null for the name of something else. */
export function writtenAt(name: string): number | null {
  const parts = NAME.exec(name)
  if (parts === null) return null
  const [, day, hour, minute, second] = parts
  const at = Date.parse(`${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at) ? null : at
}

/** Of these names those of checked backups, the newest first. @param now ms since 1970; what claims to be younger is left out. */
export function goodBackups(names: readonly string[], now: number): string[] {
  return names
    .filter((name) => name.endsWith('.backup') && (writtenAt(name) ?? Infinity) <= now + CLOCKS_DIFFER_MS)
    .sort()
    .reverse()
}

/** When the newest backup that was checked was written, in ms since 1970; null where there is none. @param now ms since 1970. */
export async function lastGoodBackup(folder: string, now: number): Promise<number | null> {
  const [newest] = goodBackups(await readdir(folder).catch(() => []), now)
  return newest === undefined ? null : writtenAt(newest)
}
