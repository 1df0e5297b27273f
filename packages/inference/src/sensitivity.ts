// Does the answer survive other reasonable choices? Each row is the whole answer computed again with one thing changed.
import type { SensitivityRow, TreatmentAnswer } from './answer.ts'
import { answerTreatments } from './answer-treatments.ts'
import { exposureFacts } from './exposure-facts.ts'
import type { AnswerOptions, PatientInput } from './patient-input.ts'
import { PRODUCT_SUPPORT, SUPPORT_WITHOUT_SLOW_PART } from './product-support.ts'

/** Fewer draws than the answer itself: a row is read to one digit. */
const DRAWS = 300

/** In blocks of two weeks or less nothing is left when the first two weeks of each are left out; then there is no such row. */
const LEAST_DAYS_LEFT = 14

/** Shares of the missing days filled against the treatment, in search of the tipping point. */
const TIPPING_SHARES = [0.1, 0.2, 0.35, 0.5, 0.75, 1]

/**
 * The rows for one treatment.
 *
 * Missing days are filled differently in use and out of use, which is what could mislead: at worst every missing day in use was an outcome
 * day and every other a clear one. The tipping point is the share of missing days, so filled, at which the chance that it helps falls
 * below one half (or, where it looked worse, rises above).
 */
export function sensitivityRows(asked: PatientInput, options: AnswerOptions, place: number): SensitivityRow[] {
  const input: PatientInput = { ...asked, recalledDaysPer28: null }
  const plain: AnswerOptions = { ...options, course: false, sensitivity: false }
  const answer = (changed: PatientInput, support = PRODUCT_SUPPORT): TreatmentAnswer =>
    answerTreatments(changed, plain, support, DRAWS).treatments[place]
  const row = (code: SensitivityRow['code'], value: number | null, found: TreatmentAnswer): SensitivityRow => ({
    code,
    value,
    effectDaysPer28: found.effectDaysPer28,
    chanceHelps: found.chanceHelps,
    verdict: found.verdict,
  })
  const { exposure, variants, inUse = exposure } = input.treatments[place]
  const rows: SensitivityRow[] = []
  const missing = input.outcome.reduce((count, value) => count + (value === value ? 0 : 1), 0)
  if (missing > 0) {
    const against = (share: number): PatientInput => ({
      ...input,
      outcome: fillMissing(input.outcome, inUse, share, 1),
    })
    rows.push(row('missing-worst-case', null, answer(against(1))))
    rows.push(row('missing-best-case', null, answer({ ...input, outcome: fillMissing(input.outcome, inUse, 1, 0) })))
    const now = answer(input).chanceHelps
    const helps = now >= 0.5
    for (const share of TIPPING_SHARES) {
      const filled = answer(helps ? against(share) : { ...input, outcome: fillMissing(input.outcome, inUse, share, 0) })
      if (filled.chanceHelps >= 0.5 !== helps) {
        rows.push(row('tipping-point', share, filled))
        break
      }
    }
  }
  const later = withoutFirstFortnights(input.outcome, inUse)
  if (exposureFacts(later, exposure, later.length, inUse).loggedDaysOn >= LEAST_DAYS_LEFT) {
    rows.push(row('first-fortnight-left-out', null, answer({ ...input, outcome: later })))
  }
  if (asked.recalledDaysPer28 !== null) rows.push(row('recalled-rate', asked.recalledDaysPer28, answer(asked)))
  rows.push(row('no-slow-component', null, answer(input, SUPPORT_WITHOUT_SLOW_PART)))
  if (variants.length > 1) {
    const sorted = [...variants].sort((a, b) => a.value - b.value)
    for (const [code, variant] of [
      ['half-life-short', sorted[0]],
      ['half-life-long', sorted[sorted.length - 1]],
    ] as const) {
      const treatments = input.treatments.map((treatment, k) =>
        k === place ? { ...treatment, exposure: variant.exposure, variants: [] } : treatment,
      )
      rows.push(row(code, variant.value, answer({ ...input, treatments })))
    }
  }
  return rows
}

/** Fills a share of the missing days, evenly spread: `value` on days in use, the opposite on the others. */
function fillMissing(outcome: Float64Array, inUse: Float64Array, share: number, value: 0 | 1): Float64Array {
  let carried = 0.5
  return outcome.map((known, t) => {
    if (known === known) return known
    carried += share
    if (carried < 1) return known
    carried -= 1
    return inUse[t] > 0 ? value : 1 - value
  })
}

/** Leaves the first two weeks after every start unjudged. */
function withoutFirstFortnights(outcome: Float64Array, inUse: Float64Array): Float64Array {
  let since = Infinity
  return outcome.map((value, t) => {
    if (inUse[t] > 0 && (t === 0 || inUse[t - 1] === 0)) since = 0
    else since++
    return inUse[t] > 0 && since < 14 ? Number.NaN : value
  })
}
