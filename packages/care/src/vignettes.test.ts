// The golden vignettes: written cases with what a clinician expects of each, run against the rules as they are.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { NAMED_HEADACHES } from './named-headaches.ts'
import { runVignette } from './vignette-runner.ts'
import { checkVignette, VIGNETTE_KINDS, type Vignette } from './vignette.ts'

const FOLDER = new URL('../vignettes/', import.meta.url)
const FEWEST = 60
const FEWEST_OF_A_KIND = 12

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
}

const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .sort()

const vignettes: Vignette[] = []

for (const file of files) {
  const given = readJson(file)
  test(`${file} is a list of vignettes`, () => assert.ok(Array.isArray(given)))
  for (const one of given as unknown[]) {
    const read = checkVignette(one, NAMED_HEADACHES)
    if (read.type === 'error') test(`${file}: a vignette can be read`, () => assert.deepEqual(read.problems, []))
    else vignettes.push(read.value)
  }
}

for (const vignette of vignettes) {
  test(`${vignette.id}: ${vignette.title}`, () => {
    const differences = runVignette(vignette, NAMED_HEADACHES).map(({ sentence }) => sentence)
    assert.equal(differences.length, 0, `${vignette.why}\n  ${differences.join('\n  ')}`)
  })
}

test(`there are ${FEWEST} vignettes or more, each with a name of its own, and ${FEWEST_OF_A_KIND} or more of each kind`, () => {
  const ids = vignettes.map(({ id }) => id)
  assert.deepEqual(
    ids.filter((id, k) => ids.indexOf(id) !== k),
    [],
  )
  assert.ok(vignettes.length >= FEWEST, `${vignettes.length}`)
  for (const kind of VIGNETTE_KINDS) {
    const ofKind = vignettes.filter((one) => one.kind === kind).length
    assert.ok(ofKind >= FEWEST_OF_A_KIND, `${kind}: ${ofKind}`)
  }
})
