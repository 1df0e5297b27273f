// The report on disk: written patient by patient into a partial file, which takes its name only when it is whole.
import { comparable, DASH_NOTE, dayCount, SHORT_REASON } from '@clearday/care'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { finished, partialName, writeFault } from '../partial-files.ts'
import { shownLine } from '../shown-text.ts'
import { TERMS } from '../words/terms.ts'
import { SHORT_VERDICT } from '../terminal/patient-table.ts'
import { anchor } from './course-figure.ts'
import { escapeHtml } from './escape.ts'
import { patientSection } from './patient-section.ts'
import type { ReportPatient } from './report-patient.ts'
import { REPORT_STYLE } from './report-style.ts'

export interface ReportFrame {
  readonly title: string
  readonly source: string
  readonly remark: string
  readonly explanation: readonly string[]
  readonly version: string
}

export interface OpenReport {
  readonly type: 'ok'
  add(patient: ReportPatient): Promise<void>
  /** Writes the whole report, with a paragraph about the group and a word that it is only a part where there is one, and gives it its name. */
  finish(group: string, part: string): Promise<void>
  discard(): Promise<void>
}

/** One line of the overview, kept while the pages go to disk. */
interface OverviewRow {
  readonly id: string
  readonly treatment: string
  readonly logged: number
  readonly verdict: string
  /** In a few words, where there is no verdict yet. */
  readonly why: string
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly comparable: boolean
}

/**
 * Opens a report. The pages are written to a partial file as patients are finished, so memory holds one line a patient; the overview, which
 * comes first in the document, is written with them at the end.
 */
export async function openReport(
  path: string,
  frame: ReportFrame,
): Promise<OpenReport | { readonly type: 'error'; readonly message: string }> {
  const pagesPath = partialName(path, '.pages')
  const wholePath = partialName(path)
  let pages: FileHandle
  try {
    pages = await open(pagesPath, 'w+')
  } catch (error) {
    return {
      type: 'error',
      message: `The report cannot be written to ${shownLine(path)}: ${writeFault(error)}. Give another place with --report FILE.`,
    }
  }
  const overview: OverviewRow[] = []
  let count = 0
  let onlyPage = ''
  return {
    type: 'ok',
    async add(patient) {
      count++
      if (count === 1) onlyPage = patientSection(patient, true)
      await pages.appendFile(patientSection(patient, false) + '\n')
      for (const answer of patient.answer.treatments) {
        overview.push({
          id: patient.id,
          treatment: answer.name,
          logged: patient.answer.observedDays,
          verdict: SHORT_VERDICT[answer.verdict],
          why: answer.verdict === 'cannot-tell-yet' ? SHORT_REASON[answer.reason] : '',
          mean: answer.effectDaysPer28.mean,
          low: answer.effectDaysPer28.q025,
          high: answer.effectDaysPer28.q975,
          comparable: comparable(answer),
        })
      }
    },
    async finish(group, part) {
      const whole = await open(wholePath, 'w')
      await whole.appendFile(head(frame))
      if (part !== '') await whole.appendFile(`<p class="part"><strong>${escapeHtml(part)}</strong></p>`)
      if (count > 1) await whole.appendFile(overviewPage(overview, frame, group))
      else if (frame.remark !== '') await whole.appendFile(`<p>${escapeHtml(frame.remark)}</p>`)
      if (count === 1) await whole.appendFile(onlyPage)
      else {
        const chunk = Buffer.alloc(65536)
        for (let at = 0; ;) {
          const { bytesRead } = await pages.read(chunk, 0, chunk.length, at)
          if (bytesRead === 0) break
          await whole.appendFile(chunk.subarray(0, bytesRead))
          at += bytesRead
        }
      }
      await whole.appendFile(foot(frame))
      await whole.sync()
      await whole.close()
      await pages.close()
      await rename(wholePath, path)
      finished(wholePath)
      await rm(pagesPath, { force: true })
      finished(pagesPath)
    },
    async discard() {
      await pages.close()
      await rm(pagesPath, { force: true })
      finished(pagesPath)
    },
  }
}

function head({ title, source }: ReportFrame): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeHtml(title)} · Clearday</title><style>${REPORT_STYLE}</style></head><body><main>
<h1>${escapeHtml(title)}</h1>
<p class="soft small">From ${escapeHtml(source)}. This describes a diary; it is not a diagnosis and not advice to start or stop anything. Prescribed treatment is changed only with its prescriber.</p>
`
}

function foot({ explanation, version }: ReportFrame): string {
  return `<section class="patient"><h2>How to read this</h2>
<details><summary>What each number means</summary><dl>${TERMS.map(({ term, meaning }) => `<dt><strong>${escapeHtml(term)}</strong></dt><dd>${escapeHtml(meaning)}</dd>`).join('')}</dl></details>
<details><summary>How the file was understood</summary><ul>${explanation.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul></details>
<p class="small soft">Clearday ${escapeHtml(version)}. Nothing on this page comes from anywhere else, and nothing is sent anywhere.</p></section>
</main></body></html>
`
}

function overviewPage(rows: readonly OverviewRow[], { remark }: ReportFrame, group: string): string {
  const counts = new Map<string, number>()
  for (const { verdict } of rows) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  const summary = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')
  const several = new Set(rows.map((row) => row.treatment)).size > 1
  const body = rows.map(
    (row) =>
      `<tr><th scope="row"><a href="#p-${anchor(row.id)}">${escapeHtml(row.id)}</a></th>${several ? `<td>${escapeHtml(row.treatment)}</td>` : ''}<td class="number logged">${row.logged}</td><td>${row.verdict}${row.why === '' ? '' : `<br><span class="small soft">${row.why}</span>`}</td><td class="number">${row.comparable ? `${dayCount(row.mean)} (${dayCount(row.low)} to ${dayCount(row.high)})` : '–'}</td><td class="bar">${row.comparable ? bar(row) : ''}</td></tr>`,
  )
  return `<p class="verdict">${rows.length} answers: ${summary}.</p>${remark === '' ? '' : `<p>${escapeHtml(remark)}</p>`}${group === '' ? '' : `<p>${escapeHtml(group)}</p>`}
<div class="scroll"><table><thead><tr><th scope="col">patient</th>${several ? '<th scope="col">treatment</th>' : ''}<th scope="col" class="number logged">logged</th><th scope="col">verdict</th><th scope="col" class="number">days in 28 (95 %)</th><th scope="col" class="bar">fewer &#160;|&#160; more</th></tr></thead><tbody>${body.join('')}</tbody></table></div>${rows.every((row) => row.comparable) ? '' : `\n<p class="small soft">${DASH_NOTE}</p>`}
`
}

/** The interval on an axis from −14 to 14 days in 28. */
function bar({ mean, low, high }: OverviewRow): string {
  const x = (days: number): string => (70 + 5 * Math.min(14, Math.max(-14, days))).toFixed(1)
  return `<svg viewBox="0 0 140 12" width="140" height="12" aria-hidden="true"><line x1="70" x2="70" y1="0" y2="12" class="line"/><line x1="${x(low)}" x2="${x(high)}" y1="6" y2="6" class="ink"/><circle cx="${x(mean)}" cy="6" r="3" class="fill-ink"/></svg>`
}
