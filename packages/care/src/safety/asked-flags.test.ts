// Red flags that are asked: every one of them can be raised, answered with no, put aside, and left out, and none of that is lost.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OCCASIONS, type Person } from '@clearday/diary'
import { RED_FLAGS } from './red-flags.ts'
import { assessed, round, statusOf } from './safety-fixtures.ts'
import { safetyQuestions } from './safety-questions.ts'
import { TIERS } from './tier.ts'

const ASKED = RED_FLAGS.filter(({ rule }) => rule.value.question !== null)

/** Of an age at which every question is asked, with nothing else said. */
const PERSON = { ageYears: 62, headacheBeganOn: '2000-01-01' }

test('a yes to any question raises its flag in its tier, at once, with what to do', () => {
  for (const { id, rule } of ASKED) {
    const result = assessed({ person: PERSON, safetyChecks: [round('2026-02-28', { [id]: 'yes' })] })
    const flag = result.raised.find((one) => one.id === id) ?? assert.fail(id)
    assert.equal(flag.urgency, rule.value.tier, id)
    assert.equal(result.urgency, rule.value.tier, id)
    assert.deepEqual(
      [flag.firstRaised, flag.lastRaised, flag.dismissed, flag.unsure],
      ['2026-02-28', '2026-02-28', false, false],
    )
    assert.match(flag.why[0], /^On 2026-02-28 you answered yes/)
    assert.ok(!flag.action.includes('{'), flag.action)
  }
})

test('a no to any question does not raise it, and no answer is not a no', () => {
  for (const { id } of ASKED) {
    assert.equal(
      statusOf(assessed({ person: PERSON, safetyChecks: [round('2026-02-28', { [id]: 'no' })] }), id),
      'not-raised',
      id,
    )
    assert.equal(statusOf(assessed({ person: PERSON }), id), 'unknown', id)
  }
})

test('"unsure" is not a no: it raises one tier lower, and not lower for suicide or an overdose', () => {
  const lowered = { 'emergency-now': 'same-day', 'same-day': 'book-soon', 'book-soon': 'book-soon' }
  for (const { id, rule } of ASKED) {
    const result = assessed({ person: PERSON, safetyChecks: [round('2026-02-28', { [id]: 'unsure' })] })
    const flag = result.raised.find((one) => one.id === id) ?? assert.fail(id)
    const kept = id === 'suicidal-thoughts' || id === 'overdose'
    assert.equal(flag.urgency, kept ? rule.value.tier : lowered[rule.value.tier], id)
    assert.equal(flag.unsure, true)
    assert.match(flag.why[0], /"unsure"/)
  }
})

test('a yes stands through rounds that do not ask, through "unsure", and through months, until a later no', () => {
  const asked = (...rounds: readonly object[]) => assessed({ safetyChecks: rounds, lastDay: '2026-12-31' })
  const yes = round('2026-01-02', { thunderclap: 'yes' })
  assert.equal(asked(yes).urgency, 'emergency-now')
  assert.equal(asked(yes, round('2026-03-01', { 'worst-ever': 'no' })).urgency, 'emergency-now')
  assert.equal(asked(yes, round('2026-03-01', { thunderclap: 'unsure' })).urgency, 'emergency-now')
  const denied = asked(yes, round('2026-03-01', { thunderclap: 'no' }))
  assert.equal(denied.urgency, 'none-raised')
  assert.equal(statusOf(denied, 'thunderclap'), 'unknown')
  const kept = denied.notAsked.find(({ id }) => id === 'thunderclap')
  assert.deepEqual(
    kept?.record.map(({ date, stands }) => [date, stands]),
    [['2026-01-02', false]],
  )
  assert.equal(
    asked(yes, round('2026-03-01', { thunderclap: 'no' }), round('2026-04-01', { thunderclap: 'yes' })).urgency,
    'emergency-now',
  )
})

