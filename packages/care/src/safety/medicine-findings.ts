// Red flags from what was taken: more than a packet allows in a day, and acute medicine on too many days a month.
import { lastOfMonth } from '@clearday/diary'
import { open, raisedBy, settled, type Finding, type FlagEvent } from './red-flag.ts'
import type { SafetyFacts } from './safety-facts.ts'

export function aboveDailyMaximum({ medicines: { doseAlerts, unclassified } }: SafetyFacts): Finding {
  const events = doseAlerts.map(({ date, sentence }): FlagEvent => ({ date, because: sentence, days: [date] }))
  const gap = unclassified.length > 0 ? ` Of ${unclassified.join(', ')} nobody knows the maximum.` : ''
  return raisedBy(events, open(`No dose that was noted is above a day’s maximum.${gap}`))
}

export function overuse({ medicines: { months }, asOf }: SafetyFacts): Finding {
  const events = months.flatMap(({ month, classes, multiple }): FlagEvent[] => {
    const over = classes.filter((one) => one.overuse === 'met')
    if (over.length === 0 && multiple.overuse !== 'met') return []
    const what =
      over.length > 0
        ? over.map(
            ({ medicineClass, days, limit }) =>
              `${medicineClass} on ${days.count} days (from ${limit} on it is overuse)`,
          )
        : [`several classes together on ${multiple.days.count} days`]
    const end = lastOfMonth(month)
    return [{ date: end < asOf ? end : asOf, because: `In ${month}: ${what.join('; ')}.` }]
  })
  const recent = months.slice(-3)
  const free =
    recent.length > 0 &&
    recent.every(
      ({ whole, classes, multiple }) =>
        whole && classes.every((one) => one.overuse === 'not-met') && multiple.overuse === 'not-met',
    )
  return raisedBy(
    events,
    free
      ? settled('Every limit was kept in the last months.')
      : open('Gaps, or a month that is not over, leave it open.'),
  )
}
