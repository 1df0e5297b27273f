import type { PatternResult } from '@clearday/diary'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerTreatments, DEFAULT_TREATMENT_OPTIONS } from '../answers/answer-treatments.ts'
import type { History } from '../history.ts'
import { checkPlan } from '../plan/plan-checks.ts'
import { plannedHistory, sessionDays } from '../plan/plan-fixture.ts'
import { assessSafety } from '../safety/assess-safety.ts'
import { ruleFingerprint } from '../sign-off/rule-fingerprint.ts'
import { reportOf, type ReportOptions, type ReportParts } from './report-of.ts'
import type { DoctorReport } from './report.ts'

const QUICK = {
  ...DEFAULT_TREATMENT_OPTIONS,
  beside: false,
  engine: { ...DEFAULT_TREATMENT_OPTIONS.engine, course: false, sensitivity: false },
}

function report(history: History, options: ReportOptions = {}, parts: Partial<ReportParts> = {}): DoctorReport {
  return reportOf(
    history,
    {
      answers: answerTreatments(history, QUICK),
      plan: checkPlan(history),
      safety: assessSafety(history),
      rules: [],
      ...parts,
    },
    options,
  )
}

/** 120 days from 1 January: a headache on every fourth, and on every tenth nothing is known. */
const OUTCOME = Array.from({ length: 120 }, (_, k) => (k % 10 === 9 ? Number.NaN : k % 4 === 0 ? 1 : 0))
const HISTORY = plannedHistory({
  firstDay: '2026-01-01',
  outcome: OUTCOME,
  sessions: [{ therapy: 'a manual therapy', on: sessionDays('2026-03-02', 8, 7) }],
  onDay: (_, headache) => (headache ? { severity: 'severe' } : { bleeding: 'none' }),
})

test('the page is about the last 91 days, and says how many of them are known', () => {
  const { period } = report(HISTORY)
  assert.deepEqual(period, {
    firstDay: '2026-01-30',
    lastDay: '2026-04-30',
    days: 91,
    knownDays: 81,
    says: '81 of 91 days known',
  })
})

test('another period may be asked for, and is cut to the days of the diary', () => {
  const { period } = report(HISTORY, { from: '2025-06-01', to: '2026-01-31' })
  assert.deepEqual([period.firstDay, period.lastDay, period.days], ['2026-01-01', '2026-01-31', 31])
})

test('headache days are told per 28 known days and per month, with what the gaps leave open', () => {
  const [headache] = report(HISTORY, { from: '2026-01-01', to: '2026-02-09' }).figures
  // 40 days: 10 with a headache, none of them among the 4 of which nothing is known
  assert.deepEqual(
    [headache.definition, headache.count, headache.knownDays, headache.least28, headache.most28.toFixed(3)],
    ['HD_ANY_v1', 10, 36, 7, '9.800'],
  )
  assert.equal(headache.per28?.toFixed(3), ((28 * 10) / 36).toFixed(3))
  assert.equal(headache.says, '7.8 in 28 days (7.0 to 9.8 whatever the gaps hold), 8.5 a month')
})

test('migraine days name their definition, and are open where features were not noted', () => {
  const migraine = report(HISTORY).figures.find(({ definition }) => definition === 'MD_LEIDEN_30MIN_v1')
  assert.match(migraine?.means ?? '', /at least 30 minutes/)
  assert.equal(migraine?.count, 0)
  assert.ok((migraine?.most28 ?? 0) > 7)
})

test('every day is a mark: missing, clear or graded, with what else stands on it', () => {
  const { marks } = report(HISTORY)
  assert.equal(marks.length, 91)
  const on = (date: string): unknown => {
    const found = marks.find((mark) => mark.date === date)
    return found === undefined ? null : [found.mark, found.grade, found.sessions, found.bleeding]
  }
  assert.deepEqual(on('2026-01-30'), ['missing', null, [], 'unknown'])
  assert.deepEqual(on('2026-02-02'), ['headache', 3, [], 'unknown'])
  assert.deepEqual(on('2026-03-02'), ['headache', 3, ['a manual therapy'], 'unknown'])
  assert.deepEqual(on('2026-01-31'), ['clear', null, [], 'none'])
})

test('where only what could be done was noted, that is the grade', () => {
  const history = plannedHistory({
    firstDay: '2026-01-01',
    outcome: [1, 1, 1],
    onDay: (day) => (day === 0 ? { functionalGrade: 2 } : day === 1 ? { functionalGrade: 3, peakIntensity: 5 } : {}),
  })
  assert.deepEqual(
    report(history).marks.map(({ grade }) => grade),
    [2, 2, null],
  )
})

