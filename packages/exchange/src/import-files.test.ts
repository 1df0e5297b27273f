// Files as people bring them: a list of attacks, a grid of days, a list of their own, a calendar, and what is told where something does not fit.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readDiary, DIARY_FORMAT } from '@clearday/diary'
import {
  applyMapping,
  calendarSessions,
  compareEntries,
  diaryMonths,
  guessMapping,
  NO_PIECES,
  readCalendar,
  readClearday,
  readTable,
  takeOver,
  withMeaning,
  writeCsv,
  type Applied,
  type Table,
  type TableMapping,
} from './index.ts'

const TODAY = '2026-04-10'
const WHERE = { timeZone: 'Europe/Madrid', today: TODAY }

function example(name: string): Uint8Array {
  return readFileSync(new URL(`../examples/${name}`, import.meta.url))
}

function tableOf(file: string | Uint8Array): Table {
  const read = readTable(file)
  assert.equal(read.type, 'ok', JSON.stringify(read))
  return read.value
}

function imported(
  file: string | Uint8Array,
  change: (mapping: TableMapping, table: Table) => TableMapping = (same) => same,
): Applied {
  const table = tableOf(file)
  return applyMapping(table, change(guessMapping(table, TODAY), table), WHERE)
}

function ready(applied: Applied): Extract<Applied, { type: 'ok' }>['value'] {
  assert.equal(applied.type, 'ok', JSON.stringify(applied))
  return applied.value
}

function refusedOf(applied: Applied): Extract<Applied, { type: 'error' }> {
  assert.equal(applied.type, 'error', JSON.stringify(applied))
  return applied
}

test('a list of attacks is read with its pain, symptoms and medicines, and says nothing of the days between', () => {
  const { pieces, counts, period, unread, medicines } = ready(imported(example('attack-list.csv')))
  assert.deepEqual([counts.attacks, counts.intakes, counts.days], [7, 8, 0])
  assert.deepEqual(period, { first: '2026-02-02', last: '2026-03-29' })
  const [first, second, , open] = pieces.attacks
  assert.deepEqual(
    [first.start, first.end, first.peakIntensity, first.side],
    ['2026-02-02T07:40', '2026-02-02T16:10', 6, 'left'],
  )
  assert.deepEqual([second.vomiting, second.photophobia, second.phonophobia], [true, true, true])
  // what was not ticked was not asked
  assert.equal(first.vomiting, undefined)
  assert.equal(open.end, 'unknown')
  assert.match(first.note ?? '', /Stress, Too little sleep/)
  assert.deepEqual(pieces.intakes.find(({ at }) => at === '2026-02-09T21:30')?.units, 2)
  assert.deepEqual(
    unread.map(({ column }) => column),
    ['Affected activities'],
  )
  assert.deepEqual(
    medicines.filter(({ known }) => !known).map(({ written }) => written),
    ['My own tea blend'],
  )
  const whole = readDiary({ format: DIARY_FORMAT, timeZone: 'Europe/Madrid', ...pieces })
  assert.equal(whole.type, 'ok')
})

test('days without an entry become headache-free only by the person’s own word, and never where a row was left out', () => {
  const withGap =
    'Start,End,Pain level\n2026-03-01 10:00,2026-03-01 12:00,6\n2026-03-03 25:00,,6\n2026-03-06 10:00,2026-03-06 12:00,7\n'
  const table = tableOf(withGap)
  const mapping: TableMapping = { ...guessMapping(table, TODAY), otherDays: 'headache-free' }
  assert.deepEqual(refusedOf(applyMapping(table, mapping, WHERE)).problemRows, [3])
  // the day of row 3 cannot be read, so nobody knows which day was not clear
  const refused = refusedOf(applyMapping(table, mapping, { ...WHERE, leaveOutRows: [3] }))
  assert.deepEqual(
    refused.problems.map(({ code, row }) => [code, row]),
    [['clear-days-not-sure', 3]],
  )
  const known = tableOf(withGap.replace('2026-03-03 25:00,,6', '2026-03-03 10:00,,66'))
  const clear = ready(
    applyMapping(
      known,
      {
        ...guessMapping(known, TODAY),
        otherDays: 'headache-free',
        columns: guessMapping(known, TODAY).columns.map((column) =>
          column.meaning === 'intensity' ? { ...column, most: 10 } : column,
        ),
      },
      { ...WHERE, leaveOutRows: [3] },
    ),
  )
  assert.deepEqual(
    clear.pieces.days.map(({ date, headache }) => [date, headache]),
    [
      ['2026-03-02', 'none'],
      ['2026-03-05', 'none'],
    ],
  )
  assert.equal(clear.daysByChoice, 2)
})

