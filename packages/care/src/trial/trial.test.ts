// Trials of one treatment: what cannot be tried, how long it takes, where one stands, what it says, and what other answers make of its blocks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type DiaryDay, type Regimen, type Trial } from '@clearday/diary'
import { createRandom, drawOrders, scheduleExposure, simulateDiary, type Generator } from '@clearday/inference'
import { treatmentExposure } from '../answers/treatment-exposure.ts'
import { usedTreatments, useSpans } from '../answers/used-treatments.ts'
import { plannedHistory } from '../plan/plan-fixture.ts'
import { blocksOf, lastDayOf, trialStanding } from './trial-blocks.ts'
import { ownCycle, periodsFrom, startBesideCycle } from './own-cycle.ts'
import { trialForecast } from './trial-forecast.ts'
import { trialObstacle, trialSubject } from './trial-obstacle.ts'
import { readTrial } from './trial-reading.ts'
import { blockChoices } from './trial-rules.ts'

const FIRST = '2026-01-01'
const trialOf = (more: Partial<Trial> = {}): Trial => ({
  ...{ id: 't', treatment: 'magnesium', startsOn: FIRST, blockDays: 7, seed: 9, looks: 'after-each-pair' },
  withFirst: drawOrders(9, 12),
  ...more,
})
const regimen = (kind: Regimen['kind'], treatment: string, more: Partial<Regimen> = {}): Regimen => ({
  ...{ id: 'r', kind, treatment, events: [{ type: 'start', on: FIRST }] },
  ...more,
})

/** Days of one person under a trial. */
function lived(trial: Trial, oddsRatio: number, seed: number, generator: Generator = 'latent-path'): Float64Array {
  const days = 2 * trial.blockDays * trial.withFirst.length
  const { blockDays, withFirst: onFirst } = trial
  const schedule = { seed: 0, startDay: 0, blockDays, washoutDays: 0, onFirst, caveats: [] }
  const exposure = scheduleExposure(schedule, days)
  const recipe = { generator, days, exposure, effect: Math.log(oddsRatio), baseRatePer28: 12, phi: 0.87, sigma: 1 }
  return simulateDiary(recipe, createRandom(seed)).outcome
}

test('what cannot be switched on and off is not tried, and nothing that was prescribed without its prescriber', () => {
  const obstacle = (treatment: string, regimens: readonly Regimen[] = [], agreed?: boolean) =>
    trialObstacle(trialSubject(treatment, regimens), 'not-known', agreed)
  assert.equal(obstacle('Botox'), 'acts-for-months')
  assert.equal(obstacle('cgrp-antibodies', [regimen('medicine', 'cgrp-antibodies')], true), 'acts-for-months')
  assert.equal(obstacle('nerve block', [regimen('procedure', 'Nerve  block')]), 'procedure')
  assert.equal(obstacle('biofeedback'), 'stays-learned')
  assert.equal(obstacle('propranolol'), 'prescriber-not-asked')
  assert.equal(obstacle('propranolol', [], false), 'prescriber-not-asked')
  // a strength does not go past whoever prescribes it, on either side
  assert.equal(obstacle('Propranolol 80 mg'), 'prescriber-not-asked')
  assert.equal(obstacle('my drug', [regimen('medicine', 'My drug 5 mg tablets')]), 'prescriber-not-asked')
  assert.equal(obstacle('Botox 155 units'), 'acts-for-months')
  assert.equal(obstacle('propranolol', [], true), null)
  assert.equal(
    obstacle('magnesium', [regimen('supplement', 'magnesium', { prescribed: true })]),
    'prescriber-not-asked',
  )
  assert.equal(obstacle('magnesium'), null)
  assert.equal(trialObstacle(trialSubject('magnesium', []), 'longer', undefined), 'fades-too-slowly')
})

