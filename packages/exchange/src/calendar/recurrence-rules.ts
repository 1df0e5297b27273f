// Which rules of repetition are read: those that appointments have. Some others can be written so that no day ever fits, and would be searched for ever.
import type ICAL from 'ical.js'

type Recur = InstanceType<typeof ICAL.Recur>

const PLAIN_DAY = /^(SU|MO|TU|WE|TH|FR|SA)$/
const NTH_DAY = /^(-1|[+]?[1-4])(SU|MO|TU|WE|TH|FR|SA)$/

/** Daily, weekly, monthly and yearly rules in the forms that calendars write (RFC 5545, 3.3.10), each of which comes true again and again. */
export function isPlainRule({ freq, interval, parts }: Recur): boolean {
  const said = parts as Readonly<Record<string, readonly (string | number)[] | undefined>>
  const only = (...names: readonly string[]): boolean => Object.keys(said).every((name) => names.includes(name))
  const every = (name: string, fits: (value: string | number) => boolean): boolean => (said[name] ?? []).every(fits)
  const plainDays = every('BYDAY', (day) => PLAIN_DAY.test(String(day)))
  switch (freq) {
    case 'DAILY':
      return only('BYDAY') && plainDays && (said.BYDAY === undefined || interval <= 1)
    case 'WEEKLY':
      return only('BYDAY') && plainDays
    case 'MONTHLY':
      if (said.BYSETPOS !== undefined)
        return (
          only('BYDAY', 'BYSETPOS') &&
          said.BYDAY !== undefined &&
          plainDays &&
          every('BYSETPOS', (at) => NTH.has(Number(at)))
        )
      if (said.BYMONTHDAY !== undefined)
        return only('BYMONTHDAY') && every('BYMONTHDAY', (day) => Math.abs(Number(day)) <= 28 || interval <= 1)
      return only('BYDAY') && every('BYDAY', (day) => PLAIN_DAY.test(String(day)) || NTH_DAY.test(String(day)))
    case 'YEARLY':
      return only('BYMONTH', 'BYMONTHDAY') && every('BYMONTHDAY', (day) => Number(day) >= 1 && Number(day) <= 28)
    default:
      return false
  }
}

const NTH: ReadonlySet<number> = new Set([1, 2, 3, 4, -1])
