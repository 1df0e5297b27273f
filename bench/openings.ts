// Measures how long it takes to find every opening of a clinic, and how that grows with its days.
//
//   node bench/openings.ts [--practitioners 10] [--locations 3] [--days 60] [--runs 15]
//
// With these numbers or more it writes docs/measurements/openings.md.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { openings, type CalendarFacts, type Taken, type Wish } from '@clearday/scheduling'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'node bench/openings.ts',
  words: `Finds every opening of a clinic whose practitioners all work at all of its locations, with half of
their time taken, and prints how long it takes and how it grows with days. With 10 practitioners,
3 locations and 60 days or more it writes docs/measurements/openings.md.`,
  flags: {
    practitioners: { kind: 'count', meaning: 'practitioners', otherwise: 10 },
    locations: { kind: 'count', meaning: 'locations, each in another zone', otherwise: 3 },
    days: { kind: 'count', meaning: 'days', otherwise: 60 },
    runs: { kind: 'count', meaning: 'runs a line, of which the fastest is told', otherwise: 15 },
  },
})
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']
const AIM_MS = 50
const DAY = 86_400_000
/** Both changes of clocks lie in the weeks after. */
const FIRST = Date.parse('2026-10-05T00:00Z')
const dayText = (days: number): string => new Date(FIRST + days * DAY).toISOString().slice(0, 10)

/** Everybody works ten hours on six days, at another location each day; of every two hours one is taken. */
function clinicOf(days: number): CalendarFacts {
  const practitioners = Array.from({ length: values.practitioners }, (_, k) => `practitioner-${k}`)
  const locations = Array.from({ length: values.locations }, (_, k) => ({
    id: `location-${k}`,
    timeZone: ZONES[k % ZONES.length],
    rooms: Array.from({ length: values.practitioners }, (_, room) => `room-${k}-${room}`),
  }))
  const taken: Taken[] = practitioners.flatMap((practitioner, k) =>
    Array.from({ length: days * 12 }, (_, slot) => {
      const from = FIRST + slot * 7_200_000
      const room = `room-${slot % values.locations}-${k}`
      return { practitioner, room, span: { from, to: from + 3_600_000 }, group: null }
    }),
  )
  return {
    services: [
      {
        ...{ id: 'session', minutes: 45, bufferBefore: 0, bufferAfter: 15, needsRoom: true, capacity: 1 },
        ...{ noticeMinutes: 120, horizonDays: 1000, everyMinutes: 15 },
      },
    ],
    locations,
    offerings: practitioners.flatMap((practitioner) =>
      locations.map(({ id: location }) => ({
        service: 'session',
        practitioner,
        location,
        licensedUntil: '2030-01-01',
      })),
    ),
    plans: practitioners.flatMap((practitioner, k) =>
      [1, 2, 3, 4, 5, 6].map((weekday) => ({
        ...{ practitioner, location: locations[(weekday + k) % locations.length].id, weekday },
        ...{ from: '08:00', to: '18:00', validFrom: '2026-01-01', validUntil: null },
      })),
    ),
    exceptions: practitioners.map((practitioner, k) => ({
      ...{ kind: 'away', practitioner, location: null, room: null },
      span: { from: FIRST + k * 3 * DAY, to: FIRST + (k * 3 + 2) * DAY },
    })),
    taken,
  }
}

function measured(
  days: number,
  limit: number | null,
): { readonly ms: number; readonly found: number; readonly steps: number } {
  const facts = clinicOf(days)
  const wish: Wish = {
    ...{ service: 'session', locations: null, practitioners: null, from: dayText(0), to: dayText(days - 1) },
    ...{ daypart: null, now: FIRST - DAY, limit },
  }
  const work = { steps: 0 }
  const found = openings(facts, wish, work).length
  const times = Array.from({ length: values.runs }, () => {
    const begun = performance.now()
    openings(facts, wish)
    return performance.now() - begun
  }).sort((one, other) => one - other)
  return { ms: times[0], found, steps: work.steps }
}

const { practitioners, locations, days } = values
// what is measured is a server that runs already
measured(days, null)
const lines = [
  '# Openings',
  '',
  `\`node bench/openings.ts\`: every opening of ${practitioners} practitioners at ${locations} locations in as many zones, ten hours a day, half of them`,
  'taken, a start every quarter of an hour, rooms assigned. The fastest of several runs in one process, without the reading of facts.',
  '',
  '| days | openings | ms | ms a day | looked at | a day |',
  '| ---: | ---: | ---: | ---: | ---: | ---: |',
]
for (const share of [0.25, 0.5, 1, 2, 4]) {
  const over = Math.max(1, Math.round(days * share))
  if (over > 400) continue
  const { ms, found, steps } = measured(over, null)
  const row = [over, found, ms.toFixed(1), (ms / over).toFixed(3), steps, Math.round(steps / over)]
  lines.push(`| ${row.join(' | ')} |`)
}
const all = measured(days, null).ms
const five = measured(days, 5).ms
lines.push(
  '',
  `All of ${days} days: ${all.toFixed(1)} ms (aim: at most ${AIM_MS} ms). The earliest five alone: ${five.toFixed(1)} ms. Processor: ${cpus()[0].model}.`,
)
console.log(lines.join('\n'))
if (practitioners >= 10 && locations >= 3 && days >= 60)
  writeFileSync(new URL('../docs/measurements/openings.md', import.meta.url), `${lines.join('\n')}\n`)
