import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANNA, at, clinic, daily, SESSION, shownStarts, takenFrom } from '../fixtures/clinic.ts'
import { judgeStart, type WishedStart } from './judge-start.ts'
import type { CalendarFacts } from './model.ts'
import { planSeries, seriesStarts, type PlannedSession, type SeriesWish } from './series.ts'
import { sessionsWithout } from './trial-stretches.ts'

const BERLIN = 'Europe/Berlin'
const mornings = clinic(BERLIN, daily('09:00', '12:00'))
const course: SeriesWish = {
  ...{ service: 'session', practitioner: ANNA, location: 'here', first: at('2026-10-12T09:00+02:00') },
  ...{ count: 4, everyDays: 7, now: at('2026-10-01T00:00Z') },
  ...{ otherPractitioners: [], otherLocations: [], alternatives: 3, withinDays: 2 },
}

function sessions(facts: CalendarFacts, wish: SeriesWish = course): readonly PlannedSession[] {
  const planned = planSeries(facts, wish)
  assert.equal(planned.type, 'ok')
  return planned.type === 'ok' ? planned.sessions : []
}

test('a course stays at nine in the morning when the clocks change between', () => {
  const planned = sessions(mornings)
  assert.deepEqual(
    planned.map(({ start }) => new Date(start).toISOString().slice(0, 16)),
    ['2026-10-12T07:00', '2026-10-19T07:00', '2026-10-26T08:00', '2026-11-02T08:00'],
  )
  assert.ok(planned.every(({ opening, reason, alternatives }) => opening && !reason && alternatives.length === 0))
})

test('a time that the clock skips is moved to the first one after, and says so', () => {
  const first = at('2026-03-15T02:30+01:00')
  const starts = seriesStarts(BERLIN, first, 4, 7)
  assert.deepEqual(
    starts.map(({ start, moved }) => `${new Date(start).toISOString().slice(5, 16)} ${moved}`),
    ['03-15T01:30 false', '03-22T01:30 false', '03-29T01:00 true', '04-05T00:30 false'],
  )
  // of an hour that comes twice the first, but what was chosen stays
  const second = seriesStarts(BERLIN, at('2026-10-25T02:30+01:00'), 2, 364)
  assert.equal(second[0].start, at('2026-10-25T02:30+01:00'))
  assert.equal(seriesStarts(BERLIN, at('2026-10-24T02:30+02:00'), 2, 1)[1].start, at('2026-10-25T02:30+02:00'))
})

test('a session that is not open says why, and the nearest starts are offered that meet no other of the course', () => {
  const taken = [takenFrom('2026-10-19T08:30+02:00', '2026-10-19T10:30+02:00')]
  const planned = sessions({ ...mornings, taken })
  assert.deepEqual(
    planned.map(({ reason }) => reason),
    [null, 'taken', null, null],
  )
  assert.deepEqual(
    shownStarts(planned[1].alternatives, BERLIN).map((one) => one.slice(5, 16)),
    ['10-19T11:00', '10-18T11:00', '10-18T10:00'],
  )
  const everyDay = sessions({ ...mornings, taken }, { ...course, everyDays: 1, count: 9, alternatives: 99 })
  assert.deepEqual(
    shownStarts(everyDay[7].alternatives, BERLIN).map((one) => one.slice(5, 16)),
    [
      ...['10-19T11:00', '10-18T11:00', '10-18T10:00', '10-20T10:00', '10-20T11:00'],
      ...['10-17T11:00', '10-17T10:00', '10-21T09:00', '10-21T10:00', '10-21T11:00'],
    ],
  )
})

test('what somebody has in the clinic already is in the way of a course, and of its alternatives', () => {
  const personBusy = [{ from: at('2026-10-19T09:00+02:00'), to: at('2026-10-19T11:30+02:00') }]
  const planned = sessions(mornings, { ...course, personBusy })
  assert.deepEqual(
    planned.map(({ reason }) => reason),
    [null, 'person-busy', null, null],
  )
  assert.deepEqual(
    shownStarts(planned[1].alternatives, BERLIN).map((one) => one.slice(5, 16)),
    ['10-18T11:00', '10-18T10:00', '10-18T09:00'],
  )
})

