// Red flags that a diary raises by itself: each raised, not raised, and left open where the diary does not tell.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { datesFrom } from '@clearday/diary'
import { assessed, round, statusOf } from './safety-fixtures.ts'

function everyDay(from: string, to: string, each: object): object[] {
  return datesFrom(from, to).map((date) => ({ date, ...each }))
}

const CLEAR = everyDay('2026-01-01', '2026-02-28', { headache: 'none' })

function clearBut(...days: readonly ({ readonly date: string } & object)[]): object[] {
  const own = new Map(days.map((day) => [day.date, day]))
  return datesFrom('2026-01-01', '2026-02-28').map((date) => own.get(date) ?? { date, headache: 'none' })
}

function flagStatus(lines: Parameters<typeof assessed>[0], id: string): string {
  return statusOf(assessed(lines), id)
}

test('an attack of more than 72 hours is for the same day; 72 hours are not more', () => {
  const attack = (end: string): object[] => [{ id: 'a', start: '2026-02-20T08:00', end }]
  const quiet = (end: string): object => ({ days: CLEAR.filter((_, k) => k < 50 || k > 53), attacks: attack(end) })
  assert.equal(flagStatus(quiet('2026-02-23T08:00'), 'attack-over-72-hours'), 'not-raised')
  const long = assessed(quiet('2026-02-23T09:00'))
  const [flag] = long.raised
  assert.deepEqual([flag.id, flag.urgency, flag.attackIds], ['attack-over-72-hours', 'same-day', ['a']])
  assert.deepEqual(flag.days, ['2026-02-20', '2026-02-21', '2026-02-22', '2026-02-23'])
})

test('an attack that goes on, one in two pieces, and four days of nothing but headache are long too', () => {
  assert.equal(
    flagStatus({ attacks: [{ id: 'a', start: '2026-02-24T08:00', end: 'still-going' }] }, 'attack-over-72-hours'),
    'raised',
  )
  const pieces = [
    { id: 'a', start: '2026-02-20T08:00', end: '2026-02-22T08:00' },
    { id: 'b', start: '2026-02-22T08:00', end: '2026-02-24T08:00' },
  ]
  assert.equal(flagStatus({ attacks: pieces }, 'attack-over-72-hours'), 'raised')
  const allDay = (from: string): object => ({ days: everyDay(from, '2026-02-28', { headache: 'present', hours: 24 }) })
  assert.equal(flagStatus(allDay('2026-02-25'), 'attack-over-72-hours'), 'raised')
  assert.equal(flagStatus(allDay('2026-02-26'), 'attack-over-72-hours'), 'unknown')
})

test('a mild headache all day for weeks is an appointment soon; one strong day, or nausea, or no strength noted, is the same day', () => {
  const mild = { headache: 'present', hours: 24, severity: 'mild', nausea: 'none', photophobia: false }
  const daily = (...other: readonly ({ readonly date: string } & object)[]) =>
    assessed({ days: [...everyDay('2026-01-01', '2026-02-28', mild).slice(0, 59 - other.length), ...other] })
  const urgency = (result: ReturnType<typeof assessed>, id: string): string =>
    result.raised.find((flag) => flag.id === id)?.urgency ?? statusOf(result, id)
  assert.equal(daily().urgency, 'book-soon')
  assert.equal(urgency(daily(), 'headache-without-a-break'), 'book-soon')
  assert.equal(urgency(daily(), 'attack-over-72-hours'), 'unknown')
  for (const last of [{ severity: 'moderate' }, { nausea: 'moderate' }, { severity: undefined }]) {
    const result = daily({ date: '2026-02-28', ...mild, ...last })
    assert.equal(urgency(result, 'attack-over-72-hours'), 'same-day', JSON.stringify(last))
  }
  const attack = { id: 'a', start: '2026-02-01T08:00', end: 'still-going' }
  const days = ['02-05', '02-09', '02-13', '02-17', '02-21', '02-25'].map((day) => ({
    ...{ date: `2026-${day}`, headache: 'present' },
  }))
  assert.equal(assessed({ attacks: [{ ...attack, severity: 'mild' }], days }).urgency, 'book-soon')
  assert.equal(assessed({ attacks: [attack], days }).urgency, 'same-day')
  // of one that was not spoken of for weeks nobody knows, and it is not passed over
  assert.equal(urgency(assessed({ attacks: [attack] }), 'attack-over-72-hours'), 'unknown')
})