test('a thunderclap yesterday and a no today is not over: someone is called today, for 14 days, and then it is in the record', () => {
  const lines = {
    safetyChecks: [
      round('2026-02-09', { thunderclap: 'yes', 'no-fluids': 'yes', position: 'yes' }),
      round('2026-02-10', { thunderclap: 'no', 'no-fluids': 'no', position: 'no' }),
    ],
  }
  const next = assessed(lines, { today: '2026-02-10' })
  assert.deepEqual(
    next.raised.map(({ id, urgency, calmedOn }) => [id, urgency, calmedOn]),
    [
      ['thunderclap', 'same-day', '2026-02-10'],
      ['no-fluids', 'book-soon', '2026-02-10'],
    ],
  )
  assert.match(
    next.sentence,
    /^See someone today\. .*like a blow \(so on 2026-02-09, not so by the answer of 2026-02-10\)/,
  )
  assert.match(
    next.raised[0].action,
    /^You answered yes on 2026-02-09 and no on 2026-02-10\. If no physician knows of it, call one today\./,
  )
  assert.match(next.raised[1].action, /If no physician knows of it, book an appointment soon\./)
  const twelve = assessed(lines, { today: '2026-02-21' })
  assert.equal(twelve.urgency, 'same-day')
  assert.doesNotMatch(twelve.sentence, /nobody has said since/)
  assert.equal(assessed(lines, { today: '2026-02-23' }).urgency, 'same-day')
  const later = assessed(lines, { today: '2026-02-24' })
  assert.equal(later.urgency, 'none-raised')
  assert.equal(later.notRaised.find(({ id }) => id === 'thunderclap')?.record.length, 1)
})

test('from 50 on, "unsure" about a tender scalp, chewing or sight with a new headache is for today all the same', () => {
  const urgency = (person: object): string =>
    assessed({ person, safetyChecks: [round('2026-02-28', { 'giant-cell-arteritis': 'unsure' })] }).raised.find(
      ({ id }) => id === 'giant-cell-arteritis',
    )?.urgency ?? 'none'
  assert.equal(urgency({ ageYears: 68, headacheBeganOn: '2026-02-10' }), 'same-day')
  assert.equal(urgency({ ageYears: 68 }), 'same-day')
  assert.equal(urgency({ ageYears: 68, headacheBeganOn: '2000-02-10' }), 'book-soon')
})

test('of two rounds on one day the more urgent answer stands, whatever their names; a no of the next day ends an "unsure"', () => {
  const answered = (id: string, answer: string, date = '2026-02-20'): object => ({
    ...round(date, { thunderclap: answer }),
    id,
  })
  const urgency = (...rounds: readonly object[]): string => assessed({ safetyChecks: rounds }).urgency
  assert.equal(urgency(answered('round-9', 'no'), answered('round-10', 'yes')), 'emergency-now')
  assert.equal(urgency(answered('round-9', 'yes'), answered('round-10', 'no')), 'emergency-now')
  assert.equal(urgency(answered('a', 'unsure'), answered('b', 'no')), 'same-day')
  assert.equal(urgency(answered('a', 'unsure'), answered('b', 'no', '2026-02-21')), 'none-raised')
})

test('advice put aside in one of two rounds of a day is loud again where the other raised it once more', () => {
  const dismissing = round('2026-02-20', { thunderclap: 'yes' }, { dismissed: ['thunderclap'], id: 'round-9' })
  const again = { ...round('2026-02-20', { thunderclap: 'yes' }), id: 'round-10' }
  assert.equal(assessed({ safetyChecks: [dismissing, again] }).raised[0].dismissed, false)
  const alone = round('2026-02-20', {}, { dismissed: ['thunderclap'], id: 'round-11' })
  assert.equal(assessed({ safetyChecks: [again, alone] }).raised[0].dismissed, true)
})

test('a no counts for 90 days, and is asked again after that', () => {
  const no = { safetyChecks: [round('2026-01-01', { thunderclap: 'no' })], lastDay: '2026-12-31' }
  assert.equal(statusOf(assessed(no, { today: '2026-04-01' }), 'thunderclap'), 'not-raised')
  const late = assessed(no, { today: '2026-04-02' })
  assert.equal(statusOf(late, 'thunderclap'), 'unknown')
  assert.match(late.notAsked.find(({ id }) => id === 'thunderclap')?.because ?? '', /^You answered no on 2026-01-01/)
})

