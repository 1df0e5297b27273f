// Pure menstrual and menstrually related migraine without aura (ICHD-3 A1.1.1 and A1.1.2), from the first days of bleeding that were noted.
import { allOf, anyOf, countReaches, not, type Status } from '../three-valued.ts'
import type { DiaryReading } from './diary-reading.ts'
import { menstrualCycles, type MenstrualCycles } from './menstrual-cycles.ts'
import { marks, patternResult } from './pattern-draft.ts'
import type { CriterionResult, PatternResult } from './pattern-result.ts'
import { MENSTRUAL_WINDOW, MIGRAINE_WITHOUT_AURA } from './pattern-rules.ts'
import { betterExplained, capital, counted } from './pattern-words.ts'
import { whatWouldTell } from './what-would-tell.ts'

const { daysBefore, lastDay, cycles: NEEDED, hits: HITS } = MENSTRUAL_WINDOW.value

/** ICHD-3 A1.1.1 and A1.1.2. O(days + headaches). */
export function menstrualMigraine(reading: DiaryReading): PatternResult[] {
  const { days, migraine, diary } = reading
  const { headaches, all } = migraine
  const found = menstrualCycles(days)
  const { firsts, rows, inWindow, from } = found
  const begins = beginnings(reading, inWindow)
  const [row] = rows.length === 0 ? [{ cycles: [], hidden: 0 }] : rows
  const { cycles } = row
  const hit = cycles.map((cycle) => anyOf(...begins.slice(cycle.from, cycle.to + 1)))
  const hits = hit.filter((one) => one === 'met').length
  const openHits = hit.filter((one) => one === 'unknown').length
  const needed = neededOf(cycles.length)
  const enough = hitOften(found, begins)
  const others = outside(found, begins)
  const fit = headaches.filter((_, k) => all[k] === 'met')
  const open = headaches.filter((_, k) => all[k] === 'unknown')
  const inWindows = fit.filter((one) => one.from >= from && inWindow[one.from] === 1)
  const notNoted = days.some(({ observed }) => !observed)
  const A: CriterionResult = {
    id: 'A',
    statement: 'Attacks that meet 1.1 B to D, in someone who menstruates.',
    status: allOf(anyOf(...all, notNoted ? 'unknown' : 'not-met'), firsts.length > 0 ? 'met' : 'unknown'),
    because: `${capital(counted(fit.length, 'attack'))} in your diary meet 1.1 B to D; ${counted(firsts.length, 'first day', 'first days')} of bleeding were noted.`,
    ...marks(fit, days),
  }
  const windows: Omit<CriterionResult, 'id'> = {
    statement: `They begin on days −${daysBefore} to +${lastDay} of bleeding (there is no day 0) in at least ${HITS} of ${NEEDED} cycles, noted over ${NEEDED} or more cycles in a row.`,
    status: enough,
    because:
      cycles.length < NEEDED
        ? `${capital(counted(cycles.length, 'cycle'))} in a row ${cycles.length === 1 ? 'is' : 'are'} in your diary; it takes ${NEEDED}.`
        : `Attacks began in these days in ${hits} of ${cycles.length} cycles in a row${openHits > 0 ? `; of ${openHits} it is not known` : ''}; ${needed} are needed.${row.hidden > 0 ? ` ${capital(counted(row.hidden, 'more first day', 'more first days'))} may not have been noted.` : ''}`,
    ...marks(inWindows, days),
    count: { least: hits, most: hits + openHits + row.hidden, needed: neededOf(cycles.length + row.hidden) },
  }
  const elsewhere = fit.filter((one) => one.from >= from && inWindow[one.from] === 0)
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
      nothingSeen: firsts.length === 0 || fit.length + open.length === 0,
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

/**
 * For each day whether an attack of 1.1 B to D began on it; unknown where too little is known, and for an attack that began before a window
 * and went on into it on both days (`pattern.attacks-in-the-window`).
 */
function beginnings({ days, migraine: { headaches, all } }: DiaryReading, inWindow: Uint8Array): Status[] {
  const begins = days.map(({ observed }): Status => (observed ? 'not-met' : 'unknown'))
  const add = (k: number, status: Status): void => {
    begins[k] = anyOf(begins[k], status)
  }
  headaches.forEach(({ from, to }, k) => {
    if (all[k] === 'not-met') return
    const into = inWindow[from] === 1 ? -1 : inWindow.subarray(from, to + 1).indexOf(1)
    add(from, into < 0 ? all[k] : 'unknown')
    if (into > 0) add(from + into, 'unknown')
  })
  return begins
}

/** Two of three, and two thirds of more than three. */
function neededOf(cycles: number): number {
  return Math.max(HITS, Math.ceil((HITS * cycles) / NEEDED))
}

/** Whether there were attacks in the windows of enough cycles, in whichever row of cycles they are; with those that may not have been noted. O(days). */
function hitOften({ rows, perhapsLater }: MenstrualCycles, begins: readonly Status[]): Status {
  if (rows.length === 0 || perhapsLater) return 'unknown'
  const all = rows[rows.length - 1].cycles.map(({ from, to }) => anyOf(...begins.slice(from, to + 1)))
  const each = rows.map(({ cycles, hidden }): Status => {
    if (cycles.length < NEEDED) return 'unknown'
    const row = all.slice(-cycles.length)
    const least = row.filter((one) => one === 'met').length
    const open = row.filter((one) => one === 'unknown').length
    return countReaches(least, least + open + hidden, neededOf(cycles.length + hidden))
  })
  return each.every((one) => one === each[0]) ? each[0] : 'unknown'
}

/** Whether an attack began outside all windows, from the first cycle of the row on. */
function outside(found: MenstrualCycles, begins: readonly Status[]): Status {
  const { rows, inWindow, perhapsInWindow, from, perhapsFrom, perhapsLater } = found
  if (rows.length === 0) return 'unknown'
  let status: Status = perhapsLater ? 'unknown' : 'not-met'
  for (let k = perhapsFrom; k < begins.length; k++) {
    if (inWindow[k] === 1 || begins[k] === 'not-met') continue
    if (begins[k] === 'met' && k >= from && perhapsInWindow[k] === 0 && !perhapsLater) return 'met'
    status = 'unknown'
  }
  return status
}
