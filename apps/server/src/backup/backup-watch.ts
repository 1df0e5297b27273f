// Whether the clinic has a good backup that is young enough: for the figures, for the page of managers, and as an alarm in the log.
import type { Configuration } from '../config/configuration.ts'
import type { Log } from '../logs/log.ts'
import { lastGoodBackup } from './backup-names.ts'

export interface BackupState {
  /** `off`: none is made by itself. `none`: there is none yet. `old`: a night was missed. */
  readonly state: 'off' | 'none' | 'good' | 'old'
  /** When the last one that was checked was written, in ms since 1970. */
  readonly lastGood: number | null
}

export interface BackupWatch {
  readonly state: () => Promise<BackupState>
  /** For every minute: says it in the log when the last good backup has become old, and once a day as long as that lasts. */
  readonly alarm: () => Promise<void>
}

const DAY_MS = 86_400_000
/** A night, and half of the next for one that takes long or is tried again. */
const OLD_MS = 1.5 * DAY_MS

/** @param clock ms since 1970. */
export function backupWatch(
  { folder, passphraseFile }: Configuration['backups'],
  log: Log,
  clock: () => number,
): BackupWatch {
  let told = -Infinity
  const state = async (): Promise<BackupState> => {
    const lastGood = await lastGoodBackup(folder, clock())
    if (passphraseFile === null) return { state: 'off', lastGood }
    if (lastGood === null) return { state: 'none', lastGood }
    return { state: clock() - lastGood > OLD_MS ? 'old' : 'good', lastGood }
  }
  return {
    state,
    alarm: async () => {
      const { state: now, lastGood } = await state()
      if (now === 'good') told = -Infinity
      if ((now !== 'old' && now !== 'none') || clock() - told < DAY_MS) return
      told = clock()
      if (now === 'none') log.warn('no-backup-yet')
      else log.error('backup-old', { count: Math.floor((clock() - (lastGood ?? 0)) / 3_600_000) })
    },
  }
}
