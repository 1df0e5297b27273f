import assert from 'node:assert/strict'
import { test } from 'node:test'
import { treatmentMeant } from './known-treatment.ts'

test('a treatment is the same whatever its strength, in English and in Spanish', () => {
  for (const name of [
    'magnesium',
    'Magnesium 400 mg',
    'Magnesio',
    'magnesio 400 mg',
    'MAGNESIO 400',
    'magnesio, comprimidos',
  ])
    assert.equal(treatmentMeant(name).id, 'magnesium', name)
  for (const name of ['Topiramato 50', 'topiramato 25 mg comprimidos', 'Topiramate (50 mg)'])
    assert.equal(treatmentMeant(name).id, 'topiramate', name)
  assert.equal(treatmentMeant('My tablets 5 mg').id, treatmentMeant('my  tablets').id)
})

test('a number that belongs to the name of what nobody knows stays in it', () => {
  assert.notEqual(treatmentMeant('vitamin B 12').id, treatmentMeant('vitamin B 6').id)
  assert.equal(treatmentMeant('Coenzyme Q10').id, 'coenzyme-q10')
  assert.equal(treatmentMeant('5 mg').id, '5 mg')
  assert.equal(treatmentMeant('').id, '')
})
