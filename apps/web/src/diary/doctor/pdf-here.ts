// The PDF made on the device: what draws it and its letters are loaded when somebody wants one, from the device.
import type { DoctorPage } from '@clearday/care'
import normal from '@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff?url'
import semibold from '@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff?url'
import latin from '@fontsource/source-sans-3/files/source-sans-3-latin-ext-400-normal.woff?url'
import greek from '@fontsource/source-sans-3/files/source-sans-3-greek-400-normal.woff?url'
import cyrillic from '@fontsource/source-sans-3/files/source-sans-3-cyrillic-400-normal.woff?url'
import { doctorPdf, type Paper } from '../../lib/doctor/doctor-pdf.ts'

export async function pdfHere(page: DoctorPage, paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const [first, second, ...more] = await Promise.all([normal, semibold, latin, greek, cyrillic].map(lettersOf))
  const drawn = await doctorPdf(page, { normal: first, semibold: second, more }, paper)
  return Uint8Array.from(drawn)
}

async function lettersOf(url: string): Promise<Uint8Array> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`no letters at ${url}: ${String(answer.status)}`)
  return new Uint8Array(await answer.arrayBuffer())
}
