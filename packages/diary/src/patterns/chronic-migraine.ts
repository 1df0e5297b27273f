// Chronic migraine (ICHD-3 1.3): headache on most days of the month for months, and like migraine on many of them.
import { auraPattern, migrainePain, migraineSymptoms } from '../days/headache-features.ts'
import { treatedWithSuccess } from '../days/day-definitions.ts'
import type { HeadachePiece, LivedDay } from '../days/lived-day.ts'
import { countStatuses } from '../measures/tally.ts'
import type { Features } from '../model/features.ts'
import { allOf, anyOf, countReaches, statusOf, type Status } from '../three-valued.ts'
import { countAttacks } from './counted-attacks.ts'
import type { DiaryReading } from './diary-reading.ts'
import { gapsTell, MIGRAINE_APART, recalledAttacks, whatWouldTell } from './migraine-without-aura.ts'
import { countMonths, inARow, monthsWords, tooFewMonths, type InARow, type MonthCount } from './months-in-a-row.ts'
import { betterExplained, marks, patternResult } from './pattern-draft.ts'
import type { CriterionResult, PatternResult } from './pattern-result.ts'
import { CHRONIC_MIGRAINE, MONTHS_IN_A_ROW } from './pattern-rules.ts'

/** ICHD-3 1.3. O(days + headaches). */
export function chronicMigraine(reading: DiaryReading): PatternResult {
  const { days, months, notNoted, diary } = reading
  const { headacheDays, migraineDays } = CHRONIC_MIGRAINE.value
  const like = days.map(likeMigraine)
  const headache = countMonths(
    months,
    countStatuses(days.length, (k) => days[k].headache),
    headacheDays,
  )
  const migraine = countMonths(
    months,
    countStatuses(days.length, (k) => like[k]),
    migraineDays,
  )
  const A = inARow(
    months,
    headache.map(({ status }) => status),
  )
  const C = sameMonths(reading, headache, migraine, A)
  const B = attacksOfMigraine(reading)
  return patternResult({
    code: '1.3',
    name: 'chronic migraine',
    version: CHRONIC_MIGRAINE.version,
    criteria: [
      monthly(
        'A',
        A,
        headache,
        headacheDays,
        'Headache',
        days,
        days.map(({ headache: one }) => one),
      ),
      B.criterion,
      monthly('C', C, migraine, migraineDays, 'Headache like migraine', days, like),
    ],
    unknowns: [
      ...tooFewMonths(months),
      ...whatWouldTell(B.criterion.status === 'unknown' ? B.open : [], 0),
      ...gapsTell(notNoted[days.length]),
    ],
    clinicianMustJudge: [
      betterExplained('D'),
      'Where medicines are taken on many days too, medication-overuse headache (8.2) may stand beside it.',
      ...recalledAttacks(diary.person.recalled?.attacksLikeThese, B),
    ],
    source: CHRONIC_MIGRAINE.source,
    nothingSeen: !like.includes('met') && !days.some(({ headache: one }) => one === 'met'),
  })
}

/** C is asked of the months that meet A, or could; where none can, of any months. */
function sameMonths({ months }: DiaryReading, headache: MonthCount[], migraine: MonthCount[], A: InARow): InARow {
  const statuses = migraine.map(({ status }) => status)
  if (A.row === null || A.status === 'not-met') return inARow(months, statuses)
  const ofHeadache = headache.map(({ status }) => status)
  return A.status === 'met'
    ? inARow(months, statuses, ({ from, to }) => allOf(...ofHeadache.slice(from, to + 1)))
    : inARow(months, statuses, ({ from, to }) =>
        allOf(...ofHeadache.slice(from, to + 1)) === 'not-met' ? 'not-met' : 'met',
      )
}

