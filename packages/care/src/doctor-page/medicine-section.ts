// Acute medicines of the page for the doctor: each class in each month against its limit, and whether that is overuse or may be.
import type { LocalMonth, Status } from '@clearday/diary'
import type { History } from '../history.ts'
import type { DoctorReport, ReportMedicine } from '../report/report.ts'
import type { Block, DoctorSection } from './doctor-page.ts'
import type { DoctorWords } from './doctor-words.ts'
import { MONTHS_ON_PAGE } from './day-sections.ts'
import { monthPrinted, oneLine, shortDay, shortened, spread } from './printed.ts'

/** Longer lists of names are told by their first. */
const MOST_NAMES = 4

export function medicineSection(
  { medicines, unclassified, months, period }: DoctorReport,
  { medicines: { doseAlerts } }: History,
  words: DoctorWords,
): DoctorSection {
  const shownMonths = months.slice(-MONTHS_ON_PAGE).map(({ month }) => month)
  const lines = (status: Status): string =>
    [
      ...Map.groupBy(
        medicines.filter(({ overuse, limit }) => overuse === status && limit !== null),
        ({ medicineClass }) => medicineClass,
      ),
    ]
      .map(([name, found]) =>
        words.overuseIn(words.classes[name] ?? name, lastOf(found.map(({ month }) => monthPrinted(month, words)))),
      )
      .join('; ')
  const [reached, open] = [lines('met'), lines('unknown')]
  const above = doseAlerts.filter(({ date }) => date >= period.firstDay && date <= period.lastDay)
  const names = (all: readonly string[]): string =>
    lastOf([...new Set(all)].map((name) => shortened(oneLine(name), 40)))
  const said = [
    ...(reached === '' ? [] : [words.overuseReached(reached)]),
    ...(open === '' ? [] : [words.overuseOpen(open)]),
    ...(reached === '' && open === '' && medicines.length > 0 ? [words.overuseNone] : []),
    ...(above.length === 0
      ? []
      : [
          words.doses(
            names(above.flatMap(({ products }) => products)),
            lastOf([...new Set(above.map(({ date }) => shortDay(date, words)))]),
          ),
        ]),
    ...(unclassified.length === 0 ? [] : [words.unclassified(names(unclassified))]),
  ]
  const shown = medicines.filter(({ month }) => shownMonths.includes(month))
  return {
    id: 'medicines',
    heading: words.medicines,
    blocks:
      medicines.length === 0 && said.length === 0
        ? [{ type: 'text', text: words.noMedicine }]
        : [
            { type: 'text', tone: reached === '' ? undefined : 'lead', text: said.join(' ') } as Block,
            ...(shown.length === 0 ? [] : [classTable(shown, shownMonths, words)]),
            { type: 'text', tone: 'quiet', text: words.overuseNote },
          ],
  }
}

function lastOf(all: readonly string[]): string {
  const shown = all.slice(-MOST_NAMES).join(', ')
  return all.length > MOST_NAMES ? `… ${shown}` : shown
}

function classTable(medicines: readonly ReportMedicine[], months: readonly LocalMonth[], words: DoctorWords): Block {
  return {
    type: 'table',
    about: words.medicinesAbout,
    columns: [words.medicineClass, ...months.map((month) => monthPrinted(month, words)), words.limit].map((name) => ({
      name,
    })),
    rows: [...Map.groupBy(medicines, ({ medicineClass }) => medicineClass)].map(([name, found]) => [
      { text: words.classes[name] ?? name },
      ...months.map((month) => {
        const one = found.find((line) => line.month === month)
        if (one === undefined) return { text: '0' }
        const text = spread(one.days, one.most)
        // told apart without colour
        return { text: one.overuse === 'met' ? `${text} !` : one.overuse === 'unknown' ? `${text} ?` : text }
      }),
      { text: found[0].limit === null ? words.noLimit : String(found[0].limit) },
    ]),
  }
}
