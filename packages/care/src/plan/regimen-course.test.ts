import type { Regimen, RegimenEvent } from '@clearday/diary'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { courseOf } from './regimen-course.ts'

const regimen = (events: readonly RegimenEvent[], more: Partial<Regimen> = {}): Regimen => ({
  id: 'r',
  kind: 'medicine',
  treatment: 'topiramate',
  events,
  ...more,
})
const spans = (given: Regimen, asOf = '2026-12-31'): string[] =>
  courseOf(given, asOf).spans.map(
    ({ firstDay, lastDay, doseFraction, atTarget }) =>
      `${firstDay} ${lastDay ?? 'on'} ${doseFraction}${atTarget ? ' target' : ''}`,
  )

test('a titration climbs to its target, and a lower dose leaves it', () => {
  const climbing = regimen(
    [
      { on: '2026-01-01', type: 'start', dailyDose: 25 },
      { on: '2026-01-15', type: 'dose-change', dailyDose: 100 },
      { on: '2026-04-01', type: 'dose-change', dailyDose: 50 },
    ],
    { targetDose: 100 },
  )
  assert.deepEqual(spans(climbing), [
    '2026-01-01 2026-01-14 0.25',
    '2026-01-15 2026-03-31 1 target',
    '2026-04-01 on 0.5',
  ])
})

test('where no target was said, the dose it is kept at is the target', () => {
  const lowered = regimen([
    { on: '2026-01-01', type: 'start', dailyDose: 100 },
    { on: '2026-02-01', type: 'dose-change', dailyDose: 75 },
  ])
  assert.deepEqual(spans(lowered), ['2026-01-01 2026-01-31 1 target', '2026-02-01 on 0.75 target'])
})

test('a dose that is changed during a pause is taken from the resumption on', () => {
  const paused = regimen(
    [
      { on: '2026-01-01', type: 'start', dailyDose: 50 },
      { on: '2026-02-01', type: 'pause' },
      { on: '2026-02-10', type: 'dose-change', dailyDose: 100 },
      { on: '2026-02-20', type: 'resume' },
    ],
    { targetDose: 100 },
  )
  assert.deepEqual(spans(paused), ['2026-01-01 2026-01-31 0.5', '2026-02-20 on 1 target'])
})

test('what is planned after the day that is asked about has not happened', () => {
  const planned = regimen([
    { on: '2026-01-01', type: 'start' },
    { on: '2026-06-01', type: 'stop' },
  ])
  assert.deepEqual(spans(planned, '2026-03-01'), ['2026-01-01 on 1 target'])
  assert.equal(courseOf(planned, '2026-03-01').state, 'running')
  assert.equal(courseOf(planned, '2026-06-01').state, 'stopped')
  assert.deepEqual([courseOf(planned, '2025-12-31').state, spans(planned, '2025-12-31')], ['planned', []])
})

test('started again after a stop, it runs; taken at a dose of nothing it is not in use', () => {
  const again = regimen([
    { on: '2026-01-01', type: 'start', dailyDose: 10 },
    { on: '2026-02-01', type: 'stop' },
    { on: '2026-05-01', type: 'start' },
    { on: '2026-06-01', type: 'dose-change', dailyDose: 0 },
  ])
  assert.deepEqual(
    spans(again).map((span) => span.slice(0, 21)),
    ['2026-01-01 2026-01-31', '2026-05-01 2026-05-31'],
  )
})

test('begun and stopped on one day it was in use on no day', () => {
  const oneDay = regimen([
    { on: '2026-01-01', type: 'start' },
    { on: '2026-01-01', type: 'stop' },
  ])
  assert.deepEqual(spans(oneDay), [])
})
