// For the tests of this room: a history from a few lines of the interchange format.
import assert from 'node:assert/strict'
import { readDiary } from '@clearday/diary'
import { historyOf, type History } from '../history.ts'
import { assessSafety, type SafetyAssessment, type SafetyOptions } from './assess-safety.ts'

interface Lines {
  readonly firstDay?: string
  readonly lastDay?: string
  readonly person?: object
  readonly days?: readonly object[]
  readonly attacks?: readonly object[]
  readonly intakes?: readonly object[]
  readonly sessions?: readonly object[]
  readonly regimens?: readonly object[]
  readonly questionnaires?: readonly object[]
  readonly safetyChecks?: readonly object[]
}

/** January and February 2026 in Madrid, unless the lines say otherwise. */
export function historyFrom(lines: Lines): History {
  const diary = {
    format: 'clearday-diary-1',
    timeZone: 'Europe/Madrid',
    firstDay: '2026-01-01',
    lastDay: '2026-02-28',
    ...lines,
  }
  // through JSON, which leaves out what a test set to undefined
  const read = readDiary(JSON.parse(JSON.stringify(diary)))
  return read.type === 'ok'
    ? historyOf(read.value)
    : assert.fail(read.problems.map(({ message }) => message).join('\n'))
}

export function assessed(lines: Lines, options: SafetyOptions = {}): SafetyAssessment {
  return assessSafety(historyFrom(lines), options)
}

export function statusOf(assessment: SafetyAssessment, id: string): 'raised' | 'not-raised' | 'unknown' {
  const within = (flags: readonly { readonly id: string }[]): boolean => flags.some((flag) => flag.id === id)
  if (within(assessment.raised)) return 'raised'
  return within(assessment.notRaised) ? 'not-raised' : within(assessment.notAsked) ? 'unknown' : assert.fail(id)
}

/** One round of answers. */
export function round(date: string, answers: object, more: object = {}): object {
  return { id: `round-${date}-${Object.keys(answers).join('-')}`, date, occasion: 'onboarding', answers, ...more }
}
