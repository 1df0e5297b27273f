// The page in a few lines, for whoever has two minutes: how much is known, the last whole month, medicines, patterns, treatments, whom to ask.
import type { PatternResult } from '@clearday/diary'
import type { TerminalStyle } from '../terminal/wrapped.ts'
import type { DiaryReading } from './diary-reading.ts'
import { item, type Section } from './page-lines.ts'
import { range } from './period-sections.ts'

export function summarySection(reading: DiaryReading, style: TerminalStyle): Section {
  const { history, patterns, plan, answers } = reading
  const { measures, medicines } = history
  const { observedDays, days } = measures.whole.days.HD_ANY_v1
  const month = measures.months.findLast(({ whole }) => whole)
  const asks = plan.filter(({ level }) => level === 'ask').length
  const sentences = [
    `${observedDays} of ${days} days are known.`,
    month === undefined
      ? 'No calendar month is covered whole, so nothing is held against thresholds per month.'
      : `${month.name}, the last whole month: headache on ${range(month.days.HD_ANY_v1)} days, migraine on ${range(month.days.MD_LEIDEN_30MIN_v1)} (Leiden) or ${range(month.days.MD_IHS_4H_v1)} (IHS), an acute medicine on ${range(month.days.AMD_ANY_v1)}.`,
    ...medicines.doseAlerts.slice(0, 1).map(({ sentence }) => sentence),
    ...medicines.warnings.map(({ sentence }) => sentence),
    named('Consistent with criteria of', patterns, (one) => one.consistent === 'met' && one.setAsideBy === null),
    named(
      'Open',
      patterns,
      (one) => one.consistent === 'unknown' && one.criteria.some(({ status }) => status === 'met'),
    ),
    ...(answers?.treatments ?? []).flatMap(({ name, words }) => (words === null ? [] : [`${name}: ${words.verdict}`])),
    asks === 0 ? '' : `${asks} ${asks === 1 ? 'point' : 'points'} of the plan to ask someone about.`,
  ]
  return {
    heading: 'In short',
    lines: sentences.filter((sentence) => sentence !== '').map((sentence) => item('–', sentence, style)),
  }
}

/** "Open: 2.1 infrequent tension-type headache, …"; empty for none. */
function named(words: string, patterns: readonly PatternResult[], which: (pattern: PatternResult) => boolean): string {
  const those = patterns.filter(which).map(({ code, name }) => `${code} ${name}`)
  return those.length === 0 ? '' : `${words}: ${those.join('; ')}.`
}
