// Which classes an intake counts in: the traps of combination analgesics, what it was taken for, own products, and what nobody knows.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMoment } from '../calendar/moment.ts'
import type { Intake, OwnProduct } from '../model/entries.ts'
import { CLASS_RULES } from './classes-of-ingredients.ts'
import { classifyIntake, INTAKE_RULES, mostUnitsOf } from './classify-intake.ts'
import type { ClassifiedIntake } from './medicine-class.ts'

function classified(
  product: string,
  more: Partial<Intake> = {},
  ownProducts: readonly OwnProduct[] = [],
): ClassifiedIntake {
  const at = readMoment('2026-03-05T09:00', 'Europe/Madrid')
  assert.ok(typeof at === 'object')
  return classifyIntake({ id: 'i', at, product, ...more }, ownProducts)
}

function classes(product: string, more: Partial<Intake> = {}): readonly string[] {
  return classified(product, more).classes
}

test('products by their names count in the class that is in them', () => {
  for (const [product, ...expected] of [
    ['Excedrin', 'combination-analgesic'],
    ['Thomapyrin', 'combination-analgesic'],
    ['Anadin Extra', 'combination-analgesic'],
    ['Saridon', 'combination-analgesic'],
    ['Vanquish', 'combination-analgesic'],
    ['Syndol', 'combination-analgesic'],
    ['Solpadeine', 'combination-analgesic'],
    ['Migraleve', 'combination-analgesic'],
    ['Fioricet', 'combination-analgesic'],
    ['co-codamol 8/500', 'combination-analgesic'],
    ['Nurofen Plus', 'combination-analgesic'],
    ['Nurofen', 'non-opioid'],
    ['Tylenol', 'non-opioid'],
    ['Advil', 'non-opioid'],
    ['Aleve', 'non-opioid'],
    ['ketoprofen', 'non-opioid'],
    ['Novalgin', 'non-opioid'],
    ['tramadol 50 mg', 'opioid'],
    ['Targin', 'opioid'],
    ['Maxalt', 'triptan'],
    ['Relpax 40 mg', 'triptan'],
    ['Cafergot', 'ergot'],
    ['Nurtec', 'gepant'],
    ['Ubrelvy', 'gepant'],
    ['Reyvow', 'ditan'],
    ['Primperan', 'antiemetic'],
    ['Paramax', 'non-opioid', 'antiemetic'],
    ['Treximet', 'triptan', 'non-opioid'],
    ['Hemicraneal', 'ergot', 'combination-analgesic'],
    ['Topamax', 'preventive'],
    ['magnesium', 'preventive'],
  ]) {
    assert.deepEqual(classes(product), expected, product)
  }
})

test('aspirin and paracetamol are no combination, and with caffeine they are one', () => {
  assert.deepEqual(classes('aspirin + paracetamol'), ['non-opioid'])
  assert.deepEqual(classes('aspirin + paracetamol + caffeine'), ['combination-analgesic'])
  const two = [{ ingredient: 'aspirin' }, { ingredient: 'paracetamol' }]
  assert.deepEqual(classes('my tablet', { ingredients: two }), ['non-opioid'])
  assert.deepEqual(classes('my tablet', { ingredients: [...two, { ingredient: 'caffeine' }] }), [
    'combination-analgesic',
  ])
})

test('a decongestant, a vitamin or an acid blocker beside a painkiller changes nothing', () => {
  for (const product of ['Aspirin Complex', 'Aspirin Plus C', 'Lemsip', 'Tylenol PM', 'Vimovo']) {
    assert.deepEqual(classes(product), ['non-opioid'], product)
  }
})

test('a device, oxygen or a cold pack is no medicine, and a vitamin by itself is no acute one', () => {
  for (const product of ['Cefaly', 'oxygen', 'ice pack', 'peppermint oil', 'vitamin C', 'pseudoephedrine']) {
    const { acute, unclassified, classes } = classified(product)
    assert.deepEqual({ acute, unclassified, classes }, { acute: false, unclassified: false, classes: [] }, product)
  }
})

test('a caffeine tablet by itself is another acute medicine', () => {
  assert.deepEqual(classes('caffeine'), ['other-acute'])
})

