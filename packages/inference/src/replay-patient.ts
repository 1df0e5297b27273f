// The answer as it would have stood on earlier days: what a person who looks again and again would have been told, and when.
import type { Verdict } from './answer.ts'
import { checkPatientInput } from './check-patient-input.ts'
import { averagedNodes, combinationFits } from './exposure-combinations.ts'
import { exposureFacts } from './exposure-facts.ts'
import type { AnswerOptions, EverReached, PatientInput } from './patient-input.ts'
import { PRODUCT_PRIORS, PRODUCT_SUPPORT } from './product-support.ts'
import { ok, refuse, type Result } from './result.ts'
import { bestRivalStep, RIVAL_MARGIN } from './rival-steps.ts'
import { inseparableGroups } from './separability.ts'
import { helpStatistic, shortfallStatistic, thresholdLogOdds } from './treatment-statistics.ts'
import { boundsFor, giveVerdict, isReviewDay, REVIEW_DAYS, STANDING_STATISTIC, unanswerable } from './verdict.ts'

export interface TreatmentReplay {
  readonly name: string
  readonly ever: EverReached
  /** Every day on which the verdict changed, with the new one. */
  readonly changes: readonly { readonly day: number; readonly verdict: Verdict }[]
}

interface RunningReplay {
  readonly name: string
  readonly ever: { -readonly [key in keyof EverReached]: EverReached[key] }
  readonly changes: { day: number; verdict: Verdict }[]
  last: Verdict
}

/**
 * Looks every `stepDays` days, on the review days of single switches, and on the last day, each look warm-started from the one before.
 *
 * Looks at which no treatment could reach its bound whatever the diary held are passed over, and so are days on which the statistic is too
 * far from its bound to have reached it.
 *
 * @returns per treatment the first day, counted from 1, on which each verdict would have been read. Time O(looks · T).
 */
