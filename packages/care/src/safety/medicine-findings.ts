// Red flags from what was taken: more than a packet allows in a day, and acute medicine on too many days a month.
import {
  CLASS_WORDS,
  daysBetween,
  findIngredient,
  lastOfMonth,
  type DoseAlert,
  type MedicineUse,
} from '@clearday/diary'
import { open, raisedBy, settled, type Finding, type FlagEvent } from './red-flag.ts'
import type { SafetyFacts } from './safety-facts.ts'
import { FAR_ABOVE } from './safety-thresholds.ts'

/** An overdose of what harms most, or of anything by far: for a week after it, someone is called; later it may wait, and is never forgotten. */
export function possibleOverdose(facts: SafetyFacts): Finding {
  const { doseAlerts } = facts.medicines
  const events = doseAlerts.filter(isOverdose).map((alert) => overdoseEvent(alert, facts))
  return raisedBy(events, open(`No dose that was noted points to an overdose.${gaps(facts.medicines)}`))
}

/** The other doses above a maximum, and an overdose of longer ago. */
export function aboveDailyMaximum(facts: SafetyFacts): Finding {
  const { doseAlerts } = facts.medicines
  const events = doseAlerts.filter((alert) => !isOverdose(alert)).map(doseEvent)
  return raisedBy(events, open(`No dose that was noted is above what its packet allows.${gaps(facts.medicines)}`))
}

/** What could still be too much: medicines without a known maximum, and doses without a strength. */
function gaps({ unclassified, strengthUnknown }: MedicineUse): string {
  const unknown = unclassified.length > 0 ? [`Of ${unclassified.join(', ')} nobody knows the maximum.`] : []
  return [...unknown, ...strengthUnknown.map(({ sentence }) => sentence)].map((sentence) => ` ${sentence}`).join('')
}

function isOverdose({ ingredient, taken, most, unit, overdose }: DoseAlert): boolean {
  const prescribed = unit === 'mg' ? findIngredient(ingredient)?.dailyMaximum?.prescribed?.milligrams : undefined
  return overdose || taken > FAR_ABOVE.value.times * Math.max(most, prescribed ?? 0)
}

function overdoseEvent(alert: DoseAlert, { asOf }: SafetyFacts): FlagEvent {
  const recent = daysBetween(alert.date, asOf) <= FAR_ABOVE.value.days
  return recent ? doseEvent(alert) : { ...doseEvent(alert), tier: 'book-soon' }
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
              `${CLASS_WORDS[medicineClass].many} on ${days.count} days (from ${limit} on it is overuse)`,
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
