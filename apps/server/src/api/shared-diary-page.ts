// What was shared of a diary as it was said, day by day, with nothing worked out from it.
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

/** @param level of its heading: 2 where something stands before it. */
export function sharedDiaryHtml(
  language: Language,
  { firstDay, lastDay, withNotes, entries }: SharedDiary,
  level: 1 | 2 = 1,
): string {
  const { title: alone, entriesTitle, period, none, columns, withoutNotes } = shareWords(language)
  const title = level === 1 ? alone : entriesTitle
  const shown = (day: string): string => dayIn(language, day) ?? day
  // of the diary itself only the zone goes along, in which times are written
  const said = entries.filter(({ entity }) => entity !== 'diary')
  const rows = said.map(
    ({ entity, firstDay: day, fields }) =>
      `<tr><th scope="row">${day === null ? '' : `<time datetime="${escapeHtml(day)}">${escapeHtml(shown(day))}</time><br>`}` +
      `<span class="quiet">${escapeHtml(nameIn(language, entity))}</span></th><td>${fieldsHtml(language, fields)}</td></tr>`,
  )
  const heads = columns.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('')
  const table =
    rows.length === 0
      ? `<p>${escapeHtml(none)}</p>`
      : `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(title)}"><table><thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`
  const words = period.replace('{first}', shown(firstDay)).replace('{last}', shown(lastDay))
  return `<h${String(level)}>${escapeHtml(title)}</h${String(level)}>
<p>${escapeHtml(words)}</p>
${withNotes ? '' : `<p>${escapeHtml(withoutNotes)}</p>`}${table}`
}

function fieldsHtml(language: Language, fields: Readonly<Record<string, unknown>>): string {
  return partsIn(language, fields)
    .map(([name, value]) => `<span class="quiet">${escapeHtml(name)}:</span> ${escapeHtml(value)}`)
    .join('; ')
}
