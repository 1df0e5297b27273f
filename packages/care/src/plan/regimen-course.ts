// What a regimen's events amount to: on which days it was taken, at which dose, since when at its target, and whether it goes on.
import { addDays, daysBetween, type LocalDate, type Regimen } from '@clearday/diary'

/** A stretch of use at one dose, both days included; `lastDay` null while it goes on. */
export interface DoseSpan {
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate | null
  /** Share of the target dose, 0…1; 1 where no dose was said. */
  readonly doseFraction: number
}

export interface RegimenCourse {
  readonly startedOn: LocalDate
  readonly stoppedOn: LocalDate | null
  readonly paused: boolean
  readonly spans: readonly DoseSpan[]
  /** The first day at the target dose that was not left again; null if it is not reached or there is none. */
  readonly atTargetSince: LocalDate | null
  /** Start, stop, pause, resume and dose changes, for checks against other treatments. */
  readonly changes: readonly LocalDate[]
}

/** The dose that counts as full: the target if it was said, otherwise the largest. */
function fullDose({ targetDose, events }: Regimen): number | null {
  if (targetDose !== undefined) return targetDose
  const doses = events.flatMap((event) =>
    'dailyDose' in event && event.dailyDose !== undefined ? [event.dailyDose] : [],
  )
  return doses.length === 0 ? null : Math.max(...doses)
}

/** Reads the events in their order. A dose that is not said again after a pause is the one before it. O(events). */
export function courseOf(regimen: Regimen): RegimenCourse {
  const full = fullDose(regimen)
  const spans: DoseSpan[] = []
  let open: { firstDay: LocalDate; dose: number | null } | null = null
  let dose: number | null = null
  let stoppedOn: LocalDate | null = null
  const close = (before: LocalDate): void => {
    if (open !== null && daysBetween(open.firstDay, before) > 0) {
      spans.push({ firstDay: open.firstDay, lastDay: addDays(before, -1), doseFraction: fraction(open.dose, full) })
    }
    open = null
  }
  for (const event of regimen.events) {
    close(event.on)
    if ('dailyDose' in event && event.dailyDose !== undefined) dose = event.dailyDose
    stoppedOn = event.type === 'stop' ? event.on : null
    if (event.type !== 'stop' && event.type !== 'pause') open = { firstDay: event.on, dose }
  }
  const last = open as { firstDay: LocalDate; dose: number | null } | null
  if (last !== null) spans.push({ firstDay: last.firstDay, lastDay: null, doseFraction: fraction(last.dose, full) })
  return {
    startedOn: regimen.events[0].on,
    stoppedOn,
    paused: regimen.events.at(-1)?.type === 'pause',
    spans,
    atTargetSince: last === null ? null : targetSince(spans),
    changes: regimen.events.map(({ on }) => on),
  }
}

function fraction(dose: number | null, full: number | null): number {
  return dose === null || full === null || full === 0 ? 1 : Math.min(1, dose / full)
}

/** The beginning of the last unbroken run of spans at the full dose. */
function targetSince(spans: readonly DoseSpan[]): LocalDate | null {
  let since: LocalDate | null = null
  for (const { firstDay, doseFraction } of spans) since = doseFraction < 1 ? null : (since ?? firstDay)
  return since
}
