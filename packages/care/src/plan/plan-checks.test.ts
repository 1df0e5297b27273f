import { addDays, type LocalDate } from '@clearday/diary'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contraindicationsFor } from '../safety/contraindications-for.ts'
import type { PlanCheckCode } from './plan-check.ts'
import { checkPlan, type PlanSurroundings } from './plan-checks.ts'
import { plannedHistory, sessionDays, type PlannedDiary } from './plan-fixture.ts'

/** A diary from 1 January 2026 on which a headache comes every third day. */
function from(days: number, more: Partial<PlannedDiary> = {}): PlannedDiary {
  return { firstDay: '2026-01-01', outcome: Array.from({ length: days }, (_, k) => (k % 3 === 0 ? 1 : 0)), ...more }
}

function checks(planned: PlannedDiary, surroundings: PlanSurroundings = {}): string[] {
  return checkPlan(plannedHistory(planned), surroundings).map(
    ({ code, treatments, on }) => `${code} ${treatments.join('+')} ${on ?? '-'}`,
  )
}

const started = (treatment: string, on: LocalDate, more: object = {}): Record<string, unknown> => ({
  treatment,
  events: [{ on, type: 'start' }],
  expectation: { rating: 5, askedOn: on },
  ...more,
})

test('a plan without treatments has nothing to check', () => {
  assert.deepEqual(checks(from(60)), [])
})

test('magnesium begun on 1 March is too early to judge until 24 May, and due from then on', () => {
  const regimens = [started('magnesium', '2026-03-01')]
  assert.deepEqual(checks(from(130, { regimens })), ['too-early-to-judge magnesium 2026-05-24'])
  // 24 May is the 144th day of the year
  assert.deepEqual(checks(from(143, { regimens })), ['too-early-to-judge magnesium 2026-05-24'])
  assert.deepEqual(checks(from(144, { regimens })), ['due-for-judgement magnesium 2026-05-24'])
})

test('a tablet is judged 8 weeks after it reached its target, if that is later than 12 weeks from the start', () => {
  const regimens = [
    {
      kind: 'medicine',
      treatment: 'topiramate',
      targetDose: 100,
      expectation: { rating: 5, askedOn: '2026-03-01' },
      events: [
        { on: '2026-03-01', type: 'start', dailyDose: 25 },
        { on: '2026-04-15', type: 'dose-change', dailyDose: 100 },
      ],
    },
  ]
  assert.deepEqual(
    checks(from(150, { regimens })).filter((check) => !check.startsWith('prescriber')),
    ['too-early-to-judge topiramate 2026-06-10'],
  )
  const climbing = [{ ...regimens[0], events: [regimens[0].events[0]] }]
  assert.ok(checks(from(150, { regimens: climbing })).includes('target-not-reached topiramate -'))
})

test('a dose lowered before it was judged is below its target again; lowered after that it stays judged', () => {
  const lowered = (on: LocalDate): Record<string, unknown>[] => [
    {
      kind: 'medicine',
      treatment: 'a tablet',
      prescribed: false,
      targetDose: 100,
      expectation: { rating: 5, askedOn: '2026-03-01' },
      events: [
        { on: '2026-03-01', type: 'start', dailyDose: 100 },
        { on, type: 'dose-change', dailyDose: 50 },
      ],
    },
  ]
  assert.deepEqual(checks(from(200, { regimens: lowered('2026-04-01') })), ['target-not-reached a tablet -'])
  assert.deepEqual(checks(from(200, { regimens: lowered('2026-06-01') })), ['due-for-judgement a tablet 2026-05-24'])
})

test('a course that ended too early is not called one that did not help', () => {
  const regimens = [
    started('magnesium', '2026-03-01', {
      events: [
        { on: '2026-03-01', type: 'start' },
        { on: '2026-04-01', type: 'stop', why: 'stomach' },
      ],
    }),
  ]
  const [check] = checkPlan(plannedHistory(from(140, { regimens })))
  assert.equal(check.code, 'stopped-before-judgement')
  assert.equal(check.on, '2026-03-31')
  assert.match(check.sentence, /until 2026-05-24\).*it has not been shown not to help/)
})

