// What of an article is searched: its words without marks, with the title and the summary apart because they count more.
import type { Article } from '../article.ts'
import { plainWords } from '../markdown/plain-words.ts'

export interface ArticleWords {
  readonly title: string
  readonly summary: string
  /** Lead, quick answers and text. */
  readonly rest: string
}

/** O(length). */
export function searchedWords({ title, summary, lead, quickAnswers, body }: Article): ArticleWords {
  const answers = quickAnswers.map(({ question, answer }) => `${question}\n${plainWords(answer)}`)
  return { title, summary, rest: [plainWords(lead), ...answers, plainWords(body)].join('\n') }
}
