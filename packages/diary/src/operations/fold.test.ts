import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effectiveOrder } from './effective-order.ts'
import { fold, NOTHING, type FoldedOperation } from './fold.ts'

/** A small seeded generator (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function operation(random: () => number, n: number): FoldedOperation {
  const pick = <T>(...all: readonly T[]): T => all[Math.floor(random() * all.length)]
  const names = ['severity', 'hours', 'note'].filter(() => random() < 0.5)
  return {
    id: `op-${n}`,
    fields: Object.fromEntries(names.map((name) => [name, pick<null | number | string>(null, 1, 2, 'x')])),
    deleted: random() < 0.15,
    effective: Math.floor(random() * 6),
    device: pick('a', 'b', 'c'),
  }
}

test('in whatever order operations arrive, every device ends with the same entry', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = seeded(seed)
    const operations = Array.from({ length: 1 + Math.floor(random() * 8) }, (_, n) => operation(random, n))
    const shuffled = operations
      .map((one) => ({ one, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one)
    const twice = [...shuffled, ...operations]
    const folded = operations.reduce(fold, NOTHING)
    assert.deepEqual(shuffled.reduce(fold, NOTHING), folded, `seed ${seed}`)
    assert.deepEqual(twice.reduce(fold, NOTHING), folded, `seed ${seed}, each twice`)
  }
})

test('two devices that change different fields both win; of the same field the later word counts', () => {
  const phone = { id: '1', fields: { severity: 'mild' }, deleted: false, effective: 10, device: 'phone' }
  const tablet = { id: '2', fields: { hours: 4 }, deleted: false, effective: 11, device: 'tablet' }
  const later = { id: '3', fields: { severity: 'severe' }, deleted: false, effective: 12, device: 'phone' }
  assert.deepEqual([phone, tablet, later].reduce(fold, NOTHING).fields, { severity: 'severe', hours: 4 })
})

test('what is said after a deletion brings the thing back; what was said before does not', () => {
  const gone = { id: '2', fields: {}, deleted: true, effective: 20, device: 'a' }
  const before = { id: '1', fields: { hours: 4 }, deleted: false, effective: 10, device: 'b' }
  const after = { id: '3', fields: { hours: 5 }, deleted: false, effective: 30, device: 'b' }
  assert.equal([gone, before].reduce(fold, NOTHING).deleted, true)
  assert.equal([gone, before, after].reduce(fold, NOTHING).deleted, false)
})

test('fields named like parts of every object are fields like others', () => {
  const operation = {
    id: '1',
    fields: JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<string, number>,
    deleted: false,
    effective: 1,
    device: 'a',
  }
  const state = fold(NOTHING, operation)
  assert.equal(Object.hasOwn(state.clocks, 'constructor'), true)
})

const YEAR = 365 * 86_400_000
const NOW = 1_800_000_000_000

test('a clock a year ahead or behind is put right by what it showed when it sent', () => {
  for (const off of [-YEAR, 0, YEAR]) {
    const anHourAgo = NOW + off - 3_600_000
    assert.equal(effectiveOrder(anHourAgo, 0, { receivedAt: NOW, sentAt: NOW + off }), (NOW - 3_600_000) * 1000)
  }
})

test('what still lies in the future counts as said on arrival, and loses to what is said tomorrow', () => {
  const strange = effectiveOrder(NOW + YEAR, 0, { receivedAt: NOW, sentAt: NOW })
  assert.equal(strange, NOW * 1000)
  const tomorrow = NOW + 86_400_000
  assert.ok(effectiveOrder(tomorrow, 0, { receivedAt: tomorrow, sentAt: tomorrow }) > strange)
})

test('a correction of what one sees wins over it, even from a clock that runs behind', () => {
  const seen = NOW * 1000
  assert.equal(effectiveOrder(NOW - YEAR, seen, { receivedAt: NOW, sentAt: NOW }), seen + 1)
})
