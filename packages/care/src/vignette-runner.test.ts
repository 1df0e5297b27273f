// What the runner of vignettes says where a vignette and the rules disagree, or where it cannot be read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NAMED_HEADACHES } from './named-headaches.ts'
import { runVignette } from './vignette-runner.ts'
import { checkVignette, type JsonObject, type Vignette } from './vignette.ts'

/** January 2026: three attacks, and the last day without an entry. */
function january(expected: JsonObject, more: JsonObject = {}): Vignette {
  const read = checkVignette(
    {
      id: 'january',
      title: 'Three attacks',
      kind: 'typical',
      why: 'A month to count in.',
      diary: { firstDay: '2026-01-01', lastDay: '2026-01-31' },
      days: [{ from: '2026-01-01', to: '2026-01-30', each: { headache: 'none' } }],
      attacks: [
        {
          dates: ['2026-01-05', '2026-01-12', '2026-01-19'],
          each: { like: 'migraine', start: 'T22:00', durationHours: 5 },
        },
      ],
      expected,
      ...more,
    },
    NAMED_HEADACHES,
  )
  return read.type === 'ok' ? read.value : assert.fail(read.problems.join('\n'))
}

function sentences(vignette: Vignette): string[] {
  return runVignette(vignette, NAMED_HEADACHES).map(({ sentence }) => sentence)
}

test('a vignette that is right has no differences, and what it is silent about is not looked at', () => {
  assert.deepEqual(
    sentences(january({ months: { '2026-01': { HD_ANY_v1: { count: 6, most: 7 }, attacksBegun: 3 } } })),
    [],
  )
})

test('a wrong count is told with both numbers, and a plain number means that no day is open', () => {
  assert.deepEqual(sentences(january({ months: { '2026-01': { HD_ANY_v1: 6, attacksBegun: 4 } } })), [
    'months, 2026-01, HD_ANY_v1: expected 6, found 6, at most 7',
    'months, 2026-01, attacksBegun: expected 4, found 3',
  ])
})

test('a month that the diary does not touch, and a count of that name that there is not, are differences', () => {
  assert.deepEqual(sentences(january({ months: { '2026-01': { HD_ANY_v9: 3 }, '2026-02': { HD_ANY_v1: 3 } } })), [
    'months, 2026-01, HD_ANY_v9: expected 3, found nothing of that name',
    'months, 2026-02: expected {"HD_ANY_v1":3}, found nothing of that name',
  ])
})

test('a diary that is refused is told in the words of the reader, unless just that is expected', () => {
  const twice = { diary: { firstDay: '2026-02-01', lastDay: '2026-01-31' } }
  assert.match(sentences(january({ months: {} }, twice))[0], /^diary: expected that it can be read: .*firstDay/)
  assert.deepEqual(sentences(january({ refused: ['first-day-after-last'] }, twice)), [])
  assert.equal(sentences(january({ refused: ['date-twice'] }, twice)).length, 1)
  assert.equal(sentences(january({ refused: ['date-twice'] })).length, 1)
})

test('a vignette that is mistyped is told with its id and what is wrong, and is not run', () => {
  const vignette = january({ months: {} })
  const problems = (more: object): readonly string[] => {
    const read = checkVignette({ ...vignette, ...more }, NAMED_HEADACHES)
    return read.type === 'ok' ? [] : read.problems
  }
  assert.deepEqual(problems({}), [])
  for (const [more, says] of [
    [{ kind: 'rare' }, /^january: kind is one of typical/],
    [{ expected: { month: {} } }, /nothing can be expected of "month"/],
    [{ attacks: [{ like: 'migrane' }] }, /attacks\[0\] like is one of migraine, tension/],
    [{ attacks: [{ dates: ['2026-02-30'], each: { start: 'T08:00' } }] }, /2026-02-30 is no day/],
    [{ attacks: [{ dates: ['2026-02-03'], each: { start: '8 am' } }] }, /a time of day is written "T08:00"/],
    [{ days: [{ months: ['March'], each: { headache: 'none' } }] }, /months are written "2026-03"/],
  ] as const) {
    assert.match(problems(more)[0], says)
  }
})
