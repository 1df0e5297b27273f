// Red flags that the course of a diary raises by itself: an attack that does not end, very many days, a rise over months, another pattern.
import {
  daysBetween,
  longestHeadaches,
  migrainePain,
  migraineSymptoms,
  severityOf,
  type LivedDay,
  type LocalDate,
} from '@clearday/diary'
import { open, raisedBy, settled, type Finding, type FlagEvent } from './red-flag.ts'
import type { SafetyFacts } from './safety-facts.ts'
import { CHRONIC_DAYS, LONG_ATTACK, LOOKED_BACK, PROGRESSIVE, STANDS } from './safety-thresholds.ts'
import { byDate } from './tier.ts'

/** Longer than the rule's hours. Strong: painful, or with a feature of migraine, or nobody noted that it was not; mild: the others. */
interface LongHeadaches {
  readonly strong: readonly FlagEvent[]
  readonly mild: readonly FlagEvent[]
}

export function longAttack({ history: { diary, days }, asOf }: SafetyFacts): Finding {
  const { hours } = LONG_ATTACK.value
  const { strong, mild } = longHeadaches(days)
  if (strong.length === 0 && mild.length > 0) {
    return open('A headache lasted longer than that, mild on each day and without a noted feature of migraine.')
  }
  const lookedBack = LOOKED_BACK.value.days
  const lately = (date: LocalDate): boolean => daysBetween(date, asOf) < lookedBack
  const mayBe = longestHeadaches(diary, days).some(({ lastDate, most }) => most > hours && lately(lastDate))
  if (mayBe) return raisedBy(strong, open('How long some headaches lasted, and whether they were one, was not noted.'))
  const observed = days.filter(({ date, observed: noted }) => noted && lately(date))
  return raisedBy(
    strong,
    observed.length < lookedBack
      ? open('The diary has gaps.')
      : settled(`No headache of the last ${lookedBack} days lasted more than ${hours} hours.`),
  )
}

/** Mild on each of its days: told for an appointment, for it is the pattern of chronic tension-type headache. */
export function headacheWithoutBreak({ history: { days } }: SafetyFacts): Finding {
  return raisedBy(longHeadaches(days).mild, open('No mild headache of more than 72 hours is noted.'))
}

function longHeadaches(days: readonly LivedDay[]): LongHeadaches {
  const { hours } = LONG_ATTACK.value
  const lasting = new Map<string, { least: number; most: number; days: LivedDay[] }>()
  for (const day of days) {
    for (const { attackId, spellHours } of day.pieces) {
      if (attackId === null) continue
      const known = lasting.get(attackId)
      if (known === undefined) lasting.set(attackId, { ...spellHours, days: [day] })
      else known.days.push(day)
    }
  }
  const long = [...lasting].flatMap(([attackId, one]) => (one.least <= hours ? [] : [{ attackId, ...one }]))
  const ofAttacks = long.map(({ attackId, least, days: lived }) =>
    byStrength(lived, [attackId], (date) => {
      return `A headache that was still there on ${date} lasted more than ${hours} hours: at least ${Math.round(least)}.`
    }),
  )
  const told = new Set(long.flatMap((one) => one.days.map(({ date }) => date)))
  const ofDays = allDayRuns(days)
    .filter((run) => !run.every(({ date }) => told.has(date)))
    .map((run) =>
      byStrength(run, [], (date) => `Headache all day on ${run.length} days in a row; it was still there on ${date}.`),
    )
  const all = [...ofAttacks, ...ofDays]
  return {
    strong: all.flatMap(({ strong }) => strong).sort(byDate),
    mild: all.flatMap(({ mild }) => mild).sort(byDate),
  }
}

/** Dated by the last day that is not known to be mild, so that a strong one of long ago does not make a mild one of today urgent. */
function byStrength(
  lived: readonly LivedDay[],
  attackIds: readonly string[],
  because: (date: LocalDate) => string,
): LongHeadaches {
  const days = lived.map(({ date }) => date)
  const last = days[days.length - 1]
  const strong = lived.findLast((day) => !isMild(day))?.date
  const event = (date: LocalDate): FlagEvent => ({ date, because: because(date), days, attackIds })
  return {
    strong: strong === undefined ? [] : [event(strong)],
    mild: strong === last ? [] : [{ ...event(last), because: `${because(last)} It was mild.` }],
  }
}