test('taken again after a long break it is a new course; what was judged before stays judged', () => {
  const twice = (stop: LocalDate): Record<string, unknown>[] => [
    started('magnesium', '2026-03-01', {
      events: [
        { on: '2026-03-01', type: 'start' },
        { on: stop, type: 'stop' },
        { on: '2026-08-01', type: 'start' },
      ],
    }),
  ]
  assert.deepEqual(checks(from(230, { regimens: twice('2026-04-01') })), ['too-early-to-judge magnesium 2026-10-24'])
  assert.deepEqual(checks(from(230, { regimens: twice('2026-06-01') })), ['due-for-judgement magnesium 2026-05-24'])
})

test('a short pause is no new start', () => {
  const regimens = [
    started('magnesium', '2026-03-01', {
      events: [
        { on: '2026-03-01', type: 'start' },
        { on: '2026-04-01', type: 'pause' },
        { on: '2026-04-20', type: 'resume' },
      ],
    }),
  ]
  assert.deepEqual(checks(from(144, { regimens })), ['due-for-judgement magnesium 2026-05-24'])
})

test('eight weekly sessions: too early for 8 weeks, then due, then eight weeks of follow-up, then nothing is left to wait for', () => {
  const sessions = [{ therapy: 'a manual therapy', on: sessionDays('2026-03-01', 8, 7) }]
  const within = (days: number): string[] =>
    checks(
      from(days, {
        sessions: [{ ...sessions[0], on: sessions[0].on.filter((on) => on < addDays('2026-01-01', days)) }],
      }),
    )
  assert.deepEqual(within(100), ['too-early-to-judge a manual therapy 2026-04-26'])
  // the last session is on 19 April, day 109; 26 April is day 116
  assert.deepEqual(within(116), ['due-for-judgement a manual therapy 2026-04-26'])
  // six weeks without a session on, the course counts as ended
  assert.deepEqual(within(152), ['follow-up-running a manual therapy 2026-06-14'])
  assert.deepEqual(within(180), [])
})

test('sessions before the diary count: the course began when it began', () => {
  const history = plannedHistory(from(20, { regimens: [started('old tablets', '2025-12-20', { kind: 'medicine' })] }))
  const check = checkPlan(history).find(({ code }) => code === 'too-early-to-judge')
  assert.equal(check?.on, '2026-03-14')
})

test('three sessions are hardly a trial of it', () => {
  const sessions = [{ therapy: 'a manual therapy', on: sessionDays('2026-03-01', 3, 7) }]
  assert.ok(checks(from(180, { sessions })).includes('few-sessions a manual therapy 2026-03-15'))
})

test('two treatments begun within 28 days are told, on the 29th day no longer', () => {
  const pair = (second: LocalDate): string[] =>
    checks(from(144, { regimens: [started('magnesium', '2026-03-01'), started('riboflavin', second)] }))
  assert.ok(pair('2026-03-29').includes('changes-too-close magnesium+riboflavin 2026-03-29'))
  assert.ok(!pair('2026-03-30').some((check) => check.startsWith('changes-too-close')))
})

test('a second treatment that is only planned is told before it begins', () => {
  const regimens = [started('magnesium', '2026-03-10'), started('riboflavin', '2026-04-05')]
  const found = checkPlan(plannedHistory(from(90, { regimens })))
  const close = found.find(({ code }) => code === 'changes-too-close')
  assert.equal(close?.level, 'wait')
  assert.match(close.sentence, /are to begin or change on 2026-03-10 and 2026-04-05/)
  assert.ok(found.some(({ code, on }) => code === 'too-early-to-judge' && on === '2026-06-28'))
})

