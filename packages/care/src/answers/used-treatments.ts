// Every treatment of a diary, however it was logged: sessions and regimens of one treatment under whichever of its names are one.
import { addDays, daysBetween, type Diary, type LocalDate, type Regimen, type Trial } from '@clearday/diary'
import { courseOf, type RegimenCourse } from '../plan/regimen-course.ts'
import { timeToAssess, type AssessClass } from '../plan/time-to-assess.ts'
import type { UseSpan } from './use-span.ts'
import { sealedBy, type Sealed } from './sealed-by-trial.ts'
import { trialUse, withTrials, type TrialUse } from './trial-use.ts'
import { assessClassOf, isPrescribed, knowTreatment, treatmentMeant, type KnownTreatment } from './known-treatment.ts'

/** A regimen and what it amounts to on the diary's last day. */
export interface UsedRegimen {
  readonly regimen: Regimen
  readonly course: RegimenCourse
}

export interface UsedTreatment {
  readonly known: KnownTreatment
  readonly assessClass: AssessClass
  readonly regimens: readonly UsedRegimen[]
  /** Days of sessions up to the diary's last day, in order; several on one day stand several times. */
  readonly sessions: readonly LocalDate[]
  readonly startedOn: LocalDate
  /** Trials of it that have begun by the diary's last day, by their first day. */
  readonly trials: readonly TrialUse[]
  /** By a trial that is to be read once, at its end, and goes on; null where nothing is. */
  readonly sealed: Sealed | null
  /** Must be prescribed, or a regimen of it says that it was, or is of a medicine and does not say that it was not. */
  readonly prescribed: boolean
}

/**
 * By their first day, then by id, whatever the order of the entries. Regimens that are planned and not begun are among them.
 * O(regimens + sessions).
 */
export function usedTreatments(diary: Diary): UsedTreatment[] {
  const { lastDay } = diary
  const used = new Map<string, { known: KnownTreatment; regimens: Regimen[]; sessions: LocalDate[] }>()
  const entry = (written: string): { regimens: Regimen[]; sessions: LocalDate[] } => {
    const known = knowTreatment(written)
    const found = used.get(known.id) ?? { known, regimens: [], sessions: [] }
    // of several spellings of a free text the first of the alphabet is shown
    if (known.name < found.known.name) found.known = known
    used.set(known.id, found)
    return found
  }
  for (const regimen of diary.regimens) entry(regimen.treatment).regimens.push(regimen)
  for (const { therapy, at } of diary.sessions) if (at.date <= lastDay) entry(therapy).sessions.push(at.date)
  // a trial of "magnesium 400 mg" is one of magnesium
  const trialsOf = ({ name }: KnownTreatment): readonly Trial[] =>
    diary.trials.filter(
      ({ treatment, startsOn }) => startsOn <= lastDay && treatmentMeant(treatment).id === treatmentMeant(name).id,
    )
  return [...used.values()]
    .map(({ known, regimens, sessions }) => ({
      known,
      assessClass: assessClassOf(known, regimens),
      regimens: regimens
        .map((regimen) => ({ regimen, course: courseOf(regimen, lastDay) }))
        .sort((a, b) => compare(a.course.startedOn, b.course.startedOn) || compare(a.regimen.id, b.regimen.id)),
      sessions: sessions.sort(),
      trials: trialsOf(known).map((trial) => trialUse(trial, lastDay)),
      sealed: sealedBy(trialsOf(known), lastDay),
      startedOn: [...regimens.map(({ events }) => events[0].on), ...sessions].reduce((a, b) => (a < b ? a : b)),
      prescribed: isPrescribed(known, regimens),
    }))
    .sort((a, b) => compare(a.startedOn, b.startedOn) || compare(a.known.id, b.known.id))
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Whether its use is told by its sessions: so of manual and needling therapies, and of whatever no regimen says how it was taken. */
export function usedInSessions({ assessClass, regimens, sessions }: UsedTreatment): boolean {
  if (sessions.length === 0) return false
  return assessClass === 'session-therapy' || regimens.every(({ regimen: { kind } }) => kind === 'therapy-course')
}

export type { UseSpan }

/**
 * By their first day, and not joined. A session is a day; an injection lasts its interval, or as long as its class says. What was planned
 * as a course of sessions and has none is no use. Within a trial the lot tells when it was used, and what was said of its blocks.
 */
export function useSpans(treatment: UsedTreatment): UseSpan[] {
  const { doseLastsDays } = timeToAssess(treatment.assessClass).value
  if (usedInSessions(treatment)) {
    return treatment.sessions.map((firstDay) => ({
      firstDay,
      lastDay: addDays(firstDay, (doseLastsDays ?? 1) - 1),
      doseFraction: 1,
      atTarget: true,
    }))
  }
  const spans = treatment.regimens
    .filter(({ regimen: { kind } }) => kind !== 'therapy-course' || doseLastsDays !== null)
    .flatMap(({ regimen, course: { spans } }) =>
      doseLastsDays === null
        ? spans
        : spans.map((span) => ({ ...span, lastDay: lastDoseEnds(span, regimen.everyDays ?? doseLastsDays) })),
    )
    .sort((a, b) => compare(a.firstDay, b.firstDay))
  // what acts for weeks after a dose is in no trial
  return doseLastsDays === null ? withTrials(spans, treatment.trials) : spans
}

/** The day before the next dose would have been due. */
function lastDoseEnds({ firstDay, lastDay }: UseSpan, interval: number): LocalDate | null {
  if (lastDay === null) return null
  return addDays(firstDay, Math.ceil((Math.floor(daysBetween(firstDay, lastDay) / interval) + 1) * interval) - 1)
}
