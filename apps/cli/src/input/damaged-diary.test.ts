// Diaries damaged at random, from a printed seed: each is read or refused in plain words, and none throws, hangs or lets a NaN slip into a sentence.
import assert from 'node:assert/strict'
import test from 'node:test'
import { readDiary } from './diary-fixture.ts'
import { problemText } from './input-problem.ts'

/** Marsaglia's xorshift on 32 bits: whole numbers below `limit`. */
function numbersBelow(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % limit
  }
}

const splinters = [
  '"',
  ',',
  ';',
  '\n',
  '\r',
  '\t',
  '""',
  '0',
  '-',
  '.',
  'e99',
  'é',
  '\u0000',
  '\uFEFF',
  '2025-02-30',
  '1/2/3',
  'no',
  ' ',
  '−5',
  '🌙',
]

test('a damaged diary is read or refused, never more than that', async () => {
  const dialects = [
    'id,day,headache,on,stress\na,1,0,0,2.5\na,2,1,1,\nb,1,,0,3\nb,2,1,1,4\n',
    'Datum;Kopfschmerz;Botox\n13.01.2025;ja;0\n14.01.2025;nein;1\n16.01.2025;;1\n',
    'date,"pain level",sessions\n2025-01-01,"7",1\n2025-01-02,"0",\n',
  ]
  const seed = 20251131
  const below = numbersBelow(seed)
  let refused = 0
  for (let trial = 0; trial < 400; trial++) {
    let content = dialects[trial % dialects.length]
    for (let damages = 1 + below(3); damages > 0; damages--) {
      const at = below(content.length + 1)
      content = content.slice(0, at) + splinters[below(splinters.length)] + content.slice(at + below(3))
    }
    const shown = `seed ${seed}, trial ${trial}: ${JSON.stringify(content)}`
    const { opened, problems } = await readDiary(content)
    if (opened === undefined) {
      refused++
      assert.ok(problems.length > 0, shown)
      for (const problem of problems)
        assert.doesNotMatch(problemText(problem), /NaN|undefined|Infinity|\[object/, shown)
    } else {
      for (const { outcome, columns } of opened.patients) {
        assert.ok(outcome.length > 0, shown)
        for (const column of columns) {
          assert.equal(column.values.length, outcome.length, shown)
          if (column.role === 'treatment')
            assert.ok(
              column.values.every((value) => value === 0 || value === 1),
              shown,
            )
        }
      }
      assert.doesNotMatch(opened.explanation.join('\n'), /NaN|undefined|Infinity/, shown)
    }
  }
  assert.ok(refused > 40 && refused < 390, `${refused} of 400 were refused`)
})
