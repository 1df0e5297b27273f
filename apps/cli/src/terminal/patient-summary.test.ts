// One patient's summary in terminals of every width: nothing runs over, chances stand only where the diary has a say, and what is told jointly is told once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerPatient, createRandom, DEFAULT_ANSWER_OPTIONS } from '@clearday/inference'
import type { PatientDiary } from '../input/patient-diary.ts'
import { NOTHING_SAID, patientInputOf } from '../patient-input-of.ts'
import { patientSection } from '../report/patient-section.ts'
import { reportPatient, type ReportPatient } from '../report/report-patient.ts'
import { patientSummary } from './patient-summary.ts'
import { textWidth } from './text-width.ts'

function patient(
  days: number,
  uses: Readonly<Record<string, (day: number) => number>>,
  headache?: (day: number) => number,
): ReportPatient {
  const random = createRandom(5)
  const drawn = Float64Array.from({ length: days }, (_, t) => (random.uniform() < (t % 40 < 20 ? 0.5 : 0.2) ? 1 : 0))
  const outcome = headache === undefined ? drawn : drawn.map((_, t) => headache(t))
  const diary: PatientDiary = {
    id: 'anna',
    calendar: 'date',
    firstDay: 20000,
    outcomeName: 'headache',
    outcomeKind: 'binary',
    outcomeThreshold: null,
    outcome,
    scale: null,
    columns: Object.entries(uses).map(([name, use]) => ({
      name,
      role: 'treatment',
      values: outcome.map((_, t) => use(t)),
    })),
    sessions: [],
    warnings: [],
  }
  const answered = answerPatient(patientInputOf(diary, NOTHING_SAID), DEFAULT_ANSWER_OPTIONS)
  assert.ok(answered.type === 'ok')
  return reportPatient(diary, { answer: answered.value, scale: null }, NOTHING_SAID, [])
}

const summary = (one: ReportPatient, width = 80): string => patientSummary(one, { width, color: false, ascii: false })

test('no line runs over the edge of the terminal', () => {
  const one = patient(150, { 'a medicine with a long name': (t) => (t % 40 < 20 ? 0 : 1), walks: (t) => (t % 60) / 60 })
  for (const width of [40, 60, 80, 120]) {
    for (const line of summary(one, width).split('\n')) assert.ok(textWidth(line) <= width, `${width}: ${line}`)
  }
})

test('the legend explains every mark of the chart', () => {
  const lines = summary(patient(100, { walks: (t) => (t % 50) / 50 })).split('\n')
  assert.ok(lines.some((line) => line.includes('▫▫')))
  assert.ok(lines.some((line) => line.includes('▫ less than half in use')))
})

test('without a treatment one course is drawn', () => {
  const words = summary(patient(100, {}))
  assert.match(words, /Chance of a headache day/)
  assert.doesNotMatch(words, /as lived|without {2}/)
})

test('a diary of clear days, or of too few, shows no chances: they would be the model’s own', () => {
  const blocks = (t: number): number => (t % 40 < 20 ? 0 : 1)
  for (const one of [patient(200, { on: blocks }, () => 0), patient(30, { on: (t) => (t < 15 ? 0 : 1) })]) {
    assert.doesNotMatch(summary(one), /chance that it/)
    assert.doesNotMatch(patientSection(one, true), /Chance that it/)
  }
  const settled = patient(200, { on: blocks })
  assert.match(summary(settled), /chance that it helps/)
  assert.match(patientSection(settled, true), /Chance that it helps at all/)
})

test('whether another choice would change the verdict is said in the open, in the report as in the terminal', () => {
  const one = patient(200, { on: (t) => (t % 40 < 20 ? 0 : 1) })
  const sentence = /The verdict (would change|stays the same)[^.]*\./
  const [said] = sentence.exec(summary(one).replace(/\s+/g, ' ')) ?? []
  assert.ok(said)
  const beforeDetails = patientSection(one, true).split('<details')[0]
  assert.ok(beforeDetails.includes(said), said)
})

test('two that cannot be told apart have a short word each, and their joint answer the numbers', () => {
  const both = (t: number): number => (t % 40 < 20 ? 0 : 1)
  const words = summary(patient(200, { tea: both, rest: both }))
  assert.equal(words.split('effect so far').length, 2)
  assert.match(words, /joint answer means something[\s\S]*Taking turns[\s\S]*effect so far/)
})
