// The one page for the doctor as data: what it holds, in the order it is read. Plain values only, so that it can be stored, sent and drawn.
import type { LocalDate, LocalMonth, LostTime90, Status, Tally } from '@clearday/diary'

/** A kind of day counted over the period, with what the gaps leave open. */
export interface ReportFigure {
  /** The definition by name and version: `MD_LEIDEN_30MIN_v1`. */
  readonly definition: string
  /** "Migraine days". */
  readonly about: string
  /** What counts as one, in one sentence. */
  readonly means: string
  /** Days on which it was so, of those on which that is known. */
  readonly count: number
  readonly knownDays: number
  /** Over the known days; null where none is. A month is 30.4 days. */
  readonly per28: number | null
  readonly perMonth: number | null
  /** In 28 days, if it was so on none, and on all, of the days that are open. */
  readonly least28: number
  readonly most28: number
  /** "12.1 in 28 days (11.2 to 13.9 whatever the gaps hold), 13.2 a month". */
  readonly says: string
}

/** One calendar month that the period touches, whole even where the period begins within it, cut to the diary's days. */
export interface ReportMonth {
  readonly month: LocalMonth
  /** The diary covers all of the month. */
  readonly whole: boolean
  readonly days: number
  /** Days of which anything is known. */
  readonly knownDays: number
  readonly headache: Tally
  readonly migraine: Tally
  readonly moderateOrSevere: Tally
  readonly acuteMedicine: Tally
}

/** One score of a questionnaire that was filled in by the last day. */
export interface ReportScore {
  readonly questionnaire: string
  /** The questionnaire, or the part of it that the score is of. */
  readonly name: string
  readonly date: LocalDate
  /** Null where too much is unanswered. */
  readonly score: number | null
  /** Of the scale; null where that means nothing to people. */
  readonly outOf: number | null
  /** Answers that the score needs and that are missing. */
  readonly unanswered: number
}

/** One day as one mark; all that stands on it. */
export interface DayMark {
  readonly date: LocalDate
  readonly mark: 'missing' | 'clear' | 'headache'
  /** 1 mild, 2 moderate, 3 severe; null on days without headache, and where it was not said how bad it was. */
  readonly grade: 1 | 2 | 3 | null
  /** By the default definition. */
  readonly migraine: Status
  readonly acuteMedicine: Status
  /** By name. */
  readonly sessions: readonly string[]
  readonly bleeding: 'none' | 'first-day' | 'continuing' | 'spotting' | 'unknown'
}

/** One class of acute medicine in one calendar month, against its limit. */
export interface ReportMedicine {
  readonly month: LocalMonth
  /** The diary covers all of the month. */
  readonly whole: boolean
  /** A class, or `multiple-classes`. */
  readonly medicineClass: string
  readonly name: string
  readonly days: number
  /** If one was taken on every day that is open. */
  readonly most: number
  /** From this many days on it counts as overuse; null for a class without a limit. */
  readonly limit: number | null
  readonly overuse: Status
  /** "triptans on 7 days of 2026-03 (overuse from 10)". */
  readonly says: string
}

export interface ReportPattern {
  readonly code: string
  readonly name: string
  readonly version: number
  readonly consistent: Status
  /** "A met, B met, C unknown". */
  readonly criteria: string
  readonly sentence: string
  readonly setAsideBy: string | null
}

/** Something that was tried: what, when, and the honest answer. */
export interface ReportTried {
  readonly id: string
  readonly name: string
  /** "8 sessions 2026-03-01 to 2026-04-19"; "since 2026-01-10, 100 mg a day". */
  readonly when: string
  /** The verdict, or why there is none. */
  readonly answer: string
  /** "−1.1 days in 28 (−3.4 to 1.0)"; null where no effect can be given. */
  readonly effect: string | null
  readonly nextStep: string
}

export interface ReportFlag {
  readonly id: string
  readonly headline: string
  readonly firstRaised: LocalDate
  /** `emergency-now`, `same-day` or `book-soon`. */
  readonly urgency: string
  readonly lastRaised: LocalDate
  /** The patient put its advice aside; it stands all the same. */
  readonly dismissed: boolean
  /** What it is, and what raised it. */
  readonly sentence: string
}

export interface DoctorReport {
  readonly period: {
    readonly firstDay: LocalDate
    readonly lastDay: LocalDate
    readonly days: number
    readonly knownDays: number
    /** "83 of 91 days known". */
    readonly says: string
  }
  /** First of all, where there are any. */
  readonly redFlags: readonly ReportFlag[]
  /** Flags of which nobody has said anything and the diary does not tell. */
  readonly safetyQuestionsOpen: number
  /** Said with every list of flags; with an empty one, that it is no all-clear. */
  readonly aboutFlags: string
  readonly figures: readonly ReportFigure[]
  readonly months: readonly ReportMonth[]
  /** Over the 90 days to the last one. */
  readonly lostTime: LostTime90
  /** By questionnaire, the newest first. */
  readonly questionnaires: readonly ReportScore[]
  readonly medicines: readonly ReportMedicine[]
  /** Overuse that was reached or cannot be excluded, in sentences; empty says nothing about days that are not known. */
  readonly overuse: readonly string[]
  /** Doses above a day's maximum within the period, in sentences. */
  readonly doses: readonly string[]
  /** Products of the diary that nobody could classify, as they were written: they stand in no class above. */
  readonly unclassified: readonly string[]
  readonly marks: readonly DayMark[]
  readonly patterns: {
    readonly consistent: readonly ReportPattern[]
    readonly unknown: readonly ReportPattern[]
    readonly notMet: readonly ReportPattern[]
    /** Only a clinician makes a diagnosis. */
    readonly about: string
  }
  readonly tried: readonly ReportTried[]
  /** Treatments from before the diary, by name; nothing is known of what they did. */
  readonly triedBefore: readonly string[]
  /** What must be asked before a change. */
  readonly toAsk: readonly string[]
  /** The patient's own, as it was written; null where there is none. */
  readonly question: string | null
  readonly versions: {
    readonly definitions: readonly string[]
    readonly patterns: readonly string[]
    /** Of the model behind the answers; null where it was not asked. */
    readonly model: string | null
    readonly seed: number | null
  }
  /** Whether a clinician of this installation has looked at the rules behind the page. */
  readonly review: { readonly rules: number; readonly notReviewed: number; readonly says: string }
}
