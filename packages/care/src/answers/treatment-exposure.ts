// From how a treatment was used to the exposure that the engine is asked about, day by day over the diary.
import { dayNumber, type ClinicalRule, type Diary } from '@clearday/diary'
import { dailyRegimenExposure, sessionVariants, type ExposureVariant, type TreatmentInput } from '@clearday/inference'
import { timeToAssess, type TimeToAssess } from '../plan/time-to-assess.ts'
import { QUARTERLY } from './known-treatment.ts'
import { usedInSessions, useSpans, type UsedTreatment } from './used-treatments.ts'

/**
 * The class's course alone would hide an effect that comes within days: in simulated diaries of a supplement with pauses of 8 weeks, an
 * effect that came at once was found in 6 of 50 with it alone and in 19 of 50 with both, at no more false answers. After a single start the
 * faster course let more remissions pass for an effect (9 % instead of 7 % of 300), so it is left out there.
 */
export const FASTER_COURSE: ClinicalRule<{
  readonly weight: number
  readonly rampDays: number
  readonly decayHalfLifeDays: number
  readonly fewestChanges: number
}> = {
  id: 'exposure.faster-course',
  version: 1,
  value: { weight: 0.4, rampDays: 7, decayHalfLifeDays: 3, fewestChanges: 3 },
  statement:
    'How fast a treatment builds up and fades in one person is not known. Where it was begun or left off 3 times or more in the diary, a faster course (7 days to build up, halving every 3 days) is tried beside that of its class with a weight of 40 %, and the answer averages over both.',
  certainty: 'computed',
  source: 'Ours, by simulation.',
  needsReview: true,
}

export const LEAD: ClinicalRule<{ readonly days: number }> = {
  id: 'exposure.use-before-the-diary',
  version: 1,
  value: { days: 728 },
  statement:
    'Use before the diary is followed back for 728 days, so that a diary that begins in the middle of a course begins in the middle of its effect. Who has taken it for longer begins at its full effect.',
  certainty: 'proposal',
  source: 'Ours; not checked against data.',
}

/** Null where nothing of it is known to have happened: a course without a session, a regimen that is still to begin. O(days + entries). */
export function treatmentExposure(
  treatment: UsedTreatment,
  diary: Diary,
  days: number,
): Omit<TreatmentInput, 'name' | 'evidence'> | null {
  const first = dayNumber(diary.firstDay)
  const { doseLastsDays, ...ofItsClass } = timeToAssess(treatment.assessClass).value
  const said = paceOfTrial(treatment)
  const { rampDays, decayHalfLifeDays } = said ?? ofItsClass
  if (usedInSessions(treatment) && doseLastsDays === null) {
    const sessionDays = treatment.sessions.map((date) => dayNumber(date) - first)
    const variants = sessionVariants(days, sessionDays)
    // the middle half-life stands for all where only one can be taken
    return { exposure: variants[1].exposure, variants, sessionDays }
  }
  const spans = useSpans(treatment)
  if (spans.length === 0) return null
  const lead = Math.min(LEAD.value.days, Math.max(0, first - dayNumber(spans[0].firstDay)))
  const taken = new Float64Array(lead + days)
  for (const { firstDay, lastDay, doseFraction } of spans) {
    const from = Math.max(0, dayNumber(firstDay) - first + lead)
    const to = lastDay === null ? taken.length : Math.min(taken.length, dayNumber(lastDay) - first + lead + 1)
    for (let k = from; k < to; k++) taken[k] = Math.max(taken[k], doseFraction)
  }
  const inUse = taken.slice(lead)
  const ofClass = { rampDays, decayHalfLifeDays }
  const exposure = exposureOf(taken, ofClass, lead)
  const { weight, fewestChanges, ...faster } = FASTER_COURSE.value
  if (said !== null || changesBetween(inUse) < fewestChanges) return { exposure, inUse, variants: [], sessionDays: [] }
  const variants: ExposureVariant[] = [
    { value: faster.decayHalfLifeDays, weight, exposure: exposureOf(taken, atMost(faster, ofClass), lead) },
    { value: decayHalfLifeDays, weight: 1 - weight, exposure },
  ]
  return { exposure, inUse, variants, sessionDays: [] }
}

/** How often it was begun or left off. */
function changesBetween(inUse: Float64Array): number {
  return inUse.reduce((count, level, t) => (t > 0 && level > 0 !== inUse[t - 1] > 0 ? count + 1 : count), 0)
}

type Pace = Pick<TimeToAssess, 'rampDays' | 'decayHalfLifeDays'>

/** Said before a trial how fast it fades: of the last one that was begun. Null where nobody said it. */
function paceOfTrial({ trials }: UsedTreatment): Pace | null {
  const halfLife = trials.findLast(({ halfLifeDays }) => halfLifeDays !== null)?.halfLifeDays ?? null
  return halfLife === null ? null : { rampDays: 2 * halfLife, decayHalfLifeDays: halfLife }
}

function atMost(one: Pace, other: Pace): Pace {
  return {
    rampDays: Math.min(one.rampDays, other.rampDays),
    decayHalfLifeDays: Math.min(one.decayHalfLifeDays, other.decayHalfLifeDays),
  }
}

/** Who has taken it for longer than the lead begins it at its full effect. */
function exposureOf(taken: Float64Array, pace: Pace, lead: number): Float64Array {
  return dailyRegimenExposure(taken, { ...pace, levelBefore: lead === LEAD.value.days ? taken[0] : 0 }).slice(lead)
}

export const EXPOSURE_RULES: readonly ClinicalRule<unknown>[] = [FASTER_COURSE, LEAD, QUARTERLY]
