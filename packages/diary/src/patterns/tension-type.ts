// Tension-type headache: infrequent, frequent and chronic (ICHD-3 2.1, 2.2 and 2.3), told apart by the days a month on average.
import { tensionPain, tensionSymptoms } from '../days/headache-features.ts'
import type { LivedDay } from '../days/lived-day.ts'
import type { Span } from '../measures/spans.ts'
import { countStatuses, type StatusCounts } from '../measures/tally.ts'
import type { Features } from '../model/features.ts'
import { allOf, anyOf, countReaches, not, type Status } from '../three-valued.ts'
import { askHeadaches, attackCriteria, type AttackCriteria } from './asked-headaches.ts'
import { chronicTensionSymptoms } from './attack-criteria.ts'
import { CHRONIC_TENSION_QUESTIONS } from './attack-questions.ts'
import type { Apart } from './counted-attacks.ts'
import type { DiaryReading } from './diary-reading.ts'
import { tooFewMonths } from './monthly-criterion.ts'
import { rowsOf } from './months-in-a-row.ts'
import { patternResult } from './pattern-draft.ts'
import type { CriterionResult, PatternResult } from './pattern-result.ts'
import { TENSION_TYPE } from './pattern-rules.ts'
import { betterExplained, range } from './pattern-words.ts'
import { whatWouldTell } from './what-would-tell.ts'

const { episodes, frequentFrom, chronicFrom, mostHours } = TENSION_TYPE.value
const TENSION_APART: Apart = { freeHours: 0, mostHours }

/** Days a month on average, least and most, over some complete months; null where there are too few of them. */
interface Average {
  readonly least: number
  readonly most: number
  readonly months: number
  readonly from: number
  readonly to: number
}

/** ICHD-3 2.1, 2.2 and 2.3. O(days + headaches). */
export function tensionType(reading: DiaryReading): readonly [PatternResult, PatternResult, PatternResult] {
  const { days, months, tension, notNoted } = reading
  const average = overWholeMonths(months, tensionDays(days, tensionSymptoms))
  const below = (limit: number): Status =>
    average === null ? 'unknown' : not(countReaches(average.least, average.most, limit))
  const found = attackCriteria(tension, days, notNoted, episodes, TENSION_APART, {
    A: `At least ${episodes} episodes`,
    attack: 'episode',
    each: 'in your diary meet B, C and D',
  })
  const infrequently = below(frequentFrom)
  return [
    episodic(reading, found, average, infrequently, {
      code: '2.1',
      name: 'infrequent tension-type headache',
      often: `fewer than ${frequentFrom} day a month on average (fewer than 12 a year)`,
    }),
    episodic(reading, found, average, allOf(not(infrequently), below(chronicFrom)), {
      code: '2.2',
      name: 'frequent tension-type headache',
      often: `${frequentFrom} to 14 days a month on average for more than 3 months`,
    }),
    chronic(reading),
  ]
}

function episodic(
  { days, notNoted, months }: DiaryReading,
  { counted: found, criteria }: AttackCriteria,
  average: Average | null,
  often: Status,
  words: { readonly code: string; readonly name: string; readonly often: string },
): PatternResult {
  const [count, ...rest] = criteria
  const A: CriterionResult = {
    ...count,
    statement: `${count.statement}, on ${words.often}.`,
    status: allOf(count.status, often),
    because: `${count.because} ${averageWords(average, months)}`,
  }
  return patternResult({
    code: words.code,
    name: words.name,
    version: TENSION_TYPE.version,
    criteria: [A, ...rest],
    unknowns: [...tooFewMonths(months), ...whatWouldTell(found.open, notNoted[days.length])],
    clinicianMustJudge: [betterExplained('E')],
    source: TENSION_TYPE.source,
    nothingSeen: found.fit.length + found.open.length === 0,
  })
}

