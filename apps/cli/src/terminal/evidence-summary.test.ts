// The three lines in terminals of every width, and what they say where the diary says nothing or something else than the trials.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerBeside } from '../words/evidence-fixture.ts'
import { evidenceSummary } from './evidence-summary.ts'
import { axisLabels, rangeBar } from './range-bar.ts'

const TRIALS = { mean: -1.5, low: -4, high: 0.5 }
const style = (width: number, ascii = false) => ({ width, color: false, ascii })

test('a range is drawn on an axis it shares: ends, mean and zero in their places, what lies beyond stopped at the edge', () => {
  const axis = { from: -10, to: 10, width: 21 }
  assert.equal(rangeBar(-3, -6, 2, axis, false), '    ───●──│──')
  assert.equal(rangeBar(-3, -6, 2, axis, true), '    ---#--|--')
  assert.equal(rangeBar(-12, -40, -9, axis, true), '#-        |')
  assert.equal(axisLabels(axis), '−10       0       +10')
  assert.equal(axisLabels({ from: -12, to: 1, width: 20 }), '−12               0')
})

test('trials, your diary and both together stand under each other, with zero in one column, in every width', () => {
  const { evidence } = answerBeside(TRIALS)
  for (const width of [40, 47, 60, 80, 100]) {
    const lines = evidenceSummary(evidence, style(width, true)).split('\n')
    for (const line of lines) assert.ok(line.length <= width, `${width}: ${line}`)
    const named = lines.filter((line) => /^ {4}(trials|your diary|both together) +\S.* to /.test(line))
    assert.deepEqual(
      named.map((line) => line.trim().split(/ {2,}/)[0]),
      ['trials', 'your diary', 'both together'],
    )
    const zero = new Set(lines.map((line) => line.indexOf('|')).filter((at) => at >= 0))
    assert.equal(zero.size, 1, lines.join('\n'))
    assert.ok(lines.some((line) => line.indexOf(' 0') + 1 === [...zero][0] && !line.includes('|')))
  }
  const words = evidenceSummary(evidence, style(100)).replaceAll(/\s+/g, ' ')
  assert.match(words, /trials −1\.5 \(−4\.0 to 0\.5\)/)
  assert.match(words, /The verdict rests on your diary alone: what helped people in trials need not help you/)
  assert.doesNotMatch(words, /do not meet/)
})

test('a diary that cannot compare says so, and both together is what was given', () => {
  for (const use of ['always', 'never'] as const) {
    const lines = evidenceSummary(answerBeside(TRIALS, use).evidence, style(80)).split('\n')
    assert.match(lines[2], /^ {4}your diary {5}nothing yet +│$/)
    assert.match(lines[3], /both together {2}−1\.5 \(−4\.0 to 0\.5\)/)
    assert.match(lines.join(' ').replaceAll(/\s+/g, ' '), /it needs logged days both with it and without it/)
  }
})

test('where the diary and the trials contradict each other, that is said', () => {
  for (const [given, end] of [
    [{ mean: 9, low: 8, high: 10 }, /\+10$/],
    [{ mean: -24, low: -25, high: -23 }, /^ +−25 /],
  ] as const) {
    const summary = evidenceSummary(answerBeside(given).evidence, style(80))
    assert.match(summary.replaceAll(/\s+/g, ' '), /The two ranges do not meet/)
    assert.match(summary.split('\n')[4], end)
  }
})
