// How a patient used a treatment, day by day: what the diary says of it, and the exposure from which its true effect follows.
import { dailyRegimenExposure, sessionExposure, type Random } from '@clearday/inference'
import { timeToAssess, type AssessClass } from '@clearday/care'
import { addDays, dayNumber, type LocalDate } from '@clearday/diary'
import type { TreatmentRecipe, Use } from '../people/recipe.ts'

export interface TreatmentCourse {
  readonly recipe: TreatmentRecipe
  /** 0-based days on which it was in use. */
  readonly inUse: readonly boolean[]
  readonly sessionDays: readonly number[]
  /** 0…1. */
  readonly exposure: Float64Array
  readonly startDay: number
}

/** The half-life of a session's effect in this world: the middle of those that the engine averages over. */
const SESSION_HALF_LIFE_DAYS = 10
const MISSED_SESSIONS = 0.07

/**
 * @param worstMonthEnds the day after the 28 worst ones, for what is begun then. @param away days on which no session is kept.
 */
export function treatmentCourse(
  recipe: TreatmentRecipe,
  firstDay: LocalDate,
  days: number,
  worstMonthEnds: number,
  away: (day: number) => boolean,
  random: Random,
): TreatmentCourse {
  const inUse = useDays(recipe.use, days, worstMonthEnds)
  const startDay = inUse.indexOf(true)
  const sessionDays =
    recipe.given === 'sessions' ? sessionsIn(inUse, recipe.everyDays ?? 7, firstDay, away, random) : []
  const exposure =
    recipe.given === 'sessions'
      ? sessionExposure(days, sessionDays, SESSION_HALF_LIFE_DAYS)
      : dailyRegimenExposure(takenOf(recipe, inUse), { ...timeToAssess(classOf(recipe)).value, levelBefore: 0 })
  return { recipe, inUse, sessionDays, exposure, startDay }
}

function useDays(use: Use, days: number, worstMonthEnds: number): boolean[] {
  const within = (from: number, until: number): boolean[] =>
    Array.from({ length: days }, (_, t) => t >= from && t < until)
  switch (use.type) {
    case 'from':
      return within(Math.round(use.at * days), Math.round((use.until ?? 1) * days))
    case 'lately':
      return within(days - use.days, days)
    case 'after-worst-month':
      return within(worstMonthEnds, days)
    case 'on-and-off': {
      const from = Math.round(use.at * days)
      return Array.from({ length: days }, (_, t) => t >= from && Math.floor((t - from) / use.blockDays) % 2 === 0)
    }
  }
}

/** On weekdays; some are missed. */
function sessionsIn(
  inUse: readonly boolean[],
  everyDays: number,
  firstDay: LocalDate,
  away: (day: number) => boolean,
  random: Random,
): number[] {
  const found: number[] = []
  let next = 0
  for (let t = 0; t < inUse.length; t++) {
    if (!inUse[t]) next = t + 1
    else if (t === next) {
      const day = t + daysToWeekday(addDays(firstDay, t))
      if (day < inUse.length && !away(day) && random.uniform() >= MISSED_SESSIONS) found.push(day)
      next = t + everyDays
    }
  }
  return found
}

function daysToWeekday(date: LocalDate): number {
  // day 0 is a Thursday
  const weekday = (((dayNumber(date) + 4) % 7) + 7) % 7
  return weekday === 6 ? 2 : weekday === 0 ? 1 : 0
}

/** The dose as a share of the target; a resumed treatment begins at its target. */
function takenOf({ dose }: TreatmentRecipe, inUse: readonly boolean[]): Float64Array {
  const start = inUse.indexOf(true)
  return Float64Array.from(inUse, (used, t) => {
    if (!used) return 0
    if (dose === undefined) return 1
    const step = Math.min(dose.steps.length - 1, Math.floor((t - start) / dose.stepDays))
    return dose.steps[step] / dose.steps[dose.steps.length - 1]
  })
}

function classOf({ treatment, given }: TreatmentRecipe): AssessClass {
  if (treatment === 'cgrp-antibodies') return 'antibody-monthly'
  if (treatment === 'onabotulinumtoxin-a') return 'onabotulinumtoxin-a'
  if (treatment === 'aerobic-exercise') return 'exercise'
  return given === 'medicine' ? 'oral-preventive' : given === 'supplement' ? 'supplement' : 'behavioural'
}
