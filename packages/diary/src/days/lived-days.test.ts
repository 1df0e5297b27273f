import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf, diaryOf } from '../../fixtures/diary-of.ts'
import type { WritableDiary } from '../format/index.ts'
import { livedDays } from './lived-days.ts'

type Parts = Partial<WritableDiary>

const MIGRAINE = {
  severity: 'severe',
  side: 'left',
  quality: ['pulsating'],
  photophobia: true,
  phonophobia: true,
} satisfies Partial<NonNullable<Parts['days']>[number]>

function headaches(parts: Parts): Record<string, string> {
  return Object.fromEntries(livedDays(diaryOf(parts)).map(({ date, headache }) => [date.slice(8), headache]))
}

test('a day without an entry is unknown, and so is one that nobody can tell', () => {
  const parts: Parts = {
    lastDay: '2026-03-03',
    days: [
      { date: '2026-03-01', headache: 'none' },
      { date: '2026-03-03', headache: 'unknown', unknownBecause: 'too-unwell' },
    ],
  }
  assert.deepEqual(headaches(parts), { '01': 'not-met', '02': 'unknown', '03': 'unknown' })
})

test('a day that is said to be clear and is touched by an attack has headache, as the attack tells it', () => {
  const day = dayOf(
    {
      days: [{ date: '2026-03-05', headache: 'none', functionalGrade: 0, hours: 0 }],
      attacks: [{ id: 'a', start: '2026-03-04T20:00', end: '2026-03-05T03:00', ...MIGRAINE, functionalGrade: 3 }],
    },
    '2026-03-05',
  )
  assert.equal(day.headache, 'met')
  assert.deepEqual(day.hours, { least: 3, most: 3 })
  assert.equal(day.pieces[0].features.functionalGrade, 3)
})

test('several attacks on a day are pieces by themselves, and the day is as long as all of them', () => {
  const day = dayOf(
    {
      attacks: [
        { id: 'morning', start: '2026-03-05T06:00', end: '2026-03-05T08:00' },
        { id: 'evening', start: '2026-03-05T18:00', end: '2026-03-06T01:00' },
      ],
    },
    '2026-03-05',
  )
  assert.deepEqual(
    day.pieces.map(({ attackId, hours, spellHours }) => [attackId, hours.least, spellHours.least]),
    [
      ['morning', 2, 2],
      ['evening', 6, 7],
    ],
  )
  assert.deepEqual(day.hours, { least: 8, most: 8 })
})

test('attacks without a break between them are one headache', () => {
  const day = dayOf(
    {
      attacks: [
        { id: 'a', start: '2026-03-05T22:00', end: '2026-03-05T23:59' },
        { id: 'b', start: '2026-03-06T00:00', end: '2026-03-06T03:00' },
      ],
    },
    '2026-03-06',
  )
  assert.deepEqual(day.pieces[0].hours, { least: 3, most: 3 })
  assert.deepEqual(day.pieces[0].spellHours, { least: 5, most: 5 })
})

test("the day's own entry knows the day better than the attack as a whole", () => {
  const parts: Parts = {
    days: [{ date: '2026-03-06', headache: 'present', severity: 'mild', nausea: false }],
    attacks: [
      { id: 'a', start: '2026-03-05T20:00', end: '2026-03-06T03:00', ...MIGRAINE, peakIntensity: 8, nausea: true },
    ],
  }
  const { features } = dayOf(parts, '2026-03-06').pieces[0]
  assert.deepEqual(
    [features.severity, features.peakIntensity, features.nausea, features.side],
    ['mild', undefined, 'none', 'left'],
  )
  const rated = dayOf({ ...parts, days: [{ date: '2026-03-06', headache: 'present', peakIntensity: 9 }] }, '2026-03-06')
  assert.deepEqual([rated.pieces[0].features.severity, rated.pieces[0].features.peakIntensity], ['severe', 9])
})

test('an attack that goes on is there every day, until the diary ends', () => {
  const parts: Parts = { lastDay: '2026-03-07', attacks: [{ id: 'a', start: '2026-03-05T20:00', end: 'still-going' }] }
  const days = livedDays(diaryOf(parts)).slice(4)
  assert.deepEqual(
    days.map(({ headache, hours }) => [headache, hours.least, hours.most]),
    [
      ['met', 4, 4],
      ['met', 24, 24],
      ['met', 0, 24],
    ],
  )
})

test('an attack that began before the diary and goes on counts from its first day, and stops like any other', () => {
  const attacks = [{ id: 'a', start: '2026-02-27T20:00', end: 'still-going' }] as const
  const all = headaches({ lastDay: '2026-03-03', attacks: [...attacks] })
  assert.deepEqual(all, { '01': 'met', '02': 'met', '03': 'met' })
  const clear = { date: '2026-03-02', headache: 'none' } as const
  assert.deepEqual(headaches({ lastDay: '2026-03-03', attacks: [...attacks], days: [clear] }), {
    '01': 'unknown',
    '02': 'not-met',
    '03': 'unknown',
  })
})

