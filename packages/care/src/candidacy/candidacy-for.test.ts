import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONDITIONS, datesFrom, mustBeReviewed, readDiary } from '@clearday/diary'
import { TREATMENTS } from '@clearday/evidence'
import { historyOf, type History } from '../history.ts'
import { CONTRAINDICATION_RULES, SAFETY_RULES } from '../safety/index.ts'
import { stillUnasked } from '../safety/contraindications-for.ts'
import { ALL_CRITERIA, allCandidacies, CANDIDACY_RULES, candidacyFor } from './candidacy-for.ts'
import type { Candidacy } from './candidacy.ts'

interface Case {
  readonly firstDay?: string
  readonly lastDay?: string
  /** Headache on the first so many days of each month, none on the others. */
  readonly headacheDays?: number
  /** Days of each month, after those, of which nothing is said. */
  readonly gaps?: number
  readonly day?: object
  readonly person?: object
  readonly rest?: object
}

const ALL_NO = Object.fromEntries(CONDITIONS.map((condition) => [condition, 'no']))
const ASKED = { ageYears: 40, pregnancy: 'no', conditions: ALL_NO }

function history(one: Case): History {
  const { firstDay = '2026-01-01', lastDay = '2026-03-31', headacheDays = 0, gaps = 0, day = {}, person = {} } = one
  const days = datesFrom(firstDay, lastDay).flatMap((date) => {
    const number = Number(date.slice(8))
    if (number > headacheDays && number <= headacheDays + gaps) return []
    return [number <= headacheDays ? { date, headache: 'present', ...day } : { date, headache: 'none' }]
  })
  const read = readDiary({ format: 'clearday-diary-1', timeZone: 'UTC', firstDay, lastDay, days, person, ...one.rest })
  assert.ok(read.type === 'ok', JSON.stringify(read))
  return historyOf(read.value)
}

const of = (treatment: string, one: Case): Candidacy => candidacyFor(treatment, history(one))
const craniosacral = (one: Case): Candidacy => of('craniosacral-therapy', one)

function status(candidacy: Candidacy, id: string): string {
  return candidacy.criteria.find((one) => one.id === id)?.status ?? assert.fail(id)
}

test('a chronic pattern and a tense neck, with nothing that needs a physician, make craniosacral therapy worth discussing', () => {
  const found = craniosacral({ headacheDays: 16, person: { ...ASKED, preferences: { neckTension: true } } })
  assert.equal(found.conclusion, 'worth-discussing')
  assert.deepEqual(found.stillToAsk, [])
  assert.equal(
    found.sentence,
    'Worth discussing: you have headache on 15 or more days a month for 3 months and your neck is tense or painful.',
  )
  assert.match(found.aboutThePoints, /no trial that compared people with and without them/)
  assert.match(found.alongside, /never instead/)
})

test('what was not asked stays open: nothing is read as no, and it is listed as still to ask', () => {
  const found = craniosacral({ headacheDays: 16 })
  assert.equal(found.conclusion, 'worth-discussing')
  assert.ok(found.stillToAsk.length >= 8)
  assert.match(
    found.sentence,
    /^Worth discussing once \d+ questions are answered that nobody has asked yet: you have headache/,
  )
  assert.equal(status(found, 'neck-tension'), 'unknown')
  assert.equal(status(found, 'dislikes-touch'), 'unknown')
})

test('an answer of unsure to a contraindication asks for a physician first, and so does yes, however much speaks for it', () => {
  const preferences = { neckTension: true, stressOrAnxiety: true, wantsNoninvasive: true }
  for (const [answer, words] of [
    ['unsure', 'you were unsure about an aneurysm'],
    ['yes', 'you answered yes to an aneurysm'],
  ]) {
    const conditions = { ...ALL_NO, 'cerebral-aneurysm': answer }
    const found = craniosacral({ headacheDays: 20, person: { ...ASKED, conditions, preferences } })
    assert.equal(found.conclusion, 'ask-a-physician-first', answer)
    assert.ok(found.sentence.includes(words), found.sentence)
    assert.deepEqual(found.stillToAsk, [])
  }
})