test('an acute medicine for another pain counts, and is not specific to migraine then', () => {
  const back = classified('ibuprofen 400', { reason: 'other-pain' })
  assert.equal(back.acute, true)
  assert.deepEqual(back.classes, ['non-opioid'])
  assert.equal(classified('Maxalt').migraineSpecific, true)
  assert.equal(classified('Maxalt', { reason: 'other' }).migraineSpecific, false)
})

test('what was taken for prevention is preventive, whatever it is', () => {
  for (const product of ['naproxen 500 mg', 'rimegepant', 'frovatriptan', 'the blue ones']) {
    const { acute, classes } = classified(product, { reason: 'prevention' })
    assert.deepEqual({ acute, classes }, { acute: false, classes: ['preventive'] }, product)
  }
})

test('a preventive is never acute, even with headache as its reason', () => {
  assert.equal(classified('propranolol', { reason: 'headache' }).acute, false)
  assert.equal(classified('Aimovig', { reason: 'headache' }).acute, false)
})

test('low-dose aspirin is taken every day, unless pain was given as its reason', () => {
  assert.equal(classified('ASS 100').acute, false)
  assert.equal(classified('aspirin 81').acute, false)
  assert.equal(classified('aspirin 81', { reason: 'headache' }).acute, true)
  assert.equal(classified('aspirin 500').acute, true)
})

test('what nobody knows stays as it was written, is shown as unclassified, and counts as acute unless it was for something else', () => {
  const pill = classified('Blue pill from Ana')
  assert.equal(pill.productName, 'Blue pill from Ana')
  assert.deepEqual(pill.classes, ['unclassified'])
  assert.deepEqual([pill.unclassified, pill.acute], [true, true])
  assert.equal(classified('Blue pill', { reason: 'other' }).acute, false)
  for (const misspelt of ['Ibuprophen', 'Sumatryptan', 'sumatriptan 50mg nasal']) {
    assert.deepEqual(classes(misspelt), ['unclassified'], misspelt)
  }
})

test('one unknown ingredient beside a known one is counted by the known one and stays visible', () => {
  const own = [{ id: 'own', name: 'Own', ingredients: [{ ingredient: 'ibuprofen' }, { ingredient: 'mystery' }] }]
  const { classes, unclassified } = classified('own', {}, own)
  assert.deepEqual({ classes, unclassified }, { classes: ['non-opioid'], unclassified: true })
})

test("the person's own product goes before the catalogue, by its id, its name, or the name written in another way", () => {
  const own = [{ id: 'my-nurofen', name: 'Nurofen', ingredients: [{ ingredient: 'acetaminophen', milligrams: 500 }] }]
  for (const called of ['my-nurofen', 'Nurofen', 'nurofen']) {
    assert.deepEqual(classified(called, { units: 2 }, own).ingredients, [
      { ingredient: 'paracetamol', milligrams: 1000 },
    ])
  }
})

test('units multiply what is in one, and what the intake says of its ingredients goes before the product', () => {
  assert.deepEqual(classified('Excedrin', { units: 2 }).ingredients, [
    { ingredient: 'paracetamol', milligrams: 500 },
    { ingredient: 'aspirin', milligrams: 500 },
    { ingredient: 'caffeine', milligrams: 130 },
  ])
  assert.deepEqual(classified('Imigran', { units: 2 }).ingredients, [{ ingredient: 'sumatriptan' }])
  assert.deepEqual(
    classified('Imigran', { units: 2, ingredients: [{ ingredient: 'sumatriptan', milligrams: 50 }] }).ingredients,
    [{ ingredient: 'sumatriptan', milligrams: 100 }],
  )
})

test('a product is added up under one id, whatever it was called', () => {
  assert.equal(mostUnitsOf('Imigran nasal', []).id, mostUnitsOf('Sumatriptan nasal spray', []).id)
  assert.equal(mostUnitsOf('Cafergot', []).mostUnitsPerDay, 6)
  assert.equal(mostUnitsOf('Blue pill', []).mostUnitsPerDay, null)
})

test('each rule of classes has an id of its own and a source', () => {
  const rules = [...CLASS_RULES, ...INTAKE_RULES]
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length)
  for (const { id, source, statement } of rules) assert.ok(source !== '' && statement.endsWith('.'), id)
})
