// The letters of documents and pictures that we draw: one typeface, which comes along, so that they look the same on a machine without any.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Latin letters of the languages of the site. */
export const TYPEFACE = { normal: weight(400), semibold: weight(600) }

function weight(of: 400 | 600): Buffer {
  const { resolve } = createRequire(import.meta.url)
  return readFileSync(resolve(`@fontsource/source-sans-3/files/source-sans-3-latin-${of}-normal.woff`))
}