test('an attack that began long before a part of a diary counts in it as in the whole', () => {
  const attacks = [{ id: 'a', start: '2026-01-20T20:00', end: 'still-going' }] as const
  const said = datesBetween('2026-01-21', '2026-02-28').map((date) => ({ date, headache: 'present' as const }))
  const whole = diaryOf({ firstDay: '2026-01-20', lastDay: '2026-03-03', attacks: [...attacks], days: said })
  const part = { ...whole, firstDay: '2026-03-01' }
  const statusOf = (diary: typeof whole): readonly string[] =>
    livedDays(diary)
      .slice(-3)
      .map(({ headache }) => headache)
  assert.deepEqual(statusOf(whole), ['met', 'met', 'met'])
  assert.deepEqual(statusOf(part), statusOf(whole))
})

function datesBetween(first: string, last: string): string[] {
  const dates: string[] = []
  for (let day = Date.parse(first); day <= Date.parse(last); day += 86_400_000)
    dates.push(new Date(day).toISOString().slice(0, 10))
  return dates
}

test('an attack that nobody spoke of for more than four days counts until the last day that says headache', () => {
  const open = { id: 'open', start: '2026-03-02T20:00', end: 'still-going' } as const
  const met = (lastDay: string, said: readonly string[]): string =>
    livedDays(
      diaryOf({
        ...{ lastDay, attacks: [open] },
        days: said.map((day) => ({ date: `2026-03-${day}`, headache: 'present' as const })),
      }),
    )
      .filter(({ headache }) => headache === 'met')
      .map(({ date }) => date.slice(8))
      .join(' ')
  assert.equal(met('2026-03-06', []), '02 03 04 05 06')
  assert.equal(met('2026-03-07', []), '02')
  assert.equal(met('2026-03-08', ['06']), '02 03 04 05 06 07 08')
  assert.equal(met('2026-03-14', ['06', '09']), '02 03 04 05 06 07 08 09')
  // headache after a longer silence is perhaps the same, and fills no gap
  assert.equal(met('2026-03-14', ['12']), '02 12')
  const parts: Parts = { lastDay: '2026-03-14', attacks: [open], days: [{ date: '2026-03-12', headache: 'present' }] }
  const [piece] = dayOf(parts, '2026-03-12').pieces
  assert.deepEqual([piece.attackId, piece.hours, piece.spellHours.least], ['open', { least: 0, most: 24 }, 0])
  const [first] = dayOf(parts, '2026-03-02').pieces
  assert.deepEqual([first.hours, first.spellHours.least], [{ least: 0, most: 4 }, 0])
})

test('a forgotten "it is over" leaves the days open until something later speaks against it', () => {
  const open = { id: 'open', start: '2026-03-02T20:00', end: 'still-going', ...MIGRAINE }
  const days = [
    { date: '2026-03-03', headache: 'present' },
    { date: '2026-03-05', headache: 'none' },
  ] as const
  const parts: Parts = { lastDay: '2026-03-06', attacks: [open], days: [...days] }
  assert.deepEqual(headaches(parts), {
    '01': 'unknown',
    '02': 'met',
    '03': 'met',
    '04': 'unknown',
    '05': 'not-met',
    '06': 'unknown',
  })
  // of the days that are headache days, it is the same headache, however long
  const second = dayOf(parts, '2026-03-03')
  assert.deepEqual([second.pieces[0].attackId, second.pieces[0].hours], ['open', { least: 0, most: 24 }])
  const next = { id: 'next', start: '2026-03-05T08:00', end: '2026-03-05T18:00' } as const
  const later = headaches({ lastDay: '2026-03-06', attacks: [open, next] })
  assert.deepEqual([later['02'], later['03'], later['05'], later['06']], ['met', 'unknown', 'met', 'unknown'])
})

test('an attack that was left open makes no other headache of its day longer', () => {
  const attacks: Parts['attacks'] = [
    { id: 'open', start: '2026-03-02T08:00', end: 'still-going' },
    { id: 'short', start: '2026-03-02T20:00', end: '2026-03-02T21:00' },
  ]
  const day = dayOf({ attacks, days: [{ date: '2026-03-06', headache: 'none' }] }, '2026-03-02')
  assert.deepEqual(
    day.pieces.map(({ attackId, spellHours }) => [attackId, spellHours.least]),
    [
      ['open', 0],
      ['short', 1],
    ],
  )
})

test('an aura alone ends no headache that goes on', () => {
  const attacks: Parts['attacks'] = [
    { id: 'open', start: '2026-03-02T20:00', end: 'still-going' },
    { id: 'aura', start: '2026-03-03T08:00', end: '2026-03-03T08:30', withoutHeadache: true },
  ]
  assert.deepEqual(headaches({ lastDay: '2026-03-04', attacks }), {
    '01': 'unknown',
    '02': 'met',
    '03': 'met',
    '04': 'met',
  })
})

