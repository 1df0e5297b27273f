// Treatments by the names that people write, and what may happen next to one that is in use.
import { findTreatment, suggestTreatments } from '@clearday/evidence'

export interface RegimenEvent {
  readonly type: 'start' | 'dose-change' | 'pause' | 'resume' | 'stop'
  readonly on: string
  readonly dailyDose?: number
}

/** The id of the evidence library where it knows the name, else what was written. */
export function treatmentOf(text: string): string {
  return findTreatment(text.trim())?.id ?? text.trim()
}

/** As it is shown. */
export function treatmentName(treatment: string): string {
  return findTreatment(treatment)?.name ?? treatment
}

export function nearTreatments(text: string): readonly string[] {
  return text.trim().length < 3
    ? []
    : suggestTreatments(text)
        .slice(0, 4)
        .map(({ name }) => name)
}

/** What can happen after what has. */
export function nextEvents(events: readonly RegimenEvent[]): readonly RegimenEvent['type'][] {
  switch (events.at(-1)?.type) {
    case 'pause':
      return ['resume', 'dose-change', 'stop']
    case 'stop':
    case undefined:
      return ['start']
    default:
      return ['dose-change', 'pause', 'stop']
  }
}

export function isRunning(events: readonly RegimenEvent[]): boolean {
  return events.at(-1)?.type !== 'stop'
}