const AT_THE_EYE = { severity: 'severe', side: 'right', sites: ['orbital'], nausea: 'none', vomiting: false }

function nightly(each: object, count = 6): object[] {
  return datesFrom('2026-02-10', '2026-02-28')
    .slice(0, count)
    .map((date, k) => ({ id: `c${k}`, start: `${date}T02:00`, end: `${date}T03:00`, ...AT_THE_EYE, ...each }))
}

test('a pattern like cluster headache is told although the eye was never asked about, or an injection cut the attacks short', () => {
  const unasked = assessed({ attacks: nightly({}) })
  const flag = unasked.raised.find(({ id }) => id === 'cluster-pattern')
  assert.equal(flag?.urgency, 'book-soon')
  assert.match(flag?.why[0] ?? '', /possible: 6 attacks .* Ask about it/)
  const intakes = datesFrom('2026-02-10', '2026-02-15').map((date, k) => ({
    id: `i${k}`,
    at: `${date}T02:05`,
    product: 'sumatriptan 6 mg injection',
    relief: 'complete',
  }))
  assert.equal(flagStatus({ attacks: nightly({ autonomicSigns: ['tears'] }), intakes }, 'cluster-pattern'), 'raised')
  assert.notEqual(flagStatus({ attacks: nightly({}, 4) }, 'cluster-pattern'), 'raised')
  assert.notEqual(
    flagStatus({ attacks: nightly({ autonomicSigns: [], restlessness: false }) }, 'cluster-pattern'),
    'raised',
  )
  assert.notEqual(flagStatus({ attacks: nightly({ side: 'both-sides' }) }, 'cluster-pattern'), 'raised')
  assert.notEqual(flagStatus({ attacks: nightly({ severity: 'moderate' }) }, 'cluster-pattern'), 'raised')
})

test('days of headache whose hours nobody noted never say that nothing lasted more than 72 hours', () => {
  const days = (count: number): object => {
    const dates = datesFrom('2026-02-10', '2026-02-28').slice(0, count)
    return { days: clearBut(...dates.map((date) => ({ date, headache: 'present', severity: 'severe' }))) }
  }
  assert.equal(flagStatus(days(6), 'attack-over-72-hours'), 'unknown')
  assert.equal(flagStatus(days(3), 'attack-over-72-hours'), 'not-raised')
})

test('four days of nothing but headache are long, although an attack was logged for the first two', () => {
  const lines = {
    days: clearBut(...datesFrom('2026-02-10', '2026-02-13').map((date) => ({ date, headache: 'present', hours: 24 }))),
    attacks: [{ id: 'a', start: '2026-02-10T00:00', end: '2026-02-11T23:50' }],
  }
  assert.equal(flagStatus(lines, 'attack-over-72-hours'), 'raised')
})

test('an aura of long ago, or one beside gaps, settles nothing', () => {
  const seen = {
    symptoms: [{ kind: 'visual', durationMinutes: 25, spreadMinutes: 10, positive: true }],
    firstEver: false,
  }
  const on = (date: string): object => ({ date, headache: 'present', aura: seen })
  const old = { days: clearBut(on('2026-01-05') as never) }
  const gappy = { days: [on('2026-02-20')] }
  for (const id of ['long-aura', 'aura-with-weakness', 'first-aura']) {
    assert.equal(flagStatus(old, id), 'unknown', id)
    assert.equal(flagStatus(gappy, id), 'unknown', id)
    assert.equal(flagStatus({ days: clearBut(on('2026-02-20') as never) }, id), 'not-raised', id)
  }
})

