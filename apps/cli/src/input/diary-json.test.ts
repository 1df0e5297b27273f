// Files that are no diary in clearday-diary-1: each is told for what it is, with its place, and with what would be right.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readDiaryJson } from './diary-json.ts'
import { refusalLines } from './input-problem.ts'

const EXAMPLES = new URL('../../../../examples/', import.meta.url)
let folder = ''
let example = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday json '))
  example = await readFile(new URL('diary.json', EXAMPLES), 'utf8')
})
after(() => rm(folder, { recursive: true, force: true }))

async function refusal(name: string, text: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  const read = await readDiaryJson(path)
  return read.type === 'error' ? refusalLines(read).join('\n') : assert.fail(`${name} was read`)
}

test('a file of another kind, an empty one, and one that is not there are told as that', async () => {
  assert.match(await refusal('empty.json', ''), /empty\.json: the file is empty; it needs to be a diary in the format/)
  assert.match(await refusal('blank.json', ' \n\n'), /blank\.json: Line 3, column 1: there is nothing here/)
  assert.match(
    await refusal('day.csv', 'day,headache,on\n1,1,0\n'),
    /looks like a CSV diary, which clearday analyse reads/,
  )
  assert.match(
    await refusal('quoted.csv', '"day","headache"\n1,1\n'),
    /looks like a CSV diary, which clearday analyse reads/,
  )
  assert.match(
    await refusal('paper.json', '%PDF-1.7 x'),
    /this is a PDF document; it needs to be a diary in the format/,
  )
  assert.match(await refusal('zero.json', '{"format"\0'), /holds a zero byte/)
  assert.match(await refusal('latin.json', Uint8Array.from([0x7b, 0x22, 0xe4, 0x22, 0x3a])), /not valid UTF-8; save/)
  const missing = await readDiaryJson(join(folder, 'nothing.json'))
  assert.match(missing.type === 'error' ? refusalLines(missing)[0] : '', /there is no file of this name/)
  await mkdir(join(folder, 'folder'))
  const directory = await readDiaryJson(join(folder, 'folder'))
  assert.match(
    directory.type === 'error' ? refusalLines(directory)[0] : '',
    /this is a folder; name the file inside it/,
  )
})

test('a slip in a diary is told with its place, its value and what would be right', async () => {
  assert.match(await refusal('cut.json', example.slice(0, 900)), /cut\.json: Line \d+, column \d+: /)
  assert.match(await refusal('list.json', '[]'), /list\.json: the diary: /)
  assert.match(await refusal('other.json', '{"format":"other"}'), /other\.json: format: .*write "clearday-diary-1"/)
  assert.match(
    await refusal('pain.json', example.replace('"peakIntensity": 3,', '"peakIntensity": 30,')),
    /pain\.json: days\[7\] \(2026-01-26\), peakIntensity: 30 stands there; write a number from 0 to 10\./,
  )
})

test('more than twenty slips are counted and not all listed', async () => {
  const days = Array.from({ length: 40 }, (_, k) => ({ date: `2026-01-${k + 1}`, headache: 'maybe' }))
  const text = JSON.stringify({ format: 'clearday-diary-1', timeZone: 'Europe/Madrid', days })
  const lines = (await refusal('many.json', text)).split('\n')
  assert.equal(lines.length, 21)
  assert.match(lines[20], /more problems, not listed here/)
})
