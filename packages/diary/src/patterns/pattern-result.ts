// What a comparison with a published pattern gives: each criterion answered, with the days and attacks that decide it; never a diagnosis.
import type { LocalDate } from '../calendar/local-date.ts'
import type { Status } from '../three-valued.ts'

export interface CriterionResult {
  /** `A`, `B`, `C` …, as in the classification. */
  readonly id: string
  /** What it asks, in own words. */
  readonly statement: string
  readonly status: Status
  /** Why, in one sentence with its numbers. */
  readonly because: string
  readonly days: readonly LocalDate[]
  readonly attackIds: readonly string[]
  /** What was counted, if something was: the least and the most it can be given the gaps, and what is needed. */
  readonly count?: { readonly least: number; readonly most: number; readonly needed: number }
}

export interface PatternResult {
  /** ICHD-3 code: `1.1`, `8.2.2`, `A1.1.1`. */
  readonly code: string
  readonly name: string
  /** Rises when the way it is matched changes. */
  readonly version: number
  readonly criteria: readonly CriterionResult[]
  /** All criteria together. */
  readonly consistent: Status
  /** The code of a pattern that goes before this one although the criteria are met (definite before probable, chronic migraine before tension-type). */
  readonly setAsideBy: string | null
  /** "Your diary is consistent with criteria A–D of …", or what it is not, or what is missing for it. */
  readonly sentence: string
  /** What is unknown, each with what would tell. */
  readonly unknowns: readonly string[]
  /** What only a clinician can judge. */
  readonly clinicianMustJudge: readonly string[]
  /** It is open only because days were not noted: nothing that was noted speaks for it. */
  readonly nothingSeen?: true
  readonly source: string
}
