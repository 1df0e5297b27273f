// What cannot be in trials, goals and proposed changes: an end before the beginning, a block that the trial does not have.
import type { Goal, PlanChange, Trial } from '../model/plan.ts'
import type { Placed, PlacedDiary } from './placed-diary.ts'
import type { Tell } from './place-words.ts'

export function checkPlans({ goals, trials, planChanges }: PlacedDiary, tell: Tell): void {
  for (const goal of goals) checkGoal(goal, tell)
  for (const trial of trials) checkTrial(trial, tell)
  for (const change of planChanges) checkChange(change, tell)
}

function checkGoal({ entry, path }: Placed<Goal>, tell: Tell): void {
  for (const field of ['reachedOn', 'leftOn'] as const) {
    const on = entry[field]
    if (on !== undefined && on < entry.setOn)
      tell('end-before-start', [...path, field], `${on} is before the day it was written, ${entry.setOn}`)
  }
}

function checkTrial({ entry, path }: Placed<Trial>, tell: Tell): void {
  const { startsOn, blockDays, washoutDays = 0, withFirst, expectation, blocks = [], endedOn } = entry
  if (washoutDays > blockDays - 2)
    tell(
      'washout-too-long',
      [...path, 'washoutDays'],
      `${washoutDays} days leave fewer than 2 days of a block of ${blockDays}; write a shorter one, or longer blocks`,
    )
  if (expectation !== undefined && expectation.askedOn > startsOn)
    tell(
      'expectation-after-start',
      [...path, 'expectation', 'askedOn'],
      `${expectation.askedOn} is after the start, ${startsOn}; what was expected is asked before, and an answer given later is left out`,
    )
  if (endedOn !== undefined && endedOn < startsOn)
    tell('end-before-start', [...path, 'endedOn'], `${endedOn} is before the first day, ${startsOn}`)
  const known = new Set<number>()
  for (const [k, { block }] of blocks.entries()) {
    const most = 2 * withFirst.length
    if (block > most)
      tell('no-such-block', [...path, 'blocks', k, 'block'], `${block}: this trial has ${most} blocks, from 1`)
    else if (known.has(block))
      tell('block-twice', [...path, 'blocks', k, 'block'], `block ${block} stands twice; say of each block once`)
    known.add(block)
  }
}

function checkChange({ entry, path }: Placed<PlanChange>, tell: Tell): void {
  const { change, treatment, words, proposedOn, answeredOn } = entry
  if (change === 'goal' ? words === undefined : treatment === undefined) {
    const field = change === 'goal' ? 'words' : 'treatment'
    tell('missing', [...path, field], change === 'goal' ? 'write the goal in its words' : 'say of which treatment')
  }
  if (answeredOn !== undefined && answeredOn < proposedOn)
    tell('end-before-start', [...path, 'answeredOn'], `${answeredOn} is before it was proposed, ${proposedOn}`)
}
