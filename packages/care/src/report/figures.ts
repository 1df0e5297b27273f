// The figures of a report: kinds of days over its period, per 28 days and per month, with the bounds that the gaps leave.
import { dayDefinition, tallyOf, type DayDefinitionName, type LivedDay, type Tally } from '@clearday/diary'
import { dayCount } from '../words/verdict-words.ts'
import type { ReportFigure } from './report.ts'

/** In the order they are read. */
export const FIGURE_DEFINITIONS: readonly (readonly [DayDefinitionName, string])[] = [
  ['HD_ANY_v1', 'Headache days'],
  ['MD_LEIDEN_30MIN_v1', 'Migraine days'],
  ['MD_IHS_4H_v1', 'Migraine days, counted the stricter way'],
  ['MSD_PEAK_v1', 'Moderate or severe days'],
  ['AMD_ANY_v1', 'Days with acute medicine'],
]

/** O(days · definitions). */
export function reportFigures(days: readonly LivedDay[]): ReportFigure[] {
  return FIGURE_DEFINITIONS.map(([name, about]) => {
    const { statusOn, rule } = dayDefinition(name)
    let met = 0
    let unknown = 0
    for (const day of days) {
      const status = statusOn(day)
      if (status === 'met') met++
      else if (status === 'unknown') unknown++
    }
    const tally = tallyOf(days.length, met, unknown)
    const [least28, most28] = boundsPer28(tally)
    return {
      definition: name,
      about,
      means: rule.statement,
      count: tally.count,
      knownDays: tally.observedDays,
      per28: tally.per28,
      perMonth: tally.perMonth,
      least28,
      most28,
      says: figureWords(tally, least28, most28),
    }
  })
}

function boundsPer28({ days, count, most }: Tally): readonly [number, number] {
  return days === 0 ? [0, 28] : [(28 * count) / days, (28 * most) / days]
}

function figureWords({ per28, perMonth, count, most }: Tally, least28: number, most28: number): string {
  if (per28 === null || perMonth === null) return 'not known on any day'
  const bounds = count === most ? '' : ` (${dayCount(least28)} to ${dayCount(most28)} whatever the gaps hold)`
  return `${dayCount(per28)} in 28 days${bounds}, ${dayCount(perMonth)} a month`
}
