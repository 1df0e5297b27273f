// All sentences about an answer, in the languages that pages speak: a file a language.
import { ENGLISH_SENTENCES } from './answer-sentences.en.ts'
import { SPANISH_SENTENCES } from './answer-sentences.es.ts'
import type { AnswerSentences } from './sentences.ts'

export type WordsLanguage = 'en' | 'es'

export const ANSWER_SENTENCES: Readonly<Record<WordsLanguage, AnswerSentences>> = {
  en: ENGLISH_SENTENCES,
  es: SPANISH_SENTENCES,
}
