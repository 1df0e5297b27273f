// What would be right in a cell, by what its column means: the second half of every problem that is told.
import type { ColumnMapping, Meaning, TableMapping } from '../mapping/meaning.ts'
import type { RightInCell } from '../problem.ts'

const ORDERS = { YMD: 'year, month, day', DMY: 'day, month, year', MDY: 'month, day, year' } as const

const RIGHT: Readonly<Partial<Record<Meaning, string>>> = {
  time: 'A time is needed, such as 20:15 or 8:15 pm.',
  'start-time': 'A time is needed, such as 20:15 or 8:15 pm.',
  'end-time': 'A time is needed, such as 20:15 or 8:15 pm.',
  duration: 'A length of time of up to 31 days is needed, such as 5 h 30 min, 5:30 or 330 min.',
  headache: 'Yes or no is needed, or a number from 0 on.',
  severity: 'None, mild, moderate or severe is needed, or 0 to 3.',
  function: '0, 1, 2 or 3 is needed: could do everything, most things, little, had to lie down.',
  hours: 'Hours of this day are needed, 0 to 25.',
  side: 'Left, right or both is needed.',
  nausea: 'Yes or no is needed, or mild, moderate, severe.',
  bleeding: 'No, first day, yes or spotting is needed.',
  medicine: 'How many were taken is needed, from 0 to 50, or yes or no.',
  units: 'How many were taken is needed, above 0 and up to 100.',
  relief: 'None, some, much or complete is needed.',
  reason: 'Headache, other pain, prevention or other is needed.',
  factor: 'Yes or no is needed, or a number.',
  session: 'Yes or no is needed, or how many there were.',
  minutes: 'Minutes are needed, above 0 and up to 1440.',
}

export function rightFor(
  meaning: RightInCell['meaning'],
  { most }: ColumnMapping,
  { dateOrder, decimal }: TableMapping,
): RightInCell {
  return { meaning, most: most ?? 10, order: dateOrder, decimal }
}

export function rightWords({ meaning, most, order: dateOrder, decimal }: RightInCell): string {
  switch (meaning) {
    case 'day':
    case 'start':
    case 'end': {
      const order = dateOrder === null ? '' : `; dates of this file are read as ${ORDERS[dateOrder]}`
      return `A day that exists is needed, such as 2026-03-29${order}.`
    }
    case 'intensity':
    case 'neck-pain':
    case 'rating-before':
    case 'rating-after':
      return `A number from 0 to ${most} is needed${decimal === ',' ? ', with a comma before decimals' : ''}.`
    default:
      return RIGHT[meaning] ?? 'Yes or no is needed.'
  }
}
