import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findNamed, type Named } from './search-named.ts'

const entry = (kind: Named['kind'], name: string, ...about: string[]): Named => ({
  ...{ kind, name, about, language: 'en', href: `/${name}` },
})
const ENTRIES = [
  entry('treatment', 'Acupuncture', 'Needles are placed in the skin.', 'Acupuntura'),
  entry('person', 'Inés Muñoz, MD', 'Neurologist for migraña'),
  entry('place', 'The quay', 'Kai 1, Bilbao'),
  entry('topic', 'Sleep', 'Hours, naps and migraine'),
]
const found = (question: string, slips = false) =>
  findNamed(ENTRIES, question, slips).map(({ name, named, told }) => [
    name,
    [...named, ...told].flatMap((piece) => (piece.marked ? [piece.words] : [])).join('|'),
  ])

test('treatments, people, places and topics are found by their words, accents or not, and by how a word begins', () => {
  assert.deepEqual(found('acupuncture'), [['Acupuncture', 'Acupuncture']])
  assert.deepEqual(found('ines munoz'), [['Inés Muñoz, MD', 'Inés|Muñoz']])
  assert.deepEqual(found('migrana'), [['Inés Muñoz, MD', 'migraña']])
  assert.deepEqual(found('BILB'), [['The quay', 'Bilbao']])
  assert.deepEqual(found('needle'), [['Acupuncture', 'Needles']])
  assert.deepEqual(found('sleep -migraine'), [['Sleep', 'Sleep']])
  assert.deepEqual(found('the'), [])
  assert.deepEqual(found('zeppelin'), [])
})

test('a slip of the finger is forgiven where that is asked for, and what was meant is marked', () => {
  assert.deepEqual(found('acupunture'), [])
  assert.deepEqual(found('acupunture', true), [['Acupuncture', 'Acupuncture|Acupuntura']])
  assert.deepEqual(found('nuerologist', true), [['Inés Muñoz, MD', 'Neurologist']])
  assert.deepEqual(found('car', true), [], 'short words are all alike')
})