test('an overdose and a severe headache in pregnancy of weeks ago are still told, and stay in the record', () => {
  const overdose = assessed(
    {
      intakes: [
        {
          id: 'i',
          at: '2026-01-10T08:00',
          product: 'paracetamol',
          ingredients: [{ ingredient: 'paracetamol', milligrams: 16000 }],
        },
      ],
    },
    { today: '2026-01-20' },
  ).raised.find(({ id }) => id === 'overdose')
  assert.deepEqual([overdose?.urgency, overdose?.record.length], ['book-soon', 1])
  const pregnant = assessed({
    person: { pregnancy: 'pregnant' },
    days: [{ date: '2026-01-10', headache: 'present', severity: 'severe' }],
  })
  const severe = pregnant.raised.find(({ id }) => id === 'severe-in-pregnancy')
  assert.deepEqual([severe?.urgency, severe?.record.length], ['book-soon', 1])
})

test('an attack whose end nobody noted leaves it open, and so does a gap', () => {
  assert.equal(
    flagStatus({ attacks: [{ id: 'a', start: '2026-02-20T08:00', end: 'unknown' }] }, 'attack-over-72-hours'),
    'unknown',
  )
  assert.equal(flagStatus({ days: CLEAR }, 'attack-over-72-hours'), 'not-raised')
  assert.equal(flagStatus({ days: CLEAR.slice(0, 50) }, 'attack-over-72-hours'), 'unknown')
})

const aura = (symptom: object, more: object = {}): object => ({
  days: clearBut({
    date: '2026-02-27',
    headache: 'present',
    aura: { symptoms: [{ kind: 'visual', durationMinutes: 25, ...symptom }], firstEver: false, ...more },
  } as never),
})

test('an aura of more than 60 minutes is an emergency; 60 minutes are not more, and untimed is open', () => {
  assert.equal(flagStatus(aura({ durationMinutes: 60 }), 'long-aura'), 'not-raised')
  assert.equal(assessed(aura({ durationMinutes: 61 })).urgency, 'emergency-now')
  assert.equal(flagStatus({ days: CLEAR }, 'long-aura'), 'unknown')
  assert.equal(flagStatus(aura({ durationMinutes: undefined }), 'long-aura'), 'unknown')
})

test('weakness with an aura is an emergency unless it is known not to be the first; then a physician hears of it today', () => {
  const urgency = (firstEver: object): string => assessed(aura({ kind: 'motor' }, firstEver)).raised[0].urgency
  assert.equal(urgency({ firstEver: true }), 'emergency-now')
  assert.equal(urgency({ firstEver: undefined }), 'emergency-now')
  assert.equal(urgency({ firstEver: false }), 'same-day')
  assert.equal(flagStatus(aura({}), 'aura-with-weakness'), 'not-raised')
})

test('sight or words that are gone all at once are an emergency; flickering that spreads is not', () => {
  assert.equal(flagStatus(aura({ spreadMinutes: 0, positive: false }), 'weakness-speech-sight'), 'raised')
  assert.equal(flagStatus(aura({ spreadMinutes: 10, positive: false }), 'weakness-speech-sight'), 'unknown')
  assert.equal(flagStatus(aura({ spreadMinutes: 0, positive: true }), 'weakness-speech-sight'), 'unknown')
})

test('the first aura of a life is for the same day', () => {
  assert.equal(assessed(aura({}, { firstEver: true })).raised[0].urgency, 'same-day')
  assert.equal(flagStatus(aura({}), 'first-aura'), 'not-raised')
  assert.equal(flagStatus(aura({}, { firstEver: undefined }), 'first-aura'), 'unknown')
})

