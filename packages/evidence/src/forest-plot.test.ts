import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forestPlot, type ForestGroup, type ForestRow } from './forest-plot.ts'
import { axisOf } from './plot-axis.ts'
import { studiesOf } from './studies.ts'
import { TREATMENTS } from './treatments.ts'

function rowsOf(treatment: string): readonly ForestRow[] {
  return forestPlot(treatment).groups.flatMap(({ rows }) => rows)
}

function groupNamed(treatment: string, title: string): ForestGroup {
  const group = forestPlot(treatment).groups.find((one) => one.title === title)
  assert.ok(
    group !== undefined,
    forestPlot(treatment)
      .groups.map((one) => one.title)
      .join(' / '),
  )
  return group
}

test('every result about a treatment is a row, and no result is lost', () => {
  for (const { id } of TREATMENTS) {
    const results = studiesOf(id).flatMap((study) => study.results.filter(({ treatment }) => treatment === id))
    assert.equal(rowsOf(id).length, results.length, id)
  }
  assert.deepEqual(forestPlot('reflexology').groups, [])
})

test('unlike scales never share an axis', () => {
  const { groups } = forestPlot('topiramate')
  const titles = groups.map(({ title }) => title)
  assert.ok(titles.includes('migraine days, days per month'))
  assert.ok(titles.includes('50 % response, risk ratio'))
  assert.ok(titles.includes('50 % response, odds ratio'))
  assert.equal(new Set(titles.map((title) => title)).size, titles.length)
})

test('the axis holds every interval that counts and the line of no effect, and ends on round ticks', () => {
  for (const { id } of TREATMENTS)
    for (const { axis, rows, title } of forestPlot(id).groups) {
      if (axis === null) {
        assert.ok(
          rows.every(({ drawable }) => !drawable),
          title,
        )
        continue
      }
      assert.ok(axis.low <= axis.noEffect && axis.noEffect <= axis.high, title)
      assert.deepEqual([axis.ticks[0], axis.ticks.at(-1)], [axis.low, axis.high])
      assert.ok(axis.ticks.includes(axis.noEffect), title)
      for (const { low, high, excluded } of rows)
        if (low !== null && high !== null && !excluded) assert.ok(axis.low <= low && high <= axis.high, title)
    }
})

test('differences are drawn around 0 and ratios around 1', () => {
  assert.equal(groupNamed('propranolol', 'migraine days, days per month').axis?.noEffect, 0)
  const response = groupNamed('propranolol', '50 % response, risk ratio')
  assert.deepEqual([response.axis?.noEffect, response.axis?.scale, response.better], [1, 'log', 'high'])
})

test('a row without a number is kept and says so, and a point without its range is not drawn', () => {
  const [mann] = rowsOf('craniosacral-therapy').filter(({ study }) => study === 'mann-2008')
  assert.equal(mann.drawable, false)
  assert.match(mann.says, /no difference between them was reported/)
  const [lemmens] = rowsOf('aerobic-exercise').filter(({ study }) => study === 'lemmens-2019')
  assert.equal(lemmens.drawable, false)
  assert.match(lemmens.says, /−0\.6 days per month, no interval given/)
})

test('what is left out of the priors is shown, marked, with its reason, and does not stretch the axis of others', () => {
  const [days] = rowsOf('osteopathic-manipulation').filter(({ result }) => result === 'migraine-days')
  assert.equal(days.excluded, true)
  assert.match(days.excludedBecause ?? '', /implausible/)
  assert.deepEqual(forestPlot('osteopathic-manipulation', { excluded: false }).groups, [])
})

test('whom a result favours depends on its interval and on what is better', () => {
  const favours = Object.fromEntries(
    rowsOf('craniosacral-therapy')
      .filter(({ study }) => study === 'carrasco-uribarren-2024')
      .map((row) => [row.result, row.favours]),
  )
  assert.deepEqual(favours, { pain: 'treatment', disability: 'neither' })
  const [quality] = rowsOf('water-intake').filter(({ result }) => result === 'quality-of-life')
  assert.equal(quality.favours, 'treatment')
  const [odds] = rowsOf('onabotulinumtoxin-a').filter(({ result }) => result === 'onabotulinumtoxin-response')
  assert.equal(odds.favours, 'neither')
})

test('sizes of marks share out the precision of the rows that are drawn', () => {
  for (const { id } of TREATMENTS)
    for (const { axis, rows, title } of forestPlot(id).groups) {
      const total = rows.reduce((sum, { precision }) => sum + (precision ?? 0), 0)
      assert.ok(axis === null ? total === 0 : Math.abs(total - 1) < 1e-9, `${id} ${title}`)
    }
})

test('studies are called as people call them', () => {
  const labels = new Set(TREATMENTS.flatMap(({ id }) => rowsOf(id).map(({ label }) => label)))
  for (const label of [
    'Muñoz-Gómez 2022 (50 people)',
    'Øie 2025 (457 people)',
    'PREEMPT 2010 (1,384 people)',
    'AHRQ 2024',
  ])
    assert.ok(labels.has(label), [...labels].join(' / '))
})

test('axes for wide, narrow and single numbers', () => {
  assert.deepEqual(axisOf([0, -2.25, -0.3], 'linear', 0).ticks, [-2.5, -2, -1.5, -1, -0.5, 0])
  assert.deepEqual(axisOf([0], 'linear', 0).ticks, [0, 0.2])
  assert.deepEqual(axisOf([1, 1.41, 1.93], 'log', 1).ticks, [1, 2])
  assert.deepEqual(axisOf([1, 0.98, 1.67], 'log', 1).ticks, [0.5, 1, 2])
})
