// The group's paragraph: who is in it, what it is about, and that a few who went on and off make no control of the others.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerPatient, createRandom, DEFAULT_ANSWER_OPTIONS, type PatientInput } from '@clearday/inference'
import { gatherPool, planPooling, poolContribution } from './pooled-course.ts'
import { pooledSentence } from './words/pooled-words.ts'

const DAYS = 120
const quick = { ...DEFAULT_ANSWER_OPTIONS, course: false, sensitivity: false }

type Use = (day: number) => boolean
const once: Use = (day) => day >= 60
const onceWithAMissedPill: Use = (day) => day >= 60 && day !== 90
const blocks: Use = (day) => Math.floor(day / 15) % 2 === 1

/** A diary in which only `helps` moves the headaches. */
function diary(patient: number, uses: Readonly<Record<string, Use>>, helps?: Use): PatientInput {
  const random = createRandom(7, patient)
  return {
    outcome: Float64Array.from({ length: DAYS }, (_, day) =>
      random.uniform() < (helps?.(day) === true ? 0.15 : 0.5) ? 1 : 0,
    ),
    treatments: Object.entries(uses).map(([name, use]) => ({
      name,
      exposure: Float64Array.from({ length: DAYS }, (_, day) => (use(day) ? 1 : 0)),
      variants: [],
      sessionDays: [],
    })),
    covariates: [],
    recalledDaysPer28: null,
  }
}

function groupOf(inputs: readonly PatientInput[], treatments: readonly string[], most?: number) {
  const ids = inputs.map((_, k) => `p${k}`)
  const plan = planPooling(ids, treatments, [], 3, most)
  assert.ok(plan)
  const pool = gatherPool(plan)
  for (const [k, input] of inputs.entries()) {
    const answered = answerPatient(input, quick)
    assert.ok(answered.type === 'ok')
    const contribution = plan.includes(ids[k]) ? poolContribution(ids[k], input, answered.value, plan.treatment) : null
    pool.add(ids[k], contribution)
  }
  const course = pool.pooled()
  assert.ok(course)
  return { course, words: pooledSentence(course) }
}

test('one missed pill in a group that started once leaves the warning where it is', () => {
  const inputs = Array.from({ length: 12 }, (_, k) => diary(k, { drug: k === 0 ? onceWithAMissedPill : once }))
  const { words } = groupOf(inputs, ['drug'])
  assert.match(words, /^The group and drug: 12 of 12 patients have logged days both with it and without it/)
  assert.match(words, /Nobody went on and off it several times, so it is not shown to be its effect/)
})

test('the warning stays unless most went on and off several times, and how many did is said', () => {
  const uses = (several: number) => [0, 1, 2, 3].map((k) => diary(k, { drug: k < several ? blocks : once }))
  for (const several of [1, 2])
    assert.match(
      groupOf(uses(several), ['drug']).words,
      new RegExp(`Only ${several} of these 4 patients went on and off it several times, so it is not shown`),
    )
  const { words } = groupOf(uses(3), ['drug'])
  assert.match(words, /3 of these 4 patients went on and off it several times/)
  assert.doesNotMatch(words, /not shown to be its effect/)
})

test('what another treatment did is not laid at the door of the first, and the paragraph names both', () => {
  const helping: Use = (day) => Math.floor((day + 4) / 15) % 2 === 1
  const inputs = Array.from({ length: 16 }, (_, k) => diary(k, { drug: blocks, exercise: helping }, helping))
  const { course, words } = groupOf(inputs, ['drug', 'exercise'])
  const { mean } = course.pooled
  assert.ok(mean.q025 < 0 && mean.q975 > 0 && Math.abs(mean.mean) < 0.5, `log odds ratio ${mean.mean}`)
  assert.match(words, /The group and drug: .* adjusted for what else was in use or recorded: exercise\./)
  const alone = groupOf(
    inputs.map((input) => ({ ...input, treatments: [input.treatments[0]] })),
    ['drug'],
  )
  assert.ok(alone.course.pooled.mean.q975 < 0)
  assert.doesNotMatch(alone.words, /adjusted/)
})

