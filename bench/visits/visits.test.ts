import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playVisits } from './run.ts'
import { doubled, freeBy, newVisit, unexplained, type Row } from './said.ts'

test('however many book, move, cancel, plan and wait at once, and whatever breaks off, nobody is in two places and nothing is lost', async () => {
  const { wrong, killed, answersLost, brokenOff, byKind } = await playVisits(320, 1, () => undefined)
  assert.deepEqual(wrong, [])
  assert.ok(answersLost > 0 && brokenOff > 0 && killed > 0)
  assert.ok(Object.keys(byKind).length >= 10, JSON.stringify(byKind))
})

const row = (id: string, rest: Partial<Row> = {}): Row => ({
  ...{
    id,
    state: 'booked',
    practitioner: 'p',
    start: 0,
    end: 30,
    person: 'x',
    sequence: 0,
    room: 'r',
    from: 0,
    to: 40,
  },
  ...{ group: id, seat: 1, capacity: 1, overdue: false, offered: false, ...rest },
})

test('what is in two places, was lost, or was never asked for is found', () => {
  const other = { practitioner: 'q', room: 's', person: 'y' }
  assert.deepEqual(doubled([row('a'), row('b', other)]), [])
  for (const same of ['practitioner', 'room', 'person'] as const)
    assert.equal(doubled([row('a'), row('b', { ...other, [same]: row('a')[same] })]).length, 1, same)
  assert.deepEqual(doubled([row('a'), row('b', { ...other, person: 'x', start: 30, end: 60, from: 30, to: 70 })]), [])
  assert.deepEqual(doubled([row('a'), row('b', { state: 'cancelled' })]), [])
  assert.equal(doubled([row('a', { group: 'g', person: null }), row('b', { group: 'g' })]).length, 1)

  const visit = newVisit({ id: 'a', service: 'alone', practitioner: 'p', start: 0, course: null })
  visit.made.push({ practitioner: 'p', start: 0, sure: true })
  visit.booked.push({ person: 'x', sure: true })
  const said = new Map([['a', visit]])
  const past = [{ ...row('a'), state: 'held', person: null }, row('a')]
  assert.deepEqual(unexplained(said, [row('a')], new Map([['a', past]])), { lost: [], ghosts: [] })
  assert.equal(unexplained(said, [], new Map()).lost.length, 1)
  assert.equal(unexplained(new Map(), [row('a')], new Map([['a', past]])).ghosts.length, 1)
  const moved = [...past, row('a', { start: 5 })]
  assert.equal(unexplained(said, [row('a', { start: 5 })], new Map([['a', moved]])).ghosts.length, 1)
  const gone = [...past, row('a', { state: 'cancelled' })]
  assert.equal(unexplained(said, [row('a', { state: 'cancelled' })], new Map([['a', gone]])).lost.length, 1)

  const wanted = { practitioner: 'q', from: 30, to: 70, rooms: 2 }
  assert.equal(freeBy([row('a')], wanted), true)
  assert.equal(freeBy([row('a')], { ...wanted, rooms: 1 }), false)
  assert.equal(freeBy([row('a')], { ...wanted, practitioner: 'p' }), false)
  assert.equal(freeBy([row('a')], { ...wanted, practitioner: 'p', from: 40 }), true)
})