test('aura beside a pill that is noted as a treatment is told as one of the intake is', () => {
  const taking = (treatment: string, events: readonly object[] = [{ type: 'start', on: '2025-01-01' }]): string =>
    flagStatus(
      { ...aura({}), regimens: [{ id: 'o', kind: 'medicine', treatment, prescribed: true, events }] },
      'aura-with-contraceptive',
    )
  for (const name of [
    'combined oral contraceptive',
    'The pill',
    'Combined pill (30 µg)',
    'contraceptive patch',
    'vaginal ring',
  ]) {
    assert.equal(taking(name), 'raised', name)
  }
  for (const name of ['mini-pill', 'progestogen-only contraceptive pill', 'water pill', 'magnesium']) {
    assert.equal(taking(name), 'unknown', name)
  }
  const stopped = [
    { type: 'start', on: '2025-01-01' },
    { type: 'stop', on: '2026-01-05' },
  ]
  assert.equal(taking('the pill', stopped), 'unknown')
})

test('aura beside a combined contraceptive or smoking asks for an appointment', () => {
  const withCondition = (condition: string, answer: string): object => ({
    ...aura({}),
    person: { conditions: { [condition]: answer } },
  })
  for (const [condition, id] of [
    ['combined-contraceptive', 'aura-with-contraceptive'],
    ['smoking', 'aura-with-smoking'],
  ]) {
    assert.equal(flagStatus(withCondition(condition, 'yes'), id), 'raised')
    assert.equal(flagStatus(withCondition(condition, 'no'), id), 'not-raised')
    assert.equal(flagStatus(withCondition(condition, 'unsure'), id), 'unknown')
    assert.equal(flagStatus({ days: CLEAR, person: { conditions: { [condition]: 'yes' } } }, id), 'unknown')
  }
})

test('what the diary raised is made calmer by a later no and ended after 14 days, not by an earlier no nor by one of the same day', () => {
  const urgency = (date: string, today: string): string =>
    assessed(
      {
        ...aura({ durationMinutes: 90 }),
        lastDay: '2026-03-31',
        safetyChecks: [round(date, { 'long-aura': 'no' })],
      },
      { today },
    ).urgency
  assert.equal(urgency('2026-02-26', '2026-02-28'), 'emergency-now')
  assert.equal(urgency('2026-02-27', '2026-03-20'), 'emergency-now')
  assert.equal(urgency('2026-02-28', '2026-02-28'), 'same-day')
  assert.equal(urgency('2026-02-28', '2026-03-13'), 'same-day')
  assert.equal(urgency('2026-02-28', '2026-03-14'), 'none-raised')
})

test('a yes of the intake to a stroke, bleeding, pressure, a leak, an aneurysm, a broken skull or an infection is never passed over', () => {
  const days = clearBut({ date: '2026-02-20', headache: 'present', severity: 'severe' } as never)
  for (const [condition, id, urgency] of [
    ['acute-stroke', 'stroke-or-bleeding', 'emergency-now'],
    ['intracranial-haemorrhage', 'stroke-or-bleeding', 'emergency-now'],
    ['raised-intracranial-pressure', 'raised-pressure', 'same-day'],
    ['recent-csf-leak', 'headache-after-puncture-or-leak', 'same-day'],
    ['recent-lumbar-puncture', 'headache-after-puncture-or-leak', 'same-day'],
    ['cerebral-aneurysm', 'aneurysm-with-severe-headache', 'same-day'],
    ['recent-skull-fracture', 'recent-skull-fracture', 'same-day'],
    ['acute-infection', 'headache-with-infection', 'same-day'],
  ] as const) {
    const said = (answer: string) => assessed({ days, person: { conditions: { [condition]: answer } } })
    const [flag] = said('yes').raised
    assert.deepEqual([flag.id, flag.urgency, flag.fresh], [id, urgency, true], condition)
    assert.match(said('yes').sentence, /^See someone (now|today)/)
    assert.equal(said('no').urgency, 'none-raised')
    assert.equal(statusOf(assessed({ days }), id), 'unknown')
  }
})

