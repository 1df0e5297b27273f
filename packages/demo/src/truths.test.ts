import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findProduct, readDiary } from '@clearday/diary'
import { findTreatment } from '@clearday/evidence'
import { truths } from './all-truths.ts'
import { simulatePatient, wholeDiary, type SimulatedPatient } from './diaries/simulate-patient.ts'
import { saidOperations } from './diaries/said-when.ts'
import { DEMO_PATIENTS } from './people/cast.ts'
import { STORIES, type Story } from './people/recipe.ts'

const SETTINGS = { seed: 2026, lastDay: '2026-03-31' } as const
const everybody = DEMO_PATIENTS.map((recipe) => simulatePatient(recipe, SETTINGS))

test('a seed makes the same diaries and the same log again, another seed others', () => {
  const recipe = DEMO_PATIENTS[0]
  const log = (seed: number) => {
    const { diary } = simulatePatient(recipe, { ...SETTINGS, seed, mostDays: 120 })
    return saidOperations(diary, seed, 1)
  }
  assert.deepEqual(log(1), log(1))
  assert.notDeepEqual(log(1), log(2))
  const ids = log(1).map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  assert.ok(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)))
})

test('forty diaries of one to three years are read without a remark, and name what the catalogues know', () => {
  assert.equal(everybody.length, 40)
  for (const one of everybody) {
    const diary = wholeDiary(one)
    const read = readDiary(diary)
    assert.ok(read.type === 'ok', `${one.recipe.id}: ${JSON.stringify(read)}`)
    assert.deepEqual(read.notices, [], one.recipe.id)
    assert.ok(one.course.days >= 365 && one.course.days <= 1096, one.recipe.id)
    for (const { product } of diary.intakes ?? []) assert.ok(findProduct(product) !== undefined, product)
    for (const { treatment } of one.recipe.treatments) assert.ok(findTreatment(treatment) !== undefined, treatment)
  }
})

/** Headache days in 28 of the logged days in use, less those of the logged days without. */
function apparent(
  { diary, course }: SimulatedPatient,
  place: number,
  among: (day: number) => boolean = () => true,
): number {
  const said = new Map((diary.days ?? []).map(({ date, headache }) => [date, headache]))
  const rate = (wanted: (level: number) => boolean): number => {
    const known = Array.from(course.treatments[place].exposure, (level, t) => ({ level, t }))
      .filter(({ level, t }) => wanted(level) && among(t))
      .map(({ t }) => said.get(dateOf(course.firstDay, t)))
      .filter((headache) => headache === 'none' || headache === 'present')
    return (28 * known.filter((headache) => headache === 'present').length) / known.length
  }
  return rate((level) => level >= 0.5) - rate((level) => level < 0.05)
}

function dateOf(first: string, days: number): string {
  return new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

test('on average diaries show what is true where they can, and mislead where they are meant to', () => {
  const shown = new Map<Story, number[]>(STORIES.map((story) => [story, []]))
  const meant = new Map<Story, number[]>(STORIES.map((story) => [story, []]))
  for (const one of everybody)
    one.truth.treatments.forEach(({ story, effectDaysPer28 }, place) => {
      shown.get(story)?.push(apparent(one, place))
      meant.get(story)?.push(effectDaysPer28)
    })
  const average = (of: Map<Story, number[]>, story: Story): number => mean(of.get(story) ?? [])
  for (const story of STORIES) assert.ok((shown.get(story) ?? []).length >= 2, story)
  for (const story of ['helps', 'harms'] as const)
    assert.ok(
      Math.abs(average(shown, story) - average(meant, story)) < 1.5,
      `${story}: shown ${average(shown, story)}, true ${average(meant, story)}`,
    )
  assert.ok(average(meant, 'helps') < -2 && average(meant, 'harms') > 2)
  assert.ok(Math.abs(average(shown, 'useless')) < 1, `useless: shown ${average(shown, 'useless')}`)
  for (const story of ['useless', 'unmasked-remission', 'regression-to-the-mean'] as const)
    assert.ok(
      (meant.get(story) ?? []).every((effect) => effect === 0),
      story,
    )
  // a remission that came by itself looks like an effect
  assert.ok(average(shown, 'unmasked-remission') < -2, `remission: shown ${average(shown, 'unmasked-remission')}`)
})

test('whoever began after their worst month is better afterwards than in it, by no doing of the treatment', () => {
  const changes = everybody.flatMap((one) =>
    one.truth.treatments.flatMap(({ story }, place) => {
      if (story !== 'regression-to-the-mean') return []
      const { startDay } = one.course.treatments[place]
      return [apparent(one, place, (day) => day >= startDay - 28 && day < startDay + 56)]
    }),
  )
  assert.ok(changes.length >= 3 && mean(changes) < -4, String(changes))
})

test('the truths of a clinic are told by the account of each patient', () => {
  const told = truths(3, SETTINGS)
  assert.deepEqual(
    told.map(({ email, treatments }) => [email, treatments.map(({ story }) => story)]),
    [
      ['amara.beispiel@example.org', ['helps', 'useless']],
      ['bastian.exempel@example.org', ['useless']],
      ['paola.campione@example.org', ['useless']],
    ],
  )
})
