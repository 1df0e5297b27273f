// Treatments by the names that people write, and what may happen next to one that is in use.
import type { Fields, Json } from '@clearday/diary/operations'
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
  // another dose changes nothing of whether it is used
  switch (events.findLast(({ type }) => type !== 'dose-change')?.type) {
    case 'pause':
      return ['resume', 'dose-change', 'stop']
    case 'stop':
    case undefined:
      return ['start']
    default:
      return ['dose-change', 'pause', 'stop']
  }
}

/**
 * What happened, with another event in the place of one, or without it: in the order of the days.
 *
 * @returns null where it cannot have happened so.
 */
export function mended(
  events: readonly RegimenEvent[],
  place: number,
  instead: RegimenEvent | null,
): readonly RegimenEvent[] | null {
  const next = events
    .toSpliced(place, 1, ...(instead === null ? [] : [instead]))
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
  if (next.length === 0) return null
  return next.every(({ type }, at) => nextEvents(next.slice(0, at)).includes(type)) ? next : null
}

/**
 * What is said so that other events stand than do: of each by itself, so that what another device adds stays. Two of one kind on one day
 * have no names of their own; then all are said as they are.
 */
export function changesOf(before: readonly RegimenEvent[], after: readonly RegimenEvent[]): Fields {
  const nameOf = ({ on, type }: RegimenEvent): string => `events.${on} ${type}`
  const [stood, stands] = [before, after].map((all) => new Map(all.map((one) => [nameOf(one), one])))
  if (stood.size < before.length || stands.size < after.length) return { events: after as unknown as Json }
  const gone = [...stood.keys()].filter((name) => !stands.has(name)).map((name) => [name, null] as const)
  const said = [...stands].filter(([name, one]) => JSON.stringify(one) !== JSON.stringify(stood.get(name)))
  return Object.fromEntries([...gone, ...said]) as Fields
}

/** Whether an amount a day is said with it. */
export function hasDose(type: RegimenEvent['type']): boolean {
  return type !== 'pause' && type !== 'stop'
}

export function isRunning(events: readonly RegimenEvent[]): boolean {
  return events.at(-1)?.type !== 'stop'
}