test('a leak, an aneurysm and an infection are joined with headache; without it they are left open, not called nothing', () => {
  const mild = clearBut({ date: '2026-02-20', headache: 'present', severity: 'mild' } as never)
  const status = (condition: string, id: string, days: object[]): string =>
    flagStatus({ days, person: { conditions: { [condition]: 'yes' } } }, id)
  assert.equal(status('cerebral-aneurysm', 'aneurysm-with-severe-headache', mild), 'unknown')
  assert.equal(status('recent-csf-leak', 'headache-after-puncture-or-leak', CLEAR), 'unknown')
  assert.equal(status('acute-infection', 'headache-with-infection', CLEAR), 'unknown')
  assert.equal(status('acute-infection', 'headache-with-infection', mild), 'raised')
})

test('a stroke in the intake stands whatever a round answers later, and however long the diary is', () => {
  const result = assessed({
    person: { conditions: { 'acute-stroke': 'yes' } },
    lastDay: '2026-12-31',
    safetyChecks: [round('2026-12-30', { 'weakness-speech-sight': 'no' })],
  })
  assert.equal(result.urgency, 'emergency-now')
  assert.match(result.sentence, /^See someone now/)
  assert.match(result.raised[0].action, /^Call your local emergency number now/)
})

test('advice on what the diary raises can be put aside, and the next time makes it loud again', () => {
  const days = (...dates: readonly string[]): object => ({
    days: dates.map((date) => ({
      date,
      headache: 'present',
      aura: { symptoms: [{ kind: 'visual', durationMinutes: 90 }], firstEver: false },
    })),
    safetyChecks: [round('2026-02-10', {}, { dismissed: ['long-aura'] })],
  })
  assert.equal(assessed(days('2026-02-05')).raised[0].dismissed, true)
  assert.equal(assessed(days('2026-02-05', '2026-02-15')).raised[0].dismissed, false)
})

test('an emergency that the diary raised months ago asks for an appointment until somebody says no', () => {
  const lines = { ...aura({ durationMinutes: 90 }), lastDay: '2026-12-31' }
  const [flag] = assessed(lines).raised
  assert.deepEqual([flag.id, flag.urgency], ['long-aura', 'book-soon'])
  assert.match(flag.action, /If no physician has heard of it yet, book an appointment soon\.$/)
  assert.equal(assessed(lines, { today: '2026-05-28' }).urgency, 'emergency-now')
  assert.equal(assessed(lines, { today: '2026-05-29' }).urgency, 'book-soon')
})

test('15 headache days in a calendar month ask for an appointment, 14 do not, and gaps leave it open', () => {
  const month = (headache: number, unknown = 0): object => ({
    lastDay: '2026-01-31',
    days: datesFrom('2026-01-01', '2026-01-31')
      .slice(unknown)
      .map((date, k) => ({ date, headache: k < headache ? 'present' : 'none' })),
  })
  assert.equal(flagStatus(month(15), 'fifteen-headache-days'), 'raised')
  assert.equal(flagStatus(month(14), 'fifteen-headache-days'), 'not-raised')
  assert.equal(flagStatus(month(14, 1), 'fifteen-headache-days'), 'unknown')
})

test('what is remembered counts until the diary says otherwise', () => {
  const person = { recalled: { headacheDaysPerMonth: 20 } }
  assert.equal(flagStatus({ person }, 'fifteen-headache-days'), 'raised')
  assert.equal(flagStatus({ person, days: CLEAR }, 'fifteen-headache-days'), 'not-raised')
})