test('blocks last four half-lives or more, and at most half of one is not compared', () => {
  assert.deepEqual(blockChoices(2), [
    { blockDays: 14, washoutDays: 4 },
    { blockDays: 28, washoutDays: 4 },
    { blockDays: 42, washoutDays: 4 },
  ])
  assert.deepEqual(blockChoices(14)[0], { blockDays: 56, washoutDays: 28 })
  assert.deepEqual(blockChoices(30), [])
})

test('each block has its days, the lot gives one of each pair the treatment, and an early end cuts the rest', () => {
  const trial = trialOf({ withFirst: [true, false], blocks: [{ block: 2, kept: 'partly', saidOn: FIRST }] })
  assert.deepEqual(
    blocksOf(trial).map(({ on, firstDay, lastDay, kept }) => [on, firstDay, lastDay, kept]),
    [
      [true, '2026-01-01', '2026-01-07', null],
      [false, '2026-01-08', '2026-01-14', 'partly'],
      [false, '2026-01-15', '2026-01-21', null],
      [true, '2026-01-22', '2026-01-28', null],
    ],
  )
  const standing = trialStanding(trial, '2026-01-16')
  assert.deepEqual([standing.state, standing.current?.block, standing.current?.day], ['running', 3, 2])
  assert.deepEqual(
    standing.unsaid.map(({ block }) => block),
    [1],
  )
  assert.equal(trialStanding(trial, '2025-12-31').state, 'ahead')
  const ended = { ...trial, endedOn: '2026-01-10' }
  assert.equal(lastDayOf(ended), '2026-01-09')
  assert.equal(trialStanding(ended, '2026-01-10').state, 'over')
  assert.equal(trialStanding({ ...trial, endedOn: FIRST }, '2025-12-31').state, 'over', 'ended before it began')
})

test('a clear effect is found, as it goes on and in one look; read once, nothing is told before the end', () => {
  const trial = trialOf()
  const outcome = lived(trial, 0.05, 4)
  const end = addDays(lastDayOf(trial), 1)
  const reading = readTrial(trial, outcome, FIRST, end)
  assert.deepEqual([reading.state, reading.pairs, reading.lotMatches, reading.unsaid], ['over', 12, true, 24])
  assert.equal(reading.read?.verdict, 'helping')
  const { atTheEnd } = reading.read
  assert.ok(atTheEnd !== null && atTheEnd.low !== null && atTheEnd.high !== null)
  assert.ok(atTheEnd.low < atTheEnd.per28 && atTheEnd.per28 < atTheEnd.high && atTheEnd.high < 0)
  assert.ok(Math.abs(atTheEnd.withPer28 - atTheEnd.withoutPer28 - atTheEnd.per28) < 1e-9)
  const once = { ...trial, looks: 'once-at-the-end' } as const
  const early = readTrial(once, outcome, FIRST, addDays(end, -2))
  assert.deepEqual([early.sealed, early.read], ['until-the-end', null])
  assert.equal(readTrial(once, outcome, FIRST, end).read?.verdict, 'helping')
  const running = readTrial(trial, outcome, FIRST, addDays(FIRST, 30))
  assert.deepEqual([running.pairs, running.read?.atTheEnd], [2, null])
  assert.equal(readTrial(trial, outcome, FIRST, addDays(FIRST, 13)).sealed, 'no-pair-yet')
  assert.equal(readTrial({ ...trial, seed: 10 }, outcome, FIRST, end).lotMatches, false)
  const nothing = readTrial(
    trial,
    outcome.map(() => Number.NaN),
    FIRST,
    end,
  )
  assert.deepEqual([nothing.sealed, nothing.pairs, nothing.pairsCompared], ['nothing-known', 12, 0])
})

