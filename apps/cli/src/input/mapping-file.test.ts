// The mapping file as it is documented: the example of the document and the one beside the diaries are read by the real reader.
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { inFolder, readFileAt } from './diary-fixture.ts'
import { mappingSchema, readMappingFile } from './mapping.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))

test('the example of the document is read, and shows every key there is', async () => {
  const document = await readFile(join(ROOT, 'docs', 'mapping-file.md'), 'utf8')
  const example = /```json\n([^]*?)```/.exec(document)?.[1] ?? ''
  await inFolder(async (folder) => {
    const file = join(folder, 'mapping.json')
    await writeFile(file, example)
    const read = await readMappingFile(file)
    assert.equal(read.type, 'ok')
    assert.deepEqual(Object.keys(read.type === 'ok' ? read.value : {}).sort(), Object.keys(mappingSchema.shape).sort())
  })
  for (const key of Object.keys(mappingSchema.shape)) assert.match(document, new RegExp(`^\\| \`${key}\` `, 'm'))
})

test('the example file fits the example diary', async () => {
  const mappingFile = join(ROOT, 'examples', 'sim-b-mapping.json')
  const { opened } = await readFileAt(join(ROOT, 'examples', 'sim-b-sessions.csv'), { mappingFile })
  assert.deepEqual(
    opened?.patients[0].columns.map(({ name, role }) => `${name} ${role}`),
    ['preventive treatment', 'stress factor'],
  )
  assert.deepEqual(new Set(opened?.patients[0].sessions.map(({ treatment }) => treatment)), new Set(['acupuncture']))
})

test('a mapping that does not fit is answered with what stands there and what may', async () => {
  const wrong: readonly (readonly [unknown, string])[] = [
    [
      { treatment: [] },
      "the mapping does not fit: there is no key 'treatment'; did you mean 'treatments'? the keys here are id, ",
    ],
    [
      { treatments: [{ kind: 'onoff', column: 'on' }] },
      `'treatments.0.kind' does not fit: '"onoff"' stands there; did you mean 'on-off'? write one of on-off, dose, start-day, sessions.`,
    ],
    [{ treatments: [{ column: 'on' }] }, "'treatments.0.kind' does not fit: it is missing; write one of on-off, dose"],
    [{ treatments: 'on' }, `'treatments' does not fit: '"on"' stands there; write a list in square brackets.`],
    [
      { regimens: { on: { ramp: 3 } } },
      "'regimens.on' does not fit: there is no key 'ramp'; the keys here are rampDays, ",
    ],
    [{ outcomeThreshold: -1 }, "'outcomeThreshold' does not fit: '-1' stands there; write a number above 0."],
    [{ day: 3 }, "'day' does not fit: '3' stands there; write a text in quotes."],
    [{ delimiter: ';;' }, "'delimiter' does not fit: write one character."],
    [[], "the mapping does not fit: '[]' stands there; write an object in braces with any of the keys id, "],
  ]
  await inFolder(async (folder) => {
    const file = join(folder, 'mapping.json')
    for (const [content, words] of wrong) {
      await writeFile(file, JSON.stringify(content))
      const read = await readMappingFile(file)
      const message = read.type === 'error' ? read.problems[0].message : ''
      assert.equal(message.slice(0, words.length), words)
      assert.doesNotMatch(message, /Invalid|Unrecognized|expected/)
    }
  })
})
