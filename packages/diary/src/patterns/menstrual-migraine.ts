// Pure menstrual and menstrually related migraine without aura (ICHD-3 A1.1.1 and A1.1.2), from the first days of bleeding that were noted.
import type { LivedDay } from '../days/lived-day.ts'
import { allOf, anyOf, countReaches, not, statusOf, type Status } from '../three-valued.ts'
import type { DiaryReading } from './diary-reading.ts'
import type { Headache } from './headache.ts'
import { marks, patternResult } from './pattern-draft.ts'
import type { CriterionResult, PatternResult } from './pattern-result.ts'
import { CYCLES_IN_A_ROW, MENSTRUAL_WINDOW, MIGRAINE_WITHOUT_AURA } from './pattern-rules.ts'
import { betterExplained, capital, counted } from './pattern-words.ts'
import { whatWouldTell } from './what-would-tell.ts'

const { daysBefore, lastDay, cycles: NEEDED, hits: HITS } = MENSTRUAL_WINDOW.value

interface Cycle {
  /** Places of the first and last day of its window. */
  readonly from: number
  readonly to: number
  /** An attack began in its window. */
  readonly hit: Status
}

/** ICHD-3 A1.1.1 and A1.1.2. O(days + headaches). */
export function menstrualMigraine(reading: DiaryReading): PatternResult[] {
  const { days, migraine, diary } = reading
  const begins = beginnings(days, migraine.headaches, migraine.all)
  const cycles = latestCycles(days, begins)
  const hits = cycles.filter(({ hit }) => hit === 'met').length
  const openHits = cycles.filter(({ hit }) => hit === 'unknown').length
  const needed = Math.max(HITS, Math.ceil((HITS * cycles.length) / NEEDED))
  const enough: Status = cycles.length < NEEDED ? 'unknown' : countReaches(hits, hits + openHits, needed)
  const others = outside(days, cycles, begins)
  const { headaches, all } = migraine
  const fit = headaches.filter((_, k) => all[k] === 'met')
  const open = headaches.filter((_, k) => all[k] === 'unknown')
  const inWindows = fit.filter(({ from }) => cycles.some((cycle) => from >= cycle.from && from <= cycle.to))
  const notNoted = days.some(({ observed }) => !observed)
  const A: CriterionResult = {
    id: 'A',
    statement: 'Attacks that meet 1.1 B to D, in someone who menstruates.',
    status: allOf(anyOf(...all, notNoted ? 'unknown' : 'not-met'), bleeds(days)),
    because: `${capital(counted(fit.length, 'attack'))} in your diary meet 1.1 B to D; ${counted(firstDays(days).length, 'first day', 'first days')} of bleeding were noted.`,
    ...marks(fit, days),
  }
  const windows: Omit<CriterionResult, 'id'> = {
    statement: `They begin on days −${daysBefore} to +${lastDay} of bleeding (there is no day 0) in at least ${HITS} of ${NEEDED} cycles, noted over ${NEEDED} or more cycles in a row.`,
    status: enough,
    because:
      cycles.length < NEEDED
        ? `${capital(counted(cycles.length, 'cycle'))} in a row ${cycles.length === 1 ? 'is' : 'are'} in your diary; it takes ${NEEDED}.`
        : `Attacks began in these days in ${hits} of ${cycles.length} cycles in a row${openHits > 0 ? `; of ${openHits} it is not known` : ''}; ${needed} are needed.`,
    ...marks(inWindows, days),
    count: { least: hits, most: hits + openHits, needed },
  }
  const elsewhere = fit.filter((one) => cycles.length > 0 && one.from >= cycles[0].from && !inWindows.includes(one))
  const at = (status: Status, words: string): CriterionResult => ({
    id: 'C',
    statement: words,
    status: cycles.length < NEEDED && status !== 'met' ? anyOf(status, 'unknown') : status,
    because: `${capital(counted(elsewhere.length, 'attack'))} began at other times of the cycles that were noted.`,
    ...marks(elsewhere, days),
  })
  const unknowns = [
    ...(cycles.length < NEEDED ? [`The first day of bleeding in ${NEEDED} cycles in a row.`] : []),
    ...whatWouldTell(open, reading.notNoted[days.length]),
  ]
  const judge = [
    betterExplained('E of 1.1'),
    ...(fit.length < MIGRAINE_WITHOUT_AURA.value.attacks
      ? [
          `Whether there have been ${MIGRAINE_WITHOUT_AURA.value.attacks} such attacks in all: your diary has ${fit.length}.`,
        ]
      : []),
    ...(diary.person.conditions?.['combined-contraceptive'] === 'yes'
      ? ['With a combined contraceptive the bleeding comes from the break in it; it counts in the same way.']
      : []),
  ]
  const result = (code: string, name: string, C: CriterionResult): PatternResult =>
    patternResult({
      code,
      name,
      version: MENSTRUAL_WINDOW.version,
      criteria: [A, { id: 'B', ...windows }, C],
      unknowns,
      clinicianMustJudge: judge,
      source: MENSTRUAL_WINDOW.source,
      nothingSeen: firstDays(days).length === 0 || fit.length + open.length === 0,
    })
  return [
    result(
      'A1.1.1',
      'pure menstrual migraine without aura',
      at(not(others), 'They begin at no other time of the cycle.'),
    ),
    result(
      'A1.1.2',
      'menstrually related migraine without aura',
      at(others, 'They begin at other times of the cycle as well.'),
    ),
  ]
}

