// Whether the catalogue holds together, and whether what people write finds what they mean and nothing else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CATALOGUE_RULE, DAILY_MAXIMUM_RULES } from './catalogue-rules.ts'
import { findIngredient, findProduct, INGREDIENTS, normaliseName, PRODUCTS, suggestProducts } from './catalogue.ts'

test('every product is made of ingredients that the catalogue knows, each once and in a plausible amount', () => {
  for (const { id, ingredients } of PRODUCTS) {
    assert.ok(ingredients.length > 0, id)
    const ids = ingredients.map(({ ingredient }) => ingredient)
    assert.equal(new Set(ids).size, ids.length, id)
    for (const { ingredient, milligrams } of ingredients) {
      assert.equal(findIngredient(ingredient)?.id, ingredient, `${id}: ${ingredient}`)
      if (milligrams !== undefined)
        assert.ok(milligrams > 0 && milligrams <= 1000, `${id}: ${ingredient} ${milligrams}`)
    }
  }
})

test('no two medicines have the same id, and no name stands for two things', () => {
  const ids = [...INGREDIENTS, ...PRODUCTS].map(({ id }) => id)
  assert.deepEqual(
    ids.filter((id, k) => ids.indexOf(id) !== k),
    [],
  )
  const names = [...INGREDIENTS, ...PRODUCTS].flatMap(({ id, name, aliases }) =>
    [...new Set([name, ...(aliases ?? [])].map(normaliseName))].map((key) => ({ key, id })),
  )
  const owner = new Map<string, string>()
  for (const { key, id } of names) {
    assert.notEqual(key, '')
    assert.equal(owner.get(key) ?? id, id, key)
    owner.set(key, id)
  }
})

test('every name finds its own medicine', () => {
  for (const { id, name, aliases } of PRODUCTS) {
    for (const one of [id, name, ...(aliases ?? [])]) assert.equal(findProduct(one)?.id, id, one)
  }
  for (const { id, name, aliases } of INGREDIENTS) {
    for (const one of [id, name, ...(aliases ?? [])]) assert.equal(findProduct(one)?.id, id, one)
  }
})

test('the strengths of an ingredient rise, and none is above what may be taken in a day', () => {
  for (const { id, strengths = [], dailyMaximum } of INGREDIENTS) {
    assert.deepEqual(
      strengths,
      strengths.toSorted((one, other) => one - other),
      id,
    )
    if (dailyMaximum !== undefined)
      assert.ok(
        strengths.every((one) => one <= dailyMaximum.milligrams),
        id,
      )
  }
})

test('a most in units never allows more of an ingredient than its own most', () => {
  for (const { id, ingredients, mostUnitsPerDay } of PRODUCTS) {
    if (mostUnitsPerDay === undefined) continue
    for (const { ingredient, milligrams } of ingredients) {
      const most = findIngredient(ingredient)?.dailyMaximum?.milligrams
      if (most === undefined || milligrams === undefined) continue
      assert.ok(milligrams * mostUnitsPerDay <= most, `${id}: ${ingredient}`)
    }
  }
})

test('each maximum is a rule of its own, says its number, and claims no more than was read', () => {
  const ids = DAILY_MAXIMUM_RULES.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  const paracetamol = DAILY_MAXIMUM_RULES.find(({ id }) => id === 'daily-maximum.paracetamol')
  assert.match(paracetamol?.statement ?? '', /24 hours.*all products together.*4000 mg/)
  assert.equal(paracetamol?.certainty, 'unverified')
  for (const { id, certainty, source } of DAILY_MAXIMUM_RULES) {
    assert.ok(source.length > 10, id)
    if (/general knowledge/i.test(source)) assert.notEqual(certainty, 'sourced', id)
  }
  assert.equal(CATALOGUE_RULE.certainty, 'unverified')
})

test('what people write is found, with the strength they wrote', () => {
  for (const [written, ingredient, milligrams] of [
    ['Ibuprofen 400', 'ibuprofen', 400],
    ['IBUPROFEN 400MG', 'ibuprofen', 400],
    ['ibuprofen 400 mg tablets', 'ibuprofen', 400],
    ['Ibu 600', 'ibuprofen', 600],
    ['500 mg paracetamol', 'paracetamol', 500],
    ['1g paracetamol', 'paracetamol', 1000],
    ['1 g of paracetamol', 'paracetamol', 1000],
    ['Paracetamol 1 g', 'paracetamol', 1000],
    ['acetaminophen 325 mg', 'paracetamol', 325],
    ['Tylenol Extra Strength', 'paracetamol', 500],
    ['Zomig 2,5 mg', 'zolmitriptan', 2.5],
    ['almotriptan 12.5mg', 'almotriptan', 12.5],
    ['Imigran® 50 mg', 'sumatriptan', 50],
    ['Aleve', 'naproxen', 200],
    ['naproxen sodium 550 mg', 'naproxen', 500],
    ['Novalgin', 'metamizole', undefined],
    ['Aspégic', 'aspirin', undefined],
    ['Vydura', 'rimegepant', 75],
  ] as const) {
    const found = findProduct(written)
    assert.deepEqual(
      found?.ingredients.map((one) => [one.ingredient, one.milligrams]),
      [[ingredient, milligrams]],
      written,
    )
  }
})

