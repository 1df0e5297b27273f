// Red flags that the course of a diary raises by itself: an attack that does not end, very many days, a rise over months, another pattern.
import { daysBetween, type LivedDay, type LocalDate } from '@clearday/diary'
import { open, raisedBy, settled, type Finding, type FlagEvent } from './red-flag.ts'
import type { SafetyFacts } from './safety-facts.ts'
import { CHRONIC_DAYS, LONG_ATTACK, PROGRESSIVE, STANDS } from './safety-thresholds.ts'

/** Hours of one day that was noted as all headache; the day on which clocks go forward has no more. */
const ALL_DAY_HOURS = 23
/** So many days around which the diary has to have no gap before it can settle that nothing lasted long. */
const LOOKED_BACK_DAYS = 28

export function longAttack({ history: { days }, asOf }: SafetyFacts): Finding {
  const { hours } = LONG_ATTACK.value
  const lasting = new Map<string, { least: number; most: number; days: LocalDate[] }>()
  for (const { date, pieces } of days) {
    for (const { attackId, spellHours } of pieces) {
      if (attackId === null) continue
      const known = lasting.get(attackId)
      if (known === undefined) lasting.set(attackId, { ...spellHours, days: [date] })
      else known.days.push(date)
    }
  }
  const attacks = [...lasting]
  const ofAttacks = attacks.flatMap(([attackId, one]): FlagEvent[] => {
    if (one.least <= hours) return []
    const date = one.days[one.days.length - 1]
    const because = `A headache that was still there on ${date} lasted more than ${hours} hours: at least ${Math.round(one.least)}.`
    return [{ date, because, days: one.days, attackIds: [attackId] }]
  })
  const events = [...ofAttacks, ...allDayRuns(days)].sort((one, other) => (one.date < other.date ? -1 : 1))
  const mayBe = attacks.some(([, { most }]) => most > hours)
  const recent = days.filter(({ date }) => daysBetween(date, asOf) < LOOKED_BACK_DAYS)
  const gaps = recent.length === 0 || recent.some(({ observed }) => !observed)
  if (mayBe) return raisedBy(events, open('How long some attacks lasted was not noted.'))
  return raisedBy(
    events,
    gaps ? open('The diary has gaps.') : settled(`No headache that was noted lasted more than ${hours} hours.`),
  )
}

/** Days in a row that were each noted as headache all day, without an attack that says so. */
function allDayRuns(days: readonly LivedDay[]): FlagEvent[] {
  const { hours } = LONG_ATTACK.value
  const needed = Math.floor(hours / 24) + 1
  const events: FlagEvent[] = []
  let run: LocalDate[] = []
  for (const [k, day] of days.entries()) {
    const allDay = day.headache === 'met' && day.attackIds.length === 0 && day.hours.least >= ALL_DAY_HOURS
    if (allDay) run.push(day.date)
    if (allDay && k < days.length - 1) continue
    if (run.length >= needed) {
      const date = run[run.length - 1]
      events.push({ date, because: `Headache all day on ${run.length} days in a row until ${date}.`, days: run })
    }
    run = []
  }
  return events
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

export function clusterPattern({ cluster, asOf }: SafetyFacts): Finding {
  const { status, days } = cluster
  if (status === 'unknown') return open('The diary leaves open whether it agrees with cluster headache.')
  if (status === 'not-met') return settled('The diary does not agree with cluster headache.')
  const because = 'Your diary is consistent with the pattern of cluster headache (ICHD-3 3.1).'
  return raisedBy([{ date: days.at(-1) ?? asOf, because, days }], open(''))
}
