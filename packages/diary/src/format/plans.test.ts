// Goals, trials and proposed changes in the format: read, refused with place and value, folded from two devices, and on the days they lie on.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkOperation, daysOf, fold, NOTHING, type Fields } from '../operations/index.ts'
import { readDiary } from './read-diary.ts'
import { writeDiary } from './write-diary.ts'

const FIELDS = {
  treatment: 'magnesium',
  startsOn: '2026-04-06',
  blockDays: 14,
  withFirst: [true, false],
  seed: 5,
  looks: 'after-each-pair',
}
const TRIAL = { id: 't', ...FIELDS }
const DIARY = { format: 'clearday-diary-1', timeZone: 'UTC', firstDay: '2026-03-01', lastDay: '2026-03-31' }

test('a plan is read as it was written, also where it begins before the diary or lies ahead of it', () => {
  const goals = [{ id: 'g', words: 'Read a whole book', setOn: '2020-01-01', reachedOn: '2026-02-01' }]
  const planChanges = [
    { id: 'c', treatment: 'magnesium', change: 'start', proposedBy: 'practitioner', proposedOn: '2026-03-02' },
  ]
  const written = { ...DIARY, goals, trials: [TRIAL], planChanges }
  const read = readDiary(written)
  assert.ok(read.type === 'ok', JSON.stringify(read))
  assert.deepEqual(writeDiary(read.value), written)
})

test('what cannot be in a plan is told with its place', () => {
  const read = readDiary({
    ...DIARY,
    goals: [{ id: 'g', words: 'x', setOn: '2026-03-02', reachedOn: '2026-03-01' }],
    trials: [
      {
        ...TRIAL,
        washoutDays: 13,
        endedOn: '2026-04-01',
        expectation: { rating: 3, askedOn: '2026-04-07' },
        blocks: [
          { block: 5, kept: 'kept', saidOn: '2026-05-01' },
          { block: 1, kept: 'kept', saidOn: '2026-05-01' },
          { block: 1, kept: 'partly', saidOn: '2026-05-01' },
        ],
      },
      TRIAL,
    ],
    planChanges: [
      {
        ...{ id: 'c', treatment: 'x', change: 'stop', proposedBy: 'patient', proposedOn: '2026-03-02' },
        answeredOn: '2026-03-01',
      },
    ],
  })
  assert.ok(read.type === 'error')
  assert.deepEqual(
    read.problems.map(({ code, path }) => `${code} ${path.join('.')}`),
    [
      'id-twice trials.1.id',
      'end-before-start goals.0.reachedOn',
      'washout-too-long trials.0.washoutDays',
      'expectation-after-start trials.0.expectation.askedOn',
      'end-before-start trials.0.endedOn',
      'no-such-block trials.0.blocks.0.block',
      'block-twice trials.0.blocks.2.block',
      'end-before-start planChanges.0.answeredOn',
    ],
  )
})

test('two devices that each say of a block whether it was kept both win, and the later word on one block stands', () => {
  const op = (place: number, fields: Fields) => ({
    ...{ id: `00000000-0000-7000-8000-00000000000${String(place)}`, deleted: false, device: 'd', fields },
    effective: place,
  })
  const block = (number: number, kept: string): Fields => ({ block: number, kept, saidOn: '2026-05-01' })
  const said = [
    op(1, FIELDS),
    op(2, { 'blocks.2': block(2, 'kept') }),
    op(3, { 'blocks.1': block(1, 'partly') }),
    op(4, { 'blocks.2': block(2, 'not-kept') }),
  ]
  for (const order of [said, said.toReversed()])
    assert.deepEqual(order.reduce(fold, NOTHING).fields, {
      ...FIELDS,
      blocks: [block(1, 'partly'), block(2, 'not-kept')],
    })
  const offered = (name: string, value: Fields) =>
    checkOperation({
      ...{ id: '01234567-89ab-7cde-8f01-23456789abcd', entity: 'trial', key: 't', deleted: false, at: 1, seen: 0 },
      fields: { [name]: value },
    })
  assert.equal(offered('blocks.2', block(2, 'kept')), null)
  assert.equal(offered('blocks.3', block(2, 'kept'))?.code, 'wrong-value')
  assert.equal(offered('blocks.2', block(2, 'mostly'))?.code, 'wrong-value')
})

test('a trial lies on the days of its blocks, or up to its end; what is open has no last day', () => {
  assert.deepEqual(daysOf('trial', 't', FIELDS, null), { first_day: '2026-04-06', last_day: '2026-05-31' })
  assert.equal(daysOf('trial', 't', { ...FIELDS, endedOn: '2026-04-20' }, null).last_day, '2026-04-19')
  assert.equal(daysOf('trial', 't', { ...FIELDS, startsOn: '9999-12-30' }, null).last_day, '9999-12-31')
  assert.deepEqual(daysOf('goal', 'g', { words: 'x', setOn: '2026-01-01' }, null), {
    first_day: '2026-01-01',
    last_day: null,
  })
  assert.equal(
    daysOf('plan-change', 'c', { proposedOn: '2026-01-01', answeredOn: '2026-01-03' }, null).last_day,
    '2026-01-03',
  )
})
