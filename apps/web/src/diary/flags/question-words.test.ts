import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { safetyQuestions } from '@clearday/care'
import { OCCASIONS } from '@clearday/diary'
import { filled, LEAD_IN, QUESTIONS } from './question-words.es.ts'

const CONTACTS = { emergencyNumber: '[112]', crisisLine: '[crisis]', poisonLine: '[poison]' }
const asked = OCCASIONS.flatMap((occasion) => safetyQuestions(occasion, {}, { contacts: CONTACTS }).questions)

test('every question about a sign that must not wait can be asked in Spanish, and names whom to call where the English does', () => {
  const ids = new Set(asked.map(({ id }) => id))
  assert.deepEqual(Object.keys(QUESTIONS).sort(), [...ids].sort())
  for (const { id, ifYes } of asked) {
    const spanish = QUESTIONS[id]
    assert.match(spanish?.question ?? '', /¿.+\?$/, id)
    const told = filled(spanish?.ifYes ?? '', '[112]')
    const calls = (text: string, whom: RegExp): number => text.match(whom)?.length ?? 0
    assert.equal(calls(told, /\[112\]/g), calls(ifYes, /\[112\]/g), id)
    assert.equal(calls(told, /crisis/g), calls(ifYes, /\[crisis\]/g), id)
    assert.equal(calls(told, /toxicológica/g), calls(ifYes, /\[poison\]/g), id)
    assert.doesNotMatch(told, /[{}]/)
  }
  for (const occasion of OCCASIONS) assert.ok(LEAD_IN[occasion].length > 0)
})

test('without a number the Spanish says whom to call in words', () => {
  assert.match(filled(QUESTIONS.thunderclap?.ifYes ?? '', ''), /^Llame al número de emergencias de su zona ahora\./)
})

test('when the English changes, the Spanish is looked at again', () => {
  const texts = [...new Map(asked.map(({ id, question, ifYes }) => [id, `${id} ${question} ${ifYes}`])).values()].sort()
  const digest = createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16)
  assert.equal(
    digest,
    '2d33d68c9ac1535c',
    'compare the changed question with question-words.es.ts, then put the new digest here',
  )
})
