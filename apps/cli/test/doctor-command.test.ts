// `clearday doctor` as a person runs it: the page in the terminal, as JSON and as a PDF, and what is wrong with what was asked.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { commandIn } from './run-command.ts'

const EXAMPLE = fileURLToPath(new URL('../../../examples/diary.json', import.meta.url))
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday doctor '))
})
after(() => rm(folder, { recursive: true, force: true }))

const clearday = commandIn(() => folder)
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')

test('the page is printed with its figures and its question, in English and in Spanish', async () => {
  const { code, out, err } = await clearday('doctor', EXAMPLE, '--name', 'Ana', '--question', 'Go on?')
  assert.equal(code, 0, err)
  const said = flat(out)
  assert.match(said, /Ana, born 1988 19 January 2026 to 29 March 2026 \(70 days\)\. 65 of 70 days known/)
  assert.match(said, /My question for today Go on\?/)
  assert.match(
    said,
    /– Feb 2026: Headache 11–13; Migraine 7–9; Moderate or severe 8–10; Acute medicine 8–10; Known 26 of 28/,
  )
  assert.match(said, /Appendix .*Each pattern, criterion by criterion/)
  const spanish = await clearday('doctor', EXAMPLE, '--language', 'es', '--from', '2026-03-01')
  assert.match(flat(spanish.out), /Del 1 de marzo de 2026 al 29 de marzo de 2026 \(29 días\)/)
})

test('a PDF is written whole, with --json beside it, and over nothing that is read', async () => {
  const { code, out, err } = await clearday('doctor', EXAMPLE, '--pdf', 'page.pdf', '--paper', 'letter', '--json')
  assert.equal(code, 0, err)
  assert.equal((JSON.parse(out) as { format: string }).format, 'clearday-doctor-page-1')
  const pdf = (await readFile(join(folder, 'page.pdf'))).toString('latin1')
  assert.match(pdf, /^%PDF-1\.7/)
  assert.match(pdf, /\/MediaBox \[0 0 612 792\]/)
  assert.deepEqual(await readdir(folder), ['page.pdf'])
  const over = await clearday('doctor', EXAMPLE, '--pdf', EXAMPLE)
  assert.equal(over.code, 2)
  assert.match(over.err, /would overwrite the diary/)
})

test('what cannot be used is named with its value', async () => {
  for (const [given, words] of [
    [[], /doctor needs a diary: clearday doctor DIARY\.json/],
    [[EXAMPLE, '--language', 'fr'], /--language fr cannot be used; give en or es/],
    [[EXAMPLE, '--paper', 'A5'], /--paper A5 cannot be used; give A4 or Letter/],
    [[EXAMPLE, '--from', '2026-02-30'], /--from 2026-02-30 cannot be used; give a day such as 2026-03-29/],
    [[EXAMPLE, '--from', '2026-04-01'], /--from 2026-04-01 is outside of .*2026-01-19 to 2026-03-29/],
    [[EXAMPLE, '--from', '2026-03-02', '--to', '2026-03-01'], /--from 2026-03-02 is after --to 2026-03-01/],
  ] as const) {
    const { code, err } = await clearday('doctor', ...given)
    assert.equal(code, 2, err)
    assert.match(flat(err), words)
  }
})
