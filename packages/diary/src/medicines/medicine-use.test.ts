// Medicine days against monthly limits, and what is said before one is reached: months, gaps, unknown medicines, several classes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diaryOf } from '../../fixtures/diary-of.ts'
import { datesFrom, lastOfMonth } from '../calendar/local-date.ts'
import { livedDays } from '../days/lived-days.ts'
import type { WritableDiary } from '../format/index.ts'
import type { ClassInMonth, MedicineMonth, MedicineUse } from './medicine-use.ts'
import { medicineUse } from './medicine-use.ts'
import { daysLeftBelow, DAYS_LEFT, LIMIT_RULES, LIMITED_CLASSES, limitOf, type LimitedClass } from './monthly-limits.ts'

type Intakes = NonNullable<WritableDiary['intakes']>

/** A product on days of March 2026, once a day at nine. */
function on(product: string, from: number, to: number, month = '2026-03', hour = '09'): Intakes {
  return datesFrom(`${month}-${pad(from)}`, `${month}-${pad(to)}`).map((date) => ({
    id: `${product} ${date} ${hour}`,
    at: `${date}T${hour}:00`,
    product,
  }))
}

function pad(day: number): string {
  return String(day).padStart(2, '0')
}

/** Every day from one to another said to be free of headache, so that nothing is open. */
function clear(from = '2026-03-01', to = '2026-03-31'): NonNullable<WritableDiary['days']> {
  return datesFrom(from, to).map((date) => ({ date, headache: 'none' }))
}

function use(intakes: Intakes, parts: Partial<WritableDiary> = {}): MedicineUse {
  const diary = diaryOf({ days: clear(), intakes, ...parts })
  return medicineUse(diary, livedDays(diary))
}

function ofClass({ classes }: MedicineMonth, medicineClass: LimitedClass): ClassInMonth {
  const found = classes.find((one) => one.medicineClass === medicineClass)
  return found ?? assert.fail(medicineClass)
}

function said(found: MedicineUse): unknown[] {
  return found.warnings.map(({ medicineClass, daysLeft, level }) => [medicineClass, daysLeft, level])
}

test('a warning comes at 8 of 10 days, counts down to none, and is another one when the limit is reached', () => {
  const sentences = [7, 8, 9, 10].map((days) => use(on('sumatriptan 50 mg', 1, days)).warnings[0]?.sentence)
  assert.deepEqual(sentences, [
    undefined,
    '1 triptan day left this month: you noted 8 days with triptans (the 10th day counts as overuse).',
    'No triptan days left this month: you noted 9 days with triptans (the 10th day counts as overuse).',
    'This month you noted 10 days with triptans: 10 or more a month count as overuse. Ask a doctor or pharmacist how to go on, before you stop or change anything.',
  ])
})

test('taking as many days as are left stays below the limit, and one more reaches it', () => {
  for (const medicineClass of LIMITED_CLASSES) {
    const { days, warnFrom } = limitOf(medicineClass).value
    for (let taken = 0; taken < days; taken++) {
      const left = daysLeftBelow(days, taken)
      assert.ok(taken + left < days && taken + left + 1 === days, `${medicineClass} ${taken}`)
    }
    assert.equal(daysLeftBelow(days, days + 5), 0)
    assert.ok(warnFrom < days)
  }
  assert.match(DAYS_LEFT.statement, /7 taken leave 2, 8 leave 1, 9 leave none/)
})

test('"2 days left" is what stands in the month before any warning', () => {
  const { months, warnings } = use(on('Maxalt', 1, 7))
  assert.equal(ofClass(months[0], 'triptan').daysLeft, 2)
  assert.deepEqual(warnings, [])
})

test('simple painkillers are warned of at 12 of 15 days, with two left', () => {
  assert.deepEqual(said(use(on('ibuprofen 400', 1, 11))), [])
  const warned = use([...on('ibuprofen 400', 1, 6), ...on('paracetamol 500', 7, 12)])
  assert.deepEqual(said(warned), [['non-opioid', 2, 'coming-near']])
  assert.match(warned.warnings[0].sentence, /^2 simple painkiller days left this month: /)
  assert.deepEqual(said(use(on('ibuprofen 400', 1, 15))), [['non-opioid', 0, 'reached']])
})

test('a day counts once however many doses', () => {
  const hours = ['06', '12', '18', '23'].flatMap((hour) => on('ibuprofen 200', 1, 5, '2026-03', hour))
  assert.equal(ofClass(use(hours).months[0], 'non-opioid').days.count, 5)
})

