// What changed in a text, as somebody reads it: sentence by sentence, what stood there and what stands there now, each whole.
import { diffArrays, diffWordsWithSpace } from 'diff'

export interface Piece {
  readonly words: string
  /** Only here, and not on the other side. */
  readonly marked: boolean
}

/** A run of sentences that changed. One side is empty where something was only added, or only taken out. */
export interface Passage {
  readonly before: readonly Piece[]
  readonly after: readonly Piece[]
}

/** From 0 to 1: below this two passages have so little in common that marking single words would tell nothing. */
const ALIKE = 0.5
/** Words that stayed between two marked ones are marked with them up to this many letters: read alone they say nothing. */
const LONE = 4

/** In the order of the text; none where only white space differs. O(n·d) for texts of n sentences and d differences. */
export function passagesBetween(before: string, after: string, language: string): readonly Passage[] {
  const [from, to] = [sentencesOf(before, language), sentencesOf(after, language)]
  const passages: Passage[] = []
  let open: { before: string; after: string } | null = null
  const close = (): void => {
    if (open !== null) passages.push(passageOf(open.before.trim(), open.after.trim()))
    open = null
  }
  const comparator = (one: string, other: string): boolean => plain(one) === plain(other)
  for (const { added, removed, value } of diffArrays([...from], [...to], { comparator })) {
    if (!added && !removed) {
      close()
      continue
    }
    open ??= { before: '', after: '' }
    if (added) open.after += value.join('')
    else open.before += value.join('')
  }
  close()
  return passages.filter((passage) => passage.before.length + passage.after.length > 0)
}

/** Each with the white space behind it; a line ends a sentence, so that titles and points of a list are passages of their own. */
function sentencesOf(text: string, language: string): readonly string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
  const lines = text.replace(/\r\n?/g, '\n').match(/[^\n]*\n+|[^\n]+$/g) ?? []
  return lines.flatMap((line) => Array.from(segmenter.segment(line), ({ segment }) => segment))
}

function plain(sentence: string): string {
  return sentence.replace(/\s+/g, ' ').trim()
}

function passageOf(before: string, after: string): Passage {
  const whole = (words: string): readonly Piece[] => (words === '' ? [] : [{ words, marked: false }])
  const changes = before === '' || after === '' ? [] : diffWordsWithSpace(before, after)
  const letters = (text: string): number => text.replace(/\s/g, '').length
  let stayed = 0
  for (const { added, removed, value } of changes) if (!added && !removed) stayed += letters(value)
  if (stayed < ALIKE * Math.max(letters(before), letters(after))) return { before: whole(before), after: whole(after) }
  return {
    before: joined(changes.flatMap(({ added, removed, value }) => (added ? [] : [{ words: value, marked: removed }]))),
    after: joined(changes.flatMap(({ added, removed, value }) => (removed ? [] : [{ words: value, marked: added }]))),
  }
}

/** Marks with nothing but a short word between them are one. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = []
  for (const [index, piece] of pieces.entries()) {
    const between = out.at(-1)?.marked === true && pieces[index + 1]?.marked === true
    const marked = piece.marked || (between && piece.words.trim().length <= LONE)
    const last = out.at(-1)
    if (last?.marked === marked) out[out.length - 1] = { words: last.words + piece.words, marked }
    else out.push({ words: piece.words, marked })
  }
  return out
}
