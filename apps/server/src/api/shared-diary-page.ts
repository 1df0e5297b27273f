// A shared diary as one plain page: what was said, day by day, and nothing worked out from it.
import { escapeHtml } from '../http/page.ts'

export interface SharedEntry {
  readonly entity: string
  /** Null where it is in the person's own words and notes are not shared. */
  readonly key: string | null
  /** Null for what belongs to no day. */
  readonly firstDay: string | null
  readonly fields: Readonly<Record<string, unknown>>
}

export interface SharedDiary {
  /** The period that was shared, both days included. */
  readonly firstDay: string
  readonly lastDay: string
  readonly withNotes: boolean
  readonly entries: readonly SharedEntry[]
}

const WITHOUT_NOTES =
  '<p>It was shared without notes. Where a name is not in our lists of medicines and treatments, “in own words” stands in its place.</p>'

export function sharedDiaryHtml({ firstDay, lastDay, withNotes, entries }: SharedDiary): string {
  const rows = entries.map(
    ({ entity, firstDay: day, fields }) =>
      `<tr><td>${escapeHtml(day ?? '')}</td><td>${escapeHtml(plain(entity))}</td><td>${fieldsHtml(fields)}</td></tr>`,
  )
  const table =
    rows.length === 0
      ? '<p>There are no entries in this period.</p>'
      : `<table><thead><tr><th>Day</th><th>What</th><th>Said</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`
  return `<h1>A headache diary</h1>
<p>${escapeHtml(firstDay)} to ${escapeHtml(lastDay)}, as it was written. A day that is not here was not written about: that is not a day without headache.</p>
${withNotes ? '' : WITHOUT_NOTES}${table}`
}

function fieldsHtml(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${escapeHtml(plain(name))}: ${escapeHtml(shownValue(value))}`)
    .join('<br>')
}

/** `peakIntensity` and `safety-check` as words. */
function plain(name: string): string {
  return name
    .replaceAll('-', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
}

function shownValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(shownValue).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, inner]) => `${plain(name)} ${shownValue(inner)}`)
      .join(', ')
  return String(value)
}
