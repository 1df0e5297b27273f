// The alarm of a questionnaire and the red flag of the same answer say one thing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assessSafety, historyOf } from '@clearday/care'
import { readDiary, scoreQuestionnaire } from '@clearday/diary'
import { questionnaireAlarms } from './questionnaire-section.ts'

const STYLE = { width: 80, color: false, ascii: false }

function alarms(...forms: readonly (readonly [date: string, last: number])[]): number {
  const read = readDiary({
    format: 'clearday-diary-1',
    timeZone: 'Europe/Madrid',
    firstDay: '2026-02-01',
    lastDay: '2026-03-31',
    questionnaires: forms.map(([date, q9]) => ({ questionnaire: 'phq-9', date, answers: { q9 } })),
  })
  if (read.type !== 'ok') return assert.fail(JSON.stringify(read.problems))
  const safety = assessSafety(historyOf(read.value))
  const printed = questionnaireAlarms(read.value.questionnaires.map(scoreQuestionnaire), safety, STYLE).length
  if (printed > 0) assert.doesNotMatch(safety.sentence, /Nothing that was asked/)
  return printed
}

test('thoughts of death ask for someone now until a later form says "not at all"; then the flag alone tells of them', () => {
  assert.equal(alarms(['2026-03-25', 3]), 1)
  assert.equal(alarms(['2026-03-25', 3], ['2026-03-29', 0]), 0)
  assert.equal(alarms(['2026-02-05', 3], ['2026-02-09', 0]), 0)
  assert.equal(alarms(['2026-02-05', 3], ['2026-03-29', 1]), 2)
})
