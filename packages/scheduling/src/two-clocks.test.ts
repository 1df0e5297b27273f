import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at } from '../fixtures/clinic.ts'
import { isoWithOffset, twoClocks } from './two-clocks.ts'

test('where both clocks show the same there is nothing more to tell', () => {
  assert.equal(twoClocks(at('2026-03-03T16:00Z'), 'Europe/Madrid', 'Europe/Berlin', 'en').reader, null)
  assert.equal(twoClocks(at('2026-03-03T16:00Z'), 'Europe/Madrid', null, 'en').reader, null)
})

test('the reader of another zone is told their own time too, and when it is another day', () => {
  const { there, reader, dayShift } = twoClocks(at('2026-03-03T23:30Z'), 'Europe/London', 'Europe/Madrid', 'en')
  assert.deepEqual([there.day, there.time, there.offset], ['2026-03-03', '23:30', '+00:00'])
  assert.deepEqual([reader?.day, reader?.time, reader?.offset, dayShift], ['2026-03-04', '00:30', '+01:00', 1])
  assert.match(there.dayWords, /Tuesday.* 3 March 2026/)
  assert.match(twoClocks(at('2026-03-03T23:30Z'), 'Europe/London', null, 'es').there.dayWords, /martes.* 3 de marzo/)
})

test('over the date line days are told right: up to two of them lie between', () => {
  const over = twoClocks(at('2026-03-03T10:15Z'), 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'en')
  assert.deepEqual([over.there.day, over.reader?.day, over.dayShift], ['2026-03-04', '2026-03-02', -2])
  const back = twoClocks(at('2026-03-03T10:15Z'), 'Pacific/Pago_Pago', 'Pacific/Kiritimati', 'en')
  assert.equal(back.dayShift, 2)
  // the same time of day, a day apart: the clock alone would say that nothing differs
  const apart = twoClocks(at('2026-06-03T12:00Z'), 'Pacific/Honolulu', 'Pacific/Kiritimati', 'en')
  assert.deepEqual([apart.there.time, apart.reader?.time, apart.dayShift], ['02:00', '02:00', 1])
})

test('an hour that the clock shows twice is told apart by its offset and the name of its zone', () => {
  const first = twoClocks(at('2026-10-25T00:30Z'), 'Europe/Berlin', null, 'en').there
  const second = twoClocks(at('2026-10-25T01:30Z'), 'Europe/Berlin', null, 'en').there
  assert.equal(first.time, second.time)
  assert.deepEqual([first.offset, second.offset], ['+02:00', '+01:00'])
  assert.notEqual(first.zoneWords, second.zoneWords)
})

test('a moment written with its offset is the same moment when it is read', () => {
  assert.equal(isoWithOffset(at('2026-10-25T01:30Z'), 'Europe/Berlin'), '2026-10-25T02:30:00+01:00')
  assert.equal(isoWithOffset(at('2026-03-03T10:15Z'), 'Asia/Kathmandu'), '2026-03-03T16:00:00+05:45')
  for (let hour = 0; hour < 400; hour++) {
    const moment = at('2026-10-20T00:00Z') + hour * 1_234_567
    assert.equal(at(isoWithOffset(moment, 'Australia/Lord_Howe')), moment)
  }
})
