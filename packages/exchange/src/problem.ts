// What is said where a file does not fit: one shape for all readers, with the row and the column as a spreadsheet shows them.

import type { FormatProblem, MomentFault } from '@clearday/diary'
import type { DateOrder, Meaning } from './mapping/meaning.ts'

/** What files are that are no text: told by their first bytes, or by a zero byte in them. */
export type ForeignFile = 'workbook' | 'old-workbook' | 'pdf' | 'packed' | 'picture' | 'database' | 'zero-byte'

/** What would be right in a cell, by what its column means. */
export interface RightInCell {
  readonly meaning: Exclude<Meaning, 'leave-out' | 'note'>
  /** The highest number of the column. */
  readonly most: number
  /** In which dates of the file are read; null where none is known. */
  readonly order: DateOrder | null
  readonly decimal: '.' | ','
}

/**
 * Every code that a reader of files can give, with what its sentence names beside the place and the value: so that the sentence can be said in
 * other languages, and the compiler refuses a language that lacks one.
 */
export type ImportFault =
  | {
      readonly code:
        | MomentFault
        | 'empty-file'
        | 'no-header'
        | 'quote-not-closed'
        | 'misplaced-quote'
        | 'no-month'
        | 'no-day'
        | 'attack-without-pain'
        | 'clear-days-not-sure'
        | 'broken-appointment'
      readonly about?: undefined
    }
  | { readonly code: 'file-too-large'; readonly about: { readonly bytes: number; readonly most: number } }
  | { readonly code: 'not-text'; readonly about: { readonly is: ForeignFile } }
  | { readonly code: 'wrong-encoding'; readonly about: { readonly encoding: string } }
  | { readonly code: 'looks-like-other'; readonly about: { readonly is: 'calendar' | 'json' | 'web' } }
  | { readonly code: 'no-rows'; readonly about: { readonly of: 'rows' | 'days' } }
  | { readonly code: 'too-many-rows'; readonly about: { readonly of: 'rows' | 'days'; readonly most: number } }
  | {
      readonly code: 'too-many-columns' | 'cell-too-long' | 'too-many-events'
      readonly about: { readonly count: number; readonly most: number }
    }
  | { readonly code: 'row-too-wide'; readonly about: { readonly names: number } }
  | { readonly code: 'no-such-day'; readonly about: { readonly day: number; readonly month: string } }
  | { readonly code: 'not-a-calendar'; readonly about: { readonly why: 'begin' | 'unreadable' } }
  | { readonly code: 'broken-line'; readonly about: { readonly why: 'no-colon' | 'too-deep' } }
  /** The name of a block that is never ended; null where one is ended that was not begun. */
  | { readonly code: 'block-not-closed'; readonly about: { readonly block: string | null } }
  /** The row that has the same day. */
  | { readonly code: 'day-twice'; readonly about: { readonly row: number } }
  | { readonly code: 'end-before-start'; readonly about: { readonly start: string } }
  | { readonly code: 'in-the-future'; readonly about: { readonly of: 'day' | 'end'; readonly today: string } }
  | { readonly code: `not-${RightInCell['meaning']}`; readonly about: RightInCell }

/** What the format of diaries refuses in an entry that a row became. */
interface RefusedEntry {
  readonly code: FormatProblem['code']
  readonly refused: FormatProblem
}

export type ImportProblem = PlaceInFile & ((ImportFault & { readonly refused?: undefined }) | RefusedEntry)

interface PlaceInFile {
  /** As a spreadsheet counts: from 1, the header included. */
  readonly row?: number
  /** The column's name, or its letter where it has none. */
  readonly column?: string
  /** What stands there, at most 80 characters of it. */
  readonly value?: string
  /** What would be right, in plain words. */
  readonly message: string
}

/** An expected failure is a value. There is at least one problem, in the order of the file. */
export type Read<T> =
  { readonly type: 'ok'; readonly value: T } | { readonly type: 'error'; readonly problems: readonly ImportProblem[] }

export function accept<T>(value: T): Read<T> {
  return { type: 'ok', value }
}

export function refuse(problem: ImportProblem): Read<never> {
  return { type: 'error', problems: [problem] }
}

const LONGEST_SHOWN = 80
/** Control characters, and signs that turn the direction of what is written after them. */
const UNSEEN = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu

/** A text of a file as it can be shown in a line: nothing unseen in it, and not longer than people read. O(what is shown). */
export function shown(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST_SHOWN)
    .toWellFormed()
    .replace(UNSEEN, ' ')
    .trim()
  const letters = [...line]
  return letters.length > LONGEST_SHOWN ? `${letters.slice(0, LONGEST_SHOWN - 1).join('')}…` : line
}

/** The same with everything kept: for names and notes that go into a diary. Line breaks stay. */
export function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]+/gu, ' ')
    .trim()
}
