// The page for the doctor as a PDF, with the letters that come along.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { DoctorPage } from '@clearday/care'
import { doctorPdf, type Paper, type PdfLetters } from '@clearday/web/doctor-pdf'

export { PAPERS, type Paper } from '@clearday/web/doctor-pdf'

/** Some tenths of a second. */
export async function drawDoctorPage(page: DoctorPage, paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await doctorPdf(page, pdfLetters(), paper))
}

/** Latin first, then what other names are written with. */
export function pdfLetters(): PdfLetters {
  const { resolve } = createRequire(import.meta.url)
  const of = (name: string): Uint8Array =>
    readFileSync(resolve(`@fontsource/source-sans-3/files/source-sans-3-${name}-normal.woff`))
  const more = ['latin-ext-400', 'greek-400', 'cyrillic-400'].map(of)
  return { normal: of('latin-400'), semibold: of('latin-600'), more }
}
