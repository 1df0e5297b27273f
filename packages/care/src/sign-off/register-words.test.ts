// The words of every rule, question and piece of advice, held against what is never said to a patient.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONDITION_WORDS } from '../safety/condition-words.ts'
import { CLINICAL_RULES } from './clinical-rules.ts'

/** Each with why. Whole words, in any case. */
const NEVER: readonly (readonly [RegExp, string])[] = [
  [/\bsafe(ly|r|st)?\b/i, 'nothing is called safe'],
  [/\bproven\b/i, 'nothing is proven by a diary'],
  [/\byou (should|must|have to take)\b/i, 'a person decides for themselves'],
  [/\b(is|are|we|highly) recommend(ed)?\b|\brecommended\b/i, 'nothing is recommended'],
  [/\bno red flags\b/i, 'what was not asked is not clear'],
  [/\ball (is )?(fine|clear|well|good)\b(?! here)/i, 'no all-clear'],
  [/\bnothing to worry\b|\bdo not worry\b|\bharmless\b/i, 'no reassurance'],
  [/\byou (have|suffer from) (migraine|cluster|medication.overuse headache|a tumou?r)\b/i, 'no diagnosis'],
  [/\b(failed|streak|compliance|non-?compliant)\b/i, 'nobody fails'],
  [/!/, 'no exclamation marks'],
]

/** Words that may stand in a rule that says they are not said: quoted, or denied. */
const ALLOWED = [/not an all-clear/gi, /no all-clear/gi, /nothing is called clear/gi]

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  // where something was read may be called what it likes
  return Object.entries(value).flatMap(([key, field]) => (key === 'source' ? [] : texts(field)))
}

function faults(text: string): string[] {
  const plain = ALLOWED.reduce((left, allowed) => left.replace(allowed, ''), text)
  return NEVER.filter(([word]) => word.test(plain)).map(([, why]) => why)
}

test('no rule of any room, and no word it puts before a patient, reassures, diagnoses or presses', () => {
  const found = CLINICAL_RULES.flatMap(({ id, statement, value }) =>
    [statement, ...texts(value)].flatMap((text) => faults(text).map((why) => `${id}: ${why}: ${text}`)),
  )
  assert.deepEqual(found, [])
  assert.deepEqual(Object.values(CONDITION_WORDS).flatMap(faults), [])
})

test('the check itself finds what it looks for', () => {
  for (const text of [
    'It is safe.',
    'You should stop.',
    'This is recommended.',
    'No red flags.',
    'You have migraine.',
    'Good news!',
    'All clear.',
  ])
    assert.equal(faults(text).length > 0, true, text)
  assert.deepEqual(faults('This is not an all-clear. Ask a physician first.'), [])
})