test('ten days of one NSAID are not several classes, and neither are NSAIDs and paracetamol together', () => {
  for (const intakes of [on('naproxen 500', 1, 10), [...on('naproxen 500', 1, 6), ...on('paracetamol 500', 7, 12)]]) {
    const { multiple } = use(intakes).months[0]
    assert.equal(multiple.overuse, 'not-met')
    assert.deepEqual(multiple.classes, ['non-opioid'])
  }
})

test('several classes on ten days together, none overused by itself, are overuse of several', () => {
  const found = use([...on('rizatriptan 10 mg', 1, 6), ...on('ibuprofen 400', 7, 10)])
  assert.equal(found.months[0].multiple.overuse, 'met')
  assert.deepEqual(said(found), [['multiple-classes', 0, 'reached']])
  assert.match(found.warnings[0].sentence, /10 days with triptans and simple painkillers, counted together/)
  const nine = use([...on('rizatriptan 10 mg', 1, 6), ...on('ibuprofen 400', 6, 9)])
  assert.equal(nine.months[0].multiple.overuse, 'not-met')
  assert.deepEqual(said(nine), [['multiple-classes', 0, 'coming-near']])
})

test('where one class is overused by itself, that is said and several classes are not', () => {
  const found = use([...on('rizatriptan 10 mg', 1, 10), ...on('ibuprofen 400', 11, 13)])
  assert.equal(found.months[0].multiple.overuse, 'not-met')
  assert.deepEqual(said(found), [['triptan', 0, 'reached']])
})

test('combination analgesics are none of the several classes', () => {
  const found = use([...on('Excedrin', 1, 6), ...on('rizatriptan 10 mg', 7, 11)])
  assert.equal(found.months[0].multiple.days.count, 5)
  assert.equal(found.months[0].multiple.overuse, 'not-met')
  assert.equal(ofClass(found.months[0], 'combination-analgesic').days.count, 6)
  assert.equal(ofClass(found.months[0], 'non-opioid').days.count, 0)
})

test('ten days within 28 are no overuse where they lie in two months', () => {
  const { months } = use([...on('sumatriptan', 24, 28, '2026-02'), ...on('sumatriptan', 1, 5)], {
    firstDay: '2026-02-01',
    days: clear('2026-02-01'),
  })
  assert.deepEqual(
    months.map((month) => [month.month, ofClass(month, 'triptan').days.count, ofClass(month, 'triptan').overuse]),
    [
      ['2026-02', 5, 'not-met'],
      ['2026-03', 5, 'not-met'],
    ],
  )
})

test('February has the limit of every month, in years of 28 and of 29 days', () => {
  for (const month of ['2026-02', '2028-02']) {
    const lastDay = lastOfMonth(month)
    const days = clear(`${month}-01`, lastDay)
    const reached = use(on('Relpax', 10, 19, month), { firstDay: `${month}-01`, lastDay, days })
    assert.equal(ofClass(reached.months[0], 'triptan').overuse, 'met', month)
    const below = use(on('Relpax', 10, 18, month), { firstDay: `${month}-01`, lastDay, days })
    assert.equal(ofClass(below.months[0], 'triptan').overuse, 'not-met', month)
  }
})

test('a part of a month can reach a limit, and is below it only if the days outside could not reach it', () => {
  const until = (day: number, intakes: Intakes): MedicineMonth =>
    use(intakes, { lastDay: `2026-03-${pad(day)}`, days: clear('2026-03-01', `2026-03-${pad(day)}`) }).months[0]
  assert.equal(until(20, on('Zomig', 1, 10)).whole, false)
  assert.equal(ofClass(until(20, on('Zomig', 1, 10)), 'triptan').overuse, 'met')
  assert.equal(ofClass(until(20, on('Zomig', 1, 9)), 'triptan').overuse, 'unknown')
  assert.equal(ofClass(until(29, on('Zomig', 1, 7)), 'triptan').overuse, 'not-met')
  assert.equal(ofClass(until(29, on('Zomig', 1, 8)), 'triptan').overuse, 'unknown')
})

test('days without an entry leave a limit open as far as they could reach it, and "at most" is said', () => {
  const days = clear('2026-03-01', '2026-03-29')
  const eight = use(on('Zomig', 1, 8), { days })
  assert.deepEqual(
    [ofClass(eight.months[0], 'triptan').days.count, ofClass(eight.months[0], 'triptan').days.most],
    [8, 10],
  )
  assert.equal(ofClass(eight.months[0], 'triptan').overuse, 'unknown')
  assert.match(
    eight.warnings[0].sentence,
    /^At most 1 triptan day left this month.* On 2 days this month it is not noted what you took\.$/,
  )
  assert.equal(ofClass(use(on('Zomig', 1, 7), { days }).months[0], 'triptan').overuse, 'not-met')
})

