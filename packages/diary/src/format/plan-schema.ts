// How goals, trials of one treatment and proposed changes are written: what a person plans, and what came of it.
import * as z from 'zod/mini'
import { BLOCK_KEPT, CHANGE_ANSWERS, CHANGE_KINDS, CHANGE_SIDES, TRIAL_LOOKS } from '../model/plan.ts'
import { AMOUNT, DATE, FREE_TEXT, NAME, optional, RATING, required, wholeBetween, YES_OR_NO } from './written-values.ts'

const TREATMENT = "A treatment's id from the evidence library, or free text."
/** Longer than anybody plans: 200 pairs, blocks of half a year. */
export const MOST_PAIRS = 200
const MOST_BLOCK_DAYS = 182

export const GoalSchema = z.strictObject({
  id: required(NAME, 'Any name, once in this list.'),
  words: required(NAME, 'What the person wants, in their own words.'),
  setOn: required(DATE, 'When it was written.'),
  reachedOn: optional(DATE, 'When it was reached.'),
  leftOn: optional(DATE, 'When it was given up, or was no longer wanted.'),
})

export const TrialSchema = z.strictObject({
  id: required(NAME, 'Any name, once in this list.'),
  treatment: required(NAME, TREATMENT),
  startsOn: required(DATE, 'The first day of the first block.'),
  blockDays: required(wholeBetween(2, MOST_BLOCK_DAYS), 'How long each block is, in days.'),
  washoutDays: optional(
    wholeBetween(0, MOST_BLOCK_DAYS),
    'Days at the beginning of each block that are not compared; none if absent.',
  ),
  halfLifeDays: optional(AMOUNT, 'Days in which half of its effect goes, as far as somebody said so before the start.'),
  withFirst: required(
    z.array(z.boolean()).check(z.minLength(1), z.maxLength(MOST_PAIRS)),
    'Of each pair of blocks, in their order, whether the block with the treatment comes first.',
  ),
  seed: required(wholeBetween(0, Number.MAX_SAFE_INTEGER), 'Of the lot: the order can be drawn again from it.'),
  looks: required(z.enum(TRIAL_LOOKS), 'When it is read; chosen before the start.'),
  prescriberAgreed: optional(YES_OR_NO, 'Whoever prescribed it agreed to the trial.'),
  expectation: optional(
    z.strictObject({
      rating: required(RATING, 'How much it is expected to help, 0 to 10.'),
      askedOn: required(DATE, 'When it was asked: not after the start.'),
    }),
    'What the person expected before the start.',
  ),
  blocks: optional(
    z.array(
      z.strictObject({
        block: required(wholeBetween(1, 2 * MOST_PAIRS), 'The number of the block, from 1.'),
        kept: required(z.enum(BLOCK_KEPT), 'Whether it was lived as it was drawn.'),
        saidOn: required(DATE, 'When that was said.'),
      }),
    ),
    'Blocks of which it was said whether they were kept, each once.',
  ),
  endedOn: optional(DATE, 'Ended before its last block: the first day that is no part of it any more.'),
  note: optional(FREE_TEXT, 'Anything else.'),
})

export const PlanChangeSchema = z.strictObject({
  id: required(NAME, 'Any name, once in this list.'),
  treatment: optional(NAME, `${TREATMENT} None where a goal is proposed.`),
  change: required(z.enum(CHANGE_KINDS), 'What is proposed.'),
  proposedBy: required(z.enum(CHANGE_SIDES), 'Who proposes it; the other side answers.'),
  proposedOn: required(DATE, 'When.'),
  words: optional(FREE_TEXT, 'What exactly, and why.'),
  practitioner: optional(FREE_TEXT, 'The name of the practitioner or prescriber who proposes or answers it.'),
  by: optional(NAME, 'The account of the practitioner who proposed it here; none where the patient noted it.'),
  asPrescriber: optional(YES_OR_NO, 'The practitioner who proposed it prescribes it.'),
  answer: optional(z.enum(CHANGE_ANSWERS), 'What the patient said to it; or that it was withdrawn.'),
  answeredOn: optional(DATE, 'When that was said.'),
  answerWords: optional(FREE_TEXT, 'What was said to it.'),
})

export const PlanAnswerSchema = z.strictObject({
  id: required(NAME, 'Any name, once in this list.'),
  proposal: required(NAME, 'The id of the proposed change.'),
  answer: required(z.enum(['agreed', 'not-agreed']), 'What the practitioner said.'),
  saidOn: required(DATE, 'When.'),
  words: optional(FREE_TEXT, 'What was said to it.'),
  practitioner: optional(FREE_TEXT, 'The name of the practitioner.'),
  by: optional(NAME, 'The account of the practitioner who said it here; none where the patient noted it.'),
  asPrescriber: optional(YES_OR_NO, 'They prescribe what is to be changed; without, it is an opinion.'),
})
