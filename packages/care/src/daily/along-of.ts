// Which of the things that are noted each day go along with the headaches. Pure: counted beside the page, and tested without a browser.
import type { LivedDay } from '@clearday/diary'
import { screenFactors, SCREENING_MINIMUM_DAYS, type Factor } from '@clearday/inference'

/** Chances in 100 days. */
export interface OutOf100 {
  readonly mean: number
  readonly low: number
  readonly high: number
}

export interface AlongFactor {
  /** Of the diary's own list, `weekend`, `bleeding`, or the key of one that the person made. */
  readonly id: string
  /** 0: the same day. */
  readonly lagDays: number
  readonly oddsRatio: number
  /** It is so on a day or it is not. */
  readonly isYesNo: boolean
  /** How many days of 100 would be headache days after a day on which it is so, or with clearly more of it than usual: one standard deviation. */
  readonly more: OutOf100
  readonly finding: boolean
  readonly mayBeEarlySymptom: boolean
}

export interface Along {
  readonly days: number
  readonly knownDays: number
  readonly minimumDays: number
  /** Headache days in 100 known days. */
  readonly usual: number
  /** Found first, then by how clear the link is. */
  readonly factors: readonly AlongFactor[]
  /** What could not be looked at: noted on how many days, and on how many more it would have to be; null: it never changes. */
  readonly leftOut: readonly { readonly id: string; readonly noted: number; readonly more: number | null }[]
  /** The smallest link that a diary like this would usually show, as days in 100; null where nothing was looked at. */
  readonly detectable: number | null
}

/** What is long ago says less of today; and longer spans take longer. */
const LONGEST = 730

/**
 * Looks at the last two years at most, from the first day on which any factor was noted: before it none could be told.
 *
 * @param all every day of the diary, in order. O(days · factors²).
 */
export function alongOf(all: readonly LivedDay[]): Along {
  const begun = all.findIndex(({ entry }) => Object.keys(entry?.factors ?? {}).length > 0 || entry?.bleeding)
  const days = begun < 0 ? [] : all.slice(Math.max(begun, all.length - LONGEST))
  const outcome = Float64Array.from(days, ({ headache }) =>
    headache === 'unknown' ? Number.NaN : headache === 'met' ? 1 : 0,
  )
  const known = outcome.filter((value) => value === value)
  const headaches = known.reduce((sum, value) => sum + value, 0)
  const share = known.length === 0 ? 0 : headaches / known.length
  const factors = factorsOf(days)
  const plain = {
    ...{ days: days.length, knownDays: known.length, minimumDays: SCREENING_MINIMUM_DAYS },
    usual: 100 * share,
  }
  const none: Along = { ...plain, factors: [], leftOut: [], detectable: null }
  // where all days are alike there is nothing that could go along
  if (factors.length === 0 || share === 0 || share === 1) return none
  const screened = screenFactors(outcome, factors)
  if (screened.type === 'error') return none
  const out = (odds: number): number => (100 * share * odds) / (1 - share + share * odds)
  const { detectableOddsRatio } = screened.value
  return {
    ...plain,
    factors: screened.value.factors
      .toSorted((a, b) => Number(b.finding) - Number(a.finding) || a.adjustedP - b.adjustedP)
      .map(({ name, lagDays, oddsRatioPerSd, low, high, finding, mayBeEarlySymptom }) => {
        const yes = yesOf(factors.find((one) => one.name === name)?.values ?? new Float64Array())
        const [mean, least, most] = [oddsRatioPerSd, low, high].map((odds) => out(odds ** (yes ?? 1)))
        return {
          ...{ id: name, lagDays, oddsRatio: oddsRatioPerSd, isYesNo: yes !== null, finding, mayBeEarlySymptom },
          more: { mean, low: least, high: most },
        }
      }),
    leftOut: screened.value.leftOut.map((id) => {
      const values = factors.find(({ name }) => name === id)?.values ?? new Float64Array()
      const noted = values.filter((value) => value === value).length
      return { id, noted, more: 2 * noted < days.length ? days.length - 2 * noted : null }
    }),
    detectable: Number.isFinite(detectableOddsRatio) ? out(detectableOddsRatio) : null,
  }
}

/** How many standard deviations a yes lies above the mean; null for what is no question of yes or no. */
function yesOf(values: Float64Array): number | null {
  const known = values.filter((value) => value === value)
  if (!known.every((value) => value === 0 || value === 1)) return null
  const share = known.reduce((sum, value) => sum + value, 0) / known.length
  return Math.sqrt((1 - share) / share)
}

/** Each with a value a day; weekends are added, for nobody has to note them. */
function factorsOf(days: readonly LivedDay[]): readonly Factor[] {
  const ids = [...new Set(days.flatMap(({ entry }) => Object.keys(entry?.factors ?? {})))].sort()
  const column = (valueOf: (day: LivedDay) => number | undefined): Float64Array =>
    Float64Array.from(days, (day) => valueOf(day) ?? Number.NaN)
  const noted: Factor[] = ids.map((name) => ({
    name,
    values: column(({ entry }) => {
      const value = entry?.factors?.[name]
      return value === undefined ? undefined : Number(value)
    }),
  }))
  if (days.some(({ entry }) => entry?.bleeding !== undefined))
    noted.push({
      name: 'bleeding',
      exogenous: true,
      values: column(({ entry }) => (entry?.bleeding === undefined ? undefined : entry.bleeding === 'none' ? 0 : 1)),
    })
  if (noted.length > 0)
    noted.push({
      name: 'weekend',
      exogenous: true,
      values: column(({ date }) => (new Date(`${date}T12:00:00Z`).getUTCDay() % 6 === 0 ? 1 : 0)),
    })
  return noted
}