test('somebody else and another place are offered where they may be', () => {
  const facts = {
    ...mornings,
    locations: [...mornings.locations, { id: 'there', timeZone: BERLIN, rooms: [] }],
    offerings: [...mornings.offerings, { ...mornings.offerings[0], practitioner: 'ben', location: 'there' }],
    plans: [...mornings.plans, ...daily('09:00', '10:00', 'there').map((plan) => ({ ...plan, practitioner: 'ben' }))],
    taken: [takenFrom('2026-10-19T09:00+02:00', '2026-10-19T12:00+02:00')],
  }
  assert.equal(sessions(facts)[1].alternatives[0].practitioner, ANNA)
  const open = sessions(facts, { ...course, otherPractitioners: null, otherLocations: ['there'] })
  assert.deepEqual(open[1].alternatives[0].practitioner, 'ben')
  assert.deepEqual(open[1].alternatives[0].start, open[1].start)
})

test('sessions in a stretch of a trial without the treatment are named, with the days around it, and alternatives keep out of it', () => {
  const stretches = [
    { firstDay: '2026-10-05', lastDay: '2026-10-18', on: true },
    { firstDay: '2026-10-19', lastDay: '2026-11-01', on: false },
    { firstDay: '2026-11-02', lastDay: '2026-11-15', on: true },
  ]
  const starts = sessions(mornings).map(({ start }) => start)
  assert.deepEqual(sessionsWithout(starts, stretches, BERLIN), [
    { session: 1, day: '2026-10-19', stretch: stretches[1], lastBefore: '2026-10-18', firstAfter: '2026-11-02' },
    { session: 2, day: '2026-10-26', stretch: stretches[1], lastBefore: '2026-10-18', firstAfter: '2026-11-02' },
  ])
  assert.deepEqual(sessionsWithout([], stretches, BERLIN), [])
  // after the last stretch the treatment is free
  assert.deepEqual(sessionsWithout([at('2026-12-01T09:00+01:00')], stretches, BERLIN), [])
  // the day is the one there: late on the last day without
  assert.equal(sessionsWithout([at('2026-11-01T23:30+01:00')], stretches, BERLIN).length, 1)
  assert.equal(sessionsWithout([at('2026-11-01T23:30+01:00')], stretches, 'Asia/Tokyo').length, 0)
  const planned = sessions(mornings, { ...course, stretches })
  assert.deepEqual(
    planned.map(({ without, opening }) => [without !== null, opening !== null]),
    [...[[false, true]], ...[[true, true]], ...[[true, true]], ...[[false, true]]],
  )
  assert.deepEqual(
    shownStarts(planned[1].alternatives, BERLIN).map((one) => one.slice(5, 16)),
    ['10-18T11:00', '10-18T10:00', '10-18T09:00'],
  )
})

test('a course that cannot be is named with its place', () => {
  const faults = [
    [{ service: 'tarot' }, 'service no-such-service tarot'],
    [{ location: 'nowhere' }, 'location no-such-location nowhere'],
    [{ first: Number.NaN }, 'first not-a-time NaN'],
    [{ first: at('2126-10-12T09:00+02:00') }, `first not-a-time ${at('2126-10-12T09:00+02:00')}`],
    [{ count: 0 }, 'count not-a-count 0'],
    [{ count: 61 }, 'count not-a-count 61'],
    [{ count: 1.5 }, 'count not-a-count 1.5'],
    [{ everyDays: 0 }, 'everyDays not-an-interval 0'],
    [{ everyDays: 365 }, 'everyDays too-long 365'],
  ] as const
  for (const [more, expected] of faults) {
    const planned = planSeries(mornings, { ...course, ...more })
    assert.equal(planned.type === 'error' && `${planned.path} ${planned.code} ${planned.value}`, expected)
  }
})