export function replayPatient(
  input: PatientInput,
  options: AnswerOptions & {
    readonly stepDays: number
    /** Look on every step, also where nothing could have changed: only to check that passing over changes nothing. */
    readonly everyLook?: boolean
  },
): Result<readonly TreatmentReplay[]> {
  const checked = checkPatientInput(input)
  if (checked.type === 'error') return checked
  if (!(Number.isInteger(options.stepDays) && options.stepDays >= 1)) {
    return refuse(
      'step',
      ['stepDays'],
      `The step is ${options.stepDays}; it must be a whole number of days, 1 or more.`,
      options.stepDays,
    )
  }
  const fits = combinationFits(input, PRODUCT_SUPPORT)
  const days = input.outcome.length
  const judged = input.treatments.length
  const replays = input.treatments.map(({ name }): RunningReplay => ({
    name,
    ever: { helping: null, 'not-helping': null, worse: null },
    changes: [],
    last: 'cannot-tell-yet',
  }))
  const step = options.stepDays
  let passOver = 1
  const nextReview = (day: number): number => (Math.floor(day / REVIEW_DAYS) + 1) * REVIEW_DAYS
  for (
    let day = Math.min(days, step, REVIEW_DAYS);
    ;
    day = Math.min(days, nextStep(day, step, passOver), nextReview(day))
  ) {
    const room = lookAt(day)
    passOver = options.everyLook === true ? 1 : Math.max(1, Math.floor(room / step))
    if (day === days) break
  }
  return ok(replays.map(({ name, ever, changes }) => ({ name, ever, changes })))

  /** Looks, and returns how many days may pass before another look could read differently. */
  function lookAt(day: number): number {
    const groups = inseparableGroups(
      input.outcome,
      fits[0].exposures.map((exposure) => exposure),
      day,
    )
    const open = input.treatments.map((_, k) => {
      const facts = exposureFacts(input.outcome, fits[0].exposures[k], day)
      const separable = groups.every((group, other) => other === k || group !== groups[k])
      const blocked = unanswerable(facts, day, separable) !== null
      const bounds = boundsFor({ facts, days: day, judged, committedLook: options.committedLook })
      const stands = replays[k].last !== 'cannot-tell-yet'
      const reachable =
        stands || Math.min(bounds.effect, bounds.shortfall) <= mostExtreme(facts.loggedDaysOn, facts.loggedDaysOff)
      return { facts, separable, worthALook: !blocked && reachable }
    })
    if (!open.some(({ worthALook }) => worthALook)) {
      open.forEach((_, k) => note(k, day, 'cannot-tell-yet'))
      return 1
    }
    let room = Infinity
    for (const { fit } of fits) fit.look(day)
    const { nodes, shares } = averagedNodes(fits)
    const best = fits[shares.indexOf(Math.max(...shares))]
    open.forEach(({ facts, separable, worthALook }, k) => {
      if (!worthALook) {
        note(k, day, 'cannot-tell-yet')
        return
      }
      const exposure = best.exposures[k]
      const index = best.laidOut.treatmentIndex[k]
      const helps = helpStatistic(nodes, index)
      const bounds = boundsFor({ facts, days: day, judged, committedLook: options.committedLook })
      const fallsShort = shortfall()
      const { verdict } = giveVerdict({
        facts,
        days: day,
        separable,
        judged,
        committedLook: options.committedLook,
        helps,
        fallsShort,
        standing: replays[k].last,
        reviewDay: options.committedLook || isReviewDay(day),
        rivalExplains: () => bestRivalStep(best.fit, index, facts.firstOn, day).advantage > RIVAL_MARGIN,
      })
      note(k, day, verdict)
      const later = boundsFor({ facts, days: day + MOST_DAYS_PASSED, judged, committedLook: options.committedLook })
      room = Math.min(
        room,
        Math.abs(Math.min(bounds.effect, later.effect) - Math.abs(helps)),
        Math.abs(Math.min(bounds.shortfall, later.shortfall) - Math.max(fallsShort, -1)),
        verdict === 'cannot-tell-yet' ? Infinity : Math.abs(STANDING_STATISTIC - Math.abs(helps)),
        verdict === 'cannot-tell-yet' ? Infinity : Math.abs(STANDING_STATISTIC - fallsShort),
      )

      function shortfall(): number {
        // no threshold below −8 is ever looked for: if even that leaves room for an effect, the question needs no answer
        const wanted = Math.min(bounds.shortfall, STANDING_STATISTIC)
        if (shortfallStatistic(nodes, index, -8, PRODUCT_PRIORS.effectSd) < wanted) return -1
        const onDays: number[] = []
        for (let t = 0; t < day; t++) if (exposure[t] > 0 && input.outcome[t] === input.outcome[t]) onDays.push(t)
        const threshold = thresholdLogOdds(best.fit, index, exposure, onDays, options.matters)
        return shortfallStatistic(nodes, index, threshold, PRODUCT_PRIORS.effectSd)
      }
    })
    return Math.min(MOST_DAYS_PASSED, (room / LARGEST_MOVE) ** 2)
  }

  function note(k: number, day: number, verdict: Verdict): void {
    const replay = replays[k]
    if (verdict !== 'cannot-tell-yet') replay.ever[verdict] ??= day
    if (verdict !== replay.last) {
      replay.changes.push({ day, verdict })
      replay.last = verdict
    }
  }
}

/** The next day of the person's own steps; reviews in between do not shift them. */
function nextStep(day: number, step: number, passOver: number): number {
  return (Math.floor(day / step) + passOver) * step
}

/**
 * A statistic moves by about a root of time: 0.08 a day at half a year. Four times that, over the root of the days passed over, is the
 * room that a look must leave before the next may wait; bench/calibrate.ts compares with looking on every day.
 */
const LARGEST_MOVE = 0.3
const MOST_DAYS_PASSED = 14

/**
 * The largest statistic that so many logged days could give: every day in use clear and every other an outcome day, without any path.
 * The log odds ratio of such a table has a standard error of about √(2/on + 2/off) per half a day added to each cell.
 */
function mostExtreme(on: number, off: number): number {
  const logOddsRatio = Math.log(2 * on + 1) + Math.log(2 * off + 1)
  const error = Math.sqrt(2 + 2 + 1 / (on + 0.5) + 1 / (off + 0.5))
  // the normal prior of the effect pulls such an estimate in further; this is an upper limit only
  return Math.max(logOddsRatio / error, Math.sqrt((2 * on * off) / (on + off)))
}
