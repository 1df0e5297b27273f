// The measuring programs as somebody calls them who does not know their flags, or mistypes one.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readFlags } from './flags.ts'

const BENCH = fileURLToPath(new URL('../', import.meta.url))

const program = {
  call: 'npm run load --',
  words: 'Measures how much it takes.',
  flags: {
    patients: { kind: 'count', meaning: 'patients', otherwise: 2000 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1, least: 0 },
    only: { kind: 'text', meaning: 'one table', among: ['year', 'months'] },
    quick: { kind: 'switch', meaning: 'leaves out the long ones' },
  },
} as const

function told(...given: string[]): string {
  const read = readFlags(program, given)
  assert.ok(read.type === 'error', JSON.stringify(read))
  return read.message.split('\n')[0]
}

test('flags are read, and what is not given holds as it is explained', () => {
  assert.deepEqual(readFlags(program, ['--patients', '5', '--quick', '--only=year', '--seed', '0']), {
    type: 'ok',
    value: { patients: 5, seed: 0, only: 'year', quick: true },
  })
  assert.deepEqual(readFlags(program, []), {
    type: 'ok',
    value: { patients: 2000, seed: 1, only: undefined, quick: false },
  })
})

test('a flag that is wrong is named, with what would be right', () => {
  assert.equal(told('--patient', '5'), 'There is no flag --patient.')
  assert.equal(told('-p'), 'There is no flag -p.')
  assert.equal(told('--constructor'), 'There is no flag --constructor.')
  assert.equal(told('--patients'), '--patients needs a value: a whole number from 1 on.')
  assert.equal(told('--patients', '0'), '--patients: "0" cannot be used; give a whole number from 1 on.')
  assert.equal(told('--patients', 'many'), '--patients: "many" cannot be used; give a whole number from 1 on.')
  assert.equal(told('--only', 'week'), '--only: "week" cannot be used; give one of year, months.')
  assert.equal(told('--quick=yes'), '--quick takes no value; "yes" was given.')
  assert.equal(told('2000'), 'It takes flags alone; "2000" was given.')
})

test('each measuring program explains itself within a hundred columns, and ends with 2 at a wrong flag, without a stack', () => {
  const programs = readdirSync(BENCH).filter(
    (name) => name.endsWith('.ts') && readFileSync(`${BENCH}${name}`, 'utf8').includes('flagsOf('),
  )
  assert.ok(programs.length >= 11, programs.join())
  for (const name of programs) {
    const help = spawnSync(process.execPath, [`${BENCH}${name}`, '--help'], { encoding: 'utf8' })
    assert.deepEqual([help.status, help.stderr], [0, ''], name)
    for (const line of help.stdout.split('\n')) assert.ok(line.length <= 100, `${name}: ${line}`)
  }
  const wrong = spawnSync(process.execPath, [`${BENCH}load.ts`, '--paitents', '5'], { encoding: 'utf8' })
  assert.deepEqual([wrong.status, wrong.stdout], [2, ''])
  assert.match(wrong.stderr, /^There is no flag --paitents\.\n\nnpm run load -- \[flags\]\n/)
})

test('no measuring program reads its flags in another way', () => {
  for (const name of readdirSync(BENCH).filter((one) => one.endsWith('.ts')))
    assert.doesNotMatch(readFileSync(`${BENCH}${name}`, 'utf8'), /parseArgs|process\.argv/, name)
})