test('a Spanish grid of days with semicolons and decimal commas is read; an empty answer is not a no', () => {
  const { pieces, unread } = ready(imported(example('cuadricula.csv')))
  assert.equal(pieces.days.length, 10)
  const of = (date: string) => pieces.days.find((day) => day.date === date)
  assert.deepEqual(of('2026-03-02'), {
    ...{ date: '2026-03-02', headache: 'present', hours: 5.5, peakIntensity: 6, nausea: 'present' },
    ...{ factors: { 'sleep-hours': 6, stress: 8, caffeine: 1 }, note: 'Reunión larga; sin comer' },
  })
  assert.equal(of('2026-03-06')?.headache, 'unknown')
  assert.equal(of('2026-03-04'), undefined)
  assert.deepEqual(
    pieces.intakes.map(({ at, product, units }) => [at, product, units]),
    [
      ['2026-03-02', 'Ibuprofeno', undefined],
      ['2026-03-10', 'Sumatriptán', 2],
      ['2026-03-11', 'Ibuprofeno', 1.5],
    ],
  )
  assert.deepEqual(
    unread.map(({ column }) => column),
    ['Chocolate', 'Osteopatía'],
  )
  const windows1252 = new Uint8Array(
    [...new TextDecoder().decode(example('cuadricula.csv'))].map((letter) => letter.charCodeAt(0)),
  )
  const again = tableOf(windows1252)
  assert.deepEqual([again.encoding, again.encodingGuessed], ['windows-1252', true])
  assert.deepEqual(ready(applyMapping(again, guessMapping(again, TODAY), WHERE)).pieces, pieces)
})

test('a person gives the columns of a list of their own a meaning, and what their words mean', () => {
  const { pieces } = ready(
    imported(example('generic.csv'), (mapping, table) => ({
      ...mapping,
      columns: mapping.columns.map((column) => {
        if (column.name === 'How was my head')
          return {
            ...withMeaning(table, column, 'headache', '.'),
            values: { fine: 'none', bad: 'yes', 'so-so': 'yes' },
          }
        if (column.name === 'Worst (0-10)') return withMeaning(table, column, 'intensity', '.')
        if (column.name === 'Took') return withMeaning(table, column, 'medicines', '.')
        if (column.name === 'Cat asleep on me') return withMeaning(table, column, 'factor', '.')
        return column
      }),
    })),
  )
  assert.deepEqual(
    pieces.days.map(({ headache, noMedicine }) => [headache, noMedicine]),
    [
      ['none', true],
      ['present', undefined],
      ['present', undefined],
      ['none', true],
      // something was taken and nobody knows what
      ['present', false],
    ],
  )
  assert.deepEqual(pieces.customFactors, [{ id: 'cat-asleep-on-me', name: 'Cat asleep on me', kind: 'yes-no' }])
  assert.deepEqual(
    pieces.intakes.map(({ product }) => product),
    ['Sumatriptan 50 mg', 'Naproxen 500 mg'],
  )
})

test('what can be read in two ways is asked: day and month, the top of a scale, hours or minutes', () => {
  const file = 'Date,Start time,Duration,Pain\n03/04/2025,10:00,4,3\n05/06/2025,11:00,6,2\n'
  const { questions } = refusedOf(imported(file))
  assert.deepEqual(
    questions.map(({ code }) => code),
    ['date-order', 'duration-unit', 'scale'],
  )
  const { pieces } = ready(
    imported(file, (mapping) => ({
      ...mapping,
      dateOrder: 'MDY',
      columns: mapping.columns.map((column) => ({
        ...column,
        ...(column.unit === null && { unit: 'hours' as const }),
        ...(column.most === null && { most: 5 }),
      })),
    })),
  )
  assert.deepEqual(
    pieces.attacks.map(({ start, end, peakIntensity }) => [start, end, peakIntensity]),
    [
      ['2025-03-04T10:00', '2025-03-04T14:00', 6],
      ['2025-05-06T11:00', '2025-05-06T17:00', 4],
    ],
  )
})

