import assert from 'node:assert/strict'
import { test } from 'node:test'
import { busySpans, type BusyOptions } from './busy-spans.ts'
import { readCalendar } from './read-calendar.ts'

const OCTOBER: BusyOptions = {
  timeZone: 'Europe/Berlin',
  from: Date.parse('2026-10-12T00:00+02:00'),
  to: Date.parse('2026-11-09T00:00+01:00'),
}

function calendar(...blocks: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...blocks, 'END:VCALENDAR'].join('\r\n')
}

function event(...lines: readonly string[]): string {
  const uid = lines.some((line) => line.startsWith('UID:')) ? [] : [`UID:${lines.join('')}`]
  return ['BEGIN:VEVENT', ...uid, 'SUMMARY:Secret', ...lines, 'END:VEVENT'].join('\r\n')
}

/** As Berlin's clock shows them: `10-19T09:00 60` with minutes. */
function busy(text: string, options = OCTOBER): string[] {
  const read = busySpans(text, options)
  if (read.type === 'error') assert.fail(read.problems[0].message)
  return read.value.spans.map(({ from, to }) => {
    const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO('Europe/Berlin')
    return `${start.toPlainDateTime().toString({ smallestUnit: 'minute' }).slice(5)} ${(to - from) / 60_000}`
  })
}

test('a repeated appointment is busy at the same time of day over the change of clocks, without the times that were left out or cancelled', () => {
  const weekly = event(
    ...['UID:w', 'DTSTART;TZID=Europe/Berlin:20260105T090000', 'DTEND;TZID=Europe/Berlin:20260105T100000'],
    ...['RRULE:FREQ=WEEKLY', 'EXDATE;TZID=Europe/Berlin:20261019T090000'],
  )
  const cancelled = event(
    ...['UID:w', 'RECURRENCE-ID;TZID=Europe/Berlin:20261102T090000', 'STATUS:CANCELLED'],
    ...['DTSTART;TZID=Europe/Berlin:20261102T090000', 'DTEND;TZID=Europe/Berlin:20261102T100000'],
  )
  assert.deepEqual(busy(calendar(weekly, cancelled)), ['10-12T09:00 60', '10-26T09:00 60'])
})

test('a time that was moved is busy where it is now, also when it comes from after what was asked for', () => {
  const weekly = event('UID:w', 'DTSTART:20260105T080000Z', 'DURATION:PT45M', 'RRULE:FREQ=WEEKLY;COUNT=60')
  const moved = (from: string, to: string): string =>
    event('UID:w', `RECURRENCE-ID:${from}T080000Z`, `DTSTART:${to}T140000Z`, 'DURATION:PT30M')
  const text = calendar(
    weekly,
    moved('20261019', '20261020'),
    moved('20261123', '20261105'),
    moved('20261026', '20261130'),
  )
  assert.deepEqual(busy(text), ['10-12T10:00 45', '10-20T16:00 30', '11-02T09:00 45', '11-05T15:00 30'])
  // the reader of sessions finds such a one too
  const read = readCalendar(text, { timeZone: 'Europe/Berlin', today: '2026-11-08', from: '2026-11-01' })
  assert.deepEqual(read.type === 'ok' && read.value.occurrences.map(({ at }) => at), [
    '2026-11-02T09:00',
    '2026-11-05T15:00',
  ])
  assert.equal(read.type === 'ok' && read.value.future, 2)
})