test('a block that was not kept stays as it was drawn, and one that makes things worse is found too', () => {
  const trial = trialOf({ blocks: [{ block: 1, kept: 'not-kept', saidOn: FIRST }] })
  const outcome = lived(trial, 20, 4)
  const end = addDays(lastDayOf(trial), 1)
  const reading = readTrial(trial, outcome, FIRST, end)
  assert.deepEqual([reading.read?.verdict, reading.notKept, reading.pairsCompared], ['worse', 1, 12])
  assert.deepEqual(reading.read, readTrial(trialOf(), outcome, FIRST, end).read)
  const ended = readTrial({ ...trial, endedOn: addDays(FIRST, 40) }, outcome, FIRST, end)
  assert.deepEqual([ended.state, ended.pairs, ended.endedEarly], ['over', 2, true])
})

test('ended early, only what holds at any time is told: the evidence, and no chance or interval', () => {
  const trial = trialOf()
  const outcome = lived(trial, 0.05, 4)
  const end = addDays(lastDayOf(trial), 1)
  const whole = readTrial(trial, outcome, FIRST, end)
  assert.equal(whole.endedEarly, false)
  const atPair = whole.read?.atPair
  assert.ok(typeof atPair === 'number' && atPair < 12)
  const early = readTrial({ ...trial, endedOn: addDays(FIRST, 14 * atPair) }, outcome, FIRST, end)
  assert.deepEqual([early.state, early.endedEarly, early.pairs, early.read?.verdict], ['over', true, atPair, 'helping'])
  assert.deepEqual(early.read?.atTheEnd, null)
  assert.deepEqual(early.read.evidence?.helps, whole.read?.evidence?.helps.slice(0, atPair))
  // on its last day too: the last pair is not whole then
  const lastDay = readTrial({ ...trial, endedOn: addDays(end, -1) }, outcome, FIRST, end)
  assert.deepEqual([lastDay.endedEarly, lastDay.pairs, lastDay.read?.atTheEnd], [true, 11, null])
  const after = readTrial({ ...trial, endedOn: end }, outcome, FIRST, end)
  assert.deepEqual(after.read, whole.read, 'the day after its last is no early end')
})

test('one look that was promised and then taken early gives no verdict, however clear the days are', () => {
  const trial = trialOf({ looks: 'once-at-the-end' })
  const outcome = lived(trial, 0.05, 4)
  const end = addDays(lastDayOf(trial), 1)
  assert.equal(readTrial(trial, outcome, FIRST, end).read?.verdict, 'helping')
  const early = readTrial({ ...trial, endedOn: addDays(FIRST, 14 * 11) }, outcome, FIRST, end)
  assert.deepEqual(early.read, { verdict: 'promise-left', evidence: null, atPair: null, atTheEnd: null })
  assert.deepEqual([early.sealed, early.pairs, early.endedEarly], [null, 11, true])
})

test('a trial of which nothing can be said says why: ended before a pair, days all alike, known on one side only', () => {
  const trial = trialOf()
  const end = addDays(lastDayOf(trial), 1)
  const days = 14 * 12
  const sealed = (outcome: Float64Array, more: Partial<Trial> = {}, firstDay = FIRST) => {
    const { sealed: why, read } = readTrial({ ...trial, ...more }, outcome, firstDay, end)
    return [why, read]
  }
  const mixed = lived(trial, 1, 4)
  assert.deepEqual(sealed(mixed, { endedOn: addDays(FIRST, 13) }), ['ended-before-a-pair', null])
  assert.deepEqual(sealed(mixed, { endedOn: FIRST }), ['ended-before-a-pair', null])
  for (const looks of ['after-each-pair', 'once-at-the-end'] as const) {
    assert.deepEqual(sealed(new Float64Array(days), { looks }), ['all-alike', null])
    assert.deepEqual(sealed(new Float64Array(days).fill(1), { looks }), ['all-alike', null])
  }
  const oneSide = mixed.map((day, t) => (Math.floor(t / 7) % 2 === 0 ? day : Number.NaN))
  assert.deepEqual(sealed(oneSide), ['nothing-known', null])
  // a diary that begins long after the trial did, and one that begins after its end
  const late = readTrial(trial, mixed.slice(28), addDays(FIRST, 28), end)
  assert.deepEqual([late.pairs, late.pairsCompared], [12, 10])
  assert.deepEqual(sealed(new Float64Array(5), {}, addDays(end, 20)), ['nothing-known', null])
})

