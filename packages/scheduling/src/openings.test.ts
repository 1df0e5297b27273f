import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANNA, at, clinic, daily, SESSION, shownStarts, takenFrom, wished } from '../fixtures/clinic.ts'
import type { CalendarFacts, Wish } from './model.ts'
import { openings } from './openings.ts'
import { wishFault } from './wish-fault.ts'

const MADRID = 'Europe/Madrid'
const morning = clinic(MADRID, daily('09:00', '12:00'))

function times(facts: CalendarFacts, wish: Wish = wished('2026-03-03')): string[] {
  return shownStarts(openings(facts, wish), MADRID).map((one) => one.slice(5, 16))
}

test('a morning of work holds three sessions, and the last one ends with it', () => {
  assert.deepEqual(times(morning), ['03-03T09:00', '03-03T10:00', '03-03T11:00'])
  const longer = { ...morning, services: [{ ...SESSION, minutes: 90, everyMinutes: 30 }] }
  assert.deepEqual(times(longer), ['03-03T09:00', '03-03T09:30', '03-03T10:00', '03-03T10:30'])
})

test('what is taken, leave and closures take starts away, and the grid stays where work begins', () => {
  const half = { ...morning, services: [{ ...SESSION, minutes: 30, everyMinutes: 30 }] }
  const taken = [takenFrom('2026-03-03T09:10+01:00', '2026-03-03T09:50+01:00')]
  assert.deepEqual(times({ ...half, taken }), ['03-03T10:00', '03-03T10:30', '03-03T11:00', '03-03T11:30'])
  const span = { from: at('2026-03-03T09:40+01:00'), to: at('2026-03-03T10:45+01:00') }
  const away = { kind: 'away', practitioner: null, location: 'here', room: null, span } as const
  assert.deepEqual(times({ ...half, exceptions: [away] }), ['03-03T09:00', '03-03T11:00', '03-03T11:30'])
  assert.deepEqual(times({ ...half, exceptions: [{ ...away, location: 'elsewhere' }] }).length, 6)
  assert.deepEqual(times({ ...half, exceptions: [{ ...away, practitioner: 'somebody else' }] }).length, 6)
})

test('buffers keep away from what is taken, at every location, and may reach beyond work', () => {
  const services = [{ ...SESSION, bufferBefore: 15, bufferAfter: 15 }]
  assert.equal(times({ ...morning, services }).length, 3)
  const taken = [takenFrom('2026-03-03T10:00+01:00', '2026-03-03T10:50+01:00')]
  assert.deepEqual(times({ ...morning, services, taken }), [])
  assert.deepEqual(times({ ...morning, taken }), ['03-03T09:00', '03-03T11:00'])
  assert.deepEqual(
    times({
      ...morning,
      taken: [takenFrom('2026-03-03T09:00+01:00', '2026-03-03T12:00+01:00', { practitioner: 'ben' })],
    }).length,
    3,
  )
})

test('further hours beside the plan can be chosen, also across the end of the plan, and leave goes before them', () => {
  const span = { from: at('2026-03-03T12:00+01:00'), to: at('2026-03-03T13:30+01:00') }
  const extra = { kind: 'extra', practitioner: ANNA, location: 'here', room: null, span } as const
  const services = [{ ...SESSION, everyMinutes: 30 }]
  const facts = { ...morning, services, exceptions: [extra] }
  assert.deepEqual(times(facts).slice(-4), ['03-03T11:00', '03-03T11:30', '03-03T12:00', '03-03T12:30'])
  assert.deepEqual(times({ ...facts, exceptions: [extra, { ...extra, kind: 'away' }] }).at(-1), '03-03T11:00')
})

test('notice, horizon and the past close starts, and the desk is held by the past alone', () => {
  const services = [{ ...SESSION, noticeMinutes: 60, horizonDays: 1 }]
  const facts = { ...morning, services }
  const wish = wished('2026-03-03', '2026-03-05', { now: at('2026-03-03T08:30+01:00') })
  assert.deepEqual(times(facts, wish), [
    ...['03-03T10:00', '03-03T11:00'],
    ...['03-04T09:00', '03-04T10:00', '03-04T11:00'],
  ])
  assert.equal(times(facts, { ...wish, byDesk: true }).length, 9)
  assert.equal(times(facts, { ...wish, byDesk: true, now: at('2026-03-03T09:01+01:00') }).length, 8)
})

