// The command as a person runs it: a process of its own, its output, its exit code.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { commandIn, MAIN } from './run-command.ts'

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url))
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday test '))
})
after(() => rm(folder, { recursive: true, force: true }))

const clearday = commandIn(() => folder)

async function diary(name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

/** Two patients of 200 days, the first in blocks of 20 with a strong effect, the second with three days only. */
function twoPatients(): Promise<string> {
  const rows = ['id,day,headache,on']
  for (let day = 1; day <= 200; day++) {
    const on = Math.floor(day / 20) % 2
    rows.push(`a,${day},${on === 1 ? (day % 9 === 0 ? 1 : 0) : day % 3 === 0 ? 0 : 1},${on}`)
  }
  return diary('two.csv', [...rows, 'b,1,1,0', 'b,2,,1', 'b,3,0,1'])
}

test('fit prints one JSON object with the names that other software is checked against', async () => {
  const { code, out } = await clearday(
    'fit',
    join(EXAMPLES, 'sim-d-short.csv'),
    '--day',
    'day',
    '--outcome',
    'headache',
    '--columns',
    'on,drug',
    '--priors',
    'reference',
    '--json',
  )
  assert.equal(code, 0)
  const result = JSON.parse(out) as Record<string, Record<string, unknown>>
  assert.deepEqual(Object.keys(result), [
    'columns',
    'phi',
    'sigma',
    'riskDifference',
    'observedDays',
    'seconds',
    'version',
  ])
  assert.deepEqual(Object.keys(result.columns), ['intercept', 'on', 'drug'])
  assert.deepEqual(Object.keys(result.columns.on as object), ['mean', 'sd', 'q2.5', 'q50', 'q97.5'])
  assert.equal(result.observedDays, 108)
})

test('analyse --jsonl answers a line a patient from the plain headers, and replays on request', async () => {
  const { code, out } = await clearday('analyse', await twoPatients(), '--jsonl', '--replay', '10')
  assert.equal(code, 0)
  const [a, b] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; treatments: Record<string, unknown>[] })
  assert.equal(a.id, 'a')
  assert.deepEqual(Object.keys(a.treatments[0]), [
    'name',
    'verdict',
    'reason',
    'chanceHelps',
    'chanceMatters',
    'effectDaysPer28',
    'ever',
  ])
  assert.equal(a.treatments[0].verdict, 'helping')
  assert.equal(typeof (a.treatments[0].ever as Record<string, unknown>).helping, 'number')
  assert.deepEqual([b.id, b.treatments[0].verdict, b.treatments[0].reason], ['b', 'cannot-tell-yet', 'too-few-days'])
})

test('analyse prints a summary without colour into a pipe and writes a report that needs nothing from anywhere', async () => {
  const { code, out } = await clearday('analyse', join(EXAMPLES, 'sim-d-short.csv'), '--treatment', 'on')
  assert.equal(code, 0)
  assert.match(out, /Can’t tell yet/)
  assert.match(out, /That\s+misleads/)
  assert.doesNotMatch(out, /\u001b|NaN|undefined/)
  const report = await readFile(join(folder, 'sim-d-short-report.html'), 'utf8')
  assert.doesNotMatch(report, /<script|https?:|NaN|undefined|Infinity/)
  assert.match(report, /default-src 'none'/)
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.includes('partial')),
    [],
  )
})

test('why days are missing is asked, and stands beside how much it would take to turn the answer', async () => {
  const path = join(EXAMPLES, 'sim-b-sessions.csv')
  const flags = [path, '--treatment', 'drug', '--no-report'] as const
  const unwell = await clearday('analyse', ...flags, '--missing-because', 'unwell')
  assert.equal(unwell.code, 0)
  assert.match(unwell.out.replace(/\s+/g, ' '), /because of feeling unwell.* would (turn|stay)/)
  const unasked = await clearday('analyse', ...flags)
  assert.doesNotMatch(unasked.out, /feeling unwell/)
  const wrong = await clearday('analyse', ...flags, '--missing-because', 'ill')
  assert.equal(wrong.code, 2)
  assert.match(wrong.err, /--missing-because ill cannot be used; give one of unwell, busy, unknown/)
})