test('headers that name the headache each time are known by the rest, and the times of such a list are kept', () => {
  const file =
    'Migraine Start,Migraine End,Pain Level,Medication\n2025-04-03 10:00,2025-04-03 16:30,6,Ibuprofen 400 mg\n'
  const { pieces } = ready(
    imported(file, (mapping) => ({
      ...mapping,
      columns: mapping.columns.map((column) => ({ ...column, ...(column.most === null && { most: 10 }) })),
    })),
  )
  assert.deepEqual(
    pieces.attacks.map(({ start, end }) => [start, end]),
    [['2025-04-03T10:00', '2025-04-03T16:30']],
  )
  const spanish = 'Inicio de la crisis;Fin de la migraña;Intensidad del dolor\n2025-04-03 10:00;2025-04-03 12:00;6\n'
  const [{ start, end }] = ready(imported(spanish)).pieces.attacks
  assert.deepEqual([start, end], ['2025-04-03T10:00', '2025-04-03T12:00'])
})

test('a sheet with a month a row and its days across is read day by day, and blank days stay open', () => {
  const days = Array.from({ length: 31 }, (_, k) => String(k + 1))
  const row = (month: string, values: Readonly<Record<number, string>>): string =>
    [month, ...days.map((_, k) => values[k + 1] ?? '')].join(';')
  const file = [';' + days.join(';'), row('enero 2026', { 1: '0', 2: '6', 31: '3' }), row('Feb 2026', { 3: '8' })].join(
    '\n',
  )
  const top = (mapping: TableMapping): TableMapping => ({
    ...mapping,
    columns: mapping.columns.map((column) => ({ ...column, ...(column.most === null && { most: 10 }) })),
  })
  const { pieces } = ready(imported(file, top))
  assert.deepEqual(
    pieces.days.map(({ date, headache, peakIntensity }) => [date, headache, peakIntensity]),
    [
      ['2026-01-01', 'none', 0],
      ['2026-01-02', 'present', 6],
      ['2026-01-31', 'present', 3],
      ['2026-02-03', 'present', 8],
    ],
  )
  const ticks = ready(imported([';' + days.join(';'), row('2026-03', { 4: 'x', 5: 'no' })].join('\n'))).pieces.days
  assert.deepEqual(
    ticks.map(({ date, headache }) => [date, headache]),
    [
      ['2026-03-04', 'present'],
      ['2026-03-05', 'none'],
    ],
  )
  const wrong = readTable([';' + days.join(';'), row('Feb 2026', { 30: '5' }), row('winter', { 2: '1' })].join('\n'))
  assert.equal(wrong.type, 'ok')
  assert.deepEqual(
    wrong.value.problems.map(({ code, row: at, value }) => [code, at, value]),
    [
      ['no-such-day', 2, '5'],
      ['no-month', 3, 'winter'],
    ],
  )
})

test('a date that cannot be is a fault with its place, and dates of two orders are told with both', () => {
  const order = (dates: readonly string[]): readonly string[] => {
    const read = imported(`Date,Headache\n${dates.map((date) => `${date},yes`).join('\n')}\n`)
    const { questions, problems } = refusedOf(read)
    return [
      ...questions.map(({ message }) => message),
      ...problems.map(({ value, message }) => `${String(value)}: ${message}`),
    ]
  }
  assert.match(order(['31/02/2026'])[0], /31\/02\/2026/)
  assert.doesNotMatch(order(['31/02/2026'])[0], /more than one way/)
  const [both] = order(['13/07/2025', '07/14/2025'])
  assert.match(both, /^13\/07\/2025 and 07\/14\/2025 \(row 3\) are written in different orders/)
})

test('grades under “headache” are not flattened to a yes, and a yes under “pain” is no grade', () => {
  const graded = ready(imported('Date,Headache\n2026-03-01,no\n2026-03-02,severe\n2026-03-03,mild\n')).pieces.days
  assert.deepEqual(
    graded.map(({ headache, severity }) => [headache, severity]),
    [
      ['none', 'none'],
      ['present', 'severe'],
      ['present', 'mild'],
    ],
  )
  const said = ready(imported('Date,Pain\n2026-03-01,no\n2026-03-02,yes\n')).pieces.days
  assert.deepEqual(
    said.map(({ headache, severity }) => [headache, severity]),
    [
      ['none', undefined],
      ['present', undefined],
    ],
  )
})