test('who dislikes being touched hears that little speaks for it, and why', () => {
  const found = craniosacral({ headacheDays: 16, person: { ...ASKED, preferences: { dislikesTouch: true } } })
  assert.equal(found.conclusion, 'little-speaks-for-it-yet')
  assert.equal(found.sentence, 'Little speaks for it yet: you dislike being touched.')
})

test('with nothing known, little speaks for anything yet', () => {
  for (const { treatment, conclusion, criteria } of allCandidacies(
    history({ lastDay: '2026-01-03', headacheDays: 1 }),
  )) {
    assert.equal(conclusion, 'little-speaks-for-it-yet', treatment)
    assert.ok(criteria.every((one) => one.status !== 'met'))
  }
})

test('the chronic pattern needs 15 days in each of three whole months, and a gap leaves it open', () => {
  const chronic = (one: Case): string => status(craniosacral(one), 'chronic-pattern')
  assert.equal(chronic({ headacheDays: 15 }), 'met')
  assert.equal(chronic({ headacheDays: 14 }), 'not-met')
  assert.equal(chronic({ headacheDays: 14, gaps: 1 }), 'unknown')
  assert.equal(chronic({ headacheDays: 15, lastDay: '2026-03-30' }), 'unknown')
  assert.equal(chronic({ headacheDays: 14, lastDay: '2026-03-30' }), 'not-met')
  assert.equal(chronic({ headacheDays: 15, firstDay: '2025-10-01' }), 'met')
})

test('what is remembered is a point by itself and never fills the diary’s gaps', () => {
  const found = craniosacral({
    lastDay: '2026-01-20',
    headacheDays: 10,
    person: { recalled: { headacheDaysPerMonth: 20, monthsLikeThis: 12 } },
  })
  assert.equal(status(found, 'chronic-pattern'), 'unknown')
  assert.equal(status(found, 'remembered-chronic-pattern'), 'met')
})

test('the neck is read from the diary too, and enough noted days go before a memory of none', () => {
  const noted = craniosacral({ headacheDays: 2, day: { neckPain: 3 }, person: { preferences: { neckTension: false } } })
  assert.equal(status(noted, 'neck-tension'), 'met')
  assert.equal(noted.criteria.find(({ id }) => id === 'neck-tension')?.days.length, 6)
  assert.equal(status(craniosacral({ headacheDays: 5, day: { neckPain: 0 } }), 'neck-tension'), 'not-met')
  assert.equal(status(craniosacral({ headacheDays: 1, day: { neckPain: 3 } }), 'neck-tension'), 'unknown')
})

test('headaches are long-lasting when half of those with a known end lasted a day', () => {
  const attacks = (...hours: number[]): object[] =>
    hours.map((length, k) => {
      const start = Temporal.PlainDateTime.from('2026-01-05T08:00').add({ days: 6 * k })
      return { id: `a${k}`, start: start.toString(), end: start.add({ hours: length }).toString() }
    })
  const long = (...hours: number[]): string =>
    status(
      candidacyFor('craniosacral-therapy', history({ rest: { days: [], attacks: attacks(...hours) } })),
      'long-lasting-headaches',
    )
  assert.equal(long(24, 30, 6, 6), 'met')
  assert.equal(long(24, 6, 6), 'not-met')
  assert.equal(long(30, 30), 'unknown')
})

