// Nights and days on which a calendar is easily wrong, as a table: a zone, when somebody works, and every start of an hour that there is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANNA, at, clinic, daily, SESSION, shownStarts, wished } from '../fixtures/clinic.ts'
import { openings } from './openings.ts'

interface TimeCase {
  readonly what: string
  readonly zone: string
  /** Every day, or on one day of the week alone. */
  readonly work: readonly [from: string, to: string, weekday?: number]
  readonly days: readonly [from: string, to: string]
  /** As the clock there shows them; or how many. */
  readonly starts: string | number
}

const CASES: readonly TimeCase[] = [
  {
    what: 'clocks go forward in the night: the skipped hour is none',
    ...{ zone: 'Europe/Berlin', work: ['00:00', '06:00'], days: ['2026-03-29', '2026-03-29'] },
    starts: '00:00+01:00 01:00+01:00 03:00+02:00 04:00+02:00 05:00+02:00',
  },
  {
    what: 'clocks go back: the hour that comes twice is worked twice',
    ...{ zone: 'Europe/Berlin', work: ['00:00', '06:00'], days: ['2026-10-25', '2026-10-25'] },
    starts: '00:00+02:00 01:00+02:00 02:00+02:00 02:00+01:00 03:00+01:00 04:00+01:00 05:00+01:00',
  },
  {
    what: 'a night shift over the change forward is an hour shorter',
    ...{ zone: 'Europe/Berlin', work: ['22:00', '06:00', 6], days: ['2026-03-28', '2026-03-29'] },
    starts: '22:00+01:00 23:00+01:00 00:00+01:00 01:00+01:00 03:00+02:00 04:00+02:00 05:00+02:00',
  },
  {
    what: 'a night shift over the change back is an hour longer',
    ...{ zone: 'Europe/Berlin', work: ['22:00', '04:00', 6], days: ['2026-10-24', '2026-10-25'] },
    starts: '22:00+02:00 23:00+02:00 00:00+02:00 01:00+02:00 02:00+02:00 02:00+01:00 03:00+01:00',
  },
  {
    what: 'of a night shift, the day after it began holds what is after midnight',
    ...{ zone: 'Europe/Berlin', work: ['22:00', '02:00', 6], days: ['2026-06-07', '2026-06-07'] },
    starts: '00:00+02:00 01:00+02:00',
  },
  {
    what: 'work that is to begin in the skipped hour begins after it',
    ...{ zone: 'Europe/Berlin', work: ['02:30', '05:30'], days: ['2026-03-29', '2026-03-29'] },
    starts: '03:00+02:00 04:00+02:00',
  },
  {
    what: 'work that is to end in the skipped hour ends before it',
    ...{ zone: 'Europe/Berlin', work: ['00:30', '02:30'], days: ['2026-03-29', '2026-03-29'] },
    starts: '00:30+01:00',
  },
  {
    what: 'work that lies in the skipped hour is none',
    ...{ zone: 'Europe/Berlin', work: ['02:00', '03:00'], days: ['2026-03-29', '2026-03-29'] },
    starts: '',
  },
  {
    what: 'work that is to end in the hour that comes twice ends the first time',
    ...{ zone: 'Europe/Berlin', work: ['00:30', '02:30'], days: ['2026-10-25', '2026-10-25'] },
    starts: '00:30+02:00 01:30+02:00',
  },
  {
    what: 'New York, forward',
    ...{ zone: 'America/New_York', work: ['01:00', '05:00'], days: ['2026-03-08', '2026-03-08'] },
    starts: '01:00-05:00 03:00-04:00 04:00-04:00',
  },
  {
    what: 'New York, back',
    ...{ zone: 'America/New_York', work: ['00:00', '03:00'], days: ['2026-11-01', '2026-11-01'] },
    starts: '00:00-04:00 01:00-04:00 01:00-05:00 02:00-05:00',
  },
  {
    what: 'Lord Howe goes forward by half an hour',
    ...{ zone: 'Australia/Lord_Howe', work: ['01:00', '04:00'], days: ['2026-10-04', '2026-10-04'] },
    starts: '01:00+10:30 02:30+11:00',
  },
  {
    what: 'Lord Howe goes back by half an hour',
    ...{ zone: 'Australia/Lord_Howe', work: ['01:00', '03:00'], days: ['2026-04-05', '2026-04-05'] },
    starts: '01:00+11:00 01:30+10:30',
  },
  {
    what: 'Morocco, back for Ramadan',
    ...{ zone: 'Africa/Casablanca', work: ['00:00', '05:00'], days: ['2025-02-23', '2025-02-23'] },
    starts: '00:00+01:00 01:00+01:00 02:00+01:00 02:00+00:00 03:00+00:00 04:00+00:00',
  },
  {
    what: 'Morocco, forward after Ramadan',
    ...{ zone: 'Africa/Casablanca', work: ['00:00', '05:00'], days: ['2025-04-06', '2025-04-06'] },
    starts: '00:00+00:00 01:00+00:00 03:00+01:00 04:00+01:00',
  },
  {
    what: 'Kathmandu is three quarters of an hour off, on a leap day too',
    ...{ zone: 'Asia/Kathmandu', work: ['09:00', '11:00'], days: ['2028-02-29', '2028-02-29'] },
    starts: '09:00+05:45 10:00+05:45',
  },
  {
    what: 'a leap year has a day between 28 February and 1 March',
    ...{ zone: 'Asia/Kathmandu', work: ['09:00', '10:00'], days: ['2028-02-28', '2028-03-01'], starts: 3 },
  },
  {
    what: 'other years have none',
    ...{ zone: 'Asia/Kathmandu', work: ['09:00', '10:00'], days: ['2027-02-28', '2027-03-01'], starts: 2 },
  },
  {
    what: 'the century that is divisible by 400 had one',
    ...{ zone: 'Europe/Berlin', work: ['09:00', '10:00'], days: ['2000-02-28', '2000-03-01'], starts: 3 },
  },
  {
    what: 'Kazakhstan gave up one of its zones at midnight: the last hour of February came twice',
    ...{ zone: 'Asia/Almaty', work: ['22:00', '00:00', 4], days: ['2024-02-29', '2024-03-01'] },
    starts: '22:00+06:00 23:00+06:00 23:00+05:00',
  },
  {
    what: 'Turkey stayed on summer time',
    ...{ zone: 'Europe/Istanbul', work: ['09:00', '10:00'], days: ['2016-10-30', '2016-10-31'] },
    starts: '09:00+03:00 09:00+03:00',
  },
  {
    what: 'Brazil changes its clocks no more',
    ...{ zone: 'America/Sao_Paulo', work: ['00:00', '02:00'], days: ['2019-11-03', '2019-11-03'] },
    starts: '00:00-03:00 01:00-03:00',
  },
  {
    what: 'Samoa had no 30 December 2011',
    ...{ zone: 'Pacific/Apia', work: ['09:00', '11:00'], days: ['2011-12-29', '2011-12-31'] },
    starts: '09:00-10:00 10:00-10:00 09:00+14:00 10:00+14:00',
  },
  {
    what: 'a shift into the day that Samoa skipped ends at midnight',
    ...{ zone: 'Pacific/Apia', work: ['22:00', '02:00', 4], days: ['2011-12-29', '2011-12-31'] },
    starts: '22:00-10:00 23:00-10:00',
  },
  {
    what: 'a shift on the day that Samoa skipped is none',
    ...{ zone: 'Pacific/Apia', work: ['09:00', '17:00', 5], days: ['2011-12-29', '2011-12-31'], starts: '' },
  },
  {
    what: 'in Havana the day begins at one where clocks go forward at midnight',
    ...{ zone: 'America/Havana', work: ['00:00', '03:00'], days: ['2026-03-08', '2026-03-08'] },
    starts: '01:00-04:00 02:00-04:00',
  },
  {
    what: 'clocks that go back at midnight give the day before its last hour twice',
    ...{ zone: 'America/Sao_Paulo', work: ['22:00', '01:00', 6], days: ['2018-02-17', '2018-02-17'] },
    starts: '22:00-02:00 23:00-02:00 23:00-03:00',
  },
  {
    what: 'from midnight to midnight is a whole day',
    ...{ zone: 'Europe/Berlin', work: ['00:00', '00:00'], days: ['2026-06-07', '2026-06-07'], starts: 24 },
  },
  {
    what: 'which has 23 hours in spring',
    ...{ zone: 'Europe/Berlin', work: ['00:00', '24:00'], days: ['2026-03-29', '2026-03-29'], starts: 23 },
  },
  {
    what: 'and 25 in autumn',
    ...{ zone: 'Europe/Berlin', work: ['00:00', '00:00'], days: ['2026-10-25', '2026-10-25'], starts: 25 },
  },
  {
    what: 'a year of mornings over both changes has one each day',
    ...{ zone: 'America/New_York', work: ['09:00', '10:00'], days: ['2026-01-01', '2026-12-31'], starts: 365 },
  },
]

