// `clearday evidence` as a person runs it: sentences, drawn results, studies, what is expected, and names that are not quite right.
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { TREATMENTS } from '@clearday/evidence'
import { commandIn } from './run-command.ts'

const clearday = commandIn(tmpdir)
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')

test('craniosacral therapy: what is known with its numbers, what is not, and who must be asked first', async () => {
  const { code, out, err } = await clearday('evidence', 'craniosacral therapy')
  assert.deepEqual([code, err], [0, ''])
  const words = flat(out)
  assert.match(words, /Carrasco-Uribarren 2024.*−1\.1 \(−1\.85 to −0\.35\)/)
  assert.match(words, /clinically unimportant/)
  assert.match(words, /Certainty: very low/)
  assert.match(words, /no trial gives a figure on them that can be relied on/)
  assert.match(words, /doi:10\./)
  assert.match(words, /Not before a physician has agreed: .*aneurysm/)
  assert.match(words, /clearday rules DIARY\.json --treatment craniosacral-therapy/)
  assert.doesNotMatch(out, /\b(safe|proven|recommended|you should|NaN|undefined|null)\b/i)
})

test('unlike scales never share an axis: every drawing has its own numbers under it', async () => {
  const { out } = await clearday('evidence', 'acupuncture', '--ascii')
  const drawn = out.split('What the studies found')[1].split('The studies')[0]
  const titles = [...drawn.matchAll(/^ {2}[A-Z5].*, .+$/gm)].map(([line]) => line.trim())
  assert.ok(titles.length >= 2, drawn)
  assert.equal(new Set(titles).size, titles.length)
  assert.doesNotMatch(out, /[^\n\u0020-\u007e]/)
})

test('a name, an id and another name lead to the same page', async () => {
  const [byId, byAlias] = await Promise.all([clearday('evidence', 'craniosacral-therapy'), clearday('evidence', 'CST')])
  assert.equal(byAlias.out, byId.out)
})

test('as JSON it has the keys that the help names', async () => {
  const { code, out } = await clearday('evidence', 'candesartan', '--json')
  assert.equal(code, 0)
  const whole = JSON.parse(out) as Record<string, unknown>
  assert.deepEqual(Object.keys(whole), ['treatment', 'summary', 'forest', 'studies', 'prior', 'contraindications'])
  const list = JSON.parse((await clearday('evidence', '--json')).out) as { id: string }[]
  assert.deepEqual(
    list.map(({ id }) => id),
    TREATMENTS.map(({ id }) => id),
  )
})

test('without a name the treatments are listed; a name that there is not is answered with the nearest', async () => {
  const { code, out } = await clearday('evidence')
  assert.equal(code, 0)
  for (const { name, id } of TREATMENTS) assert.ok(out.includes(`${name} (${id})`), id)
  const mistyped = await clearday('evidence', 'acupunture')
  assert.deepEqual([mistyped.code, mistyped.out], [2, ''])
  assert.match(mistyped.err, /There is no treatment acupunture in the library\. Did you mean acupuncture\?/)
  const strange = await clearday('evidence', 'leeches \u001b[31m')
  assert.equal(strange.code, 2)
  assert.doesNotMatch(strange.err, /\u001b/)
})

test('the example of the help works as printed', async () => {
  const { out: help } = await clearday('evidence', '--help')
  const example = help.split('\n').find((line) => line.startsWith('  npx clearday evidence'))
  assert.equal(example?.trim(), 'npx clearday evidence "craniosacral therapy"')
  assert.equal((await clearday('evidence', 'craniosacral therapy')).code, 0)
})