test('what is marked as free or was cancelled is not busy, and what may come about is', () => {
  const at = (day: number, ...lines: readonly string[]): string =>
    event(`DTSTART:202610${day}T080000Z`, 'DURATION:PT1H', ...lines)
  const text = calendar(
    at(13, 'TRANSP:TRANSPARENT'),
    at(14, 'STATUS:CANCELLED'),
    at(15, 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'),
    at(16, 'STATUS:TENTATIVE'),
    at(17, 'TRANSP:OPAQUE'),
  )
  assert.deepEqual(busy(text), ['10-16T10:00 60', '10-17T10:00 60'])
  assert.deepEqual(busy(calendar('METHOD:CANCEL', at(17))), [])
})

test('a whole day is busy from midnight to midnight where its owner is, and the day of the change has 25 hours', () => {
  const days = event('DTSTART;VALUE=DATE:20261024', 'DTEND;VALUE=DATE:20261026')
  assert.deepEqual(busy(calendar(days)), [`10-24T00:00 ${49 * 60}`])
  assert.deepEqual(busy(calendar(event('DTSTART;VALUE=DATE:20261025'))), [`10-25T00:00 ${25 * 60}`])
  const inLima = busy(calendar(event('DTSTART;VALUE=DATE:20261020')), { ...OCTOBER, timeZone: 'America/Lima' })
  assert.deepEqual(inLima, ['10-20T07:00 1440'])
})

test('what overlaps is one, and only what reaches into the time that is asked for is told', () => {
  const text = calendar(
    event('DTSTART:20261013T080000Z', 'DTEND:20261013T093000Z'),
    event('DTSTART:20261013T090000Z', 'DTEND:20261013T100000Z'),
    event('DTSTART:20261013T100000Z', 'DTEND:20261013T101500Z'),
    event('DTSTART:20261011T210000Z', 'DTEND:20261011T230000Z'),
    event('DTSTART:20261011T200000Z', 'DTEND:20261011T220000Z', 'UID:ends as it begins'),
    event('DTSTART:20261108T230000Z', 'DTEND:20261109T230000Z'),
    event('DTSTART:20261014T080000Z'),
  )
  assert.deepEqual(busy(text), ['10-11T23:00 120', '10-13T10:00 135'])
})

test('zones of other programs are read by what the file says of them, the end in its own zone, and one that nobody knows is told', () => {
  const zone = [
    ...['BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time', 'BEGIN:STANDARD', 'DTSTART:16010101T030000'],
    ...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD'],
    ...['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200'],
    ...['RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
  ].join('\r\n')
  const outlook = event(
    'DTSTART;TZID=W. Europe Standard Time:20261027T090000',
    'DTEND;TZID=W. Europe Standard Time:20261027T100000',
  )
  assert.deepEqual(busy(calendar(zone, outlook)), ['10-27T09:00 60'])
  const flight = event('DTSTART;TZID=Europe/Berlin:20261020T100000', 'DTEND;TZID=America/New_York:20261020T130000')
  assert.deepEqual(busy(calendar(flight)), ['10-20T10:00 540'])
  const unknown = event('DTSTART;TZID=Moon/Base:20261020T100000', 'DURATION:PT1H')
  const read = busySpans(calendar(unknown, unknown), OCTOBER)
  assert.deepEqual(read.type === 'ok' && read.value.notices, [{ code: 'zone-unknown', times: 2 }])
})

test('a calendar that tells times alone is read, without what is free in it', () => {
  const text = calendar(
    'BEGIN:VFREEBUSY',
    'FREEBUSY;FBTYPE=BUSY:20261020T080000Z/PT1H,20261021T080000Z/20261021T090000Z',
    'FREEBUSY;FBTYPE=FREE:20261022T080000Z/PT1H',
    'FREEBUSY:20261023T080000Z/PT30M',
    'END:VFREEBUSY',
  )
  assert.deepEqual(busy(text), ['10-20T10:00 60', '10-21T10:00 60', '10-23T10:00 30'])
})

test('what cannot be read is counted without a word of what it is, and a broken file is refused', () => {
  const rule = event('DTSTART:20261013T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYWEEKNO=53')
  const read = busySpans(calendar(rule), OCTOBER)
  assert.equal(read.type, 'ok')
  assert.ok(!JSON.stringify(read).includes('Secret'))
  assert.deepEqual(read.type === 'ok' && read.value.notices, [{ code: 'rule-not-read', times: 1 }])
  assert.deepEqual(busy(calendar(rule)), ['10-13T10:00 60'])
  const broken = busySpans('<html>Sign in</html>', OCTOBER)
  assert.equal(broken.type === 'error' && broken.problems[0].code, 'not-a-calendar')
})

test('appointments of many years are begun near what is asked for, and tell the same times as followed from their start', () => {
  let state = 7
  const whole = (least: number, most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return least + ((state >>> 8) % (most - least + 1))
  }
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = (): string => `${whole(2019, 2026)}${two(whole(1, 12))}${two(whole(1, 28))}`
  const zones = ['TZID=Europe/Berlin:', 'TZID=America/New_York:', 'TZID=Australia/Lord_Howe:']
  let told = 0
  for (let k = 0; k < 200; k++) {
    const [zone, time] = [zones[whole(0, 2)], `T${two(whole(0, 23))}${two(whole(0, 59))}00`]
    const allDay = whole(0, 5) === 0
    const written = (date: string): string => (allDay ? `VALUE=DATE:${date}` : `${zone}${date}${time}`)
    const frequency = ['DAILY', 'WEEKLY', 'WEEKLY', 'MONTHLY'][whole(0, 3)]
    const interval = whole(1, 4)
    const byDay = frequency === 'WEEKLY' || (frequency === 'DAILY' && interval === 1)
    const rule = [
      `RRULE:FREQ=${frequency};INTERVAL=${interval}`,
      ...(byDay && whole(0, 1) ? [`BYDAY=${['MO', 'TU,TH', 'WE,SA,SU'][whole(0, 2)]}`] : []),
      ...(frequency === 'WEEKLY' && whole(0, 2) === 0 ? ['WKST=SU'] : []),
      ...(whole(0, 3) === 0 ? [`UNTIL=${whole(2025, 2027)}${two(whole(1, 12))}01${allDay ? '' : 'T120000Z'}`] : []),
      ...(whole(0, 6) === 0 ? [`COUNT=${whole(1, 600)}`] : []),
    ]
    const lasting = allDay ? `DURATION:P${whole(1, 12)}D` : `DURATION:PT${whole(1, 400)}M`
    const start = day()
    const lines = ['UID:w', `DTSTART;${written(start)}`, lasting, rule.join(';')]
    // times that the rule has: so many days after the first
    const of = (days: number): string => Temporal.PlainDate.from(start).add({ days }).toString().replaceAll('-', '')
    const step = frequency === 'WEEKLY' ? 7 * interval : interval
    const changed = Array.from({ length: whole(0, 4) }, () =>
      event('UID:w', `RECURRENCE-ID;${written(of(step * whole(0, 400)))}`, `DTSTART;${written(day())}`, lasting),
    )
    const left = Array.from({ length: whole(0, 4) }, () => `EXDATE;${written(of(step * whole(0, 400)))}`)
    const text = calendar(event(...lines, ...left), ...changed)
    const from = Date.parse('2026-01-01T00:00Z') + whole(0, 300) * 86_400_000
    const asked = { timeZone: 'Europe/Berlin', from, to: from + 60 * 86_400_000 }
    const spans = (since: number): { readonly from: number; readonly to: number }[] => {
      const read = busySpans(text, { ...asked, from: since })
      if (read.type === 'error') assert.fail(read.problems[0].message)
      assert.deepEqual(read.value.notices, [], text)
      return read.value.spans
        .filter(({ to }) => to > from)
        .map((one) => ({ from: Math.max(one.from, from), to: Math.min(one.to, asked.to) }))
    }
    const near = spans(from)
    assert.deepEqual(near, spans(Date.parse('2018-01-01T00:00Z')), `${k}: ${text}`)
    told += near.length
  }
  assert.ok(told > 500, `${told}`)
})

test('many appointments a day for many years leave no time out', () => {
  const daily = Array.from({ length: 60 }, (_, k) =>
    event(
      `UID:${k}`,
      `DTSTART;TZID=Europe/Berlin:20100105T${String(k % 24).padStart(2, '0')}1500`,
      'DURATION:PT1M',
      'RRULE:FREQ=DAILY',
    ),
  )
  const read = busySpans(calendar(...daily), OCTOBER)
  assert.deepEqual(read.type === 'ok' && [read.value.spans.length, read.value.notices], [28 * 24, []])
})
