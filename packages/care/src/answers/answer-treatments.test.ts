import { addDays, type LocalDate, type Trial } from '@clearday/diary'
import { createRandom, simulateDiary } from '@clearday/inference'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPlan } from '../plan/plan-checks.ts'
import { plannedHistory, sessionDays, type PlannedDiary } from '../plan/plan-fixture.ts'
import { historyOf } from '../history.ts'
import { answerSummary } from './answer-method.ts'
import {
  answerTreatments,
  DEFAULT_TREATMENT_OPTIONS,
  type AnsweredTreatment,
  type TreatmentAnswers,
} from './answer-treatments.ts'

const FIRST = '2025-01-01'
const QUICK = {
  ...DEFAULT_TREATMENT_OPTIONS,
  beside: false,
  engine: { ...DEFAULT_TREATMENT_OPTIONS.engine, course: false, sensitivity: false },
}

/** Off for 12 weeks, then on and off in turns of 8 weeks. */
const TURNS = Array.from({ length: 364 }, (_, day) => (day < 84 ? 0 : 1 - (Math.floor((day - 84) / 56) % 2)))

function turnsOf(treatment: string, more: object = {}): Record<string, unknown> {
  const events = TURNS.flatMap((on, day) =>
    day === 0 || on === TURNS[day - 1]
      ? []
      : [{ on: addDays(FIRST, day), type: day === 84 ? 'start' : on === 1 ? 'resume' : 'pause' }],
  )
  return { treatment, events, ...more }
}

/** Twelve headache days in 28 without treatment. */
function outcomeWith(effect: number, exposure: readonly number[] = TURNS, seed = 5): Float64Array {
  const recipe = { generator: 'latent-path', baseRatePer28: 12, phi: 0.8, sigma: 0.8 } as const
  return simulateDiary(
    { ...recipe, days: exposure.length, exposure: Float64Array.from(exposure), effect },
    createRandom(seed),
  ).outcome
}

function answers(planned: Omit<PlannedDiary, 'firstDay'>, options = QUICK): readonly AnsweredTreatment[] {
  return answerTreatments(plannedHistory({ firstDay: FIRST, ...planned }), options).treatments
}

