// Saves the page for the doctor as a PDF that is made on the device.
import type { DoctorPage } from '@clearday/care'

/** What draws it is loaded when somebody wants it. Rejects where it cannot be made. */
export async function savePdf(page: DoctorPage, paper: 'A4' | 'Letter'): Promise<void> {
  const { pdfHere } = await import('./pdf-here.ts')
  const url = URL.createObjectURL(new Blob([await pdfHere(page, paper)], { type: 'application/pdf' }))
  Object.assign(document.createElement('a'), { href: url, download: `${page.fileName}.pdf` }).click()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 60_000)
}