test('it is told how many days of each side are compared, washout left out', () => {
  const trial = trialOf({ washoutDays: 3 })
  const end = addDays(lastDayOf(trial), 1)
  const outcome = lived(trial, 1, 4)
  assert.deepEqual(readTrial(trial, outcome, FIRST, end).known, { with: 48, without: 48 })
  // of the first pair only what lies in its washout and one more day is left
  const { onFirst, rest } = { onFirst: trial.withFirst[0], rest: outcome.map((day, t) => (t > 3 && t < 7 ? NaN : day)) }
  assert.deepEqual(
    readTrial(trial, rest, FIRST, end).known,
    onFirst ? { with: 45, without: 48 } : { with: 48, without: 45 },
  )
})

test('a diary without any headache, and one with a headache each day, still have a plan', () => {
  for (const value of [0, 1]) {
    const history = plannedHistory({ firstDay: FIRST, outcome: Array.from({ length: 90 }, () => value) })
    const { usualPer28, choices, anyway } = trialForecast(history, 'evening walk', 'days')
    assert.ok(usualPer28 !== null && (value === 0 ? usualPer28 < 2 : usualPer28 > 26), String(usualPer28))
    const shares = choices.flatMap(({ lengths }) =>
      lengths.flatMap(({ afterEachPair, onceAtTheEnd }) => [afterEachPair.half, onceAtTheEnd.half]),
    )
    assert.ok(shares.length > 0 && shares.every((share) => share >= 0 && share <= 100))
    assert.ok(anyway !== null && Number.isFinite(anyway.nextPer28))
  }
})

test('the blocks of a trial are the use of the treatment for every other answer, as it was kept', () => {
  const trial = trialOf({ startsOn: addDays(FIRST, 10), withFirst: [true, false] })
  const history = (more: Partial<Trial>, days: number) => {
    const { diary } = plannedHistory({
      firstDay: FIRST,
      outcome: Array.from({ length: days }, (_, t) => t % 2),
      regimens: [{ treatment: 'magnesium', events: [{ type: 'start', on: FIRST, dailyDose: 400 }], doseUnit: 'mg' }],
    })
    return usedTreatments({ ...diary, trials: [{ ...trial, ...more }] })[0]
  }
  const spans = (more: Partial<Trial>, days = 90) =>
    useSpans(history(more, days)).map(({ firstDay, lastDay }) => `${firstDay} ${String(lastDay)}`)
  assert.deepEqual(spans({}), [
    '2026-01-01 2026-01-10',
    '2026-01-11 2026-01-17',
    '2026-02-01 2026-02-07',
    '2026-02-08 null',
  ])
  assert.deepEqual(spans({ blocks: [{ block: 2, kept: 'not-kept', saidOn: FIRST }] })[2], '2026-01-18 2026-01-24')
  assert.deepEqual(spans({ blocks: [{ block: 1, kept: 'not-kept', saidOn: FIRST }] })[1], '2026-02-01 2026-02-07')
  assert.deepEqual(spans({}, 14), ['2026-01-01 2026-01-10', '2026-01-11 null'])
  assert.deepEqual(spans({}, 20), ['2026-01-01 2026-01-10', '2026-01-11 2026-01-17'], 'out of use today')
  assert.deepEqual(spans({ treatment: 'riboflavin' }), ['2026-01-01 null'])
  // how fast it fades, said before the trial, goes before what is taken of its kind
  const { diary } = plannedHistory({ firstDay: FIRST, outcome: Array.from({ length: 90 }, (_, t) => t % 2) })
  const left = (more: Partial<Trial>): number => treatmentExposure(history(more, 90), diary, 90)?.exposure[23] ?? 1
  assert.ok(
    left({}) > 0.15 && left({ halfLifeDays: 1 }) < 0.05,
    `${String(left({}))} ${String(left({ halfLifeDays: 1 }))}`,
  )
})

