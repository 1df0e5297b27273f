// The schedule of a trial of one as a file: a line a block and treatment, written by `design` and read back by `analyse`.
import { access } from 'node:fs/promises'
import { drawOrders, type DrawnPair } from '@clearday/inference'
import { writeFault, writeWhole } from '../partial-files.ts'
import { dayText, readDay, type DayScheme } from './calendar-day.ts'
import { plainName } from './column-names.ts'
import { openTable } from './csv-table.ts'
import { dayScheme, noDayFacts, noteDay } from './day-scheme.ts'
import { accept, problemList, refuseInput, type InputProblem, type InputResult } from './input-problem.ts'
import { isBlankRow } from './row-stream.ts'

const HEADER = ['pair', 'block', 'from', 'to', 'treatment', 'state', 'washout', 'seed']

/** The trial of one treatment, on the diary's calendar (day 0 is its first). */
export interface TrialSchedule {
  readonly treatment: string
  readonly pairs: readonly DrawnPair[]
  /** Days at the start of each block that are not counted. */
  readonly washoutDays: number
  /** Whether the order was drawn by lot: only then is there a test by the lot. */
  readonly drawn: 'by-lot' | 'no-seed' | 'not-this-seed'
}

/** What is to be written of one treatment. Days are counted from `firstDay`. */
export interface ScheduleToWrite {
  readonly treatment: string
  readonly onFirst: readonly boolean[]
}

/** A file that is there already is kept, because a running trial hangs on it: what to say then, or undefined. */
export async function scheduleThere(file: string): Promise<string | undefined> {
  const there = await access(file).then(
    () => true,
    () => false,
  )
  return there ? `${file} is there already. A drawn schedule is kept; give another name with --out.` : undefined
}

