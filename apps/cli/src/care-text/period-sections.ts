// What was counted: the diary's period, its calendar months, and apart from them the rates in 28 days.
import { DAYS_PER_MONTH, type Diary, type DiaryMeasures, type SpanMeasures, type Tally } from '@clearday/diary'
import { textTable } from '../terminal/text-table.ts'
import type { TerminalStyle } from '../terminal/wrapped.ts'
import { paragraph, type Section } from './page-lines.ts'

/** More months than a year do not help on one page; the rest is one flag away. */
const MOST_SPANS = 12

export function periodSection(diary: Diary, { whole }: DiaryMeasures, style: TerminalStyle): Section {
  const { observedDays, days } = whole.days.HD_ANY_v1
  const known = `${observedDays} of ${days} days are known (${percent(whole.completeness)}).`
  const open = days === observedDays ? '' : ' A day without an entry is unknown. It is never counted as clear.'
  return {
    heading: `Your diary from ${diary.firstDay} to ${diary.lastDay}`,
    lines: [
      paragraph(`${known}${open} Days are local days, from midnight to midnight; ${diary.timeZone}.`, style),
      paragraph(attacksSentence(diary), style),
    ],
  }
}

function attacksSentence({ attacks }: Diary): string {
  if (attacks.length === 0) return 'No attack is logged by itself; days are counted from what was noted of each day.'
  const open = attacks.filter(({ end }) => end === 'still-going').length
  const unknown = attacks.filter(({ end }) => end === 'unknown').length
  const ends = [
    ...(open > 0 ? [`${open} still going`] : []),
    ...(unknown > 0 ? [`${unknown} with an end that is not known`] : []),
  ]
  return `${attacks.length} ${attacks.length === 1 ? 'attack is' : 'attacks are'} logged${ends.length > 0 ? `, ${ends.join(' and ')}` : ''}.`
}

/** @param wanted only this month, as `2026-03`; all of them, the last twelve shown, if null. */
export function monthsSection({ months }: DiaryMeasures, wanted: string | null, style: TerminalStyle): Section {
  const shown = wanted === null ? months.slice(-MOST_SPANS) : months.filter(({ name }) => name === wanted)
  const partial = shown.some(({ whole }) => !whole)
  const notes = [
    ...(partial ? ['* The diary covers only a part of this month.'] : []),
    ...(shown.some(hasOpenDays) ? ['4–6: seen on 4 days, and up to 6 if it was so on every day that is open.'] : []),
    'strong: moderate or severe. acute: an acute medicine was taken. pain: the mean of the worst of each headache day, 0 to 10. lost: something could not be done because of headache, or half of it or less.',
    'Migraine days are counted in two ways, because there is no single standard: Leiden is MD_LEIDEN_30MIN_v1 (30 minutes or more, or a triptan), IHS is MD_IHS_4H_v1 (4 hours or more, or a triptan that helped).',
    ...(wanted === null && months.length > shown.length
      ? [
          `${months.length - shown.length} earlier months are not shown; --month ${months[0].name} shows one, --json all.`,
        ]
      : []),
  ]
  return {
    heading: 'Calendar months (days)',
    lines: [
      textTable([MONTH_HEAD, ...shown.map(monthRow)], { width: style.width, indent: '  ' }),
      ...notes.map((note) => paragraph(note, style)),
    ],
  }
}

const MONTH_HEAD = ['month', 'known', 'headache', 'Leiden', 'IHS', 'strong', 'acute', 'attacks', 'pain', 'lost']

function monthRow(span: SpanMeasures): string[] {
  const { days, meanIntensity } = span
  return [
    `${span.name}${span.whole ? '' : '*'}`,
    `${days.HD_ANY_v1.observedDays}/${days.HD_ANY_v1.days}`,
    range(days.HD_ANY_v1),
    range(days.MD_LEIDEN_30MIN_v1),
    range(days.MD_IHS_4H_v1),
    range(days.MSD_PEAK_v1),
    range(days.AMD_ANY_v1),
    String(span.attacksBegun),
    meanIntensity === null ? '–' : meanIntensity.mean.toFixed(1),
    range(span.lostTimeDays),
  ]
}

function hasOpenDays({ days, lostTimeDays }: SpanMeasures): boolean {
  return [...Object.values(days), lostTimeDays].some(({ count, most }) => most > count)
}

/** `4`, or `4–6` where open days could make it six. */
export function range({ count, most }: Pick<Tally, 'count' | 'most'>): string {
  return count === most ? String(count) : `${count}–${most}`
}

/** Rates over the days that were observed; never beside the months, and never against a limit. */
export function ratesSection({ windows }: DiaryMeasures, style: TerminalStyle): Section {
  const whole = windows.filter((window) => window.whole)
  if (whole.length === 0) return { heading: '', lines: [] }
  const shown = whole.slice(-MOST_SPANS)
  const head = ['28 days from', 'known', 'headache', 'Leiden', 'IHS', 'strong', 'acute']
  const rows = shown.map(({ name, days }) => [
    name,
    `${days.HD_ANY_v1.observedDays}/28`,
    ...[days.HD_ANY_v1, days.MD_LEIDEN_30MIN_v1, days.MD_IHS_4H_v1, days.MSD_PEAK_v1, days.AMD_ANY_v1].map(rate),
  ])
  return {
    heading: 'Rates in 28 days (as trials count; not months)',
    lines: [
      textTable([head, ...rows], { width: style.width, indent: '  ' }),
      paragraph(
        `28 × days with it / days known. Limits of medicines and the thresholds of ICHD-3 are per month and are never compared with these: 15 a month are ${((15 * 28) / DAYS_PER_MONTH).toFixed(1)} in 28 days.`,
        style,
      ),
      ...(whole.length > shown.length
        ? [paragraph(`${whole.length - shown.length} earlier ones are not shown; --json has all.`, style)]
        : []),
    ],
  }
}

function rate({ per28 }: Tally): string {
  return per28 === null ? '–' : per28.toFixed(1)
}

export function percent(share: number): string {
  return `${Math.floor(100 * share + 1e-9)} %`
}
