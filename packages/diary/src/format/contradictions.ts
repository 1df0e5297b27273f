// What can be by itself and contradicts something else in the diary: kept as it was said, never silently mended, and shown to who can tell.
import { addDays, datesFrom, daysBetween, type LocalDate } from '../calendar/local-date.ts'
import { startOfDayMs } from '../calendar/moment.ts'
import { attackDays } from '../days/attack-days.ts'
import type { Attack, DiaryDay } from '../model/entries.ts'
import type { Features, Severity } from '../model/features.ts'
import { DATED_LISTS, daysTouched, type Placed, type PlacedDiary } from './placed-diary.ts'
import type { Tell } from './place-words.ts'

/** An attack this long without an end, and with no entry in its last days, was probably not closed. */
const OPEN_DAYS = 7
const SILENT_DAYS = 3
/** A gap this long between entries is more often a mistyped year than a break. */
const GAP_DAYS = 731

export function noticeContradictions(diary: PlacedDiary, tell: Tell): void {
  const painful = diary.attacks.filter(({ entry }) => entry.withoutHeadache !== true)
  noticeDays(diary, painful, tell)
  for (const { entry, path } of diary.attacks) {
    noticeSeverity(entry, path, tell)
    if (entry.withoutHeadache === true && saysPain(entry)) {
      tell('without-headache-but-pain', path, 'it is said to be without headache, and yet how bad the pain was')
    }
  }
  noticeOverlaps(painful, tell)
  noticeOpen(diary, painful, tell)
  noticeSymptoms(diary, tell)
  noticeGaps(diary, tell)
}

function noticeDays(diary: PlacedDiary, painful: readonly Placed<Attack>[], tell: Tell): void {
  const attacksOn = attacksByDay(diary, painful)
  const tookOn = new Map<LocalDate, string>()
  for (const { entry } of diary.intakes) {
    if (entry.reason !== 'prevention' && entry.reason !== 'other') tookOn.set(entry.at.date, entry.id)
  }
  for (const { entry: day, path } of diary.days) {
    noticeSeverity(day, path, tell)
    if (day.headache === 'none') noticeNoneDay(day, path, attacksOn.get(day.date), tell)
    if (day.headache === 'present' && (day.severity === 'none' || day.peakIntensity === 0)) {
      tell(
        'present-without-pain',
        [...path, day.severity === 'none' ? 'severity' : 'peakIntensity'],
        'there was headache on this day, and yet none of it',
      )
    }
    const intake = tookOn.get(day.date)
    if (day.noMedicine === true && intake !== undefined) {
      tell(
        'no-medicine-but-intake',
        [...path, 'noMedicine'],
        `no acute medicine is said to have been taken, and yet there is intake "${intake}" on this day`,
      )
    }
  }
}

function noticeNoneDay(day: DiaryDay, path: Placed<DiaryDay>['path'], attack: string | undefined, tell: Tell): void {
  const said = (['peakIntensity', 'severity', 'hours'] as const).find(
    (key) => day[key] !== undefined && day[key] !== 0 && day[key] !== 'none',
  )
  if (said !== undefined) {
    tell('none-but-pain', [...path, said], `the day is said to be without headache, and yet ${said} is ${day[said]}`)
  }
  if (attack !== undefined) {
    tell('none-but-attack', path, `the day is said to be without headache, and yet attack "${attack}" touches it`)
  }
}

/**
 * The first attack that touches each day that is said to be without headache. One that is still going is asked about elsewhere. Days that
 * have found theirs are passed over, so that many long attacks cost no more than the days and the attacks.
 */
function attacksByDay({ days }: PlacedDiary, painful: readonly Placed<Attack>[]): Map<LocalDate, string> {
  const none = clearDays(days)
  const zones = new Map(days.map(({ entry }) => [entry.date, entry.timeZone]))
  const attacks = new Map<LocalDate, string>()
  /** For each clear day the next one, itself included, that no attack was found for. */
  const nextOpen = Array.from({ length: none.length + 1 }, (_, k) => k)
  const open = (k: number): number => {
    let root = k
    while (nextOpen[root] !== root) root = nextOpen[root]
    for (let at = k; at !== root;) [at, nextOpen[at]] = [nextOpen[at], root]
    return root
  }
  const take = (k: number, id: string): void => {
    attacks.set(none[k], id)
    nextOpen[k] = k + 1
  }
  for (const { entry: attack } of painful) {
    const { id, start, end } = attack
    if (typeof end === 'object' && end.date < start.date) {
      for (const { date } of attackDays(attack, end.date, (day) => zones.get(day))) {
        const k = open(firstFrom(none, date))
        if (none[k] === date) take(k, id)
      }
      continue
    }
    const last = typeof end === 'object' ? end : start
    for (let k = open(firstFrom(none, start.date)); none[k] <= last.date; k = open(k)) {
      const endsBefore =
        none[k] === last.date &&
        last !== start &&
        last.date !== start.date &&
        last.latestMs <= startOfDayMs(last.date, zones.get(last.date) ?? last.timeZone)
      if (endsBefore) break
      take(k, id)
    }
  }
  return attacks
}

/** In order. */
function clearDays(days: PlacedDiary['days']): LocalDate[] {
  return days.filter(({ entry }) => entry.headache === 'none').map(({ entry }) => entry.date)
}

