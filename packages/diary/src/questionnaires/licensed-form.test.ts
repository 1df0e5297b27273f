import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLicensedForm } from './licensed-form.ts'

function codes(given: unknown): string[] {
  const read = checkLicensedForm(given)
  return read.type === 'ok' ? ['ok'] : read.problems.map(({ code, message }) => `${code} | ${message}`)
}

const items = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'].map((id) => ({ id, text: `The licensed words of ${id}` }))

test('a clinic’s form with every item once fits its plug-in', () => {
  assert.deepEqual(codes({ questionnaireId: 'hit-6', items }), ['ok'])
})

test('what does not fit is told with its place and what would be right', () => {
  assert.deepEqual(codes({ questionnaireId: 'hit6', items }), [
    'unknown-questionnaire | questionnaireId: "hit6" stands there; "hit-6" was probably meant.',
  ])
  assert.deepEqual(codes({ questionnaireId: 'phq-9', items }), [
    'not-a-plug-in | questionnaireId: PHQ-9 comes with its items and needs no form.',
  ])
  assert.deepEqual(codes({ questionnaireId: 'hit-6', items: [...items.slice(1), items[1], { id: 'q9', text: 'x' }] }), [
    'item-twice | items[5].id: q2 stands there a second time.',
    'unknown-item | items[6].id: "q9" stands there; the items of HIT-6 are q1, q2, q3, q4, q5, q6.',
    'item-missing | items: the form has no q1.',
  ])
  assert.deepEqual(codes({ questionnaireId: 'hit-6', items: [{ id: 'q1', text: ' ' }, ...items.slice(1)] }), [
    'empty | items[0].text: write the text of the item as in your licensed form.',
  ])
})

test('anything else is refused and never throws', () => {
  for (const given of [null, 7, [], {}, { questionnaireId: 'isi' }, { questionnaireId: 'isi', items: [null] }]) {
    assert.equal(checkLicensedForm(given).type, 'error')
  }
})
