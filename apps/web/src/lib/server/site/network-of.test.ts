import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineOf, networkOf } from './network-of.ts'
import { pace } from './pace.ts'

test('a network is what one customer has, however its addresses are written', () => {
  assert.equal(networkOf('203.0.113.9'), networkOf('::ffff:203.0.113.200'))
  assert.notEqual(networkOf('203.0.113.9'), networkOf('203.0.114.9'))
  assert.equal(networkOf('2001:db8:7:1::5'), networkOf('2001:0DB8:7:ffff:1:2:3:4'))
  assert.notEqual(networkOf('2001:db8:7::5'), networkOf('2001:db8:8::5'))
  assert.equal(networkOf('2001:db8::5'), networkOf('2001:db8:0:4::1'))
  assert.equal(lineOf('203.0.113.9'), lineOf('::ffff:203.0.113.9'))
  assert.notEqual(lineOf('203.0.113.9'), lineOf('203.0.113.10'))
  assert.equal(lineOf('2001:db8:7:1::5'), lineOf('2001:db8:7:1:9:9:9:9'))
  assert.notEqual(lineOf('2001:db8:7:1::5'), lineOf('2001:db8:7:2::5'))
})

test('who holds a whole network of addresses may not send a form more often than who has one', () => {
  const maySend = pace(10)
  const sent = Array.from({ length: 50 }, (_, times) => maySend(`2001:db8:7:1::${times.toString(16)}`, 1000))
  assert.equal(sent.filter(Boolean).length, 10)
  assert.ok(maySend('2001:db8:7:2::1', 1000))
})
