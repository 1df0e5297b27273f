// What a person meets around the answers: letters that every terminal has, and a stopped run that says what it left out.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { MAIN } from './run-command.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday-words-'))
  const rows = ['id,day,headache,tëa']
  for (let id = 1; id <= 200; id++)
    for (let day = 1; day <= 90; day++) rows.push(`${id},${day},${(day * id) % 3 === 0 ? 1 : 0},${day > 60 ? 1 : 0}`)
  await writeFile(join(folder, 'many.csv'), `${rows.join('\n')}\n`)
  await writeFile(join(folder, 'one.csv'), `${rows.slice(0, 91).join('\n')}\n`)
})
after(() => rm(folder, { recursive: true, force: true }))

/** Runs the command, and presses Ctrl-C as soon as the output matches. */
function clearday(until: RegExp | null, ...flags: string[]) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...flags], { cwd: folder })
    let out = ''
    let err = ''
    let pressed = false
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString()
      if (until !== null && !pressed && until.test(out)) pressed = child.kill('SIGINT')
    })
    child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

test('--ascii writes ASCII and nothing else, names and messages too', async () => {
  for (const flags of [['--no-report'], ['--report', 'tëa/none.html'], ['--help']]) {
    const { out, err } = await clearday(null, 'analyse', 'one.csv', '--treatment', 'tëa', '--ascii', ...flags)
    assert.notEqual(out + err, '')
    assert.match(out + err, /^[\u0000-\u007e]*$/)
  }
})

test('after Ctrl-C the table, the paragraph about the group and the report say that they are a part', async () => {
  const flags = ['--id', 'id', '--treatment', 'tëa', '--workers', '1']
  const { code, out, err } = await clearday(/^2 +90 /m, 'analyse', 'many.csv', ...flags)
  assert.equal(code, 130)
  const [, words] = /Stopped: (\d+ of 200 patients) were finished/.exec(err) ?? []
  assert.ok(words, err)
  const shown = out.replace(/\s+/g, ' ')
  assert.ok(shown.includes(`Only a part: ${words}; the run was stopped.`), shown)
  assert.ok(shown.includes(`(${words}; the run was stopped):`), shown)
  const report = await readFile(join(folder, 'many-report.html'), 'utf8')
  assert.ok(report.includes(`Only a part: ${words}; the run was stopped.`))
})

test('the examples say of its columns what is true: nobody asked for them', async () => {
  const { code, out } = await clearday(null, 'examples')
  assert.equal(code, 0)
  assert.match(out, /not used: column 'dos' \(as this example is read\)/)
  assert.doesNotMatch(out, /you asked/)
})