test('a start after three weeks of diary has too short a time before it', () => {
  const early = [started('magnesium', '2026-01-22')]
  assert.ok(checks(from(90, { regimens: early })).includes('baseline-short magnesium 2026-01-22'))
  // days without an entry are not observed
  const outcome = Array.from({ length: 90 }, (_, k) => (k < 60 && k % 2 === 0 ? Number.NaN : 0))
  const gappy = [started('magnesium', '2026-03-01')]
  assert.ok(checks(from(0, { outcome, regimens: gappy })).includes('baseline-short magnesium 2026-03-01'))
})

test('whoever prescribed it is asked before it changes, and told after; a supplement needs nobody', () => {
  const medicine = (events: readonly object[]): string[] =>
    checkPlan(
      plannedHistory(
        from(150, {
          regimens: [started('my tablets', '2026-03-01', { kind: 'medicine', prescribed: true, events })],
        }),
      ),
    )
      .filter(({ code }) => code === 'prescriber-first')
      .map(({ sentence }) => sentence)
  const start = { on: '2026-03-01', type: 'start', dailyDose: 40 }
  assert.match(medicine([start])[0], /ask whoever prescribed it before it is stopped/)
  assert.match(medicine([start, { on: '2026-05-01', type: 'stop' }])[0], /was stopped on 2026-05-01. Tell/)
  assert.match(medicine([start, { on: '2026-05-01', type: 'dose-change', dailyDose: 20 }])[0], /was lowered/)
  const paused = { on: '2026-04-20', type: 'pause' }
  assert.match(
    medicine([start, paused, { on: '2026-05-01', type: 'resume', dailyDose: 20 }])[0],
    /was lowered on 2026-05-01/,
  )
  assert.match(medicine([start, { on: '2026-09-01', type: 'stop' }])[0], /A stop of my tablets is planned/)
  assert.equal(medicine([start, { on: '2026-05-01', type: 'dose-change', dailyDose: 80 }]).length, 1)
  assert.deepEqual(
    checks(from(150, { regimens: [started('magnesium', '2026-03-01')] })).filter((check) =>
      check.startsWith('prescriber'),
    ),
    [],
  )
})

test('a course of sessions with no session cannot be judged', () => {
  const regimens = [started('a manual therapy', '2026-03-01', { kind: 'therapy-course' })]
  assert.deepEqual(checks(from(150, { regimens })), ['no-session-logged a manual therapy -'])
})

test('what was expected is asked before a start and missed after it', () => {
  const regimens = [{ treatment: 'magnesium', events: [{ on: '2026-03-01', type: 'start' }] }]
  assert.ok(checks(from(80, { regimens })).includes('expectation-not-asked magnesium 2026-03-01'))
  const [ahead] = checkPlan(plannedHistory(from(59, { regimens }))).filter(
    ({ code }) => code === 'expectation-not-asked',
  )
  assert.match(ahead.sentence, /^Before magnesium begins on 2026-03-01: note/)
})

test('the order in which entries were written changes no check', () => {
  const regimens = [started('magnesium', '2026-03-10'), started('riboflavin', '2026-03-10'), started('x', '2026-02-01')]
  const sessions = [{ therapy: 'a manual therapy', on: sessionDays('2026-03-01', 4, 7) }]
  const one = checkPlan(plannedHistory(from(150, { regimens, sessions })))
  const other = checkPlan(
    plannedHistory(
      from(150, {
        regimens: regimens.toReversed(),
        sessions: [{ therapy: 'a manual therapy', on: sessionDays('2026-03-01', 4, 7).toReversed() }],
      }),
    ),
  )
  assert.deepEqual(one, other)
})

test('a course goes on only with the questions about it answered', () => {
  const sessions = [{ therapy: 'a manual therapy', on: sessionDays('2026-03-01', 4, 7) }]
  const contraindications = (status: 'present' | 'absent' | 'unknown'): PlanSurroundings => ({
    contraindications: () => [
      { status, contraindication: { condition: 'epilepsy', advice: 'Ask.', rule: { id: 'x' } } } as never,
    ],
  })
  assert.equal(
    checks(from(100, { sessions }), contraindications('unknown'))[0],
    'contraindications-unanswered a manual therapy -',
  )
  assert.equal(
    checks(from(100, { sessions }), contraindications('present'))[0],
    'contraindication-present a manual therapy -',
  )
  assert.ok(!checks(from(100, { sessions }), contraindications('absent'))[0].startsWith('contra'))
  // long over: there is nothing to ask any more
  assert.ok(!checks(from(300, { sessions }), contraindications('unknown')).some((check) => check.startsWith('contra')))
})

