import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANNA, at, clinic, daily } from '../fixtures/clinic.ts'
import { seeded } from '../fixtures/random-calendar.ts'
import { daySpan, localTime, momentAt, readIso } from './local-moments.ts'
import type { WorkingPlan } from './model.ts'
import { planFault, plansClash } from './plan-fault.ts'
import { reminderAt } from './reminder-times.ts'
import { isoWithOffset } from './two-clocks.ts'
import { workingTimes } from './working-times.ts'

function hours(day: string, zone: string): number | null {
  const span = daySpan(day, zone)
  return span === null ? null : (span.to - span.from) / 3_600_000
}

test('a day is as long as it was there: 23, 25, 23.5 hours, or none', () => {
  assert.equal(hours('2026-03-28', 'Europe/Berlin'), 24)
  assert.equal(hours('2026-03-29', 'Europe/Berlin'), 23)
  assert.equal(hours('2026-10-25', 'Europe/Berlin'), 25)
  assert.equal(hours('2026-10-04', 'Australia/Lord_Howe'), 23.5)
  assert.equal(hours('2011-12-30', 'Pacific/Apia'), 0)
  assert.equal(hours('2026-02-29', 'Europe/Berlin'), null)
})

test('a day and a time that were typed are a moment, and say where the clock skips it or shows it twice', () => {
  const moment = at('2026-06-01T09:30+02:00')
  assert.deepEqual(momentAt('2026-06-01', '09:30', 'Europe/Berlin'), { moment, again: null, skipped: false })
  assert.deepEqual(localTime(moment, 'Europe/Berlin'), { day: '2026-06-01', time: '09:30' })
  assert.deepEqual(momentAt('2026-03-29', '02:30', 'Europe/Berlin'), {
    ...{ moment: at('2026-03-29T03:00+02:00'), again: null, skipped: true },
  })
  assert.deepEqual(momentAt('2026-10-25', '02:30', 'Europe/Berlin'), {
    ...{ moment: at('2026-10-25T02:30+02:00'), again: at('2026-10-25T02:30+01:00'), skipped: false },
  })
  assert.deepEqual(momentAt('2026-10-24', '02:30', 'Europe/Berlin')?.again, null)
  assert.deepEqual(momentAt('2026-10-25', '24:00', 'Europe/Berlin')?.moment, at('2026-10-26T00:00+01:00'))
  for (const [day, time] of [
    ['2026-02-30', '09:00'],
    ['2026-03-01', '25:00'],
    ['tomorrow', 'noon'],
  ])
    assert.equal(momentAt(day, time, 'Europe/Berlin'), null)
})

test('a time without its offset is no moment, and one with it is the same again', () => {
  assert.equal(readIso('2026-10-25T02:30:00+01:00'), at('2026-10-25T01:30Z'))
  assert.equal(readIso(isoWithOffset(at('2026-10-25T01:30Z'), 'Asia/Kathmandu')), at('2026-10-25T01:30Z'))
  for (const text of [
    '2026-10-25T02:30',
    '2026-10-25',
    '2026-02-30T10:00Z',
    '2026-10-25T25:00Z',
    '0',
    '',
    '2026-10-25T02:30:00+1',
  ])
    assert.equal(readIso(text), null, text)
})

test('reminders come so long before, or at their time of day on the clock of the location, and never afterwards', () => {
  const start = at('2026-03-30T09:00+02:00')
  assert.equal(reminderAt(start, 'Europe/Berlin', { kind: 'before', minutes: 1440 }), start - 86_400_000)
  const evening = (days: number, time: string): number | null =>
    reminderAt(start, 'Europe/Berlin', { kind: 'days-before', days, time })
  assert.equal(evening(2, '17:00'), at('2026-03-28T17:00+01:00'))
  assert.equal(evening(1, '17:00'), at('2026-03-29T17:00+02:00'))
  assert.equal(evening(1, '02:30'), at('2026-03-29T03:00+02:00'))
  assert.equal(evening(0, '08:00'), at('2026-03-30T08:00+02:00'))
  assert.equal(evening(0, '09:00'), null)
  assert.equal(evening(1, 'evening'), null)
  assert.equal(reminderAt(start, 'Europe/Berlin', { kind: 'before', minutes: 0 }), null)
  // the day before is that of the location
  assert.equal(
    reminderAt(at('2026-03-30T01:00+14:00'), 'Pacific/Kiritimati', { kind: 'days-before', days: 1, time: '18:00' }),
    at('2026-03-29T18:00+14:00'),
  )
})

