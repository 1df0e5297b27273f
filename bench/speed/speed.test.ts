import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { benchPage, tenfoldPromise } from './page.ts'
import { disagreement, readComparison, softwarePromises, type OtherFit } from './software.ts'
import { benchDiary, fastestInTurns, growthExponent, growthOver } from './timing.ts'
import { runMeasured } from './measured-process.ts'

test('growth is read off as the power of the size', () => {
  const cubic = [91, 364, 730, 7300].map((size) => ({ size, cost: 1e-6 * size ** 3 }))
  assert.ok(Math.abs(growthExponent(cubic) - 3) < 1e-12)
  assert.ok(Math.abs((growthOver(cubic, 10) ?? NaN) - 1000) < 1e-9)
  assert.equal(growthOver(cubic, 7), undefined)
})

test('the exponent is that of all sizes, not of the ends alone', () => {
  const bent = [
    { size: 1, cost: 1 },
    { size: 10, cost: 40 },
    { size: 100, cost: 100 },
    { size: 1000, cost: 1000 },
  ]
  assert.ok(Math.abs(growthExponent(bent) - 0.9398) < 1e-4)
  assert.ok(Math.abs(growthExponent([bent[0], bent[3]]) - 1) < 1e-12)
})

test('what is compared takes turns', () => {
  const order: string[] = []
  const times = fastestInTurns(3, [() => order.push('short'), () => order.push('long')])
  assert.deepEqual(order, ['short', 'long', 'short', 'long', 'short', 'long'])
  assert.ok(times.length === 2 && times.every((time) => time >= 0 && time < Infinity))
})

test('a diary of the benchmark is the same every time and another for another number', () => {
  const first = benchDiary(91, 3)
  assert.deepEqual(benchDiary(91, 3), first)
  assert.notDeepEqual(benchDiary(91, 3, { diary: 1 }).outcome, first.outcome)
  assert.equal(first.series.length, 3)
  assert.equal(first.series[0].values, first.exposure)
})

test('the peak memory of a program is told with all that it held, its threads too, and its exit code', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-bench-test-'))
  try {
    const output = join(folder, 'output')
    const run = (source: string) => {
      const program = join(folder, 'program.mjs')
      writeFileSync(program, source)
      return runMeasured(pathToFileURL(program), ['7'], output)
    }
    const small = run('console.log(process.argv[2])')
    assert.equal(small.exitCode, 0)
    assert.equal(readFileSync(output, 'utf8'), '7\n')
    assert.ok(small.peakMegabytes > 10 && small.seconds > 0)
    const hold = 'globalThis.held = new Uint8Array(200 * 2 ** 20).fill(1)'
    const large = run(hold)
    assert.ok(large.peakMegabytes > small.peakMegabytes + 150, `${large.peakMegabytes} against ${small.peakMegabytes}`)
    const threaded = run(
      `import { Worker } from 'node:worker_threads'; new Worker(${JSON.stringify(`${hold}`)}, { eval: true })`,
    )
    assert.ok(threaded.peakMegabytes > small.peakMegabytes + 150)
    assert.equal(run('process.exit(3)').exitCode, 3)
    const killed = run("process.kill(process.pid, 'SIGKILL')")
    assert.equal(killed.exitCode, null)
    assert.ok(Number.isNaN(killed.peakMegabytes))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

const ours = Object.fromEntries(
  ['intercept', 'on', 'drug', 'stress', 'phi', 'sigma'].map((name) => [name, { mean: 1, sd: 0.5 }]),
)
const all = (value: number) => Object.fromEntries(Object.keys(ours).map((name) => [name, value]))
function stanOf(on: number, seconds: number): OtherFit {
  return {
    software: 'rstan, 4 chains',
    version: '2',
    seconds: { sample: seconds },
    estimates: { ...all(1), on },
    sds: all(0.5),
    errors: all(0.01),
  }
}

test('what other software says is read, and what it skipped with the reason', () => {
  const printed = `loading\n${JSON.stringify(stanOf(1, 9))}\n{"software":"TMB","skipped":"not installed"}\n`
  assert.deepEqual(readComparison(printed), [stanOf(1, 9), { software: 'TMB', skipped: 'not installed' }])
  assert.deepEqual(readComparison('Error: nothing\n'), [])
})

test('a faster answer counts only where it is the same answer', () => {
  assert.equal(disagreement(ours, stanOf(1.015, 9)), 0)
  assert.ok(Math.abs(disagreement(ours, stanOf(0.92, 9)) - 0.12) < 1e-9)
  const holds = (fits: OtherFit[]) => softwarePromises(0.04, ours, fits).map((promise) => promise.holds)
  assert.deepEqual(holds([stanOf(1, 8.1)]), [true, true, null])
  assert.deepEqual(holds([stanOf(1.2, 7.9)]), [false, false, null])
  const tmb = { ...stanOf(1, 1), software: 'TMB point fit', errors: {} }
  assert.deepEqual(
    [0.05, 0.03].map((make_and_optimise) => holds([{ ...tmb, seconds: { optimise: 0.05, make_and_optimise } }])[2]),
    [true, false],
  )
  assert.deepEqual(holds([]), [null, null, null])
})

test('ten times the size may cost eleven times as much, and nothing is said where no tenth was measured', () => {
  const holds = (cost: number, size = 10) =>
    tenfoldPromise(
      'linear',
      [
        { size, cost: 1 },
        { size: 100, cost },
      ],
      'days',
    ).holds
  assert.deepEqual([holds(10.9), holds(11.1), holds(5, 20)], [true, false, null])
})

test('the page opens with what must hold and marks what does not', () => {
  const page = benchPage('Opening.', [
    { measuredOn: 'Monday.', lines: ['## One'], promises: [{ mustHold: 'a', measured: '1', holds: false }] },
    { measuredOn: 'Tuesday.', lines: ['## Two'], promises: [{ mustHold: 'b', measured: '2', holds: null }] },
  ])
  assert.ok(page.indexOf('| a | 1 | **no** |') < page.indexOf('## One'))
  assert.match(page, /\| b \| 2 \| not measured \|/)
  assert.match(page, /## One\n\nMonday\.\n\n## Two\n\nTuesday\./)
})