function chronic(reading: DiaryReading): PatternResult {
  const { headaches, days, months, notNoted, diary } = reading
  const asked = askHeadaches(headaches, CHRONIC_TENSION_QUESTIONS)
  const counts = tensionDays(days, chronicTensionSymptoms)
  const rows = rowsOf(months).map(({ from, to }) => averageOf(months.slice(from, to + 1), counts))
  const often = rows.map(({ least, most }) => countReaches(least, most, chronicFrom))
  const status = rows.length === 0 ? shortDiary(months, counts) : anyOf(...often)
  const shown = rows[often.lastIndexOf(status)] ?? null
  const { counted: found, criteria } = attackCriteria(asked, days, notNoted, 1, TENSION_APART, {
    A: '',
    attack: 'headache',
    each: 'in your diary meet B, C and D',
  })
  const inRow = shown === null ? [0, days.length] : [shown.from, shown.to]
  const A: CriterionResult = {
    id: 'A',
    statement: `On ${chronicFrom} or more days a month on average for more than 3 months (180 or more a year): over 3 or more complete calendar months in a row.`,
    status,
    because: averageWords(shown, months),
    days: days
      .slice(inRow[0], inRow[1])
      .filter((_, k) => counts.met[inRow[0] + k + 1] > counts.met[inRow[0] + k])
      .map(({ date }) => date),
    attackIds: [],
    ...(shown === null ? {} : { count: { least: tenth(shown.least), most: tenth(shown.most), needed: chronicFrom } }),
  }
  const dailyFromTheStart = diary.person.recalled?.dailyFromTheStart === true
  return patternResult({
    code: '2.3',
    name: 'chronic tension-type headache',
    version: TENSION_TYPE.version,
    criteria: [A, ...criteria.slice(1)],
    unknowns: [...tooFewMonths(months), ...whatWouldTell(found.open, notNoted[days.length])],
    clinicianMustJudge: [
      betterExplained('E'),
      ...(dailyFromTheStart
        ? [
            'You remember that it was daily and without a break from within a day of its beginning: then it may be another headache, new daily persistent headache (4.10).',
          ]
        : []),
    ],
    source: TENSION_TYPE.source,
    nothingSeen: found.fit.length + found.open.length === 0,
  })
}

/** Whether each day had a headache with the pain and without the symptoms that exclude it. O(days + pieces). */
function tensionDays(days: readonly LivedDay[], symptoms: (features: Features) => Status): StatusCounts {
  return countStatuses(days.length, (k) => {
    const { headache, pieces } = days[k]
    if (headache !== 'met') return headache
    let status: Status = 'not-met'
    for (const { features } of pieces) {
      const without = symptoms(features)
      const one = without === 'not-met' ? without : allOf(without, tensionPain(features))
      if (one === 'met') return one
      if (one === 'unknown') status = one
    }
    return status
  })
}

function overWholeMonths(months: readonly Span[], counts: StatusCounts): Average | null {
  return rowsOf(months).length === 0
    ? null
    : averageOf(
        months.filter(({ whole }) => whole),
        counts,
      )
}

/** Each month counts alike: 15 days in each of three months are 15 on average, though months have 28 to 31 days. */
function averageOf(months: readonly Span[], { met, unknown }: StatusCounts): Average {
  const from = months[0].from
  const to = months[months.length - 1].to
  const least = met[to] - met[from]
  const most = least + unknown[to] - unknown[from]
  return { least: least / months.length, most: most / months.length, months: months.length, from, to }
}

/** Too few complete months to say that it is chronic; enough if even every open day would leave them below. */
function shortDiary(months: readonly Span[], { met, unknown }: StatusCounts): Status {
  const below = months.some(
    ({ from, to, whole }) => whole && met[to] - met[from] + unknown[to] - unknown[from] < chronicFrom,
  )
  return below ? 'not-met' : 'unknown'
}

function averageWords(average: Average | null, months: readonly Span[]): string {
  if (average === null) return tooFewMonths(months).join('')
  return `Over ${average.months} complete calendar months there were ${range(tenth(average.least), tenth(average.most))} such days a month on average.`
}

function tenth(days: number): number {
  return Math.round(10 * days) / 10
}
