// What a regimen's events amount to on a given day: when it was taken, at which dose, whether at its target, and whether it goes on.
import { addDays, type LocalDate, type Regimen, type RegimenEvent } from '@clearday/diary'

/** A stretch of use at one dose, both days included; `lastDay` null while it goes on. */
export interface DoseSpan {
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate | null
  /** Share of the full dose, above 0 up to 1; 1 where no dose was said. */
  readonly doseFraction: number
  /** At the dose that was aimed at, or without a dose that was aimed at: at the dose it is now kept at. */
  readonly atTarget: boolean
}

export interface RegimenCourse {
  readonly startedOn: LocalDate
  /** `planned`: its first day is still to come. */
  readonly state: 'planned' | 'running' | 'paused' | 'stopped'
  /** The event that brought it there. */
  readonly since: LocalDate
  readonly spans: readonly DoseSpan[]
  /** All that happened or is planned: starts, stops, pauses, resumptions and changes of dose. */
  readonly changes: readonly RegimenEvent[]
}

interface Stretch {
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate | null
  readonly dose: number | null
}

/**
 * Reads the events up to a day, in their order; later ones are plans. A dose that is not said again after a pause is the one before it, and
 * a dose of 0 is no use. Of several events on one day the last counts. O(events).
 */
export function courseOf(regimen: Regimen, asOf: LocalDate): RegimenCourse {
  const { events } = regimen
  const happened = events.filter(({ on }) => on <= asOf)
  const stretches: Stretch[] = []
  let state: RegimenCourse['state'] = 'planned'
  let since = events[0].on
  let dose: number | null = null
  let from: LocalDate | null = null
  const close = (before: LocalDate): void => {
    if (from !== null && from < before && dose !== 0)
      stretches.push({ firstDay: from, lastDay: addDays(before, -1), dose })
    from = null
  }
  for (const event of happened) {
    close(event.on)
    if ('dailyDose' in event && event.dailyDose !== undefined) dose = event.dailyDose
    const next: RegimenCourse['state'] = STATE_AFTER[event.type] ?? state
    if (next !== state) since = event.on
    state = next
    if (state === 'running') from = event.on
  }
  if (from !== null && dose !== 0) stretches.push({ firstDay: from, lastDay: null, dose })
  return {
    startedOn: events[0].on,
    state,
    since,
    spans: stretches.map(({ firstDay, lastDay, dose: taken }) => ({
      firstDay,
      lastDay,
      doseFraction: fraction(taken, fullDose(regimen)),
      atTarget: taken === null || taken >= (regimen.targetDose ?? dose ?? 0),
    })),
    changes: events,
  }
}

const STATE_AFTER: Readonly<Partial<Record<RegimenEvent['type'], 'running' | 'paused' | 'stopped'>>> = {
  start: 'running',
  resume: 'running',
  pause: 'paused',
  stop: 'stopped',
}

/** The dose that counts as full: the target if it was said, otherwise the largest. */
function fullDose({ targetDose, events }: Regimen): number | null {
  if (targetDose !== undefined) return targetDose
  const doses = events.flatMap((event) =>
    'dailyDose' in event && event.dailyDose !== undefined ? [event.dailyDose] : [],
  )
  return doses.length === 0 ? null : Math.max(...doses)
}

function fraction(dose: number | null, full: number | null): number {
  return dose === null || full === null || full === 0 ? 1 : Math.min(1, dose / full)
}
