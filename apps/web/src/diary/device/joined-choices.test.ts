import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinedChoices } from './joined-choices.ts'

test('what was chosen while trying comes along, beside what the account’s diary has, and takes the place of nothing', () => {
  const file = (id: string) => ({ id, file: `${id}.csv`, day: '2026-03-01', count: 1 })
  const tried = [
    { name: 'asked', value: ['stress', 'sleep-hours'] },
    { name: 'emergency number', value: '112' },
    { name: 'answer threshold', value: 20 },
    { name: 'answers', value: '{}' },
    { name: 'imports', value: [file('a')] },
    { name: 'import a', value: [['day', '2026-03-01', 'x', null]] },
  ]
  assert.deepEqual(
    joinedChoices(tried, []),
    tried.filter(({ name }) => name !== 'answers'),
  )
  const own = [
    { name: 'asked', value: ['neck-tension', 'stress'] },
    { name: 'emergency number', value: '' },
    { name: 'answer threshold', value: 50 },
    { name: 'imports', value: [file('b')] },
  ]
  assert.deepEqual(joinedChoices(tried, own), [
    { name: 'asked', value: ['neck-tension', 'stress', 'sleep-hours'] },
    { name: 'emergency number', value: '112' },
    { name: 'imports', value: [file('b'), file('a')] },
    { name: 'import a', value: [['day', '2026-03-01', 'x', null]] },
  ])
})