/** For each day whether an attack of 1.1 B to D began on it; unknown where too little is known. */
function beginnings(days: readonly LivedDay[], headaches: readonly Headache[], all: readonly Status[]): Status[] {
  const begins = days.map(({ observed }): Status => (observed ? 'not-met' : 'unknown'))
  headaches.forEach(({ from }, k) => {
    begins[from] = anyOf(begins[from], all[k])
  })
  return begins
}

function firstDays(days: readonly LivedDay[]): number[] {
  return days.flatMap(({ entry }, k) => (entry?.bleeding === 'first-day' ? [k] : []))
}

/** Whoever has noted a first day bleeds; whoever has not may or may not. */
function bleeds(days: readonly LivedDay[]): Status {
  return firstDays(days).length > 0 ? 'met' : statusOf(undefined)
}

/** The latest cycles in a row whose windows the diary holds. Five days each: −2, −1, +1, +2, +3. */
function latestCycles(days: readonly LivedDay[], begins: readonly Status[]): Cycle[] {
  const { longestDays } = CYCLES_IN_A_ROW.value
  let row: Cycle[] = []
  let before = -Infinity
  for (const first of firstDays(days)) {
    const from = first - daysBefore
    const to = first + lastDay - 1
    if (from < 0 || to >= days.length) continue
    const hidden = hiddenFirstDay(days, before, first)
    if (hidden !== null) row.push({ from: hidden, to: hidden, hit: 'unknown' })
    else if (first - before > longestDays) row = []
    before = first
    row.push({ from, to, hit: anyOf(...begins.slice(from, to + 1)) })
  }
  return row
}

/** A day without an entry between two first days that lie so far apart that it may have been one itself. */
function hiddenFirstDay(days: readonly LivedDay[], before: number, next: number): number | null {
  const { shortestDays, longestDays } = CYCLES_IN_A_ROW.value
  if (next - before > 2 * longestDays) return null
  for (let k = before + shortestDays; k <= next - shortestDays; k++) if (days[k].entry === null) return k
  return null
}

/** Whether an attack began outside all windows, from the first of them on. The diary's last days may belong to a bleeding that is to come. */
function outside(days: readonly LivedDay[], cycles: readonly Cycle[], begins: readonly Status[]): Status {
  if (cycles.length === 0) return 'unknown'
  const [lastFirst = 0] = firstDays(days).slice(-1)
  // the window of the last bleeding may reach beyond the diary
  const end = lastFirst + lastDay > days.length ? lastFirst - daysBefore : days.length
  let status: Status = 'not-met'
  let next = 0
  for (let k = cycles[0].from; k < end; k++) {
    while (next < cycles.length && cycles[next].to < k) next++
    if (next < cycles.length && k >= cycles[next].from) continue
    const one = begins[k] !== 'not-met' && k >= days.length - daysBefore ? 'unknown' : begins[k]
    if (one === 'met') return one
    if (one === 'unknown') status = one
  }
  return status
}
