import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effectiveOrder } from './effective-order.ts'
import { ENTRY_KINDS, entryProblems, type EntryName } from '../format/entry-shape.ts'
import { DELETION, fold, LASTING, NOTHING, type EntryState, type FoldedOperation } from './fold.ts'
import type { Fields, Json } from './operation.ts'
import { saidUnder } from './parts.ts'

const START = { type: 'start', on: '2026-01-01' }

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
  const some = (value: Json): Json => pick<Json>(null, value)
  const said: Fields = {
    severity: pick<Json>(null, 1, 2, 'x'),
    note: pick<Json>(null, 'y'),
    factors: pick<Json>(null, { stress: 1, sleep: 2 }, { sleep: 3 }),
    'factors.stress': pick<Json>(null, 4, 5),
    'factors.sleep': pick<Json>(null, 6),
    quality: pick<Json>(null, [], ['pressing', 'burning']),
    'quality.pulsating': some(true),
    'quality.burning': some(true),
    lostTime: pick<Json>(null, { missedWork: false }, { missedWork: true, halfWork: false }),
    'lostTime.missedWork': some(true),
    'lostTime.missedSocial': some(true),
    aura: pick<Json>(null, { symptoms: [{ kind: 'visual' }, { kind: 'visual', oneSided: true }], firstEver: true }),
    'aura.visual': some({ kind: 'visual', durationMinutes: n }),
    'aura.firstEver': some(false),
    events: pick<Json>([START], [START, START, { type: 'stop', on: '2026-03-01' }]),
    'events.2026-02-01 pause': some({ type: 'pause', on: '2026-02-01' }),
    'events.2026-01-01 start': some({ ...START, dailyDose: n }),
  }
  return {
    id: `op-${n}`,
    fields: Object.fromEntries(Object.entries(said).filter(() => random() < 0.3)),
    deleted: random() < 0.15,
    effective: Math.floor(random() * 6),
    device: pick('a', 'b', 'c'),
  }
}

test('in whatever order operations arrive, every device ends with the same entry', () => {
  for (let seed = 1; seed <= 1000; seed++) {
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

/** In every order in which they can arrive. */
function inAllOrders(operations: readonly FoldedOperation[]): EntryState {
  const orders = (left: readonly FoldedOperation[]): FoldedOperation[][] =>
    left.length === 0
      ? [[]]
      : left.flatMap((one) => orders(left.filter((other) => other !== one)).map((rest) => [one, ...rest]))
  const states = orders(operations).map((order) => order.reduce(fold, NOTHING))
  for (const state of states) assert.deepEqual(state, states[0])
  return states[0]
}

function op(effective: number, fields: Fields, deleted = false): FoldedOperation {
  return { id: String(effective), fields, deleted, effective, device: effective % 2 === 0 ? 'tablet' : 'phone' }
}

test('what was said before a deletion is gone for good, also where the deletion arrives last', () => {
  const imported = op(1, { headache: 'present', peakIntensity: 7, 'factors.stress': 4, quality: ['pressing'] })
  const again = op(3, { headache: 'none', 'quality.burning': true })
  const state = inAllOrders([imported, op(2, {}, true), again])
  assert.deepEqual([state.fields, state.deleted], [{ headache: 'none', quality: ['burning'] }, false])
  assert.deepEqual(Object.keys(state.clocks).sort(), ['', DELETION, 'headache', 'quality.burning'])
  const twice = inAllOrders([imported, op(2, {}, true), again, op(4, { note: 'not there' }, true)])
  assert.deepEqual([twice.fields, twice.deleted], [{}, true])
})

test('what an entry is nothing without outlasts its deletion: a later word of another device is about that entry', () => {
  const fields = { start: '2026-03-12T08:00', end: 'still-going', timeZone: 'Europe/Madrid', note: 'x' }
  const state = inAllOrders([op(1, fields), op(2, {}, true), op(3, { severity: 'severe' })])
  const lasting = { start: fields.start, end: fields.end, timeZone: fields.timeZone }
  assert.deepEqual(state.fields, { ...lasting, severity: 'severe' })
  for (const kind of Object.keys(ENTRY_KINDS) as EntryName[]) {
    const missing = entryProblems(kind, {}).map(({ path: [name] }) => String(name))
    const named = ENTRY_KINDS[kind].named
    // a day of which nobody says how the head was is not known (check-operation.ts)
    const unsaid = missing.filter((name) => name !== named && name !== 'headache' && !LASTING.has(name))
    assert.deepEqual(unsaid, [], kind)
  }
})

test('two devices that each say one factor, kind of aura, symptom, lost time or event both win', () => {
  const phone = op(1, {
    ...{
      'factors.stress': 5,
      'quality.pulsating': true,
      'aura.visual': { kind: 'visual' },
      'lostTime.missedWork': true,
    },
    events: [START, { type: 'stop', on: '2026-06-01' }],
  })
  const tablet = op(2, {
    ...{
      'factors.sleep-hours': 7,
      'quality.burning': true,
      'aura.sensory': { kind: 'sensory' },
      'aura.firstEver': true,
    },
    ...{
      'lostTime.halfHousehold': true,
      'events.2026-03-01 dose-change': { type: 'dose-change', on: '2026-03-01', dailyDose: 50 },
    },
  })
  assert.deepEqual(inAllOrders([phone, tablet]).fields, {
    factors: { stress: 5, 'sleep-hours': 7 },
    quality: ['burning', 'pulsating'],
    aura: { symptoms: [{ kind: 'sensory' }, { kind: 'visual' }], firstEver: true },
    lostTime: { missedWork: true, halfWork: false, missedHousehold: false, halfHousehold: true, missedSocial: false },
    events: [START, { type: 'dose-change', on: '2026-03-01', dailyDose: 50 }, { type: 'stop', on: '2026-06-01' }],
  })
})

test('a field said whole wins over its parts, as in logs that know of no parts; a part said later wins in it', () => {
  const before = op(1, { 'factors.stress': 5, 'factors.alcohol': 1 })
  const whole = op(2, { factors: { stress: 2, 'sleep-hours': 8 } })
  const later = op(3, { 'factors.stress': null, 'factors.caffeine': 1 })
  const state = inAllOrders([before, whole, later])
  assert.deepEqual(state.fields, { factors: { 'sleep-hours': 8, caffeine: 1 } })
  assert.equal(saidUnder(state.fields, 'factors.caffeine'), 1)
  assert.equal(saidUnder(state.fields, 'factors.stress'), undefined)
  assert.deepEqual(inAllOrders([whole, op(4, { factors: null })]).fields, {})
  // the last that is taken out of a list leaves no answer, and not the answer "none"
  assert.deepEqual(
    inAllOrders([op(1, { quality: [] }), op(2, { 'quality.burning': true }), op(3, { 'quality.burning': null })])
      .fields,
    {},
  )
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
