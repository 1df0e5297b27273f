import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findTreatment, plainName, suggestTreatments } from './treatment-names.ts'
import { TREATMENTS } from './treatments.ts'

test('a treatment is found by id, name, brand and abbreviation, whatever the case, accents and hyphens', () => {
  const found = Object.fromEntries(
    [
      'CST',
      ' cranio-sacral   THERAPY ',
      'Terapia craneosacral',
      'Kraniosakraltherapie',
      'cranial osteopathy',
      'OMT',
      'Inderal',
      'topamax',
      'Aimovig',
      'AJOVY',
      'emgality',
      'Vyepti',
      'bótox',
      'Atacand',
      'vitamina b2',
      'CGRP Antikörper',
      'relajacion muscular progresiva',
      'water-intake',
    ].map((text) => [text.trim(), findTreatment(text)?.id]),
  )
  assert.deepEqual(found, {
    CST: 'craniosacral-therapy',
    'cranio-sacral   THERAPY': 'craniosacral-therapy',
    'Terapia craneosacral': 'craniosacral-therapy',
    Kraniosakraltherapie: 'craniosacral-therapy',
    'cranial osteopathy': 'craniosacral-therapy',
    OMT: 'osteopathic-manipulation',
    Inderal: 'propranolol',
    topamax: 'topiramate',
    Aimovig: 'cgrp-antibodies',
    AJOVY: 'cgrp-antibodies',
    emgality: 'cgrp-antibodies',
    Vyepti: 'cgrp-antibodies',
    bótox: 'onabotulinumtoxin-a',
    Atacand: 'candesartan',
    'vitamina b2': 'riboflavin',
    'CGRP Antikörper': 'cgrp-antibodies',
    'relajacion muscular progresiva': 'relaxation-training',
    'water-intake': 'water-intake',
  })
})

test('osteopathy is not craniosacral therapy, and what is not in the library is not found', () => {
  assert.equal(findTreatment('osteopathy')?.id, 'osteopathic-manipulation')
  for (const text of ['', '  ', 'reflexology', 'botoks maybe', 'CST with Anna', 'cs'])
    assert.equal(findTreatment(text), undefined)
})

test('no name belongs to two treatments', () => {
  const owners = new Map<string, string>()
  for (const { id, name, aliases } of TREATMENTS)
    for (const text of [id, name, ...aliases]) {
      const owner = owners.get(plainName(text))
      assert.ok(owner === undefined || owner === id, `${text}: ${owner} and ${id}`)
      owners.set(plainName(text), id)
    }
})

test('prescribed medicines are known as such, so that nobody stops one alone', () => {
  assert.deepEqual(
    TREATMENTS.filter(({ prescribed }) => prescribed).map(({ id }) => id),
    ['propranolol', 'topiramate', 'amitriptyline', 'candesartan', 'onabotulinumtoxin-a', 'cgrp-antibodies'],
  )
})

test('a near miss is suggested and never assumed', () => {
  const ids = (text: string): string[] => suggestTreatments(text).map(({ id }) => id)
  assert.deepEqual(ids('topirmate'), ['topiramate'])
  assert.deepEqual(ids('propanolol'), ['propranolol'])
  assert.deepEqual(ids('CST with Anna'), ['craniosacral-therapy'])
  assert.deepEqual(ids('magnesium bisglycinate'), ['magnesium'])
  assert.ok(ids('osteopath visit').includes('osteopathic-manipulation'))
  assert.deepEqual(ids('CBD'), [])
  assert.deepEqual(ids(''), [])
  assert.deepEqual(ids('Botox'), ['onabotulinumtoxin-a'])
})