test('what speaks against it is named, and hands wait until a physician has agreed', () => {
  const history = plannedHistory(
    from(100, {
      person: { conditions: { 'acute-stroke': 'yes' } },
      sessions: [{ therapy: 'craniosacral-therapy', on: sessionDays('2026-03-01', 4, 7) }],
    }),
  )
  const [first] = checkPlan(history, {
    contraindications: (id) => contraindicationsFor(id, history.diary.person),
  })
  assert.equal(first.code, 'contraindication-present')
  assert.match(
    first.sentence,
    /^Craniosacral therapy, and you said: a stroke that has just happened\. .*No session before a physician has agreed\./,
  )
})

test('in pregnancy a medicine that the library does not know is not passed over in silence', () => {
  const regimens = [started('valproate', '2026-02-01', { kind: 'medicine', prescribed: true })]
  const said = (pregnancy: string): PlanCheckCode[] =>
    checkPlan(plannedHistory(from(60, { regimens, person: { pregnancy } }))).map(({ code }) => code)
  assert.ok(said('pregnant').includes('not-judged-in-pregnancy'))
  assert.ok(said('unsure').includes('not-judged-in-pregnancy'))
  assert.ok(!said('no').includes('not-judged-in-pregnancy'))
})

test('no pause is thought of for what the library does not know, nor for what is over', () => {
  const sentence = (treatment: string, events: readonly object[]): string | undefined =>
    checkPlan(plannedHistory(from(90, { regimens: [started(treatment, '2026-01-20', { events })] }))).find(
      ({ code }) => code === 'baseline-short',
    )?.sentence
  const start = { on: '2026-01-20', type: 'start' }
  assert.match(sentence('magnesium', [start]) ?? '', /A planned pause/)
  assert.doesNotMatch(sentence('combined oral contraceptive', [start]) ?? '', /pause/)
  assert.doesNotMatch(sentence('magnesium', [start, { on: '2026-02-20', type: 'stop' }]) ?? '', /pause/)
})

test('of tablets that go on nothing is asked that is their prescriber’s; before they begin it is', () => {
  const unknown: PlanSurroundings = {
    contraindications: () => [{ status: 'unknown', contraindication: { rule: { id: 'x' } } } as never],
  }
  const regimens = [started('magnesium', '2026-03-15')]
  assert.ok(!checks(from(100, { regimens }), unknown).some((check) => check.startsWith('contra')))
  assert.equal(checks(from(70, { regimens }), unknown)[0], 'contraindications-unanswered magnesium -')
})

test('what began while an overused medicine was given up cannot be credited', () => {
  const tally = (count: number, days: number): object => ({ days, observedDays: days, count, most: count })
  const month = (name: string, triptans: number): object => ({
    month: name,
    whole: true,
    classes: [
      { medicineClass: 'triptan', days: tally(triptans, 28), limit: 10, overuse: triptans >= 10 ? 'met' : 'not-met' },
    ],
    multiple: { days: tally(triptans, 28), classes: ['triptan'], overuse: 'not-met' },
    unclassifiedDays: 0,
  })
  const medicines = { months: [month('2026-02', 14), month('2026-03', 3)] } as never
  const planned = (on: LocalDate): string[] =>
    checks(from(150, { regimens: [started('magnesium', on)] }), { medicines })
  assert.ok(planned('2026-03-15').includes('overlaps-withdrawal magnesium 2026-03-01'))
  assert.ok(!planned('2026-04-10').some((check) => check.startsWith('overlaps')))
})