test('a log of medicines and a list of sessions are read by their names alone', () => {
  const log =
    'Date;Time;Medication;Dose;Did it help?\n03/02/2026;14:30;Sumatriptan 50 mg;1;yes\n15/02/2026;;Sumatriptan 50 mg;2;no\n'
  assert.deepEqual(
    ready(imported(log)).pieces.intakes.map(({ at, units, relief }) => [at, units, relief]),
    [
      ['2026-02-03T14:30', undefined, 'some'],
      ['2026-02-15', 2, 'none'],
    ],
  )
  const sessions = 'Fecha,Hora,Terapia,Antes,Después\n2026-03-02,17:00,Terapia craneosacral,6,3\n'
  const [session] = ready(imported(sessions)).pieces.sessions
  assert.deepEqual(
    [session.at, session.therapy, session.ratingBefore, session.ratingAfter],
    ['2026-03-02T17:00', 'craniosacral-therapy', 6, 3],
  )
})

test('a row that does not fit is told with row, column and value; nothing is imported until the person leaves it out', () => {
  const file =
    'fecha;dolor de cabeza;intensidad\n01/03/2026;sí;7\n31/02/2026;no;\n15/03/2026;quizá;3\n16/03/2026;sí;70\n17/03/2026;no;\n17/03/2026;sí;2\n'
  const table = tableOf(file)
  const guess = guessMapping(table, TODAY)
  const mapping = {
    ...guess,
    columns: guess.columns.map((column) => (column.meaning === 'intensity' ? { ...column, most: 10 } : column)),
  }
  const refused = refusedOf(applyMapping(table, mapping, WHERE))
  assert.deepEqual(
    refused.problems.map(({ code, row, column, value }) => [code, row, column, value]),
    [
      ['not-day', 3, 'fecha', '31/02/2026'],
      ['not-headache', 4, 'dolor de cabeza', 'quizá'],
      ['not-intensity', 5, 'intensidad', '70'],
      ['day-twice', 7, 'fecha', '2026-03-17'],
    ],
  )
  const left = ready(applyMapping(table, mapping, { ...WHERE, leaveOutRows: refused.problemRows }))
  assert.deepEqual([left.counts.days, left.rowsLeftOut], [2, [3, 4, 5, 7]])
})

test('the same file twice adds nothing, and what is there stays unless the person says otherwise', () => {
  const { pieces } = ready(imported(example('cuadricula.csv')))
  const again = compareEntries(ready(imported(example('cuadricula.csv'))).pieces, pieces, 'Europe/Madrid')
  assert.deepEqual(again.counts, { new: 0, same: 13, differs: 0, 'perhaps-twice': 0 })
  assert.deepEqual(takeOver(pieces, again, pieces), NO_PIECES)
  const there = {
    days: [{ date: '2026-03-02', headache: 'none' as const, factors: { stress: 1 } }],
    intakes: [{ id: 'mine', at: '2026-03-02T10:00', product: 'ibuprofeno' }],
  }
  const compared = compareEntries(pieces, there, 'Europe/Madrid')
  assert.deepEqual(compared.counts, { new: 11, same: 0, differs: 1, 'perhaps-twice': 1 })
  assert.equal(takeOver(pieces, compared, there).days.length, 9)
  const [filled] = takeOver(pieces, compared, there, { differing: 'fill' }).days.filter(
    ({ date }) => date === '2026-03-02',
  )
  assert.equal(filled.headache, 'none')
  assert.deepEqual(filled.factors, { 'sleep-hours': 6, stress: 1, caffeine: 1 })
  const attacks = ready(imported(example('attack-list.csv'))).pieces
  const overlapping = compareEntries(
    attacks,
    { attacks: [{ id: 'a', start: '2026-02-09T20:00', end: 'unknown' }] },
    'Europe/Madrid',
  )
  assert.deepEqual(
    overlapping.entries.filter(({ verdict }) => verdict === 'perhaps-twice').map(({ other }) => other),
    ['a'],
  )
})

