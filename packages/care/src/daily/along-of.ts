// Which of the things that are noted each day go along with the headaches. Pure: counted beside the page, and tested without a browser.
import { type LivedDay, type LocalDate } from '@clearday/diary'
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
  /** The last day of what the findings were read from: days that came later do not move them. Null before the first reading. */
  readonly readOn: LocalDate | null
  /** After so many more known days they are read again. */
  readonly nextReading: number
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
 * Who looks every fortnight for two years would be shown something by chance in one of five cases if each look were read by itself
 * (docs/measurements/screening-looks.md). So findings are
 * read after every 90 known days alone, and the promise of 5 in 100 is shared out evenly over the eight readings of two years.
 */
const READ_EVERY = SCREENING_MINIMUM_DAYS
const LEVEL = 0.05 / Math.floor(LONGEST / READ_EVERY)

/**
 * Looks at the last two years at most, from the first day on which any factor was noted: before it none could be told. Numbers are of all days; what
 * is a finding was read at a set time (`readOn`), and stands until the next.
 *
 * @param all every day of the diary, in order. O(days · factors²).
 */
export function alongOf(all: readonly LivedDay[]): Along {
  const begun = all.findIndex(({ entry }) => Object.keys(entry?.factors ?? {}).length > 0 || entry?.bleeding)
  const days = begun < 0 ? [] : all.slice(Math.max(begun, all.length - LONGEST))
  const { outcome, known, share } = countsOf(days)
  const factors = factorsOf(days)
  const since = begun < 0 ? [] : all.slice(begun)
  const { read, nextReading } = readingOf(since)
  const plain = {
    ...{ days: days.length, knownDays: known, minimumDays: SCREENING_MINIMUM_DAYS },
    ...{ usual: 100 * share, readOn: read === 0 ? null : since[read - 1].date, nextReading },
  }
  const none: Along = { ...plain, factors: [], leftOut: [], detectable: null }
  // where all days are alike there is nothing that could go along
  if (factors.length === 0 || share === 0 || share === 1) return none
  const screened = screenFactors(outcome, factors, LEVEL)
  if (screened.type === 'error') return none
  const found = read === 0 ? new Map<string, number>() : foundIn(since.slice(0, read))
  const out = (odds: number): number => (100 * share * odds) / (1 - share + share * odds)
  const { detectableOddsRatio } = screened.value
  return {
    ...plain,
    factors: screened.value.factors
      // what has turned since it was read is none any more
      .map((one) => ({ ...one, finding: found.get(one.name) === Math.sign(Math.log(one.oddsRatioPerSd)) }))
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

/** How many days of these the last reading is of, 0 for none yet, and after how many more known days the next is. O(days). */
function readingOf(days: readonly LivedDay[]): { readonly read: number; readonly nextReading: number } {
  let [known, read] = [0, 0]
  for (const [at, { headache }] of days.entries()) {
    if (headache === 'unknown') continue
    known++
    if (known % READ_EVERY === 0) read = at + 1
  }
  return { read, nextReading: READ_EVERY - (known % READ_EVERY) }
}

function countsOf(days: readonly LivedDay[]): {
  readonly outcome: Float64Array
  readonly known: number
  /** Headache days among the known. */
  readonly share: number
} {
  const outcome = Float64Array.from(days, ({ headache }) =>
    headache === 'unknown' ? Number.NaN : headache === 'met' ? 1 : 0,
  )
  const known = outcome.filter((value) => value === value)
  const headaches = known.reduce((sum, value) => sum + value, 0)
  return { outcome, known: known.length, share: known.length === 0 ? 0 : headaches / known.length }
}

/** What was found on a reading, each with the sign of its link. @param all up to that day, from the first on which anything was noted. */
function foundIn(all: readonly LivedDay[]): ReadonlyMap<string, number> {
  const days = all.slice(-LONGEST)
  const { outcome, share } = countsOf(days)
  const factors = factorsOf(days)
  if (factors.length === 0 || share === 0 || share === 1) return new Map()
  const screened = screenFactors(outcome, factors, LEVEL)
  if (screened.type === 'error') return new Map()
  return new Map(
    screened.value.factors
      .filter(({ finding }) => finding)
      .map(({ name, oddsRatioPerSd }) => [name, Math.sign(Math.log(oddsRatioPerSd))]),
  )
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
