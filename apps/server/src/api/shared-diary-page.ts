// What was shared of a diary as it was said, day by day, with nothing worked out from it.
import { clinicalName } from '@clearday/web/clinical-names'
import { dayIn, nameIn, partsIn } from '@clearday/web/entry-words'
import { escapeHtml } from '../http/page.ts'
import type { Language } from '../http/reader.ts'
import { shareWords } from './share-words.ts'

export interface SharedEntry {
  readonly entity: string
  /** Null where it is in the person's own words and notes are not shared. */
  readonly key: string | null
  /** Null for what belongs to no day. */
  readonly firstDay: string | null
  /** Null for what is still going too. */
  readonly lastDay: string | null
  readonly fields: Readonly<Record<string, unknown>>
}

export interface SharedDiary {
  /** The period that was shared, both days included. */
  readonly firstDay: string
  readonly lastDay: string
  readonly withNotes: boolean
  readonly entries: readonly SharedEntry[]
}

/** Months are folded on a screen, and all open on paper. */
export const ENTRIES_STYLE = `.entries summary{min-height:var(--target);display:flex;align-items:center;gap:.5rem;cursor:pointer;font-weight:600;border-bottom:1px solid var(--line)}
.entries summary::before{content:'▸'}.entries [open]>summary::before{content:'▾'}.entries .scroll{margin-bottom:1.5rem}
@media (width<30rem){.entries tbody th{white-space:normal;min-width:6rem}}
@media print{.entries details::details-content{content-visibility:visible;block-size:auto}.entries summary{break-after:avoid}.entries summary::before{content:''}}`

/** @param level of its heading: 2 where something stands before it. */
export function sharedDiaryHtml(
  language: Language,
  { firstDay, lastDay, withNotes, entries }: SharedDiary,
  level: 1 | 2 = 1,
): string {
  const { title: alone, entriesTitle, period, none, noDay, counted, columns, withoutNotes } = shareWords(language)
  const title = level === 1 ? alone : entriesTitle
  const shown = (day: string): string => dayIn(language, day) ?? day
  // of the diary itself only the zone goes along, in which times are written
  const said = entries.filter(({ entity }) => entity !== 'diary')
  const row = ({ entity, firstDay: day, fields }: SharedEntry): string =>
    `<tr><th scope="row">${day === null ? '' : `<time datetime="${escapeHtml(day)}">${escapeHtml(shown(day))}</time><br>`}` +
    `<span class="quiet">${escapeHtml(nameIn(language, entity))}</span></th><td>${fieldsHtml(language, fields)}</td></tr>`
  const heads = columns.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('')
  const table = (name: string, rows: readonly SharedEntry[]): string =>
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(name)}"><table><thead><tr>${heads}</tr></thead><tbody>${rows.map(row).join('\n')}</tbody></table></div>`
  const folds = monthsOf(said).map(({ month, rows }, at) => {
    const name = month === null ? noDay : monthName(language, month)
    return `<details${at === 0 ? ' open' : ''}><summary>${escapeHtml(name)} <span class="quiet">(${escapeHtml(counted(rows.length))})</span></summary>${table(name, rows)}</details>`
  })
  const words = period.replace('{first}', shown(firstDay)).replace('{last}', shown(lastDay))
  return `<h${String(level)}>${escapeHtml(title)}</h${String(level)}>
<p>${escapeHtml(words)}</p>
${withNotes ? '' : `<p>${escapeHtml(withoutNotes)}</p>`}${folds.length === 0 ? `<p>${escapeHtml(none)}</p>` : folds.join('\n')}`
}

/** The newest month first, within it as they came; after them what belongs to no day. O(entries). */
function monthsOf(
  entries: readonly SharedEntry[],
): readonly { readonly month: string | null; readonly rows: readonly SharedEntry[] }[] {
  const months = Map.groupBy(entries, ({ firstDay }) => firstDay?.slice(0, 7) ?? null)
  return [...months]
    .map(([month, rows]) => ({ month, rows }))
    .sort((one, other) => ((one.month ?? '') < (other.month ?? '') ? 1 : -1))
}

function monthName(language: Language, month: string): string {
  const locale = language === 'en' ? 'en-GB' : 'es'
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T00:00Z`),
  )
}

function fieldsHtml(language: Language, fields: Readonly<Record<string, unknown>>): string {
  return partsIn(language, fields, clinicalName)
    .map(([name, value]) => `<span class="quiet">${escapeHtml(name)}:</span> ${escapeHtml(value)}`)
    .join('; ')
}