test('medicine above a day’s maximum is a possible overdose; overuse over a month asks for an appointment', () => {
  const paracetamol = (times: readonly string[]): object => ({
    days: CLEAR,
    intakes: times.map((at, k) => ({
      id: `i${k}`,
      at,
      product: 'paracetamol',
      ingredients: [{ ingredient: 'paracetamol', milligrams: 1000 }],
    })),
  })
  const day = ['06', '10', '14', '18'].map((hour) => `2026-02-27T${hour}:00`)
  assert.equal(flagStatus(paracetamol(day), 'overdose'), 'unknown')
  const above = assessed(paracetamol([...day, '2026-02-27T22:00']))
  assert.deepEqual([above.raised[0].id, above.urgency], ['overdose', 'emergency-now'])
  const ibuprofen = (milligrams: number, date: string): object => ({
    intakes: [
      { id: 'i', at: `${date}T08:00`, product: 'ibuprofen', ingredients: [{ ingredient: 'ibuprofen', milligrams }] },
    ],
  })
  const raisedBy = (lines: object): (string | undefined)[] =>
    assessed(lines)
      .raised.map(({ id }) => id)
      .filter((id) => id === 'overdose' || id === 'above-daily-maximum')
  assert.deepEqual(raisedBy(ibuprofen(1300, '2026-02-27')), ['above-daily-maximum'])
  assert.deepEqual(raisedBy(ibuprofen(9600, '2026-02-27')), ['overdose'])
  assert.deepEqual(raisedBy(ibuprofen(9600, '2026-01-27')), ['overdose'])
  assert.equal(assessed(ibuprofen(9600, '2026-01-27')).urgency, 'book-soon')
  // what a physician may prescribe is no overdose
  assert.deepEqual(raisedBy(ibuprofen(2400, '2026-02-27')), ['above-daily-maximum'])
  assert.equal(assessed(ibuprofen(2400, '2026-02-27')).urgency, 'book-soon')
  assert.deepEqual(raisedBy(ibuprofen(4800, '2026-02-27')), ['above-daily-maximum'])
  assert.deepEqual(raisedBy(ibuprofen(4801, '2026-02-27')), ['overdose'])
  assert.doesNotMatch(assessed(ibuprofen(9600, '2026-02-27')).raised[0].action, /paracetamol/)
  const month = datesFrom('2026-01-01', '2026-01-31')
  const days = (count: number): object => paracetamol(month.slice(0, count).map((date) => `${date}T08:00`))
  assert.equal(flagStatus(days(15), 'medication-overuse'), 'raised')
  assert.notEqual(flagStatus(days(14), 'medication-overuse'), 'raised')
})

test('headache that began at 50 or later asks for an appointment, and an unknown age or beginning is open', () => {
  const status = (person: object): string => flagStatus({ person }, 'new-headache-after-50')
  assert.equal(status({ ageYears: 58, headacheBeganOn: '2025-11-01' }), 'raised')
  assert.equal(status({ ageYears: 58, headacheBeganOn: '1990-01-01' }), 'not-raised')
  assert.equal(status({ ageYears: 49, headacheBeganOn: '2025-11-01' }), 'not-raised')
  assert.equal(status({ birthYear: 1975, headacheBeganOn: '2025-11-01' }), 'unknown')
  assert.equal(status({ birthYear: 1974, headacheBeganOn: '2025-11-01' }), 'raised')
  assert.equal(status({ ageYears: 58 }), 'unknown')
  assert.equal(status({ headacheBeganOn: '2025-11-01' }), 'unknown')
})

test('cancer or a weak immune system with a headache that is new, or of unknown age, is for the same day', () => {
  for (const [condition, id] of [
    ['cancer', 'new-headache-with-cancer'],
    ['immunosuppression', 'new-headache-with-weak-immunity'],
  ]) {
    const person = (answer: string, more: object = {}): object => ({
      person: { conditions: { [condition]: answer }, ...more },
    })
    assert.equal(flagStatus(person('yes', { headacheBeganOn: '2026-01-15' }), id), 'raised')
    assert.equal(flagStatus(person('yes'), id), 'raised')
    assert.equal(flagStatus(person('yes', { headacheBeganOn: '2010-01-15' }), id), 'unknown')
    assert.equal(flagStatus(person('no'), id), 'not-raised')
    assert.equal(flagStatus(person('unsure'), id), 'unknown')
    const asked = { ...person('yes'), safetyChecks: [round('2026-01-01', { [id]: 'no' })] }
    assert.equal(flagStatus(asked, id), 'not-raised')
  }
})