/** Writes the schedule. @returns what was wrong, or undefined. */
export async function writeSchedule(
  file: string,
  treatments: readonly ScheduleToWrite[],
  trial: {
    readonly firstDay: number
    readonly calendar: DayScheme['calendar']
    readonly blockDays: number
    readonly washoutDays: number
    readonly seed: number
  },
): Promise<string | undefined> {
  const lines = [HEADER.join(',')]
  const pairs = treatments[0].onFirst.length
  for (let block = 0; block < 2 * pairs; block++) {
    const from = trial.firstDay + block * trial.blockDays
    for (const { treatment, onFirst } of treatments) {
      const on = onFirst[block >> 1] === (block % 2 === 0)
      const cells = [
        (block >> 1) + 1,
        (block % 2) + 1,
        dayText(from, trial.calendar),
        dayText(from + trial.blockDays - 1, trial.calendar),
        /[",;\n]/.test(treatment) ? `"${treatment.replaceAll('"', '""')}"` : treatment,
        on ? 'on' : 'off',
        trial.washoutDays,
        trial.seed,
      ]
      lines.push(cells.join(','))
    }
  }
  try {
    await writeWhole(file, `${lines.join('\n')}\n`)
    return undefined
  } catch (error) {
    return `${file} cannot be written: ${writeFault(error)}.`
  }
}

interface Line {
  readonly row: number
  readonly pair: number
  readonly from: string
  readonly to: string
  readonly treatment: string
  readonly on: boolean
}

/**
 * Reads a schedule against the calendar of a diary.
 * Errors: those of openTable, schedule-column, schedule-number, schedule-state, date problems by row, calendars-differ, schedule-order,
 * schedule-overlap, schedule-pair.
 */
export async function readSchedule(
  file: string,
  diary: { readonly calendar: DayScheme['calendar']; readonly firstDay: number },
): Promise<InputResult<readonly TrialSchedule[]>> {
  const opened = await openTable(file, {})
  if (opened.type === 'error') return opened
  const table = opened.value
  try {
    const places = HEADER.map((name) => table.header.findIndex((one) => plainName(one) === name))
    const absent = HEADER.find((_, k) => places[k] < 0 && k !== 1 && k < 6)
    if (absent !== undefined) {
      const message = `a schedule has the columns ${HEADER.slice(0, 6).join(', ')}; there is no ${absent}. The file that design --out wrote is right as it is.`
      return refuseInput({ code: 'schedule-column', file, row: 1, message })
    }
    const lines: Line[] = []
    const problems = problemList()
    const facts = noDayFacts()
    const seeds = new Set<string>()
    let washoutDays = 0
    for await (const batch of table.batches()) {
      if (batch.type === 'error') return batch
      for (let at = batch.value.firstRow === 1 ? 1 : 0; at < batch.value.rows.length; at++) {
        const row = batch.value.firstRow + at
        if (isBlankRow(batch.value.rows[at])) continue
        const [pair, , from, to, treatment, state, washout, seed] = places.map((place) =>
          (batch.value.rows[at][place] ?? '').trim(),
        )
        const problem = (column: string, code: string, message: string): void =>
          problems.add({ code, file, row, column, message })
        if (!/^[1-9]\d{0,4}$/.test(pair)) problem('pair', 'schedule-number', 'pairs are numbered 1, 2, 3, …')
        if (!/^(on|off)$/i.test(state))
          problem('state', 'schedule-state', `'${state}' cannot be read; on or off would be right.`)
        if (washout !== '' && !/^\d{1,4}$/.test(washout))
          problem('washout', 'schedule-number', 'a whole number of days would be right.')
        washoutDays = Number(washout)
        seeds.add(seed)
        for (const day of [from, to]) noteDay(facts, day, row)
        lines.push({ row, pair: Number(pair), from, to, treatment, on: state.toLowerCase() === 'on' })
      }
    }
    const scheme = dayScheme(facts, { file, column: 'from' }, undefined, undefined)
    if (problems.count() > 0) return problems.refusal()
    if (scheme.type === 'error') return scheme
    if (scheme.value.calendar !== diary.calendar) {
      const kinds = { date: 'dates', relative: 'day numbers' }
      const message = `the schedule has ${kinds[scheme.value.calendar]} and the diary ${kinds[diary.calendar]}; write both alike.`
      return refuseInput({ code: 'calendars-differ', file, column: 'from', message })
    }
    const dayOf = (line: Line, column: 'from' | 'to'): number => {
      const read = readDay(line[column], scheme.value)
      if ('day' in read) return read.day - diary.firstDay
      problems.add({ code: read.code, file, row: line.row, column, value: line[column], message: read.message })
      return 0
    }
    const blocks = lines.map((line) => ({ ...line, span: { from: dayOf(line, 'from'), until: dayOf(line, 'to') + 1 } }))
    if (problems.count() > 0) return problems.refusal()
    const schedules: TrialSchedule[] = []
    for (const treatment of new Set(blocks.map((block) => block.treatment))) {
      const pairs = pairsOf(
        blocks.filter((block) => block.treatment === treatment),
        file,
      )
      if ('code' in pairs) return refuseInput(pairs)
      const seed = seeds.size === 1 ? [...seeds][0] : ''
      const orders = pairs.map(({ onFirst }) => onFirst)
      const redrawn = drawOrders(Number(seed), orders.length, schedules.length)
      schedules.push({
        treatment,
        pairs,
        washoutDays,
        drawn: !/^-?\d+$/.test(seed)
          ? 'no-seed'
          : redrawn.every((first, k) => first === orders[k])
            ? 'by-lot'
            : 'not-this-seed',
      })
    }
    return accept(schedules)
  } finally {
    await table.close()
  }
}

type PlacedBlock = Line & { readonly span: DrawnPair['first'] }

/** The pairs of one treatment in order, or what is wrong with them. */
function pairsOf(blocks: readonly PlacedBlock[], file: string): DrawnPair[] | InputProblem {
  const inOrder = blocks.toSorted((a, b) => a.span.from - b.span.from)
  for (const [k, block] of inOrder.entries()) {
    const { row, span } = block
    if (span.until <= span.from) {
      return { code: 'schedule-order', file, row, column: 'to', message: 'this block ends before it begins.' }
    }
    const before = k > 0 ? inOrder[k - 1] : undefined
    if (before !== undefined && span.from < before.span.until) {
      const message = `this block of ${block.treatment} begins before the one in row ${before.row} has ended; blocks cannot overlap.`
      return { code: 'schedule-overlap', file, row, column: 'from', message }
    }
  }
  const numbers = [...new Set(inOrder.map((block) => block.pair))]
  const pairs: DrawnPair[] = []
  for (const number of numbers) {
    const [first, second, third] = inOrder.filter((block) => block.pair === number)
    if (second === undefined || third !== undefined || first.on === second.on) {
      const message = `pair ${number} of ${first.treatment} should have two blocks, one on and one off.`
      return { code: 'schedule-pair', file, row: first.row, column: 'pair', message }
    }
    pairs.push({ onFirst: first.on, first: first.span, second: second.span })
  }
  return pairs
}
