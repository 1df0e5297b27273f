// What a column needs to know beside its meaning: the top of a scale, the unit of a length of time, the factor or medicine it is about.
import { findProduct } from '@clearday/diary'
import type { Table, TableColumn } from '../table/read-table.ts'
import { knownFactor, knownTherapy, plainHeader } from './header-names.ts'
import type { ColumnMapping, GuessedColumn, Meaning } from './meaning.ts'
import { readNumber } from './read-date.ts'
import { cleaned } from '../problem.ts'
import { keyOf } from '../stable-key.ts'
import { MISSING, plainWord, SEVERITY, YES_NO } from './words.ts'

/** What a look through one column shows. O(rows). */
export interface ColumnLook {
  readonly filled: number
  readonly samples: readonly string[]
  /** Largest and smallest number; null where no cell is one. */
  readonly most: number | null
  readonly least: number | null
  /** The share of the numbers that are above 10. */
  readonly aboveTen: number
  /** Shares of the filled cells. */
  readonly numbers: number
  readonly yesNo: number
  readonly grades: number
}

const MOST_SAMPLES = 5

export function lookThrough({ rows }: Table, index: number, decimal: '.' | ','): ColumnLook {
  const samples = new Set<string>()
  let [filled, numbers, yesNo, grades, above] = [0, 0, 0, 0, 0]
  let most: number | null = null
  let least: number | null = null
  for (const { cells } of rows) {
    const cell = cells[index]
    const word = plainWord(cell)
    if (MISSING.has(word)) continue
    filled++
    if (samples.size < MOST_SAMPLES) samples.add(cell.slice(0, 80))
    if (YES_NO.has(word)) yesNo++
    if (SEVERITY.has(word)) grades++
    const number = readNumber(cell, decimal)
    if (number === null) continue
    numbers++
    if (number > 10) above++
    most = most === null ? number : Math.max(most, number)
    least = least === null ? number : Math.min(least, number)
  }
  const share = (count: number): number => (filled === 0 ? 0 : count / filled)
  return {
    filled,
    samples: [...samples],
    most,
    least,
    aboveTen: numbers === 0 ? 0 : above / numbers,
    numbers: share(numbers),
    yesNo: share(yesNo),
    grades: share(grades),
  }
}

/**
 * A column with this meaning, and what the meaning needs to know as far as the header and the values tell it. What they do not tell is null,
 * and is asked. Used for the guess and again whenever the person gives the column another meaning.
 */
export function columnMeaning(column: TableColumn, meaning: Meaning, look: ColumnLook): ColumnMapping {
  const base = { index: column.index, name: column.name, letter: column.letter, meaning }
  switch (meaning) {
    case 'intensity':
    case 'neck-pain':
    case 'rating-before':
    case 'rating-after':
      return { ...base, most: topOfScale(column.name, look) }
    case 'duration':
    case 'hours':
      return { ...base, unit: unitOf(column.name, look, meaning) }
    case 'factor': {
      const of = knownFactor(column.name) ?? idOf(column.name)
      const factorKind = kindOf(column.name, look)
      return {
        ...base,
        of,
        factorKind,
        ...(of === 'stress' && look.numbers > 0 && { most: topOfScale(column.name, look) }),
      }
    }
    case 'medicine':
      // of a list of intakes it is the name that stands in the cell
      return findProduct(column.name) === undefined || knownAsList(column.name)
        ? base
        : { ...base, of: cleaned(column.name) }
    case 'session':
      return { ...base, of: knownTherapy(column.name) ?? idOf(column.name) }
    default:
      return base
  }
}

function knownAsList(name: string): boolean {
  return ['medicine', 'medication', 'medicamento', 'product', 'producto', 'drug'].includes(plainHeader(name))
}

/**
 * `(0-10)`, `/5`, `0 a 3` in the header say it; otherwise only values above 5 do. One 99 among numbers up to 10 is a slip and says nothing:
 * it would turn every other number into a tenth of what it was.
 */
function topOfScale(name: string, { most, aboveTen }: ColumnLook): number | null {
  const said = /(?:\b[01] ?(?:-|–|to|a|bis) ?|\/ ?)(3|4|5|10|100)\b/.exec(name)
  if (said !== null) return Number(said[1])
  if (most === null) return 10
  if (most > 10) return aboveTen > 0.5 ? 100 : null
  return most > 5 ? 10 : null
}

function unitOf(name: string, { most, numbers }: ColumnLook, meaning: Meaning): 'hours' | 'minutes' | null {
  const plain = plainWord(name)
  if (/\b(h|hr|hrs|hours?|horas?)\b|hours|horas/.test(plain)) return 'hours'
  if (/\b(m|min|mins)\b|minut/.test(plain)) return 'minutes'
  if (meaning === 'hours') return 'hours'
  // nobody logs an attack of weeks: a number above a week of hours is minutes
  return numbers > 0 && most !== null && most > 168 ? 'minutes' : null
}

function kindOf(name: string, look: ColumnLook): 'yes-no' | 'scale' | 'amount' {
  if (look.filled > 0 && look.yesNo === 1) return 'yes-no'
  if (look.numbers < 0.5) return 'yes-no'
  return /\(\s*(0|1) ?[-–a] ?(3|4|5|10)\s*\)/.test(name) ? 'scale' : 'amount'
}

/** `Glasses of wine` as `glasses-of-wine`: the ids of factors are small letters with hyphens. */
export function idOf(name: string): string {
  const id = name
    .slice(0, 200)
    .replace(/\(.*?\)/g, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '')
  // of a name in another script nothing is left
  if (id.replaceAll('-', '').length < 2) return `own-${keyOf(name).slice(0, 12)}`
  return /^[a-z]/.test(id) ? id : `own-${id}`
}

/** The mapping of a column given another meaning by the person. What they had said of it under the other meaning is left behind. */
export function withMeaning(table: Table, column: GuessedColumn, meaning: Meaning, decimal: '.' | ','): GuessedColumn {
  const look = lookThrough(table, column.index, decimal)
  const { by, filled, samples } = column
  return { ...columnMeaning(column, meaning, look), by, filled, samples }
}