test('in pregnancy and after a birth, new severe headache or disturbed sight is an emergency', () => {
  const severe = clearBut({ date: '2026-02-20', headache: 'present', severity: 'severe' } as never)
  const status = (person: object, days = severe): string => flagStatus({ person, days }, 'severe-in-pregnancy')
  assert.equal(status({ pregnancy: 'pregnant' }), 'raised')
  assert.equal(status({ pregnancy: 'within-6-weeks-of-birth' }), 'raised')
  assert.equal(status({ pregnancy: 'pregnant', headacheBeganOn: '2010-01-01' }), 'unknown')
  assert.equal(status({ pregnancy: 'no' }), 'not-raised')
  assert.equal(status({ pregnancy: 'unsure' }), 'unknown')
  assert.equal(status({ pregnancy: 'pregnant' }, CLEAR), 'unknown')
  assert.equal(assessed({ ...aura({}), person: { pregnancy: 'pregnant' } }).urgency, 'emergency-now')
  assert.equal(
    flagStatus(
      { person: { pregnancy: 'pregnant', headacheBeganOn: '2010-01-01' }, days: severe },
      'headache-in-pregnancy',
    ),
    'raised',
  )
})

const phq9 = (date: string, last?: number): object => ({
  questionnaire: 'phq-9',
  date,
  answers: Object.fromEntries(
    [0, 0, 0, 0, 0, 0, 0, 0, last].flatMap((value, k) => (value === undefined ? [] : [[`q${k + 1}`, value]])),
  ),
})

test('any answer about death above "not at all" asks for people now, whatever the score, until a later form says otherwise', () => {
  const status = (...questionnaires: readonly object[]): string => flagStatus({ questionnaires }, 'suicidal-thoughts')
  assert.equal(status(phq9('2026-02-01', 1)), 'raised')
  assert.equal(status(phq9('2026-02-01', 0)), 'not-raised')
  assert.equal(status(phq9('2026-02-01')), 'unknown')
  assert.equal(status(phq9('2026-02-01', 1), phq9('2026-02-10', 0)), 'not-raised')
  const lately = assessed({ questionnaires: [phq9('2026-02-20', 3), phq9('2026-02-24', 0)] })
  assert.equal(lately.urgency, 'same-day')
  assert.doesNotMatch(lately.sentence, /Nothing that was asked/)
  assert.match(
    lately.raised[0].action,
    /by your answer of 2026-02-24 it is not so now\. If no physician knows of it, call/,
  )
  assert.equal(status(phq9('2026-02-01', 1), phq9('2026-02-10')), 'raised')
  // of two forms of one day nobody knows which came first
  const other = { questionnaire: 'phq-9', date: '2026-02-01', answers: { q1: 3, q9: 0 } }
  assert.equal(status({ questionnaire: 'phq-9', date: '2026-02-01', answers: { q9: 3 } }, other), 'raised')
  assert.match(assessed({ questionnaires: [phq9('2026-02-28', 1)] }).raised[0].action, /^You do not have to be alone/)
})