test('the last day of a licence is a whole day there, a visit over its midnight is none, and the longer of two licences holds', () => {
  const late = clinic(MADRID, daily('22:00', '02:00'), { services: [{ ...SESSION, everyMinutes: 30 }] })
  const offering = { ...late.offerings[0], licensedUntil: '2026-03-03' }
  const facts = { ...late, offerings: [offering] }
  assert.deepEqual(times(facts, wished('2026-03-03', '2026-03-06')), [
    ...['03-03T00:00', '03-03T00:30', '03-03T01:00', '03-03T22:00', '03-03T22:30', '03-03T23:00'],
  ])
  const two = { ...late, offerings: [{ ...offering, licensedUntil: '2026-03-04' }, offering] }
  assert.equal(times(two, wished('2026-03-04', '2026-03-06')).at(-1), '03-04T23:00')
})

test('an end in the year 9999 is no end, and a licence of the year 1 none', () => {
  const plans = morning.plans.map((plan) => ({ ...plan, validFrom: '0001-01-01', validUntil: '9999-12-31' }))
  const until = (licensedUntil: string): number =>
    times({ ...morning, plans, offerings: [{ ...morning.offerings[0], licensedUntil }] }).length
  assert.equal(until('9999-12-31'), 3)
  assert.equal(until('0001-01-01'), 0)
  assert.equal(until('infinity'), 0)
})

test('nobody is offered a time at which they are expected elsewhere in the clinic', () => {
  const personBusy = [{ from: at('2026-03-03T10:59+01:00'), to: at('2026-03-03T11:00+01:00') }]
  assert.deepEqual(times(morning, wished('2026-03-03', '2026-03-03', { personBusy })), ['03-03T09:00', '03-03T11:00'])
})

test('a plan holds from its first to its last day', () => {
  const plans = daily('09:00', '10:00').map((plan) => ({ ...plan, validFrom: '2026-03-03', validUntil: '2026-03-04' }))
  assert.deepEqual(times({ ...morning, plans }, wished('2026-03-01', '2026-03-09')), ['03-03T09:00', '03-04T09:00'])
})

test('the first free room is given, and without one there is no start', () => {
  const services = [{ ...SESSION, needsRoom: true }]
  const locations = [{ ...morning.locations[0], rooms: ['blue', 'green'] }]
  const taken = [
    takenFrom('2026-03-03T09:00+01:00', '2026-03-03T11:00+01:00', { practitioner: 'ben', room: 'blue' }),
    takenFrom('2026-03-03T10:30+01:00', '2026-03-03T10:40+01:00', { practitioner: 'cleo', room: 'green' }),
  ]
  const rooms = (facts: CalendarFacts): string[] =>
    openings(facts, wished('2026-03-03')).map(({ start, room }) => `${new Date(start).getUTCHours() + 1} ${room}`)
  const facts = { ...morning, services, locations, taken }
  assert.deepEqual(rooms(facts), ['9 green', '11 blue'])
  const span = { from: at('2026-03-03T00:00+01:00'), to: at('2026-03-04T00:00+01:00') }
  const closed = { kind: 'away', practitioner: null, location: 'here', room: 'blue', span } as const
  assert.deepEqual(rooms({ ...facts, exceptions: [closed] }), ['9 green', '11 green'])
  assert.deepEqual(rooms({ ...facts, locations: [{ ...morning.locations[0], rooms: [] }] }), [])
})