test('a start that is not open says the first thing that is in its way', () => {
  const room = { ...SESSION, id: 'in-a-room', needsRoom: true }
  const group = { ...SESSION, id: 'group', capacity: 3 }
  const facts: CalendarFacts = {
    ...mornings,
    services: [{ ...SESSION, noticeMinutes: 60, horizonDays: 30 }, room, group],
    locations: [{ id: 'here', timeZone: BERLIN, rooms: ['blue'] }],
    offerings: [
      { service: 'session', practitioner: ANNA, location: 'here', licensedUntil: '2026-10-25' },
      ...['in-a-room', 'group'].map((service) => ({ ...mornings.offerings[0], service })),
    ],
    exceptions: [
      {
        ...{ kind: 'away', practitioner: ANNA, location: null, room: null },
        span: { from: at('2026-10-14T00:00+02:00'), to: at('2026-10-15T00:00+02:00') },
      },
    ],
    taken: [
      takenFrom('2026-10-13T09:00+02:00', '2026-10-13T10:00+02:00'),
      takenFrom('2026-10-13T10:00+02:00', '2026-10-13T11:00+02:00', { practitioner: 'ben', room: 'blue' }),
      takenFrom('2026-10-15T09:00+02:00', '2026-10-15T10:00+02:00', {
        group: { service: 'group', location: 'here', start: at('2026-10-15T09:00+02:00'), seatsLeft: 0 },
      }),
    ],
  }
  const base = { practitioner: ANNA, location: 'here', room: null, now: at('2026-10-12T08:30+02:00') }
  const judged = (start: string, service = 'session', more: Partial<WishedStart> = {}): string => {
    const said = judgeStart(facts, { ...base, service, start: at(start), ...more })
    return said.type === 'open' ? 'open' : said.reason
  }
  assert.equal(judged('2026-10-12T10:00+02:00'), 'open')
  assert.equal(judged('2026-10-12T10:00+02:00', 'tarot'), 'no-such-service')
  assert.equal(judged('2026-10-12T10:00+02:00', 'session', { practitioner: 'ben' }), 'not-offered')
  assert.equal(judged('2026-10-12T08:00+02:00'), 'past')
  assert.equal(judged('2026-10-12T08:00+02:00', 'session', { byDesk: true }), 'past')
  assert.equal(judged('2026-10-12T09:00+02:00'), 'too-soon')
  assert.equal(judged('2026-10-12T09:00+02:00', 'session', { byDesk: true }), 'open')
  assert.equal(judged('2026-11-12T09:00+01:00'), 'too-far')
  assert.equal(judged('2126-11-12T09:00+01:00', 'session', { byDesk: true }), 'too-far')
  assert.equal(judged('2026-10-26T09:00+01:00'), 'licence-over')
  const personBusy = [{ from: at('2026-10-12T10:30+02:00'), to: at('2026-10-12T12:00+02:00') }]
  assert.equal(judged('2026-10-12T10:00+02:00', 'session', { personBusy }), 'person-busy')
  assert.equal(judged('2026-10-13T14:00+02:00'), 'not-working')
  assert.equal(judged('2026-10-14T09:00+02:00'), 'away')
  assert.equal(judged('2026-10-15T09:00+02:00', 'group'), 'full')
  assert.equal(judged('2026-10-13T10:10+02:00'), 'off-grid')
  assert.equal(judged('2026-10-13T10:10+02:00', 'session', { byDesk: true }), 'open')
  assert.equal(judged('2026-10-13T10:10:20+02:00', 'session', { byDesk: true }), 'off-grid')
  assert.equal(judged('2026-10-13T09:00+02:00'), 'taken')
  assert.equal(judged('2026-10-13T10:00+02:00', 'in-a-room'), 'no-room')
  assert.equal(judged('2026-10-13T11:00+02:00', 'in-a-room', { room: 'blue' }), 'open')
  assert.equal(judged('2026-10-13T11:00+02:00', 'in-a-room', { room: 'green' }), 'no-room')
  assert.equal(judgeStart(facts, { ...base, service: 'session', start: Number.NaN }).type, 'closed')
})