test('days without an entry alone raise no warning', () => {
  assert.deepEqual(use([], { days: [] }).warnings, [])
})

test('a medicine that nobody knows leaves open what it could be', () => {
  const found = use([...on('Zomig', 1, 8), ...on('drops from Ana', 9, 10)])
  assert.equal(ofClass(found.months[0], 'triptan').overuse, 'unknown')
  assert.equal(ofClass(found.months[0], 'ergot').overuse, 'not-met')
  assert.equal(found.months[0].multiple.overuse, 'unknown')
  assert.equal(found.months[0].unclassifiedDays, 2)
  // on the days of the triptan it changes nothing for the triptan
  const same = use([...on('Zomig', 1, 8), ...on('drops from Ana', 7, 8, '2026-03', '10')])
  assert.equal(ofClass(same.months[0], 'triptan').overuse, 'not-met')
})

test('products that nobody knows are listed as they were written, each once, and never those that are known', () => {
  const found = use([
    ...on('Drops from Ana', 2, 2),
    ...on('drops from ana', 4, 4),
    ...on('Ibuprophen', 1, 1),
    ...on('ibuprofen', 3, 3),
    ...on('Cefaly', 5, 5),
  ])
  assert.deepEqual(found.unclassified, ['Ibuprophen', 'Drops from Ana'])
})

test('what is taken every day to prevent is no overuse', () => {
  const found = use([...on('ASS 100', 1, 31), ...on('propranolol', 1, 31, '2026-03', '08')])
  assert.deepEqual(found.warnings, [])
  assert.equal(ofClass(found.months[0], 'non-opioid').days.count, 0)
})

test('gepants, the ditan and medicines against nausea have no limit, and that is said where their days are', () => {
  const found = use([...on('Nurtec', 1, 14), ...on('Reyvow 50 mg', 1, 12), ...on('Primperan', 1, 20)])
  assert.deepEqual(
    found.months[0].withoutLimit.map(({ medicineClass, days }) => [medicineClass, days.count]),
    [
      ['gepant', 14],
      ['ditan', 12],
      ['antiemetic', 20],
    ],
  )
  assert.deepEqual(found.warnings, [])
  for (const { sentence } of found.withoutLimit) assert.match(sentence, /no monthly limit/)
  assert.deepEqual(use(on('Zomig', 1, 2)).withoutLimit, [])
})

test('overuse alone is said as overuse and never as a headache caused by it', () => {
  const found = use([...on('Zomig', 1, 31), ...on('Excedrin', 1, 31, '2026-03', '12')])
  for (const { sentence } of found.warnings) {
    assert.doesNotMatch(sentence, /headache|diagnos|should|!/i)
    assert.match(sentence, /overuse/)
  }
  assert.equal(found.warnings.length, 2)
})

test('a day is the one that was lived: a traveller’s evening, and the nights on which clocks change', () => {
  const evening = use([{ id: 'a', at: '2026-03-31T23:30', timeZone: 'America/New_York', product: 'Maxalt' }])
  assert.equal(ofClass(evening.months[0], 'triptan').days.count, 1)
  const night = use(
    [
      { id: 'a', at: '2026-10-25T02:30+02:00', product: 'Maxalt' },
      { id: 'b', at: '2026-10-25T02:30+01:00', product: 'Maxalt' },
      { id: 'c', at: '2026-10-25T23:59', product: 'Maxalt' },
    ],
    { firstDay: '2026-10-01', lastDay: '2026-10-31', days: clear('2026-10-01', '2026-10-31') },
  )
  assert.equal(ofClass(night.months[0], 'triptan').days.count, 1)
})

test('warnings are of the month in which the diary ends, and a new month begins with none', () => {
  const parts = { lastDay: '2026-04-02', days: clear('2026-03-01', '2026-04-02') }
  assert.deepEqual(use(on('Zomig', 1, 12), parts).warnings, [])
})

test('a day on which one medicine was noted and nothing else may have had others', () => {
  const days = clear('2026-03-02', '2026-03-31')
  const { months } = use(on('Zomig', 1, 1), { days })
  assert.deepEqual(
    [
      ofClass(months[0], 'triptan').days.most,
      ofClass(months[0], 'opioid').days.count,
      ofClass(months[0], 'opioid').days.most,
    ],
    [1, 0, 1],
  )
})

test('every limit is a rule of its own whose words hold its number', () => {
  const ids = LIMIT_RULES.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const medicineClass of LIMITED_CLASSES) {
    const { value, statement, source } = limitOf(medicineClass)
    assert.match(statement, new RegExp(`on ${value.days} or more days a calendar month.*from ${value.warnFrom} days`))
    assert.match(source, new RegExp(`8\\.2\\.${value.code.at(-1)}`))
  }
})