test('an intake on a day without an entry is a day with medicine, of which the headache is unknown', () => {
  const day = dayOf({ intakes: [{ id: 'i', at: '2026-03-05T09:00', product: 'sumatriptan' }] }, '2026-03-05')
  assert.deepEqual([day.headache, day.observed, day.acuteMedicine], ['unknown', false, 'met'])
})

test('without an intake: none where the day was noted or it was said, open where there is no entry or "no medicine" was denied', () => {
  const acute = (day: NonNullable<Parts['days']>[number] | null): string =>
    dayOf({ days: day === null ? [] : [day] }, '2026-03-05').acuteMedicine
  const date = '2026-03-05'
  assert.equal(acute({ date, headache: 'none' }), 'not-met')
  assert.equal(acute({ date, headache: 'present' }), 'not-met')
  assert.equal(acute({ date, headache: 'unknown', noMedicine: true }), 'not-met')
  assert.equal(acute({ date, headache: 'unknown' }), 'unknown')
  assert.equal(acute({ date, headache: 'present', noMedicine: false }), 'unknown')
  assert.equal(acute(null), 'unknown')
})

test('an intake at one in the morning belongs to the day that has begun, where the person is', () => {
  const intakes = [{ id: 'i', at: '2026-03-06T01:00', timeZone: 'Asia/Tokyo', product: 'sumatriptan' }]
  assert.equal(dayOf({ intakes }, '2026-03-06').acuteMedicine, 'met')
  assert.equal(dayOf({ intakes }, '2026-03-05').acuteMedicine, 'unknown')
})

test('an aura before midnight stands on its own day, though the pain came after it', () => {
  const parts: Parts = {
    attacks: [
      {
        id: 'a',
        start: '2026-03-06T00:10',
        end: '2026-03-06T09:00',
        aura: { start: '2026-03-05T23:40', symptoms: [{ kind: 'visual', durationMinutes: 25 }] },
      },
    ],
  }
  const before = dayOf(parts, '2026-03-05')
  assert.deepEqual([before.headache, before.auras.length], ['unknown', 1])
  assert.equal(dayOf(parts, '2026-03-06').auras.length, 0)
  // how long until the headache is taken from the two times, and the aura tells what kind of headache it was
  assert.equal(dayOf(parts, '2026-03-06').pieces[0].auras[0].headacheAfterMinutes, 30)
})

test('an aura with no headache after it says so', () => {
  const aura = { symptoms: [{ kind: 'visual' as const }] }
  const attacks = [{ id: 'a', start: '2026-03-05T09:00', end: '2026-03-05T09:30', withoutHeadache: true, aura }]
  const day = dayOf({ attacks }, '2026-03-05')
  assert.deepEqual([day.headache, day.auras[0].headacheAfterMinutes], ['unknown', 'none'])
})

test('what comes before and after an attack stands on days without headache', () => {
  const attacks: Parts['attacks'] = [
    {
      id: 'a',
      start: '2026-03-05T09:00',
      end: '2026-03-06T12:00',
      prodrome: { start: '2026-03-04T20:00', symptoms: ['yawning'] },
      postdrome: { end: '2026-03-07T18:00', symptoms: ['drained'] },
    },
  ]
  const days: Parts['days'] = [
    { date: '2026-03-04', headache: 'none' },
    { date: '2026-03-07', headache: 'none' },
    { date: '2026-03-08', headache: 'none', postdrome: [] },
  ]
  const phases = livedDays(diaryOf({ attacks, days }))
    .slice(2, 9)
    .map(({ headache, prodrome, postdrome }) => [headache, prodrome, postdrome])
  assert.deepEqual(phases, [
    ['unknown', 'unknown', 'unknown'],
    ['not-met', 'met', 'unknown'],
    ['met', 'met', 'unknown'],
    ['met', 'unknown', 'met'],
    ['not-met', 'unknown', 'met'],
    ['not-met', 'unknown', 'not-met'],
    ['unknown', 'unknown', 'unknown'],
  ])
})

test('a postdrome that has not lifted goes on until a day says that it has, or the next headache', () => {
  const attack = {
    id: 'a',
    start: '2026-03-05T09:00',
    end: '2026-03-05T18:00',
    postdrome: { end: 'still-going' as const, symptoms: ['foggy'] },
  }
  const felt = (parts: Parts): string[] =>
    livedDays(diaryOf({ lastDay: '2026-03-09', attacks: [attack], ...parts }))
      .filter(({ postdrome }) => postdrome === 'met')
      .map(({ date }) => date.slice(8))
  assert.deepEqual(felt({}), ['05', '06', '07', '08', '09'])
  assert.deepEqual(felt({ days: [{ date: '2026-03-08', headache: 'none', postdrome: [] }] }), ['05', '06', '07'])
  const next = { id: 'b', start: '2026-03-07T09:00', end: '2026-03-07T18:00' }
  assert.deepEqual(felt({ attacks: [attack, next] }), ['05', '06'])
})
