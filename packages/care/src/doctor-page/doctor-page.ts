// The page for the doctor as a document: words and drawings in the order they are read, in one language. What is printed as HTML, as a PDF,
// in a terminal and as JSON is drawn from this alone, so that all of them say the same.
import type { LocalDate } from '@clearday/diary'

export const PAGE_LANGUAGES = ['en', 'es'] as const
export type PageLanguage = (typeof PAGE_LANGUAGES)[number]

/** A bar beside a number: full up to what was noted, hollow up to what the gaps leave open. */
export interface Bar {
  readonly full: number
  readonly most: number
  /** The whole length. */
  readonly of: number
}

export interface Cell {
  readonly text: string
  readonly bar?: Bar
}

/** How a day is drawn: the same marks as everywhere else. */
export type DrawnMark = 'missing' | 'clear' | 'mild' | 'moderate' | 'severe' | 'headache'

export interface DrawnDay {
  readonly date: LocalDate
  readonly mark: DrawnMark
  readonly medicine: boolean
  readonly session: boolean
  readonly bleeding: boolean
}

export type Block =
  | {
      readonly type: 'text'
      readonly text: string
      /** `own`: what the patient wrote. `lead`: what must be read. `quiet`: what explains. */
      readonly tone?: 'lead' | 'quiet' | 'own'
    }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | {
      readonly type: 'table'
      readonly about: string
      /** The first names the row; `wide` is where words go. */
      readonly columns: readonly { readonly name: string; readonly wide?: boolean }[]
      readonly rows: readonly (readonly Cell[])[]
    }
  | {
      readonly type: 'days'
      /** What the drawing shows, in words. */
      readonly about: string
      readonly months: readonly { readonly name: string; readonly says: string; readonly days: readonly DrawnDay[] }[]
      readonly legend: readonly { readonly mark: DrawnMark; readonly text: string }[]
      /** What the small signs under a day mean. */
      readonly signs: readonly { readonly sign: 'medicine' | 'session' | 'bleeding'; readonly text: string }[]
    }

export interface DoctorSection {
  readonly id: string
  readonly heading: string
  readonly blocks: readonly Block[]
}

export interface DoctorPage {
  readonly format: 'clearday-doctor-page-1'
  readonly language: PageLanguage
  readonly title: string
  /** Whose diary: name and year of birth, or a line to write on; of a diary that was shared the year alone, or nothing. */
  readonly who: string
  /** What goes with the name; null where neither was said. */
  readonly born: string | null
  readonly period: string
  readonly completeness: string
  /** What fits on one side of A4 or Letter. */
  readonly sections: readonly DoctorSection[]
  readonly appendixTitle: string
  readonly appendices: readonly DoctorSection[]
  /** At the foot of the page. */
  readonly foot: readonly string[]
  /** "Page {page} of {pages}". */
  readonly pageOf: string
  /** Of a file, without its ending. */
  readonly fileName: string
}