test('what is dated after the day that is asked about tells nothing of it', () => {
  const lines = {
    days: [
      { date: '2026-02-25', headache: 'present', severity: 'severe' },
      { date: '2026-02-26', headache: 'present', severity: 'severe', aura: { symptoms: [{ kind: 'motor' }] } },
    ],
    attacks: [{ id: 'a', start: '2026-02-20T08:00', end: '2026-02-26T08:00' }],
  }
  const before = assessed(lines, { today: '2026-02-21' })
  assert.doesNotMatch(JSON.stringify(before), /2026-02-2[2-8]/)
  assert.equal(before.urgency, 'none-raised')
  assert.equal(assessed({ ...lines, person: { ageYears: 50 } }, { today: '2025-12-01' }).asOf, '2025-12-01')
})

test('putting advice aside makes it quieter, and changes neither that it is raised nor how urgent it is', () => {
  const yes = round('2026-01-02', { thunderclap: 'yes' }, { dismissed: ['thunderclap'] })
  const [flag] = assessed({ safetyChecks: [yes] }).raised
  assert.deepEqual(
    [flag.id, flag.urgency, flag.dismissed, flag.dismissedOn],
    ['thunderclap', 'emergency-now', true, '2026-01-02'],
  )
  assert.equal(assessed({ safetyChecks: [yes] }).urgency, 'emergency-now')
  for (const answer of ['yes', 'unsure', 'no']) {
    const again = assessed({ safetyChecks: [yes, round('2026-02-01', { thunderclap: answer })] })
    const loud = again.raised.find(({ id }) => id === 'thunderclap')
    if (answer === 'no') assert.equal(loud, undefined)
    else assert.equal(loud?.dismissed, false)
  }
})

test('a later round that does not ask the question leaves the advice quiet', () => {
  const yes = round('2026-01-02', { thunderclap: 'yes' }, { dismissed: ['thunderclap'] })
  const [flag] = assessed({ safetyChecks: [yes, round('2026-02-01', { 'no-fluids': 'no' })] }).raised
  assert.equal(flag.dismissed, true)
})

test('what was put aside stands after what was not, within its tier', () => {
  const both = round('2026-01-02', { thunderclap: 'yes', 'worst-ever': 'yes' }, { dismissed: ['thunderclap'] })
  assert.deepEqual(
    assessed({ safetyChecks: [both] }).raised.map(({ id }) => id),
    ['worst-ever', 'thunderclap'],
  )
})

test('the most urgent comes first and gives the urgency of the whole', () => {
  const result = assessed({
    safetyChecks: [round('2026-02-28', { position: 'yes', 'no-fluids': 'yes', 'carbon-monoxide': 'yes' })],
  })
  assert.deepEqual(
    result.raised.map(({ id, urgency }) => [id, urgency]),
    [
      ['carbon-monoxide', 'emergency-now'],
      ['no-fluids', 'same-day'],
      ['position', 'book-soon'],
    ],
  )
  assert.match(result.sentence, /^See someone now: call your local emergency number\./)
  assert.match(result.raised[0].action, /^Go outside now/)
})

test('an installation may set whom to call, and without it the words say whom', () => {
  const lines = { safetyChecks: [round('2026-02-28', { 'suicidal-thoughts': 'yes' })] }
  assert.match(assessed(lines).raised[0].action, /call a crisis line, or your local emergency number/)
  const contacts = { emergencyNumber: '112', crisisLine: '024', poisonLine: '91 562 04 20' }
  assert.match(assessed(lines, { contacts }).raised[0].action, /call 024, or 112 if you might act on it/)
})

