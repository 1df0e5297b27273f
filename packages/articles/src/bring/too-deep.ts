// Markup that no person writes: its reader takes time with the square of how deep its elements lie, so that is looked at before.

const DEEPEST = 2_000
const TAG = /<(\/?)([a-z][^\s/<>]*)([^<>]*)>/gi
/** In HTML they have no end, or end where the next one begins. */
const ENDLESS = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd td th tr thead tbody tfoot option'.split(
    ' ',
  ),
)

/** By the tags alone, as they stand there. @param html whether elements may lack their end. O(length). */
export function tooDeep(markup: string, html: boolean): boolean {
  let depth = 0
  for (const [, end, name = '', rest = ''] of markup.matchAll(TAG)) {
    if (html && ENDLESS.has(name.toLowerCase())) continue
    if (end === '/') depth = Math.max(0, depth - 1)
    else if (!rest.endsWith('/') && ++depth > DEEPEST) return true
  }
  return false
}