test('feeling worse after treatment by hands with a sore neck is treated as possible injury of a neck artery', () => {
  const session = (therapy: string, kind: string): object => ({
    id: 's',
    at: '2026-02-20T10:00',
    therapy,
    reaction: { kind },
  })
  const status = (one: object, neckPain: number, date = '2026-02-21'): string =>
    flagStatus(
      { sessions: [one], days: clearBut({ date, headache: 'present', neckPain } as never) },
      'neck-pain-after-treatment',
    )
  assert.equal(status(session('craniosacral-therapy', 'worse-for-hours'), 5), 'raised')
  assert.equal(status(session('massage', 'worse-for-days'), 5), 'raised')
  assert.equal(status(session('craniosacral-therapy', 'worse-for-hours'), 3), 'unknown')
  assert.equal(status(session('craniosacral-therapy', 'worse-for-hours'), 5, '2026-02-24'), 'unknown')
  assert.equal(status(session('craniosacral-therapy', 'none'), 5), 'unknown')
  for (const other of ['acupuncture', 'Acupuncture', 'biofeedback', 'Riboflavin']) {
    assert.equal(status(session(other, 'worse-for-hours'), 5), 'unknown', other)
  }
})

test('a rise of headache days through three whole months is told, one that gaps could make up is not', () => {
  const months = (...counts: readonly number[]): object[] =>
    counts.flatMap((count, k) => {
      const month = `2026-0${k + 1}`
      return datesFrom(`${month}-01`, `${month}-28`).map((date, d) => ({
        date,
        headache: d < count ? 'present' : 'none',
      }))
    })
  const rest = ['2026-01-29', '2026-01-30', '2026-01-31', '2026-03-29', '2026-03-30', '2026-03-31'].map((date) => ({
    date,
    headache: 'none',
  }))
  const status = (counts: readonly number[], days = rest): string =>
    flagStatus({ lastDay: '2026-03-31', days: [...months(...counts), ...days] }, 'progressive')
  assert.equal(status([1, 6, 11]), 'raised')
  assert.equal(status([1, 6, 10]), 'unknown')
  assert.equal(status([1, 1, 11]), 'unknown')
  assert.equal(status([1, 6, 11], []), 'unknown')
})

test('a round because of something different is itself a change of pattern, unless its own answer takes it back', () => {
  const status = (answers: object): string =>
    flagStatus({ safetyChecks: [round('2026-02-01', answers, { occasion: 'different-from-usual' })] }, 'pattern-change')
  assert.equal(status({}), 'raised')
  assert.equal(status({ 'pattern-change': 'no' }), 'not-raised')
})

test('a head that was hurt, and a puncture with a headache that changes on standing up, are for the same day', () => {
  const hurt = { person: { conditions: { 'recent-head-injury': 'yes' } } }
  assert.equal(assessed(hurt).urgency, 'same-day')
  assert.equal(
    flagStatus({ ...hurt, safetyChecks: [round('2026-01-01', { 'after-head-injury': 'no' })] }, 'after-head-injury'),
    'not-raised',
  )
  const thinner = { person: { conditions: { 'recent-head-injury': 'yes', anticoagulant: 'yes' } } }
  assert.equal(assessed(thinner).urgency, 'emergency-now')
  assert.match(assessed(thinner).raised[0].why[0], /take a blood thinner\.$/)
  const punctured = { person: { conditions: { 'recent-lumbar-puncture': 'yes' } } }
  assert.equal(flagStatus(punctured, 'upright-after-puncture'), 'unknown')
  assert.equal(
    flagStatus({ ...punctured, safetyChecks: [round('2026-02-27', { position: 'yes' })] }, 'upright-after-puncture'),
    'raised',
  )
})

test('attacks like cluster headache ask for an appointment, and migraine does not', () => {
  const cluster = datesFrom('2026-02-10', '2026-02-20').map((date, k) => ({
    id: `c${k}`,
    start: `${date}T02:00`,
    end: `${date}T03:00`,
    severity: 'severe',
    side: 'right',
    sites: ['orbital'],
    autonomicSigns: ['tears'],
    restlessness: true,
  }))
  assert.equal(flagStatus({ attacks: cluster }, 'cluster-pattern'), 'raised')
  assert.notEqual(flagStatus({ attacks: [], days: CLEAR }, 'cluster-pattern'), 'raised')
})