test('a score of worry is a hint, told with its date, and what the person says goes before one that is low', () => {
  const gad = (q: number): object => ({
    questionnaires: [
      {
        questionnaire: 'gad-7',
        date: '2026-03-01',
        answers: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((k) => [`q${k}`, q])),
      },
    ],
  })
  const point = (one: Case): [string | undefined, string | undefined] => {
    const found = of('relaxation-training', one).criteria.find(({ id }) => id === 'stress-or-anxiety')
    return [found?.status, found?.because]
  }
  assert.deepEqual(point({ rest: gad(2) }), [
    'met',
    'GAD-7 on 2026-03-01: 14; from 10 on it is a hint to talk about worry, no diagnosis.',
  ])
  assert.equal(point({ rest: gad(1) })[0], 'not-met')
  assert.equal(point({ rest: gad(1), person: { preferences: { stressOrAnxiety: true } } })[0], 'met')
  assert.equal(point({})[0], 'unknown')
})

const WITHOUT_AGE: object = Object.fromEntries(Object.entries(ASKED).filter(([key]) => key !== 'ageYears'))

test('for a child of 10 nothing is worth discussing before a paediatrician was asked; at 18, or of unknown age, it is as before', () => {
  const aged = (person: object): Case => ({
    headacheDays: 16,
    person: { ...WITHOUT_AGE, ...person, preferences: { neckTension: true } },
  })
  for (const { treatment, conclusion, sentence } of allCandidacies(history(aged({ ageYears: 10 })))) {
    assert.equal(conclusion, 'ask-a-physician-first', treatment)
    assert.match(sentence, /you are under 18: the trials were in adults, and a paediatrician is asked first/)
  }
  assert.equal(craniosacral(aged({ ageYears: 18 })).conclusion, 'worth-discussing')
  assert.equal(craniosacral(aged({})).conclusion, 'worth-discussing')
  const maybe = craniosacral(aged({ birthYear: 2008 }))
  assert.match(maybe.sentence, /you may be under 18/)
})

test('what is still to ask is counted once: fear of needles too, and not what somebody was unsure about', () => {
  const person = { ageYears: 40, conditions: { 'bleeding-disorder': 'unsure' } }
  const lines = history({ headacheDays: 16, person })
  const { stillToAsk, contraindications } = candidacyFor('acupuncture', lines)
  assert.ok(stillToAsk.includes('fear of needles'))
  assert.equal(stillToAsk.length, stillUnasked(contraindications, lines.diary.person).length)
  assert.ok(!stillToAsk.includes('a bleeding disorder'))
})

test('an answer about death or self-harm comes before every treatment, until it is answered otherwise', () => {
  const asked = (...answers: readonly (readonly [date: string, q9: number])[]): Case => ({
    headacheDays: 16,
    person: { ...ASKED, preferences: { neckTension: true } },
    rest: { questionnaires: answers.map(([date, q9]) => ({ questionnaire: 'phq-9', date, answers: { q9 } })) },
  })
  for (const { treatment, conclusion } of allCandidacies(history(asked(['2026-03-20', 1])))) {
    assert.equal(conclusion, 'see-someone-now', treatment)
  }
  assert.equal(craniosacral(asked(['2026-03-10', 1], ['2026-03-25', 0])).conclusion, 'worth-discussing')
  const lately = craniosacral(asked(['2026-03-20', 1], ['2026-03-25', 0]))
  assert.equal(lately.conclusion, 'ask-a-physician-first')
  assert.match(lately.sentence, /so on 2026-03-20, not so by the answer of 2026-03-25/)
})

test('a red flag that must not wait comes before every treatment, also when it was put aside', () => {
  const one = (answer: string, dismissed: readonly string[] = []): Case => ({
    headacheDays: 16,
    person: { ...ASKED, preferences: { neckTension: true } },
    rest: {
      safetyChecks: [
        { id: 'c', date: '2026-03-31', occasion: 'onboarding', answers: { thunderclap: answer }, dismissed },
      ],
    },
  })
  for (const dismissed of [[], ['thunderclap']]) {
    for (const { treatment, conclusion } of allCandidacies(history(one('yes', dismissed)))) {
      assert.equal(conclusion, 'see-someone-now', treatment)
    }
  }
  assert.equal(craniosacral(one('no')).conclusion, 'worth-discussing')
  assert.ok(craniosacral(one('no')).notes.some((note) => /warning signs have no answer yet/.test(note)))
})

