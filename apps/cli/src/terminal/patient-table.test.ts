// The table of patients with names of every kind: told apart, in line, and never cut inside a character.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TreatmentAnswer } from '@clearday/inference'
import { answerBeside } from '../words/evidence-fixture.ts'
import { idColumn } from './id-column.ts'
import { patientTable } from './patient-table.ts'
import { cutEnd, cutMiddle, textWidth } from './text-width.ts'
import { wrapped } from './wrapped.ts'

const answer = answerBeside({ mean: -1, low: -2, high: 0 })

function rows(ids: readonly string[], width = 100): { head: string; lines: string[] } {
  const table = patientTable(idColumn(ids), { width, color: false, ascii: false })
  return { head: table.head, lines: ids.map((id) => table.row(id, 200, answer)) }
}

test('the column is as wide as the longest name, and names beyond a sensible width keep beginning and end', () => {
  const { head, lines } = rows(['study-0001', 'study-0002'])
  assert.ok(head.startsWith('patient    logged'), head)
  assert.deepEqual(
    lines.map((line) => line.slice(0, 11)),
    ['study-0001 ', 'study-0002 '],
  )
  const [long] = rows(['a-very-long-name-of-a-patient-17', 'b']).lines
  assert.match(long, /^a-very-lon…atient-17 {4}200 /)
})

test('names that would be shown alike are shown whole, and spelled out where even that is alike', () => {
  const alike = ['clinic-of-the-north-0001-left-side-x', 'clinic-of-the-south-0001-left-side-x']
  assert.deepEqual(
    rows(alike).lines.map((line) => line.split(' ')[0]),
    alike,
  )
  assert.deepEqual(
    rows(['a\u202ab', 'a\u202bb', 'c']).lines.map((line) => line.split(' ')[0]),
    ['a\\u{202a}b', 'a\\u{202b}b', 'c'],
  )
})

test('every row fits the terminal and its columns stand under each other, with wide letters and marks too', () => {
  const names = ['患者患者患者患者患者患者患者', 'e\u0301va', '👩‍⚕️ anna', 'plain', 'x\ny']
  for (const width of [40, 60, 80, 100]) {
    const { head, lines } = rows(names, width)
    for (const line of [head, ...lines].join('\n').split('\n')) assert.ok(textWidth(line) <= width, `${width}: ${line}`)
    const starts = lines.map((line) => textWidth(line.slice(0, line.indexOf(' 200 '))))
    assert.equal(new Set(starts).size, 1, lines.join('\n'))
  }
})

test('a verdict that is not there yet has its reason beside it, and a dash is explained where one stands', () => {
  const table = patientTable(idColumn(['a', 'b']), { width: 80, color: false, ascii: false })
  const unsettled: TreatmentAnswer = { ...answer, verdict: 'cannot-tell-yet', reason: 'baseline-short' }
  assert.match(table.row('a', 200, unsettled), /can’t tell: baseline short +−?\d/)
  assert.equal(table.note(), '')
  const always: TreatmentAnswer = { ...unsettled, reason: 'no-days-off', loggedDaysOff: 0 }
  assert.match(table.row('b', 200, always), /can’t tell: no days without +–$/)
  assert.match(table.note(), /^–: no effect can be given/)
})

test('the interval is drawn at 80 columns', () => {
  const { head, lines } = rows(['1', '2'], 80)
  assert.match(head, /−14 +0 +\+14$/)
  assert.match(lines[0], /●/)
})

test('a cut never leaves half a character, and a text is measured in columns', () => {
  assert.equal(textWidth('患者'), 4)
  assert.equal(textWidth('e\u0301'), 1)
  assert.equal(textWidth('can’t − 3…'), 10)
  for (let width = 2; width < 12; width++) {
    for (const cut of [cutEnd('👩‍⚕️患😀者😀ab😀', width), cutMiddle('👩‍⚕️患😀者😀ab😀', width)]) {
      assert.ok(cut.isWellFormed() && !cut.startsWith('\u200d'), cut)
      assert.ok(textWidth(cut) <= width, `${width}: ${cut}`)
    }
  }
  assert.deepEqual(wrapped('患者 患者 患者', 9).split('\n'), ['患者 患者', '患者'])
})
