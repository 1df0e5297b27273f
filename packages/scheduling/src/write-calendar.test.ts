import assert from 'node:assert/strict'
import { test } from 'node:test'
import ICAL from 'ical.js'
import { at } from '../fixtures/clinic.ts'
import { seeded } from '../fixtures/random-calendar.ts'
import { calendarFeed, calendarMail, calendarUid, type CalendarEntry, type Correspondent } from './write-calendar.ts'

const entry: CalendarEntry = {
  uid: calendarUid('8b2f5c1e-6a0e-4c58-9d4e-2f6c1d0b7a11', 'clinic.example'),
  ...{ sequence: 0, status: 'confirmed', timeZone: 'Europe/Madrid', title: null, language: 'en' },
  ...{ start: at('2026-03-29T03:30+02:00'), end: at('2026-03-29T04:30+02:00') },
  ...{ place: 'Centro, planta 2\nCalle Mayor 1; Madrid', description: null, url: null },
  ...{ createdAt: at('2026-03-01T10:00Z'), changedAt: at('2026-03-02T11:12:13Z') },
}
const clinic: Correspondent = { name: 'The clinic', email: 'desk@clinic.example' }
const zoe: Correspondent = { name: 'Zoë Quinn', email: 'zoe+visits@example.org' }

type Component = InstanceType<typeof ICAL.Component>

function parsed(text: string): { readonly calendar: Component; readonly events: readonly Component[] } {
  const calendar = new ICAL.Component(ICAL.parse(text) as never)
  return { calendar, events: calendar.getAllSubcomponents('vevent') }
}

function said(event: Component, name: string): string | null {
  const value: unknown = event.getFirstPropertyValue(name)
  return value === null || value === undefined ? null : (value as string | number).toString()
}

function momentOf(event: Component, name: string): number {
  const value: unknown = event.getFirstPropertyValue(name)
  assert.ok(value instanceof ICAL.Time && value.zone?.tzid === 'UTC' && !value.isDate, `${name} is no time in UTC`)
  return value.toUnixTime() * 1000
}

function correspondent(event: Component, name: string): Correspondent | null {
  const property = event.getFirstProperty(name)
  if (property === null) return null
  const address = String(property.getFirstValue() as unknown)
  return { name: String(property.getFirstParameter('cn')), email: address.replace(/^mailto:/i, '') }
}

/** What an independent reader makes of it. */
function readBack(event: Component): CalendarEntry {
  return {
    uid: said(event, 'uid') ?? '',
    sequence: Number(said(event, 'sequence')),
    status: said(event, 'status')?.toLowerCase() as CalendarEntry['status'],
    ...{ start: momentOf(event, 'dtstart'), end: momentOf(event, 'dtend') },
    timeZone: said(event, 'x-clearday-time-zone') ?? '',
    title: said(event, 'summary'),
    language: 'en',
    ...{ place: said(event, 'location'), description: said(event, 'description'), url: said(event, 'url') },
    ...{ createdAt: momentOf(event, 'created'), changedAt: momentOf(event, 'last-modified') },
  }
}

test('an invitation is read as it was written, names nothing of why somebody comes, and asks for no answer by mail', () => {
  const { text, method, contentType } = calendarMail(entry, { organizer: clinic, invited: zoe })
  const { calendar, events } = parsed(text)
  assert.deepEqual([method, said(calendar, 'method'), said(calendar, 'version')], ['REQUEST', 'REQUEST', '2.0'])
  assert.equal(contentType, 'text/calendar; charset=utf-8; method=REQUEST')
  assert.deepEqual(readBack(events[0]), { ...entry, title: 'Appointment' })
  assert.deepEqual(correspondent(events[0], 'organizer'), clinic)
  assert.deepEqual(correspondent(events[0], 'attendee'), zoe)
  assert.equal(events[0].getFirstProperty('attendee')?.getFirstParameter('rsvp'), 'FALSE')
  assert.deepEqual([said(events[0], 'class'), said(events[0], 'transp')], ['PRIVATE', 'OPAQUE'])
  assert.equal(
    said(
      parsed(calendarMail({ ...entry, language: 'es' }, { organizer: clinic, invited: zoe }).text).events[0],
      'summary',
    ),
    'Cita',
  )
})

