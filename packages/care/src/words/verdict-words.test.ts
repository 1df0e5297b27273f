import type { TreatmentAnswer } from '@clearday/inference'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { historySentence, mattersText, reviewSentence } from './verdict-words.ts'

const label = (index: number): string => String(index + 1)
const told = (verdict: TreatmentAnswer['verdict'], history: TreatmentAnswer['history']): string =>
  historySentence({ verdict, history } as TreatmentAnswer, label)

test('a verdict that was taken back is told, with its days', () => {
  const words = told('cannot-tell-yet', [
    { day: 196, verdict: 'helping' },
    { day: 280, verdict: 'cannot-tell-yet' },
  ])
  assert.match(words, /^From day 196 to day 280 it read “helping”\. Later days no longer bore that out/)
})

test('a verdict that stands says since when; one never reached says nothing', () => {
  assert.equal(told('helping', [{ day: 224, verdict: 'helping' }]), 'It has read “helping” since day 224.')
  assert.equal(told('cannot-tell-yet', []), '')
})

test('the reviews are every 28 days, and before the first there is none', () => {
  assert.match(reviewSentence(370, label), /last on day 364, next on day 392\./)
  assert.match(reviewSentence(20, label), /mislead: next on day 28\./)
  assert.match(
    reviewSentence(28, () => '2026-03-01'),
    /last on 2026-03-01/,
  )
})

test('one day that matters is a day, and others are days', () => {
  const words = [1, 3, 0.5].map((daysPer28) => mattersText({ matters: { kind: 'days', daysPer28 } }))
  assert.deepEqual(words, [
    '1 fewer headache day in 28 or better',
    '3 fewer headache days in 28 or better',
    '0.5 fewer headache days in 28 or better',
  ])
})
