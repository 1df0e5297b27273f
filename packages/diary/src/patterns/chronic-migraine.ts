// Chronic migraine (ICHD-3 1.3): headache on most days of the month for months, and like migraine on many of them.
import { auraPattern, migrainePain, migraineSymptoms } from '../days/headache-features.ts'
import { treatedWithSuccess } from '../days/day-definitions.ts'
import type { HeadachePiece, LivedDay } from '../days/lived-day.ts'
import { countStatuses } from '../measures/tally.ts'
import type { Features } from '../model/features.ts'
import { allOf, anyOf, countReaches, statusOf, type Status } from '../three-valued.ts'
import { countAttacks } from './counted-attacks.ts'
import type { DiaryReading } from './diary-reading.ts'
import { MIGRAINE_APART } from './migraine-without-aura.ts'
import { inTheSameMonths, monthly, tooFewMonths } from './monthly-criterion.ts'
import { countMonths, inARow } from './months-in-a-row.ts'
import { marks, patternResult } from './pattern-draft.ts'
import type { CriterionResult, PatternResult } from './pattern-result.ts'
import { CHRONIC_MIGRAINE } from './pattern-rules.ts'
import { betterExplained } from './pattern-words.ts'
import { gapsTell, recalledAttacks, whatWouldTell } from './what-would-tell.ts'

/** ICHD-3 1.3. O(days + headaches). */
export function chronicMigraine(reading: DiaryReading): PatternResult {
  const { days, months, notNoted, diary } = reading
  const { headacheDays, migraineDays } = CHRONIC_MIGRAINE.value
  const present = days.map(({ headache: one }) => one)
  const like = days.map(likeMigraine)
  const headache = countMonths(
    months,
    countStatuses(days.length, (k) => present[k]),
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
  const C = inTheSameMonths(
    months,
    migraine.map(({ status }) => status),
    A,
    headache.map(({ status }) => status),
  )
  const B = attacksOfMigraine(reading)
  return patternResult({
    code: '1.3',
    name: 'chronic migraine',
    version: CHRONIC_MIGRAINE.version,
    criteria: [
      monthly({ id: 'A', what: 'Headache', days: 'Headache days', needed: headacheDays }, A, headache, days, present),
      B.criterion,
      monthly(
        { id: 'C', what: 'Headache like migraine', days: 'Days like migraine', needed: migraineDays },
        C,
        migraine,
        days,
        like,
      ),
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
    nothingSeen: !like.includes('met') && !present.includes('met'),
  })
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
