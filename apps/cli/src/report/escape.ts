// Text into HTML.
import { shownText } from '../shown-text.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For an element or a quoted attribute; what must not be shown has a stand-in. */
export function escapeHtml(text: string): string {
  return shownText(text).replace(/[&<>"']/g, (character) => ENTITIES[character])
}
