// Text from files and from the command line cannot steer a terminal, nor turn the direction of what is read.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { quoted } from '../src/input/input-problem.ts'
import { boldLine, shownWords } from '../src/shown-text.ts'
import { commandIn } from './run-command.ts'

/** Red, a window's title, an empty screen, a C1 control, text turned round, a new line, half a character. */
const HOSTILE = '\u001b[31mX\u001b]0;title\u0007\u001b[2J\u009b1m\u202eabc\u2066\u200f'
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday-outside-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const clearday = commandIn(() => folder)

test('ids, treatments and paths reach the terminal and the report with a stand-in for what steers', async () => {
  const rows = [`id,day,headache,${HOSTILE}`]
  for (const id of [`a${HOSTILE}`, '"two\nlines"', 'c'])
    for (let day = 1; day <= (id === 'c' ? 2 : 60); day++)
      rows.push(`${id},${day},${id === 'c' ? '' : day % 3 === 0 ? 1 : 0},${day > 30 ? 1 : 0}`)
  await writeFile(join(folder, 'hostile.csv'), `${rows.join('\n')}\n`)
  const report = `r${HOSTILE}.html`
  const several = await clearday('analyse', 'hostile.csv', '--treatment', HOSTILE, '--report', report)
  assert.equal(several.code, 3, several.err)
  for (const words of [several.out, several.err, await readFile(join(folder, report), 'utf8')])
    assert.doesNotMatch(words, STEERING)
  assert.match(several.out, /Report: r\ufffd\[31mX/)
  assert.match(several.out, /^two\ufffdlines +60 /m)
})

test('one patient’s summary and chart, and refusals hold nothing that steers', async () => {
  const rows = [`day,headache,${HOSTILE}`]
  for (let day = 1; day <= 60; day++) rows.push(`${day},${day % 3 === 0 ? 1 : 0},${day > 30 ? 1 : 0}`)
  await writeFile(join(folder, 'one.csv'), `${rows.join('\n')}\n`)
  await writeFile(join(folder, `bad${HOSTILE}.csv`), `day,headache\n1,${HOSTILE}\n`)
  for (const flags of [
    ['analyse', 'one.csv', '--no-report', '--treatment', HOSTILE],
    ['analyse', `bad${HOSTILE}.csv`],
    [HOSTILE],
  ]) {
    const { out, err } = await clearday(...flags)
    assert.doesNotMatch(out + err, STEERING, flags[0])
    assert.match(out + err, /\ufffd/)
  }
})

test('with colour our own bold lines stay, and nothing else that a terminal obeys', () => {
  const words = `${boldLine(`Patient ${HOSTILE}`)}\nX\u001b[1mY\n${boldLine('Z')}`
  assert.equal(
    shownWords(words, true)
      .replaceAll(/^\u001b\[1m|\u001b\[22m$/gm, '')
      .search(STEERING),
    -1,
  )
  assert.ok(shownWords(words, true).endsWith(`\nX\ufffd[1mY\n${boldLine('Z')}`))
  assert.doesNotMatch(shownWords(words, false), STEERING)
})

test('what is quoted is one line, without half a character', () => {
  assert.equal(quoted('a\u001b[31m\nb'), "'a\ufffd[31m\ufffdb'")
  assert.ok(quoted('😀'.repeat(50)).isWellFormed())
  assert.equal(quoted('😀'.repeat(50)), `'${'😀'.repeat(39)}…'`)
})