test('a strong effect that comes and goes with the treatment is called helping, in words with its interval', () => {
  const [magnesium] = answers({ outcome: outcomeWith(-1.8), regimens: [turnsOf('magnesium')] })
  assert.equal(magnesium.answer?.verdict, 'helping')
  assert.match(magnesium.words?.verdict ?? '', /^Probably helping: about \d+\.\d fewer headache days in 28 \(between /)
  assert.equal(magnesium.notAsked, null)
})

test('the same diary without an effect is not called helping', () => {
  const verdicts = [5, 6, 7, 8].map(
    (seed) => answers({ outcome: outcomeWith(0, TURNS, seed), regimens: [turnsOf('magnesium')] })[0].answer?.verdict,
  )
  assert.ok(!verdicts.includes('helping'), verdicts.join(', '))
})

test('a short diary cannot tell yet, and says what would', () => {
  const regimens = [{ treatment: 'magnesium', events: [{ on: addDays(FIRST, 20), type: 'start' }] }]
  const [magnesium] = answers({ outcome: outcomeWith(-1.8).slice(0, 40), regimens })
  assert.equal(magnesium.answer?.verdict, 'cannot-tell-yet')
  assert.equal(magnesium.answer?.reason, 'too-few-days')
  assert.match(magnesium.words?.nextStep ?? '', /Keep logging/)
  assert.equal(magnesium.words?.chances, null)
})

test('two treatments begun and paused on the same days are answered as one, and the plan says so', () => {
  // a tablet and a supplement are assumed to build up at different paces; that must not tell them apart
  const regimens = [turnsOf('magnesium'), turnsOf('my tablets', { kind: 'medicine', prescribed: true })]
  const history = plannedHistory({ firstDay: FIRST, outcome: outcomeWith(-1.8), regimens })
  const { treatments, joint } = answerTreatments(history, QUICK)
  assert.deepEqual(
    treatments.map(({ answer, words }) => [answer?.verdict, answer?.reason, words?.effect]),
    [
      ['cannot-tell-yet', 'not-separable', null],
      ['cannot-tell-yet', 'not-separable', null],
    ],
  )
  assert.equal(joint.length, 1)
  assert.equal(joint[0].names.length, 2)
  assert.equal(joint[0].answer.verdict, 'helping')
  assert.match(treatments[0].words?.nextStep ?? '', /Ask whoever prescribed them first/)
  assert.ok(!/clearday|--/.test(treatments[0].words?.nextStep ?? ''))
  assert.ok(checkPlan(history).some(({ code }) => code === 'changes-too-close'))
})

test('a treatment that is used all the time is not asked about, and leaves the others their bound', () => {
  const always = { treatment: 'old tablets', kind: 'medicine', events: [{ on: '2020-01-01', type: 'start' }] }
  const outcome = outcomeWith(-1.8)
  const [old, magnesium] = answers({ outcome, regimens: [turnsOf('magnesium'), always] })
  const [alone] = answers({ outcome, regimens: [turnsOf('magnesium')] })
  assert.equal(old.notAsked?.code, 'always-in-use')
  assert.match(old.notAsked.nextStep, /Ask first whoever prescribed/)
  assert.deepEqual(magnesium.answer, alone.answer)
})

test('what cannot be asked says why', () => {
  const outcome = outcomeWith(0)
  const code = (regimen: object, given: Iterable<number> = outcome): string | undefined =>
    answers({ outcome: given, regimens: [regimen as Record<string, unknown>] })[0].notAsked?.code
  const start = (on: LocalDate): object[] => [{ on, type: 'start' }]
  assert.equal(code({ treatment: 'x', events: start('2026-06-01') }), 'not-begun')
  assert.equal(code({ treatment: 'x', kind: 'therapy-course', events: start('2025-03-01') }), 'no-session-logged')
  assert.equal(
    code({ treatment: 'x', events: [...start('2020-01-01'), { on: '2020-06-01', type: 'stop' }] }),
    'over-before-the-diary',
  )
  const untilHere = outcome.map((value, t) => (t < outcome.length - 10 ? value : Number.NaN))
  assert.equal(code({ treatment: 'x', events: start(addDays(FIRST, outcome.length - 7)) }, untilHere), 'no-day-with-it')
  assert.equal(
    code({ treatment: 'x', events: start('2025-03-01') }, new Float64Array(90).fill(Number.NaN)),
    'no-day-known',
  )
})

test('a step that leaves off a prescribed medicine never comes without its prescriber', () => {
  const regimens = [{ kind: 'medicine', treatment: 'propranolol', events: [{ on: '2025-05-01', type: 'start' }] }]
  const steps = [5, 6, 7].map(
    (seed) => answers({ outcome: outcomeWith(0, TURNS, seed), regimens })[0].words?.nextStep ?? '',
  )
  for (const step of steps) assert.match(step, /prescri|^Keep logging|^$/)
  assert.ok(steps.some((step) => step.includes('without it')))
})

test('a diary without treatments has no answers', () => {
  const { treatments, joint, engine } = answerTreatments(plannedHistory({ firstDay: FIRST, outcome: outcomeWith(0) }))
  assert.deepEqual([treatments, joint, engine], [[], [], null])
})

test('sessions are answered by when they took place, those before the diary included', () => {
  const sessions = [{ therapy: 'a manual therapy', on: sessionDays('2025-06-01', 10, 7) }]
  const [therapy] = answers({ outcome: outcomeWith(0), sessions })
  assert.ok(therapy.answer !== null && therapy.answer.loggedDaysOn >= 70)
  assert.ok(therapy.words?.caveats.some((caveat) => caveat.includes('How long a session goes on acting')))
})

test('tablets and sessions of one treatment, under several spellings, are one treatment', () => {
  const found = answers({
    outcome: outcomeWith(0),
    sessions: [
      { therapy: 'Breath  work', on: ['2025-03-01'] },
      { therapy: 'breath work', on: ['2025-03-08'] },
    ],
    regimens: [{ treatment: ' breath work ', kind: 'therapy-course', events: [{ on: '2025-03-01', type: 'start' }] }],
  })
  assert.deepEqual(
    found.map(({ id, name, used }) => [id, name, used.sessions.length, used.regimens.length]),
    [['breath work', 'Breath work', 2, 1]],
  )
})

test('the same diary gives the same answer, whatever the order of its entries', () => {
  const outcome = outcomeWith(-0.8)
  const other = { treatment: 'riboflavin', events: [{ on: '2025-07-01', type: 'start' }] }
  const sessions = sessionDays('2025-04-01', 8, 7)
  const planned = (reverse: boolean): Omit<PlannedDiary, 'firstDay'> => ({
    outcome,
    regimens: reverse ? [other, turnsOf('magnesium')] : [turnsOf('magnesium'), other],
    sessions: [{ therapy: 'a manual therapy', on: reverse ? sessions.toReversed() : sessions }],
  })
  const plain = (found: readonly AnsweredTreatment[]): unknown =>
    found.map(({ id, answer, words, notAsked }) => ({ id, answer, words, notAsked }))
  const one = plain(answers(planned(false)))
  assert.deepEqual(plain(answers(planned(false))), one)
  assert.deepEqual(plain(answers(planned(true))), one)
})

test('beside the verdict stand other kinds of days and what the treatment may move, none of it a verdict', () => {
  const random = createRandom(2)
  const [magnesium] = answers(
    {
      outcome: outcomeWith(-1.8),
      regimens: [turnsOf('magnesium')],
      onDay: (day, headache) => ({
        ...(headache ? { peakIntensity: 7, side: 'left', nausea: 'mild' } : { noMedicine: true }),
        factors: { stress: Math.round(5 - 2 * TURNS[day] + 2 * random.uniform()), 'sleep-hours': 7 },
      }),
    },
    { ...QUICK, beside: true },
  )
  assert.deepEqual(
    magnesium.beside.map(({ about }) => about),
    ['Migraine days', 'Moderate or severe days', 'Days with acute medicine', 'Stress', 'Hours of sleep'],
  )
  const stress = magnesium.beside.find(({ of }) => of === 'stress')
  assert.ok(stress?.change !== null && stress !== undefined && stress.change.mean < -0.3)
  // a treatment that works through stress is not robbed of that: the answer is as without the ratings
  const [without] = answers({ outcome: outcomeWith(-1.8), regimens: [turnsOf('magnesium')] })
  assert.deepEqual(magnesium.answer?.effectDaysPer28, without.answer?.effectDaysPer28)
  assert.match(magnesium.beside[2].says, /nothing to tell yet/)
})

test('another outcome may be named beforehand, and its words say which days', () => {
  const [magnesium] = answers(
    {
      outcome: outcomeWith(-1.8),
      regimens: [turnsOf('magnesium')],
      onDay: (_, headache) => (headache ? { peakIntensity: 7, side: 'left', nausea: 'mild' } : {}),
    },
    { ...QUICK, outcome: 'MD_LEIDEN_30MIN_v1' },
  )
  assert.match(magnesium.words?.verdict ?? '', /fewer migraine days in 28/)
})

test('days that are missing because of feeling unwell are told as such', () => {
  const outcome = outcomeWith(-1.8).map((value, day) => (day % 9 === 4 ? Number.NaN : value))
  const history = plannedHistory({ firstDay: FIRST, outcome, regimens: [turnsOf('magnesium')] })
  const unwell = {
    ...history,
    days: history.days.map((day) =>
      day.observed
        ? day
        : { ...day, entry: { date: day.date, headache: 'unknown', unknownBecause: 'too-unwell' } as const },
    ),
  }
  const [magnesium] = answerTreatments(unwell, QUICK).treatments
  assert.ok(magnesium.answer?.caveats.includes('gaps-when-unwell'))
  assert.ok(!answerTreatments(history, QUICK).treatments[0].answer?.caveats.includes('gaps-when-unwell'))
})

test('while a trial that is to be read once goes on, nothing is read of its treatment, alone or together with others', () => {
  const outcome = outcomeWith(-1.8)
  const regimens = [turnsOf('magnesium'), turnsOf('riboflavin')]
  const { diary } = plannedHistory({ firstDay: FIRST, outcome, regimens })
  const trial = { id: 'mine', treatment: 'Magnesium', startsOn: addDays(FIRST, 336), blockDays: 14, seed: 1 }
  const answered = (more: Partial<Trial> = {}, length = outcome.length): TreatmentAnswers => {
    const trials: Trial[] = [{ ...trial, withFirst: [true], looks: 'once-at-the-end', ...more }]
    const history = historyOf({ ...diary, trials, lastDay: addDays(FIRST, length - 1) })
    return answerTreatments(history, { ...QUICK, beside: true, engine: { ...QUICK.engine, course: true } })
  }
  const sealed = answered()
  const [magnesium, riboflavin] = sealed.treatments
  assert.deepEqual([magnesium.answer, magnesium.words, magnesium.beside], [null, null, []])
  assert.ok(magnesium.notAsked?.code === 'sealed')
  assert.deepEqual([magnesium.notAsked.trial, magnesium.notAsked.until], ['mine', addDays(FIRST, 364)])
  assert.match(magnesium.notAsked.because, /^Sealed until 2025-12-31: you chose to look once, at the end\. /)
  assert.notEqual(riboflavin.answer, null, 'others are answered')
  assert.deepEqual([sealed.joint, sealed.engine?.joint, sealed.engine?.course], [[], [], null])
  assert.doesNotMatch(JSON.stringify(sealed.engine?.treatments.map(({ name }) => name)), /agnesium/)
  assert.equal(answerSummary(sealed).of.magnesium, undefined)
  // it opens when the trial is over, or was ended, or was to be read as it goes on
  const opens = (more: Partial<Trial>): boolean => answered(more).treatments[0].answer !== null
  assert.deepEqual([opens({}), opens({ startsOn: addDays(FIRST, 335) })], [false, true])
  assert.deepEqual([opens({ endedOn: addDays(FIRST, 363) }), opens({ looks: 'after-each-pair' })], [true, true])
})