test('a group that stands can be joined while seats are left, and at no other time beside it', () => {
  const services = [{ ...SESSION, id: 'relaxation', capacity: 4 }, SESSION]
  const offerings = [...morning.offerings, { ...morning.offerings[0], service: 'relaxation' }]
  const start = at('2026-03-03T10:20+01:00')
  const group = { service: 'relaxation', location: 'here', start, seatsLeft: 2 }
  const taken = [takenFrom('2026-03-03T10:20+01:00', '2026-03-03T11:20+01:00', { group })]
  const facts = { ...morning, services, offerings, taken }
  const seats = (seatsLeft: number): string[] =>
    openings(
      { ...facts, taken: [...taken, { ...taken[0], group: { ...group, seatsLeft } }] },
      wished('2026-03-03', '2026-03-03', { service: 'relaxation' }),
    ).map((one) => `${new Date(one.start).toISOString().slice(11, 16)} ${one.seatsLeft}`)
  assert.deepEqual(seats(1), ['08:00 4', '09:20 1'])
  assert.deepEqual(seats(0), ['08:00 4'])
  assert.deepEqual(times(facts), ['03-03T09:00'])
  // nor where its room is closed, or its practitioner away
  const span = { from: at('2026-03-03T11:00+01:00'), to: at('2026-03-03T12:00+01:00') }
  const away = { kind: 'away', practitioner: null, location: 'here', room: 'blue', span } as const
  const inBlue = {
    ...facts,
    services: [{ ...services[0], needsRoom: true }],
    locations: [{ ...morning.locations[0], rooms: ['blue'] }],
    taken: [{ ...taken[0], room: 'blue' }],
  }
  const joined = (exceptions: CalendarFacts['exceptions']): (number | string | null)[][] =>
    openings({ ...inBlue, exceptions }, wished('2026-03-03', '2026-03-03', { service: 'relaxation' }))
      .filter((one) => one.start === start)
      .map(({ room, seatsLeft }) => [room, seatsLeft])
  assert.deepEqual(joined([]), [['blue', 2]])
  assert.deepEqual(joined([away]), [])
  assert.deepEqual(joined([{ ...away, room: null }]), [])
})

test('a part of the day is one by the clock of the location, and a limit leaves the earliest', () => {
  const day = clinic(MADRID, daily('11:00', '18:00'))
  assert.deepEqual(times(day, wished('2026-03-03', '2026-03-03', { daypart: 'morning' })), ['03-03T11:00'])
  assert.equal(times(day, wished('2026-03-03', '2026-03-03', { daypart: 'afternoon' })).length, 5)
  assert.deepEqual(times(day, wished('2026-03-03', '2026-03-03', { daypart: 'evening' })), ['03-03T17:00'])
  assert.deepEqual(times(day, wished('2026-03-03', '2026-03-20', { limit: 2 })), ['03-03T11:00', '03-03T12:00'])
})

test('a wish that cannot be looked for is named with its place, and finds nothing', () => {
  const faults = [
    [{ service: 'tarot' }, 'service no-such-service tarot'],
    [{ locations: ['here', 'nowhere'] }, 'locations no-such-location nowhere'],
    [{ from: '2026-02-30' }, 'from not-a-day 2026-02-30'],
    [{ to: 'tomorrow' }, 'to not-a-day tomorrow'],
    [{ to: '2026-03-02' }, 'to days-reversed 2026-03-02'],
    [{ to: '2028-03-02' }, 'to too-many-days 2028-03-02'],
    [{ limit: 0 }, 'limit no-such-limit 0'],
    [{ limit: Number.NaN }, 'limit no-such-limit NaN'],
  ] as const
  for (const [more, expected] of faults) {
    const wish = wished('2026-03-03', '2026-03-03', more)
    const fault = wishFault(morning, wish)
    assert.equal(`${fault?.path} ${fault?.code} ${fault?.value}`, expected)
    assert.deepEqual(openings(morning, wish), [])
  }
  assert.equal(wishFault(morning, wished('2026-03-03')), null)
})

test('what is looked at grows with the days as they do, not faster', () => {
  const half = { ...SESSION, minutes: 45, bufferAfter: 15, needsRoom: true, everyMinutes: 15 }
  const taken = Array.from({ length: 400 }, (_, day) => {
    const from = at('2026-03-02T10:00Z') + day * 86_400_000
    return { practitioner: ANNA, room: 'blue', span: { from, to: from + 3_600_000 }, group: null }
  })
  const locations = [{ id: 'here', timeZone: MADRID, rooms: ['blue', 'green'] }]
  const facts = { ...clinic(MADRID, daily('08:00', '18:00'), { services: [half] }), locations }
  const steps = (days: number): number => {
    const work = { steps: 0 }
    const to = new Date(at('2026-03-02T00:00Z') + (days - 1) * 86_400_000).toISOString().slice(0, 10)
    const found = openings({ ...facts, taken: taken.slice(0, days) }, wished('2026-03-02', to), work)
    assert.ok(found.length > 20 * days)
    return work.steps
  }
  const [one, two, four] = [steps(50), steps(100), steps(200)]
  assert.ok(Math.abs(two / one - 2) < 0.05 && Math.abs(four / two - 2) < 0.05, `${one} ${two} ${four}`)
  // 40 starts a day, and a few steps for what stands between them
  assert.ok(one < 50 * 50, `${one} steps for 50 days`)
})
