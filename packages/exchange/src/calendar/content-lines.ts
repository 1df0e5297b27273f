// The lines of a calendar before they are read: where one is broken, so that it can be told with its row.
import { refuse, shown, accept, type Read } from '../problem.ts'

const DEEPEST = 10

/** Errors, with the row: not-a-calendar, broken-line, block-not-closed. O(characters). */
export function checkLines(text: string): Read<null> {
  if (!/^\s*BEGIN:VCALENDAR/i.test(text)) {
    return refuse({
      code: 'not-a-calendar',
      row: 1,
      value: shown(text.slice(0, 80)),
      about: { why: 'begin' },
      message: 'A calendar file begins with BEGIN:VCALENDAR.',
    })
  }
  const open: { readonly name: string; readonly row: number }[] = []
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    const row = at + 1
    // a line that begins with a space belongs to the one before (RFC 5545, 3.1)
    if (line.trim() === '' || /^[ \t]/.test(line)) continue
    if (!/^[A-Za-z0-9-]+[;:]/.test(line)) {
      return refuse({
        code: 'broken-line',
        row,
        value: shown(line),
        about: { why: 'no-colon' },
        message: 'This line has no name and colon. The file may be damaged or cut.',
      })
    }
    const block = /^(BEGIN|END):(.+)$/i.exec(line)
    if (block === null) continue
    const name = block[2].trim().toUpperCase()
    if (block[1].toUpperCase() === 'BEGIN') {
      open.push({ name, row })
      if (open.length > DEEPEST)
        return refuse({
          code: 'broken-line',
          row,
          value: shown(line),
          about: { why: 'too-deep' },
          message: 'Blocks are nested too deeply here.',
        })
    } else if (open.pop()?.name !== name) {
      return refuse({
        code: 'block-not-closed',
        row,
        value: shown(line),
        about: { block: null },
        message: 'This ends a block that was not begun here.',
      })
    }
  }
  const left = open.at(-1)
  if (left === undefined) return accept(null)
  const message = `The block ${left.name} is begun here and never ended. The file may be cut short.`
  return refuse({ code: 'block-not-closed', row: left.row, value: left.name, about: { block: left.name }, message })
}
