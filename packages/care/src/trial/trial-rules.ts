// How fast a treatment comes and goes is what decides whether it can be tried in blocks, and how long they must be.
import type { ClinicalRule } from '@clearday/diary'
import type { AssessClass } from '../plan/time-to-assess.ts'
import { timeToAssess } from '../plan/time-to-assess.ts'

/** What cannot be switched on and off within a trial, and why. */
export const NOT_SWITCHED: ClinicalRule<{
  readonly actsForMonths: readonly AssessClass[]
  readonly staysLearned: readonly AssessClass[]
}> = {
  id: 'trial.not-switched',
  version: 1,
  value: {
    actsForMonths: ['onabotulinumtoxin-a', 'antibody-monthly', 'antibody-quarterly'],
    staysLearned: ['behavioural'],
  },
  statement:
    'OnabotulinumtoxinA and CGRP antibodies act for weeks to months after a dose, procedures cannot be undone, and what was learned (biofeedback, relaxation, cognitive behavioural therapy, mindfulness) stays: none of them is tried in blocks with and without.',
  certainty: 'proposal',
  source: 'Ours, from half-lives of about four weeks (labels) and effects that lasted for months (Nestoriuc 2007).',
  needsReview: true,
}

export const BLOCK_LENGTH: ClinicalRule<{
  readonly halfLives: number
  readonly lengths: readonly number[]
  readonly washoutHalfLives: number
  readonly washoutShare: number
  readonly offered: number
}> = {
  id: 'trial.block-length',
  version: 1,
  value: { halfLives: 4, lengths: [7, 14, 28, 42, 56, 84], washoutHalfLives: 2, washoutShare: 0.5, offered: 3 },
  statement:
    'A block lasts at least four half-lives of the effect, and the first two half-lives of it, at most half of the block, are not compared: a quarter of what the block before left is still there then.',
  certainty: 'computed',
  source: 'Ours: what is left after two and after four half-lives is 25 % and 6 %.',
}

/** "How soon would you notice that you had left it off?" */
export const FADES = ['days', 'weeks', 'longer', 'not-known'] as const
export type Fades = (typeof FADES)[number]

export const FADES_WITHIN: ClinicalRule<{ readonly days: number; readonly weeks: number }> = {
  id: 'trial.fades-within',
  version: 1,
  value: { days: 2, weeks: 10 },
  statement:
    'Of a treatment that is said to fade within days a half-life of 2 days is taken, within a week or two one of 10 days; where nobody knows, that of its class. Said before a trial, it is that of every answer about this treatment: the effect then builds up over two half-lives.',
  certainty: 'proposal',
  source: 'Ours; not checked against data.',
}

export const TRIAL_RULES: readonly ClinicalRule<unknown>[] = [NOT_SWITCHED, BLOCK_LENGTH, FADES_WITHIN]

/** Days in which half of the effect is gone. */
export function halfLifeOf(assessClass: AssessClass, fades: Fades): number {
  if (fades === 'days' || fades === 'weeks') return FADES_WITHIN.value[fades]
  return timeToAssess(assessClass).value.decayHalfLifeDays
}

export interface BlockChoice {
  readonly blockDays: number
  readonly washoutDays: number
}

/** Lengths of blocks that fit an effect, the shortest first. */
export function blockChoices(halfLifeDays: number): readonly BlockChoice[] {
  const { halfLives, lengths, washoutHalfLives, washoutShare, offered } = BLOCK_LENGTH.value
  return lengths
    .filter((blockDays) => blockDays >= halfLives * halfLifeDays)
    .slice(0, offered)
    .map((blockDays) => ({
      blockDays,
      washoutDays: Math.min(Math.round(washoutHalfLives * halfLifeDays), Math.floor(washoutShare * blockDays)),
    }))
}
