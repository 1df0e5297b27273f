// The honest time of a trial, from a person's own diary: how often such trials find what they look for, and what would come by itself.
import {
  comingAnyway,
  dayFoundByEvidence,
  drawRhythms,
  foundAtTheEnd,
  oddsRatioFor,
  type ComingAnyway,
  type DiaryRhythm,
  type TrialPlan,
} from '@clearday/inference'
import { headacheDays } from '../answers/engine-input.ts'
import { treatmentMeant } from '../answers/known-treatment.ts'
import { treatmentExposure } from '../answers/treatment-exposure.ts'
import { usedTreatments } from '../answers/used-treatments.ts'
import type { History } from '../history.ts'
import { ownCycle, type OwnCycle } from './own-cycle.ts'
import { blockChoices, halfLifeOf, type BlockChoice, type Fades } from './trial-rules.ts'
import { trialSubject } from './trial-obstacle.ts'

export interface LengthForecast {
  readonly pairs: number
  readonly days: number
  /** Of 100 such trials, so many find an effect that takes half, and a third, of the headache days. */
  readonly afterEachPair: { readonly half: number; readonly third: number }
  readonly onceAtTheEnd: { readonly half: number; readonly third: number }
}

export interface BlockForecast extends BlockChoice {
  readonly lengths: readonly LengthForecast[]
}

export interface TrialForecast {
  readonly knownDays: number
  /** Headache days in 28 without this treatment, as the diary has them; null where no plan can be made. */
  readonly usualPer28: number | null
  readonly halfLifeDays: number
  readonly choices: readonly BlockForecast[]
  readonly anyway: ComingAnyway | null
  readonly cycle: OwnCycle | null
}

/** With fewer known days a plan would be a guess. */
export const FEWEST_KNOWN_DAYS = 28
/** Nobody plans for longer. */
const MOST_DAYS = 1092
/** From the fewest of which enough can be found: of four pairs the best that the lot can do is a chance of 1 in 16, and evidence of 16. */
const PAIRS = [6, 8, 10, 12, 16, 20, 26] as const
/** Twenty rhythms, ten trials of each: a share is right to about 7 in 100, twice its standard error. */
const RHYTHMS = 20
const SIMULATED = 200
const SEED = 1

/** @param treatment as it was written. Deterministic. Some seconds: for a worker. */
export function trialForecast(history: History, treatment: string, fades: Fades): TrialForecast {
  const { diary } = history
  const subject = trialSubject(treatment, diary.regimens)
  const halfLifeDays = halfLifeOf(subject.assessClass, fades)
  const outcome = headacheDays(history)
  const knownDays = outcome.reduce((sum, day) => sum + (day === day ? 1 : 0), 0)
  const used = usedTreatments(diary).find(({ known }) => treatmentMeant(known.name).id === subject.id)
  const exposure = used === undefined ? null : treatmentExposure(used, diary, outcome.length)
  const rhythms =
    knownDays < FEWEST_KNOWN_DAYS
      ? null
      : drawRhythms(outcome, exposure === null ? [] : [exposure.exposure], RHYTHMS, SEED)
  const frame = { knownDays, halfLifeDays, cycle: ownCycle(diary.days) }
  if (rhythms?.type !== 'ok') return { ...frame, usualPer28: null, choices: [], anyway: null }
  const anyway = comingAnyway(outcome, rhythms.value, SEED)
  return {
    ...frame,
    usualPer28: mean(rhythms.value, ({ outcomeDaysPer28 }) => outcomeDaysPer28),
    choices: blockChoices(halfLifeDays).map((choice) => forecastOf(choice, rhythms.value, halfLifeDays)),
    anyway: anyway.type === 'ok' ? anyway.value : null,
  }
}

function forecastOf(choice: BlockChoice, rhythms: readonly DiaryRhythm[], halfLifeDays: number): BlockForecast {
  const { blockDays } = choice
  const pairs = PAIRS.filter((count) => 2 * blockDays * count <= MOST_DAYS)
  const [half, third] = [1 / 2, 1 / 3].map((share) => {
    const plan: TrialPlan = {
      ...{ ...choice, rhythms, halfLifeDays, mostDays: MOST_DAYS, seed: SEED },
      oddsRatio: mean(rhythms, (rhythm) => oddsRatioFor(rhythm, share)),
      matters: { kind: 'percent', percent: 30 },
    }
    const trials = Array.from({ length: SIMULATED }, (_, patient) => ({
      day: dayFoundByEvidence(plan, patient),
      once: foundAtTheEnd(plan, patient, pairs),
    }))
    const of = (isFound: (trial: (typeof trials)[number], at: number) => boolean): number[] =>
      pairs.map((_, at) => Math.round((100 * trials.filter((trial) => isFound(trial, at)).length) / SIMULATED))
    return { looks: of(({ day }, at) => day <= 2 * blockDays * pairs[at]), once: of(({ once }, at) => once[at]) }
  })
  return {
    ...choice,
    lengths: pairs.map((count, at) => ({
      ...{ pairs: count, days: 2 * blockDays * count },
      afterEachPair: { half: half.looks[at], third: third.looks[at] },
      onceAtTheEnd: { half: half.once[at], third: third.once[at] },
    })),
  }
}

function mean(rhythms: readonly DiaryRhythm[], of: (rhythm: DiaryRhythm) => number): number {
  return rhythms.reduce((sum, rhythm) => sum + of(rhythm) / rhythms.length, 0)
}