/** Known to be mild, with no feature of migraine noted. */
function isMild({ pieces, auras }: LivedDay): boolean {
  return (
    auras.length === 0 &&
    pieces.length > 0 &&
    pieces.every(
      ({ features }) =>
        severityOf(features) === 'mild' && migraineSymptoms(features) !== 'met' && migrainePain(features) !== 'met',
    )
  )
}

/** Days in a row that were each noted as headache all day, whether an attack was logged on them or not. */
function allDayRuns(days: readonly LivedDay[]): LivedDay[][] {
  const { hours, allDayHours } = LONG_ATTACK.value
  const needed = Math.floor(hours / 24) + 1
  const runs: LivedDay[][] = []
  let run: LivedDay[] = []
  for (const [k, day] of days.entries()) {
    const allDay = day.headache === 'met' && day.hours.least >= allDayHours
    if (allDay) run.push(day)
    if (allDay && k < days.length - 1) continue
    if (run.length >= needed) runs.push(run)
    run = []
  }
  return runs
}

/** In any calendar month, whole or begun; from memory only as long as no recent whole month says otherwise. */
export function chronicDays({ history: { diary, measures }, asOf }: SafetyFacts): Finding {
  const { daysPerMonth } = CHRONIC_DAYS.value
  const events = measures.months.flatMap(({ name, lastDay, days: { HD_ANY_v1: headache } }): FlagEvent[] =>
    headache.count < daysPerMonth
      ? []
      : [{ date: lastDay, because: `${name} has ${headache.count} headache days or more.` }],
  )
  if (events.length > 0) return raisedBy(events, open(''))
  const recent = measures.months.filter(({ lastDay }) => daysBetween(lastDay, asOf) <= STANDS.value.days)
  const settling = recent.filter(({ whole, days }) => whole && days.HD_ANY_v1.most < daysPerMonth)
  if (settling.length > 0 && recent.every(({ days }) => days.HD_ANY_v1.most < daysPerMonth)) {
    return settled(`No month of the diary reaches ${daysPerMonth} headache days.`)
  }
  const remembered = diary.person.recalled?.headacheDaysPerMonth
  if (remembered !== undefined && remembered >= daysPerMonth && settling.length === 0) {
    const because = `You remember ${remembered} headache days in a usual month.`
    return raisedBy([{ date: diary.firstDay, because }], open(''), true)
  }
  return open(`Gaps, or months that are not over, leave it open whether ${daysPerMonth} days are reached.`)
}

/** Each later month's least above the earlier one's most, so that no gap can make up the rise. */
export function progressive({ history: { measures } }: SafetyFacts): Finding {
  const { months, leastStep, leastRise } = PROGRESSIVE.value
  const whole = measures.months.filter((month) => month.whole)
  const events = whole.flatMap((last, k): FlagEvent[] => {
    const run = whole.slice(Math.max(0, k - months + 1), k + 1).map(({ days }) => days.HD_ANY_v1)
    if (run.length < months) return []
    const rises = run.every((one, at) => at === 0 || one.count - run[at - 1].most >= leastStep)
    if (!rises || last.days.HD_ANY_v1.count - run[0].most < leastRise) return []
    const because = `Headache days rose from month to month until ${last.name}: ${run.map(({ count }) => count).join(', ')}.`
    return [{ date: last.lastDay, because }]
  })
  return raisedBy(events, open('The diary alone cannot tell; ask yourself whether it becomes steadily worse.'))
}

/** A round that was opened because something was different is itself the sign; its own answer may take it back. */
export function patternChange({ history: { diary } }: SafetyFacts): Finding {
  const events = diary.safetyChecks.flatMap(({ date, occasion, answers }): FlagEvent[] =>
    occasion === 'different-from-usual' && answers['pattern-change'] !== 'no'
      ? [{ date, because: `On ${date} you noted a headache that is different from usual.` }]
      : [],
  )
  return raisedBy(events, open('Only an answer can tell.'))
}
