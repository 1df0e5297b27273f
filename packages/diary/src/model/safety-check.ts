// A round of safety questions as it was answered; the questions themselves and what follows from them are clinical reasoning and live there.
import type { LocalDate } from '../calendar/local-date.ts'
import type { Answer } from './person.ts'

export const OCCASIONS = ['onboarding', 'different-from-usual', 'before-manual-therapy'] as const
export type Occasion = (typeof OCCASIONS)[number]

export interface SafetyCheck {
  readonly id: string
  readonly date: LocalDate
  readonly occasion: Occasion
  /** By the question's id. */
  readonly answers: Readonly<Record<string, Answer>>
  /** Questions whose advice the person put aside in this round: shown more quietly until asked again, never gone. */
  readonly dismissed?: readonly string[]
}