test('the honest time is told from the own diary: one look finds more, longer trials find more, few days tell nothing', () => {
  const outcome = simulateDiary(
    {
      ...{ generator: 'latent-path', days: 180, exposure: new Float64Array(180), effect: 0 },
      ...{ baseRatePer28: 12, phi: 0.87, sigma: 1 },
    },
    createRandom(3),
  ).outcome
  const history = plannedHistory({ firstDay: FIRST, outcome })
  const begun = performance.now()
  const forecast = trialForecast(history, 'evening walk', 'days')
  assert.ok(performance.now() - begun < 20_000)
  assert.ok(forecast.usualPer28 !== null && Math.abs(forecast.usualPer28 - 12) < 5)
  assert.deepEqual(
    forecast.choices.map(({ blockDays }) => blockDays),
    [14, 28, 42],
  )
  const [{ lengths }] = forecast.choices
  const long = lengths.at(-1)
  assert.ok(long !== undefined && long.onceAtTheEnd.half >= long.afterEachPair.half)
  assert.ok(long.onceAtTheEnd.half > lengths[0].onceAtTheEnd.half && long.onceAtTheEnd.third < long.onceAtTheEnd.half)
  assert.ok(forecast.anyway !== null)
  assert.deepEqual(trialForecast(history, 'evening walk', 'days'), forecast, 'the same each time')
  const few = trialForecast(plannedHistory({ firstDay: FIRST, outcome: outcome.slice(0, 20) }), 'x', 'days')
  assert.deepEqual([few.usualPer28, few.choices, few.anyway], [null, [], null])
})

test('with a cycle the trial begins so that no change falls into the days around a period', () => {
  const cycle = { days: 28, noted: 4, lastFirst: '2026-03-20' }
  const periods = periodsFrom(cycle, '2026-04-01', '2026-06-30')
  assert.deepEqual(periods[0], ['2026-04-15', '2026-04-19'])
  for (const blockDays of [7, 14, 28]) {
    const { start, fewest } = startBesideCycle(cycle, '2026-04-01', blockDays, 12)
    assert.equal(fewest, 0)
    for (let k = 0; k < 12; k++) {
      const change = addDays(start, k * blockDays)
      assert.ok(
        periods.every(([first, last]) => change <= first || change > last),
        `${String(blockDays)} ${change}`,
      )
    }
  }
})

test('where changes fall around a period all the same, it is told how many', () => {
  // every 25 days: with stretches of seven days some change always does
  const cycle = { days: 25, noted: 4, lastFirst: '2026-03-20' }
  const { start, fewest } = startBesideCycle(cycle, '2026-04-01', 7, 24)
  const periods = periodsFrom(cycle, start, addDays(start, 24 * 7))
  const split = Array.from({ length: 24 }, (_, k) => addDays(start, 7 * k)).filter((change) =>
    periods.some(([first, last]) => first < change && change <= last),
  )
  assert.ok(fewest > 0)
  assert.equal(split.length, fewest)
})

test('a cycle that was not noted for long is none to plan by', () => {
  const daysUntil = (length: number) =>
    Array.from({ length }, (_, t) => ({
      date: addDays(FIRST, t),
      ...(t % 28 === 0 && t < 90 && { bleeding: 'first-day' as const }),
    }))
  assert.equal(ownCycle(daysUntil(120) as unknown as readonly DiaryDay[])?.lastFirst, addDays(FIRST, 84))
  assert.equal(ownCycle(daysUntil(160) as unknown as readonly DiaryDay[]), null)
})
