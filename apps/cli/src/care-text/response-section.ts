// How far the rate fell from one month to another, as trials report it: a description of two months, never the effect of a treatment.
import { responseBetween, type DiaryMeasures, type Response } from '@clearday/diary'
import type { TerminalStyle } from '../terminal/wrapped.ts'
import { paragraph, type Section } from './page-lines.ts'

/** What was compared of each pair of months. */
const COMPARED = [
  ['headache days', 'HD_ANY_v1'],
  ['migraine days (Leiden)', 'MD_LEIDEN_30MIN_v1'],
  ['migraine days (IHS)', 'MD_IHS_4H_v1'],
  ['moderate or severe days', 'MSD_PEAK_v1'],
] as const

export type Compared = ReturnType<typeof compareMonths>[number]

/** @param months names of two months that the diary touches. */
export function compareMonths({ months }: DiaryMeasures, [first, second]: readonly [string, string]) {
  const spans = [first, second].map((name) => months.find((month) => month.name === name))
  const [before, after] = spans
  if (before === undefined || after === undefined) return []
  return COMPARED.map(([name, definition]) => ({
    name,
    definition,
    before: first,
    after: second,
    response: responseBetween(before.days[definition], after.days[definition]),
  }))
}

export function responseSection(compared: readonly Compared[], style: TerminalStyle): Section {
  if (compared.length === 0) return { heading: '', lines: [] }
  const [{ before, after }] = compared
  return {
    heading: `From ${before} to ${after}`,
    lines: [
      ...compared.map(({ name, response }) =>
        paragraph(
          response.type === 'ok'
            ? `${name}: ${responseWords(response.value)}`
            : `${name}: only ${response.observedDays} days are known in one of the months, and at least ${response.neededDays} are needed.`,
          style,
        ),
      ),
      paragraph(
        'This compares two months and says nothing of why: after a bad month the next one is usually better by itself.',
        style,
      ),
    ],
  }
}

function responseWords({ before, after, fall, reached, worse }: Response): string {
  const rates = `${before.toFixed(1)} to ${after.toFixed(1)} in 28 days`
  if (worse) return `${rates}; worse.`
  const shares = reached.filter(({ asObserved }) => asObserved)
  const best = shares[shares.length - 1]
  if (fall === null || best === undefined) return `${rates}; no fall by 30 % or more.`
  const sure = best.whateverTheGaps === 'met' ? 'whatever the days that are open' : 'as far as the known days go'
  return `${rates}; a fall by ${Math.round(best.share * 100)} % or more, ${sure}.`
}
