import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assembleDiary } from './assemble-diary.ts'
import { checkEntry, checkOperation } from './check-operation.ts'
import type { Entity, Fields } from './operation.ts'

function refused(entity: Entity, fields: Fields): readonly unknown[] | null {
  const key = entity === 'day' ? '2026-03-12' : 'a'
  const id = '019a0000-0000-7000-8000-000000000000'
  const found = checkOperation({ id, entity, key, fields, deleted: false, at: 0, seen: 0 })
  return found === null ? null : [found.code, found.path.join(' ')]
}

test('a part of a field is taken where the field could have it, and refused with its place where not', () => {
  const right: readonly (readonly [Entity, Fields])[] = [
    ['day', { 'factors.stress': 5, 'factors.skipped-meal': true, 'factors.an own. factor': null }],
    ['day', { 'aura.visual': { kind: 'visual', durationMinutes: 20 }, 'aura.firstEver': true, 'aura.start': null }],
    ['day', { 'quality.pulsating': true, 'prodrome.yawning': true, 'lostTime.missedWork': true, 'sites.top': null }],
    ['regimen', { 'events.2026-03-01 stop': { type: 'stop', on: '2026-03-01' }, 'events.2026-02-01 pause': null }],
  ]
  for (const [entity, fields] of right) assert.equal(refused(entity, fields), null, JSON.stringify(fields))
  const wrong: readonly (readonly [Entity, Fields, string])[] = [
    ['day', { 'factors.stress': 'much' }, 'wrong-value'],
    ['day', { 'quality.pulsating': false }, 'wrong-value'],
    ['day', { 'quality.sharp': true }, 'wrong-value'],
    ['day', { 'aura.visual': { kind: 'sensory' } }, 'wrong-value'],
    ['day', { 'lostTime.other': true }, 'unknown-field'],
    ['day', { 'note.x': 'no parts' }, 'unknown-field'],
    ['day', { 'events.2026-03-01 stop': null }, 'unknown-field'],
    ['attack', { 'prodrome.yawning': true }, 'unknown-field'],
    ['regimen', { 'events.2026-03-02 stop': { type: 'stop', on: '2026-03-01' } }, 'wrong-value'],
  ]
  for (const [entity, fields, code] of wrong)
    assert.deepEqual(refused(entity, fields)?.[0], code, `${entity} ${JSON.stringify(fields)}`)
  assert.match(String(refused('day', { 'factors.stress': 'much' })?.[1]), /^fields factors\.stress/)
})

test('a day of which nobody said how the head was is whole, and not known', () => {
  assert.equal(checkEntry('day', '2026-03-12', { note: 'x' }), null)
  const { days } = assembleDiary([{ entity: 'day', key: '2026-03-12', fields: { note: 'x' } }], 'Europe/Madrid')
  assert.deepEqual(days, [{ date: '2026-03-12', headache: 'unknown', note: 'x' }])
})

test('an attack says what came before it as a whole, and no part of it is taken away by itself', () => {
  assert.deepEqual(refused('attack', { 'prodrome.yawning': null }), ['unknown-field', 'fields prodrome.yawning'])
})
