// How hard a text is to read, by the formulas that each language has for it. Numbers to look at, no judgement of a text.
import { syllable } from 'syllable'
import type { Language } from '../article.ts'
import { plainWords } from '../markdown/plain-words.ts'

export interface ReadingLevel {
  readonly words: number
  readonly sentences: number
  /** 0 (hard) to 100 (easy): Flesch 1948 for English, Szigriszt-Pazos 1993 (Inflesz) for Spanish. Null under 100 words: it says nothing. */
  readonly ease: number | null
  /** Whole minutes at 200 words a minute, at least 1. */
  readonly minutes: number
}

/** What a text for patients should reach: "fairly easy to plain" in both scales. */
export const EASE_FOR_PATIENTS = 50

const FEWEST_WORDS = 100
const WORDS_A_MINUTE = 200

export function readingLevel(markdown: string, language: Language): ReadingLevel {
  const text = plainWords(markdown)
  const sentences = sentencesOf(text, language)
  const words = sentences.flatMap((sentence) => wordsIn(sentence, language))
  const minutes = Math.max(1, Math.round(words.length / WORDS_A_MINUTE))
  if (words.length < FEWEST_WORDS) return { words: words.length, sentences: sentences.length, ease: null, minutes }
  const perSentence = words.length / sentences.length
  const syllables = words.reduce(
    (sum, word) => sum + (language === 'en' ? Math.max(1, syllable(word)) : spanishSyllables(word)),
    0,
  )
  const perWord = syllables / words.length
  const ease =
    language === 'en' ? 206.835 - 1.015 * perSentence - 84.6 * perWord : 206.835 - perSentence - 62.3 * perWord
  return { words: words.length, sentences: sentences.length, ease: Math.round(ease), minutes }
}

function sentencesOf(text: string, language: Language): readonly string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
  return text
    .split('\n')
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment))
    .filter((sentence) => /\p{L}/u.test(sentence))
}

function wordsIn(sentence: string, language: Language): readonly string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  return [...segmenter.segment(sentence)].filter(({ isWordLike }) => isWordLike === true).map(({ segment }) => segment)
}

/**
 * Syllables of a Spanish word: groups of vowels, where two strong vowels (a, e, o) or a weak one with an accent (í, ú) begin a new one.
 * A u after q or g before e or i is silent.
 */
export function spanishSyllables(word: string): number {
  const plain = word
    .toLowerCase()
    .normalize('NFC')
    .replace(/qu/g, 'k')
    .replace(/gu(?=[eiéí])/g, 'g')
  let count = 0
  let before: 'strong' | 'weak' | 'none' = 'none'
  for (const letter of plain) {
    const kind = /[aeoáéó]/.test(letter)
      ? 'strong'
      : /[íú]/.test(letter)
        ? 'accented'
        : /[iuü]/.test(letter)
          ? 'weak'
          : 'none'
    if (kind === 'accented') {
      count += 1
      before = 'strong'
    } else if (kind === 'none') before = 'none'
    else {
      if (before === 'none' || (before === 'strong' && kind === 'strong')) count += 1
      before = before === 'strong' && kind === 'weak' ? 'weak' : kind
    }
  }
  return Math.max(1, count)
}