for (const { what, zone, work, days, starts } of CASES) {
  test(`${zone}: ${what}`, () => {
    const [from, to, weekday] = work
    const plans = daily(from, to).filter((plan) => weekday === undefined || plan.weekday === weekday)
    const found = shownStarts(openings(clinic(zone, plans), wished(...days)), zone)
    if (typeof starts === 'number') assert.equal(found.length, starts)
    else assert.equal(found.map((one) => one.slice(11)).join(' '), starts)
  })
}

test('on both sides of the date line today is another day, and each location keeps to its own', () => {
  const locations = [
    { id: 'kiritimati', timeZone: 'Pacific/Kiritimati', rooms: [] },
    { id: 'pago-pago', timeZone: 'Pacific/Pago_Pago', rooms: [] },
  ]
  const facts = {
    ...clinic('UTC', [...daily('09:00', '10:00', 'kiritimati'), ...daily('23:30', '00:30', 'pago-pago')]),
    services: [{ ...SESSION, horizonDays: 0 }],
    locations,
    offerings: locations.map(({ id: location }) => ({
      ...{ service: 'session', practitioner: ANNA, location, licensedUntil: null },
    })),
  }
  // Wednesday in Kiritimati, still Monday in Pago Pago
  const found = openings(facts, wished('2026-03-01', '2026-03-07', { now: at('2026-03-03T10:15Z') }))
  assert.deepEqual(
    found.map(({ location, start }) => `${location} ${new Date(start).toISOString()}`),
    ['pago-pago 2026-03-03T10:30:00.000Z', 'kiritimati 2026-03-03T19:00:00.000Z'],
  )
})
