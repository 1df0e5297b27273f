import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { randomDiary, randomFrom, shuffled } from '../../fixtures/random-diary.ts'
import type { Diary } from '../model/diary.ts'
import { LISTS, type WritableDiary } from './diary-schema.ts'
import { readDiary } from './read-diary.ts'
import { readDiaryText } from './read-diary-text.ts'
import { writeDiary } from './write-diary.ts'

const SEEDS = Array.from({ length: 150 }, (_, k) => k + 1)

function read(written: unknown, of: string): Diary {
  const diary = readDiary(written)
  assert.ok(diary.type === 'ok', `${of}: ${JSON.stringify(diary)}`)
  return diary.value
}

test('what is written is read again as the same diary', () => {
  for (const seed of SEEDS) {
    const diary = read(randomDiary(seed), `seed ${seed}`)
    const written: unknown = JSON.parse(JSON.stringify(writeDiary(diary)))
    assert.deepEqual(read(written, `seed ${seed}, again`), diary, `seed ${seed}`)
  }
})

test('the order in which entries stand does not matter', () => {
  for (const seed of SEEDS) {
    const written = randomDiary(seed)
    const random = randomFrom(seed)
    const mixed = Object.fromEntries(
      shuffled(random, Object.entries(written)).map(([key, value]) => [
        key,
        LISTS.includes(key as 'days') ? shuffled(random, value as unknown[]) : value,
      ]),
    )
    assert.deepEqual(read(mixed, `seed ${seed}, mixed`), read(written, `seed ${seed}`), `seed ${seed}`)
  }
})

test('zones, offsets and open ends come back as they were said', () => {
  const written: WritableDiary = {
    format: 'clearday-diary-1',
    timeZone: 'Europe/Madrid',
    firstDay: '2026-10-24',
    lastDay: '2026-10-31',
    days: [{ date: '2026-10-24', timeZone: 'Asia/Tokyo', headache: 'present', nausea: 'present' }],
    attacks: [
      { id: 'twice', start: '2026-10-25T02:30+01:00', end: 'still-going' },
      {
        id: 'away',
        start: '2026-10-24T10:00',
        end: 'unknown',
        timeZone: 'Asia/Tokyo',
        endTimeZone: 'Europe/Madrid',
        postdrome: { end: '2026-10-26', symptoms: [] },
      },
    ],
    intakes: [{ id: 'i', at: '2026-10-24T11:00', timeZone: 'Asia/Tokyo', product: 'aspirin' }],
  }
  const sorted = { ...written, attacks: [...(written.attacks ?? [])].reverse() }
  assert.deepEqual(writeDiary(read(written, 'by hand')), sorted)
})

test('nausea as yes or no becomes a degree', () => {
  const day = { date: '2026-10-24', headache: 'present' as const }
  const frame = { format: 'clearday-diary-1' as const, timeZone: 'UTC' }
  assert.equal(read({ ...frame, days: [{ ...day, nausea: true }] }, 'yes').days[0].nausea, 'present')
  assert.equal(read({ ...frame, days: [{ ...day, nausea: false }] }, 'no').days[0].nausea, 'none')
})

test('the first and last day are those of the entries where they are not given, and regimens from before do not widen them', () => {
  const diary = read(
    {
      format: 'clearday-diary-1',
      timeZone: 'UTC',
      days: [{ date: '2026-03-05', headache: 'none' }],
      attacks: [{ id: 'a', start: '2026-03-01T20:00', end: '2026-03-02T01:00' }],
      regimens: [{ id: 'r', kind: 'medicine', treatment: 'topiramate', events: [{ type: 'start', on: '2019-01-01' }] }],
    },
    'by hand',
  )
  assert.deepEqual([diary.firstDay, diary.lastDay], ['2026-03-01', '2026-03-05'])
})

test('the example diary reads without a problem and without a notice, and comes back the same', () => {
  const text = readFileSync(new URL('../../../../examples/diary.json', import.meta.url), 'utf8')
  const example = readDiaryText(text)
  assert.ok(example.type === 'ok', JSON.stringify(example))
  assert.deepEqual(example.notices, [])
  assert.deepEqual(read(writeDiary(example.value), 'the example, again'), example.value)
})