test('a red flag for an appointment soon puts a physician first; headache on many days is told beside', () => {
  const answers = { 'cough-or-strain': 'yes' }
  const found = craniosacral({
    headacheDays: 16,
    person: { ...ASKED, preferences: { neckTension: true } },
    rest: { safetyChecks: [{ id: 'c', date: '2026-03-31', occasion: 'onboarding', answers }] },
  })
  assert.equal(found.conclusion, 'ask-a-physician-first')
  assert.match(found.sentence, /a red flag is raised \(headache brought on by coughing/)
  assert.ok(found.notes.some((note) => /due in any case: headache on half of the days/.test(note)))
})

test('who is afraid of needles hears that little speaks for acupuncture, and why', () => {
  const one: Case = { headacheDays: 16, person: { ...ASKED, conditions: { ...ALL_NO, 'fear-of-needles': 'yes' } } }
  const acupuncture = of('acupuncture', one)
  assert.equal(acupuncture.conclusion, 'little-speaks-for-it-yet')
  assert.equal(acupuncture.sentence, 'Little speaks for it yet: you are afraid of needles.')
})

test('what is taken to prevent is for four headache days a month or more; before a month is whole, memory may tell', () => {
  const candesartan = (one: Case): Candidacy => of('candesartan', { ...one, person: { ...ASKED, ...one.person } })
  assert.equal(candesartan({ headacheDays: 4 }).conclusion, 'worth-discussing')
  assert.match(candesartan({ headacheDays: 4 }).sentence, /^Worth discussing with a physician, who/)
  assert.equal(
    candesartan({ headacheDays: 3 }).sentence,
    'Little speaks for it yet: you have headache on fewer than 4 days a month.',
  )
  assert.equal(status(candesartan({ headacheDays: 3, gaps: 1 }), 'frequent-headache'), 'unknown')
  const recalled = { recalled: { headacheDaysPerMonth: 8 } }
  assert.equal(candesartan({ lastDay: '2026-01-10', headacheDays: 2, person: recalled }).conclusion, 'worth-discussing')
  assert.equal(candesartan({ headacheDays: 2, person: recalled }).conclusion, 'little-speaks-for-it-yet')
})

test('a red flag of weeks ago puts a physician first and says when it was; a fresh one means see someone now', () => {
  const attacks = [{ id: 'a', start: '2026-01-05T08:00', end: '2026-01-09T08:00' }]
  const lines = history({ person: ASKED, rest: { attacks } })
  const then = candidacyFor('relaxation-training', lines, { today: '2026-01-10' })
  assert.equal(then.conclusion, 'see-someone-now')
  const later = candidacyFor('relaxation-training', lines, { today: '2026-03-31' })
  assert.equal(later.conclusion, 'ask-a-physician-first')
  assert.match(later.sentence, /noted on 2026-01-09, and nobody has said since that it is over/)
  const before = candidacyFor('relaxation-training', lines, { today: '2026-01-04' })
  assert.doesNotMatch(JSON.stringify(before), /2026-01-09/)
})

test('a condition that a medicine does not go with asks for a physician first; unsure does too', () => {
  for (const answer of ['yes', 'unsure']) {
    const found = of('propranolol', {
      headacheDays: 10,
      person: { ...ASKED, conditions: { ...ALL_NO, asthma: answer } },
    })
    assert.equal(found.conclusion, 'ask-a-physician-first')
    assert.match(found.sentence, /asthma/)
  }
})

test('overused acute medicines ask for a physician before something to prevent is begun, and are told beside other treatments', () => {
  const intakes = datesFrom('2026-01-01', '2026-03-31')
    .filter((date) => Number(date.slice(8)) <= 10)
    .map((date, k) => ({ id: `i${k}`, at: `${date}T09:00`, product: 'sumatriptan', units: 1 }))
  const one: Case = { headacheDays: 16, person: ASKED, rest: { intakes } }
  const topiramate = of('topiramate', one)
  assert.equal(topiramate.conclusion, 'ask-a-physician-first')
  assert.equal(status(topiramate, 'medication-overuse'), 'met')
  const relaxation = of('relaxation-training', one)
  assert.notEqual(relaxation.conclusion, 'ask-a-physician-first')
  assert.ok(
    relaxation.notes.includes('An appointment with a physician is due in any case: acute medicine on very many days.'),
  )
})

test('onabotulinumtoxin A is for chronic migraine, and little speaks for it where that is not so or not known', () => {
  assert.match(
    of('onabotulinumtoxin-a', { headacheDays: 5, person: ASKED }).sentence,
    /^Little speaks for it yet: it is for chronic migraine/,
  )
  assert.equal(of('onabotulinumtoxin-a', { headacheDays: 16, person: ASKED }).conclusion, 'little-speaks-for-it-yet')
})

test('what was tried before and what goes on now is told, by any name the catalogue knows', () => {
  const found = of('acupuncture', {
    person: { triedBefore: ['acupuncture'] },
    rest: { sessions: [{ id: 's', at: '2026-02-01T10:00', therapy: 'acupuncture' }] },
  })
  assert.deepEqual(found.notes.slice(0, 2), [
    'Your diary has 1 session of it.',
    'You have tried it before: say for how long, how much, and how it went.',
  ])
})

test('treatments stand in the order of the catalogue, whoever asks: nothing is ranked', () => {
  const order = TREATMENTS.map(({ id }) => id)
  for (const one of [{}, { headacheDays: 20, person: ASKED }]) {
    assert.deepEqual(
      allCandidacies(history(one)).map(({ treatment }) => treatment),
      order,
    )
  }
})

test('every treatment of the catalogue has points, essential ones say what is lacking, and no other treatment has any', () => {
  assert.deepEqual(ALL_CRITERIA.map(({ treatment }) => treatment).sort(), TREATMENTS.map(({ id }) => id).sort())
  for (const { treatment, criteria, essential } of ALL_CRITERIA) {
    assert.ok(criteria.length > 0, treatment)
    for (const id of essential) {
      assert.ok(
        criteria.some(({ asks }) => asks.id === id && asks.lacking !== undefined),
        `${treatment} ${id}`,
      )
    }
  }
})

test('a treatment that the catalogue does not have is a mistake of the caller', () => {
  assert.throws(() => candidacyFor('leeches', history({})), /no treatment leeches/)
})

test('no word promises, blames, commands or recommends', () => {
  const said = [
    ...CANDIDACY_RULES.map(({ statement }) => statement),
    ...[{}, { headacheDays: 20, person: { ...ASKED, conditions: { ...ALL_NO, asthma: 'unsure' } } }].flatMap((one) =>
      allCandidacies(history(one)).flatMap(({ sentence, criteria, notes, aboutThePoints, alongside }) => [
        sentence,
        aboutThePoints,
        alongside,
        ...notes,
        ...criteria.flatMap(({ question, because, evidence }) => [question, because, evidence]),
      ]),
    ),
  ]
  for (const words of said) assert.doesNotMatch(words, /\b(safe|proven|causes?|should|recommend\w*|fail\w*)\b|!/i)
})

test('every rule has an id of its own, a source, and must be looked at by a clinician', () => {
  const ids = CANDIDACY_RULES.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const rule of CANDIDACY_RULES) assert.ok(rule.source !== '' && mustBeReviewed(rule), rule.id)
  const known = new Set([...CANDIDACY_RULES, ...SAFETY_RULES, ...CONTRAINDICATION_RULES].map(({ id }) => id))
  const { ruleIds } = craniosacral({ headacheDays: 16 })
  assert.ok(ruleIds.length > 10 && ruleIds.every((id) => known.has(id)))
})
