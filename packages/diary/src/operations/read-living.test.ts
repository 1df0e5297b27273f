import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLiving, type EntryRow } from './read-living.ts'

const row = (entity: string, fields: EntryRow['fields'], key = 'k'): EntryRow => ({
  ...{ entity, key, fields, firstDay: entity === 'day' ? key : null, lastDay: entity === 'day' ? key : null },
})

test('of what was asked of the person a field that cannot be read is left out alone, by its name, and the rest is read', () => {
  const fields = {
    ...{ birthYear: 3000, headacheBeganOn: '2010-01-01', triedBefore: [3] },
    conditions: { asthma: 'maybe', glaucoma: 'yes' },
  } as unknown as EntryRow['fields']
  const rows = [
    row('diary', { timeZone: 'Nowhere' }),
    row('person', fields),
    row('day', { headache: 'none' }, '2026-01-02'),
  ]
  const { diary, unreadable, unreadableFields } = readLiving(rows, 'UTC', '2026-01-01', '2026-01-31')
  assert.deepEqual(unreadableFields.map(({ path }) => path.join(' ')).sort(), [
    'birthYear',
    'conditions asthma',
    'timeZone',
    'triedBefore',
  ])
  assert.deepEqual(unreadable, [])
  assert.deepEqual(diary.person, { headacheBeganOn: '2010-01-01', conditions: { glaucoma: 'yes' } })
  assert.equal(diary.days.length, 1)
})

test('two devices that say an age and a year of birth which differ cost the age, and nothing else', () => {
  const { diary, unreadableFields } = readLiving(
    [row('person', { birthYear: 1990, ageYears: 20 })],
    ...(['UTC', '2026-01-01', '2026-01-31'] as const),
  )
  assert.deepEqual(unreadableFields[0].path, ['ageYears'])
  assert.equal(diary.person.birthYear, 1990)
})
