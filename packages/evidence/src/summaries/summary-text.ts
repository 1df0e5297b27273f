// What each treatment’s summary is written as; the entry point adds our expectation and the certainty.
import type { SummarySentence } from './sentence.ts'

export interface SummaryText {
  /** The study whose certainty stands for the whole. */
  readonly certaintyOf: string
  readonly headline: SummarySentence
  readonly sentences: readonly SummarySentence[]
}
