// Red flags from what was taken: more than a packet allows in a day, and acute medicine on too many days a month.
import { daysBetween, lastOfMonth, type DoseAlert } from '@clearday/diary'
import { open, raisedBy, settled, type Finding, type FlagEvent } from './red-flag.ts'
import type { SafetyFacts } from './safety-facts.ts'
import { FAR_ABOVE } from './safety-thresholds.ts'

/** An overdose of what harms most, or of anything by far: for a week after it, someone is called. */
export function possibleOverdose(facts: SafetyFacts): Finding {
  const { doseAlerts, unclassified } = facts.medicines
  const events = doseAlerts.filter((alert) => isOverdose(alert, facts)).map(doseEvent)
  const gap = unclassified.length > 0 ? ` Of ${unclassified.join(', ')} nobody knows the maximum.` : ''
  return raisedBy(events, open(`No dose that was noted points to an overdose.${gap}`))
}

/** The other doses above a maximum, and an overdose of longer ago. */
export function aboveDailyMaximum(facts: SafetyFacts): Finding {
  const { doseAlerts, unclassified } = facts.medicines
  const events = doseAlerts.filter((alert) => !isOverdose(alert, facts)).map(doseEvent)
  const gap = unclassified.length > 0 ? ` Of ${unclassified.join(', ')} nobody knows the maximum.` : ''
  return raisedBy(events, open(`No dose that was noted is above what its packet allows.${gap}`))
}

function isOverdose({ urgency, date, taken, most }: DoseAlert, { asOf }: SafetyFacts): boolean {
  const { times, days } = FAR_ABOVE.value
  return urgency === 'get-help-now' || (taken >= times * most && daysBetween(date, asOf) <= days)
}

function doseEvent({ date, sentence }: DoseAlert): FlagEvent {
  return { date, because: sentence, days: [date] }
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
