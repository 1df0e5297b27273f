// What a person meets who mistypes a flag, has a slip in the diary, or runs out of disk: one clear message, and the exit code that is documented.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { commandIn, MAIN, run, type Ran } from './run-command.ts'

let folder = ''
let plain = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday reading '))
  const rows = Array.from({ length: 90 }, (_, at) => `${at + 1},${at % 3 === 0 ? 1 : 0},${Math.floor(at / 15) % 2}`)
  plain = await diary('plain.csv', ['day,headache,on', ...rows])
})
after(() => rm(folder, { recursive: true, force: true }))

async function diary(name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

const clearday = commandIn(() => folder)

/** A shell line with the command in it, as $0. */
const shell = (line: string, ...argumentsList: string[]): Promise<Ran> =>
  run('/bin/sh', ['-c', line, process.execPath, MAIN, ...argumentsList], folder)

test('a flag that no file could make sense of is exit code 2, a name that the file does not have exit code 1', async () => {
  const mistyped: readonly (readonly [string, string])[] = [
    ['--encoding', 'klingon'],
    ['--evidence', 'on=2'],
    ['--start', 'botox'],
  ]
  const ran = await Promise.all(mistyped.map(([flag, value]) => clearday('analyse', plain, flag, value)))
  for (const [k, { code, err }] of ran.entries()) {
    assert.equal(code, 2, err)
    assert.ok(err.startsWith(`${mistyped[k][0]} '${mistyped[k][1]}' cannot be used; `), err)
  }
  assert.equal((await clearday('analyse', plain, '--treatment', 'onn')).code, 1)
})

test('a header that stands twice is said once, and not also as a column that is not there', async () => {
  for (const header of ['day,headache,on,on', 'day,day,headache,on']) {
    const { code, err } = await clearday('analyse', await diary('twice.csv', [header, '1,1,0,1', '2,2,1,0']))
    assert.equal(code, 1)
    assert.equal(err.trim().split('\n').length, 1, err)
    assert.match(err, /twice\.csv, row 1, column '\w+': two columns are named/)
  }
})

test('two forms of output at once are refused', async () => {
  const { code, err, out } = await clearday('analyse', plain, '--json', '--jsonl')
  assert.deepEqual([code, out], [2, ''])
  assert.match(err, /--json or --jsonl, not both/)
})

test('a patient with nothing logged keeps the form of a line, and stands in the table', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => `a,${at + 1},${at % 3 === 0 ? 1 : 0},${at % 2}`)
  const path = await diary('silent.csv', ['id,day,headache,on', ...rows, 'zz,1,,0', 'zz,2,,1'])
  for (const form of ['--jsonl', '--json']) {
    const { code, out } = await clearday('analyse', path, form)
    assert.equal(code, 3)
    const silent = JSON.parse(out.trim().split('\n')[1]) as Record<string, unknown>
    assert.deepEqual([silent.id, silent.treatments], ['zz', []])
    assert.equal((silent.error as { code: string }).code, 'nothing-observed')
  }
  const { out, err } = await clearday('analyse', path, '--no-report')
  assert.match(out, /^zz +0 {2}no answer/m)
  assert.match(err, /silent\.csv, column 'headache': patient zz: No day of the outcome is logged/)
})

test('the summary says when which verdict would first have been read', async () => {
  const path = await diary('strong.csv', [
    'day,headache,on',
    ...Array.from({ length: 200 }, (_, at) => {
      const on = Math.floor(at / 20) % 2
      return `${at + 1},${on === 1 ? (at % 9 === 0 ? 1 : 0) : at % 3 === 0 ? 0 : 1},${on}`
    }),
  ])
  const [read, lines] = await Promise.all([
    clearday('analyse', path, '--no-report', '--replay', '7'),
    clearday('analyse', path, '--jsonl', '--replay', '7'),
  ])
  const { ever } = (JSON.parse(lines.out) as { treatments: { ever: { helping: number } }[] }).treatments[0]
  assert.ok(ever.helping > 0)
  assert.match(
    read.out,
    new RegExp(`on, looked at every 7 days: first read: “helping” on\\s+day\\s+${ever.helping}\\.`),
  )
})

test('days before day 0 have one minus sign in the summary and the report', async () => {
  const rows = Array.from({ length: 80 }, (_, at) => `${at - 40},${at % 3 === 0 ? 1 : 0},${at < 45 ? 0 : 1}`)
  const { out } = await clearday('analyse', await diary('minus.csv', ['day,headache,on', ...rows]))
  const report = await readFile(join(folder, 'minus-report.html'), 'utf8')
  const words = report.replace(/<style>[^]*?<\/style>/, '').replaceAll(/<[^>]*>/g, ' ')
  for (const text of [out, words]) {
    assert.match(text, /−40/)
    assert.doesNotMatch(text, /(?:^|[\s(])-\d/)
  }
})

test('fit without columns speaks of no risk difference', async () => {
  const without = await clearday('fit', plain)
  assert.equal(without.code, 0)
  assert.doesNotMatch(without.out, /risk difference/)
  assert.match((await clearday('fit', plain, '--columns', 'on')).out, /risk difference is of the first column/)
})

test('an output that takes no more ends with a word and exit code 1', { skip: !existsSync('/dev/full') }, async () => {
  const { code, err } = await shell('"$0" "$@" >/dev/full', 'analyse', plain, '--report=full.html')
  assert.equal(code, 1)
  assert.match(err, /^The output cannot be written: the disk or device is full\./)
  assert.deepEqual(await unfinished(), [])
})

test('a report or a file of JSON that cannot be written to its end leaves nothing behind', async () => {
  for (const flag of ['--report=cut.html', '--json=cut.json']) {
    const report = flag.startsWith('--json') ? ['--no-report'] : []
    const { code, err } = await shell('ulimit -f 1; "$0" "$@"', 'analyse', plain, flag, ...report)
    assert.equal(code, 1)
    assert.match(err, /^A file cannot be written: it would be larger than this system allows\./)
  }
  assert.deepEqual(await unfinished(), [])
})

async function unfinished(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.includes('cut') || name.includes('full') || /partial/.test(name))
}