test('names from the file cannot become markup in the report', async () => {
  const rows = ['id,day,headache,<b>on</b>']
  for (let day = 1; day <= 80; day++) rows.push(`<i>x</i>,${day},${day % 2},${day > 40 ? 1 : 0}`)
  const { code } = await clearday('analyse', await diary('markup.csv', rows), '--treatment', '<b>on</b>')
  assert.equal(code, 0)
  assert.doesNotMatch(await readFile(join(folder, 'markup-report.html'), 'utf8'), /<b>on|<i>x/)
})

test('a file that cannot be used says row, column and value, and leaves no report behind', async () => {
  const path = await diary('bad.csv', ['day,headache,on', '1,0,0', '2,maybe,0'])
  const { code, err } = await clearday('analyse', path)
  assert.equal(code, 1)
  assert.match(err, /row 3.*headache.*maybe/)
  assert.doesNotMatch(err, /\n\s+at /)
  assert.ok(!(await readdir(folder)).some((name) => name.startsWith('bad-report')))
})

test('a mistyped command, flag or value is exit code 2 with what would be right', async () => {
  assert.deepEqual((await clearday('analize')).code, 2)
  assert.match((await clearday('analyse', 'x.csv', '--treatmnt', 'on')).err, /Did you mean --treatment/)
  assert.match((await clearday('analyse', 'x.csv', '--matters', 'lots')).err, /30%/)
  assert.equal((await clearday('analyse')).code, 2)
})

test('help of every command ends with exit code 0 and carries an example', async () => {
  for (const name of [
    'analyse',
    'design',
    'screen',
    'tomorrow',
    'simulate',
    'fit',
    'explain',
    'examples',
    'start',
    'demo',
  ]) {
    const { code, out } = await clearday(name, '--help')
    assert.equal(code, 0)
    assert.match(out, new RegExp(`Example:\\n  npx clearday ${name}`))
  }
})

test('simulated diaries can be analysed, and their truth lies beside them', async () => {
  const made = await clearday(
    'simulate',
    '-o',
    'made.csv',
    '--patients',
    '2',
    '--days',
    '90',
    '--missing',
    '0.1',
    '--schedule',
    'one-switch-61',
  )
  assert.equal(made.code, 0)
  const { code, out } = await clearday('analyse', 'made.csv', '--jsonl')
  assert.equal(code, 0)
  assert.equal(out.trim().split('\n').length, 2)
  const truth = JSON.parse(await readFile(join(folder, 'made.truth.json'), 'utf8')) as { patients: unknown[] }
  assert.equal(truth.patients.length, 2)
})

test('screening and design answer in words', async () => {
  const screened = await clearday('screen', join(EXAMPLES, 'sim-b-sessions.csv'), '--factor', 'stress')
  assert.match(screened.out, /stress does not clearly go along|stress goes along with a headache/)
  const designed = await clearday(
    'design',
    join(EXAMPLES, 'sim-d-short.csv'),
    '--treatment',
    'on',
    '--block',
    '7',
    '--pairs',
    '8',
    '--simulations',
    '20',
    '--effect',
    '0.2',
    '--out',
    'schedule.csv',
  )
  assert.equal(designed.code, 0)
  assert.match(designed.out, /only with its prescriber/)
  assert.match(designed.out, /odds ratio 0.2 .*months? .*months?/)
  // the schedule begins after the diary's last day, so that nothing of it has happened yet
  const read = await clearday('analyse', join(EXAMPLES, 'sim-d-short.csv'), '--schedule', 'schedule.csv', '--json')
  const { trials } = JSON.parse(read.out) as { trials: { treatment: string; drawn: string; pairsEnded: number }[] }
  assert.deepEqual(
    trials.map(({ treatment, drawn, pairsEnded }) => [treatment, drawn, pairsEnded]),
    [['on', 'by-lot', 0]],
  )
})

test('Ctrl-C leaves what was finished and says so', async () => {
  const made = await clearday('simulate', '-o', 'many.csv', '--patients', '60', '--days', '364')
  assert.equal(made.code, 0)
  const child = spawn(process.execPath, [MAIN, 'analyse', 'many.csv', '--jsonl', '--replay', '1', '--workers', '1'], {
    cwd: folder,
  })
  let out = ''
  const code = await new Promise<number | null>((resolve) => {
    child.stdout.on('data', (piece: Buffer) => {
      if (out === '') child.kill('SIGINT')
      out += piece.toString()
    })
    child.on('close', resolve)
  })
  assert.equal(code, 130)
  const lines = out.trim().split('\n')
  assert.ok(lines.length >= 1 && lines.length < 60)
  for (const line of lines) assert.ok(JSON.parse(line))
})

