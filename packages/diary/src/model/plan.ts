// What a person plans: what they want to reach, trials of one treatment, and changes that somebody proposes and somebody else agrees to.
import type { LocalDate } from '../calendar/local-date.ts'

/** What the person wants, in their own words. */
export interface Goal {
  readonly id: string
  readonly words: string
  readonly setOn: LocalDate
  readonly reachedOn?: LocalDate
  /** Given up, or no longer wanted. */
  readonly leftOn?: LocalDate
}

/** `after-each-pair`: read as it goes on, by evidence that may be. `once-at-the-end`: read once, which finds more. Chosen before the start. */
export const TRIAL_LOOKS = ['after-each-pair', 'once-at-the-end'] as const
export type TrialLooks = (typeof TRIAL_LOOKS)[number]

/** Whether a block was lived as it was drawn. */
export const BLOCK_KEPT = ['kept', 'partly', 'not-kept'] as const
export type BlockKept = (typeof BLOCK_KEPT)[number]

/** Blocks with and without one treatment, in an order that was drawn by lot for each pair of them. */
export interface Trial {
  readonly id: string
  /** A treatment's id from the evidence library, or free text. */
  readonly treatment: string
  /** First day of the first block. */
  readonly startsOn: LocalDate
  readonly blockDays: number
  /** Days at the beginning of each block that are not compared; none if absent. */
  readonly washoutDays?: number
  /** In which half of its effect is gone after it is left off, as far as somebody said so before the start. */
  readonly halfLifeDays?: number
  /** Of each pair, in their order, whether the block with the treatment comes first. */
  readonly withFirst: readonly boolean[]
  /** Of the lot: the order can be drawn again from it, and compared. */
  readonly seed: number
  readonly looks: TrialLooks
  /** Whoever prescribed it agreed. */
  readonly prescriberAgreed?: boolean
  /** "How much do you expect it to help?", 0 to 10, asked before the start. */
  readonly expectation?: { readonly rating: number; readonly askedOn: LocalDate }
  /** By number of the block from 1, each once. */
  readonly blocks?: readonly TrialBlock[]
  /** Ended before its last block: the first day that is no part of it any more. */
  readonly endedOn?: LocalDate
  readonly note?: string
}

export interface TrialBlock {
  readonly block: number
  readonly kept: BlockKept
  readonly saidOn: LocalDate
}

export const CHANGE_KINDS = ['start', 'stop', 'pause', 'resume', 'dose-change', 'schedule', 'goal', 'other'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]
export const CHANGE_SIDES = ['patient', 'practitioner'] as const
export type ChangeSide = (typeof CHANGE_SIDES)[number]
export const CHANGE_ANSWERS = ['agreed', 'not-agreed', 'withdrawn'] as const
export type ChangeAnswer = (typeof CHANGE_ANSWERS)[number]

/** A change of the plan that one side proposes and the other answers. It changes nothing by itself. */
export interface PlanChange {
  readonly id: string
  /** As in a regimen; none where a goal is proposed, which stands in `words`. */
  readonly treatment?: string
  readonly change: ChangeKind
  readonly proposedBy: ChangeSide
  readonly proposedOn: LocalDate
  /** What exactly, and why. */
  readonly words?: string
  /** The name of the practitioner or prescriber who proposes or answers it. */
  readonly practitioner?: string
  /** The account of the practitioner who proposed it here themselves; none where the patient noted it. */
  readonly by?: string
  /** The practitioner who proposed it says that they prescribe it. */
  readonly asPrescriber?: boolean
  /** The patient's, of what a practitioner proposed; `withdrawn`, of the one that proposed it. */
  readonly answer?: ChangeAnswer
  readonly answeredOn?: LocalDate
  readonly answerWords?: string
}

/** What a practitioner says to a proposed change: each their own, and what the patient was told elsewhere is noted alike, without `by`. */
export interface PlanAnswer {
  readonly id: string
  /** The id of the proposed change. */
  readonly proposal: string
  readonly answer: 'agreed' | 'not-agreed'
  readonly saidOn: LocalDate
  readonly words?: string
  readonly practitioner?: string
  /** The account of the practitioner who said it here themselves. */
  readonly by?: string
  /** They prescribe what is to be changed: without, it is an opinion. */
  readonly asPrescriber?: boolean
}