/** The place of the first date that is not before another, among dates in order; their number if there is none. O(log n). */
function firstFrom(dates: readonly LocalDate[], date: LocalDate): number {
  let [low, high] = [0, dates.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (dates[middle] < date) low = middle + 1
    else high = middle
  }
  return low
}

/** Which intensities a word may stand for; what lies between two words fits both. */
const INTENSITIES: Readonly<Record<Severity, (intensity: number) => boolean>> = {
  none: (intensity) => intensity === 0,
  mild: (intensity) => intensity > 0 && intensity < 4,
  moderate: (intensity) => intensity > 3 && intensity < 7,
  severe: (intensity) => intensity > 6,
}

function noticeSeverity({ severity, peakIntensity }: Features, path: Placed<unknown>['path'], tell: Tell): void {
  if (severity === undefined || peakIntensity === undefined || INTENSITIES[severity](peakIntensity)) return
  tell(
    'severity-and-intensity',
    [...path, 'severity'],
    `"${severity}" and peakIntensity ${peakIntensity} disagree; 1 to 3 is mild, 4 to 6 moderate, 7 to 10 severe`,
  )
}

function saysPain({ severity, peakIntensity }: Features): boolean {
  return (severity !== undefined && severity !== 'none') || (peakIntensity !== undefined && peakIntensity > 0)
}

function noticeOverlaps(painful: readonly Placed<Attack>[], tell: Tell): void {
  let longest: { attack: Attack; untilMs: number } | null = null
  for (const { entry: attack, path } of painful) {
    if (longest !== null && attack.start.latestMs < longest.untilMs) {
      const { id, end } = longest.attack
      const until = typeof end === 'object' ? end.text : end
      tell('attacks-overlap', path, `it began at ${attack.start.text}, and attack "${id}" lasts until ${until}`)
    }
    // one that is still going while others begin is told by itself
    const untilMs = typeof attack.end === 'object' ? attack.end.earliestMs : -Infinity
    if (longest === null || untilMs > longest.untilMs) longest = { attack, untilMs }
  }
}

/** Attacks that are said to be still going, and something later in the diary, or its silence, says that they are not. */
function noticeOpen({ days, lastDay }: PlacedDiary, painful: readonly Placed<Attack>[], tell: Tell): void {
  const entered = new Set(days.map(({ entry }) => entry.date))
  const none = clearDays(days)
  const later = laterAttacks(painful)
  for (const [k, { entry: attack, path }] of painful.entries()) {
    if (attack.end !== 'still-going') continue
    const began = attack.start.date
    const said = (words: string): void => {
      const right = 'write when it ended, or "unknown" if nobody noted it'
      tell(
        'attack-left-open',
        [...path, 'end'],
        `it began on ${began} and is said to be still going, ${words}; ${right}`,
      )
    }
    const clear = none[firstFrom(none, addDays(began, 1))] as LocalDate | undefined
    const next = later[k]
    if (clear !== undefined && (next === null || clear <= next.start.date)) {
      said(`and yet ${clear} is said to be without headache`)
    } else if (next !== null) {
      said(`and yet attack "${next.id}" begins on ${next.start.date}`)
    } else if (
      daysBetween(began, lastDay) > OPEN_DAYS &&
      !datesFrom(addDays(lastDay, 1 - SILENT_DAYS), lastDay).some((date) => entered.has(date))
    ) {
      said(`and the last ${SILENT_DAYS} days until ${lastDay} have no entry`)
    }
  }
}

/** For each attack the first one after it that begins on a later day. */
function laterAttacks(painful: readonly Placed<Attack>[]): (Attack | null)[] {
  const later: (Attack | null)[] = painful.map(() => null)
  for (let k = painful.length - 2; k >= 0; k--) {
    const { entry: next } = painful[k + 1]
    later[k] = next.start.date > painful[k].entry.start.date ? next : later[k + 1]
  }
  return later
}

function noticeSymptoms({ days, attacks, customSymptoms }: PlacedDiary, tell: Tell): void {
  const known = new Set(customSymptoms.map(({ entry }) => entry.id))
  for (const { entry, path } of [...days, ...attacks]) {
    const strange = entry.symptoms?.find((id) => !known.has(id))
    if (strange !== undefined)
      tell(
        'symptom-without-name',
        [...path, 'symptoms'],
        `"${strange}" is not among customSymptoms, so it has no name to be shown`,
      )
  }
}

function noticeGaps(diary: PlacedDiary, tell: Tell): void {
  const dated = DATED_LISTS.flatMap((list) =>
    diary[list].map(({ entry, path }) => ({ dates: daysTouched(entry), path })),
  )
  dated.sort((one, other) => daysBetween(other.dates[0], one.dates[0]))
  let reached: LocalDate | null = null
  for (const { dates, path } of dated) {
    const gap = reached === null ? 0 : daysBetween(reached, dates[0])
    if (gap > GAP_DAYS)
      tell(
        'far-apart',
        path,
        `${dates[0]} comes ${gap} days after the entry before it, ${reached}; a year may be mistyped`,
      )
    const last = dates[dates.length - 1]
    if (reached === null || last > reached) reached = last
  }
}