test('Ctrl-C with several threads ends at once, with whole lines, and a report of those who were finished', async () => {
  const made = await clearday('simulate', '-o', 'threads.csv', '--patients', '60', '--days', '364')
  assert.equal(made.code, 0)
  const child = spawn(
    process.execPath,
    [MAIN, 'analyse', 'threads.csv', '--jsonl', '--workers', '2', '--report', 'threads.html'],
    { cwd: folder },
  )
  let out = ''
  let err = ''
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.stdout.on('data', (piece: Buffer) => {
      // the second one comes from a parent that passes it on
      if (out === '') for (let press = 0; press < 2; press++) child.kill('SIGINT')
      out += piece.toString()
    })
    child.on('close', resolve)
  })
  assert.equal(code, 130)
  const lines = out.trim().split('\n')
  assert.ok(lines.length < 60)
  assert.match(err, new RegExp(`Stopped: ${lines.length} of 60 patients`))
  assert.match(await readFile(join(folder, 'threads.html'), 'utf8'), /<\/html>/)
})

test('summary, JSON file and report can be had together, in one run', async () => {
  const path = await twoPatients()
  const { code, out } = await clearday('analyse', path, '--json', 'two.json', '--report', 'both.html')
  assert.equal(code, 0)
  assert.match(out, /Of 2 answers: 1 helping/)
  const [a, b] = (await readFile(join(folder, 'two.json'), 'utf8')).trim().split('\n')
  assert.equal((JSON.parse(a) as { id: string }).id, 'a')
  assert.equal((JSON.parse(b) as { treatments: { verdict: string }[] }).treatments[0].verdict, 'cannot-tell-yet')
  assert.match(await readFile(join(folder, 'both.html'), 'utf8'), /<\/html>/)
})

test('lines stay in the order of the file with more threads than patients, and no report is written beside them', async () => {
  const rows = ['id,day,headache,on']
  for (const [id, days] of [
    ['slow', 400],
    ['quick', 3],
    ['middle', 90],
  ] as const)
    for (let day = 1; day <= days; day++) rows.push(`${id},${day},${day % 3 === 0 ? 1 : 0},${day % 2}`)
  const { code, out } = await clearday('analyse', await diary('order.csv', rows), '--jsonl', '--workers', '5')
  assert.equal(code, 0)
  assert.deepEqual(
    out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id),
    ['slow', 'quick', 'middle'],
  )
  assert.ok(!(await readdir(folder)).includes('order-report.html'))
})

test('a patient who cannot be analysed is a line with an error and exit code 3, and the others are answered', async () => {
  const rows = ['id,day,headache,on']
  for (let day = 1; day <= 60; day++) rows.push(`logged,${day},${day % 3 === 0 ? 1 : 0},${day % 2}`)
  for (let day = 1; day <= 60; day++) rows.push(`silent,${day},,${day % 2}`)
  const path = await diary('silent.csv', rows)
  const lines = await clearday('fit', path, '--columns', 'on', '--id', 'id', '--json')
  assert.equal(lines.code, 3)
  const [logged, silent] = lines.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  assert.ok(logged.columns)
  assert.deepEqual(silent.id, 'silent')
  assert.equal((silent.error as { code: string }).code, 'nothing-observed')
})

test('a reader that closes the pipe early ends the command quietly', async () => {
  const child = spawn(
    process.execPath,
    [
      MAIN,
      'fit',
      join(EXAMPLES, 'kostecki-dillon-part.csv'),
      '--id',
      'id',
      '--day',
      'time',
      '--outcome',
      'headache',
      '--start-after',
      'programme=0',
      '--columns',
      'programme',
      '--duplicates',
      'first',
      '--json',
    ],
    { cwd: folder },
  )
  let err = ''
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
  child.stdout.once('data', () => child.stdout.destroy())
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  assert.deepEqual([code, err], [0, ''])
})

test('tomorrow shows no chance that has not earned it, and explain answers in JSON', async () => {
  const { code, out } = await clearday('tomorrow', join(EXAMPLES, 'sim-d-short.csv'), '--json')
  assert.equal(code, 0)
  const forecast = JSON.parse(out) as Record<string, unknown>
  assert.deepEqual([forecast.shown, forecast.chance, forecast.day, forecast.loggedDays], [false, null, '121', 108])
  const terms = JSON.parse((await clearday('explain', 'odds', '--json')).out) as { term: string }[]
  assert.equal(terms[0].term, 'odds ratio')
})