test('the same appointment keeps its identity when it is moved and when it is cancelled, each with a higher number', () => {
  const moved = { ...entry, sequence: 1, start: at('2026-04-01T09:00+02:00'), end: at('2026-04-01T10:00+02:00') }
  const cancelled = { ...moved, sequence: 2, status: 'cancelled' } as const
  const mails = [entry, moved, cancelled].map((one) => calendarMail(one, { organizer: clinic, invited: zoe }))
  const events = mails.map(({ text }) => parsed(text).events[0])
  assert.deepEqual(
    mails.map(({ method }) => method),
    ['REQUEST', 'REQUEST', 'CANCEL'],
  )
  assert.deepEqual(
    events.map((event) => [said(event, 'uid'), said(event, 'sequence'), said(event, 'status')]),
    [
      [entry.uid, '0', 'CONFIRMED'],
      [entry.uid, '1', 'CONFIRMED'],
      [entry.uid, '2', 'CANCELLED'],
    ],
  )
  assert.equal(said(events[2], 'transp'), 'TRANSPARENT')
  assert.equal(calendarMail(entry, { organizer: clinic, invited: null }).method, 'PUBLISH')
  // a mail that is sent again is the same mail
  assert.equal(calendarMail(entry, { organizer: clinic, invited: zoe }).text, mails[0].text)
})

test('a feed of many is read back whole, with the cancelled ones marked, and addresses of nobody', () => {
  const random = seeded(3)
  const many = Array.from({ length: 500 }, (_, k): CalendarEntry => {
    const start = at('2026-01-01T00:00Z') + Math.floor(random() * 525_600) * 60_000
    const status = (['confirmed', 'tentative', 'cancelled'] as const)[k % 3]
    return { ...entry, uid: calendarUid(`a${k}`, 'clinic.example'), sequence: k, status, start, end: start + 2_700_000 }
  })
  const text = calendarFeed(many, { name: 'Anna; Thursday, and so on\r\nBEGIN:VEVENT', refreshMinutes: 30 })
  const { calendar, events } = parsed(text)
  assert.deepEqual(
    events.map(readBack),
    many.map((one) => ({ ...one, title: 'Appointment' })),
  )
  // the reader takes names of calendars as they stand; in the format these signs are escaped
  assert.equal(said(calendar, 'x-wr-calname'), 'Anna\\; Thursday\\, and so on BEGIN:VEVENT')
  assert.equal(said(calendar, 'refresh-interval'), 'PT30M')
  assert.ok(!text.includes('mailto:') && !text.includes('ATTENDEE'))
})

test('whatever is written in it is read back, no line is longer than 75 bytes, and no text makes a line of its own', () => {
  const random = seeded(11)
  const pieces = [
    ...['a', 'Ñandú', ' ', ',', ';', ':', '\\', '\\n', '"', '^', "^'", '\n', '\t', '\u0000', '🙂', '👩🏽‍⚕️', '日本語', 'é'],
    ...['\r\nATTENDEE:mailto:eve@example.org', '\nEND:VEVENT\nBEGIN:VEVENT', '\uD83D', '\u202E', 'BEGIN:VALARM', '%2C'],
  ]
  const drawn = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 40) }, () => pieces[Math.floor(random() * pieces.length)]).join('')
  /** What no calendar can hold is a space. */
  const kept = (text: string): string =>
    text
      .replace(/\r\n/g, '\n')
      .replace(/[\t\u0000\u202E]/g, ' ')
      .replaceAll(/\uD83D(?![\uDC00-\uDFFF])/g, '\uFFFD')
  const line = (text: string): string => kept(text).replaceAll('\n', ' ').replaceAll('\\', '/')
  for (let k = 0; k < 400; k++) {
    const [title, place, description, name] = [drawn(), drawn(), drawn(), `x${drawn()}`]
    const url = `https://clinic.example/visit/${k}?token=a,b;c`
    const written = { ...entry, title, place, description, url }
    const { text } = calendarMail(written, { organizer: { ...clinic, name }, invited: { ...zoe, name } })
    assert.ok(text.endsWith('END:VCALENDAR\r\n') && !/[^\r]\n|\r[^\n]/.test(text), `${k}: line ends`)
    for (const one of text.split('\r\n')) assert.ok(Buffer.byteLength(one) <= 75, `${k}: ${one}`)
    const { calendar, events } = parsed(text)
    assert.equal(calendar.getAllSubcomponents().length, 1, `${k}`)
    assert.deepEqual(
      readBack(events[0]),
      {
        ...entry,
        ...{ title: kept(title), place: kept(place), description: kept(description) },
        url: `https://clinic.example/visit/${k}?token=a%2Cb%3Bc`,
      },
      `${k}`,
    )
    assert.equal(correspondent(events[0], 'organizer')?.name, line(name), `${k}`)
    assert.equal(events[0].getAllProperties('attendee').length, 1)
    assert.equal(correspondent(events[0], 'attendee')?.name, line(name), `${k}`)
    assert.equal(events[0].getAllSubcomponents().length, 0)
  }
})

test('an identity holds no sign that could end its line', () => {
  assert.equal(calendarUid('a b\r\nX:1', 'clinic.example:8080'), 'a-b--X-1@clinic.example-8080')
})
