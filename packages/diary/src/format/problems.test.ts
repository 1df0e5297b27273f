import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDiary } from './read-diary.ts'
import type { Problem } from './problem.ts'

type Json = Record<string, unknown>

const FRAME = { format: 'clearday-diary-1', timeZone: 'Europe/Madrid', firstDay: '2026-03-01', lastDay: '2026-03-31' }
const CLEAR = { date: '2026-03-04', headache: 'none' }
const ATTACK = { id: 'a1', start: '2026-03-10T08:00', end: '2026-03-10T18:00' }
const REGIMEN = { id: 'r1', kind: 'medicine', treatment: 'propranolol' }

/** What is wrong with a diary that is right but for the parts given. */
function problemsOf(parts: Json): readonly Problem[] {
  // as from a file: a field that is undefined is not there
  const read = readDiary(withoutUndefined({ ...FRAME, ...parts }))
  return read.type === 'error' ? read.problems : []
}

function withoutUndefined(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function day(fields: Json): Json {
  return { days: [CLEAR, { date: '2026-03-05', headache: 'present', ...fields }] }
}

function attack(fields: Json): Json {
  return { attacks: [{ ...ATTACK, ...fields }] }
}

function regimen(...events: Json[]): Json {
  return { regimens: [{ ...REGIMEN, events }] }
}

/** Each: a name, what was given beside a good frame, and the one problem that comes of it. */
const REFUSALS: readonly (readonly [string, Json, Problem])[] = [
  [
    'no format',
    { format: undefined },
    {
      code: 'not-a-diary',
      path: ['format'],
      message: 'format: a diary says which format it is in; write "clearday-diary-1".',
    },
  ],
  [
    'another format',
    { format: 'my-headaches' },
    {
      code: 'not-a-diary',
      path: ['format'],
      value: 'my-headaches',
      message: 'format: a diary says which format it is in; write "clearday-diary-1".',
    },
  ],
  [
    'a newer format',
    { format: 'clearday-diary-3' },
    {
      code: 'newer-format',
      path: ['format'],
      value: 'clearday-diary-3',
      message:
        'format: this diary is written in a newer format; this program reads clearday-diary-1, and a newer program may read both.',
    },
  ],
  [
    'a mistyped field of the diary',
    { timezone: 'Europe/Madrid' },
    {
      code: 'unknown-key',
      path: ['timezone'],
      value: 'Europe/Madrid',
      message: 'timezone: there is no such field; "timeZone" was probably meant.',
    },
  ],
  [
    'a mistyped field of a day',
    day({ peakIntensty: 4 }),
    {
      code: 'unknown-key',
      path: ['days', 1, 'peakIntensty'],
      value: 4,
      message: 'days[1] (2026-03-05), peakIntensty: there is no such field; "peakIntensity" was probably meant.',
    },
  ],
  [
    'a field from nowhere',
    { person: { shoeSize: 41 } },
    {
      code: 'unknown-key',
      path: ['person', 'shoeSize'],
      value: 41,
      message:
        'person.shoeSize: there is no such field; the fields here are birthYear, ageYears, pregnancy, headacheBeganOn, conditions, preferences, recalled, triedBefore, asked, medicinesAtHand.',
    },
  ],
  [
    'a field that must be there',
    { days: [{ date: '2026-03-04' }] },
    {
      code: 'missing',
      path: ['days', 0, 'headache'],
      message: 'days[0] (2026-03-04), headache: it is missing; write one of "none", "present", "unknown".',
    },
  ],
  [
    'null',
    day({ hours: null }),
    {
      code: 'wrong-kind',
      path: ['days', 1, 'hours'],
      value: null,
      message:
        'days[1] (2026-03-05), hours: null stands there; leave it out where it is not known, or write a number from 0 to 25.',
    },
  ],
  [
    'a number in quotes',
    day({ hours: '4' }),
    {
      code: 'wrong-kind',
      path: ['days', 1, 'hours'],
      value: '4',
      message: 'days[1] (2026-03-05), hours: "4" stands there; write a number from 0 to 25, without quotes.',
    },
  ],
  [
    'not a number',
    day({ hours: Number.NaN }),
    {
      code: 'wrong-kind',
      path: ['days', 1, 'hours'],
      value: Number.NaN,
      message: 'days[1] (2026-03-05), hours: NaN stands there; write a number from 0 to 25.',
    },
  ],
  [
    'out of range',
    day({ peakIntensity: 11 }),
    {
      code: 'out-of-range',
      path: ['days', 1, 'peakIntensity'],
      value: 11,
      message: 'days[1] (2026-03-05), peakIntensity: 11 stands there; write a number from 0 to 10.',
    },
  ],
  [
    'a grade between grades',
    day({ functionalGrade: 4 }),
    {
      code: 'not-one-of',
      path: ['days', 1, 'functionalGrade'],
      value: 4,
      message: 'days[1] (2026-03-05), functionalGrade: 4 stands there; write one of 0, 1, 2, 3.',
    },
  ],
  [
    'a mistyped word',
    day({ severity: 'sever' }),
    {
      code: 'not-one-of',
      path: ['days', 1, 'severity'],
      value: 'sever',
      message:
        'days[1] (2026-03-05), severity: "sever" stands there; "severe" was probably meant; write one of "none", "mild", "moderate", "severe".',
    },
  ],
  [
    'no date',
    { days: [{ date: '2026-02-30', headache: 'none' }] },
    {
      code: 'not-a-date',
      path: ['days', 0, 'date'],
      value: '2026-02-30',
      message: 'days[0] (2026-02-30), date: "2026-02-30" stands there; write a day that exists, such as "2026-03-29".',
    },
  ],
  [
    'a zone that is none',
    { timeZone: 'Europe/Madird' },
    {
      code: 'unknown-zone',
      path: ['timeZone'],
      value: 'Europe/Madird',
      message:
        'timeZone: "Europe/Madird" stands there; "Europe/Madrid" was probably meant; write a zone by its IANA name, such as "Europe/Madrid".',
    },
  ],
  [
    'a time that is none',
    attack({ end: 'this evening' }),
    {
      code: 'not-a-moment',
      path: ['attacks', 0, 'end'],
      value: 'this evening',
      message:
        'attacks[0] (a1), end: "this evening" stands there; write a day and time such as "2026-03-29T08:30", or only the day where the time is not known; or "still-going", or "unknown".',
    },
  ],
  [
    'an hour that clocks skip',
    attack({ start: '2026-03-29T02:30', end: '2026-03-29T09:00' }),
    {
      code: 'time-skipped',
      path: ['attacks', 0, 'start'],
      value: '2026-03-29T02:30',
      message:
        'attacks[0] (a1), start: "2026-03-29T02:30" never was in Europe/Madrid: clocks went forward over it; write the time that the clock showed afterwards.',
    },
  ],
  [
    'an offset of elsewhere',
    attack({ start: '2026-03-10T08:00-05:00' }),
    {
      code: 'offset-not-in-zone',
      path: ['attacks', 0, 'start'],
      value: '2026-03-10T08:00-05:00',
      message:
        'attacks[0] (a1), start: "2026-03-10T08:00-05:00" has an offset that Europe/Madrid does not have then; leave the offset out, or write the zone it was lived in as timeZone.',
    },
  ],
  [
    'an empty name',
    attack({ id: '' }),
    {
      code: 'empty',
      path: ['attacks', 0, 'id'],
      value: '',
      message: 'attacks[0], id: it is empty; write a name.',
    },
  ],
  [
    'an empty list of events',
    regimen(),
    {
      code: 'empty-list',
      path: ['regimens', 0, 'events'],
      value: [],
      message: 'regimens[0] (r1), events: the list is empty; write a list in square brackets with an entry in it.',
    },
  ],
  [
    'a date twice',
    { days: [CLEAR, { date: '2026-03-05', headache: 'none' }, { date: '2026-03-04', headache: 'present' }] },
    {
      code: 'date-twice',
      path: ['days', 2, 'date'],
      value: '2026-03-04',
      message: 'days[2] (2026-03-04), date: days[0] has the same date; write a day once, with all that is known of it.',
    },
  ],
  [
    'a day that its place never had',
    { days: [{ date: '2011-12-30', timeZone: 'Pacific/Apia', headache: 'none' }], firstDay: '2011-12-01' },
    {
      code: 'day-skipped',
      path: ['days', 0, 'date'],
      value: '2011-12-30',
      message:
        'days[0] (2011-12-30), date: Pacific/Apia skipped this day when it changed its side of the date line; write the day before or after it.',
    },
  ],
  [
    'an id twice',
    { attacks: [ATTACK, { ...ATTACK, start: '2026-03-12T08:00', end: 'unknown' }] },
    {
      code: 'id-twice',
      path: ['attacks', 1, 'id'],
      value: 'a1',
      message: 'attacks[1] (a1), id: attacks[0] has the same id; give each entry of a list its own.',
    },
  ],
  [
    'a day outside of the diary',
    { days: [{ date: '2026-04-01', headache: 'none' }] },
    {
      code: 'outside-the-diary',
      path: ['days', 0],
      value: { date: '2026-04-01', headache: 'none' },
      message:
        'days[0] (2026-04-01): 2026-04-01 lies outside the days that the diary speaks about, 2026-03-01 to 2026-03-31; widen firstDay and lastDay, or leave them out.',
    },
  ],
  [
    'the first day after the last',
    { firstDay: '2026-05-01' },
    {
      code: 'first-day-after-last',
      path: ['firstDay'],
      value: '2026-05-01',
      message: 'firstDay: 2026-05-01 is after lastDay, 2026-03-31; the first day comes first.',
    },
  ],
  [
    'a century too early',
    { firstDay: '1826-03-01' },
    {
      code: 'too-long',
      path: [],
      value: { ...FRAME, firstDay: '1826-03-01' },
      message:
        'the diary: it spans 1826-03-01 to 2026-03-31; at most 120 years can be read, so one of its years may be mistyped.',
    },
  ],
  [
    'no day at all',
    { firstDay: undefined, lastDay: undefined, person: { ageYears: 40 } },
    {
      code: 'no-days',
      path: [],
      value: { format: FRAME.format, timeZone: FRAME.timeZone, person: { ageYears: 40 } },
      message: 'the diary: it speaks about no day; write an entry, or firstDay and lastDay.',
    },
  ],
  [
    'age and year of birth that disagree',
    { person: { birthYear: 1990, ageYears: 50 } },
    {
      code: 'age-and-birth-year',
      path: ['person', 'ageYears'],
      value: 50,
      message: 'person.ageYears: who was born in 1990 is not 50 on 2026-03-31; write one of the two.',
    },
  ],
  [
    'a birth after the diary',
    { person: { birthYear: 2088 } },
    {
      code: 'born-after-the-diary',
      path: ['person', 'birthYear'],
      value: 2088,
      message: "person.birthYear: 2088 is after the diary's last day, 2026-03-31; write the year of birth.",
    },
  ],
  [
    'a reason for not knowing what is known',
    day({ unknownBecause: 'forgot' }),
    {
      code: 'reason-without-unknown',
      path: ['days', 1, 'unknownBecause'],
      value: 'forgot',
      message:
        'days[1] (2026-03-05), unknownBecause: a reason stands beside headache "present"; it belongs only beside "unknown".',
    },
  ],
  [
    'a factor by its name',
    day({ factors: { 'Sleep (hours)': 7 } }),
    {
      code: 'factor-id',
      path: ['days', 1, 'factors', 'Sleep (hours)'],
      value: 7,
      message:
        'days[1] (2026-03-05), factors.Sleep (hours): this is no id of a factor; write small letters with hyphens, such as "sleep-hours", or add it to customFactors.',
    },
  ],
  [
    'an end before the start',
    attack({ end: '2026-03-10T07:00' }),
    {
      code: 'end-before-start',
      path: ['attacks', 0, 'end'],
      value: '2026-03-10T07:00',
      message:
        'attacks[0] (a1), end: it ended (2026-03-10T07:00, Europe/Madrid) before it began (2026-03-10T08:00, Europe/Madrid).',
    },
  ],
  [
    'signs before the pain that come after it began',
    attack({ prodrome: { start: '2026-03-10T09:00', symptoms: ['yawning'] } }),
    {
      code: 'prodrome-after-start',
      path: ['attacks', 0, 'prodrome', 'start'],
      value: '2026-03-10T09:00',
      message:
        'attacks[0] (a1), prodrome.start: 2026-03-10T09:00 is after the start, 2026-03-10T08:00; what comes before the pain begins before it.',
    },
  ],
  [
    'a time after the pain that ends before it',
    attack({ postdrome: { end: '2026-03-10T12:00', symptoms: ['drained'] } }),
    {
      code: 'postdrome-before-end',
      path: ['attacks', 0, 'postdrome', 'end'],
      value: '2026-03-10T12:00',
      message:
        'attacks[0] (a1), postdrome.end: 2026-03-10T12:00 is before 2026-03-10T18:00; what comes after the pain ends after it.',
    },
  ],
  [
    'an attack without pain',
    attack({ severity: 'none' }),
    {
      code: 'attack-without-pain',
      path: ['attacks', 0, 'severity'],
      value: 'none',
      message:
        'attacks[0] (a1), severity: "none" says that there was no pain; for an aura alone write "withoutHeadache": true, otherwise leave severity out.',
    },
  ],
  [
    'a regimen that is paused before it starts',
    regimen({ type: 'pause', on: '2026-03-02' }),
    {
      code: 'first-event-not-start',
      path: ['regimens', 0, 'events', 0, 'type'],
      value: 'pause',
      message: 'regimens[0] (r1), events[0].type: "pause" comes first; the first event is the start.',
    },
  ],
  [
    'a regimen that is resumed while it runs',
    regimen({ type: 'start', on: '2026-03-02' }, { type: 'resume', on: '2026-03-03' }),
    {
      code: 'event-cannot-follow',
      path: ['regimens', 0, 'events', 1, 'type'],
      value: 'resume',
      message:
        'regimens[0] (r1), events[1].type: "resume" cannot follow "start"; after it may come "dose-change", "pause", "stop".',
    },
  ],
  [
    'events in another order than they happened',
    regimen({ type: 'start', on: '2026-03-09' }, { type: 'stop', on: '2026-03-03' }),
    {
      code: 'events-out-of-order',
      path: ['regimens', 0, 'events', 1, 'on'],
      value: '2026-03-03',
      message:
        'regimens[0] (r1), events[1].on: 2026-03-03 comes after 2026-03-09 in the list; write events in the order they happened.',
    },
  ],
  [
    'an expectation asked afterwards',
    {
      regimens: [
        {
          ...REGIMEN,
          events: [{ type: 'start', on: '2026-03-02' }],
          expectation: { rating: 6, askedOn: '2026-03-20' },
        },
      ],
    },
    {
      code: 'expectation-after-start',
      path: ['regimens', 0, 'expectation', 'askedOn'],
      value: '2026-03-20',
      message:
        'regimens[0] (r1), expectation.askedOn: 2026-03-20 is after the start, 2026-03-02; what was expected is asked before, and an answer given later is left out.',
    },
  ],
]

for (const [name, parts, problem] of REFUSALS) {
  test(`refused, with its place and what would be right: ${name}`, () => {
    assert.deepEqual(problemsOf(parts), [problem])
  })
}

test('what is no object is no diary', () => {
  for (const given of [null, undefined, 7, 'a text', [], true]) {
    const read = readDiary(given)
    assert.ok(read.type === 'error')
    assert.equal(read.problems[0].code, 'not-a-diary')
    assert.match(read.problems[0].message, /^the diary: this is no object; a diary begins with \{ "format"/)
  }
})

test('all that does not fit is told at once, each at its own place in what was given', () => {
  const problems = problemsOf({
    days: [{ date: '2026-03-04', headache: 'maybe' }, CLEAR, CLEAR],
    attacks: [{ ...ATTACK, end: '2026-03-09' }],
  })
  assert.deepEqual(
    problems.map(({ code, path }) => [code, path.join('.')]),
    [
      ['not-one-of', 'days.0.headache'],
      ['date-twice', 'days.2.date'],
      ['end-before-start', 'attacks.0.end'],
    ],
  )
})

test('an entry that was refused is not also said to be missing', () => {
  const problems = problemsOf({
    firstDay: undefined,
    lastDay: undefined,
    days: [{ date: '2026-3-4', headache: 'none' }],
  })
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['not-a-date'],
  )
})

test('after twenty problems the others are counted', () => {
  const days = Array.from({ length: 30 }, (_, k) => ({
    date: `2026-03-${String(k + 1).padStart(2, '0')}`,
    headache: 7,
  }))
  const problems = problemsOf({ days })
  assert.equal(problems.length, 21)
  assert.deepEqual(problems[20], {
    code: 'more-problems',
    path: [],
    value: 10,
    message: 'There are 10 more problems, not listed here.',
  })
})

test('a whole day cannot be before a time on it', () => {
  assert.deepEqual(problemsOf(attack({ end: '2026-03-10' })), [])
  assert.deepEqual(problemsOf(attack({ start: '2026-03-10', end: '2026-03-10T01:00' })), [])
})

test('a factor of the person may have any name they gave it', () => {
  const customFactors = [{ id: 'Föhn!', name: 'Föhn', kind: 'yes-no' }]
  assert.deepEqual(problemsOf({ ...day({ factors: { 'Föhn!': true } }), customFactors }), [])
})
