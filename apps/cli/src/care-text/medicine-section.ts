// Acute medicines against their monthly limits: what comes near, what is reached, and what is above a day's maximum.
import type { ClassInMonth, MedicineMonth, MedicineUse } from '@clearday/diary'
import { textTable } from '../terminal/text-table.ts'
import type { TerminalStyle } from '../terminal/wrapped.ts'
import { item, paragraph, type Section } from './page-lines.ts'
import { range } from './period-sections.ts'

const MOST_MONTHS = 12

export function medicineSection(use: MedicineUse, wanted: string | null, style: TerminalStyle): Section {
  const shown = wanted === null ? use.months.slice(-MOST_MONTHS) : use.months.filter(({ month }) => month === wanted)
  const classes = [...new Set(shown.flatMap(({ classes }) => classes.filter(taken).map((one) => one.medicineClass)))]
  const { regularWeeks, unclassified, withoutLimit } = use
  const lines = [
    ...use.doseAlerts.map(({ sentence }) => item('!', sentence, style)),
    ...use.strengthUnknown.map(({ sentence }) => item('!', sentence, style)),
    ...(use.ageNote === null ? [] : [paragraph(use.ageNote.sentence, style)]),
    ...use.warnings.map(({ sentence }) => item('!', sentence, style)),
  ]
  if (classes.length > 0) {
    const head = ['days / limit', ...classes, 'together']
    const rows = shown.map((month) => [month.month, ...classes.map((one) => cell(month, one)), together(month)])
    lines.push(
      textTable([head, ...rows], { width: style.width, indent: '  ' }),
      paragraph(
        'Limits are per calendar month (ICHD-3 8.2): from that many days on it is overuse. A day counts once, however many doses. together: ergots, triptans, non-opioids and opioids in one sum; combination analgesics stand by themselves. ? : the days that are open could reach the limit.',
        style,
      ),
    )
  } else lines.push(paragraph('No acute medicine with a monthly limit is noted.', style))
  for (const { sentence } of withoutLimit) lines.push(paragraph(sentence, style))
  if (regularWeeks.ofWeeks > 0 && classes.length > 0) {
    lines.push(
      paragraph(
        `In ${regularWeeks.weeks} of ${regularWeeks.ofWeeks} whole weeks there were two or more days with an acute medicine.`,
        style,
      ),
    )
  }
  if (unclassified.length > 0) {
    lines.push(
      paragraph(
        `Not classified, so in no class above: ${unclassified.join(', ')}. Writing what is in them, as on the packet, would tell.`,
        style,
      ),
    )
  }
  return { heading: 'Acute medicines', lines }
}

function taken({ days }: ClassInMonth): boolean {
  return days.count > 0
}

function cell({ classes }: MedicineMonth, medicineClass: string): string {
  const found = classes.find((one) => one.medicineClass === medicineClass)
  if (found === undefined) return '0'
  return `${range(found.days)}/${found.limit}${mark(found.overuse)}`
}

function together({ multiple }: MedicineMonth): string {
  return `${range(multiple.days)}${mark(multiple.overuse)}`
}

function mark(overuse: ClassInMonth['overuse']): string {
  return overuse === 'met' ? ' over' : overuse === 'unknown' ? ' ?' : ''
}
