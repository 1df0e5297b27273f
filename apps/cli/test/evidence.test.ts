// What trials say beside the answer, as a person runs it: summary, report and JSON gain a part, and nothing else changes.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { commandIn } from './run-command.ts'

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url))
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday evidence '))
})
after(() => rm(folder, { recursive: true, force: true }))

const clearday = commandIn(() => folder)

interface Treatment {
  readonly name: string
  readonly evidence?: {
    readonly given: unknown
    readonly silent: string | null
    readonly daysPer28: readonly number[]
    readonly personal: { readonly mean: number; readonly density: readonly number[] } | null
    readonly combination: { readonly mean: number }
  }
}

interface Whole {
  readonly id: string
  readonly treatments: readonly Treatment[]
}

function withoutEvidence(whole: Whole): unknown {
  const rest = (treatment: Treatment) =>
    Object.fromEntries(Object.entries(treatment).filter(([field]) => field !== 'evidence'))
  return { ...whole, treatments: whole.treatments.map(rest) }
}

/** Two patients of 100 days: one treatment in blocks of ten days or always, and another every third week. */
async function twoPatients(): Promise<string> {
  const rows = ['id,day,headache,on,tea']
  const tea = (day: number): number => (Math.floor(day / 7) % 3 === 0 ? 1 : 0)
  for (let day = 1; day <= 100; day++)
    rows.push(`a,${day},${day % 3 === 0 ? 1 : 0},${Math.floor(day / 10) % 2},${tea(day)}`)
  for (let day = 1; day <= 100; day++) rows.push(`b,${day},${day % 4 === 0 ? 1 : 0},1,${tea(day)}`)
  const path = join(folder, 'two.csv')
  await writeFile(path, `${rows.join('\n')}\n`)
  return path
}

test('the example of the help works as printed; it adds to summary, report and JSON, and moves no verdict, chance or effect', async () => {
  const { out: help } = await clearday('analyse', '--help')
  const example = help.split('\n').find((line) => line.startsWith('  npx clearday') && line.includes('--evidence'))
  const asPrinted = example?.trim().split(' ').slice(2) ?? assert.fail('no example with --evidence')
  const [, , ...flags] = asPrinted
  const path = join(EXAMPLES, asPrinted[1].replace('examples/', ''))
  const [beside, plain] = await Promise.all([
    clearday('analyse', path, ...flags, '--json', 'beside.json', '--report', 'beside.html'),
    clearday('analyse', path, '--treatment', 'on', '--json'),
  ])
  assert.deepEqual([beside.code, beside.err], [0, ''])
  const summary = beside.out.replaceAll(/\s+/g, ' ')
  assert.match(
    summary,
    /trials let one person expect −1\.5 days in 28, 95 % of people between −4 and 0\.5, as you said/,
  )
  assert.match(
    summary,
    /What the trials say, beside it .* trials −1\.5 \(−4\.0 to 0\.5\) .* your diary −.* both together −/,
  )
  assert.match(summary, /The verdict rests on your diary alone/)
  assert.doesNotMatch(beside.out, /NaN|undefined|Infinity/)
  const report = await readFile(join(folder, 'beside.html'), 'utf8')
  assert.equal(report.split('<svg class="three"').length, 2)
  assert.doesNotMatch(report, /<script|https?:|NaN|undefined|Infinity/)
  const ids = [...report.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length)
  const whole = JSON.parse(await readFile(join(folder, 'beside.json'), 'utf8')) as Whole
  const { evidence } = whole.treatments[0]
  assert.ok(evidence?.personal)
  assert.deepEqual([evidence.given, evidence.silent], [{ mean: -1.5, low: -4, high: 0.5 }, null])
  assert.deepEqual([evidence.daysPer28.length, evidence.personal.density.length], [121, 121])
  assert.ok(evidence.personal.mean < evidence.combination.mean && evidence.combination.mean < -1.5)
  assert.deepEqual(withoutEvidence(whole), JSON.parse(plain.out))
})

test('lines of --jsonl are the same to the letter, with a replay too', async () => {
  const asked = ['analyse', await twoPatients(), '--jsonl', '--replay', '7']
  const [plain, beside] = await Promise.all([clearday(...asked), clearday(...asked, '--evidence', 'on=-2:-4:0')])
  assert.deepEqual(beside, plain)
  assert.equal(plain.code, 0)
  assert.match(plain.out, /"ever"/)
})

test('every patient of a file has it in JSON and report, silent where the diary cannot compare; a mapping file says the same', async () => {
  const path = await twoPatients()
  await writeFile(
    join(folder, 'mapping.json'),
    JSON.stringify({ evidence: [{ treatment: 'on', mean: -2, low: -4, high: 0 }] }),
  )
  const both = ['--treatment', 'on,tea']
  const [flagged, mapped] = await Promise.all([
    clearday('analyse', path, ...both, '--evidence', 'on=-2:-4:0', '--json', '--report', 'two.html'),
    clearday('analyse', path, ...both, '--mapping', 'mapping.json', '--json'),
  ])
  const lines = flagged.out.trim().split('\n')
  const [a, b] = lines.map((line) => (JSON.parse(line) as Whole).treatments[0].evidence)
  assert.deepEqual(
    (JSON.parse(lines[0]) as Whole).treatments.map((one) => [one.name, 'evidence' in one]),
    [
      ['on', true],
      ['tea', false],
    ],
  )
  assert.deepEqual([a?.silent, b?.silent, b?.personal], [null, 'no-comparison', null])
  assert.equal((await readFile(join(folder, 'two.html'), 'utf8')).split('<svg class="three"').length, 3)
  assert.equal(mapped.out, flagged.out)
})

test('evidence that cannot be used ends in one line that shows it and says what would be right', async () => {
  const path = await twoPatients()
  for (const [written, exit, says] of [
    ['on=-2;-4;0', 2, /--evidence 'on=-2;-4;0' cannot be used; write it as NAME=MEAN:LOW:HIGH/],
    ['on=-2:0:-4', 2, /give the lower end first/],
    [
      'tee=-2:-4:0',
      1,
      /'tee', which is no treatment of this diary; did you mean 'tea'\? The treatments are 'on', 'tea'\./,
    ],
  ] as const) {
    const { code, out, err } = await clearday('analyse', path, '--treatment', 'on,tea', '--evidence', written)
    assert.deepEqual([code, out], [exit, ''])
    assert.match(err, says)
    assert.equal(err.trim().split('\n').length, 1)
  }
})