test('nothing raised is no all-clear, and says how much was not answered', () => {
  const answered = Object.fromEntries(ASKED.map(({ id }) => [id, 'no']))
  for (const checks of [[], [round('2026-02-28', { thunderclap: 'no' })], [round('2026-02-28', answered)]]) {
    const { urgency, sentence, notAsked } = assessed({ person: PERSON, safetyChecks: checks })
    assert.equal(urgency, 'none-raised')
    assert.match(
      sentence,
      /This is not an all-clear\. If a headache is sudden, the worst ever, or different .*, see someone now/,
    )
    assert.ok(notAsked.length > 0)
  }
  assert.match(assessed({}).sentence, /^No question about what must not wait has been answered/)
  assert.match(
    assessed({ safetyChecks: [round('2026-02-28', { thunderclap: 'no' })] }).sentence,
    /points are not answered/,
  )
})

test('a week later the advice says how long ago it was, and does not send people running for what is over', () => {
  const lines = { safetyChecks: [round('2026-01-02', { thunderclap: 'yes' })] }
  const { sentence, raised } = assessed(lines, { today: '2026-02-01' })
  assert.match(raised[0].action, /^It was noted 30 days ago\. If it is there now or comes back: call/)
  assert.match(sentence, /^Noted earlier, .*\(2026-01-02\)\. If it is there now or comes back, call/)
  assert.match(assessed(lines, { today: '2026-01-09' }).sentence, /^See someone now/)
})

test('a round after the day that is asked about does not count', () => {
  const lines = { safetyChecks: [round('2026-02-20', { thunderclap: 'yes' })] }
  assert.equal(assessed(lines, { today: '2026-02-19' }).urgency, 'none-raised')
  assert.equal(assessed(lines, { today: '2026-02-20' }).urgency, 'emergency-now')
})

test('emergencies are asked first, on every occasion, each in few words with what to do after a yes', () => {
  for (const occasion of OCCASIONS) {
    const { questions, leadIn } = safetyQuestions(occasion, {})
    const tiers = questions.map(({ tier }) => TIERS.indexOf(tier))
    assert.deepEqual(tiers, [...tiers].sort())
    assert.equal(questions.filter(({ tier }) => tier === 'emergency-now').length, 15)
    assert.ok(leadIn.length > 0)
    for (const { question, ifYes } of questions) {
      assert.ok(question.split(' ').length <= 26, question)
      assert.match(question, /^[A-Z].*\?$/)
      assert.ok(ifYes.length > 0 && !ifYes.includes('{'))
    }
  }
})

test('what cannot concern a person is not asked, and what they did not say is', () => {
  const ids = (person: Person): string[] => safetyQuestions('onboarding', person).questions.map(({ id }) => id)
  const asks = (person: Person, id: string): boolean => ids(person).includes(id)
  assert.equal(asks({}, 'severe-in-pregnancy'), true)
  assert.equal(asks({ pregnancy: 'unsure' }, 'severe-in-pregnancy'), true)
  assert.equal(asks({ pregnancy: 'no' }, 'severe-in-pregnancy'), false)
  assert.equal(asks({}, 'giant-cell-arteritis'), true)
  assert.equal(asks({ ageYears: 30 }, 'giant-cell-arteritis'), false)
  assert.equal(asks({ conditions: { cancer: 'no' } }, 'new-headache-with-cancer'), false)
  assert.equal(asks({ conditions: { cancer: 'unsure' } }, 'new-headache-with-cancer'), true)
  const { questions } = safetyQuestions('onboarding', { birthYear: 1990 }, { today: '2026-02-28' })
  assert.equal(
    questions.some(({ id }) => id === 'giant-cell-arteritis'),
    false,
  )
})

test('an answer to a question that there is not is never passed over in silence', () => {
  const { unreadAnswers, sentence, urgency } = assessed({
    safetyChecks: [round('2026-02-28', { thunderclapp: 'yes' })],
  })
  assert.deepEqual(unreadAnswers, [{ date: '2026-02-28', question: 'thunderclapp', answer: 'yes' }])
  assert.equal(urgency, 'none-raised')
  assert.match(sentence, /Not judged, because there is no such question: "yes" to thunderclapp \(2026-02-28\)\.$/)
})