test('a plan that is none is named with its place', () => {
  const [plan] = daily('09:00', '17:00')
  const faults = [
    [{ weekday: 8 }, 'weekday not-a-weekday 8'],
    [{ weekday: 1.5 }, 'weekday not-a-weekday 1.5'],
    [{ from: '9:00' }, 'from not-a-time 9:00'],
    [{ from: '24:00' }, 'from not-a-time 24:00'],
    [{ to: '24:30' }, 'to not-a-time 24:30'],
    [{ validFrom: '2026-02-29' }, 'validFrom not-a-day 2026-02-29'],
    [{ validUntil: 'never' }, 'validUntil not-a-day never'],
    [{ validUntil: '1989-12-31' }, 'validUntil days-reversed 1989-12-31'],
  ] as const
  for (const [more, expected] of faults) {
    const fault = planFault({ ...plan, ...more })
    assert.equal(`${fault?.path} ${fault?.code} ${fault?.value}`, expected)
  }
  assert.equal(planFault({ ...plan, to: '24:00', validUntil: '2026-01-01' }), null)
})

test('two plans meet exactly where some minute of some day belongs to both, over midnight and Sunday too', () => {
  const random = seeded(5)
  const whole = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1))
  const drawn = (): WorkingPlan => ({
    ...{ practitioner: ANNA, location: random() < 0.5 ? 'here' : 'there', weekday: [1, 2, 6, 7][whole(0, 3)] },
    ...{ from: `${String(whole(0, 23)).padStart(2, '0')}:00`, to: `${String(whole(0, 24)).padStart(2, '0')}:00` },
    validFrom: `2026-03-${String(whole(1, 20)).padStart(2, '0')}`,
    validUntil: random() < 0.2 ? null : `2026-03-${String(whole(20, 31)).padStart(2, '0')}`,
  })
  /** The hours of six weeks. */
  const hoursOf = (plan: WorkingPlan): Set<number> => {
    const found = new Set<number>()
    for (let day = 0; day < 45; day++) {
      const date = new Date(at('2026-02-25T00:00Z') + day * 86_400_000)
      const text = date.toISOString().slice(0, 10)
      if ((date.getUTCDay() || 7) !== plan.weekday || text < plan.validFrom || text > (plan.validUntil ?? '9')) continue
      const [from, to] = [Number(plan.from.slice(0, 2)), Number(plan.to.slice(0, 2))]
      for (let hour = from; hour < (to <= from ? to + 24 : to); hour++) found.add(day * 24 + hour)
    }
    return found
  }
  let met = 0
  for (let k = 0; k < 3000; k++) {
    const [one, other] = [drawn(), drawn()]
    const meet = !hoursOf(one).isDisjointFrom(hoursOf(other))
    assert.equal(plansClash(one, other), meet, JSON.stringify([one, other]))
    assert.equal(plansClash(other, one), meet)
    if (meet) met++
  }
  assert.ok(met > 200 && met < 2000, `${met}`)
  assert.equal(plansClash(daily('09:00', '17:00')[0], { ...daily('09:00', '17:00')[0], practitioner: 'ben' }), false)
})

test('the hours that a calendar shows are those in which openings are looked for, cut to the days that are shown', () => {
  const span = { from: at('2026-03-28T23:00+01:00'), to: at('2026-03-28T23:30+01:00') }
  const facts = clinic('Europe/Berlin', daily('22:00', '06:00'), {
    exceptions: [{ kind: 'away', practitioner: ANNA, location: null, room: null, span }],
  })
  const shown = (from: string, to: string): string[] =>
    workingTimes(facts, { practitioner: ANNA, location: 'here' }, from, to).map((one) =>
      [one.from, one.to].map((moment) => isoWithOffset(moment, 'Europe/Berlin').slice(8, 16)).join(' to '),
    )
  assert.deepEqual(shown('2026-03-28', '2026-03-29'), [
    '28T00:00 to 28T06:00',
    '28T22:00 to 28T23:00',
    '28T23:30 to 29T06:00',
    '29T22:00 to 30T00:00',
  ])
  assert.deepEqual(shown('2026-03-30', '2026-03-29'), [])
  assert.deepEqual(workingTimes(facts, { practitioner: ANNA, location: 'nowhere' }, '2026-03-28', '2026-03-28'), [])
})
