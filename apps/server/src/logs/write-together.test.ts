import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { writeTogether } from './write-together.ts'

test('lines of one turn are written at once and in their order, those of the next by themselves', async () => {
  const written: string[] = []
  const write = writeTogether((lines) => written.push(lines))
  for (const line of ['a\n', 'b\n', 'c\n']) write(line)
  await turn()
  write('d\n')
  await turn()
  assert.deepEqual(written, ['a\nb\nc\n', 'd\n'])
})

test('what was said before a process ends is written, also where it ends by a fault', () => {
  const module = JSON.stringify(new URL('./write-together.ts', import.meta.url).href)
  for (const end of ['process.exit(3)', 'throw new Error("x")']) {
    const program = `import(${module}).then(({ writeTogether }) => {
      const write = writeTogether((lines) => process.stdout.write(lines)); write('last\\n'); ${end} })`
    const { stdout } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' })
    assert.equal(stdout, 'last\n', end)
  }
})
