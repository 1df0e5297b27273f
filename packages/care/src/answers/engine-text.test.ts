import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readDiaryText } from '@clearday/diary'
import { answersOfPage, doctorPageOf } from '../doctor-page/index.ts'
import { historyOf } from '../history.ts'
import { engineAsText, engineOfText } from './engine-text.ts'

const read = readDiaryText(readFileSync(new URL('../../../../examples/diary.json', import.meta.url), 'utf8'))
assert.ok(read.type === 'ok')
const DIARY = read.value

test('a page that is drawn from what was kept is the same, in every word, as one that was just worked out', () => {
  const { engine } = answersOfPage(historyOf(DIARY))
  assert.ok(engine !== null)
  const kept = engineOfText(JSON.stringify(JSON.parse(engineAsText(engine))))
  for (const language of ['en', 'es'] as const)
    assert.deepEqual(
      doctorPageOf(DIARY, { language }, (history) => answersOfPage(history, kept)),
      doctorPageOf(DIARY, { language }),
    )
})

test('of a treatment that was not there when it was kept nothing is told but that, and of one that is gone nothing', () => {
  const { engine } = answersOfPage(historyOf(DIARY))
  assert.ok(engine !== null)
  const [first, ...others] = engine.treatments
  const { treatments } = answersOfPage(historyOf(DIARY), {
    ...engine,
    treatments: [{ ...first, name: 'Gone' }, ...others],
  })
  const missing = treatments.filter(({ notAsked }) => notAsked?.code === 'not-answered-yet')
  assert.deepEqual(
    missing.map(({ name, answer }) => ({ name, answer })),
    [{ name: first.name, answer: null }],
  )
  assert.ok(treatments.every(({ name }) => name !== 'Gone'))
  const nothing = answersOfPage(historyOf(DIARY), null)
  assert.ok(nothing.treatments.every(({ answer }) => answer === null))
})

test('numbers that JSON does not have come back as they were', () => {
  const odd = { a: Number.NaN, b: -Infinity, c: 0.1 + 0.2, d: Float64Array.of(1.23456, Number.NaN), e: null }
  assert.deepEqual(engineOfText(engineAsText(odd as never)), { ...odd, d: Float64Array.of(1.235, Number.NaN) })
})
