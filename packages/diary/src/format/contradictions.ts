// What can be by itself and contradicts something else in the diary: kept as it was said, never silently mended, and shown to who can tell.
import { attackDays } from '../days/attack-days.ts'
import { addDays, datesFrom, daysBetween, type LocalDate } from '../calendar/local-date.ts'
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

/** The first attack that touches each day that is said to be without headache. An attack that goes on is looked for on its first such day only. */
function attacksByDay({ days, lastDay }: PlacedDiary, painful: readonly Placed<Attack>[]): Map<LocalDate, string> {
  const none = days.filter(({ entry }) => entry.headache === 'none').map(({ entry }) => entry.date)
  const zones = new Map(days.map(({ entry }) => [entry.date, entry.timeZone]))
  const isNone = new Set(none)
  const attacks = new Map<LocalDate, string>()
  for (const { entry: attack } of painful) {
    const stops = attack.end === 'still-going' ? none.find((date) => date >= attack.start.date) : undefined
    const touched =
      attack.end === 'still-going'
        ? [stops ?? attack.start.date]
        : attackDays(attack, lastDay, (date) => zones.get(date)).map(({ date }) => date)
    for (const date of touched) if (isNone.has(date) && !attacks.has(date)) attacks.set(date, attack.id)
  }
  return attacks
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
      const before = longest.attack
      const until = typeof before.end === 'object' ? `lasts until ${before.end.text}` : 'is still going'
      tell('attacks-overlap', path, `it began at ${attack.start.text}, and attack "${before.id}" ${until}`)
    }
    const untilMs =
      attack.end === 'still-going' ? Infinity : attack.end === 'unknown' ? -Infinity : attack.end.earliestMs
    if (longest === null || untilMs > longest.untilMs) longest = { attack, untilMs }
  }
}

function noticeOpen({ days, lastDay }: PlacedDiary, painful: readonly Placed<Attack>[], tell: Tell): void {
  const entered = new Set(days.map(({ entry }) => entry.date))
  const none = days.filter(({ entry }) => entry.headache === 'none').map(({ entry }) => entry.date)
  for (const [k, { entry: attack, path }] of painful.entries()) {
    if (attack.end !== 'still-going') continue
    const next = painful[k + 1]?.entry.start.date
    const clear = none.find((date) => date >= attack.start.date)
    const until = [
      lastDay,
      ...(next === undefined ? [] : [next]),
      ...(clear === undefined ? [] : [addDays(clear, -1)]),
    ].sort()[0]
    if (daysBetween(attack.start.date, until) <= OPEN_DAYS) continue
    if (datesFrom(addDays(until, 1 - SILENT_DAYS), until).some((date) => entered.has(date))) continue
    tell(
      'attack-left-open',
      [...path, 'end'],
      `it began on ${attack.start.date} and is still going on ${until}, with no entry on the last ${SILENT_DAYS} of these days; it may have ended`,
    )
  }
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