/** A criterion of so many days a month for months, with the days of the months that decide it. */
export function monthly(
  id: string,
  { status, row }: InARow,
  counts: readonly MonthCount[],
  needed: number,
  what: string,
  days: readonly LivedDay[],
  statuses: readonly Status[],
): CriterionResult {
  const { months } = MONTHS_IN_A_ROW.value
  const deciding = row === null ? counts : counts.slice(row.from, row.to + 1)
  const [from, to] = deciding.length === 0 ? [0, 0] : [deciding[0].span.from, deciding[deciding.length - 1].span.to]
  const least = Math.min(...deciding.map((one) => one.least))
  const most = Math.min(...deciding.map((one) => one.most))
  return {
    id,
    statement: `${what} on ${needed} or more days a month for more than 3 months: in each of ${months} or more complete calendar months in a row.`,
    status,
    because: `Days in ${monthsWords(counts, row)}; ${needed} in each of ${months} complete months in a row are needed.`,
    days: days
      .slice(from, to)
      .filter((_, k) => statuses[from + k] === 'met')
      .map(({ date }) => date),
    attackIds: [],
    count: { least, most, needed },
  }
}

/** ICHD-3 1.3 B: attacks that meet 1.1 B to D or 1.2 B and C. */
function attacksOfMigraine({ migraine, auras, notNoted, days }: DiaryReading) {
  const { attacks } = CHRONIC_MIGRAINE.value
  const qualify = migraine.headaches.map((headache, k) =>
    anyOf(migraine.all[k], anyOf(...headache.auras.map(auraPattern))),
  )
  const found = countAttacks(migraine.headaches, qualify, notNoted, attacks, MIGRAINE_APART)
  const alone = auras.filter((aura) => aura.alone).map(({ pattern }) => pattern)
  const least = found.least + alone.filter((one) => one === 'met').length
  const most = found.most + alone.filter((one) => one !== 'not-met').length
  const status = countReaches(least, most, attacks)
  const fits = found.fit.length + alone.filter((one) => one === 'met').length
  const open = most > fits ? `, at most ${most} if all that is open were` : ''
  const close = least < fits ? `; they may be as few as ${least}, since some follow each other closely` : ''
  const criterion: CriterionResult = {
    id: 'B',
    statement: `At least ${attacks} attacks that meet 1.1 B to D or 1.2 B and C.`,
    status,
    because: `${fits === 0 ? 'No' : fits} ${fits === 1 ? 'attack meets' : 'attacks meet'} 1.1 B to D or 1.2 B and C${open}${close}; ${attacks} are needed.`,
    ...marks(
      status === 'met' ? found.fit : [...found.fit, ...found.open],
      days,
      status === 'met' ? attacks : undefined,
    ),
    count: { least, most, needed: attacks },
  }
  return { criterion, open: found.open, least, needed: attacks, most, status, fit: found.fit }
}

/** ICHD-3 1.3 C for one day. How long the headache lasted does not matter for it. O(pieces and intakes of the day). */
export function likeMigraine(day: LivedDay): Status {
  const aura = anyOf(...day.auras.map(auraPattern))
  if (day.headache === 'not-met' || aura === 'met') return aura
  if (day.headache === 'unknown') return 'unknown'
  let status: Status = aura
  for (const piece of day.pieces) {
    status = anyOf(status, migrainePiece(piece))
    if (status === 'met') return status
  }
  return anyOf(status, believedAndRelieved(day))
}

function migrainePiece({ features, auras }: HeadachePiece): Status {
  const pain = allOf(migrainePain(features), migraineSymptoms(features))
  return pain === 'met' || auras.length === 0 ? pain : anyOf(pain, ...auras.map(auraPattern))
}

/** ICHD-3 1.3 C3: taken for migraine when it began, and relieved by a triptan or ergot. */
function believedAndRelieved(day: LivedDay): Status {
  const specific = day.intakes.filter(
    ({ migraineSpecific, classes }) => migraineSpecific && (classes.includes('triptan') || classes.includes('ergot')),
  )
  if (specific.length === 0) return day.acuteMedicine === 'unknown' ? allOf(believed(day.pieces), 'unknown') : 'not-met'
  return allOf(believed(day.pieces), treatedWithSuccess({ ...day, intakes: specific }, true))
}

function believed(pieces: readonly { readonly features: Features }[]): Status {
  return anyOf(...pieces.map(({ features }) => statusOf(features.believedMigraine)))
}
