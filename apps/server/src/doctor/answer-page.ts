// The page for the doctor as it is answered to a browser: a PDF to keep, or a page of its own that prints on one side.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { doctorHtml } from '@clearday/web/doctor-html'
import type { ClinicServices } from '@clearday/web/services'
import { escapeHtml, page } from '../http/page.ts'
import { tooMany } from '../api/sync.ts'
import type { MadePage } from './doctor-task.ts'
import { whereAndWhen, type MakeDoctorPage } from './doctor-pages.ts'

/** Beside the look of the server's other pages. */
export const DOCTOR_STYLE = readFileSync(fileURLToPath(import.meta.resolve('@clearday/web/doctor.css')), 'utf8')

/** Where one came from, on a screen alone. */
const BACK_STYLE =
  '.doctor-back a{display:inline-flex;align-items:center;min-height:var(--target);color:var(--accent)}@media print{.doctor-back{display:none}}'

/** @param clock ms since 1970. */
export function answerDoctorPage(make: MakeDoctorPage, clock: () => number): ClinicServices['doctorPage'] {
  return async ({ rows, options, paper, light, back }) => {
    const { timeZone, today } = whereAndWhen(rows, clock())
    const made = await make({ rows, timeZone, firstDay: null, lastDay: today, options, paper })
    if (made === null) return tooMany()
    if (made.pdf !== null) return pdfAnswer(made.page.fileName, made.pdf)
    const { title } = made.page
    const way =
      back === undefined
        ? ''
        : `<nav class="doctor-back"><a href="${escapeHtml(back.href)}">${escapeHtml(back.label)}</a></nav>`
    return page(title, way + doctorHtml(made.page, 1), {
      reader: { language: options.language, light },
      style: DOCTOR_STYLE + BACK_STYLE,
    })
  }
}

export function pdfAnswer(fileName: string, pdf: NonNullable<MadePage['pdf']>): Response {
  return new Response(pdf, {
    headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${fileName}.pdf"` },
  })
}
