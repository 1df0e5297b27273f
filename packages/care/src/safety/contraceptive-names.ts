// Whether a treatment that is running is a combined pill, patch or ring, by the plain names that people write.
import type { LocalDate } from '@clearday/diary'
import type { History } from '../history.ts'
import { CONTRACEPTIVE_NAMES } from './safety-thresholds.ts'

/** The name as it was written, of one that runs on the day; null where none is recognised. O(regimens). */
export function runningContraceptive({ diary }: History, asOf: LocalDate): string | null {
  const running = diary.regimens.filter(({ events }) => {
    const last = events.findLast(({ on }) => on <= asOf)
    return last !== undefined && last.type !== 'stop'
  })
  return running.map(({ treatment }) => treatment).find(isCombined) ?? null
}

function isCombined(written: string): boolean {
  const { within, alone, notWith } = CONTRACEPTIVE_NAMES.value
  const name = written
    .toLowerCase()
    .replaceAll(/[-_\s]+/g, ' ')
    .trim()
  if (notWith.some((words) => name.includes(words.replaceAll('-', ' ')))) return false
  return alone.includes(name) || within.some((words) => name.includes(words))
}
