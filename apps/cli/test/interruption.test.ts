// Ctrl-C while one patient is analysed, and while diaries are written: an end at once, and nothing half-written.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { MAIN } from './run-command.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday-stop-'))
  const rows = ['day,headache,on']
  for (let day = 1; day <= 4000; day++) rows.push(`${day},${day % 3 === 0 ? 1 : 0},${Math.floor(day / 28) % 2}`)
  await writeFile(join(folder, 'long.csv'), `${rows.join('\n')}\n`)
})
after(() => rm(folder, { recursive: true, force: true }))

/** Runs the command and sends the signal as soon as `ready` says so. */
async function stopped(signal: NodeJS.Signals, ready: (out: string) => Promise<boolean>, ...flags: string[]) {
  const child = spawn(process.execPath, [MAIN, ...flags], { cwd: folder })
  let out = ''
  let err = ''
  let open = true
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
  const closed = new Promise<number | null>((resolve) =>
    child.on('close', (code) => {
      open = false
      resolve(code)
    }),
  )
  while (open && !(await ready(out))) await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill(signal)
  return { code: await closed, out, err }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends the analysis of one long diary without an answer, a report or a part of one`, async () => {
    const begun = (out: string): Promise<boolean> => Promise.resolve(out.includes('How the file was understood'))
    const flags = ['analyse', 'long.csv', '--replay', '1', '--json=long.json']
    const { code, out, err } = await stopped(signal, begun, ...flags)
    assert.equal(code, 130)
    assert.match(err, /^Stopped before anything was finished; no file was written\.$/m)
    assert.doesNotMatch(out + err, /1 of 1|Report:|JSON:/)
    assert.deepEqual(await readdir(folder), ['long.csv'])
  })
}

test('Ctrl-C while diaries are simulated leaves neither them nor a part of them', async () => {
  const writing = async (): Promise<boolean> => (await readdir(folder)).some((name) => name.endsWith('.partial'))
  const flags = ['simulate', '-o', 'made.csv', '--patients', '100000', '--days', '2000']
  const { code, out, err } = await stopped('SIGINT', writing, ...flags)
  assert.equal(code, 130)
  assert.deepEqual([out, err], ['', 'Stopped before anything was finished; no file was written.\n'])
  assert.deepEqual(await readdir(folder), ['long.csv'])
})