test('the group is told in days first, the odds ratio after it, and a stopped run says so', () => {
  const { course, words } = groupOf(
    [0, 1, 2, 3].map((k) => diary(k, { drug: blocks }, blocks)),
    ['drug'],
  )
  const [, usual, size, low, high] =
    /with ([\d.]+) headache days in 28 without it, .* about ([\d.]+) fewer with it \((−[\d.]+) to (−?[\d.]+);/.exec(
      words,
    ) ?? []
  // from one day in two to one in seven is ten days in 28 fewer
  assert.ok(Number(usual) > 10 && Number(usual) < 18, words)
  assert.ok(Number(size) > 4 && Number(size) < Number(usual), words)
  assert.ok(Number(low.replace('−', '-')) < -Number(size) && Number(high.replace('−', '-')) > -Number(size), words)
  assert.ok(words.indexOf('fewer with it') < words.indexOf('odds ratio of a headache day'))
  assert.match(
    pooledSentence(course, { done: 4, of: 9 }),
    /^The group and drug \(4 of 9 patients; the run was stopped\):/,
  )
})

test('a patient who never had it, or always, is counted and not pooled', () => {
  const inputs = [once, once, () => true, () => false].map((use, k) => diary(k, { drug: use }))
  assert.match(groupOf(inputs, ['drug']).words, /: 2 of 4 patients have logged days both/)
})

test('of very many patients a fair sample is pooled, the same in any order of the file, and that is said', () => {
  const ids = Array.from({ length: 5000 }, (_, k) => `patient-${k}`)
  const drawn = (order: readonly string[], seed: number) => {
    const plan = planPooling(order, ['drug'], [], seed)
    assert.ok(plan?.sampled)
    return new Set(ids.filter(plan.includes))
  }
  const first = drawn(ids, 1)
  assert.ok(Math.abs(first.size - 2000) <= 2, `${first.size} drawn`)
  assert.deepEqual(drawn(ids.toReversed(), 1), first)
  // each fifth of the file gives about its share: four standard deviations are 62
  for (let fifth = 0; fifth < 5; fifth++) {
    const share = ids.slice(1000 * fifth, 1000 * (fifth + 1)).filter((id) => first.has(id)).length
    assert.ok(Math.abs(share - 400) < 62, `fifth ${fifth}: ${share}`)
  }
  const both = [...drawn(ids, 2)].filter((id) => first.has(id)).length
  assert.ok(Math.abs(both - 800) < 100, `${both} in two samples`)
  const few = groupOf(
    [0, 1, 2, 3, 4, 5].map((k) => diary(k, { drug: once })),
    ['drug'],
    3,
  )
  assert.match(few.words, /of 6 patients a sample was drawn by lot \(seed 3\), and 3 of its 3 have logged days/)
  assert.equal(planPooling(ids.slice(0, 2000), ['drug'], [], 1)?.sampled, false)
})

test('one patient, or no treatment, is no group', () => {
  assert.equal(planPooling(['a'], ['drug'], [], 1), null)
  assert.equal(planPooling(['a', 'b'], [], [], 1), null)
})

test('with and without exchanged, what a patient brings is turned round exactly: no level of its own is preferred', () => {
  const brought = (use: Use) => {
    const input = diary(5, { drug: use })
    const answered = answerPatient(input, quick)
    assert.ok(answered.type === 'ok')
    const contribution = poolContribution('p', input, answered.value, 'drug')
    assert.ok(contribution)
    return contribution.likelihood.logLikelihood
  }
  const started = brought((day) => day >= 80)
  const stopped = brought((day) => day < 80).toReversed()
  const apart = Math.max(...started.map((value, k) => Math.abs(value - stopped[k])))
  assert.ok(apart < 1e-6, `log likelihoods differ by ${apart}`)
})
