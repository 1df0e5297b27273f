// Dates with the month as a word: read where they can be read in one way, else refused with the forms that can be.
import assert from 'node:assert/strict'
import test from 'node:test'
import { readDay } from './calendar-day.ts'
import { readDiary } from './diary-fixture.ts'

const scheme = { calendar: 'date', order: 'YMD' } as const
const epochDay = (date: string): number => Date.parse(date) / 86_400_000

test('English, German and French months are read, whole or cut, in either order', () => {
  const written: Readonly<Record<string, string>> = {
    '04 November 2024': '2024-11-04',
    '4 Nov 2024': '2024-11-04',
    '4-Nov-2024': '2024-11-04',
    'November 4, 2024': '2024-11-04',
    'Mon, 4 November 2024': '2024-11-04',
    '4th of March 2024': '2024-03-04',
    '4. März 2024': '2024-03-04',
    '4. Mrz. 2024': '2024-03-04',
    '31. Dezember 2024': '2024-12-31',
    '1er février 2024': '2024-02-01',
    '15 août 2024': '2024-08-15',
    '15 juil. 2024': '2024-07-15',
    '15 May 2024': '2024-05-15',
  }
  for (const [cell, date] of Object.entries(written))
    assert.deepEqual(readDay(cell, scheme), { day: epochDay(date) }, cell)
})

test('a month that could be two, or is none, or has no such day is refused', () => {
  for (const cell of ['4 jui 2024', '4 Foo 2024', 'headache 4 2024']) {
    const read = readDay(cell, scheme)
    assert.ok('code' in read && read.code === 'not-a-date', cell)
    assert.match(read.message, /2025-01-31, 31\.01\.2025.* or 31 January 2025/)
  }
  const read = readDay('31 November 2024', scheme)
  assert.ok('code' in read && read.code === 'impossible-date')
})

test('a diary with written-out dates needs no flag, and says how they were read', async () => {
  const { opened } = await readDiary('Date,headache\n04 November 2024,1\n05 November 2024,0\n7 November 2024,1\n')
  assert.equal(opened?.patients[0].firstDay, epochDay('2024-11-04'))
  assert.deepEqual([...(opened?.patients[0].outcome ?? [])], [1, 0, NaN, 1])
  assert.match(opened?.explanation[1] ?? '', /dates with the month as a word, 2024-11-04…2024-11-07/)
})

test('days that cannot be read at all are answered with the forms that can be', async () => {
  const { problems } = await readDiary('day,headache\nthe first,1\nthe second,0\n')
  assert.match(problems[0].message, /dates such as 2025-01-31, 31\.01\.2025/)
})