test('what was tried comes with when and the honest answer', () => {
  const { tried } = report(HISTORY)
  assert.equal(tried.length, 1)
  assert.equal(tried[0].when, '8 sessions since 2026-03-02')
  assert.match(tried[0].answer, /^Can’t tell yet\./)
})

test('medicines stand against their limits in every month the period touches, and gaps leave overuse open', () => {
  const history = plannedHistory({
    firstDay: '2026-01-01',
    outcome: OUTCOME,
    intakes: [
      {
        product: 'sumatriptan',
        on: [
          ...sessionDays('2026-01-02', 11, 1),
          ...sessionDays('2026-02-01', 12, 2),
          ...sessionDays('2026-03-01', 8, 3),
        ],
      },
      { product: 'ibuprofen', on: ['2026-04-03'] },
    ],
  })
  const found = report(history, { from: '2026-02-01' })
  assert.deepEqual(
    found.medicines.filter(({ medicineClass }) => medicineClass !== 'multiple-classes').map(({ says }) => says),
    [
      'triptans on 12 days of 2026-02, overuse from 10: reached',
      'triptans on 8 days of 2026-03, overuse from 10: cannot be excluded, days are missing',
      'simple painkillers (paracetamol, NSAIDs) on 1 day of 2026-04, overuse from 15',
    ],
  )
  assert.equal(found.overuse.length, 2)
})

test('patterns stand by whether they fit, and are never called a diagnosis', () => {
  const pattern = (code: string, consistent: PatternResult['consistent']): PatternResult => ({
    code,
    name: code,
    version: 1,
    criteria: [
      { id: 'A', statement: '', status: 'met', because: '', days: [], attackIds: [] },
      { id: 'B', statement: '', status: consistent, because: '', days: [], attackIds: [] },
    ],
    consistent,
    setAsideBy: null,
    sentence: `about ${code}`,
    unknowns: [],
    clinicianMustJudge: [],
    source: '',
  })
  const { patterns, versions } = report({ ...HISTORY, patterns: [pattern('1.1', 'met'), pattern('1.3', 'not-met')] })
  assert.deepEqual(
    [patterns.consistent.map(({ criteria }) => criteria), patterns.notMet.map(({ criteria }) => criteria)],
    [['A met, B met'], ['A met, B not met']],
  )
  assert.match(patterns.about, /not a diagnosis/)
  assert.deepEqual(versions.patterns, ['ICHD-3 1.1, version 1', 'ICHD-3 1.3, version 1'])
})

test('flags come with what raised them; without one the page does not say that there is nothing', () => {
  const { redFlags, aboutFlags, safetyQuestionsOpen } = report(HISTORY)
  assert.ok(safetyQuestionsOpen > 0)
  assert.doesNotMatch(aboutFlags, /no red flags|safe\b|all fine/)
  assert.ok(aboutFlags.length > 0)
  for (const { sentence, urgency } of redFlags) assert.ok(sentence.length > 0 && urgency.length > 0)
})

test('the patient’s question is kept as it was written, and an empty one is none', () => {
  assert.equal(report(HISTORY, { question: ' Could I stop the tablets? ' }).question, 'Could I stop the tablets?')
  assert.equal(report(HISTORY, { question: '  ' }).question, null)
  assert.equal(report(HISTORY).question, null)
})

test('how many rules nobody here has reviewed is said, until they are signed', () => {
  const rule = (id: string, certainty: 'proposal' | 'computed'): ReportParts['rules'][number] => ({
    id,
    version: 1,
    value: null,
    statement: '',
    certainty,
    source: '',
  })
  const rules = [rule('a', 'proposal'), rule('b', 'computed'), rule('c', 'proposal')]
  const unsigned = report(HISTORY, {}, { rules }).review
  assert.deepEqual(
    [unsigned.notReviewed, unsigned.says],
    [2, '2 of the 3 rules behind this page are not yet reviewed by a clinician here.'],
  )
  const signatures = rules.map((one) => ({
    ruleId: one.id,
    version: one.version,
    fingerprint: ruleFingerprint(one),
    clinician: { name: 'Dr Example', profession: 'neurologist' },
    on: '2026-01-01',
  }))
  assert.equal(report(HISTORY, { signatures }, { rules }).review.notReviewed, 0)
})

test('the page survives being stored and sent as it is', () => {
  const page = report(HISTORY, { question: 'Why?' })
  assert.deepEqual(JSON.parse(JSON.stringify(page)), page)
})

test('a diary of one unknown day has a page', () => {
  const page = report(plannedHistory({ firstDay: '2026-01-01', outcome: [Number.NaN] }))
  assert.equal(page.period.says, '0 of 1 days known')
  assert.equal(page.figures[0].says, 'not known on any day')
})
