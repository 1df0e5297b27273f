// What is told of daily factors and of tomorrow, held against what is true of the invented patients.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alongOf, historyOf, tomorrowOf } from '@clearday/care'
import { readDiary } from '@clearday/diary'
import { simulatePatient, wholeDiary } from './diaries/simulate-patient.ts'
import { DEMO_PATIENTS } from './people/cast.ts'

const SETTINGS = { seed: 2026, lastDay: '2026-03-31' } as const

const people = DEMO_PATIENTS.map((recipe) => {
  const read = readDiary(wholeDiary(simulatePatient(recipe, SETTINGS)))
  if (read.type === 'error') throw new Error(`${recipe.id} cannot be read`)
  return { recipe, days: historyOf(read.value).days }
})

test('of what does nothing hardly anything is told, and what is told of the rest points the right way', (t) => {
  let [looked, found, acting, wrong] = [0, 0, 0, 0]
  for (const { recipe, days } of people) {
    const along = alongOf(days)
    const truth: Readonly<Record<string, number | undefined>> = {
      ...recipe.factors,
      ...(recipe.cycle !== undefined && { bleeding: recipe.cycle.effect }),
    }
    if (along.factors.length > 0) looked++
    acting += along.factors.filter(({ id }) => (truth[id] ?? 0) !== 0).length
    for (const { id, finding, oddsRatio, lagDays, more } of along.factors) {
      assert.ok(more.low <= more.mean && more.mean <= more.high && more.low >= 0 && more.high <= 100, recipe.id)
      if (!finding) continue
      found++
      assert.ok(lagDays <= 2)
      if ((truth[id] ?? 0) === 0 || Math.sign(Math.log(oddsRatio)) !== Math.sign(truth[id] ?? 0)) wrong++
    }
  }
  t.diagnostic(`${looked} diaries looked at; ${acting} factors act, ${found} findings, ${wrong} of them not so`)
  assert.ok(looked >= 5, String(looked))
  // 5 in 100 people at most
  assert.ok(wrong <= Math.ceil(0.05 * looked), `${wrong} of ${looked}`)
})

test('where a forecast is shown it has done better than the usual rate', (t) => {
  let shown = 0
  for (const { recipe, days } of people) {
    const { chance, score, usualScore, groups, knownDays } = tomorrowOf(days)
    assert.equal(
      groups.reduce((sum, one) => sum + one.days, 0),
      knownDays,
      recipe.id,
    )
    if (chance === null) continue
    shown++
    assert.ok(score > usualScore, recipe.id)
  }
  t.diagnostic(`shown to ${shown} of ${people.length}`)
})