test('sessions come from the calendar by the titles that were chosen: repeated, moved, cancelled and all-day ones', () => {
  const read = readCalendar(example('sessions.ics'), { timeZone: 'Europe/Madrid', today: '2026-04-02' })
  assert.equal(read.type, 'ok')
  const calendar = read.value
  assert.deepEqual(
    calendar.titles.map(({ times }) => times),
    [4, 1, 1, 1],
  )
  const { sessions } = calendarSessions(calendar, {
    [calendar.titles[0].title]: 'craniosacral-therapy',
    Acupuncture: 'acupuncture',
    'Yoga course': 'yoga',
  })
  assert.deepEqual(
    sessions.map(({ at, therapy, minutes }) => [at, therapy, minutes]),
    [
      ['2026-03-04T17:00', 'craniosacral-therapy', 50],
      ['2026-03-10T09:30', 'acupuncture', 45],
      ['2026-03-11T17:00', 'craniosacral-therapy', 50],
      ['2026-03-21', 'yoga', undefined],
      ['2026-03-26T18:30', 'craniosacral-therapy', 50],
      ['2026-04-01T17:00', 'craniosacral-therapy', 50],
    ],
  )
  // on a device that is in another zone the same appointments have the same keys
  const elsewhere = readCalendar(example('sessions.ics'), { timeZone: 'America/Lima', today: '2026-04-02' })
  assert.equal(elsewhere.type, 'ok')
  const [first] = calendarSessions(elsewhere.value, {
    Acupuncture: 'acupuncture',
  }).sessions
  assert.deepEqual([first.id, first.at], [sessions[1].id, '2026-03-10T03:30'])
})

test('a diary goes out as tables that no spreadsheet runs, comes in again with the same days, and prints as months', () => {
  const days = [
    { date: '2026-03-01', headache: 'none' as const, factors: { 'late-tea': true } },
    { date: '2026-03-02', headache: 'present' as const, peakIntensity: 7, note: '=1+1' },
    { date: '2026-03-04', headache: 'unknown' as const },
  ]
  const written = {
    ...{ format: DIARY_FORMAT, timeZone: 'Europe/Madrid', firstDay: '2026-03-01', lastDay: '2026-03-05', days },
    intakes: [{ id: 'i', at: '2026-03-02T10:00', product: 'Sumatriptan' }],
    customFactors: [{ id: 'late-tea', name: '@Late tea', kind: 'yes-no' as const }],
  } as const
  const read = readClearday(JSON.stringify(written), 'Europe/Madrid')
  assert.equal(read.type, 'ok', JSON.stringify(read))
  const { diary, written: clean, counts } = read.value
  assert.deepEqual([counts.days, counts.intakes, counts.customFactors], [3, 1, 1])
  const files = writeCsv(clean)
  assert.deepEqual(
    files.map(({ name, rows }) => [name, rows]),
    [
      ['days.csv', 3],
      ['intakes.csv', 1],
    ],
  )
  const dangerous = [
    ...tableOf(files[0].text).rows.flatMap(({ cells }) => cells),
    ...tableOf(files[0].text).columns.map(({ name }) => name),
  ]
  assert.deepEqual(
    dangerous.filter((cell) => /^[=+@]/.test(cell)),
    [],
  )
  const back = ready(imported(files[0].text)).pieces.days
  assert.deepEqual(
    back.map(({ date, headache, peakIntensity }) => [date, headache, peakIntensity]),
    days.map(({ date, headache, ...rest }) => [date, headache, (rest as { peakIntensity?: number }).peakIntensity]),
  )
  const [march] = diaryMonths(diary)
  assert.deepEqual(
    march.days.map(({ mark }) => mark),
    ['clear', 'headache', 'missing', 'unsure', 'missing'],
  )
  assert.deepEqual([march.numbers.knownDays, march.numbers.headacheDays, march.numbers.acuteMedicineDays], [2, 1, 1])
  assert.deepEqual(
    [march.days[1].severity, march.days[1].medicines, march.days[1].weekday],
    ['severe', ['Sumatriptan'], 1],
  )
})

test('one slip in a column of pain is asked about and told with its row, and divides no history by ten', () => {
  const table = tableOf('Start,End,Pain\n2026-03-01 10:00,2026-03-01 12:00,5\n2026-03-03 10:00,2026-03-03 12:00,99\n')
  const mapping = guessMapping(table, TODAY)
  const asked = applyMapping(table, mapping, WHERE)
  assert.ok(asked.type === 'error')
  assert.deepEqual(
    asked.questions.map(({ code, column }) => [code, column]),
    [['scale', 'Pain']],
  )
  const columns = mapping.columns.map((column) => (column.meaning === 'intensity' ? { ...column, most: 10 } : column))
  assert.deepEqual(refusedOf(applyMapping(table, { ...mapping, columns }, WHERE)).problemRows, [3])
  const hundred = tableOf(
    'Start,End,Pain\n2026-03-01 10:00,2026-03-01 12:00,50\n2026-03-03 10:00,2026-03-03 12:00,70\n',
  )
  assert.equal(guessMapping(hundred, TODAY).columns.find(({ meaning }) => meaning === 'intensity')?.most, 100)
})
