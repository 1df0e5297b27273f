import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomCalendar, seeded } from '../fixtures/random-calendar.ts'
import { slowOpenings } from '../fixtures/slow-openings.ts'
import type { Opening, Span, Wish } from './model.ts'
import { openings } from './openings.ts'

const CALENDARS = 60

function inOneOrder(these: readonly Opening[]): Opening[] {
  const key = ({ start, practitioner, location }: Opening): string => `${start} ${practitioner} ${location}`
  return [...these].sort((one, other) => (key(one) < key(other) ? -1 : 1))
}

function busyAround(day: string, random: () => number): Span {
  const from = Date.parse(`${day}T00:00Z`) + Math.floor(random() * 1440) * 60_000
  return { from, to: from + Math.floor(random() * 600) * 60_000 }
}

test(`in ${CALENDARS} drawn calendars around nights on which clocks change, exactly those starts are open that a search minute by minute finds`, () => {
  let open = 0
  let seats = 0
  for (let seed = 1; seed <= CALENDARS; seed++) {
    const random = seeded(seed)
    const { facts, now, day } = randomCalendar(random)
    const dayparts = [null, null, 'morning', 'afternoon', 'evening'] as const
    const wish: Wish = {
      service: random() < 0.6 ? 'single' : 'group',
      locations: random() < 0.7 ? null : ['here'],
      practitioners: random() < 0.8 ? null : ['p1'],
      from: day,
      to: random() < 0.5 ? day : new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10),
      daypart: dayparts[Math.floor(random() * dayparts.length)],
      now,
      limit: null,
      ...(random() < 0.5 && { byDesk: true }),
      ...(random() < 0.3 && { personBusy: [busyAround(day, random)] }),
    }
    const found = openings(facts, wish)
    const slow = slowOpenings(facts, wish)
    assert.deepEqual(inOneOrder(found), inOneOrder(slow), `seed ${seed}: ${JSON.stringify(wish)}`)
    assert.ok(
      found.every(({ start }, at) => at === 0 || found[at - 1].start <= start),
      `seed ${seed}: not in order`,
    )
    assert.deepEqual(openings(facts, { ...wish, limit: 3 }), found.slice(0, 3), `seed ${seed}: with a limit`)
    for (const { practitioner, room, start, end, seatsLeft, service, location } of found) {
      const { capacity } = facts.services.find(({ id }) => id === service) ?? { capacity: 1 }
      if (seatsLeft < capacity) seats++
      for (const taken of facts.taken) {
        const same = taken.group?.service === service && taken.group.location === location
        if (same && taken.practitioner === practitioner && taken.group?.start === start) continue
        const shared = taken.practitioner === practitioner || (room !== null && taken.room === room)
        assert.ok(!shared || taken.span.to <= start || end <= taken.span.from, `seed ${seed}: overlaps what is taken`)
      }
    }
    open += found.length
  }
  assert.ok(open > CALENDARS * 10 && seats > 5, `drawn calendars were nearly empty: ${open}, ${seats}`)
})
