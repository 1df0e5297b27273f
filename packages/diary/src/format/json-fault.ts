// Where a text stops being JSON, and a field that stands twice: engines say the first each in their own way or not at all, and the second never.

export interface JsonFault {
  readonly code: 'not-json' | 'field-twice'
  /** Counted from 1, for people. */
  readonly line: number
  readonly column: number
  readonly words: string
}

/** What may come next. `first-`: the list or object has just been opened and may be empty. */
type Next = 'value' | 'first-value' | 'name' | 'first-name' | 'colon' | 'comma' | 'end'

interface Open {
  readonly closes: '}' | ']'
  readonly names: Set<string>
}

const SPACE = /[ \t\n\r]*/y
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** The first fault of a text that should be JSON; null for a text that is. O(length), and no recursion, however deep it is. */
export function jsonFault(text: string): JsonFault | null {
  const open: Open[] = []
  let next: Next = 'value'
  let at = 0
  const fault = (words: string, code: JsonFault['code'] = 'not-json'): JsonFault => ({
    code,
    words,
    ...lineAndColumn(text, at),
  })
  for (;;) {
    at = endOf(SPACE, text, at) ?? at
    const sign = text[at]
    const inside = open[open.length - 1]
    if (sign === undefined) {
      if (next === 'end') return null
      return fault(
        inside === undefined ? 'there is nothing here' : `the text ends, but a closing ${inside.closes} is missing`,
      )
    }
    if (sign === inside?.closes && next !== 'value' && next !== 'name' && next !== 'colon') {
      open.pop()
      at += 1
      next = open.length === 0 ? 'end' : 'comma'
      continue
    }
    const expected = NEXT_WORDS[next](sign, inside)
    if (expected !== null) return fault(expected)
    if (next === 'comma') {
      next = inside.closes === '}' ? 'name' : 'value'
      at += 1
    } else if (next === 'colon') {
      next = 'value'
      at += 1
    } else if (next === 'name' || next === 'first-name') {
      const end = stringEnd(text, at)
      if (end === null) return fault(BAD_TEXT)
      const name = text.slice(at, end)
      if (inside.names.has(name))
        return fault(`the field ${name} stands twice in one object; write it once`, 'field-twice')
      inside.names.add(name)
      at = end
      next = 'colon'
    } else if (sign === '{' || sign === '[') {
      open.push({ closes: sign === '{' ? '}' : ']', names: new Set() })
      next = sign === '{' ? 'first-name' : 'first-value'
      at += 1
    } else {
      const end = sign === '"' ? stringEnd(text, at) : endOf(WORD, text, at)
      if (end === null) return fault(sign === '"' ? BAD_TEXT : strangeWords(sign))
      at = end
      next = open.length === 0 ? 'end' : 'comma'
    }
  }
}

const BAD_TEXT = 'a text begins here that is not closed on its line, or has a lone backslash in it'

/** Why a sign cannot come next, or null if it may. */
const NEXT_WORDS: Readonly<Record<Next, (sign: string, inside: Open) => string | null>> = {
  value: (sign, inside) =>
    sign === inside?.closes ? `there is a comma too many before the ${sign}, or a value is missing` : null,
  'first-value': () => null,
  name: (sign) => (sign === '"' ? null : sign === '}' ? 'there is a comma too many before the }' : NAME_WORDS),
  'first-name': (sign) => (sign === '"' ? null : NAME_WORDS),
  colon: (sign) => (sign === ':' ? null : 'a colon is missing after the name of a field'),
  comma: (sign, inside) => (sign === ',' ? null : `a comma is missing before this, or a closing ${inside.closes}`),
  end: () => 'the diary has ended, but something more follows',
}

const NAME_WORDS = 'the name of a field is missing; write it in double quotes'

function strangeWords(sign: string): string {
  if (sign === "'" || sign === '“' || sign === '”' || sign === '„')
    return `a text stands in straight double quotes, not in ${sign}`
  if (sign === '/' || sign === '#') return 'JSON has no comments; write them into a note'
  return 'this is no value; write a text in double quotes, a number, true or false, a list or an object'
}

/** The position behind the text that begins at `at` with a quote; null if it is not closed on its line or has a wrong escape. */
function stringEnd(text: string, at: number): number | null {
  let here = at + 1
  while (here < text.length) {
    const sign = text[here]
    if (sign === '"') return here + 1
    if (sign < ' ') return null
    const end = sign === '\\' ? endOf(ESCAPE, text, here) : here + 1
    if (end === null) return null
    here = end
  }
  return null
}

/** The position behind what a sticky pattern matches at `at`; null if it does not. */
function endOf(sticky: RegExp, text: string, at: number): number | null {
  sticky.lastIndex = at
  return sticky.test(text) ? sticky.lastIndex : null
}

function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split(/\r\n|\n|\r/)
  return { line: lines.length, column: lines[lines.length - 1].length + 1 }
}
