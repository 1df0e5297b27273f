// What has a page of its own beside articles and is few enough to be looked through at once: treatments, people, places, topics.

export interface Named {
  readonly kind: 'treatment' | 'person' | 'place' | 'topic'
  readonly href: string
  readonly name: string
  /** Other names and what it is; the sentence that is shown first. */
  readonly about: readonly string[]
  /** Of the words about it. */
  readonly language: string
}

export interface NamedHit extends Named {
  readonly named: Marked
  /** A sentence in which something was found, or the first. */
  readonly told: Marked
}

export type Marked = readonly { readonly words: string; readonly marked: boolean }[]

/** Words that say nothing by themselves. */
const EMPTY = new Set(
  'a an and at by de del el en for in is la las los of on or para por que the to un una with y o con'.split(' '),
)
const LONGEST_SHOWN = 240

/**
 * Those whose words hold everything that is asked for, accents or not, also as the beginning of a word; those by name come first.
 *
 * @param slips takes words that are nearly the same. O(words of all entries).
 */
export function findNamed(entries: readonly Named[], question: string, slips: boolean): readonly NamedHit[] {
  const asked = wordsOf(question.replace(/(^|\s)-\S+/g, ' ')).flatMap(({ plain }) => (EMPTY.has(plain) ? [] : [plain]))
  if (asked.length === 0) return []
  const fits = (word: string): boolean => asked.some((one) => isMeant(one, word, slips))
  const hits = entries.flatMap((entry) => {
    const texts = [entry.name, ...entry.about]
    const all = texts.flatMap((text) => wordsOf(text).map(({ plain }) => plain))
    if (!asked.every((one) => all.some((word) => isMeant(one, word, slips)))) return []
    const found = entry.about.find((text) => wordsOf(text).some(({ plain }) => fits(plain)))
    const named = marked(entry.name, fits)
    return [{ ...entry, named, told: marked(shortened(found ?? entry.about[0] ?? ''), fits) }]
  })
  const byName = ({ named }: NamedHit): number => (named.some((piece) => piece.marked) ? 0 : 1)
  return hits.sort((one, other) => byName(one) - byName(other) || one.name.localeCompare(other.name))
}

function isMeant(asked: string, word: string, slips: boolean): boolean {
  if (word.startsWith(asked) || (asked.length > 4 && stem(asked) === stem(word))) return true
  if (!slips || asked.length < 4) return false
  return distance(asked, word) <= (asked.length < 7 ? 1 : 2)
}

/** Enough of a word to be the same in the plural. */
function stem(word: string): string {
  return word.replace(/(es|s)$/, '')
}

function wordsOf(text: string): readonly { readonly plain: string; readonly at: number; readonly length: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    plain: plainLetters(word),
    at: index,
    length: word.length,
  }))
}

export function plainLetters(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function marked(text: string, fits: (word: string) => boolean): Marked {
  const pieces: { words: string; marked: boolean }[] = []
  let at = 0
  for (const word of wordsOf(text.normalize('NFC'))) {
    if (!fits(word.plain)) continue
    if (word.at > at) pieces.push({ words: text.slice(at, word.at), marked: false })
    pieces.push({ words: text.slice(word.at, word.at + word.length), marked: true })
    at = word.at + word.length
  }
  if (at < text.length) pieces.push({ words: text.slice(at), marked: false })
  return pieces
}

function shortened(text: string): string {
  const whole = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  return whole.length <= LONGEST_SHOWN ? whole : `${whole.slice(0, LONGEST_SHOWN).replace(/\s+\S*$/, '')} …`
}

/** Letters to add, take out, change, or swap with the next one (optimal string alignment). O(n·m). */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1]
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    ;[before, last] = [last, row]
  }
  return last[other.length] ?? 3
}
