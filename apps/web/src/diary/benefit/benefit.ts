// Who might ask about which treatment, worked out beside the page.
import { ownCheck, type History, type OwnCheck } from '@clearday/care'

export type Benefit = OwnCheck

/** @param today the last day of the history. O(days + treatments · points). */
export function benefitOf(history: History, today: string, language: 'en' | 'es'): Benefit {
  return ownCheck(history, today, language)
}
