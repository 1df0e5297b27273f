// The day figure: every day once in each drawing, treatments told apart by pattern and named, one curve where nothing was used; anchors of their own.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerPatient, DEFAULT_ANSWER_OPTIONS } from '@clearday/inference'
import type { PatientDiary } from '../input/patient-diary.ts'
import { NOTHING_SAID, patientInputOf } from '../patient-input-of.ts'
import { anchor, courseFigure } from './course-figure.ts'
import { reportPatient } from './report-patient.ts'

/** Grades 0 to 3 in turn, every tenth day missing. */
function figure(treatments: readonly string[]): string {
  const grades = Float64Array.from({ length: 100 }, (_, t) => (t % 10 === 9 ? NaN : t % 4))
  const diary: PatientDiary = {
    id: 'a',
    calendar: 'relative',
    firstDay: 1,
    outcomeName: 'headache',
    outcomeKind: 'grade',
    outcomeThreshold: null,
    outcome: grades,
    scale: { kind: 'grade', values: grades },
    columns: treatments.map((name, k) => ({
      name,
      role: 'treatment',
      values: grades.map((_, t) => Math.floor(t / (10 + 7 * k)) % 2),
    })),
    sessions: [],
    warnings: [],
  }
  const answered = answerPatient(patientInputOf(diary, NOTHING_SAID), { ...DEFAULT_ANSWER_OPTIONS, sensitivity: false })
  assert.ok(answered.type === 'ok')
  return courseFigure(reportPatient(diary, { answer: answered.value, scale: null }, NOTHING_SAID, []))
}

const count = (html: string, part: RegExp): number => [...html.matchAll(part)].length

test('every day is drawn once for wide and once for narrow screens, by grade, missing days hollow, and the legend names each mark', () => {
  const html = figure(['drug'])
  for (const name of ['broad', 'narrow']) assert.equal(count(html, new RegExp(`<svg class="${name}"`, 'g')), 2, name)
  const rings = count(html, /<g class="ring missing">(<circle [^>]*>)+<\/g>/g)
  assert.equal(rings, 3)
  const drawing = /<svg class="narrow".*?<\/svg>/s.exec(html)?.[0] ?? ''
  const inGroup = (name: string): number =>
    count(new RegExp(`<g class="${name}">(.*?)</g>`, 's').exec(drawing)?.[1] ?? '', /<circle/g)
  assert.equal(inGroup('ring missing'), 10)
  assert.equal(inGroup('light'), 25)
  for (const words of ['severe', 'moderate', 'mild', 'clear', 'not logged', 'in use: drug'])
    assert.ok(html.includes(words), words)
})

test('two treatments have bars of different patterns, each with its name', () => {
  const html = figure(['drug', 'tea <x>'])
  assert.match(html, /class="track whole"\/><\/svg>in use: drug</)
  assert.match(html, /class="track hollow"\/><\/svg>in use: tea &lt;x&gt;</)
})

test('without a treatment there is one curve, and the words speak of one', () => {
  const html = figure([])
  assert.doesNotMatch(html, /class="without"|as lived|without them/)
  assert.match(html, /the line; the band holds/)
  assert.match(figure(['drug']), /class="without".*dashed had no treatment been used/s)
})

test('patients whose names differ only in signs have anchors of their own, and no sign leaves its attribute', () => {
  const names = ['a b', 'a_b', 'a"b', 'a<b', 'ä', 'a', '', '患者']
  const anchors = names.map(anchor)
  assert.equal(new Set(anchors).size, names.length)
  assert.ok(
    anchors.every((one) => /^[A-Za-z0-9_-]+$/.test(one)),
    anchors.join(' '),
  )
})