test('a mixture is taken apart where every part is a medicine by its exact name', () => {
  for (const [written, ...expected] of [
    ['paracetamol and codeine', 'paracetamol', 'codeine'],
    ['Paracetamol/Codeine', 'paracetamol', 'codeine'],
    ['codeine + paracetamol', 'paracetamol', 'codeine'],
    ['paracetamol y codeína', 'paracetamol', 'codeine'],
    ['Paracetamol und Coffein', 'paracetamol', 'caffeine'],
    ['paracétamol et caféine', 'paracetamol', 'caffeine'],
    ['paracetamol with codeine', 'paracetamol', 'codeine'],
    ['paracetamol & codeine tablets', 'paracetamol', 'codeine'],
    ['paracetamol, aspirin and caffeine', 'paracetamol', 'aspirin', 'caffeine'],
    ['paracetamol, aspirin, and caffeine', 'paracetamol', 'aspirin', 'caffeine'],
    ['acetaminophen/aspirin/caffeine', 'paracetamol', 'aspirin', 'caffeine'],
    ['ibuprofen and codeine', 'ibuprofen', 'codeine'],
    ['tramadol/paracetamol', 'tramadol', 'paracetamol'],
    ['aspirin and caffeine', 'aspirin', 'caffeine'],
    ['naproxen+sumatriptan', 'sumatriptan', 'naproxen'],
    ['Maxalt and Nurofen', 'rizatriptan', 'ibuprofen'],
  ]) {
    assert.deepEqual(
      findProduct(written)?.ingredients.map(({ ingredient }) => ingredient),
      expected,
      written,
    )
  }
  assert.deepEqual(findProduct('paracetamol 500 mg and codeine 30 mg')?.ingredients, [
    { ingredient: 'paracetamol', milligrams: 500 },
    { ingredient: 'codeine', milligrams: 30 },
  ])
  // shown as it was called, and not by the name of a product that holds the same
  assert.equal(findProduct('naproxen+sumatriptan')?.name, 'Naproxen + Sumatriptan')
})

test('a mixture with a part that nobody knows, or with one part twice, is not taken apart', () => {
  for (const written of [
    'paracetamol and something',
    'paracetmol and codeine',
    'paracetamol and',
    'and codeine',
    'paracetamol/500',
    'Excedrin and codeine',
    'ibuprofen and Nurofen',
    'low-dose aspirin and ibuprofen',
    'paracetamol codeine caffeine aspirin',
    'Tylenol and',
    'candy',
  ]) {
    assert.equal(findProduct(written), undefined, written)
  }
})

test('the form is understood where it changes nothing, or is a product of its own', () => {
  for (const [written, ingredient, milligrams] of [
    ['sumatriptan 6 mg injection', 'sumatriptan', 6],
    ['sumatriptan injection 6 mg', 'sumatriptan', 6],
    ['sumatriptan 20 mg nasal spray', 'sumatriptan', 20],
    ['zolmitriptan 5 mg nasal spray', 'zolmitriptan', 5],
    ['ketorolac 30 mg injection', 'ketorolac', 30],
    ['rizatriptan 10 mg orodispersible tablets', 'rizatriptan', 10],
    ['zolmitriptan melt', 'zolmitriptan', undefined],
    ['Paracetamol 500 mg suppository', 'paracetamol', 500],
    ['Naramig 2.5 mg', 'naratriptan', 2.5],
  ] as const) {
    assert.deepEqual(
      findProduct(written)?.ingredients.map((one) => [one.ingredient, one.milligrams]),
      [[ingredient, milligrams]],
      written,
    )
  }
  assert.equal(findProduct('sumatriptan 6 mg injection')?.mostUnitsPerDay, 2)
  assert.equal(findProduct('Cafergot suppositories')?.id, 'migergot')
  // no such strength in this form
  for (const written of ['sumatriptan 100 mg injection', 'Naramig 5 mg', 'sumatriptan 50 mg nasal spray']) {
    assert.equal(findProduct(written), undefined, written)
  }
})

test('common products of Spain and Germany are found', () => {
  for (const [written, ingredient] of [
    ['Frenadol', 'paracetamol'],
    ['Frenadol Complex', 'paracetamol'],
    ['Dolalgial', 'clonixin'],
    ['Migränin', 'aspirin'],
  ]) {
    assert.ok(
      findProduct(written)?.ingredients.some((one) => one.ingredient === ingredient),
      written,
    )
  }
})

test('every ingredient with a maximum has strengths, so that a dose without one can be bounded', () => {
  for (const { id, dailyMaximum, strengths = [] } of INGREDIENTS) {
    if (dailyMaximum !== undefined) assert.ok(strengths.length > 0, id)
  }
})

test('what could be something else is not guessed: it is suggested, and the person chooses', () => {
  for (const [written, suggestion] of [
    ['sumatriptan 50mg nasal', 'Sumatriptan'],
    ['Ibuprophen', 'Ibuprofen'],
    ['Sumatryptan', 'Sumatriptan'],
    ['Thomapirin', 'Thomapyrin'],
    ['Excedrine', 'Excedrin'],
    ['paracetmol 500', 'Paracetamol'],
    ['ibuprofen ratiopharm 400', 'Ibuprofen'],
    ['2 x sumatriptan', 'Sumatriptan'],
    ['Voltaren gel', 'Voltaren'],
  ] as const) {
    assert.equal(findProduct(written), undefined, written)
    assert.ok(suggestProducts(written).includes(suggestion), `${written}: ${suggestProducts(written).join(', ')}`)
  }
})

test('a number that is no strength of the ingredient is not taken for one', () => {
  assert.equal(findProduct('ibuprofen 3'), undefined)
  assert.equal(findProduct('Excedrin 500 mg'), undefined)
  assert.equal(findProduct('paracetamol 2x500 mg'), undefined)
})

test('nothing is suggested for what is like nothing', () => {
  assert.deepEqual(suggestProducts("grandmother's own"), [])
  assert.deepEqual(suggestProducts(''), [])
  assert.deepEqual(suggestProducts('x'), [])
  assert.ok(suggestProducts('a'.repeat(3_000)).length <= 5)
})
